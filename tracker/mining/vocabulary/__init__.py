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
    """Plain words as one alternation that prefers the longest."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))
