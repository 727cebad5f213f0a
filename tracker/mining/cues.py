"""Reads which cues (要, 了, 不够, 启示…) a sentence has."""

from __future__ import annotations

import re
from functools import cache

from tracker.mining.vocabulary import Finder, Words, load, longest_first

_SELDOM = frozenset(
    [
        "description",
        "faults",
        "from-above",
        "intake",
        "label",
        "lesson",
        "nominal",
        "period",
        "praise",
        "proof",
        "purpose",
        "saying",
        "some",
    ]
)
"""Cues that most sentences do not have."""


@cache
def _finders() -> dict[str, Finder]:
    fragments = {name: list(entry["any"]) for name, entry in load("cues").items()}
    fragments["bare-directive"] = [_bare_directive()]
    return {name: Finder(parts) for name, parts in fragments.items()}


@cache
def _any_seldom() -> Finder:
    return Finder(fragment for name in _SELDOM for fragment in load("cues")[name]["any"])


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


class Cues:
    """The cues of one sentence, each looked for when it is first asked about."""

    __slots__ = ("_known", "_plain", "_words")

    def __init__(self, sentence: Words) -> None:
        """`sentence` without its marker."""
        text = without_quotes(sentence.text)
        self._words = sentence if text is sentence.text else sentence.part(text)
        self._known: dict[str, bool] = {}
        self._plain: bool | None = None
        """None of the seldom cues is there, asked once for all of them."""

    def __contains__(self, name: object) -> bool:
        if not isinstance(name, str):
            return False
        known = self._known.get(name)
        if known is None:
            seldom = name in _SELDOM
            if seldom and self._plain is None:
                self._plain = not _any_seldom().search(self._words)
            known = not (seldom and self._plain) and _finders()[name].search(self._words)
            self._known[name] = known
        return known
