"""A day of the past as a person types it to look back: 上月底, -2周, 去年底, 5月31日, 三天前."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from tracker.desk.days import read_day
from tracker.errors import BadInput
from tracker.text.cleaning import one_line
from tracker.text.dates import make_date, month_end
from tracker.text.numerals import half_width, read_number
from tracker.text.periods import Grain, period_of

SAYS: Final = "可写 2024-5-31、5月底、上月底、上周五、-2周、三天前、年初"

_ENDS: Final[Mapping[str, Grain]] = MappingProxyType(
    {
        "周": Grain.WEEK,
        "星期": Grain.WEEK,
        "旬": Grain.TEN_DAYS,
        "月": Grain.MONTH,
        "季": Grain.QUARTER,
        "季度": Grain.QUARTER,
        "年": Grain.YEAR,
    }
)
_LAST_PERIOD: Final = re.compile(r"(?:上(?:个)?|去)(周|星期|旬|月|季度?|年)(?:度)?(底|末|初)?")
_THIS_PERIOD: Final = re.compile(r"(?:本|这个?|今)?(周|星期|旬|月|季度?|年)初")
_AGO: Final = re.compile(r"(?:[-－−]\s?(\S{1,4}?)|(\S{1,4}?))个?(天|日|周|星期|月|年)(?:之?前|以前)?")
_MONTH: Final = re.compile(r"(?:(去年|今年|[0-9]{4}[年./-])\s?)?(\S{1,3}?)\s?月(?:份)?(底|末|初)?")
_QUARTER: Final = re.compile(r"(?:(去年|今年|[0-9]{4}年)\s?)?第?([一二三四1-4])季度(?:底|末)?")
_SHORT: Final = re.compile(r"([0-9]{1,2})[./-]([0-9]{1,2})")


def read_past_day(phrase: str, *, base: dt.date) -> dt.date:
    """The one day up to `base` that is meant; a period without 初 means its last day.

    Raises BadInput where it is none, or lies after `base`.
    """
    day = read_day_gone(phrase, base=base)
    if day > base:
        raise BadInput(f"{day} 还没有到，只能看今天以前的")
    return day


def read_day_gone(phrase: str, *, base: dt.date) -> dt.date:
    """The same, or the day after `base` where no other can be meant: whoever asks says what is wrong with it.

    Raises BadInput where it is none.
    """
    typed = half_width(phrase).strip()
    day = next((found for read in _READERS if (found := read(typed, base)) is not None), None)
    if day is not None:
        return day
    try:
        return read_day(typed, base=base, is_past=True)
    except BadInput as problem:
        if "看不懂" not in str(problem):
            raise
        raise BadInput(f"看不懂日期“{one_line(phrase)[:30]}”，{SAYS}") from problem


def _last_period(typed: str, base: dt.date) -> dt.date | None:
    """上月底, 上月, 上季度末, 去年底, 上月初."""
    found = _LAST_PERIOD.fullmatch(typed)
    if found is None or (typed.startswith("去") and found[1] != "年"):
        return None
    grain = _ENDS[found[1]]
    before = period_of(period_of(base, grain).first - dt.timedelta(days=1), grain)
    return before.first if found[2] == "初" else before.last


def _this_period(typed: str, base: dt.date) -> dt.date | None:
    """月初, 本周初, 年初."""
    found = _THIS_PERIOD.fullmatch(typed)
    return period_of(base, _ENDS[found[1]]).first if found else None


def _ago(typed: str, base: dt.date) -> dt.date | None:
    """-2周, 两周前, 三天前, 一个月前: without a sign it has to say 前."""
    found = _AGO.fullmatch(typed)
    if found is None or not (found[1] or typed.endswith("前")):
        return None
    count = 2 if (found[1] or found[2]) == "两" else read_number(found[1] or found[2])
    if count is None or count > 9999:
        return None
    try:
        match found[3]:
            case "天" | "日":
                return base - dt.timedelta(days=count)
            case "周" | "星期":
                return base - dt.timedelta(weeks=count)
            case unit:
                return _months_before(base, count * (12 if unit == "年" else 1))
    except (OverflowError, ValueError):
        return None


def _months_before(base: dt.date, count: int) -> dt.date:
    """The same day so many months ago, or that month's last."""
    months = base.year * 12 + base.month - 1 - count
    last = month_end(months // 12, months % 12 + 1)
    return last.replace(day=min(base.day, last.day))


def _month(typed: str, base: dt.date) -> dt.date | None:
    """5月底, 5月, 2024年5月, 去年12月底: of the last such month that is over."""
    found = _MONTH.fullmatch(typed)
    number = read_number(found[2]) if found else None
    if found is None or number is None or not 1 <= number <= 12:
        return None

    def day_in(year: int) -> dt.date | None:
        if make_date(year, number, 1) is None:
            return None
        return dt.date(year, number, 1) if found[3] == "初" else month_end(year, number)

    if found[1] is not None:
        return day_in(_year(found[1], base))
    this = day_in(base.year)
    return this if this is not None and this <= base else day_in(base.year - 1)


def _quarter(typed: str, base: dt.date) -> dt.date | None:
    """一季度末, 去年四季度."""
    found = _QUARTER.fullmatch(typed)
    if found is None:
        return None
    month = 3 * (read_number(found[2]) or 1)
    if found[1] is not None:
        return month_end(_year(found[1], base), month)
    this = month_end(base.year, month)
    return this if this <= base else month_end(base.year - 1, month)


def _year(written: str, base: dt.date) -> int:
    named = {"今年": base.year, "去年": base.year - 1}
    return named[written] if written in named else int(written[:4])


def _short(typed: str, base: dt.date) -> dt.date | None:
    """5.31, 5-31."""
    found = _SHORT.fullmatch(typed)
    if found is None:
        return None
    days = [make_date(year, int(found[1]), int(found[2])) for year in (base.year, base.year - 1)]
    return next((day for day in days if day is not None and day <= base), None)


_READERS: Final[tuple[Callable[[str, dt.date], dt.date | None], ...]] = (
    _last_period,
    _this_period,
    _ago,
    _quarter,
    _month,
    _short,
)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time by its name: what became of the ledger from the end of one day to that of another."""

    word: str
    since: dt.date
    until: dt.date


def spans(today: dt.date) -> tuple[Span, ...]:
    """What offices look back on: this week, month … so far, and the ones before, which are over."""
    found = [Span("昨天以来", today - dt.timedelta(days=1), today)]
    over = []
    for grain, this, last in (
        (Grain.WEEK, "本周以来", "上周"),
        (Grain.TEN_DAYS, "本旬以来", "上旬"),
        (Grain.MONTH, "本月以来", "上月"),
        (Grain.QUARTER, "本季度以来", "上季度"),
        (Grain.YEAR, "今年以来", "去年"),
    ):
        eve = period_of(today, grain).first - dt.timedelta(days=1)
        before = period_of(eve, grain).first - dt.timedelta(days=1)
        found.append(Span(this, eve, today))
        over.append(Span(last, before, eve))
    return (*found, *over)
