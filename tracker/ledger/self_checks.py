"""举一反三: lists of units that look for a problem at home, who answered what, and who is asked next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, case, func, select

from tracker.errors import NotFound
from tracker.ledger.filtering.compiling import conditions
from tracker.ledger.filtering.tree import EVERYTHING, Query
from tracker.ledger.following_rows import SelfCheckAnswerRow, SelfCheckRow
from tracker.ledger.keys import KEYS, these
from tracker.ledger.leading import lead_unit
from tracker.ledger.likeness import Likeness, Texts, without
from tracker.ledger.models import Item, Owner, SelfCheck, SelfCheckAnswer, Unit
from tracker.ledger.naming import Directory, directory, plain_name
from tracker.ledger.queries import campaigns_of
from tracker.ledger.store import Ledger
from tracker.ledger.words import ItemKind, OwnerRole, SelfCheckResult, State

ANSWERING = (OwnerRole.LEAD.value, OwnerRole.RESPONSIBLE.value)
"""Units that a problem was seen in; who only cooperates has it not."""

MOST_ALIKE = 100
"""So many problems about the same matter are looked at for units that have it already."""


@dataclass(frozen=True, slots=True)
class SpreadRow:
    """A problem that was seen in two units or more: perhaps the others have it too."""

    number: str
    """Of the first one."""
    title: str
    numbers: tuple[str, ...]
    """All of them, the first one at the head."""
    units: tuple[str, ...]
    """Where it was seen."""
    others: tuple[str, ...]
    """Known units where it was not."""
    likeness: Likeness
    """Of the likest one to the first."""


def self_checks(ledger: Ledger, *, today: dt.date, only_open: bool = False) -> list[SelfCheckRow]:
    """Every list, the last one first."""
    with ledger.read() as connection:
        rows = [_list(row, today) for row in connection.execute(_lists())]
    return [row for row in reversed(rows) if row.waiting or not only_open]


def self_check(
    ledger: Ledger, key: int, *, today: dt.date
) -> tuple[SelfCheckRow, tuple[SelfCheckAnswerRow, ...]]:
    """One list with what each unit answered, those that have not first. Raises NotFound."""
    with ledger.read() as connection:
        found = connection.execute(_lists().where(SelfCheck.id == key)).first()
        if found is None:
            raise NotFound(f"没有第{key}号自查，已有的见 tracker self-check list")
        query = (
            select(SelfCheckAnswer.__table__, Item.number)
            .outerjoin(Item, Item.id == SelfCheckAnswer.item_id)
            .where(SelfCheckAnswer.self_check_id == key)
            .order_by(SelfCheckAnswer.id)
        )
        answers = [
            SelfCheckAnswerRow(
                row.unit, SelfCheckResult(row.result), row.text, row.on, row.by, row.number or ""
            )
            for row in connection.execute(query)
        ]
    return _list(found, today), tuple(
        sorted(answers, key=lambda row: row.result is not SelfCheckResult.PENDING)
    )


def self_checks_by_item(
    connection: Connection, ids: Sequence[int], today: dt.date
) -> dict[int, tuple[SelfCheckRow, ...]]:
    """The lists that began with these items."""
    found: dict[int, tuple[SelfCheckRow, ...]] = {}
    for row in connection.execute(_lists_of_items(), these(ids)):
        found[row.item_id] = (*found.get(row.item_id, ()), _list(row, today))
    return found


@cache
def _lists_of_items() -> Select[Any]:
    return _lists().where(SelfCheck.item_id.in_(KEYS))


def _lists() -> Select[Any]:
    def with_result(result: SelfCheckResult) -> Any:
        return func.sum(case((SelfCheckAnswer.result == result.value, 1), else_=0))

    return (
        select(
            *SelfCheck.__table__.columns,
            Item.number,
            func.count(SelfCheckAnswer.id).label("units"),
            with_result(SelfCheckResult.NONE).label("none"),
            with_result(SelfCheckResult.FOUND).label("found"),
        )
        .join(Item, Item.id == SelfCheck.item_id)
        .join(SelfCheckAnswer, SelfCheckAnswer.self_check_id == SelfCheck.id)
        .group_by(SelfCheck.id, Item.number)
        .order_by(SelfCheck.id)
    )


def _list(row: Any, today: dt.date) -> SelfCheckRow:
    is_late = row.due is not None and row.units > row.none + row.found
    return SelfCheckRow(
        id=row.id,
        number=row.number,
        matter=row.matter,
        on=row.on,
        by=row.by,
        due=row.due,
        units=row.units,
        none=row.none,
        found=row.found,
        days_overdue=max((today - row.due).days, 0) if is_late else 0,
    )


def other_units(connection: Connection, item_id: int) -> tuple[str, ...]:
    """Every known unit but those that answer for the item or one like it."""
    names = directory(connection)
    alike = {item_id, *_alike(connection, item_id)}
    own = select(Owner.name).where(Owner.item_id.in_(alike), Owner.role.in_(ANSWERING))
    seen = {_identity(names, name) for name in connection.scalars(own)}
    return tuple(name for key, name in _everybody(connection, names).items() if key not in seen)


def _everybody(connection: Connection, names: Directory) -> dict[int | str, str]:
    """Every known unit by its identity; groups are nobody to ask.

    Units that only stand as owners, under a name nobody has told the ledger, count as they are written.
    """
    known = select(Unit.name).where(Unit.is_group.is_(False)).order_by(Unit.id)
    groups = set(connection.scalars(select(Unit.id).where(Unit.is_group.is_(True))))
    owners = select(Owner.name).where(Owner.role.in_(ANSWERING)).distinct()
    found: dict[int | str, str] = {}
    for name in (*connection.scalars(known), *sorted(connection.scalars(owners))):
        if (identity := _identity(names, name)) not in groups:
            found.setdefault(identity, name)
    return found


def _alike(connection: Connection, item_id: int) -> list[int]:
    """Problems about the same matter: their units need not be asked."""
    problems = select(Item.id, Item.title).where(
        Item.kind == ItemKind.PROBLEM.value, Item.state != State.STOPPED.value, Item.id != item_id
    )
    texts = Texts.of({row.id: row.title for row in connection.execute(problems)})
    title = connection.scalars(select(Item.title).where(Item.id == item_id)).one()
    return [key for key, _ in texts.like(title, most=MOST_ALIKE)]


def distinct_units(connection: Connection, units: Iterable[str]) -> tuple[str, ...]:
    """Each unit once, under the name it is written first, however it is written."""
    names = directory(connection)
    found: dict[int | str, str] = {}
    for name in units:
        found.setdefault(_identity(names, name), name.strip())
    return tuple(found.values())


def is_same_unit(connection: Connection, one: str, other: str) -> bool:
    """Two names mean one unit."""
    names = directory(connection)
    return _identity(names, one) == _identity(names, other)


def _identity(names: Directory, name: str) -> int | str:
    """The unit's id where it is known, else its plain name."""
    return names.unit(name) or plain_name(name)


