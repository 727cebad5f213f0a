"""How wide the columns of a table are, by what stands in them, and how high its rows come out."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
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
"""Of its share: a column of texts is never narrower."""


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
        self._head_cell = style.table_head.points * TWIPS_A_POINT / 2
        self.widths = self._fitted(grid, shared([column.share for column in grid.columns], room))
        """Of the columns, in twips."""

    def height(self, row: Sequence[str]) -> float:
        """Points of one row, about."""
        lines = [count_lines(text, self._cells(size)) for text, size in zip(row, self.widths, strict=True)]
        return max(lines) * self._points * _LINE_FACTOR + _ROW_MARGIN

    def _cells(self, size: int) -> int:
        """Of text in a line."""
        return max(1, int((size - 2 * CELL_MARGIN) / (self._points * TWIPS_A_POINT / 2)))

    def _fitted(self, grid: Grid, usual: Sequence[int]) -> list[int]:
        """Columns of texts share their room by how much text they hold; a centred one keeps its own.

        By the root of it: so the rows come out lowest.
        """
        flowing = [place for place, column in enumerate(grid.columns) if not column.is_centred]
        held = {place: sum(len(row[place]) for row in grid.rows) for place in flowing}
        if len(flowing) < 2 or not any(held.values()):
            return list(usual)
        least = {
            place: max(
                round(usual[place] * _LEAST),
                round(width(grid.columns[place].heading) * self._head_cell) + 2 * CELL_MARGIN,
            )
            for place in flowing
        }
        room = sum(usual[place] for place in flowing) - sum(least.values())
        if room <= 0:
            return list(usual)
        more = shared([sqrt(held[place]) for place in flowing], room)
        found = list(usual)
        for place, size in zip(flowing, more, strict=True):
            found[place] = least[place] + size
        return found
