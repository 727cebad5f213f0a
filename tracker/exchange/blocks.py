"""The rows that one entry of a list takes: which cells are merged over them, and how high they are."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Generic, NamedTuple

from tracker.exchange.layout import UNIT_PIXELS, Entry, Kind, ListLayout
from tracker.exchange.page_parts import WORTH_FILLING, PageParts, Texts
from tracker.exchange.settings import Typeface
from tracker.exchange.texts import CONTINUED, GOES_ON, cell_parts
from tracker.text.cells import wrap
from tracker.text.lines import count_lines, most_lines

HIGHEST_ROW = 409.0
"""Points; Excel knows no higher row."""

TALL_BLOCK = 600.0
"""Points; a higher block hardly fits on a page of A4 landscape once it is made to fit in width."""

_TALL_BLOCK_ROW = 120.0
"""Points; where nobody knows what a page holds, a block that goes over several has low rows, to fill them."""

_PADDING = 4.0
_LOWEST_ROW = 24.0
_LINE_FACTOR = 1.45
"""Height of a line by the font's size: the Chinese fonts found in offices need 1.2 to 1.45."""
_SHORT = 24
_MOST_KNOWN = 10_000
_SPARE_LINES = 10
"""A printer breaks lines a little earlier than the screen: one line more for so many."""


class Area(NamedTuple):
    """A cell of the block, merged over its rows where it has more than one; rows count from 0."""

    column: int
    first: int
    last: int
    text: str


_new_area = tuple.__new__
"""Areas by the hundred thousand: three times as fast as by their own constructor."""


@dataclass(frozen=True, slots=True)
class Block:
    """One entry: its rows' heights in points, and its cells, which cover them without a gap."""

    heights: tuple[float, ...]
    areas: tuple[Area, ...]
    pages: tuple[int, ...] = ()
    """Its rows that begin a further page."""

    @property
    def is_tall(self) -> bool:
        """True when it goes over pages: its texts then start at the top, not in the middle."""
        return sum(self.heights) > TALL_BLOCK


class Planner(Generic[Entry]):
    """Plans the rows of a list's entries: where each text stands, and how high its rows are."""

    def __init__(self, layout: ListLayout[Entry], face: Typeface, page: float | None = None) -> None:
        """`page` is how many points of rows a page holds; without it no entry is parted."""
        self._layout = layout
        self._page = page
        self._capacities = [
            _capacity(column.width, face) if column.kind is Kind.TEXT else 0 for column in layout.columns
        ]
        """Cells of text in a line; 0: a figure, which never takes more than one."""
        self._instead = [
            GOES_ON if column.kind is Kind.NUMBER else CONTINUED if column.is_counted else ""
            for column in layout.columns
        ]
        self._line = face.points * _LINE_FACTOR
        self._parts: dict[str, list[str]] = {}
        """Of short texts, which come again and again: names, dates, states."""
        self._lines: dict[tuple[str, int], int] = {}
        """That short texts take in so many cells."""

    def _cells(self, text: str) -> list[str]:
        """The text clean, in the cells that it takes."""
        if len(text) > _SHORT:
            return cell_parts(text)
        known = self._parts.get(text)
        if known is None:
            if len(self._parts) >= _MOST_KNOWN:
                self._parts.clear()
            known = self._parts[text] = cell_parts(text)
        return known

    def plan(self, entry: Entry, ordinal: int, left: float = 0.0) -> Block:
        """The rows of one entry, where the present page has so many points `left`.

        A text too long for one cell goes on in a row below (a measure's before the next measure, an
        item's after its last). A row too high for Excel or for a page becomes several, its cells
        merged over them.
        """
        texts: Texts = [column.texts(entry, ordinal) for column in self._layout.columns]
        # Where no column that was chosen has a cell for each row, one row is enough.
        rows = 1 if max(map(len, texts)) == 1 else max(1, self._layout.rows(entry))
        block = self._planned(texts, rows)
        if self._page is None:
            return block
        first = left if left > self._page * WORTH_FILLING else self._page
        if sum(block.heights) <= first:
            return block
        parts = PageParts(self._capacities, self._instead, self._height, self._page, first)
        return _joined([self._planned(part, max(map(len, part))) for part in parts.parts(texts)])

    def _planned(self, texts: Texts, rows: int) -> Block:
        """Rows of these texts, all on one page where one can hold them."""
        cells = self._cells
        if rows == 1:
            known = self._parts
            parts = [known.get(column[0]) or cells(column[0]) for column in texts]
            if max(map(len, parts)) == 1:
                return self._single([part[0] for part in parts])
            areas = _areas([[part] for part in parts], 1)
        else:
            areas = _areas([[cells(text) for text in column] for column in texts], rows)
        return self._in_pages(self._heights(areas), areas)

    def _in_pages(self, heights: Sequence[float], areas: Sequence[Area]) -> Block:
        """The block, a row too high for Excel or for a page as several."""
        is_low = self._page is None and sum(heights) > TALL_BLOCK
        highest = _TALL_BLOCK_ROW if is_low else HIGHEST_ROW
        if max(heights) <= highest:
            return Block(tuple(map(_to_quarter, heights)), tuple(areas))
        counts = [math.ceil(height / highest) for height in heights]
        starts = [sum(counts[:row]) for row in range(len(counts))]
        return Block(
            tuple(
                _to_quarter(height / count)
                for height, count in zip(heights, counts, strict=True)
                for _ in range(count)
            ),
            tuple(
                Area(area.column, starts[area.first], starts[area.last] + counts[area.last] - 1, area.text)
                for area in areas
            ),
        )

    def _single(self, texts: Sequence[str]) -> Block:
        """Of an entry that is one row with a cell a column, as most are; several where it is too high."""
        known, most = self._lines, 1
        long_texts = []
        for text, room in zip(texts, self._capacities, strict=True):
            if not room or (len(text) * 2 <= room and "\n" not in text):
                continue
            if len(text) > _SHORT:
                long_texts.append((text, room))
                continue
            lines = known.get((text, room))
            if lines is None:
                if len(known) >= _MOST_KNOWN:
                    known.clear()
                lines = known[text, room] = count_lines(text, room)
            most = max(most, lines)
        most = most_lines(long_texts, most)
        areas = [_new_area(Area, (index, 0, 0, text)) for index, text in enumerate(texts)]
        return self._in_pages([self._height(most)], areas)

    def _height(self, lines: int) -> float:
        return max(_LOWEST_ROW, _points(lines, self._line))

    def _heights(self, areas: Sequence[Area]) -> list[float]:
        """Rows high enough for their own cells, then evenly higher for those merged over them."""
        last = max(area.last for area in areas)
        capacities = self._capacities
        lines = [count_lines(area.text, room) if (room := capacities[area.column]) else 1 for area in areas]
        heights = [_LOWEST_ROW] * (last + 1)
        for area, count in sorted(
            zip(areas, lines, strict=True), key=lambda pair: pair[0].last - pair[0].first
        ):
            rows = range(area.first, area.last + 1)
            missing = _points(count, self._line) - sum(heights[area.first : area.last + 1])
            if missing > 0:
                for row in rows:
                    heights[row] += missing / len(rows)
        return heights


