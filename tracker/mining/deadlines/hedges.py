"""Words that loosen a limit (原则上6月底前, 力争年内): kept as written."""

from __future__ import annotations

import re
from functools import cache

from tracker.mining.deadlines.patterns import Candidate
from tracker.mining.vocabulary import load, longest_first

_FURTHEST = 14
"""Characters before the limit in which the word may stand, in the same clause."""


@cache
def _before() -> re.Pattern[str]:
    return re.compile(rf"({longest_first(load('deadlines')['hedges_before'])})[^，。；：\n]{{0,10}}$")


@cache
def _after() -> re.Pattern[str]:
    return re.compile(rf"[，\s]?({longest_first(load('deadlines')['hedges_after'])})")


def find_hedge(plain: str, candidate: Candidate) -> str:
    """The word that loosens the limit; empty where none does."""
    inside = candidate.groups.get("hedge")
    if inside:
        return inside
    before = _before().search(plain, max(candidate.sentence[0], candidate.start - _FURTHEST), candidate.start)
    found = before or _after().match(plain, candidate.end, candidate.sentence[1])
    return found[1] if found else ""
