"""How wide the columns of a table are, by what stands in them, and how high its rows come out."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from tracker.exchange.papers.parts import Grid
from tracker.exchange.papers.style import PaperStyle
from tracker.text.cells import width
from tracker.text.lines import count_lines

TWIPS_A_POINT: Final = 20
CELL_MARGIN: Final = 70
"""Twips on either side of a cell's text."""
_LINE_FACTOR: Final = 1.3
_ROW_MARGIN: Final = 4.0
"""Points above and below a row's text."""
_LEAST: Final = 0.6
"""Of its share: a column that is empty, to be written in by hand, is never narrower."""
_LATIN_EMS: Final = 0.64
"""As wide as figures and Latin letters come out in fonts that stand in for the office's."""
_SPARE: Final = 40
"""Twips by which programs differ in what they bring on a line."""
_BETWEEN_EMS: Final = 0.25
"""Of the blank that some programs put between Chinese and figures."""
_BETWEEN: Final = re.compile(r"(?<=[!-~])(?=[^ -~])|(?<=[^ -~])(?=[!-~])")
_ENDS: Final = re.compile(r"(?<=\d年)(?=\d+月)|(?<=已逾期)(?=\d)|(?<=，)")
"""Where a line of a narrow cell is ended: 2024年|10月22日, 已逾期|112天."""
_PIECES: Final = re.compile(rf"\n|(?<=-)(?=\d+$)|{_ENDS.pattern}")
"""What stays on a line; in ZG-2024-|0001 programs end it by themselves, so it can be searched for."""
_SHORT_HEADING: Final = 3


def shared(shares: Sequence[float], room: int) -> list[int]:
    """So many twips, divided by these shares."""
    whole = sum(shares)
    found = [round(room * share / whole) for share in shares]
    found[-1] += room - sum(found)
    return found


class GridSizes:
    """Of one table in `room` twips."""

    def __init__(self, grid: Grid, style: PaperStyle, room: int) -> None:
        self._points = style.table.points
        self._head_points = style.table_head.points
        self.widths = self._fitted(grid, shared([column.share for column in grid.columns], room))
        """Of the columns, in twips."""

    def height(self, row: Sequence[str]) -> float:
        """Points of one row, about."""
        lines = [count_lines(text, self._cells(size)) for text, size in zip(row, self.widths, strict=True)]
        return max(lines) * self._points * _LINE_FACTOR + _ROW_MARGIN

    def parted(self, text: str, place: int) -> str:
        """Text of a centred column, its lines ended where they should where it does not stand on one."""
        is_whole = _widest(text.split("\n"), self._points) <= self.widths[place]
        return text if is_whole else _ENDS.sub("\n", text)

    def _cells(self, size: int) -> int:
        """Of text in a line."""
        return max(1, int((size - 2 * CELL_MARGIN) / (self._points * TWIPS_A_POINT / 2)))

    def _fitted(self, grid: Grid, usual: Sequence[int]) -> list[int]:
        """Centred columns leave what they do not need to those of texts, which share it by their texts."""
        texts = list(zip(*grid.rows, strict=True)) or [()] * len(usual)
        flowing = [place for place, column in enumerate(grid.columns) if not column.is_centred]
        alone = {place: _widest("\n".join(texts[place]).split("\n"), self._points) for place in flowing}
        if all(alone[place] <= usual[place] for place in flowing):
            return list(usual)
        found = list(usual)
        for place, column in enumerate(grid.columns):
            if column.is_centred:
                heading = _widest([_first_line(column.heading)], self._head_points)
                pieces = (piece for text in set(texts[place]) for piece in _PIECES.split(text))
                needed = max(_widest(pieces, self._points), heading)
                found[place] = min(usual[place], needed)
        room = sum(usual) - sum(size for place, size in enumerate(found) if place not in flowing)
        least = {
            place: max(
                _widest([grid.columns[place].heading], self._head_points),
                0 if any(texts[place]) else round(usual[place] * _LEAST),
            )
            for place in flowing
        }
        more = {place: max(0, alone[place] - least[place]) for place in flowing}
        room -= sum(least.values())
        if room <= 0:
            return list(usual)
        weights = {place: _weight(texts[place]) for place in flowing}
        for place, size in _shared_out(room, more, weights).items():
            found[place] = least[place] + size
        return found


def _first_line(heading: str) -> str:
    """A heading of a narrow column that is not short stands on two lines."""
    return heading if len(heading) <= _SHORT_HEADING else heading[: (len(heading) + 1) // 2]


def _widest(lines: Iterable[str], points: float) -> int:
    """Twips that the longest line takes, with the cell's margins and a little to spare."""
    return round(max(map(_ems, lines), default=0.0) * points * TWIPS_A_POINT) + 2 * CELL_MARGIN + _SPARE


def _ems(line: str) -> float:
    narrow = sum(char.isascii() for char in line)
    between = len(_BETWEEN.findall(line))
    return (width(line) - narrow) / 2 + narrow * _LATIN_EMS + between * _BETWEEN_EMS


def _weight(texts: Sequence[str]) -> float:
    """By the third root of the squares rows come out lowest, for each is as high as its longest text."""
    return math.cbrt(sum(len(text) ** 2 for text in texts))


def _shared_out(room: int, most: Mapping[int, int], weights: Mapping[int, float]) -> dict[int, int]:
    """`room` by weights; nobody gets more than it can use, unless there is more than all can."""
    found: dict[int, int] = {}
    waiting = dict(most)
    while True:
        parts = shared([weights[place] + 1 for place in waiting], room - sum(found.values()))
        offered = dict(zip(waiting, parts, strict=True))
        content = [place for place, part in offered.items() if waiting[place] <= part]
        if not content or len(content) == len(waiting):
            return found | offered
        for place in content:
            found[place] = waiting.pop(place)
