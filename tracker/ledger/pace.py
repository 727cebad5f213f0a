"""序时进度: the share of an item's time gone against the share of its measures done.

Time runs from 挂号 to the last day and is at least one day; it is 0 on the day of 挂号 and all of it from
the last day on. Only what is 整改中, has measures and a settled last day has a pace. `pace_expression` says
the same rule in SQL.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from tracker.ledger.list_rows import Deadline, ItemRow
from tracker.ledger.words import Pace, State


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


def pace_of_item(
    item: ItemRow, registered_on: dt.date | None, lag_percent: int, today: dt.date
) -> PaceRow | None:
    """The same of a row, by its 专项's `lag_percent`."""
    return pace_of(
        item.deadline,
        state=item.state,
        registered_on=registered_on,
        measures=item.measures_total,
        measures_done=item.measures_done,
        today=today,
        lag_percent=lag_percent,
    )
