"""Characters of a page become lines, in the order of its columns."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from tracker.reading.joining import between
from tracker.reading.pdf.glyphs import Glyph

_SAME_LINE: Final = 0.4
"""Of the size: how far a character may stand above or below the line it belongs to."""
_WORD_GAP: Final = 0.18
_CELL_GAP: Final = 1.7
"""Of the size: a gap within a line that parts cells."""
_GUTTER: Final = 0.9
_NARROWEST_COLUMN: Final = 6
"""Widths of a character; what is narrower is a column of a table."""
_FEWEST_BESIDE: Final = 3
"""So many lines have to stand side by side before they count as columns."""
_FILLED: Final = 0.5
"""Share of a column's lines that reach its edge: running text is wrapped there, cells are short."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text and where it stands; `column` is 0 where the page has but one."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    column: int = 0


@dataclass(slots=True)
class _Row:
    """The characters of one height, from left to right, without blanks."""

    glyphs: list[Glyph]

    @property
    def size(self) -> float:
        return max(glyph.size for glyph in self.glyphs)

    def gaps(self) -> list[tuple[float, float]]:
        """Where a gutter may run through it, the margins included."""
        bounds = [(float("-inf"), self.glyphs[0].x0)]
        reach = self.glyphs[0].x1
        for glyph in self.glyphs[1:]:
            if glyph.x0 - reach >= _GUTTER * glyph.size:
                bounds.append((reach, glyph.x0))
            reach = max(reach, glyph.x1)
        return [*bounds, (reach, float("inf"))]


def lines_of(glyphs: Iterable[Glyph]) -> list[Line]:
    """The lines from the head of the page to its foot, one column after the other."""
    lines: list[Line] = []
    band: list[_Row] = []
    gutters: list[tuple[float, float]] = []
    for row in _rows(glyphs):
        met = _common(gutters, row.gaps()) if band else row.gaps()
        parts = not _inner(met, [*band, row])
        if band and parts and (_inner(gutters, band) or _inner(row.gaps(), [row])):
            lines += _drawn(band, gutters)
            band, met = [], row.gaps()
        band.append(row)
        gutters = met
    return lines + _drawn(band, gutters)


def cell_text(glyphs: Iterable[Glyph]) -> str:
    """The characters of a cell as one run of words."""
    text = ""
    for row in _rows(glyphs):
        words = _words(row.glyphs, " ")
        text = text + between(text, words) + words if text else words
    return text


def _rows(glyphs: Iterable[Glyph]) -> list[_Row]:
    rows: list[_Row] = []
    height = size = 0.0
    for glyph in sorted((g for g in glyphs if g.text.strip()), key=lambda g: -g.y):
        if rows and height - glyph.y < _SAME_LINE * max(size, glyph.size):
            rows[-1].glyphs.append(glyph)
            size = max(size, glyph.size)
        else:
            rows.append(_Row([glyph]))
            height, size = glyph.y, glyph.size
    for row in rows:
        row.glyphs = _once(sorted(row.glyphs, key=lambda g: g.x0))
    return rows


def _once(glyphs: list[Glyph]) -> list[Glyph]:
    """Without what is printed twice, a hair's breadth apart, to look bold."""
    kept: list[Glyph] = []
    for glyph in glyphs:
        near = 0.25 * glyph.size
        if not any(twin.text == glyph.text and glyph.x0 - twin.x0 < near for twin in kept[-2:]):
            kept.append(glyph)
    return kept


def _common(some: list[tuple[float, float]], others: list[tuple[float, float]]) -> list[tuple[float, float]]:
    met = []
    for a0, a1 in some:
        for b0, b1 in others:
            start, end = max(a0, b0), min(a1, b1)
            if end - start > 4:
                met.append((start, end))
    return met


def _inner(gaps: list[tuple[float, float]], rows: list[_Row]) -> list[tuple[float, float]]:
    """The gaps that have columns on both sides."""
    left = min(row.glyphs[0].x0 for row in rows)
    right = max(glyph.x1 for row in rows for glyph in row.glyphs[-1:])
    size = rows[0].size
    least = _NARROWEST_COLUMN * size
    return [
        (start, end)
        for start, end in gaps
        if start - left > least and right - end > least and end - start >= _GUTTER * size
    ]


def _drawn(band: list[_Row], gaps: list[tuple[float, float]]) -> list[Line]:
    """The lines of a band of rows: column by column where running text fills them, else row by row."""
    if not band:
        return []
    gutters = [gap for gap in _inner(gaps, band) if _parts_text(band, gap)]
    if not gutters:
        return _row_by_row(band)
    edges = [float("-inf"), *((start + end) / 2 for start, end in gutters), float("inf")]
    lines = []
    for column, (left, right) in enumerate(pairwise(edges), 1):
        for row in band:
            inside = [glyph for glyph in row.glyphs if left <= glyph.x0 < right]
            if inside:
                lines.append(_line(inside, " ", column))
    return lines


def _parts_text(band: list[_Row], gutter: tuple[float, float]) -> bool:
    beside = full = 0
    for row in band:
        left = [glyph for glyph in row.glyphs if glyph.x1 <= gutter[0] + 1]
        if left and len(left) < len(row.glyphs):
            beside += 1
            full += gutter[0] - left[-1].x1 < 2 * row.size
    return beside >= _FEWEST_BESIDE and full >= _FILLED * beside


def _row_by_row(band: list[_Row]) -> list[Line]:
    """Cells of lines that stand under each other are parted by tabs, words far apart by a blank."""
    split = [any(end - start > _CELL_GAP * row.size for start, end in row.gaps()[1:-1]) for row in band]
    return [
        _line(row.glyphs, "\t" if here and (before or after) else " ")
        for row, before, here, after in zip(band, [False, *split], split, [*split[1:], False], strict=False)
    ]


def _line(glyphs: list[Glyph], parting: str, column: int = 0) -> Line:
    sizes = sorted(glyph.size for glyph in glyphs)
    return Line(
        _words(glyphs, parting), glyphs[0].x0, glyphs[-1].x1, glyphs[0].y, sizes[len(sizes) // 2], column
    )


def _words(glyphs: list[Glyph], parting: str) -> str:
    """The characters with a blank where words part, and `parting` where cells do."""
    pieces = [glyphs[0].text]
    for before, glyph in pairwise(glyphs):
        gap = (glyph.x0 - before.x1) / max(glyph.size, before.size, 0.1)
        if gap > _CELL_GAP:
            pieces.append(parting)
        elif gap > _WORD_GAP and between(before.text, glyph.text):
            pieces.append(" ")
        pieces.append(glyph.text)
    return "".join(pieces)
