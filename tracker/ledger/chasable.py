"""What may be chased on a day: items and measures that are worked on, each with its day and its unit."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, false, func, not_, or_, select, true

from tracker.ledger.figures.dimensions import unit_of_measure
from tracker.ledger.leading import known_lead_unit
from tracker.ledger.list_rows import Deadline
from tracker.ledger.models import Item, Measure, Reminder
from tracker.ledger.queries import apart, campaigns_of, deadline_columns
from tracker.ledger.row_reading import read_deadline
from tracker.ledger.words import DeadlineKind, Rung, State


class NextDue(Protocol):
    """The day on or after another on which a recurring limit falls due that did so on `last`."""

    def __call__(self, phrase: str, today: dt.date, /, *, last: dt.date | None) -> dt.date | None: ...


MOST_NAMED = 2_000
"""Items that one statement names."""

_BY_OTHER_DAYS = (DeadlineKind.CONTINUING.value, DeadlineKind.RECURRING.value)
"""Limits that are not chased by the day that stands in them."""


@dataclass(frozen=True, slots=True)
class Thing:
    """An item or measure that may be chased."""

    item_id: int
    measure_id: int | None
    campaign_id: int
    number: str
    round: int
    ordinal: int | None
    text: str
    unit: str
    deadline: Deadline | None
    next_review: dt.date | None
    is_stage_done: bool

    @property
    def is_reviewed(self) -> bool:
        """What it is chased by is the next 复核: it goes on for long, or its stage is done."""
        deadline = self.deadline
        if deadline is None or deadline.confirm:
            return False
        return self.is_stage_done or deadline.kind is DeadlineKind.CONTINUING

    def day(self, today: dt.date, next_due: NextDue) -> tuple[dt.date | None, str]:
        """The day it is chased by, or why there is none; that is empty where none is wanted."""
        deadline = self.deadline
        if deadline is None or deadline.confirm:
            phrase = f"“{deadline.phrase}”" if deadline else ""
            return None, f"时限{phrase}待明确"
        if self.is_reviewed:
            if self.measure_id is not None:
                return None, ""
            return self.next_review, "" if self.next_review else "长期坚持，没有定下次复核的日期"
        if deadline.due is None:
            is_immediate = deadline.kind is DeadlineKind.IMMEDIATE
            return None, "" if is_immediate else f"时限“{deadline.phrase}”待明确"
        if deadline.kind is DeadlineKind.RECURRING and deadline.due < today:
            return next_due(deadline.phrase, today, last=deadline.due), ""
        return deadline.due, ""


def among(column: Any, values: Collection[Any]) -> ColumnElement[bool]:
    """The items with one of these numbers or ids; all of them where a statement cannot name so many."""
    return column.in_(values) if len(values) <= MOST_NAMED else true()


def key_of(thing: Thing, due: dt.date, rung: Rung) -> str:
    """What makes a chasing note the same one."""
    parts = (thing.number, thing.measure_id or 0, thing.round, due, rung.value, thing.unit)
    return "/".join(map(str, parts))


@dataclass(frozen=True, slots=True)
class LadderPace:
    """How fast one climbs in a campaign."""

    near_days: int
    """Before the last day the first note goes out."""
    between: int
    """Days between two rungs."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The items of a condition, on a day."""

    meant: ColumnElement[bool]
    today: dt.date
    paces: Mapping[int, LadderPace]
    """By campaign."""

    @classmethod
    def of(cls, connection: Connection, meant: ColumnElement[bool], today: dt.date) -> Scope:
        """With the settings of every campaign."""
        paces = {row.id: LadderPace(row.near_days, row.standards.between) for row in campaigns_of(connection)}
        return cls(meant, today, paces)

    @property
    def is_worked_on(self) -> ColumnElement[bool]:
        """Only what is 整改中 is chased."""
        return and_(self.meant, Item.state == State.RECTIFYING.value)

    def things(self, connection: Connection, *, but_first_chases: bool = False) -> Iterator[Thing]:
        """What has its day near or past, or no settled day; items first."""
        items, measures = self._items(), self._measures()
        if but_first_chases:
            items, measures = (
                items.where(not_(self._is_first(Item))),
                measures.where(not_(self._is_first(Measure))),
            )
        for row in connection.execute(items.order_by(Item.id)):
            yield Thing(
                *(row.id, None, row.campaign_id, row.number, row.round, None, row.title, row.unit or ""),
                *(read_deadline(row), row.next_review, row.stage_done_on is not None),
            )
        for row in connection.execute(measures.order_by(Item.id, Measure.ordinal, Measure.id)):
            yield Thing(
                *(row.item_id, row.id, row.campaign_id, row.number, row.round, row.ordinal, row.text),
                *(row.unit or "", read_deadline(row), None, False),
            )

    def count_of_first_chases(self, connection: Connection) -> Mapping[str, int]:
        """By unit, what nobody was ever chased for and is chased by the day that stands in its limit."""
        counts: Counter[str] = Counter()
        for things, table in ((self._items(), Item), (self._measures(), Measure)):
            reached = (
                and_(Item.campaign_id == key, table.deadline_due <= self.today + dt.timedelta(pace.near_days))
                for key, pace in self.paces.items()
            )
            found = things.where(self._is_first(table), or_(false(), *reached))
            units = apart(found, connection).c.unit
            for unit, count in connection.execute(select(units, func.count()).group_by(units)):
                counts[unit or ""] += count
        del counts[""]
        return counts

    def issued(self, connection: Connection) -> Mapping[int, Mapping[str, dt.date]]:
        """When each note about these items went out, by item and key."""
        query = select(Reminder.item_id, Reminder.key, Reminder.on).join(Item, Item.id == Reminder.item_id)
        found: dict[int, dict[str, dt.date]] = {}
        for item_id, key, day in connection.execute(query.where(self.is_worked_on)):
            found.setdefault(item_id, {})[key] = day
        return found

    def _items(self) -> Select[*tuple[Any, ...]]:
        return select(
            *(Item.id, Item.campaign_id, Item.number, Item.round, Item.title),
            *(Item.next_review, Item.stage_done_on, *deadline_columns(Item)),
            known_lead_unit().label("unit"),
        ).where(self.is_worked_on, or_(self._may_matter(Item), Item.stage_done_on.is_not(None)))

    def _measures(self) -> Select[*tuple[Any, ...]]:
        """Measures with a time limit of their own; the others go with their item."""
        return (
            select(
                *(Measure.id, Measure.item_id, Measure.ordinal, Measure.text, *deadline_columns(Measure)),
                *(Item.campaign_id, Item.number, Item.round),
                unit_of_measure().label("unit"),
            )
            .join(Item, Item.id == Measure.item_id)
            .where(self.is_worked_on, Measure.done_on.is_(None))
            .where(Measure.deadline_kind.is_not(None), self._may_matter(Measure))
        )

    def _may_matter(self, table: Any) -> ColumnElement[bool]:
        """Rows with a day up to the furthest that is near, or without a settled one."""
        near_days = max((pace.near_days for pace in self.paces.values()), default=0)
        return or_(
            table.deadline_due <= self.today + dt.timedelta(near_days),
            table.deadline_due.is_(None),
            table.deadline_confirm.is_(True),
            table.deadline_kind == DeadlineKind.RECURRING.value,
        )

    def _is_first(self, table: Any) -> ColumnElement[bool]:
        """Never NULL: what is not so is looked at one by one."""
        chased = exists().where(Reminder.item_id == Item.id)
        return and_(
            table.deadline_due.is_not(None),
            table.deadline_kind.is_not(None),
            table.deadline_kind.not_in(_BY_OTHER_DAYS),
            table.deadline_confirm.is_not(True),
            Item.stage_done_on.is_(None) if table is Item else true(),
            not_(chased),
        )
