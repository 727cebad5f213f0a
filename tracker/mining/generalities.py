"""Tells the sentences that every report ends with (加强组织领导) from those that ask for something."""

from __future__ import annotations

from functools import cache

from tracker.mining.sentences import LONGEST_HEAD
from tracker.mining.vagueness import shipped_soft_words
from tracker.mining.vocabulary import load


def is_general(text: str) -> bool:
    """Whether a directive is made of general words alone and names no matter, body or day."""
    said = "".join(character for character in text if character.isalnum())
    if not said or len(said) > LONGEST_HEAD:
        return False
    words, longest = _words()
    reached = {0}
    for start in range(len(said)):
        if start in reached:
            ends = range(start + 1, min(start + longest, len(said)) + 1)
            reached.update(end for end in ends if said[start:end] in words)
    return len(said) in reached


@cache
def _words() -> tuple[frozenset[str], int]:
    """The words, and the length of the longest."""
    words = {word for group in load("generalities").values() for word in group["any"]}
    words.update(shipped_soft_words().words)
    return frozenset(words), max(map(len, words))
