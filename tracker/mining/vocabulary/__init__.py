"""The field's words as data: TOML files beside this one, read once when first needed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from tracker.mining.vocabulary.lexicon import Lexicon, Words

__all__ = ["Lexicon", "Words", "any_of", "load", "longest_first"]


@cache
def load(name: str) -> dict[str, Any]:
    """The content of `name.toml`."""
    import tomllib  # read when a text is mined, not when the package is imported

    return tomllib.loads((Path(__file__).parent / f"{name}.toml").read_text(encoding="utf-8"))


def any_of(fragments: Iterable[str]) -> re.Pattern[str]:
    """One pattern that matches whatever any fragment matches.

    Fragments are regular expressions with bounded repeats only, so that a search stays linear.
    """
    return re.compile("|".join(f"(?:{fragment})" for fragment in fragments))


def longest_first(words: Iterable[str]) -> str:
    """Plain words as one alternation that prefers the longest.

    Words that begin alike are asked for together (`完成|完善` as `完(?:成|善)`): each sign is looked at once.
    """
    rests: dict[str, list[str]] = {}
    for word in sorted(set(words)):
        if word:
            rests.setdefault(word[0], []).append(word[1:])
    return "|".join(re.escape(sign) + _rest(endings) for sign, endings in rests.items())


def _rest(endings: list[str]) -> str:
    if endings == [""]:
        return ""
    if len(endings) == 1:
        return re.escape(endings[0])
    return f"(?:{longest_first(endings)}){'?' if '' in endings else ''}"
