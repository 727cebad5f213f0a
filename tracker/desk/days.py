"""A day as a person types it into a form: 2025.3.31, 6月12日, 昨天, 下周五, +2周, 3个工作日."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from tracker.desk.deadlines import read_deadline
from tracker.errors import BadInput
from tracker.text.cleaning import one_line
from tracker.text.dates import make_date, no_such_day, parse_date
from tracker.text.numerals import half_width, read_number

_NAMED: Final = {"今天": 0, "今日": 0, "昨天": -1, "昨日": -1, "前天": -2, "明天": 1, "明日": 1, "后天": 2}
_WITHOUT_YEAR: Final = re.compile(r"(\S{1,3})\s?月\s?(\S{1,3})\s?[日号]")
_WEEKDAY: Final = re.compile(r"(上|这|本|下)?(?:周|星期|礼拜)([一二三四五六日天])")
_WEEKDAYS: Final = "一二三四五六日"

_WEEKS: Final = {"上": -1, "这": 0, "本": 0, "下": 1}


def read_day(phrase: str, *, base: dt.date, is_past: bool = False) -> dt.date:
    """The one day that is meant, seen from `base`; without its year a past one is the last, else the next.

    Raises BadInput where it is none.
    """
    typed = half_width(phrase).strip()
    if typed in _NAMED:
        return base + dt.timedelta(days=_NAMED[typed])
    if (day := _weekday(typed, base)) or (day := _without_year(typed, base, is_past=is_past)):
        return day
    try:
        return parse_date(typed)
    except BadInput as problem:
        if re.fullmatch(r"[0-9]{4}\D.*|[0-9]{8}", typed) and "看不懂" not in str(problem):
            raise
    try:
        due = read_deadline(typed, base=base).due
    except BadInput:
        due = None
    if due is None:
        raise BadInput(
            f"看不懂日期“{one_line(phrase)[:30]}”，"
            + (no_such_day(typed) or "可写 2025-3-31、6月12日、昨天、下周五、+2周、3个工作日")
        )
    return due


def _without_year(typed: str, base: dt.date, *, is_past: bool) -> dt.date | None:
    found = _WITHOUT_YEAR.fullmatch(typed)
    if found is None:
        return None
    month, day = (read_number(part) for part in found.groups())
    years = (base.year, base.year - 1) if is_past else (base.year, base.year + 1)
    days = [made for year in years if (made := make_date(year, month, day))]
    fitting = [made for made in days if (made <= base if is_past else made >= base)]
    return next(iter(fitting or days), None)


def _weekday(typed: str, base: dt.date) -> dt.date | None:
    """上周五 and 下周五 are of the week before and after; 周五 alone is of this one."""
    found = _WEEKDAY.fullmatch(typed)
    if found is None:
        return None
    weekday = _WEEKDAYS.index(found[2].replace("天", "日"))
    monday = base - dt.timedelta(days=base.weekday())
    return monday + dt.timedelta(days=weekday, weeks=_WEEKS.get(found[1] or "这", 0))
