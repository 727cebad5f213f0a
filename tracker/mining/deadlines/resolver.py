"""What a candidate means: its kind, the last day allowed, and whether a person has to settle it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.mining.deadlines.patterns import Candidate
from tracker.mining.findings import DeadlineKind
from tracker.mining.vocabulary import load
from tracker.text.dates import add_months, make_date, month_end
from tracker.text.numerals import read_number
from tracker.text.workdays import add_workdays


@dataclass(frozen=True, slots=True)
class Reading:
    """A candidate understood."""

    kind: DeadlineKind
    due: date | None
    confirm: bool = False
    explicit_year: bool = False


@dataclass(frozen=True, slots=True)
class _Case:
    """One candidate with the day it is read from."""

    groups: dict[str, str | None]
    base: date
    sentence_year: int | None
    """Year named by the deadline before it in the same sentence."""

    def number(self, name: str) -> int | None:
        written = self.groups.get(name)
        return None if written is None else read_number(written)

    def year(self) -> int | None:
        """The year as written, or as 今年, 明年 mean it."""
        written = self.number("year")
        if written is not None:
            return written
        match self.groups.get("this"):
            case None:
                return None
            case "明年" | "次年" | "来年" | "明" | "次" | "来":
                return self.base.year + 1
            case _:
                return self.base.year

    def next_year_for(self, due_in: Callable[[int], date | None]) -> date | None:
        """The next occurrence on or after the document's date, not before a year just named."""
        first = max(self.base.year, self.sentence_year or 0)
        for year in (first, first + 1):
            due = due_in(year)
            if due is not None and due >= self.base:
                return due
        return None

    def settled(self, due_in: Callable[[int], date | None], *, confirm: bool = False) -> Reading | None:
        """A date in the year as written, or else the next one."""
        year = self.year()
        due = due_in(year) if year is not None else self.next_year_for(due_in)
        if due is None:
            return None
        return Reading(DeadlineKind.DATE, due, confirm, explicit_year=year is not None)


def resolve(candidate: Candidate, base: date, sentence_year: int | None) -> Reading | None:
    """The candidate's meaning; None where it names no day that exists."""
    case = _Case(candidate.groups, base, sentence_year)
    try:
        return _RESOLVERS[candidate.rule](case)
    except (OverflowError, ValueError):  # a year like 9999 or 0000: the words stay words
        return None


def _day(case: _Case) -> Reading | None:
    month, day = case.number("month"), case.number("day")
    return case.settled(lambda year: make_date(year, month, day))


def _month_end(case: _Case) -> Reading | None:
    month = case.number("month")
    return case.settled(lambda year: _end_of(year, month))


def _month_label(case: _Case) -> Reading | None:
    month, first = case.number("month"), case.number("first")
    if first is None:
        return case.settled(lambda year: _end_of(year, month))
    rolls = month is not None and month < first
    settled = case.settled(lambda year: _end_of(year + rolls, month))
    return settled and Reading(DeadlineKind.RANGE, settled.due, explicit_year=settled.explicit_year)


def _labelled(case: _Case) -> Reading | None:
    return _month_end(case) if case.number("day") is None else _day(case)


def _end_of(year: int, month: int | None) -> date | None:
    return month_end(year, month) if month is not None and 1 <= month <= 12 else None


def _before_month(case: _Case) -> Reading | None:
    month = case.number("month")
    return case.settled(lambda year: _day_before(year, month, 1), confirm=True)


_THIRDS = {"上": 10, "中": 20}


def _third_day(year: int, month: int | None, third: str | None) -> date | None:
    if third in _THIRDS:
        return make_date(year, month, _THIRDS[third])
    return _end_of(year, month)


def _month_third(case: _Case) -> Reading | None:
    third = case.groups["third"]
    if case.groups.get("which"):
        month = _relative_month(case)
        return Reading(DeadlineKind.DATE, _third_day(month.year, month.month, third), confirm=True)
    number = case.number("month")
    return case.settled(lambda year: _third_day(year, number, third), confirm=True)


def _relative_month(case: _Case) -> date:
    """A day in the month that 本月, 下月 mean."""
    which = case.groups.get("which") or ""
    return add_months(case.base, 1 if which[0] in "下次" else 0)


def _this_month_end(case: _Case) -> Reading | None:
    month = _relative_month(case) if case.groups.get("which") else case.base
    return Reading(DeadlineKind.DATE, month_end(month.year, month.month))


