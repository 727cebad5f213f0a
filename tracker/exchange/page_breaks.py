"""Where the pages of a printed list end: between its entries, whose merged cells programs cut through."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from tracker.exchange.layout import UNIT_PIXELS
from tracker.exchange.settings import PAPERS, PaperSettings, Sheet

MOST_BREAKS: Final = 1_000
"""Excel keeps 1,026 of one sheet; where a list is longer its pages end where the program ends them."""
_POINTS_A_MILLIMETRE: Final = 72 / 25.4
_POINTS_A_UNIT: Final = UNIT_PIXELS * 0.75
_SPARE: Final = 0.96
"""Of a page: programs differ a little in how wide and high they draw."""


def paper_for(width: float, settings: PaperSettings) -> Sheet:
    """The smallest paper on which columns of this width keep their size, else the largest that is wanted."""
    largest = PAPERS[settings.largest_paper]
    smaller = (paper for paper in PAPERS.values() if paper.across < largest.across)
    return next((paper for paper in smaller if width * _POINTS_A_UNIT <= _across(paper, settings)), largest)


def page_points(width: float, settings: PaperSettings) -> float:
    """Points of rows that a page holds once columns of this width are made to fit the paper."""
    paper = paper_for(width, settings)
    down = (paper.down - settings.top_margin - settings.bottom_margin) * _POINTS_A_MILLIMETRE
    return down * max(1.0, width * _POINTS_A_UNIT / _across(paper, settings)) * _SPARE


def _across(paper: Sheet, settings: PaperSettings) -> float:
    return (paper.across - 2 * settings.side_margin) * _POINTS_A_MILLIMETRE


class PageBreaks:
    """Gathers the rows that begin a page while the list is written, from top to bottom.

    An entry that does not fit on the page any more begins the next one: a program that prints ends pages
    within merged cells, through the middle of a line of their text.
    """

    def __init__(self, first: float, page: float) -> None:
        """Points that the first page holds below the title and the header, and that the others do."""
        self.left = first
        """Of the present page."""
        self._page = page
        self._whole = first + page * (1 / _SPARE - 1)
        """What is left of the first page where nothing was kept back."""
        self._last: tuple[int, float] | None = None
        """Row and height of what was placed last, unless that begins a page."""
        self._is_empty = True
        self._rows: list[int] = []

    def place(self, row: int, heights: Sequence[float], pages: Sequence[int] = ()) -> None:
        """What begins at `row`; `pages` are those of its rows with which it goes on over further pages."""
        height = sum(heights[: pages[0]] if pages else heights)
        begins = height > self.left and not self._is_empty
        if begins:
            self._rows.append(row)
            self.left = self._page
        self._last = None if begins or pages or self._is_empty else (row, height)
        self._is_empty = False
        self._whole -= math.inf if pages else height
        self._rows += [row + page for page in pages]
        self.left = self._page - sum(heights[pages[-1] :]) if pages else self.left - height

    def close(self, height: float) -> None:
        """What stands below the list takes the last entry along where it does not fit: sums and signatures
        alone on a page say nothing. What hardly goes over one page stays on it.
        """
        if height <= self._whole:
            self._rows.clear()
        elif self._last and self.left < height <= self._page - self._last[1]:
            self._rows.append(self._last[0])

    @property
    def rows(self) -> Sequence[int]:
        """None where there are too many."""
        return self._rows if len(self._rows) <= MOST_BREAKS else ()
