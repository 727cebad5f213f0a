"""Spans of time: how long after what (收到反馈后2个月内, 用一个月的时间)."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from tracker.mining.deadlines.cases import Case, Reading
from tracker.mining.findings import DeadlineKind
from tracker.text.dates import add_months
from tracker.text.numerals import read_number
from tracker.text.workdays import add_workdays


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


def within_span(case: Case) -> Reading | None:
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


def span_of_time(case: Case) -> Reading | None:
    due, provisional = _after(case.base, case.groups["count"] or "", case.groups["unit"] or "")
    return Reading(DeadlineKind.RANGE, due, confirm=provisional)
