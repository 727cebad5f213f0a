"""发文: which papers there are about items, what may be in them, and which went out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from sqlalchemy import Connection, func, select

from tracker.ledger.filtering.tree import Query, every, of
from tracker.ledger.leading import known_lead_unit
from tracker.ledger.models import IssuedPaper, Item, NumberSequence
from tracker.ledger.portions import portions
from tracker.ledger.store import Ledger
from tracker.ledger.words import OPEN_STATES, Light, PaperKind, Rung, State

STATES: Final[Mapping[PaperKind, frozenset[State]]] = MappingProxyType(
    {
        PaperKind.ASSIGNMENT: frozenset({State.UNREGISTERED, State.RECTIFYING}),
        PaperKind.SUPPLEMENT: frozenset({State.UNREGISTERED, State.RECTIFYING}),
        PaperKind.REMINDER: frozenset({State.RECTIFYING}),
        PaperKind.SUPERVISION: frozenset({State.RECTIFYING}),
        PaperKind.ADMONITION: frozenset({State.RECTIFYING}),
        PaperKind.CLOSING: frozenset({State.RECTIFYING, State.APPLIED, State.CLOSED}),
        PaperKind.LOOK_BACK: frozenset({State.CLOSED}),
        PaperKind.HANDOVER: frozenset(OPEN_STATES),
    }
)
"""Papers about items, and the states of the items they may be about. The others report on the ledger."""

RUNGS: Final[Mapping[PaperKind, frozenset[Rung]]] = MappingProxyType(
    {
        PaperKind.REMINDER: frozenset({Rung.EARLY, Rung.DUE}),
        PaperKind.SUPERVISION: frozenset({Rung.FIRST, Rung.SECOND}),
        PaperKind.ADMONITION: frozenset({Rung.LAST}),
    }
)
"""Rungs of the ladder of chasing that a paper stands for: who is sent it was chased."""


def rung_of(kind: PaperKind, level: int) -> Rung:
    """What a chasing paper says by itself, whatever the ladder would have said: the second 督办 is one."""
    match kind:
        case PaperKind.REMINDER:
            return Rung.EARLY
        case PaperKind.ADMONITION:
            return Rung.LAST
        case _:
            return Rung.FIRST if level == 1 else Rung.SECOND


TO_UNITS: Final = frozenset(
    {
        PaperKind.ASSIGNMENT,
        PaperKind.SUPPLEMENT,
        PaperKind.REMINDER,
        PaperKind.SUPERVISION,
        PaperKind.ADMONITION,
    }
)
"""Papers that go to the unit which leads, one for each."""


def meant_by(kind: PaperKind) -> Query:
    """Which items a paper may be about; 告诫 fixes a last date for what is overdue."""
    states = of("状态", *(state for state in State if state in STATES[kind]))
    return every([states, of("预警", Light.OVERDUE)]) if kind is PaperKind.ADMONITION else states


USUAL: Final[Mapping[PaperKind, Query]] = MappingProxyType(
    {
        PaperKind.REMINDER: of("预警", Light.NEAR, Light.IMMINENT),
        PaperKind.SUPERVISION: of("预警", Light.OVERDUE),
    }
)
"""Which items are meant where nobody says which."""


@dataclass(frozen=True, slots=True)
class IssuedSheet:
    """One paper that went out, with the items it is about."""

    kind: PaperKind
    document_number: str
    unit: str
    due: dt.date | None
    on: dt.date
    by: str
    numbers: tuple[str, ...]
    """编号 of its items."""


def issued_sheets(ledger: Ledger, kind: PaperKind | None = None) -> list[IssuedSheet]:
    """Every paper that went out, the last one first."""
    query = (
        select(IssuedPaper.__table__, Item.number)
        .join(Item, Item.id == IssuedPaper.item_id)
        .order_by(IssuedPaper.id)
    )
    if kind is not None:
        query = query.where(IssuedPaper.kind == kind.value)
    sheets: dict[tuple[Any, ...], list[Any]] = {}
    with ledger.read() as connection:
        for row in connection.execute(query):
            sheets.setdefault((row.kind, row.year, row.ordinal), []).append(row)
    return [
        IssuedSheet(
            PaperKind(rows[0].kind),
            rows[0].document_number,
            rows[0].unit,
            rows[0].due,
            rows[0].on,
            rows[0].by,
            tuple(row.number for row in rows),
        )
        for rows in reversed(list(sheets.values()))
    ]


def next_number(ledger: Ledger, kind: PaperKind, year: int) -> int:
    """The number that the year's next paper of a kind would have."""
    last = select(NumberSequence.last).where(
        NumberSequence.prefix == sequence_of(kind), NumberSequence.year == year
    )
    with ledger.read() as connection:
        return (connection.scalar(last) or 0) + 1


def sequence_of(kind: PaperKind) -> str:
    """What the numbers of a kind are counted under."""
    return f"paper.{kind.value}"


def leading_units(ledger: Ledger, items: Collection[int]) -> dict[int, str]:
    """The unit that each item is asked of, by the name it is known by; none where nobody is named."""
    name = known_lead_unit().label("name")
    found: dict[int, str] = {}
    with ledger.read() as connection:
        for ids in portions(sorted(items)):
            query = select(Item.id, name).where(Item.id.in_(ids))
            found |= {row.id: row.name for row in connection.execute(query) if row.name}
    return found


def issued_before(ledger: Ledger, kind: PaperKind, items: Collection[int]) -> dict[int, int]:
    """How many of its kind each item had in its present round."""
    with ledger.read() as connection:
        return issued_until_now(connection, kind, items)


def issued_until_now(connection: Connection, kind: PaperKind, items: Collection[int]) -> dict[int, int]:
    """The same, within a transaction."""
    found: dict[int, int] = {}
    for ids in portions(sorted(items)):
        query = (
            select(IssuedPaper.item_id, func.count())
            .join(Item, Item.id == IssuedPaper.item_id)
            .where(
                IssuedPaper.item_id.in_(ids),
                IssuedPaper.kind == kind.value,
                IssuedPaper.round == Item.round,
            )
            .group_by(IssuedPaper.item_id)
        )
        found |= {row[0]: row[1] for row in connection.execute(query)}
    return found
