"""Figures at a glance: counted one by one, so that none waits for a dearer one, and shares of a breakdown."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import case, func, select

from tracker.ledger.figures.definitions import item_figures
from tracker.ledger.figures.dimensions import NOBODY, with_names
from tracker.ledger.filtering.compiling import conditions
from tracker.ledger.filtering.dates import When
from tracker.ledger.filtering.tree import EVERYTHING, Presence, Query, Sign, every, of
from tracker.ledger.models import Item
from tracker.ledger.queries import apart, campaigns_of
from tracker.ledger.store import Ledger
from tracker.ledger.words import Dimension, State
from tracker.text.periods import Grain, Period, last_periods

_FIELDS = {Dimension.UNIT: "统计单位", Dimension.CATEGORY: "问题类别"}
"""The field that asks for one name of a breakdown."""

KEPT = item_figures()["items"].query
"""应整改: what a completion is a share of."""


@dataclass(frozen=True, slots=True)
class Share:
    """What stands under one name, and how much of it is closed."""

    name: str
    items: int
    closed: int
    query: Query
    """Lists the items."""


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """What was taken on in a period, and what was closed in it and still is."""

    period: Period
    added: int
    closed: int
    added_query: Query
    closed_query: Query


def count(ledger: Ledger, wanted: Query, *, today: dt.date) -> int:
    """How many items are meant."""
    with ledger.read() as connection:
        meant = conditions(wanted, today, connection, campaigns_of(connection))
        return connection.scalar(select(func.count()).select_from(Item).where(meant)) or 0


def shares(ledger: Ledger, by: Dimension, wanted: Query = EVERYTHING, *, today: dt.date) -> tuple[Share, ...]:
    """完成进度 by unit or by category, where most is left first; stopped items are counted nowhere."""
    field = _FIELDS[by]
    with ledger.read() as connection:
        meant = conditions(every([wanted, KEPT]), today, connection, campaigns_of(connection))
        items = apart(with_names(select(Item.state).where(meant), by), connection).c
        closed = func.sum(case((items.state == State.CLOSED.value, 1), else_=0))
        query = select(items.name, func.count(), closed).group_by(items.name)
        rows = [
            Share(name, items, done, every([KEPT, _under(field, name)]))
            for name, items, done in connection.execute(query)
        ]
    return tuple(sorted(rows, key=lambda row: (row.closed - row.items, row.name)))


def _under(field: str, name: str) -> Query:
    return of(field, Presence.NONE) if name == NOBODY else of(field, name, sign=Sign.IS)


def periods(
    ledger: Ledger, grain: Grain, number: int, wanted: Query = EVERYTHING, *, today: dt.date
) -> tuple[PeriodRow, ...]:
    """The last so many periods up to the present one, oldest first.

    Unlike `trend` a closing that 回炉 has undone since is not told: each number is that of a list.
    """
    wanted_periods = last_periods(today, grain, number)
    first, last = wanted_periods[0].first, wanted_periods[-1].last
    with ledger.read() as connection:
        meant = conditions(wanted, today, connection, campaigns_of(connection))
        days: dict[str, dict[dt.date, int]] = {}
        for column in (Item.registered_on, Item.closed_on):
            by_day = select(column, func.count()).where(meant, column.between(first, last)).group_by(column)
            days[column.key] = {day: found for day, found in connection.execute(by_day) if day is not None}

    def within(column: str, period: Period) -> int:
        return sum(found for day, found in days[column].items() if period.first <= day <= period.last)

    return tuple(
        PeriodRow(
            period,
            within("registered_on", period),
            within("closed_on", period),
            _in_period("挂号时间", period, grain),
            _in_period("销号时间", period, grain),
        )
        for period in wanted_periods
    )


def _in_period(field: str, period: Period, grain: Grain) -> Query:
    if grain is Grain.MONTH:
        return of(field, When(period.key))
    first, last = (When(day.isoformat()) for day in (period.first, period.last))
    return every([of(field, first, sign=Sign.AT_LEAST), of(field, last, sign=Sign.AT_MOST)])
