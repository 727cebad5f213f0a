"""Rows of a long list, a window at a time: those that came, those asked for, and those grown old."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from tracker.ledger.list_rows import ListRow

WINDOW: Final = 128
"""Rows fetched together."""

WINDOWS_KEPT: Final = 8
"""Windows in memory; the one that was looked at longest ago goes first."""


class RowWindows:
    """What is there of a list whose order of ids is known."""

    def __init__(self) -> None:
        self._rows: OrderedDict[int, dict[int, ListRow]] = OrderedDict()
        self._wanted: set[int] = set()
        self._aged: set[int] = set()
        """Windows in sight that are to be fetched again."""

    def row(self, place: int, ids: Sequence[int]) -> ListRow | None:
        """The row at a place of the list, once it is there."""
        rows = self._rows.get(place // WINDOW)
        if rows is None:
            return None
        self._rows.move_to_end(place // WINDOW)
        return rows.get(ids[place])

    def ask_for(self, place: int) -> int | None:
        """The window that the place wants fetched, asked for by this; None where nothing is to be."""
        window = place // WINDOW
        if window in self._wanted or (window in self._rows and window not in self._aged):
            return None
        self._wanted.add(window)
        return window

    def take(self, window: int, rows: dict[int, ListRow]) -> None:
        """Rows that were asked for have come."""
        self._wanted.discard(window)
        self._aged.discard(window)
        self._rows[window] = rows
        self._rows.move_to_end(window)
        while len(self._rows) > WINDOWS_KEPT:
            self._aged.discard(self._rows.popitem(last=False)[0])

    def pass_over(self, window: int) -> None:
        """Rows that were asked for do not come: they may be asked for again."""
        self._wanted.discard(window)

    def keep(self, before: Sequence[int], ids: Sequence[int]) -> None:
        """Rows of the same items at the same places: while one types, most lists begin as the one before."""
        for window in {*self._rows, *self._wanted}:
            if ids_of(window, before) != ids_of(window, ids):
                self._rows.pop(window, None)
                self._wanted.discard(window)
                self._aged.discard(window)

    def forget(self) -> None:
        """What is there is not what is asked for any more."""
        self._rows.clear()
        self._wanted.clear()
        self._aged.clear()

    def renew(self) -> None:
        """What is there may have changed: each window is to be asked for again, and stays until it comes."""
        self._wanted.clear()
        self._aged = set(self._rows)


def ids_of(window: int, ids: Sequence[int]) -> tuple[int, ...]:
    """Ids of one window of a list."""
    return tuple(ids[window * WINDOW : (window + 1) * WINDOW])