def spreading(ledger: Ledger, query: Query = EVERYTHING, *, today: dt.date) -> list[SpreadRow]:
    """Problems seen in two units or more, of which no list was made yet; those of most units first."""
    with ledger.read() as connection:
        wanted = (
            Item.kind == ItemKind.PROBLEM.value,
            Item.state != State.STOPPED.value,
            conditions(query, today, connection, campaigns_of(connection)),
        )
        problems = select(Item.id, Item.number, Item.title, lead_unit().label("lead"))
        problems = problems.where(*wanted).order_by(Item.id)
        rows = {row.id: row for row in connection.execute(problems) if row.lead}
        asked = set(connection.scalars(select(SelfCheck.item_id)))
        names = directory(connection)
        everybody = _everybody(connection, names)
        gathered = _gathered(rows)
        owners = _owners_by_item(connection, {key for first in gathered for key in (first, *gathered[first])})
    found = []
    for first, alike in gathered.items():
        seen = {_identity(names, name): name for key in (first, *alike) for name in owners[key]}
        others = tuple(name for identity, name in everybody.items() if identity not in seen)
        if len(seen) > 1 and others and not asked & {first, *alike}:
            found.append(
                SpreadRow(
                    number=rows[first].number,
                    title=rows[first].title,
                    numbers=tuple(rows[key].number for key in (first, *alike)),
                    units=tuple(seen.values()),
                    others=others,
                    likeness=max(alike.values(), key=lambda likeness: likeness.score),
                )
            )
    return sorted(found, key=lambda row: (-len(row.units), -row.likeness.score))


def _owners_by_item(connection: Connection, ids: Iterable[int]) -> dict[int, list[str]]:
    """The units that answer for these items, in their order."""
    query = (
        select(Owner.item_id, Owner.name)
        .where(Owner.item_id.in_(ids), Owner.role.in_(ANSWERING), Owner.measure_id.is_(None))
        .order_by(Owner.item_id, Owner.ordinal, Owner.id)
    )
    found: dict[int, list[str]] = {}
    for item_id, name in connection.execute(query):
        found.setdefault(item_id, []).append(name)
    return found


def _gathered(rows: Mapping[int, Any]) -> dict[int, dict[int, Likeness]]:
    """Each problem with the later ones like it; what was gathered once stands in no other gathering."""
    texts = Texts.of({key: without(row.title, [row.lead]) for key, row in rows.items()})
    gathered: dict[int, dict[int, Likeness]] = {}
    taken: set[int] = set()
    for first, other, likeness in texts.alike():
        if first not in taken and other not in taken:
            gathered.setdefault(first, {})[other] = likeness
            taken.add(other)
    return gathered
