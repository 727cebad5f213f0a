"""A time limit that is all that is said: typed for an item, or in its cell of a 台账."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Final

from tracker.mining.deadlines import find_deadlines
from tracker.mining.deadlines.cases import full_year
from tracker.mining.deadlines.patterns import compiled
from tracker.mining.findings import Deadline, DeadlineKind
from tracker.mining.vocabulary import load
from tracker.text.dates import make_date, no_such_day
from tracker.text.numerals import CHINESE_NUMERALS, half_width, read_number


def read_alone(phrase: str, base: date, *, events: Mapping[str, date] | None = None) -> Deadline | None:
    """What the phrase means where nothing stands around it; None where it is not one limit.

    2026年6月, 上半年 or 两周 name no last day in a sentence, but do where a limit is asked for. A day that
    has passed is a limit all the same; one that its month does not have is none, since whoever typed it
    can be told so. `base` and `events` are those of `find_deadlines`.
    """
    plain = "".join(half_width(phrase).split())
    for pattern, reads_as in _ways():
        if whole := pattern.fullmatch(plain):
            found = _governing(whole.expand(reads_as), base, events)
            return found and replace(found, text=phrase, start=0, end=len(phrase))
    return _governing(phrase, base, events)


@cache
def _ways() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((compiled(entry["pattern"]), entry["reads_as"]) for entry in load("deadlines")["alone"])


def _governing(phrase: str, base: date, events: Mapping[str, date] | None) -> Deadline | None:
    """The one limit of the words; 立行立改 may stand before a day, and 长期坚持 behind it."""
    found = find_deadlines(phrase, min(base, _named_year(phrase) or base), events=events)
    if any(limit.due is None and no_such_day(limit.text) for limit in found):
        return None
    dated = [limit for limit in found if limit.kind not in (DeadlineKind.CONTINUING, DeadlineKind.IMMEDIATE)]
    limits = dated or [limit for limit in found if limit.kind is DeadlineKind.IMMEDIATE] or found[:1]
    return limits[0] if len(limits) == 1 else None


_FIGURE: Final = f"[0-9{CHINESE_NUMERALS}]"
_YEAR: Final = re.compile(
    rf"(?<!{_FIGURE})({_FIGURE}{{4}}|[2-4][0-9](?=年))\s?(?:[./-]\s?[0-9]|年\s?(?:{_FIGURE}{{1,3}}\s?月|第?[一二三四1-4]季|[上下]半年|年?[底末内中初]))"
)
"""Of a day, not of what happened in it: 2023年反馈的问题，11月底前."""


def _named_year(phrase: str) -> date | None:
    """The first day of the year that a day of it is in."""
    found = _YEAR.search(half_width(phrase))
    year = read_number(found[1]) if found else None
    return None if year is None else make_date(full_year(year), 1, 1)
