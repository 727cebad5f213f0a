"""虚词探测: what a directive leaves out of the five, whether it can be checked, which words are empty."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
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


@cache
def _lexicon() -> Lexicon:
    return Lexicon({name: entry["any"] for name, entry in load("concreteness").items()})


def assess(
    words: Words, deadline: Deadline | None, owners: tuple[Owner, ...], *, is_heading: bool = False
) -> Assessment:
    """A deliverable, a count or a deadline can be checked; so can an act, or what a named body is told,
    where it is not about attitudes.

    A heading names its group's theme: an act in it (“规范公示”) is not yet something done or not done.
    """
    found = _lexicon().find(words)
    says = {
        "谁": bool(owners),
        "做什么": bool(found & {"deliverable", "act", "work"}),
        "到什么程度": bool(found & {"count", "degree"}),
        "何时": deadline is not None,
        "怎么验": bool(found & {"deliverable", "proof"}),
    }
    checkable = deadline is not None or bool(found & {"deliverable", "count"})
    if not checkable and (owners or "act" in found):
        checkable = not is_heading and "attitude" not in found
    return Assessment(checkable, tuple(name for name, said in says.items() if not said))


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


@cache
def shipped_soft_words() -> SoftWords:
    """The list that is used where an office has none of its own."""
    return SoftWords(word for words in soft_word_groups().values() for word in words)
