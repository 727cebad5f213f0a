"""What a number in a workbook looks like in its cell: a date, a percentage or plain figures."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from typing import Final

_BUILT_IN_DATES: Final = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
_BUILT_IN_MONTHS: Final = {17, 55}
"""Year and month without a day."""
_BUILT_IN_PERCENT: Final = {9, 10}
_MARKED: Final = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_EPOCH_1900: Final = dt.datetime(1899, 12, 30, tzinfo=dt.UTC)
_EPOCH_1904: Final = dt.datetime(1904, 1, 1, tzinfo=dt.UTC)
_LAST_DAY: Final = 2_958_465
"""31 December 9999, the last day that Excel knows."""
_DAYS_TO_1904: Final = 1_462
_EXACT: Final = 1e15
"""From here on figures are lost."""


def shown(value: float, number: int, code: str, *, from_1904: bool) -> str:
    """The number as a person reads it, by the number and code of its format."""
    units = _units(number, code)
    if units and 0 <= value <= _LAST_DAY - from_1904 * _DAYS_TO_1904:
        return _moment(value, units, from_1904=from_1904)
    if abs(value) < _EXACT and (number in _BUILT_IN_PERCENT or "%" in _MARKED.sub("", code)):
        return f"{_figures(value * 100)}%"
    return _figures(value)


@cache
def _units(number: int, code: str) -> str:
    """Which of y, m, d, h a date's format shows; empty for one of plain numbers."""
    if number in _BUILT_IN_MONTHS:
        return "ym"
    if number in _BUILT_IN_DATES and not code:
        return "h" if number in {18, 19, 20, 21, 45, 46, 47} else "ymdh" if number == 22 else "ymd"
    signs = _MARKED.sub("", code.split(";")[0]).lower()
    if "general" in signs or not set(signs) & set("ymdhs") or set(signs) & set("0#?"):
        return ""
    return "".join(unit for unit in "ymdh" if unit in signs and (unit != "m" or set(signs) & set("yd")))


def _moment(value: float, units: str, *, from_1904: bool) -> str:
    seconds = round(value * 86_400)
    if not from_1904 and value < 60:  # Excel counts a 29 February 1900 that never was
        seconds += 86_400
    moment = (_EPOCH_1904 if from_1904 else _EPOCH_1900) + dt.timedelta(seconds=seconds)
    clock = f"{moment.hour}:{moment.minute:02}"
    if not set(units) & set("ymd"):
        return clock
    if units == "ym":
        return f"{moment.year}年{moment.month}月"
    day = f"{moment.year}年{moment.month}月{moment.day}日"
    return f"{day} {clock}" if "h" in units and (moment.hour or moment.minute) else day


def _figures(value: float) -> str:
    """Whole numbers without a point, others without the noise of binary fractions."""
    if abs(value) < _EXACT and value == int(value):
        return str(int(value))
    return f"{value:.15g}"
