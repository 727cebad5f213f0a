"""序时进度 in SQL: one rule with `pace`; a property test holds the two equal."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import ColumnElement, Date, Integer, and_, case, func, literal, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import GenericFunction

from tracker.ledger.models import Campaign, Item, Measure
from tracker.ledger.sharing import count_of_measures
from tracker.ledger.words import Pace, State


class days_between(GenericFunction[int]):  # noqa: N801 - SQLAlchemy names functions like SQL does
    """Whole days from the second date to the first."""

    type = Integer()
    inherit_cache = True


@compiles(days_between, "sqlite")
def _in_sqlite(element: Any, compiler: Any, **settings: Any) -> str:
    later, earlier = (compiler.process(part, **settings) for part in element.clauses)
    return f"CAST(julianday({later}) - julianday({earlier}) AS INTEGER)"


@compiles(days_between, "postgresql")
def _in_postgresql(element: Any, compiler: Any, **settings: Any) -> str:
    later, earlier = (compiler.process(part, **settings) for part in element.clauses)
    return f"(CAST({later} AS DATE) - CAST({earlier} AS DATE))"


def pace_expression(today: dt.date) -> ColumnElement[str]:
    """The same rule over the columns of `item`; 不计 where an item has no pace."""
    begins, ends, day = Item.registered_on, Item.deadline_due, literal(today, Date)
    days, past = days_between(ends, begins), days_between(day, begins)
    span = case((days > 1, days), else_=1)
    gone = case((past < 0, 0), (past > span, span), else_=past)
    total, done = count_of_measures(), count_of_measures(Measure.done_on.is_not(None))
    lag = select(Campaign.lag_percent).where(Campaign.id == Item.campaign_id).correlate(Item)
    return case(
        (
            ~and_(
                Item.state == State.RECTIFYING.value,
                begins.is_not(None),
                ends.is_not(None),
                func.coalesce(Item.deadline_confirm, False).is_(False),
            ),
            Pace.NONE.value,
        ),
        (total == 0, Pace.NONE.value),
        (
            100 * (gone * total - done * span) >= lag.scalar_subquery() * span * total,
            Pace.BEHIND.value,
        ),
        else_=Pace.KEPT.value,
    )
