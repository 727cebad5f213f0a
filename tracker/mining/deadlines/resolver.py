"""What a candidate means: its kind, the last day allowed, and whether a person has to settle it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from tracker.mining.deadlines.cases import WEEKDAYS, Case, Reading, end_of, third_day
from tracker.mining.deadlines.patterns import Candidate
from tracker.mining.deadlines.recurring import (
    half_yearly,
    monthly,
    period,
    quarter_day,
    quarter_end,
    recurring,
    weekly,
    year_end,
    yearly,
    yearly_quarter,
)
from tracker.mining.deadlines.spans import (
    after_period,
    after_span,
    before_span,
    every_count,
    limit_length,
    span_of_effort,
    span_of_time,
    within_span,
)
from tracker.mining.findings import DeadlineKind
from tracker.mining.vocabulary import load
from tracker.text.dates import add_months, make_date, month_end

_MONTHS = 12


def resolve(candidate: Candidate, case: Case) -> Reading | None:
    """The candidate's meaning; None where it has none.

    A day that its month does not have (6月31日前) was meant as a limit all the same: a person has to say
    which it is.
    """
    if candidate.rule in _NAMES_DAY and (year := _year_without_day(case)) is not None:
        return Reading(DeadlineKind.DATE, None, confirm=True) if year >= case.base.year else None
    try:
        return _RESOLVERS[candidate.rule](case)
    except (OverflowError, ValueError):  # a year like 9999 or 0000: the words stay words
        return None


_NAMES_DAY = frozenset(["day", "numeric-day", "until-day", "labelled", "numeric-labelled"])


def _year_without_day(case: Case) -> int | None:
    """The year in which the month, as written or coming next, has no such day; None where it has."""
    month, day = case.number("month"), case.number("day")
    if month is None or day is None or not 1 <= month <= _MONTHS:
        return None
    year = case.year() or max(case.sentence_year or 0, case.base.year + (month < case.base.month))
    return year if date.min.year <= year <= date.max.year and make_date(year, month, day) is None else None


def _day(case: Case) -> Reading | None:
    month, day = case.number("month"), case.number("day")
    return case.settled(lambda year: make_date(year, month, day))


def _month_end(case: Case) -> Reading | None:
    month = case.number("month")
    return case.settled(lambda year: end_of(year, month))


def _month_label(case: Case) -> Reading | None:
    month, first = case.number("month"), case.number("first")
    if first is None:
        return case.settled(lambda year: end_of(year, month))
    rolls = month is not None and month < first
    settled = case.settled(lambda year: end_of(year + rolls, month))
    return settled and Reading(DeadlineKind.RANGE, settled.due, explicit_year=settled.explicit_year)


def _labelled(case: Case) -> Reading | None:
    return _month_end(case) if case.number("day") is None else _day(case)


def _until_day(case: Case) -> Reading | None:
    settled = _labelled(case)
    return settled and _from_now(case, settled)


def _from_now(case: Case, settled: Reading) -> Reading:
    """即日起至… is a range from the document's date on."""
    return replace(settled, kind=DeadlineKind.RANGE, base=case.base) if case.groups.get("now") else settled


def _counted(case: Case, due: date | None, *, confirm: bool = False) -> Reading | None:
    """A day found from the very day of the document; None where it is past by then."""
    past = due is None or due < case.base
    return None if past else Reading(DeadlineKind.DATE, due, confirm, base=case.base)


def _month_start(case: Case) -> Reading | None:
    if case.groups.get("which"):
        begins = _relative_month(case)
        return _counted(case, third_day(begins.year, begins.month, "上"), confirm=True)
    month = case.number("month")
    return case.settled(lambda year: third_day(year, month, "上"), confirm=True)


def _month_middle(case: Case) -> Reading | None:
    month = _relative_month(case)
    return _counted(case, make_date(month.year, month.month, 15), confirm=True)


def _before_month(case: Case) -> Reading | None:
    month = case.number("month")
    return case.settled(lambda year: _day_before(year, month, 1), confirm=True)


def _month_third(case: Case) -> Reading | None:
    third = case.groups["third"]
    if case.groups.get("which"):
        month = _relative_month(case)
        return _counted(case, third_day(month.year, month.month, third), confirm=True)
    number = case.number("month")
    return case.settled(lambda year: third_day(year, number, third), confirm=True)


