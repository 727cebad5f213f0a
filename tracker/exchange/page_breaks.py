"""Where the pages of a printed list end: between entries, so that none is parted that fits on one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from tracker.exchange.layout import UNIT_PIXELS
from tracker.exchange.settings import PaperSettings

MOST_BREAKS: Final = 1_000
"""Excel keeps 1,026 of one sheet; where a list is longer its pages end where the program ends them."""
_PAPER: Final = (297.0, 210.0)
"""A4 landscape, in millimetres."""
_POINTS_A_MILLIMETRE: Final = 72 / 25.4
_POINTS_A_UNIT: Final = UNIT_PIXELS * 0.75
_SPARE: Final = 0.96
"""Of a page: programs differ a little in how wide and high they draw."""


def page_points(width: float, settings: PaperSettings) -> float:
    """Points of rows that a page holds once columns of this width are made to fit the paper."""
    across = (_PAPER[0] - 2 * settings.side_margin) * _POINTS_A_MILLIMETRE
    down = (_PAPER[1] - settings.top_margin - settings.bottom_margin) * _POINTS_A_MILLIMETRE
    return down * max(1.0, width * _POINTS_A_UNIT / across) * _SPARE


class PageBreaks:
    """Gathers the rows that begin a page while the list is written, from top to bottom."""

    def __init__(self, first: float, page: float) -> None:
        """What the first page holds below the title and the header, and what the others do."""
        self.first = first
        self._page = page
        self.left = first
        """Of the present page."""
        self._is_empty = True
        self._has_parts = False
        self._rows: list[int] = []

    def place(self, row: int, heights: Sequence[float], pages: Sequence[int] = ()) -> None:
        """What begins at `row` stands on one page: where it does not fit any more, on a new one.

        `pages` are those of its rows with which it goes on over further pages.
        """
        height = sum(heights[: pages[0]] if pages else heights)
        if height > self.left and not self._is_empty:
            self._rows.append(row)
            self.left = self._page
        self._is_empty = False
        self._has_parts |= len(heights) > 1
        if pages:
            self._rows += [row + page for page in pages]
            self.left = self._page - sum(heights[pages[-1] :])
        else:
            self.left -= height

    @property
    def rows(self) -> Sequence[int]:
        """None where every entry is one row, which no program parts, and where there are too many."""
        return self._rows if self._has_parts and len(self._rows) <= MOST_BREAKS else ()
