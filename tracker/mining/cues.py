"""Reads which cues (要, 了, 不够, 启示…) a sentence has."""

from __future__ import annotations

import re
from functools import cache

from tracker.mining.vocabulary import any_of, load, longest_first

_READ = 1200
"""Cues stand in a sentence's head; the rest of an endless sentence is not read."""


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    fragments = {name: list(entry["any"]) for name, entry in load("cues").items()}
    fragments["bare-directive"] = [_bare_directive()]
    return {name: any_of(parts) for name, parts in fragments.items()}


def _bare_directive() -> str:
    verbs = load("verbs")
    openings, adverbs, acts = (longest_first(verbs[name]) for name in ("openings", "adverbs", "verbs"))
    return rf"^(?:{openings})?[，、]?(?:{adverbs}){{0,3}}(?:{acts})"


@cache
def _quotes() -> re.Pattern[str]:
    return re.compile(r"《[^《》\n]{1,80}》|“[^“”\n]{1,40}”")


def without_quotes(text: str) -> str:
    """The text with what stands in 《》 and “” blanked: a quoted word says nothing about the sentence."""
    if "《" not in text and "“" not in text:
        return text

    def blanked(match: re.Match[str]) -> str:
        quote = match.group()
        return quote[0] + "□" * (len(quote) - 2) + quote[-1]

    return _quotes().sub(blanked, text)


def read_cues(sentence: str) -> frozenset[str]:
    """Names of all cues in a sentence, its marker already taken off."""
    text = without_quotes(sentence[:_READ])
    return frozenset(name for name, pattern in _patterns().items() if pattern.search(text))
