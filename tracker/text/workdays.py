"""Working days by the State Council's calendar with its make-up days (调休).

A year not yet published is counted by weekends and the holidays of fixed date, and says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

_FIXED_HOLIDAYS = {(1, 1), (5, 1), (10, 1), (10, 2), (10, 3)}
LONGEST_COUNT = 2000
"""More working days than any rule of the field gives; beyond it the count is refused."""


@dataclass(frozen=True, slots=True)
class WorkdayCount:
    """A day found by counting working days."""

    day: date
    provisional: bool
    """True when a year on the way is not published yet, so that the day may still move."""


def is_workday(day: date) -> tuple[bool, bool]:
    """Whether people work that day, and whether that is known only provisionally."""
    import chinese_calendar  # 6 ms, needed for few phrases only

    try:
        return bool(chinese_calendar.is_workday(day)), False
    except NotImplementedError:
        return day.weekday() < 5 and (day.month, day.day) not in _FIXED_HOLIDAYS, True


def add_workdays(base: date, count: int) -> WorkdayCount:
    """The `count`-th working day after the base; the day after the base can be the first.

    Raises `OverflowError` where the count is absurd or leaves the calendar.
    """
    if not 0 <= count <= LONGEST_COUNT:
        raise OverflowError("too many working days")
    day, provisional = base, False
    while count:
        day += timedelta(days=1)
        works, guessed = is_workday(day)
        provisional = provisional or guessed
        count -= works
    return WorkdayCount(day, provisional)
