"""Periods of the calendar: week, ten days, month, quarter, half year and year, each with its key."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from tracker.text.dates import month_end

_KEY: Final = re.compile(
    r"(?P<year>\d{4})-(?:W(?P<week>\d\d)|Q(?P<quarter>\d)|H(?P<half>\d)"
    r"|(?P<month>\d\d)(?:-(?:(?P<day>\d\d)|(?P<third>[上中下]旬)))?)"
)


class Grain(StrEnum):
    """How long a period is."""

    DAY = "日"
    WEEK = "周"
    TEN_DAYS = "旬"
    MONTH = "月"
    QUARTER = "季"
    HALF_YEAR = "半年"
    YEAR = "年"


@dataclass(frozen=True, slots=True)
class Period:
    """One period; its key sorts by time within its grain."""

    key: str
    """2024-06-18 · 2024-W25 · 2024-06-中旬 · 2024-06 · 2024-Q2 · 2024-H1 · 2024."""
    first: date
    last: date


def period_of(day: date, grain: Grain) -> Period:
    """The period in which a day lies."""
    year, month = day.year, day.month
    match grain:
        case Grain.DAY:
            return Period(day.isoformat(), day, day)
        case Grain.WEEK:
            iso = day.isocalendar()
            monday = day - timedelta(days=day.weekday())
            return Period(f"{iso.year}-W{iso.week:02}", monday, monday + timedelta(days=6))
        case Grain.TEN_DAYS:
            third = min((day.day - 1) // 10, 2)
            first = day.replace(day=third * 10 + 1)
            last = month_end(year, month) if third == 2 else day.replace(day=third * 10 + 10)
            return Period(f"{year}-{month:02}-{'上中下'[third]}旬", first, last)
        case Grain.MONTH:
            return Period(f"{year}-{month:02}", date(year, month, 1), month_end(year, month))
        case Grain.QUARTER:
            quarter = (month + 2) // 3
            return Period(f"{year}-Q{quarter}", date(year, quarter * 3 - 2, 1), month_end(year, quarter * 3))
        case Grain.HALF_YEAR:
            half = 1 if month <= 6 else 2
            return Period(f"{year}-H{half}", date(year, half * 6 - 5, 1), month_end(year, half * 6))
        case Grain.YEAR:
            return Period(str(year), date(year, 1, 1), date(year, 12, 31))


def period_words(key: str, *, seen_from: date) -> str:
    """A period's key as people name it: 第25周, 6月中旬, 6月; of another year with its year."""
    found = _KEY.fullmatch(key)
    if found is None:
        return f"{key}年" if key.isdecimal() else key
    part = found.groupdict()
    if part["week"]:
        words = f"第{int(part['week'])}周"
    elif part["quarter"]:
        words = f"{'一二三四'[int(part['quarter']) - 1]}季度"
    elif part["half"]:
        words = "上半年" if part["half"] == "1" else "下半年"
    else:
        day = f"{int(part['day'])}日" if part["day"] else part["third"] or ""
        words = f"{int(part['month'])}月{day}"
    return words if int(part["year"]) == seen_from.year else f"{part['year']}年{words}"


def last_periods(day: date, grain: Grain, count: int) -> tuple[Period, ...]:
    """The period of a day and those before it, oldest first."""
    found = [period_of(day, grain)]
    while len(found) < count and found[-1].first > date.min + timedelta(days=366):
        found.append(period_of(found[-1].first - timedelta(days=1), grain))
    return tuple(reversed(found))
