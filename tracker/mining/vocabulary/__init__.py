"""The field's words as data: TOML files beside this one, read once when first needed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any


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


class Finder:
    """Looks for any of many fragments; quicker than one alternation of them.

    Fragments tied to the beginning are tried there only; those that begin with a plain character go into
    a pattern of their own, whose first characters the engine looks for before it tries anything.
    """

    __slots__ = ("_anchored", "_floating")

    def __init__(self, fragments: Iterable[str]) -> None:
        anchored: list[str] = []
        plain: list[str] = []
        others: list[str] = []
        for fragment in fragments:
            for piece in alternatives(fragment):
                kind = anchored if piece.startswith("^") else plain if _PLAIN.match(piece) else others
                kind.append(piece)
        self._anchored = re.compile("|".join(anchored)) if anchored else None
        self._floating = [re.compile("|".join(pieces)) for pieces in (plain, others) if pieces]

    def search(self, text: str) -> bool:
        """Whether any fragment matches somewhere in the text."""
        if self._anchored is not None and self._anchored.match(text):
            return True
        for pattern in self._floating:  # noqa: SIM110 (a generator costs more than the search)
            if pattern.search(text):
                return True
        return False


_PLAIN = re.compile(r"[^\\^$.|?*+()\[{](?![?*{])")


def alternatives(fragment: str) -> list[str]:
    """The fragment taken apart at each | outside brackets."""
    pieces, depth, start, place = [], 0, 0, 0
    in_class = False
    while place < len(fragment):
        sign = fragment[place]
        if sign == "\\":
            place += 1
        elif in_class:
            in_class = sign != "]"
        elif sign == "[":
            in_class = True
        elif sign == "|" and depth == 0:
            pieces.append(fragment[start:place])
            start = place + 1
        else:
            depth += (sign == "(") - (sign == ")")
        place += 1
    return [*pieces, fragment[start:]]


def longest_first(words: Iterable[str]) -> str:
    """Plain words as one alternation that prefers the longest."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))
