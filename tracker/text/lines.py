"""How many lines a text takes, counted without making them: rows of a workbook need only the number."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tracker.text.cells import NO_LINE_END, NO_LINE_START, UNBROKEN, wrap

_COMMON = re.compile("[ -~\u2014\u2018-\u201d\u2026\u3000-\u303e\u4e00-\u9fff\uff01-\uff60]*")
"""Latin, one cell each, and Chinese with its signs, two cells each."""

_FIRST_ALONE = "\u2e80"
"""From here on nearly every character stands alone: a line may end on either side of it."""
_LAST_LATIN = "~"
_BLANKS = " \u3000"
_NEVER_FIRST = NO_LINE_START | frozenset(_BLANKS)
_CLOSE_BEFORE = NO_LINE_END | UNBROKEN
_CLOSE_AFTER = NO_LINE_START | UNBROKEN | {"\u3000"}


def count_lines(text: str, cells: int) -> int:
    """As `len(wrap(text, cells, ambiguous=2))`, many times as fast for Chinese with numbers and words.

    What is not Latin takes two cells, which lets the encoder measure. A text with anything else than
    Latin and Chinese is wrapped.
    """
    if "\n" in text:
        return sum(count_lines(paragraph, cells) for paragraph in text.split("\n"))
    if len(text) * 2 <= cells:
        return 1
    if not _COMMON.fullmatch(text):
        return len(wrap(text, cells, ambiguous=2))
    narrow = _narrow(text)
    if len(text) * 2 - narrow <= cells:
        return 1
    return _count(text, cells, has_narrow=narrow > 0)


def most_lines(texts: Iterable[tuple[str, int]], at_least: int = 1) -> int:
    """The most lines that any of these texts takes in its cells: only those that may be it are counted.

    Two lines that follow each other hold more together than one could: else the second would have begun in
    the first. So a text of twice what a line holds takes three lines at most, and so on.
    """
    most = at_least
    waiting: list[tuple[int, str, int]] = []
    for text, cells in texts:
        bound = len(text) * 4 // cells + 1 + 2 * text.count("\n")
        if bound > most:
            waiting.append((bound, text, cells))
    waiting.sort(key=_bound, reverse=True)
    for bound, text, cells in waiting:
        if bound <= most:
            break
        most = max(most, count_lines(text, cells))
    return most


def _bound(waiting: tuple[int, str, int]) -> int:
    return waiting[0]


def _narrow(text: str) -> int:
    return len(text.encode("ascii", "ignore"))


def _count(text: str, cells: int, *, has_narrow: bool) -> int:
    least = max(1, cells // 2)
    length = len(text)
    start, lines = 0, 1
    while length - start > least:
        end = start + least
        if has_narrow:
            end = _fitting_end(text, start, end, cells)
            if end == length:
                break
        following = _next_line(text, start, end)
        if following == length:
            break
        start = following
        lines += 1
    return lines


def _fitting_end(text: str, start: int, end: int, cells: int) -> int:
    """End of the longest run from `start` that fits; as far as `end` it does."""
    room = cells - 2 * (end - start) + _narrow(text[start:end])
    while room > 0 and end < len(text):
        more = text[end : end + max(1, room // 2)]
        room -= 2 * len(more) - _narrow(more)
        if room >= 0:
            end += len(more)
    return end


def _next_line(text: str, start: int, end: int) -> int:
    """Where the next line starts when text up to `end` fits."""
    before, after = text[end - 1], text[end]
    if (
        after >= _FIRST_ALONE
        and before >= _FIRST_ALONE
        and after not in _CLOSE_AFTER
        and before not in _CLOSE_BEFORE
    ):
        return end
    if after.isspace():
        while end < len(text) and text[end].isspace():
            end += 1
        return end
    return next((position for position in range(end, start, -1) if _may_break(text, position, start)), end)


def _may_break(text: str, position: int, start: int) -> bool:
    """As `cells.may_break` of Latin and Chinese, where only what is Latin makes words."""
    before, after = text[position - 1], text[position]
    if after in _NEVER_FIRST or before in NO_LINE_END or (before == after and after in UNBROKEN):
        return False
    if before in _BLANKS:
        return not text[start:position].isspace()
    return before > _LAST_LATIN or after > _LAST_LATIN
