"""The rows below a header, with what merged cells say in each, as a person sees them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Final

from tracker.exchange.importing.header import Header
from tracker.exchange.importing.headings import IGNORED, plain
from tracker.exchange.texts import CONTINUED, GOES_ON, SAID_ABOVE
from tracker.reading.grid import Grid, Merge

SAID_AGAIN: Final = frozenset({"同上", "同前", "〃", "″", '"', "“", "”"})
"""What people write for the text of the cell above."""
PARTICULAR: Final = "particular"
"""The field of a column in which every text is an item of its own, below one problem."""


class RowsBelow:
    """The rows of one sheet; merged cells are said where they begin."""

    def __init__(self, grid: Grid, header: Header, columns: Mapping[int, str]) -> None:
        self.grid = grid
        self.header = header
        self.columns = {
            column: "detail" if field == PARTICULAR else field for column, field in columns.items()
        }
        self.particular = next((column for column, field in columns.items() if field == PARTICULAR), None)
        """The column in which every text is an item of its own, below one problem."""
        self.headings = {head.column: head.text for head in header.heads}
        self.rows = [row for row in sorted(grid.rows) if row > header.last]
        self.width = max((head.column for head in header.heads), default=0) + 1
        self.shown: dict[int, dict[int, str]] = {}
        """Rows without what merged ranges hide."""
        self.covered: dict[tuple[int, int], int] = {}
        """For a cell that a merged range covers: the row in which that range begins."""
        self.wide: dict[int, int] = {}
        """Columns that the widest merged range of a row reaches over."""
        for merge in grid.merges:
            if merge.bottom <= header.last:
                continue
            self.wide[merge.top] = max(self.wide.get(merge.top, 0), merge.right - merge.left + 1)
            first = bisect_left(self.rows, merge.top)
            for row in self.rows[first : bisect_left(self.rows, merge.bottom + 1)]:
                self._cover(merge, row)
        self._undo_pages()

    def _undo_pages(self) -> None:
        """Our own lists part an item higher than a page: a row says 续 for its 序号, says again what is
        short and goes on with what is long. All is put back as if the cells above reached down.
        """
        ordinal = next((column for column, text in self.headings.items() if plain(text) == "序号"), None)
        if ordinal is None:
            return
        for above, row in pairwise(self.rows):
            if self.texts(row).get(ordinal) != GOES_ON:
                continue
            for column, text in list(self.texts(row).items()):
                top = self.covered.get((above, column), above)
                before = self.texts(top).get(column, "")
                if text.startswith(CONTINUED):
                    self.shown[top] = {**self.texts(top), column: before + text[len(CONTINUED) :]}
                elif text not in (GOES_ON, SAID_ABOVE, before):
                    continue
                self._reach_down(column, top, row)

    def _reach_down(self, column: int, top: int, row: int) -> None:
        """The cell in `top` is taken to cover the one in `row`, with all that this covers itself."""
        self.shown[row] = {held: text for held, text in self.texts(row).items() if held != column}
        self.covered[row, column] = top
        for low in self.rows[bisect_right(self.rows, row) :]:
            if self.covered.get((low, column)) != row:
                break
            self.covered[low, column] = top

    def _cover(self, merge: Merge, row: int) -> None:
        """Of a merged range only the first cell is seen; others may hold texts all the same."""
        texts = self.shown.get(row, self.grid.rows[row])
        held = [
            column
            for column in texts
            if merge.left <= column <= merge.right and (row, column) != (merge.top, merge.left)
        ]
        if held:
            self.shown[row] = {column: text for column, text in texts.items() if column not in held}
        if row > merge.top and (merge.left in self.headings or merge.left in self.columns):
            self.covered[row, merge.left] = merge.top

    def texts(self, row: int) -> dict[int, str]:
        """Own texts of a row that are seen."""
        return self.shown.get(row, self.grid.rows[row])

    def say_again(self, is_apart: Callable[[int, Mapping[int, str]], bool]) -> None:
        """Put the text of the cell above where a field says 同上; rows that are `is_apart` are none above.

        Where there is nothing above, 同上 stays.
        """
        for place, row in enumerate(self.rows):
            if SAID_AGAIN.isdisjoint(self.texts(row).values()):
                continue
            for column, text in list(self.texts(row).items()):
                if text not in SAID_AGAIN or self.columns.get(column, IGNORED) == IGNORED:
                    continue
                above = (high for high in reversed(self.rows[:place]) if column in self.texts(high))
                top = next((high for high in above if not is_apart(high, self.texts(high))), None)
                if top is not None:
                    self.shown[row] = {**self.texts(row), column: self.texts(top)[column]}

    def in_order(self, is_apart: Callable[[int, Mapping[int, str]], bool]) -> Sequence[int]:
        """The rows from top to bottom; what a sorting parted stands behind its own again.

        Who unmerges a list, fills its cells and sorts it leaves the measures of a problem far from each
        other, each beside the 编号 and the problem. What was written below one of them goes with it;
        rows that are `is_apart` (sections, totals, notes) stay where they are.
        """
        number, title, measures = (self.column_of(field) for field in ("number", "title", "measures"))
        if number is None or title is None or measures is None:
            return self.rows
        runs: list[list[int]] = []
        run: list[int] = []
        problem = ""
        problems: dict[tuple[str, str], tuple[list[int], set[str]]] = {}
        """By 编号 and problem: its rows, and the measures that they say."""
        for row in self.rows:
            texts = self.texts(row)
            measure = texts.get(measures, "")
            goes_on = number not in texts and texts.get(title, problem) == problem
            if run and goes_on and not is_apart(row, texts):
                run.append(row)
                continue
            problem = texts.get(title, "")
            own = (texts.get(number, ""), problem)
            known = problems.get(own)
            if known and measure and measure not in known[1]:
                run = known[0]
                known[1].add(measure)
            else:
                runs.append(run := [])
                if own[0] and measure:
                    problems.setdefault(own, (run, {measure}))
            run.append(row)
        return [row for run in runs for row in run]

    def column_of(self, field: str) -> int | None:
        return next((column for column, known in self.columns.items() if known == field), None)
