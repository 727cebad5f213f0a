"""Reads which cues (要, 了, 不够, 启示…) a sentence has."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from tracker.mining.vocabulary import Lexicon, Words, any_of, load, longest_first

_MANY = 30
"""First signs of a list of words that are worth asking for first."""


def read_cues(sentence: Words) -> frozenset[str]:
    """The names of the cues that a sentence, given without its marker, has outside its quotes."""
    text = without_quotes(sentence.text)
    return _shared(frozenset(_lexicon().find(sentence if text is sentence.text else sentence.part(text))))


@lru_cache(maxsize=1 << 12)
def _shared(cues: frozenset[str]) -> frozenset[str]:
    """One set for all sentences that have the same cues: a long text has tens of thousands."""
    return cues


def cue_pattern(name: str) -> re.Pattern[str]:
    """What a sentence, given as to `read_cues`, matches somewhere when it has the cue."""
    return any_of(_fragments(name))


@cache
def _lexicon() -> Lexicon:
    return Lexicon({name: _fragments(name) for name in load("cues")})


def _fragments(name: str) -> list[str]:
    return [_filled(fragment) for fragment in load("cues")[name]["any"]]


@cache
def _word_lists() -> dict[str, str]:
    """What stands for ⟨verbs⟩, ⟨adverbs⟩ … in a cue's patterns."""
    return {f"⟨{name}⟩": f"(?:{_soon_told(words)})" for name, words in load("verbs").items()}


def _soon_told(words: list[str]) -> str:
    """The words; of many, a place is passed over that holds the first sign of none."""
    first = "".join(sorted({word[0] for word in words}))
    choices = longest_first(words)
    return choices if len(first) < _MANY else f"(?=[{first}])(?:{choices})"


def _filled(fragment: str) -> str:
    for name, words in _word_lists().items():
        fragment = fragment.replace(name, words)
    return fragment


@cache
def _quotes() -> re.Pattern[str]:
    return re.compile(r"《[^《》\n]{1,80}》|“[^“”\n]{1,40}(?<![。！])”")


def without_quotes(text: str) -> str:
    """The text with what stands in 《》 and “” blanked: a quoted word says nothing about the sentence."""
    if "《" not in text and "“" not in text:
        return text

    def blanked(match: re.Match[str]) -> str:
        quote = match.group()
        return quote[0] + "□" * (len(quote) - 2) + quote[-1]

    return _quotes().sub(blanked, text)
