"""抽查: a weighted draw that comes out the same on any machine from the same items and the same seed.

Each item gets the key −ln(u) / weight, u being the first eight bytes of SHA-256 of “seed LF 编号” as a
fraction above 0, and the smallest keys are drawn: a weighted sample without replacement (Efraimidis and
Spirakis 2006). The logarithm is a decimal one of 28 digits, so that no processor's rounding can tell.
"""

from __future__ import annotations

import datetime as dt
import decimal
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

NEUTRAL = 100
"""The weight of an item that nothing speaks for, in hundredths."""

FAST_PERCENT = 50
"""办结得快: so much of its time was used, or less."""
FAST = 50
VERY_FAST_PERCENT = 25
VERY_FAST = 100
EACH_EXTENSION, MOST_FOR_EXTENSIONS = 50, 150
NO_EVIDENCE_TO_SPEAK_OF = 100
"""Fewer pieces than half the measures."""
THIN_EVIDENCE = 50
"""Fewer pieces than measures."""
EACH_ROUND, MOST_FOR_ROUNDS = 100, 200
EACH_ANCESTOR, MOST_FOR_ANCESTORS = 100, 200
EACH_RETURN, MOST_FOR_RETURNS = 50, 150

_DIGITS = decimal.Context(prec=28)
_WHOLE = 1 << 64


@dataclass(frozen=True, slots=True)
class Case:
    """What is known of a closed item that may be drawn."""

    item_id: int
    number: str
    round: int
    began_on: dt.date | None
    due: dt.date | None
    closed_on: dt.date | None
    extensions: int
    measures: int
    evidence: int
    """Pieces of the present round."""
    returned: int
    """Applications returned, in all rounds."""
    ancestors: int
    """How often the same problem came up before."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A case with its weight and the grounds in words."""

    case: Case
    weight: int
    grounds: tuple[str, ...]


def weighed(case: Case) -> Weighed:
    """What speaks for looking at this item again."""
    found = [
        *_closed_fast(case),
        *_counted(case.extensions, EACH_EXTENSION, MOST_FOR_EXTENSIONS, "延期{}次"),
        *_thin_evidence(case),
        *_counted(case.round - 1, EACH_ROUND, MOST_FOR_ROUNDS, "回炉过{}次"),
        *_counted(case.ancestors, EACH_ANCESTOR, MOST_FOR_ANCESTORS, "屡改屡犯，以前出现过{}次"),
        *_counted(case.returned, EACH_RETURN, MOST_FOR_RETURNS, "销号申请被退回{}次"),
    ]
    return Weighed(case, NEUTRAL + sum(more for more, _ in found), tuple(words for _, words in found))


def size_of(population: int, percent: int) -> int:
    """How many are drawn: the ratio rounded up, at least one where there is any."""
    return -(-population * percent // 100)


def draw(cases: Sequence[Case], percent: int, seed: str) -> list[Weighed]:
    """The items drawn, in the order of their 编号."""
    everything = [weighed(case) for case in cases]
    keyed = sorted(everything, key=lambda one: (_key(seed, one), one.case.number))
    return sorted(keyed[: size_of(len(keyed), percent)], key=lambda one: one.case.item_id)


def _key(seed: str, one: Weighed) -> decimal.Decimal:
    digest = hashlib.sha256(f"{seed}\n{one.case.number}".encode()).digest()
    fraction = _DIGITS.divide(int.from_bytes(digest[:8], "big") + 1, _WHOLE)
    return _DIGITS.divide(-_DIGITS.ln(fraction), one.weight)


def _counted(times: int, each: int, most: int, words: str) -> list[tuple[int, str]]:
    return [(min(times * each, most), words.format(times))] if times > 0 else []


def _closed_fast(case: Case) -> list[tuple[int, str]]:
    if case.began_on is None or case.due is None or case.closed_on is None or case.due <= case.began_on:
        return []
    given, used = (case.due - case.began_on).days, max((case.closed_on - case.began_on).days, 0)
    percent = 100 * used // given
    if percent > FAST_PERCENT:
        return []
    more = VERY_FAST if percent <= VERY_FAST_PERCENT else FAST
    return [(more, f"销号快：时限{given}天，用了{used}天（{percent}%）")]


def _thin_evidence(case: Case) -> list[tuple[int, str]]:
    if case.evidence >= case.measures:
        return []
    more = NO_EVIDENCE_TO_SPEAK_OF if 2 * case.evidence < case.measures else THIN_EVIDENCE
    return [(more, f"佐证少：{case.measures}条措施，{case.evidence}份佐证")]
