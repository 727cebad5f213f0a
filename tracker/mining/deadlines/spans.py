"""Spans of time: how long after what (收到反馈后2个月内, 用一个月的时间), or before what."""

from __future__ import annotations

import re
from datetime import date, timedelta

from tracker.mining.deadlines.cases import Case, Reading
from tracker.mining.deadlines.events import is_own_event
from tracker.mining.findings import DeadlineKind
from tracker.text.dates import add_months, month_end
from tracker.text.numerals import read_number
from tracker.text.workdays import add_workdays, workdays_before

_LOOSE = re.compile(r"[一二两三四五六七八九]{2}")
_MONTHS = {"个月": 1, "月": 1, "季度": 3, "年": 12}
_DAYS = {"周": 7, "星期": 7, "礼拜": 7}


def _count(case: Case) -> tuple[int, bool]:
    """How many, and whether it is only a rough number (三五天, 3至5天: the larger one)."""
    written = case.groups["count"] or ""
    if _LOOSE.fullmatch(written):
        return read_number(written[-1]) or 0, True
    number = read_number(written)
    if number is None:
        raise ValueError(written)
    return number, case.groups.get("from") is not None


def _after(base: date, case: Case) -> tuple[date, bool]:
    """The day so long after the base, the first day not counted; and whether it is provisional."""
    unit = case.groups["unit"] or ""
    if case.groups["count"] == "半":
        return (add_months(base, 6) if unit == "年" else base + timedelta(days=15)), False
    number, loose = _count(case)
    if unit == "工作日":
        counted = add_workdays(base, number)
        return counted.day, counted.provisional or loose
    if unit == "个半月":
        return add_months(base, number) + timedelta(days=15), loose
    if unit in _MONTHS:
        return add_months(base, number * _MONTHS[unit]), loose
    days = -(-number // 24) if unit == "小时" else number * _DAYS.get(unit, 1)
    return base + timedelta(days=days), loose


_GIVEN_EVENT = re.compile(r"反馈|移交|交办|收到|接到|通报")


def within_span(case: Case) -> Reading | None:
    base, own = case.event_day or case.base, is_own_event(case.event)
    if case.event_day is None and not own and not _GIVEN_EVENT.search(case.event):
        return Reading(DeadlineKind.RELATIVE, None, confirm=True)
    due, rough = _after(base, case)
    known = own or case.event_day is not None
    return Reading(DeadlineKind.RELATIVE, due, confirm=rough or not known, base=base)


def before_span(case: Case) -> Reading | None:
    """So long before an event (会议召开前3个工作日)."""
    if case.event_day is None:
        return Reading(DeadlineKind.RELATIVE, None, confirm=True)
    number, rough = _count(case)
    if case.groups["unit"] == "工作日":
        counted = workdays_before(case.event_day, number)
        return Reading(DeadlineKind.RELATIVE, counted.day, counted.provisional or rough, base=case.event_day)
    there, _ = _after(case.event_day, case)
    due = case.event_day - (there - case.event_day)
    return Reading(DeadlineKind.RELATIVE, due, rough, base=case.event_day)


def span_of_time(case: Case) -> Reading | None:
    due, rough = _after(case.base, case)
    return Reading(DeadlineKind.RANGE, due, confirm=rough, base=case.base)


def after_span(case: Case) -> Reading | None:
    """So long from now on (两周后汇总)."""
    due, _ = _after(case.base, case)
    return Reading(DeadlineKind.RELATIVE, due, confirm=True, base=case.base)


def span_of_effort(case: Case) -> Reading | None:
    due, _ = _after(case.base, case)
    return Reading(DeadlineKind.RANGE, due, confirm=True, base=case.base)


def limit_length(case: Case) -> Reading | None:
    due, _ = _after(case.base, case)
    return Reading(DeadlineKind.RELATIVE, due, confirm=True, base=case.base)


def every_count(case: Case) -> date | None:
    return _after(case.base, case)[0]


def after_period(case: Case) -> date | None:
    """So long after the end of each month, quarter or year: the next one still to come."""
    length = {"季": 3, "月": 1, "年": 12, "半": 6}[(case.groups["every"] or "月")[0]]
    last = (case.base.month + length - 1) // length * length
    this_end = month_end(case.base.year, last)
    for end in (add_months(this_end.replace(day=1), -length), this_end):
        due = _after(month_end(end.year, end.month), case)[0]
        if due >= case.base:
            return due
    return None
