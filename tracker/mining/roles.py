"""What a stretch of text is for, and the words of headings and sentences that say so."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from tracker.mining.vocabulary import Lexicon, Words, any_of, load

_READ = 400
"""Characters of a sentence that a turn is looked for in."""


class Role(StrEnum):
    """What a stretch of text is for."""

    DIRECTIVE = "directive"
    PROBLEM = "problem"
    RESULT = "result"
    LESSON = "lesson"
    ACCOUNT = "account"
    """What somebody said about the state of things (指出, 认为)."""
    BACKGROUND = "background"
    CLOSING = "closing"
    NEUTRAL = "neutral"
    CEREMONY = "ceremony"
    CRITERIA = "criteria"
    """What somebody or something has to be like for what the heading says."""
    FRAME = "frame"
    """Title, addressee, signature: around the text, not in it."""


OPEN = (Role.NEUTRAL, Role.BACKGROUND, Role.ACCOUNT)
"""Roles that leave it to numbered points whether they ask."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A sentence's role and the rule that gave it."""

    role: Role
    rule: str


@dataclass(frozen=True, slots=True)
class Sign:
    """Words that tell what a part is for, or what comes next, and how far that reaches."""

    role: Role
    scope: str
    unless: re.Pattern[str] | None


@cache
def _signs(kind: str) -> tuple[Sign, ...]:
    return tuple(
        Sign(
            Role(entry["role"]),
            entry.get("scope", "part"),
            any_of([entry["unless"]]) if "unless" in entry else None,
        )
        for entry in load("roles")[kind]
    )


@cache
def _lexicon(kind: str) -> Lexicon:
    return Lexicon({str(number): entry["any"] for number, entry in enumerate(load("roles")[kind])})


def match_sign(kind: str, words: Words) -> Sign | None:
    """The first of the signs, in their order, that the words have."""
    for number in sorted(map(int, _lexicon(kind).find(words))):
        sign = _signs(kind)[number]
        if not (sign.unless and sign.unless.search(words.text)):
            return sign
    return None


def find_turn(words: Words) -> Sign | None:
    """What the words of a sentence say comes next (“下一步”, “主要表现在”), if they turn at all."""
    return match_sign("turn", words if len(words.text) <= _READ else words.part(words.text[:_READ]))
