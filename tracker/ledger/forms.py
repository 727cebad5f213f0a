"""收发: the forms that went out, what came back of them, and what the ledger says of their cells now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, func, select

from tracker.ledger.journal import GENESIS
from tracker.ledger.models import (
    Action,
    FormAnswer,
    FormReturn,
    FormRound,
    Item,
    Measure,
    MeasureShare,
    Progress,
    UnitForm,
)
from tracker.ledger.portions import portions
from tracker.ledger.store import Ledger
from tracker.ledger.words import FormCell, State

OF_MEASURE: Final = (FormCell.DONE_ON, FormCell.PROGRESS)
"""What is answered of a measure."""
OF_ITEM: Final = tuple(cell for cell in FormCell if cell is not FormCell.DONE_ON)
"""What is answered of an item as a whole by a unit that leads it or is responsible for it."""
OF_HELPER: Final = (FormCell.PROGRESS,)
"""What is answered of it by any other."""
DAYS: Final = frozenset({FormCell.DONE_ON, FormCell.NEXT_REVIEW})
"""Answers that are dates."""

Place = tuple[str, int | None]
"""编号 and the measure's id; None: the item as a whole."""
Values = Mapping[FormCell, str]
"""Days as ISO, 自报 as its code; empty: nothing."""


@dataclass(frozen=True, slots=True)
class SentForm:
    """A form that went out."""

    id: int
    token: str
    unit: str
    digest: str
    round: int
    """第几批."""
    on: dt.date
    newer: tuple[int, dt.date] | None
    """The batch, and its day, in which the same unit got another form later."""


@dataclass(frozen=True, slots=True)
class Present:
    """What the ledger says now of a line of a form."""

    state: State
    ordinal: int | None
    values: Values
    title: str
    """Of the item."""


@dataclass(frozen=True, slots=True)
class FormStatus:
    """How the form of one unit stands."""

    unit: str
    items: int
    rows: int
    returned_on: dt.date | None
    """The last time; None: not yet."""
    files: tuple[str, ...]
    answers: int
    """Values that were taken over from it."""

    @property
    def is_back(self) -> bool:
        return self.returned_on is not None


@dataclass(frozen=True, slots=True)
class RoundStatus:
    """How one batch of forms stands."""

    round: int
    on: dt.date
    by: str
    due: dt.date | None
    forms: tuple[FormStatus, ...]

    @property
    def missing(self) -> int:
        """Forms that are not back."""
        return sum(not form.is_back for form in self.forms)

    def late_days(self, today: dt.date) -> int:
        """Since when they should be back; 0 where they may still come, or all are there."""
        return max(0, (today - self.due).days) if self.due and self.missing else 0


def day_value(day: dt.date | None) -> str:
    """A day as the cells of forms are compared."""
    return day.isoformat() if day else ""


def ledger_mark(ledger: Ledger) -> str:
    """What tells this ledger from every other one: how its journal begins."""
    with ledger.read() as connection:
        first = connection.scalar(select(Action.hash).where(Action.id == 1))
    return (first or GENESIS)[:16]


def next_round(ledger: Ledger) -> int:
    """第几批 the next one will be."""
    with ledger.read() as connection:
        return (connection.scalar(select(func.max(FormRound.ordinal))) or 0) + 1


def sent_forms(ledger: Ledger, tokens: Iterable[str]) -> dict[str, SentForm]:
    """The forms of these tokens that went out, by token."""
    query = select(UnitForm.__table__, FormRound.ordinal, FormRound.on).join_from(
        UnitForm.__table__, FormRound.__table__, FormRound.id == UnitForm.round_id
    )
    with ledger.read() as connection:
        rows = list(connection.execute(query))
    latest: dict[str, tuple[int, dt.date]] = {}
    for row in rows:
        latest[row.unit] = max(latest.get(row.unit, (0, row.on)), (row.ordinal, row.on))
    wanted = set(tokens)
    return {
        row.token: SentForm(
            row.id,
            row.token,
            row.unit,
            row.digest,
            row.ordinal,
            row.on,
            latest[row.unit] if latest[row.unit][0] > row.ordinal else None,
        )
        for row in rows
        if row.token in wanted
    }


def present_values(ledger: Ledger, numbers: Iterable[str]) -> dict[Place, Present]:
    """What the ledger says now of these items and their measures, 本期进展 aside."""
    wanted = sorted(set(numbers))
    found: dict[Place, Present] = {}
    with ledger.read() as connection:
        for batch in portions(wanted):
            items = list(connection.execute(select(Item.__table__).where(Item.number.in_(batch))))
            by_id = {row.id: row for row in items}
            for row in items:
                found[row.number, None] = Present(State(row.state), None, _of_item(row), row.title)
            for measure in _measures(connection, list(by_id)):
                item = by_id[measure.item_id]
                found[item.number, measure.id] = Present(
                    State(item.state),
                    measure.ordinal,
                    {FormCell.DONE_ON: day_value(measure.done_on)},
                    item.title,
                )
    return found