def _points(lines: int, line: float) -> float:
    return (lines + lines // _SPARE_LINES) * line + _PADDING


def lines_high(text: str, width: float, face: Typeface) -> float:
    """Points that `text` needs in a column of `width`."""
    return _points(count_lines(text, _capacity(width, face)), face.points * _LINE_FACTOR)


def balanced(heading: str, width: float, face: Typeface) -> str:
    """A heading too long for its column in lines of equal length: 问题 over 类别, not 问题类 over 别."""
    lines = len(wrap(heading, _capacity(width, face), ambiguous=2))
    length = math.ceil(len(heading) / lines)
    return "\n".join(heading[start : start + length] for start in range(0, len(heading), length))


def _joined(blocks: Sequence[Block]) -> Block:
    """One below the other, each on a page of its own."""
    tops = [0, *accumulate(len(block.heights) for block in blocks)]
    return Block(
        tuple(height for block in blocks for height in block.heights),
        tuple(
            area._replace(first=top + area.first, last=top + area.last)
            for block, top in zip(blocks, tops, strict=False)
            for area in block.areas
        ),
        tuple(tops[1:-1]),
    )


def _areas(parts: Sequence[Sequence[Sequence[str]]], rows: int) -> list[Area]:
    """Cells of each column's texts, each in its parts, over so many rows of the entry."""
    by_row = [column for column in parts if len(column) > 1]
    spread = [max((len(column[row]) for column in by_row), default=1) for row in range(rows)]
    going_on = max((len(column[0]) for column in parts if len(column) == 1), default=1)
    last = sum(spread) + going_on - 2
    if last == 0:
        return [Area(index, 0, 0, column[0][0]) for index, column in enumerate(parts)]
    areas: list[Area] = []
    for index, column in enumerate(parts):
        if len(column) == 1:
            starts = [0, *range(sum(spread), last + 1)]
            areas.extend(_stacked(index, column[0], starts, last))
            continue
        for row, texts in enumerate(column):
            first = sum(spread[:row])
            end = last if row == rows - 1 else first + spread[row] - 1
            areas.extend(_stacked(index, texts, list(range(first, end + 1)), end))
    return areas


def _stacked(column: int, texts: Sequence[str], starts: Sequence[int], last: int) -> list[Area]:
    """The parts of one text below each other, the last one reaching down to `last`."""
    ends = [*(start - 1 for start in starts[1 : len(texts)]), last]
    return [Area(column, first, end, text) for text, first, end in zip(texts, starts, ends, strict=False)]


def _capacity(width: float, face: Typeface) -> int:
    """Cells of text in a column: 5 pixels of it are its rim, a cell is half the font."""
    return max(1, int((width * UNIT_PIXELS - 5) / (face.points * 2 / 3)))


def _to_quarter(points: float) -> float:
    return min(HIGHEST_ROW, math.ceil(points * 4) / 4)
