"""One date as a person types or writes it, and steps by month.

2025-03-31 · 2025.3.31 · 2025/8/3 · 20250331 · 2025年3月31日 · 二〇二五年三月三十一日
"""

from __future__ import annotations

import calendar
import re
from datetime import date
from functools import cache

from tracker.errors import BadInput
from tracker.text.cleaning import one_line
from tracker.text.numerals import CHINESE_NUMERALS, half_width, read_number

_LONGEST_QUOTE = 30
A_LEAP_YEAR = 2024
"""Where no year is given 2月29日 may be meant."""


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    number = rf"[0-9{CHINESE_NUMERALS}]"
    return (
        re.compile(r"([0-9]{4})\s?[-./]\s?([0-9]{1,2})\s?[-./]\s?([0-9]{1,2})"),
        re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})"),
        re.compile(rf"({number}{{4}})\s?年\s?({number}{{1,3}})\s?月\s?({number}{{1,3}})\s?[日号]"),
    )


def parse_date(text: str) -> date:
    """The date that the text is; raises `BadInput` where it is none or does not exist."""
    plain = half_width(text).strip()
    for form in _forms():
        match = form.fullmatch(plain)
        if match is not None:
            found = make_date(*(read_number(group) for group in match.groups()))
            if found is not None:
                return found
            raise BadInput(f"日期“{_shortened(text)}”不存在，请核对年、月、日")
    why = no_such_day(plain) or "请写成 2025-03-31 或 2025年3月31日"
    raise BadInput(f"看不懂日期“{_shortened(text)}”，{why}")


def no_such_day(text: str) -> str:
    """What is wrong with a day that its month does not have, as 6月31日 has none; empty where nothing is."""
    number = rf"[0-9{CHINESE_NUMERALS}]{{1,3}}"
    match = re.search(
        rf"(?:([0-9]{{4}})\s*[-./年]\s*)?(?<![0-9])({number})\s*[-./月]\s*({number})(?![0-9])",
        half_width(text),
    )
    if match is None:
        return ""
    year, month, last = (read_number(group or "") for group in match.groups())
    if month is None or last is None:
        return ""
    if not 1 <= month <= 12:
        return f"没有{month}月"
    if year is None and (month, last) == (2, 29):
        return "2月29日只有闰年才有，请写明年份"
    end = month_end(year or A_LEAP_YEAR, month).day
    return "" if 1 <= last <= end else f"{month}月没有{last}日，最后一天是{end}日"


def _shortened(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= _LONGEST_QUOTE else line[:_LONGEST_QUOTE] + "…"


def make_date(year: int | None, month: int | None, day: int | None) -> date | None:
    """The date, or None where a part is missing or no such day exists."""
    if year is None or month is None or day is None:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_end(year: int, month: int) -> date:
    """The month's last day."""
    return date(year, month, calendar.monthrange(year, month)[1])


def add_months(start: date, months: int) -> date:
    """The same day so many months on, clamped to the month's end (31 January + 1 → 28/29 February).

    Raises `OverflowError` beyond the calendar's last year.
    """
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        raise OverflowError("date out of range")
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(start.day, last))
