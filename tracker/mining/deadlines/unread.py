"""A year or month right before a limit that its reading left out: 大后年底前 is not this year's end.

The net below the patterns: whatever they let fall, a person is asked and no other day is settled.
"""

from __future__ import annotations

import re
from functools import cache

from tracker.mining.deadlines.cases import Reading
from tracker.mining.deadlines.patterns import Candidate, compiled
from tracker.mining.vocabulary import load
from tracker.text.numerals import read_number

_FURTHEST = 16
"""Characters before the limit in which its year and month may stand."""
_TAKES_ITS_MONTH = frozenset(["bare-month-end", "bare-day", "month-middle"])
"""Rules that take the document's month, since none is named."""


@cache
def _words() -> re.Pattern[str]:
    return compiled(load("deadlines")["unread"])


def unread_before(plain: str, candidate: Candidate, reading: Reading) -> str:
    """The words of a year or month before the limit that name another than its day is in; empty if none."""
    if reading.due is None:
        return ""
    floor = max(candidate.sentence[0], candidate.start - _FURTHEST)
    found = _words().search(plain, floor, candidate.start)
    if found is None:
        return ""
    year, month = (read_number(found[name] or "") for name in ("year", "month"))
    is_other_year = not reading.explicit_year and (
        found["relative"] is not None or year not in (None, reading.due.year)
    )
    is_other_month = candidate.rule in _TAKES_ITS_MONTH and month not in (None, reading.due.month)
    return found[0].strip("的，、 ") if is_other_year or is_other_month else ""