def _relative_month(case: Case) -> date:
    """A day in the month that 本月, 下月 mean."""
    which = case.groups.get("which") or ""
    return add_months(case.base, 1 if which[:1] in ("下", "次") else 0)


def _this_month_end(case: Case) -> Reading | None:
    month = _relative_month(case) if case.groups.get("which") else case.base
    return _counted(case, month_end(month.year, month.month))


def _day_of_this_month(case: Case) -> Reading | None:
    month = _relative_month(case)
    return _counted(case, make_date(month.year, month.month, case.number("day")))


def _bare_day(case: Case) -> Reading | None:
    """The next such day; in another month than the document's a person has to say so."""
    day = case.number("day")
    for months in range(3):
        month = add_months(case.base.replace(day=1), months)
        due = make_date(month.year, month.month, day)
        if due and due >= case.base:
            return _counted(case, due, confirm=months > 0)
    return None


def _quarter(case: Case) -> Reading | None:
    quarter = case.number("quarter")
    assert quarter is not None
    before = case.groups.get("mark") in ("前", "之前", "以前")
    return case.settled(lambda year: month_end(year, quarter * 3), confirm=before)


def _this_quarter(case: Case) -> Reading | None:
    shift = 3 if case.groups.get("which") == "下" else 0
    month = add_months(case.base, shift)
    return _counted(case, month_end(month.year, (month.month + 2) // 3 * 3))


def _half_year(case: Case) -> Reading | None:
    last = 6 if case.groups["half"] == "上" else 12
    return case.settled(lambda year: month_end(year, last))


def _year_end(case: Case) -> Reading | None:
    year = case.year()
    explicit = year is not None
    if year is None:
        year = max(case.base.year, case.sentence_year or 0)
    return Reading(DeadlineKind.DATE, date(year, 12, 31), explicit_year=explicit)


def _until_year_end(case: Case) -> Reading | None:
    settled = _year_end(case)
    return settled and _from_now(case, settled)


def _plan_end(case: Case) -> Reading | None:
    """The n-th five-year plan ends in 2005 + 5n (“十四五” in 2025)."""
    plan = case.number("plan")
    assert plan is not None
    return Reading(DeadlineKind.DATE, date(2005 + 5 * plan, 12, 31), explicit_year=True)


def _year_range(case: Case) -> Reading | None:
    last = case.number("year2")
    assert last is not None
    return Reading(DeadlineKind.RANGE, date(last, 12, 31), explicit_year=True)


def _before_year(case: Case) -> Reading | None:
    year = case.year()
    assert year is not None
    return Reading(DeadlineKind.DATE, date(year - 1, 12, 31), confirm=True, explicit_year=True)


def _weekday(case: Case) -> Reading | None:
    """A bare weekday is the next one; 本周五 on a Sunday is past, and 下周五 may be meant or not."""
    which = case.groups.get("which")
    monday = case.base - timedelta(days=case.base.weekday())
    due = monday + timedelta(days=WEEKDAYS[case.groups["weekday"] or "末"])
    if which == "下":
        return _counted(case, due + timedelta(days=7))
    if due >= case.base:
        return _counted(case, due)
    return _counted(case, due + timedelta(days=7), confirm=which is not None)


def _within_week(case: Case) -> Reading | None:
    weeks = 1 if case.groups.get("which") == "下" else 0
    return _counted(case, case.base + timedelta(days=6 - case.base.weekday() + 7 * weeks))


def _near_day(case: Case) -> Reading | None:
    days = {"明天": 1, "明日": 1, "明早": 1, "明晚": 1, "后天": 2}.get(case.groups["near"] or "", 0)
    return _counted(case, case.base + timedelta(days=days))


def _date_range(case: Case) -> Reading | None:
    if case.groups.get("month2") is None and case.groups.get("day2") is None:
        return None
    first_month = case.number("month")
    month = case.number("month2") or first_month
    day, third = case.number("day2"), case.groups.get("third2")
    over_the_year = first_month is not None and month is not None and month < first_month

    def last_day(year: int) -> date | None:
        rolled = year + over_the_year
        if third is not None:
            return third_day(rolled, month, third)
        return make_date(rolled, month, day) if day is not None else end_of(rolled, month)

    later = case.number("year2")
    if later is not None:
        due = last_day(later - over_the_year)
        return Reading(DeadlineKind.RANGE, due, third is not None, explicit_year=True) if due else None
    settled = case.settled(last_day)
    if settled is None:
        return None
    explicit = settled.explicit_year or over_the_year
    return Reading(DeadlineKind.RANGE, settled.due, third is not None, explicit_year=explicit)


def _festival(case: Case) -> Reading | None:
    return _festival_eve(case, case.groups.get("festival") or "")


def _festival_eve(case: Case, name: str) -> Reading | None:
    fixed: dict[str, list[int]] = load("deadlines")["festivals"]
    moving: dict[str, list[date]] = load("festivals")
    if name in moving:
        year = case.year()
        eves = [day - timedelta(days=1) for day in moving[name] if year in (None, day.year)]
        due = next((eve for eve in eves if year is not None or eve >= case.base), None)
        # Beyond the table somebody has to look the day up.
        kind = DeadlineKind.DATE if due else DeadlineKind.MILESTONE
        return Reading(kind, due, confirm=True, explicit_year=year is not None)
    month, day = fixed[name]
    return case.settled(lambda year: _day_before(year, month, day), confirm=True)


def _day_before(year: int, month: int | None, day: int) -> date | None:
    there = make_date(year, month, day)
    return there - timedelta(days=1) if there else None


def _before_event(case: Case) -> Reading | None:
    """The day before the event; without that day a person has to give it."""
    if case.event_day is None:
        return Reading(DeadlineKind.MILESTONE, None, confirm=True)
    return Reading(DeadlineKind.MILESTONE, case.event_day - timedelta(days=1), base=case.event_day)


def _plain(kind: DeadlineKind, *, confirm: bool = False) -> Callable[[Case], Reading | None]:
    return lambda _case: Reading(kind, None, confirm)


_RESOLVERS: dict[str, Callable[[Case], Reading | None]] = {
    "recurring-year-day": recurring(yearly),
    "recurring-year-end": recurring(year_end),
    "recurring-year-quarter": recurring(yearly_quarter),
    "recurring-month-day": recurring(monthly),
    "recurring-after-period": recurring(after_period),
    "recurring-count": recurring(every_count),
    "recurring-times": recurring(period),
    "recurring-rhythm": recurring(period),
    "until-day": _until_day,
    "until-year-end": _until_year_end,
    "year-range": _year_range,
    "span-of-effort": span_of_effort,
    "limit-length": limit_length,
    "month-start": _month_start,
    "plan-end": _plan_end,
    "year-unmarked": _year_end,
    "span-before-event": before_span,
    "event-span-before": before_span,
    "before-new-year": lambda case: _festival_eve(case, "春节"),
    "term": _before_event,
    "before-act": _before_event,
    "before-flood": _before_event,
    "at-once": _plain(DeadlineKind.IMMEDIATE),
    "recurring-quarter-end": recurring(quarter_end),
    "recurring-quarter-day": recurring(quarter_day),
    "recurring-weekday": recurring(weekly),
    "recurring-half-year": recurring(half_yearly),
    "recurring-period": recurring(period),
    "date-range": _date_range,
    "span-of-time": span_of_time,
    "day": _day,
    "numeric-day": _day,
    "day-unmarked": _day,
    "day-of-this-month": _day_of_this_month,
    "bare-day": _bare_day,
    "month-third": _month_third,
    "month-middle": _month_middle,
    "month-end": _month_end,
    "within-month": _month_end,
    "month-list": _month_label,
    "month-label": _month_label,
    "labelled": _labelled,
    "numeric-labelled": _labelled,
    "before-month": _before_month,
    "month-unmarked": _month_end,
    "this-month-end": _this_month_end,
    "bare-month-end": _this_month_end,
    "quarter": _quarter,
    "this-quarter": _this_quarter,
    "half-year": _half_year,
    "year-end": _year_end,
    "within-year": _year_end,
    "before-year": _before_year,
    "by-year": _year_end,
    "weekday": _weekday,
    "within-week": _within_week,
    "near-day": _near_day,
    "within-span": within_span,
    "span-after": after_span,
    "festival": _festival,
    "after-festival": _plain(DeadlineKind.MILESTONE, confirm=True),
    "before-event": _before_event,
    "immediate": _plain(DeadlineKind.IMMEDIATE),
    "continuing": _plain(DeadlineKind.CONTINUING),
    "continuing-alone": _plain(DeadlineKind.CONTINUING),
    "vague": _plain(DeadlineKind.DATE, confirm=True),
}
