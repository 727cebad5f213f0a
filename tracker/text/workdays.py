"""Working days by the State Council's calendar with its make-up days (调休).

A year not yet published is counted by weekends and the holidays of fixed date, and says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

_FIXED_HOLIDAYS = {(1, 1): "元旦", (5, 1): "劳动节"} | {(10, day): "国庆节" for day in (1, 2, 3)}
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


def workdays_before(base: date, count: int) -> WorkdayCount:
    """The `count`-th working day before the base; the day before the base can be the first.

    Raises `OverflowError` where the count is absurd or leaves the calendar.
    """
    return _counted(base, count, -1)


def add_workdays(base: date, count: int) -> WorkdayCount:
    """The `count`-th working day after the base; the day after the base can be the first.

    Raises `OverflowError` where the count is absurd or leaves the calendar.
    """
    return _counted(base, count, 1)


@lru_cache(maxsize=1 << 10)
def _counted(base: date, count: int, step: int) -> WorkdayCount:
    if not 0 <= count <= LONGEST_COUNT:
        raise OverflowError("too many working days")
    day, provisional = base, False
    while count:
        day += timedelta(days=step)
        works, guessed = is_workday(day)
        provisional = provisional or guessed
        count -= works
    return WorkdayCount(day, provisional)


@dataclass(frozen=True, slots=True)
class Exceptional:
    """Days on which the calendar departs from the week: a holiday skipped, or weekend days worked."""

    name: str
    """春节, 国庆节…; empty for worked weekend days."""
    days: tuple[date, ...]


def exceptional_days(first: date, last: date) -> tuple[Exceptional, ...]:
    """Holidays on Monday to Friday by name, and worked weekend days, from first to last, in order."""
    holidays: dict[str, list[date]] = {}
    worked: list[date] = []
    day = first
    while day <= last:
        works, _ = is_workday(day)
        if day.weekday() < 5 and not works:
            holidays.setdefault(_holiday_name(day), []).append(day)
        elif day.weekday() >= 5 and works:
            worked.append(day)
        day += timedelta(days=1)
    found = [Exceptional(name, tuple(days)) for name, days in holidays.items()]
    return (*found, Exceptional("", tuple(worked))) if worked else tuple(found)


@dataclass(frozen=True, slots=True)
class DayKind:
    """How a day stands in the calendar that hangs on the wall."""

    works: bool
    is_exceptional: bool
    """休 on Monday to Friday, or on a weekend within a holiday; 班 on a weekend."""
    holiday: str
    """端午节, 国庆节 …; empty where the day is in none."""
    is_provisional: bool
    """The year is not published yet."""


def kind_of_day(day: date) -> DayKind:
    """Work, weekend, holiday or made-up work, as the wall calendar marks it."""
    works, provisional = is_workday(day)
    if works:
        return DayKind(True, day.weekday() >= 5, "", provisional)
    name = _named_holiday(day)
    return DayKind(False, day.weekday() < 5 or bool(name), name, provisional)


def _named_holiday(day: date) -> str:
    """Of a day off; empty for a plain weekend."""
    import chinese_calendar

    try:
        name = chinese_calendar.get_holiday_detail(day)[1]
    except NotImplementedError:
        return _FIXED_HOLIDAYS.get((day.month, day.day), "")
    return next((holiday.chinese for holiday in chinese_calendar.Holiday if holiday.value == name), "")


def _holiday_name(day: date) -> str:
    return _named_holiday(day) or "节假日"
