"""What a sentence has said before a number and what holds for it still: what is counted, whose, and when."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta

from tracker.mining.figures.tokens import Token
from tracker.text.dates import make_date, month_end
from tracker.text.numerals import half_width, read_number

_DAY = re.compile(
    r"截[至止]到?\s?(?:(?P<year>[0-9]{4})[年\-./])?(?P<month>[0-9一二三四五六七八九十]{1,3})(?:[月\-./])"
    r"(?:(?P<day>[0-9一二三四五六七八九十]{1,3})[日号]?|底|末|份)?"
)
_CHAPTER = re.compile(r"\s*[一二三四五六七八九十]{1,3}、")
_LAST_YEAR = timedelta(days=200)
"""A day without a year that lies so far ahead is one of the year before (截至12月底, said in January)."""


@dataclass(slots=True)
class Counted:
    """What an earlier number of the sentence counted."""

    object: str
    counter: str
    figure: str
    status: str = "total"
    whole: str = ""
    """Of a share."""


@dataclass(slots=True)
class Context:
    """What holds until something else is said."""

    reported: date
    """The day of the report: 截至 a day without a year is near it."""
    names: tuple[str, ...] = ()
    facet: str = ""
    qualifier: str = ""
    """Which problems the sentence speaks of: 信访 of 信访问题12个，已办结11个."""
    period: str = ""
    as_of: date | None = None
    is_new_day: bool = False
    """This very sentence says it."""
    whole_day: date | None = None
    """截至 of the whole text, said on a line of its own."""
    is_in_all: bool = False
    """累计: not of a period."""
    chapter_period: str = ""
    """Said in a chapter's heading (五、本月变动), for all below it."""
    is_plan: bool = False
    """What follows in the sentence is still to come."""
    against: str = ""
    """The time that the sentence holds its numbers against: 与上月相比."""
    counted: list[Counted] = field(default_factory=list)
    apart: str = ""
    """What a bracket or 其中 takes apart by units: 逾期2项（组织部1项、办公室1项）."""
    _brackets: list[tuple[tuple[str, ...], str, str]] = field(default_factory=list)
    """What held where each bracket was opened."""

    def notice(self, token: Token) -> None:
        """A word that holds for what follows."""
        match token.kind:
            case "name":
                self.names, self.facet, self.qualifier = (token.text,), "", ""
            case "whole":
                self.names = ()
            case "period":
                self.period = token.text
                if not self.is_new_day:  # 本月 is the report's, not that of an earlier 截至
                    self.as_of = self.whole_day
            case "in_all":
                self.period, self.is_in_all = "", True
            case "against":
                self.against = token.code
            case "plan":
                self.is_plan = True
            case "weak" | "among":
                self._part(token.text)
            case "as_of":
                self.as_of = self._day(token.text) or self.as_of
                self.is_new_day = True
                self.period = ""
            case "stop":
                self._stop(token.text)
            case "strong":
                self.facet = ""

    def _part(self, sign: str) -> None:
        """What is said in brackets holds there only; they and 其中 take the number before apart."""
        if sign in ("（", "(", "其中"):
            self.apart = self.counted[-1].status if self.counted else ""
        if sign in "（(":
            self._brackets.append((self.names, self.facet, self.qualifier))
        elif sign in "）)" and self._brackets:
            self.names, self.facet, self.qualifier = self._brackets.pop()
            self.apart = ""

    def _stop(self, sign: str) -> None:
        self.names, self.facet, self.qualifier, self.period, self.counted = (), "", "", "", []
        self.against = ""
        self.is_new_day = self.is_plan = self.is_in_all = False
        self._brackets, self.apart = [], ""
        if sign == "\n":
            self.as_of = self.whole_day

    def close_line(self, line: str, *, has_figures: bool) -> None:
        """A line of nothing but 截至 sets the day for all that follows, a chapter's heading its period."""
        if _CHAPTER.match(line):
            self.chapter_period = "" if has_figures else self.period
        if self.as_of is not None and not has_figures:
            self.whole_day = self.as_of

    def counted_as(self, counter: str) -> Counted | None:
        """The nearest earlier number counted alike (条 with 条), else the nearest."""
        alike = [one for one in self.counted if one.counter == counter]
        return (alike or self.counted or [None])[-1]  # type: ignore[list-item]

    def _day(self, said: str) -> date | None:
        match = _DAY.match(half_width(said))
        if match is None:
            return None
        month = read_number(match["month"])
        if month is None or not 1 <= month <= 12:
            return None
        year = int(match["year"]) if match["year"] else self.reported.year
        day = read_number(match["day"]) if match["day"] else None
        if not 1 <= year <= date.max.year - 1:
            return None
        found = make_date(year, month, day) if day is not None else month_end(year, month)
        if found is not None and not match["year"] and found - self.reported > _LAST_YEAR:
            found = found.replace(year=year - 1, day=min(found.day, month_end(year - 1, month).day))
        return found
