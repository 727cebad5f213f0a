"""What falls due on which day: items, measures with a limit of their own, periods, and 复核.

The load of a day counts exactly the rows of its agenda. What was met is kept apart from what is still open;
a limit that waits for somebody to settle it falls on no day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, and_, case, func, or_, select

from tracker.ledger.chasable import NextDue
from tracker.ledger.figures.dimensions import unit_of_measure
from tracker.ledger.filtering.compiling import conditions
from tracker.ledger.filtering.tree import EVERYTHING, Query
from tracker.ledger.leading import known_lead_unit
from tracker.ledger.light_expression import light_expression
from tracker.ledger.lights import light_of, light_words
from tracker.ledger.list_rows import CampaignRow, Deadline
from tracker.ledger.models import DEADLINE_ORDER, Item, Measure
from tracker.ledger.queries import campaigns_of, thresholds_of
from tracker.ledger.row_reading import read_deadline
from tracker.ledger.store import Ledger
from tracker.ledger.words import DeadlineKind, Light, State, Word

MOST_PERIODICAL = 200
"""Things with a recurring limit whose days are worked out; more of them are told on their first day only."""


class Matter(Word):
    """What it is that falls due."""

    ITEM = "item", "事项"
    MEASURE = "measure", "措施"
    PERIOD = "period", "周期"
    REVIEW = "review", "复核"


@dataclass(frozen=True, slots=True)
class DueRow:
    """One thing that falls due on a day."""

    day: dt.date
    matter: Matter
    number: str
    """Of the item."""
    ordinal: int | None
    """Of the measure."""
    text: str
    unit: str
    """Who leads it; empty where nobody is named."""
    state: State
    """Of the item."""
    light: Light
    words: str
    """剩余3天, 已逾期5天, 已完成 …"""
    is_done: bool


@dataclass(slots=True)
class DayLoad:
    """How much falls due on one day."""

    lights: dict[Light, int] = field(default_factory=dict)
    """What is open, by light."""
    done: int = 0

    @property
    def open(self) -> int:
        """Not met yet."""
        return sum(self.lights.values())

    @property
    def worst(self) -> Light | None:
        """The most urgent light there is; None where nothing is open."""
        return min(self.lights, key=_URGENCY.index, default=None)

    def add(self, light: Light, is_done: bool, count: int = 1) -> None:
        """Count something."""
        if is_done:
            self.done += count
        else:
            self.lights[light] = self.lights.get(light, 0) + count


_URGENCY = (
    *(Light.OVERDUE, Light.IMMINENT, Light.NEAR, Light.UNSETTLED, Light.EXTENDED),
    *(Light.NORMAL, Light.CONTINUING, Light.CLOSED_LATE, Light.CLOSED, Light.STOPPED),
)

_MATTERS = tuple(Matter)


@dataclass(frozen=True, slots=True)
class Agenda:
    """What falls due from one day to another."""

    rows: tuple[DueRow, ...]
    """By day, what is open first."""
    is_cut: bool
    """There is more than was asked for."""


def day_loads(
    ledger: Ledger,
    first: dt.date,
    last: dt.date,
    wanted: Query = EVERYTHING,
    *,
    today: dt.date,
    next_due: NextDue,
) -> Mapping[dt.date, DayLoad]:
    """How much falls due on each day; days without anything are left out."""
    loads: dict[dt.date, DayLoad] = {}
    with ledger.read() as connection:
        asked = _Asked(connection, first, last, wanted, today, next_due)
        for day, light, is_done, count in asked.counts():
            loads.setdefault(day, DayLoad()).add(light, is_done, count)
        for row in asked.periods():
            loads.setdefault(row.day, DayLoad()).add(row.light, row.is_done)
    return loads


def agenda(
    ledger: Ledger,
    first: dt.date,
    last: dt.date,
    wanted: Query = EVERYTHING,
    *,
    today: dt.date,
    next_due: NextDue,
    limit: int = 300,
) -> Agenda:
    """What falls due from one day to another, the first `limit` of it."""
    with ledger.read() as connection:
        asked = _Asked(connection, first, last, wanted, today, next_due)
        rows = [*asked.items(limit), *asked.measures(limit), *asked.reviews(limit), *asked.periods()]
    rows.sort(key=lambda row: (row.day, row.is_done, _MATTERS.index(row.matter), row.number))
    return Agenda(tuple(rows[:limit]), len(rows) > limit)


Counted = tuple[dt.date, Light, bool, int]


class _Asked:
    """One question for the days from first to last."""

    def __init__(
        self,
        connection: Connection,
        first: dt.date,
        last: dt.date,
        wanted: Query,
        today: dt.date,
        next_due: NextDue,
    ) -> None:
        self.connection, self.today, self.next_due = connection, today, next_due
        self.first, self.last = first, last
        self.campaigns: tuple[CampaignRow, ...] = campaigns_of(connection)
        self.thresholds = thresholds_of(connection)
        self.meant = and_(
            conditions(wanted, today, connection, self.campaigns), Item.state != State.STOPPED.value
        )
        self.light = light_expression(self.campaigns, today)

    # What falls into the days

    def _within(self, table: Any) -> Any:
        """Each asked as its index has it."""
        if table is Item:
            falls: Any = DEADLINE_ORDER.between(self.first, self.last)
        else:
            falls = and_(
                Measure.deadline_kind.in_([kind.value for kind in DeadlineKind]),
                Measure.deadline_due.between(self.first, self.last),
            )
        # By itself, too: whatever has no day falls on the last one in that order.
        return and_(self.meant, falls, table.deadline_due.is_not(None), table.deadline_confirm.is_not(True))

    @property
    def _reviewed(self) -> Any:
        goes_on = or_(Item.stage_done_on.is_not(None), Item.deadline_kind == DeadlineKind.CONTINUING.value)
        return and_(
            self.meant,
            Item.state == State.RECTIFYING.value,
            Item.next_review.between(self.first, self.last),
            Item.deadline_confirm.is_not(True),
            goes_on,
        )

    # Counting

    def counts(self) -> Iterator[Counted]:
        """Day, light, whether it was met, and how many."""
        met = case((or_(Item.state == State.CLOSED.value, Item.stage_done_on.is_not(None)), 1), else_=0)
        items = (
            select(Item.deadline_due, self.light.label("light"), met.label("met"), func.count())
            .where(self._within(Item))
            .group_by(Item.deadline_due, "light", "met")
        )
        for day, light, is_met, count in self.connection.execute(items):
            yield day, Light(light), bool(is_met), count
        yield from self._counts_of_measures()
        reviews = select(Item.next_review, func.count()).where(self._reviewed).group_by(Item.next_review)
        for day, count in self.connection.execute(reviews):
            if day is not None:
                yield day, self._review_light(day), False, count

    def _counts_of_measures(self) -> Iterator[Counted]:
        done = case((or_(Measure.done_on.is_not(None), Item.state == State.CLOSED.value), 1), else_=0)
        columns = (Measure.deadline_due, Measure.deadline_kind, Item.campaign_id)
        query = (
            select(*columns, done.label("done"), func.count().label("number"))
            .join(Item, Item.id == Measure.item_id)
            .where(self._within(Measure))
            .group_by(*columns, "done")
        )
        for row in self.connection.execute(query):
            deadline = Deadline("", DeadlineKind(row.deadline_kind), row.deadline_due)
            light = self._measure_light(deadline, row, State.RECTIFYING, None)
            yield row.deadline_due, light, bool(row.done), row.number

    # Listing

    def items(self, limit: int) -> list[DueRow]:
        """Those whose 整改时限 it is."""
        query = self._item_columns().where(self._within(Item)).order_by(Item.deadline_due, Item.id)
        return [
            self._item(row, row.deadline_due, Matter.ITEM)
            for row in self.connection.execute(query.limit(limit + 1))
        ]

    def reviews(self, limit: int) -> list[DueRow]:
        """What goes on for long and is looked at again."""
        query = self._item_columns().where(self._reviewed).order_by(Item.next_review, Item.id)
        return [
            self._item(row, row.next_review, Matter.REVIEW)
            for row in self.connection.execute(query.limit(limit + 1))
        ]

    def measures(self, limit: int) -> list[DueRow]:
        """With a limit of their own."""
        query = self._measure_columns().where(self._within(Measure))
        query = query.order_by(Measure.deadline_due, Item.id, Measure.ordinal, Measure.id).limit(limit + 1)
        return [self._measure(row) for row in self.connection.execute(query)]

    def periods(self) -> list[DueRow]:
        """The days to come of what recurs and has passed its first day."""
        start = max(self.first, self.today)
        if start > self.last:
            return []
        found: list[DueRow] = []
        for table, columns in ((Item, self._item_columns()), (Measure, self._measure_columns())):
            query = columns.where(
                self.meant,
                Item.campaign_id.in_([campaign.id for campaign in self.campaigns]),
                Item.state == State.RECTIFYING.value,
                Item.stage_done_on.is_(None),
                table.deadline_kind == DeadlineKind.RECURRING.value,
                table.deadline_due < self.last,
                table.deadline_confirm.is_not(True),
                *((Measure.done_on.is_(None),) if table is Measure else ()),
            )
            for row in self.connection.execute(query.order_by(table.id).limit(MOST_PERIODICAL)):
                begins = max(start, row.deadline_due + dt.timedelta(days=1))
                found += [self._period(row, day) for day in self._days(row, begins)]
        return found

    def _days(self, row: Any, begins: dt.date) -> Iterator[dt.date]:
        day, last = begins, row.deadline_due
        while day <= self.last:
            due = self.next_due(row.deadline_phrase, day, last=last)
            if due is None or due > self.last:
                return
            yield due
            day, last = due + dt.timedelta(days=1), due

    # Rows

    def _item_columns(self) -> Any:
        unit = known_lead_unit().label("unit")
        return select(Item.__table__, unit)

    def _measure_columns(self) -> Any:
        item = (Item.number, Item.state, Item.campaign_id, Item.closed_on)
        return select(Measure.__table__, *item, unit_of_measure().label("unit")).join(
            Item, Item.id == Measure.item_id
        )

    def _item(self, row: Any, day: dt.date, matter: Matter) -> DueRow:
        state, deadline = State(row.state), read_deadline(row)
        light = light_of(
            deadline,
            extended=row.extension_count > 0,
            state=state,
            closed_on=row.closed_on,
            today=self.today,
            thresholds=self.thresholds[row.campaign_id],
            stage_done_on=row.stage_done_on,
        )
        words = light_words(
            light,
            deadline,
            row.closed_on,
            self.today,
            next_review=row.next_review,
            stage_done_on=row.stage_done_on,
        )
        is_done = matter is Matter.ITEM and (state is State.CLOSED or row.stage_done_on is not None)
        if matter is Matter.REVIEW:
            light = self._review_light(day)
        return DueRow(day, matter, row.number, None, row.title, row.unit or "", state, light, words, is_done)

    def _measure(self, row: Any) -> DueRow:
        state, deadline = State(row.state), read_deadline(row)
        assert deadline is not None
        is_done = row.done_on is not None or state is State.CLOSED
        light = self._measure_light(deadline, row, State.CLOSED if row.done_on else state, row.done_on)
        words = light_words(light, deadline, row.done_on, self.today)
        if light is Light.CLOSED:
            words = "已完成"
        return DueRow(
            row.deadline_due,
            Matter.MEASURE,
            row.number,
            row.ordinal,
            row.text,
            row.unit or "",
            state,
            light,
            words,
            is_done,
        )

    def _period(self, row: Any, day: dt.date) -> DueRow:
        ordinal = getattr(row, "ordinal", None)
        left = (day - self.today).days
        return DueRow(
            day,
            Matter.PERIOD,
            row.number,
            ordinal,
            row.title if ordinal is None else row.text,
            row.unit or "",
            State(row.state),
            Light.CONTINUING,
            "今日到期" if left == 0 else f"剩余{left}天",
            False,
        )

    def _measure_light(self, deadline: Deadline, row: Any, state: State, done_on: dt.date | None) -> Light:
        return light_of(
            deadline,
            extended=False,
            state=state,
            closed_on=done_on,
            today=self.today,
            thresholds=self.thresholds[row.campaign_id],
        )

    def _review_light(self, day: dt.date) -> Light:
        """A 复核 that was left out presses as what is overdue does."""
        return Light.OVERDUE if day < self.today else Light.CONTINUING
