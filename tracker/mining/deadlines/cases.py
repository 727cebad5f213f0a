"""One time limit as it is being read: its words, the day it is read from, and what comes out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from tracker.mining.findings import DeadlineKind
from tracker.text.dates import make_date, month_end
from tracker.text.numerals import read_number

THIRDS = {"上": 10, "中": 20}
WEEKDAYS = {name: number for number, name in enumerate("一二三四五六日")} | {"天": 6, "末": 6}
_CENTURY = 2000


@dataclass(frozen=True, slots=True)
class Reading:
    """A candidate understood."""

    kind: DeadlineKind
    due: date | None
    confirm: bool = False
    explicit_year: bool = False
    base: date | None = None
    """The day it was counted from; None where it is not counted."""


@dataclass(frozen=True, slots=True)
class Case:
    """One candidate with the day it is read from."""

    groups: dict[str, str | None]
    base: date
    sentence_year: int | None
    """Year named by the deadline before it in the same sentence."""
    event: str
    """The event it counts from or has to precede, as written."""
    event_day: date | None
    """That event's day, where somebody gave it."""

    def number(self, name: str) -> int | None:
        written = self.groups.get(name)
        return None if written is None else read_number(written)

    def year(self) -> int | None:
        """The year as written (25年 is 2025年), or as 今年, 次年 mean it."""
        written = self.number("year")
        if written is not None:
            return full_year(written)
        match (self.groups.get("this") or "")[:1]:
            case "":
                return None
            case "明" | "来" | "下":
                return self.base.year + 1
            case "后":
                return self.base.year + 2
            case "次" | "翌":
                return (self.sentence_year or self.base.year) + 1
            case "同" | "当":
                return self.sentence_year or self.base.year
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


def full_year(written: int) -> int:
    """25年 is 2025年."""
    return written if written >= 100 else _CENTURY + written


def end_of(year: int, month: int | None) -> date | None:
    return month_end(year, month) if month is not None and 1 <= month <= 12 else None


def third_day(year: int, month: int | None, third: str | None) -> date | None:
    if third in THIRDS:
        return make_date(year, month, THIRDS[third])
    return end_of(year, month)
