"""虚词探测: what a directive leaves out of the five, whether it can be checked, which words are empty."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from tracker.mining.findings import Deadline, Owner, Span
from tracker.mining.sentences import LONGEST_HEAD
from tracker.mining.vocabulary import Lexicon, Words, load, longest_first


@dataclass(frozen=True, slots=True)
class Assessment:
    """What a directive says and leaves out."""

    checkable: bool
    """A third person could tell done from not done."""
    missing: tuple[str, ...]
    """Which of 谁、做什么、到什么程度、何时、怎么验 it does not say."""


NOT_ASSESSED = Assessment(checkable=False, missing=())
"""Problems and results ask nobody for anything."""


@cache
def _lexicon() -> Lexicon:
    return Lexicon({name: entry["any"] for name, entry in load("concreteness").items()})


@cache
def _lead_in() -> re.Pattern[str]:
    """Who asks for it (约谈强调，…) is none of what is asked for."""
    return re.compile(r"[^，。；：“”的]{1,16}(?:要求|强调|指出|希望)[，：](?=[^，。；])")


@cache
def _weights() -> Mapping[str, float]:
    return dict(load("checkable")["weights"])


def name_signs(
    words: Words, deadline: Deadline | None, owners: Sequence[Owner], *, is_heading: bool
) -> frozenset[str]:
    """What speaks for or against a directive's being checkable, by the names of checkable.toml."""
    lead_in = _lead_in().match(words.text)
    signs = _lexicon().find(words.part(words.text[lead_in.end() :]) if lead_in else words)
    if not signs.isdisjoint(_TANGIBLE):
        signs.discard("posture")
    if deadline is not None:
        signs.add("deadline")
    if owners:
        signs.add("group-of-bodies" if all(owner.is_group for owner in owners) else "named-body")
    if is_heading:
        signs.add("heading")
    if len(words.text) > _LONG:
        signs.add("long")
    return frozenset(signs)


def assess(
    words: Words, deadline: Deadline | None, owners: Sequence[Owner], *, is_heading: bool = False
) -> Assessment:
    """Weighs deliverables, acts, counts and named bodies against words of attitude, and asks the five."""
    return _assessed(name_signs(words, deadline, owners, is_heading=is_heading))


@lru_cache(maxsize=1 << 12)
def _assessed(signs: frozenset[str]) -> Assessment:
    weights = _weights()
    says = {question: not signs.isdisjoint(answers) for question, answers in _ANSWERS.items()}
    total = sum(weights.get(sign, 0.0) for sign in signs) + weights["always"]
    is_checkable = round(total, 6) > 0  # weights that cancel out must not be weighed by rounding errors
    return Assessment(is_checkable, tuple(name for name, said in says.items() if not said))


_LONG = 50
_TANGIBLE = frozenset(["deliverable", "founding", "allotment"])
"""Beside what is to be there in the end, how it is gone about does not matter."""
_ANSWERS = {
    "谁": frozenset(["named-body", "group-of-bodies"]),
    "做什么": frozenset(["deliverable", "founding", "system", "report", "check", "act", "programme", "work"]),
    "到什么程度": frozenset(["count", "degree"]),
    "何时": frozenset(["deadline"]),
    "怎么验": frozenset(["deliverable", "founding", "report", "proof"]),
}
"""The five questions, and the signs that answer each."""


class SoftWords:
    """The list of words that commit to nothing (加大力度, 持续推进)."""

    __slots__ = ("_pattern", "words")

    def __init__(self, words: Iterable[str]) -> None:
        self.words = tuple(dict.fromkeys(words))
        self._pattern = re.compile(longest_first(self.words)) if self.words else None

    def find(self, text: str, start: int, end: int) -> tuple[Span, ...]:
        """Where they stand in `text[start:end]`, the longest where several begin at one place."""
        if self._pattern is None:
            return ()
        found = self._pattern.finditer(text, start, min(end, start + LONGEST_HEAD))
        return tuple(Span(match.group(), match.start(), match.end()) for match in found)


def soft_word_groups() -> Mapping[str, tuple[str, ...]]:
    """The words as shipped, by what they leave open (力度, 时间 …)."""
    return {name: tuple(entry["words"]) for name, entry in load("soft_words").items()}


def soft_word_meanings() -> Mapping[str, str]:
    """What each group of them leaves open, in words."""
    return {name: str(entry["means"]) for name, entry in load("soft_words").items()}


@cache
def shipped_soft_words() -> SoftWords:
    """The list that is used where an office has none of its own."""
    return SoftWords(word for words in soft_word_groups().values() for word in words)
