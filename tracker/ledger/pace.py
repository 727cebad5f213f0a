"""序时进度: the share of an item's time gone against the share of its measures done, in Python and in SQL.

Time runs from 挂号 to the last day and is at least one day; it is 0 on the day of 挂号 and all of it from
the last day on. Only what is 整改中, has measures and a settled last day has a pace. The two tellings are
one rule; a property test holds them equal.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Date, Integer, and_, case, func, literal, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import GenericFunction

from tracker.ledger.models import Campaign, Item, Measure
from tracker.ledger.rows import Deadline
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


@dataclass(frozen=True, slots=True)
class PaceRow:
    """How much of the time is gone and how much of the work is done."""

    time_percent: int
    done_percent: int
    """Both rounded down."""
    pace: Pace

    @property
    def words(self) -> str:
        """时间过去60%，措施完成45%，滞后15个百分点."""
        behind = self.time_percent - self.done_percent
        tail = f"，滞后{behind}个百分点" if self.pace is Pace.BEHIND else ""
        return f"时间过去{self.time_percent}%，措施完成{self.done_percent}%{tail}"


def share_of_time(begins: dt.date, ends: dt.date, today: dt.date) -> tuple[int, int]:
    """Days gone and days in all."""
    span = max((ends - begins).days, 1)
    return min(max((today - begins).days, 0), span), span


def compared(time: tuple[int, int], work: tuple[int, int], lag_percent: int) -> PaceRow:
    """The pace of these parts of their wholes."""
    (gone, span), (done, total) = time, work
    is_behind = 100 * (gone * total - done * span) >= lag_percent * span * total
    pace = Pace.BEHIND if is_behind else Pace.KEPT
    return PaceRow(100 * gone // span, 100 * done // total, pace)


def pace_of(
    deadline: Deadline | None,
    *,
    state: State,
    registered_on: dt.date | None,
    measures: int,
    measures_done: int,
    today: dt.date,
    lag_percent: int,
) -> PaceRow | None:
    """The pace of one item on a day; None where it has none."""
    due = deadline.due if deadline and not deadline.confirm else None
    if state is not State.RECTIFYING or registered_on is None or due is None or not measures:
        return None
    return compared(share_of_time(registered_on, due, today), (measures_done, measures), lag_percent)


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
