"""Duties that repeat: the day each is next due."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from tracker.mining.deadlines.cases import WEEKDAYS, Case, Reading, end_of, third_day
from tracker.mining.findings import DeadlineKind
from tracker.text.dates import add_months, make_date, month_end


def recurring(due_in: Callable[[Case], date | None]) -> Callable[[Case], Reading | None]:
    return lambda case: Reading(DeadlineKind.RECURRING, due_in(case))


def _earliest(days: Iterable[date | None]) -> date | None:
    return min((day for day in days if day is not None), default=None)


def _each(case: Case, name: str) -> list[int | None]:
    """The number that is named, and the one before it of a list (6月、12月)."""
    first = case.number("first")
    return [case.number(name)] if first is None else [first, case.number(name)]


def yearly(case: Case) -> date | None:
    day = case.number("day")

    def in_month(month: int | None) -> date | None:
        return case.next_year_for(lambda year: make_date(year, month, day) if day else end_of(year, month))

    return _earliest(in_month(month) for month in _each(case, "month"))


def yearly_quarter(case: Case) -> date | None:
    quarter = case.number("quarter")
    assert quarter is not None
    return case.next_year_for(lambda year: month_end(year, quarter * 3))


def year_end(case: Case) -> date | None:
    return date(case.base.year, 12, 31)


def monthly(case: Case) -> date | None:
    third = case.groups.get("third")

    def next_on(day: int | None) -> date | None:
        for months in range(3):  # a day 31 may be missing in the next month
            month = add_months(case.base.replace(day=1), months)
            if third:
                due = third_day(month.year, month.month, third)
            elif day is None:
                due = month_end(month.year, month.month)
            else:
                due = make_date(month.year, month.month, day)
            if due is not None and due >= case.base:
                return due
        return None

    return _earliest(next_on(day) for day in _each(case, "day"))


def quarter_end(case: Case) -> date | None:
    return month_end(case.base.year, (case.base.month + 2) // 3 * 3)


def quarter_day(case: Case) -> date | None:
    first = (case.base.month - 1) // 3 * 3 + (3 if case.groups.get("final") else 1)
    for start in (date(case.base.year, first, 1), add_months(date(case.base.year, first, 1), 3)):
        due = make_date(start.year, start.month, case.number("day"))
        if due is not None and due >= case.base:
            return due
    return None


def weekly(case: Case) -> date | None:
    names = [name for name in (case.groups.get("first"), case.groups["weekday"]) if name]
    return _earliest(case.base + timedelta(days=(WEEKDAYS[name] - case.base.weekday()) % 7) for name in names)


def half_yearly(case: Case) -> date | None:
    return month_end(case.base.year, 6 if case.base.month <= 6 else 12)


def period(case: Case) -> date | None:
    """The last day of the period that is running."""
    if case.groups.get("half"):
        return half_yearly(case)
    every = case.groups.get("every") or case.groups.get("by") or ""
    match every.replace("度", ""):
        case "年":
            return date(case.base.year, 12, 31)
        case "季":
            return quarter_end(case)
        case "月":
            return month_end(case.base.year, case.base.month)
        case "周":
            return case.base + timedelta(days=6 - case.base.weekday())
        case "日" | "天":
            return case.base
        case "旬":
            day = 10 if case.base.day <= 10 else 20 if case.base.day <= 20 else 31
            end = month_end(case.base.year, case.base.month)
            return min(end, end.replace(day=min(day, end.day)))
        case _:
            return None