def _day_of_this_month(case: _Case) -> Reading | None:
    month = _relative_month(case)
    due = make_date(month.year, month.month, case.number("day"))
    return Reading(DeadlineKind.DATE, due) if due and due >= case.base else None


def _quarter(case: _Case) -> Reading | None:
    quarter = case.number("quarter")
    assert quarter is not None
    before = case.groups.get("mark") in ("前", "之前", "以前")
    return case.settled(lambda year: month_end(year, quarter * 3), confirm=before)


def _this_quarter(case: _Case) -> Reading | None:
    shift = 3 if case.groups["which"] == "下" else 0
    month = add_months(case.base, shift)
    return Reading(DeadlineKind.DATE, month_end(month.year, (month.month + 2) // 3 * 3))


def _half_year(case: _Case) -> Reading | None:
    last = 6 if case.groups["half"] == "上" else 12
    return case.settled(lambda year: month_end(year, last))


def _year_end(case: _Case) -> Reading | None:
    year = case.year()
    explicit = year is not None
    if year is None:
        year = max(case.base.year, case.sentence_year or 0)
    return Reading(DeadlineKind.DATE, date(year, 12, 31), explicit_year=explicit)


def _before_year(case: _Case) -> Reading | None:
    year = case.year()
    assert year is not None
    return Reading(DeadlineKind.DATE, date(year - 1, 12, 31), confirm=True, explicit_year=True)


_WEEKDAYS = {name: number for number, name in enumerate("一二三四五六日")} | {"天": 6, "末": 6}


def _weekday(case: _Case) -> Reading | None:
    wanted = _WEEKDAYS[case.groups["weekday"] or "末"]
    monday = case.base - timedelta(days=case.base.weekday())
    if case.groups.get("which") == "下":
        return Reading(DeadlineKind.DATE, monday + timedelta(days=7 + wanted))
    due = monday + timedelta(days=wanted)
    return Reading(DeadlineKind.DATE, due if due >= case.base else due + timedelta(days=7))


def _within_week(case: _Case) -> Reading | None:
    weeks = 1 if case.groups["which"] == "下" else 0
    sunday = case.base + timedelta(days=6 - case.base.weekday() + 7 * weeks)
    return Reading(DeadlineKind.DATE, sunday)


def _near_day(case: _Case) -> Reading | None:
    days = {"明天": 1, "明日": 1, "后天": 2}.get(case.groups["near"] or "", 0)
    return Reading(DeadlineKind.DATE, case.base + timedelta(days=days))


def _date_range(case: _Case) -> Reading | None:
    if case.groups.get("month2") is None and case.groups.get("day2") is None:
        return None
    first_month = case.number("month")
    month = case.number("month2") or first_month
    day = case.number("day2")

    def last_day(year: int) -> date | None:
        rolled = year + (first_month is not None and month is not None and month < first_month)
        return make_date(rolled, month, day) if day is not None else _end_of(rolled, month)

    later = case.number("year2")
    due = last_day(later) if later is not None else None
    if later is not None and due is not None:
        if first_month is not None and month is not None and month < first_month:
            due = due.replace(year=later)
        return Reading(DeadlineKind.RANGE, due, explicit_year=True)
    settled = case.settled(last_day)
    if settled is None:
        return None
    over_the_year = first_month is not None and month is not None and month < first_month
    return Reading(DeadlineKind.RANGE, settled.due, explicit_year=settled.explicit_year or over_the_year)


def _after(base: date, count: str, unit: str) -> tuple[date, bool]:
    """The day so long after the base, the first day not counted; and whether it is provisional."""
    if count == "半":
        halves: dict[str, Callable[[], date]] = {
            "年": lambda: add_months(base, 6),
            "个月": lambda: base + timedelta(days=15),
            "月": lambda: base + timedelta(days=15),
        }
        return halves.get(unit, lambda: base)(), False
    number = read_number(count)
    if number is None:
        raise ValueError(count)
    if unit == "工作日":
        counted = add_workdays(base, number)
        return counted.day, counted.provisional
    if unit in ("个月", "月"):
        return add_months(base, number), False
    if unit == "年":
        return add_months(base, 12 * number), False
    days = {"周": 7, "星期": 7}.get(unit, 1) * number
    if unit == "小时":
        days = -(-number // 24)
    return base + timedelta(days=days), False


_OWN_EVENT = re.compile(r"印发|下发|发布|发文|本通知|本方案|本意见|会后|会议|即日起|从现在起|今天起|之日起$")
_GIVEN_EVENT = re.compile(r"反馈|移交|交办|收到|接到|通报")


def _within_span(case: _Case) -> Reading | None:
    event = (case.groups.get("event") or "").strip()
    count, unit = case.groups["count"] or "", case.groups["unit"] or ""
    document_event = not event or (_OWN_EVENT.search(event) and not _foreign(event))
    given_event = bool(_GIVEN_EVENT.search(event))
    if not document_event and not given_event:
        return Reading(DeadlineKind.RELATIVE, None, confirm=True)
    due, provisional = _after(case.base, count, unit)
    return Reading(DeadlineKind.RELATIVE, due, confirm=provisional or not document_event)


def _foreign(event: str) -> bool:
    """之日起 alone is the document's day only when the document is what begins."""
    return re.search(r"印发|下发|发布|发文|本通知|本方案|本意见|会后|会议|即日|现在|今天", event) is None


def _span_of_time(case: _Case) -> Reading | None:
    due, provisional = _after(case.base, case.groups["count"] or "", case.groups["unit"] or "")
    return Reading(DeadlineKind.RANGE, due, confirm=provisional)


def _festival(case: _Case) -> Reading | None:
    name = case.groups.get("festival") or ""
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


def _recurring(due_in: Callable[[_Case], date | None]) -> Callable[[_Case], Reading | None]:
    return lambda case: Reading(DeadlineKind.RECURRING, due_in(case))


def _yearly(case: _Case) -> date | None:
    month, day = case.number("month"), case.number("day")
    return case.next_year_for(lambda year: make_date(year, month, day) if day else _end_of(year, month))


def _monthly(case: _Case) -> date | None:
    day, third = case.number("day"), case.groups.get("third")
    for months in range(3):  # a day 31 may be missing in the next month
        month = add_months(case.base.replace(day=1), months)
        if third:
            due = _third_day(month.year, month.month, third)
        elif day is None:
            due = month_end(month.year, month.month)
        else:
            due = make_date(month.year, month.month, day)
        if due is not None and due >= case.base:
            return due
    return None


def _quarter_end(case: _Case) -> date | None:
    return month_end(case.base.year, (case.base.month + 2) // 3 * 3)


def _quarter_day(case: _Case) -> date | None:
    first = (case.base.month - 1) // 3 * 3 + 1
    for start in (date(case.base.year, first, 1), add_months(date(case.base.year, first, 1), 3)):
        due = make_date(start.year, start.month, case.number("day"))
        if due is not None and due >= case.base:
            return due
    return None


def _weekly(case: _Case) -> date | None:
    wanted = _WEEKDAYS[case.groups["weekday"] or "末"]
    return case.base + timedelta(days=(wanted - case.base.weekday()) % 7)


def _half_yearly(case: _Case) -> date | None:
    return month_end(case.base.year, 6 if case.base.month <= 6 else 12)


def _period(case: _Case) -> date | None:
    """A duty of every period is due by the running period's end."""
    period = (case.groups.get("every") or case.groups.get("by") or "").replace("度", "")
    match period:
        case "年":
            return date(case.base.year, 12, 31)
        case "季":
            return _quarter_end(case)
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


def _plain(kind: DeadlineKind, *, confirm: bool = False) -> Callable[[_Case], Reading | None]:
    return lambda _case: Reading(kind, None, confirm)


_RESOLVERS: dict[str, Callable[[_Case], Reading | None]] = {
    "recurring-year-day": _recurring(_yearly),
    "recurring-month-day": _recurring(_monthly),
    "recurring-quarter-end": _recurring(_quarter_end),
    "recurring-quarter-day": _recurring(_quarter_day),
    "recurring-weekday": _recurring(_weekly),
    "recurring-half-year": _recurring(_half_yearly),
    "recurring-period": _recurring(_period),
    "date-range": _date_range,
    "span-of-time": _span_of_time,
    "day": _day,
    "day-unmarked": _day,
    "day-of-this-month": _day_of_this_month,
    "month-third": _month_third,
    "month-end": _month_end,
    "within-month": _month_end,
    "month-label": _month_label,
    "labelled": _labelled,
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
    "within-span": _within_span,
    "festival": _festival,
    "before-event": _plain(DeadlineKind.MILESTONE, confirm=True),
    "immediate": _plain(DeadlineKind.IMMEDIATE),
    "continuing": _plain(DeadlineKind.CONTINUING),
    "continuing-alone": _plain(DeadlineKind.CONTINUING),
    "vague": _plain(DeadlineKind.DATE, confirm=True),
}
