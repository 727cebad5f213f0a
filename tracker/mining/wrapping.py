"""Line ends inside sentences (wrapped lines, text recognition, copies of web pages) become blanks."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from tracker.mining.outline import Hints, find_marker
from tracker.mining.sentences import Sentence

_FEWEST_LINES = 12
"""From so many lines on, lines of one length speak for a fixed page width."""
_NARROWEST, _WIDEST = 12, 60
_SLACK = 3
"""A wrapped line falls short of the width by at most so many characters."""
_LONG = 25
"""So long a line is no title, and no cell of a table."""
_STOPS = "。！？；：:…”’）)】》"


def unwrap(text: str, headings: Hints = ()) -> str:
    """The text with a blank for every line end inside a sentence; every character keeps its place.

    What the file itself calls a heading stays a line of its own.
    """
    if "\n" not in text:
        return text
    lines = text.split("\n")
    width = _page_width(lines)
    kept = _numbers_of(lines, headings) if headings else set()
    pieces = [lines[0]]
    for number, (before, after) in enumerate(pairwise(lines)):
        joins = number not in kept and number + 1 not in kept and _goes_on(before, after, width)
        pieces.append(" " if joins else "\n")
        pieces.append(after)
    return "".join(pieces)


def _numbers_of(lines: list[str], headings: Hints) -> set[int]:
    """Which lines are headings."""
    starts = {start for start, _ in headings}
    found, place = set(), 0
    for number, line in enumerate(lines):
        if place + len(line) - len(line.lstrip()) in starts:
            found.add(number)
        place += len(line) + 1
    return found


def _page_width(lines: list[str]) -> int | None:
    """The width of the page where lines are wrapped at one, else None."""
    lengths = sorted(len(line.strip()) for line in lines if line.strip())
    if len(lengths) < _FEWEST_LINES:
        return None
    width = lengths[len(lengths) * 4 // 5]
    if not _NARROWEST <= width <= _WIDEST:
        return None
    full = [line.strip() for line in lines if abs(len(line.strip()) - width) <= _SLACK]
    open_ended = sum(line[-1] not in _STOPS for line in full)
    return width if 2 * len(full) >= len(lengths) and 3 * open_ended >= 2 * len(full) else None


def _goes_on(before: str, after: str, width: int | None) -> bool:
    """The sentence of the line before goes on in the line after."""
    head, tail = before.strip(), after.strip()
    if not head or not tail or head[-1] in _STOPS or "\t" in before or "\t" in after or _opens(tail):
        return False
    if width is not None and len(head) >= width - _SLACK:
        return True
    if after[0] in " \t\u3000":
        return False
    if head[-1] in "，、":
        return True
    return len(head) >= _LONG and "，" in head and _stop().search(tail) is not None


@cache
def _stop() -> re.Pattern[str]:
    return re.compile(r"[。；！？]")


def _opens(line: str) -> bool:
    """The line begins with a number of its own."""
    begin = Sentence(0, min(len(line), 20), 0, opens_paragraph=True, closes_paragraph=False)
    marker = find_marker(line, begin)
    return marker is not None and marker.start == 0
