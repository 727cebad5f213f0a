"""Trends: what was taken on, closed and missed in each week, ten days or month.

新增 is counted by the day of 挂号, 销号 by the day of closing, also of a round that 回炉 has ended since,
逾期 by the last day that was missed.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select, union_all

from tracker.ledger.filtering.compiling import conditions
from tracker.ledger.filtering.tree import EVERYTHING, Query, of
from tracker.ledger.models import Item, Round
from tracker.ledger.queries import campaigns_of
from tracker.ledger.store import Ledger
from tracker.ledger.words import Light
from tracker.text.periods import Grain, Period, last_periods


@dataclass(frozen=True, slots=True)
class TrendRow:
    """One period."""

    period: Period
    added: int
    """新增: 挂号 in it."""
    closed: int
    """销号 in it."""
    missed: int
    """逾期: the last day lay in it and was missed, whether closed late since or not yet."""
    closed_in_all: int
    """销号 from the first day up to the end of it."""


def trend(
    ledger: Ledger, grain: Grain, count: int, wanted: Query = EVERYTHING, *, today: dt.date
) -> tuple[TrendRow, ...]:
    """The last so many periods up to the present one, oldest first."""
    periods = last_periods(today, grain, count)
    with ledger.read() as connection:
        campaigns = campaigns_of(connection)
        meant = conditions(wanted, today, connection, campaigns)
        late = conditions(of("预警", Light.OVERDUE, Light.CLOSED_LATE), today, connection, campaigns)
        added = _by_day(connection, select(Item.registered_on.label("day")).where(meant))
        closed = _by_day(connection, _closings(meant))
        missed = _by_day(connection, select(Item.deadline_due.label("day")).where(meant, late))
    return tuple(
        TrendRow(
            period,
            _within(added, period),
            _within(closed, period),
            _within(missed, period),
            sum(number for day, number in closed.items() if day <= period.last),
        )
        for period in periods
    )


def _closings(meant: Any) -> Any:
    before = select(Round.closed_on.label("day")).join(Item, Item.id == Round.item_id).where(meant)
    return union_all(select(Item.closed_on.label("day")).where(meant), before)


def _by_day(connection: Connection, days: Any) -> Counter[dt.date]:
    found = days.subquery()
    query = select(found.c.day, func.count()).where(found.c.day.is_not(None)).group_by(found.c.day)
    rows: Sequence[Any] = connection.execute(query).all()
    return Counter({row[0]: row[1] for row in rows})


def _within(days: Counter[dt.date], period: Period) -> int:
    return sum(number for day, number in days.items() if period.first <= day <= period.last)
