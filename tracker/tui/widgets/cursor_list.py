"""What every list of lines with a cursor has in common: where it stands, how it moves, what is in sight."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import ClassVar, Generic, Protocol, TypeVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

MARKER = 2
"""Cells before a line, for the cursor's bar."""


class Keyed(Protocol):
    """One row."""

    @property
    def key(self) -> str:
        """Tells the row when the list is shown anew; empty where the cursor passes it over."""


RowType = TypeVar("RowType", bound=Keyed)


class CursorList(ScrollView, Generic[RowType], can_focus=True):
    """Rows from top to bottom; headings among them are passed over."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", "上一行", show=False),
        Binding("down,j", "move(1)", "下一行", show=False),
        Binding("home", "edge(False)", "第一行", show=False),
        Binding("end", "edge(True)", "最后一行", show=False),
    ]

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._rows: tuple[RowType, ...] = ()
        self._ends: list[int] = []
        """Line after each row."""
        self._cursor = 0

    def height_of(self, row: RowType) -> int:
        """Its lines."""
        return 1

    def beyond(self, by: int) -> None:
        """The cursor would go on beyond the first or last row."""

    def moved(self) -> None:
        """The cursor may stand on another row."""

    # What the page tells

    def show(self, rows: Sequence[RowType]) -> None:
        """Other rows, or the same anew; the cursor stays on its row where that is still there."""
        present = self.current.key if self.current else ""
        self._rows = tuple(rows)
        self._ends = list(accumulate(self.height_of(row) for row in self._rows))
        keys = [row.key for row in self._rows]
        if present and present in keys:
            self._cursor = keys.index(present)
        else:
            near = min(self._cursor, len(keys) - 1) if present else 0
            later = (place for place, key in enumerate(keys) if key and place >= near)
            first = (place for place, key in enumerate(keys) if key)
            self._cursor = next(later, next(first, 0))
        self._fit()
        self._keep_in_sight()
        self.moved()

    @property
    def rows(self) -> tuple[RowType, ...]:
        """All of them."""
        return self._rows

    @property
    def current(self) -> RowType | None:
        """The row under the cursor."""
        if self._cursor < len(self._rows) and self._rows[self._cursor].key:
            return self._rows[self._cursor]
        return None

    # Moving

    def action_move(self, by: int) -> None:
        """To the next row that the cursor may stand on."""
        place = self._cursor + by
        while 0 <= place < len(self._rows) and not self._rows[place].key:
            place += by
        if 0 <= place < len(self._rows):
            self.go(place)
        else:
            self.beyond(by)

    def action_edge(self, last: bool) -> None:
        """To the first or the last one that the cursor may stand on."""
        places = [place for place, row in enumerate(self._rows) if row.key]
        if places:
            self.go(places[-1 if last else 0])

    def go(self, place: int) -> None:
        """To this row."""
        self._cursor = place
        self._keep_in_sight()
        self.refresh()
        self.moved()

    def start_of(self, place: int) -> int:
        """Its first line."""
        return self._ends[place - 1] if place > 0 else 0

    def row_at(self, line: int) -> int | None:
        """The row that has this line; None below the last one."""
        return bisect_right(self._ends, line) if self._ends and line < self._ends[-1] else None

    def _keep_in_sight(self) -> None:
        if self._cursor >= len(self._rows) or not self.size.height:
            return
        # With the heading above it, where that comes right before.
        above = self._cursor - 1
        first = self.start_of(above if above >= 0 and not self._rows[above].key else self._cursor)
        last, top = self._ends[self._cursor] - 1, self.scroll_offset.y
        if first < top:
            self.scroll_to(y=first, animate=False)
        elif last >= top + self.size.height:
            self.scroll_to(y=last - self.size.height + 1, animate=False)

    def _fit(self) -> None:
        self.virtual_size = Size(self.size.width, self._ends[-1] if self._ends else 0)
        self.refresh()

    def on_resize(self) -> None:
        """Only lines scroll."""
        self._fit()
        self._keep_in_sight()

    def on_focus(self) -> None:
        """The cursor is seen where the keys go."""
        self.refresh()

    def on_blur(self) -> None:
        """As above."""
        self.refresh()

    # Drawing

    def strip(self, line: Content, component: str) -> Strip:
        """A line over the whole width, in the style of a component."""
        style = self.get_visual_style(component)
        cells = self.scrollable_content_region.width
        strips = Visual.to_strips(self, line, cells, 1, style, apply_selection=False, pad=True)
        if not strips:
            return Strip.blank(cells, style.rich_style)
        return strips[0].adjust_cell_length(cells, style.rich_style)