def _of_item(row: Any) -> dict[FormCell, str]:
    values: dict[FormCell, str] = {}
    for cell in OF_ITEM:
        if cell is not FormCell.PROGRESS:
            value = getattr(row, cell.value)
            values[cell] = day_value(value) if cell in DAYS else value
    return values


def _measures(connection: Connection, ids: Sequence[int]) -> Iterator[Any]:
    own = select(Measure.id, Measure.item_id, Measure.ordinal, Measure.done_on)
    yield from connection.execute(own.where(Measure.item_id.in_(ids)))
    shared = select(Measure.id, MeasureShare.item_id, MeasureShare.ordinal, Measure.done_on)
    yield from connection.execute(
        shared.join(Measure, Measure.id == MeasureShare.measure_id).where(MeasureShare.item_id.in_(ids))
    )


def merged_progress(ledger: Ledger, forms: Iterable[int]) -> dict[tuple[int, Place], str]:
    """By form, 编号 and measure: the 整改进展 that was taken over from there before."""
    query = (
        select(FormReturn.form_id, Item.number, FormAnswer.measure_id, Progress.text)
        .join_from(FormAnswer, FormReturn, FormReturn.id == FormAnswer.return_id)
        .join(Item, Item.id == FormAnswer.item_id)
        .join(Progress, Progress.id == FormAnswer.progress_id)
        .order_by(FormAnswer.id)
    )
    wanted = sorted(set(forms))
    found: dict[tuple[int, Place], str] = {}
    with ledger.read() as connection:
        for portion in portions(wanted):
            for row in connection.execute(query.where(FormReturn.form_id.in_(portion))):
                found[row.form_id, (row.number, row.measure_id)] = row.text
    return found


def merged_files(ledger: Ledger) -> frozenset[tuple[int, str]]:
    """Form and SHA-256 of every file that was merged."""
    with ledger.read() as connection:
        rows = connection.execute(select(FormReturn.form_id, FormReturn.sha256))
        return frozenset((row.form_id, row.sha256) for row in rows)


def answered_by(ledger: Ledger, places: Iterable[tuple[str, int | None, FormCell]]) -> dict[Any, str]:
    """Where the value that a cell has now was taken over from, for cells that were: 办公室.xlsx 第12行."""
    wanted = set(places)
    numbers = sorted({number for number, _, _ in wanted})
    query = (
        select(Item.number, FormAnswer.measure_id, FormAnswer.cell, FormAnswer.origin)
        .join(Item, Item.id == FormAnswer.item_id)
        .order_by(FormAnswer.id)
    )
    found: dict[Any, str] = {}
    with ledger.read() as connection:
        for portion in portions(numbers):
            for row in connection.execute(query.where(Item.number.in_(portion))):
                key = (row.number, row.measure_id, FormCell(row.cell))
                if key in wanted:
                    found[key] = row.origin
    return found


def round_statuses(ledger: Ledger) -> list[RoundStatus]:
    """Every batch that went out, the latest first; units in the order of their forms."""
    with ledger.read() as connection:
        rounds = list(connection.execute(select(FormRound.__table__).order_by(FormRound.ordinal.desc())))
        forms = list(connection.execute(select(UnitForm.__table__).order_by(UnitForm.id)))
        returns: dict[int, list[Any]] = {}
        for row in connection.execute(select(FormReturn.__table__).order_by(FormReturn.id)):
            returns.setdefault(row.form_id, []).append(row)
        values = (
            select(FormReturn.form_id, func.count())
            .join(FormAnswer, FormAnswer.return_id == FormReturn.id)
            .group_by(FormReturn.form_id)
        )
        counted = {row[0]: row[1] for row in connection.execute(values)}
    by_round: dict[int, list[FormStatus]] = {}
    for form in forms:
        back = returns.get(form.id, [])
        by_round.setdefault(form.round_id, []).append(
            FormStatus(
                unit=form.unit,
                items=form.items,
                rows=form.rows,
                returned_on=back[-1].on if back else None,
                files=tuple(dict.fromkeys(row.file for row in back)),
                answers=counted.get(form.id, 0),
            )
        )
    return [
        RoundStatus(row.ordinal, row.on, row.by, row.due, tuple(by_round.get(row.id, ()))) for row in rounds
    ]
