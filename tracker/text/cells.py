"""Text measured in terminal cells: its width, and padding, cutting and wrapping by that width.

A Chinese character takes two cells, a Latin letter one, a combining mark none. Ambiguous characters
(“ ” — … ① ※) take one cell in most terminals and two in some East Asian set-ups: every function has
`ambiguous` for that. Text is measured as it stands; make it safe first (`tracker.text.screen`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Literal

Align = Literal["left", "center", "right"]

ELLIPSIS = "…"

NO_LINE_START = frozenset("、，。．；：？！…—～·•％‰℃）》〉】〗」』”’〕］｝／,;:?!%)]}»›⟩⟧⌉")
"""行首禁则: these never open a line."""

NO_LINE_END = frozenset("（《〈【〖「『“‘〔［｛＃￥＄£$¥№([{«‹⟨⟦⌈")
"""行尾禁则: these never close a line."""

UNBROKEN = frozenset("—…⋯─")
"""Signs made of two of the same, never parted: —— and ……."""

_JOINED = re.compile("[\u200d\ufe0f\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff]")


class _Widths(dict[str, int]):
    """Cells of each character met so far."""

    def __init__(self, ambiguous: int) -> None:
        super().__init__()
        self.ambiguous = ambiguous

    def __missing__(self, character: str) -> int:
        self[character] = cells = _character_width(character, self.ambiguous)
        return cells


_WIDTHS: dict[int, _Widths] = {1: _Widths(1), 2: _Widths(2)}


def width(text: str, ambiguous: int = 1) -> int:
    """Cells that `text` takes on one line."""
    if text.isascii() and text.isprintable():
        return len(text)
    if _JOINED.search(text):
        return sum(_joined_widths(text, ambiguous))
    return sum(map(_WIDTHS[ambiguous].__getitem__, text))


def pad(text: str, cells: int, align: Align = "left", ambiguous: int = 1) -> str:
    """Fill `text` with blanks to `cells`; longer text comes back unchanged (see `cut`)."""
    missing = cells - width(text, ambiguous)
    if missing <= 0:
        return text
    if align == "right":
        return " " * missing + text
    if align == "center":
        left = missing // 2
        return " " * left + text + " " * (missing - left)
    return text + " " * missing


def cut(text: str, cells: int, ambiguous: int = 1) -> str:
    """Shorten `text` to at most `cells`, with … where something was left out."""
    if cells <= 0:
        return ""
    # A character takes two cells at most, so that short text needs no measuring.
    if len(text) * 2 <= cells or width(text, ambiguous) <= cells:
        return text
    room = cells - width(ELLIPSIS, ambiguous)
    if room < 0:
        return ""
    used = 0
    head = text[: cells * 8]  # room for eight code points a cell: enough for any emoji sequence
    for index, taken in enumerate(_widths(head, ambiguous)):
        if taken and used + taken > room:
            return text[:index] + ELLIPSIS
        used += taken
    return head + ELLIPSIS


def wrap(text: str, cells: int, ambiguous: int = 1) -> list[str]:
    """Break `text` into lines of at most `cells`, as Chinese is set.

    Line feeds stay breaks; Latin words and numbers stay whole where they fit; punctuation keeps to
    its side (行首行尾禁则). Blanks at a break are dropped, nothing else is.
    """
    return [text[start:end] for start, end in wrap_spans(text, cells, ambiguous)]


def wrap_spans(text: str, cells: int, ambiguous: int = 1) -> list[tuple[int, int]]:
    """The lines of `wrap` as (start, end) in `text`, to carry marks over into the lines."""
    spans: list[tuple[int, int]] = []
    start = 0
    for paragraph in text.split("\n"):
        if len(paragraph) * 2 <= cells:
            spans.append((start, start + len(paragraph)))
        else:
            spans.extend((start + a, start + b) for a, b in _paragraph_lines(paragraph, cells, ambiguous))
        start += len(paragraph) + 1
    return spans


def _paragraph_lines(text: str, cells: int, ambiguous: int) -> Iterator[tuple[int, int]]:
    """Greedy lines of one paragraph; always at least one, never an empty one in between."""
    widths = _widths(text, ambiguous)
    start = 0
    found = False
    while start < len(text):
        end = _fitting_end(widths, start, cells)
        if end == len(text):
            yield start, end
            return
        following = _break_before(text, widths, start, end)
        visible = len(text[start:following].rstrip()) + start
        if visible > start:
            found = True
            yield start, visible
        start = following
    if not found:
        yield 0, 0


def _fitting_end(widths: list[int], start: int, cells: int) -> int:
    """End of the longest run from `start` that fits; takes one character even where none fits."""
    used = 0
    for index in range(start, len(widths)):
        taken = widths[index]
        if taken and used + taken > cells and index > start:
            return index
        used += taken
    return len(widths)


def _break_before(text: str, widths: list[int], start: int, end: int) -> int:
    """Where the next line starts when text up to `end` fits: blanks hang, words and signs stay whole."""
    if text[end].isspace():
        while end < len(text) and text[end].isspace():
            end += 1
        return end
    for position in range(end, start, -1):
        if widths[position] and may_break(text, position, start):
            return position
    return end


def may_break(text: str, position: int, start: int) -> bool:
    """True when a line may end before `position`."""
    after = text[position]
    if after.isspace() or after in NO_LINE_START:
        return False
    before = _base_before(text, position, start)
    if before.isspace():
        # A break behind the paragraph's indent would leave an empty line.
        return not text[start:position].isspace()
    if before in NO_LINE_END or (before == after and after in UNBROKEN):
        return False
    return not (_is_word(before) and _is_word(after))


def _base_before(text: str, position: int, start: int) -> str:
    """The character before `position`, its combining marks skipped."""
    index = position - 1
    while index > start and unicodedata.category(text[index]) in {"Mn", "Me"}:
        index -= 1
    return text[index]


def _is_word(character: str) -> bool:
    """True for what Latin words, numbers, dates and addresses are made of."""
    if character.isascii():
        return not character.isspace()
    return character.isalpha() and unicodedata.east_asian_width(character) not in {"W", "F"}


def _widths(text: str, ambiguous: int) -> list[int]:
    """Cells of each code point; what belongs to the sign before it counts 0."""
    if _JOINED.search(text):
        return _joined_widths(text, ambiguous)
    return list(map(_WIDTHS[ambiguous].__getitem__, text))


def _joined_widths(text: str, ambiguous: int) -> list[int]:
    """As `_widths` for text with emoji sequences, each counted on its first code point."""
    table = _WIDTHS[ambiguous]
    widths = [table[character] for character in text]
    base = -1  # index of the sign that following joiners belong to
    for index, character in enumerate(text):
        if base >= 0 and character == "\ufe0f":
            widths[base] = 2
        elif base >= 0 and _belongs_to_base(text, index, base):
            widths[index] = 0
            if _is_flag_letter(character):
                widths[base] = 2
                base = -1
        elif widths[index]:
            base = index
    return widths


def _belongs_to_base(text: str, index: int, base: int) -> bool:
    """True for a skin tone, the second letter of a flag and what a joiner ties to an emoji."""
    character = text[index]
    if _is_flag_letter(character):
        return index == base + 1 and _is_flag_letter(text[base])
    if "\U0001f3fb" <= character <= "\U0001f3ff":
        return _is_pictograph(text[base])
    return text[index - 1] == "\u200d" and _is_pictograph(character) and _is_pictograph(text[base])


def _is_flag_letter(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def _is_pictograph(character: str) -> bool:
    return unicodedata.category(character) == "So"


def _character_width(character: str, ambiguous: int) -> int:
    """Cells of one character standing alone."""
    if character == "\u00ad":
        return 1
    category = unicodedata.category(character)
    if category in {"Cc", "Cf", "Cs", "Mn", "Me", "Zl", "Zp"}:
        return 0
    if "\u1160" <= character <= "\u11ff" or "\ud7b0" <= character <= "\ud7ff":
        return 0  # vowels and finals of a Hangul syllable stand within their first letter
    kind = unicodedata.east_asian_width(character)
    if kind in "WF":  # "F" full-width, "W" wide
        return 2
    return ambiguous if kind == "A" else 1
