"""Days and periods as a query names them: 2024-12-31 · 11月底 · 2024年11月 · 本月 · 上季度 · 今天+7."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from tracker.errors import BadInput
from tracker.text.dates import add_months, month_end, parse_date
from tracker.text.numerals import half_width, read_number

Span = tuple[dt.date, dt.date]
"""First and last day."""

EXAMPLES = "2024-12-31、11月底、2024年11月、本月、上季度、今天+7、近30天"

A_LEAP_DAY = dt.date(2024, 2, 29)
"""To see whether a phrase names a day at all: as its year may be any, 2月29日 does."""


@dataclass(frozen=True, slots=True)
class When:
    """A day or a period; which one depends on today."""

    phrase: str
    """As typed, half-width and without blanks."""

    @classmethod
    def read(cls, typed: str) -> When | None:
        """None where it names no day."""
        found = cls(re.sub(r"\s", "", half_width(typed)).replace("＋", "+"))
        try:
            found.span(A_LEAP_DAY)
        except BadInput:
            return None
        return found

    def span(self, today: dt.date) -> Span:
        """First and last day meant; what lies beyond the calendar is its last or first day."""
        for pattern, meaning in _forms():
            if (match := pattern.fullmatch(self.phrase)) is not None:
                try:
                    return meaning(match, today)
                except OverflowError:
                    edge = dt.date.min if "-" in self.phrase or "近" in self.phrase else dt.date.max
                    return edge, edge
        day = parse_date(self.phrase)
        return day, day

    def __str__(self) -> str:
        return self.phrase


Meaning = Callable[[re.Match[str], dt.date], Span]

_YEARS = {"去": -1, "上": -1, "明": 1, "下": 1}
_PERIODS = {"上": -1, "前": -1, "下": 1}
_DAYS = {"今天": 0, "今日": 0, "today": 0, "昨天": -1, "明天": 1}


@cache
def _forms() -> tuple[tuple[re.Pattern[str], Meaning], ...]:
    year = r"(?:(?P<year>[0-9]{4})年?|(?P<near>[今本去上明下])年)"
    number = "[0-9一二三四五六七八九十]{1,3}"
    end = "(?P<end>底|末)?"
    return (
        (
            re.compile(
                rf"(?P<day>{'|'.join(_DAYS)})?(?:(?P<way>[+-])(?P<count>[0-9]{{1,4}})(?P<unit>天|日|周|个?月|年)?)"
            ),
            _shifted,
        ),
        (re.compile(rf"(?P<day>{'|'.join(_DAYS)})"), _shifted),
        (re.compile(r"近(?P<count>[0-9]{1,4})[天日]"), lambda m, today: (today - _days(m), today)),
        (re.compile(r"(?P<count>[0-9]{1,4})[天日]内"), lambda m, today: (today, today + _days(m))),
        (re.compile(rf"{year}{end}|(?P<only_end>年底|年末)"), _year),
        (re.compile(rf"{year}?(?P<half>[上下])半年{end}"), _half),
        (re.compile(rf"{year}?第?(?P<quarter>[一二三四1-4])季度?{end}"), _quarter),
        (
            re.compile(rf"(?P<which>[上本这下前])个?(?P<unit>周|月|季度?){end}|(?P<only_end>月底|月末)"),
            _near_period,
        ),
        (re.compile(rf"{year}?(?P<month>{number})月{end}|(?P<dashed>[0-9]{{4}}[-./][0-9]{{1,2}})"), _month),
        (re.compile(rf"(?P<near>[今本去上明下]年)?(?P<month>{number})月(?P<day>{number})[日号]?"), _day),
    )


def _days(match: re.Match[str]) -> dt.timedelta:
    return dt.timedelta(int(match["count"]))


def _shifted(match: re.Match[str], today: dt.date) -> Span:
    parts = match.groupdict()
    day = today + dt.timedelta(_DAYS[parts["day"]] if parts["day"] else 0)
    if parts.get("count"):
        count = int(parts["way"] + parts["count"])
        unit = (parts["unit"] or "天").removeprefix("个")
        if unit in "月年":
            day = add_months(day, count * (12 if unit == "年" else 1))
        else:
            day += dt.timedelta(count * (7 if unit == "周" else 1))
    return day, day


def _year_of(match: re.Match[str], today: dt.date) -> int:
    parts = match.groupdict()
    year = int(parts["year"]) if parts.get("year") else today.year + _YEARS.get((parts["near"] or "今")[0], 0)
    if parts.get("year") and not year:
        raise BadInput("没有公元0年")
    if not dt.date.min.year <= year <= dt.date.max.year:
        raise OverflowError
    return year


def _months(year: int, first: int, last: int, *, only_end: bool) -> Span:
    end = month_end(year, last)
    return (end, end) if only_end else (dt.date(year, first, 1), end)


def _year(match: re.Match[str], today: dt.date) -> Span:
    return _months(_year_of(match, today), 1, 12, only_end=bool(match["end"] or match["only_end"]))


def _half(match: re.Match[str], today: dt.date) -> Span:
    last = 6 if match["half"] == "上" else 12
    return _months(_year_of(match, today), last - 5, last, only_end=bool(match["end"]))


def _quarter(match: re.Match[str], today: dt.date) -> Span:
    last = 3 * (read_number(match["quarter"]) or 1)
    return _months(_year_of(match, today), last - 2, last, only_end=bool(match["end"]))


def _near_period(match: re.Match[str], today: dt.date) -> Span:
    steps = _PERIODS.get(match["which"] or "本", 0)
    only_end = bool(match["end"] or match["only_end"])
    if match["unit"] == "周":
        first = today + dt.timedelta(7 * steps - today.weekday())
        last = first + dt.timedelta(6)
        return (last, last) if only_end else (first, last)
    if match["unit"] in ("季", "季度"):
        start = add_months(today.replace(day=1, month=today.month - (today.month - 1) % 3), 3 * steps)
        return _months(start.year, start.month, start.month + 2, only_end=only_end)
    start = add_months(today.replace(day=1), steps)
    return _months(start.year, start.month, start.month, only_end=only_end)


def _month(match: re.Match[str], today: dt.date) -> Span:
    if match["dashed"]:
        year, month = (int(part) for part in re.split("[-./]", match["dashed"]))
    else:
        year, month = _year_of(match, today), read_number(match["month"]) or 0
    if not (year and 1 <= month <= 12):
        raise BadInput(f"没有“{match[0]}”这个月")
    return _months(year, month, month, only_end=bool(match["end"]))


def _day(match: re.Match[str], today: dt.date) -> Span:
    """2月29日 in a year that has none is its last of February."""
    month, day = read_number(match["month"]) or 0, read_number(match["day"]) or 0
    if not (1 <= month <= 12 and 1 <= day <= month_end(A_LEAP_DAY.year, month).day):
        raise BadInput(f"没有“{match[0]}”这一天")
    year = _year_of(match, today)
    found = dt.date(year, month, min(day, month_end(year, month).day))
    return found, found
