"""Where the pages of a printed list end: before and within an entry that is higher than a page."""

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
    """Gathers the rows that begin a page while the list is written, from top to bottom.

    Only what goes over several pages begins pages of its own. Where all others end is left to the program
    that prints: how much it brings on a page hangs on the fonts it has, and a break that comes too early
    leaves half of the paper empty.
    """

    def __init__(self) -> None:
        self._is_empty = True
        self._rows: list[int] = []

    def place(self, row: int, pages: Sequence[int]) -> None:
        """What begins at `row`; `pages` are those of its rows with which it goes on over further pages."""
        if pages and not self._is_empty:
            self._rows.append(row)
        self._is_empty = False
        self._rows += [row + page for page in pages]

    @property
    def rows(self) -> Sequence[int]:
        """None where there are too many."""
        return self._rows if len(self._rows) <= MOST_BREAKS else ()
