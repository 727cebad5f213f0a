"""A mistake in a query shown at its place: the query again, and ^ under what is meant."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

from tracker.text.cells import cut, width
from tracker.text.cleaning import clean

ROOM = 70
"""Cells of the query that are shown; of a longer one the part around the place."""


Place = tuple[int, int]
"""Where in the line something starts and ends."""


class Mistake(Exception):
    """Something at a place of the line that cannot be read; `reading` makes a BadQuery of it."""

    def __init__(self, what: str, place: Place) -> None:
        self.what = what
        self.place = place
        super().__init__(what)


def pointed(line: str, place: Place) -> tuple[str, str]:
    """The line on one line, and the line that points."""
    shown = re.sub(r"\s", " ", clean(line))
    start = min(place[0], len(shown))
    end = max(start + 1, min(place[1], len(shown)))
    first, last = _window(shown, start, end)
    before = ("…" if first else "") + shown[first:start]
    picture = before + shown[start:last] + ("…" if last < len(shown) else "")
    marks = width(shown[start : min(end, last)]) or 1
    return picture.rstrip(), " " * width(before) + "^" * marks


def _window(line: str, start: int, end: int) -> tuple[int, int]:
    """What of the line is shown: all of it, or as much around the place as there is room for."""
    if width(line) <= ROOM:
        return 0, len(line)
    first = start
    while first > 0 and width(line[first - 1 : start]) <= ROOM // 3:
        first -= 1
    last = start
    while last < len(line) and width(line[first : last + 1]) <= ROOM:
        last += 1
    return first, last


def short(text: str) -> str:
    """What was typed, as much as a message has room for."""
    return cut(text, ROOM // 2)


def nearest(word: str, known: Iterable[str]) -> str:
    """`，是不是“单位”？` where something is near enough, else `，`."""
    found = difflib.get_close_matches(word, list(known), n=1, cutoff=0.5)
    return f"，是不是“{found[0]}”？" if found else "，"
