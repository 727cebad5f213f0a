"""虚词探测: what a directive leaves out of the five, whether it can be checked, which words are empty."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from tracker.mining.findings import Deadline, Owner, Span
from tracker.mining.vocabulary import Lexicon, Words, load, longest_first

_READ = 1200


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
def _weights() -> Mapping[str, float]:
    return dict(load("checkable")["weights"])


def name_signs(
    words: Words, deadline: Deadline | None, owners: Sequence[Owner], *, is_heading: bool
) -> frozenset[str]:
    """What speaks for or against a directive's being checkable, by the names of checkable.toml."""
    signs = _lexicon().find(words)
    signs.update(
        name
        for name, holds in (
            ("deadline", deadline is not None),
            ("named-body", any(not owner.is_group for owner in owners)),
            ("group-of-bodies", bool(owners) and all(owner.is_group for owner in owners)),
            ("heading", is_heading),
            ("long", len(words.text) > _LONG),
        )
        if holds
    )
    return frozenset(signs)


def assess(
    words: Words, deadline: Deadline | None, owners: Sequence[Owner], *, is_heading: bool = False
) -> Assessment:
    """Weighs deliverables, acts, counts and named bodies against words of attitude, and asks the five."""
    signs = name_signs(words, deadline, owners, is_heading=is_heading)
    weights = _weights()
    says = {
        "谁": bool(owners),
        "做什么": not signs.isdisjoint(_WHAT),
        "到什么程度": not signs.isdisjoint(_HOW_FAR),
        "何时": deadline is not None,
        "怎么验": not signs.isdisjoint(_HOW_CHECKED),
    }
    total = sum([weights.get(sign, 0.0) for sign in sorted(signs)], weights["always"])
    is_checkable = round(total, 6) > 0  # weights that cancel out must not be weighed by rounding errors
    return Assessment(is_checkable, tuple(name for name, said in says.items() if not said))


_LONG = 50
_WHAT = frozenset(["deliverable", "founding", "system", "report", "check", "act", "programme", "work"])
_HOW_FAR = frozenset(["count", "degree"])
_HOW_CHECKED = frozenset(["deliverable", "founding", "report", "proof"])


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
        found = self._pattern.finditer(text, start, min(end, start + _READ))
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
