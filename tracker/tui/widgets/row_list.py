"""Lines of any height with a cursor, drawn as they come into sight; more are asked for near the end."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import ClassVar, Protocol

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

MARKER = 2
"""Cells before a line, for the cursor's bar."""

NEAR_END = 20
"""Rows before the last one at which more are asked for."""


class ListedRow(Protocol):
    """One row."""

    @property
    def key(self) -> str:
        """Tells the row when the list is shown anew; empty where the cursor passes it over."""

    @property
    def height(self) -> int:
        """Its lines."""

    def lines(self, cells: int) -> Sequence[Content]:
        """As many as its height, of so many cells at most."""


class RowList(ScrollView, can_focus=True):
    """Rows from top to bottom."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"row-list--row", "row-list--cursor", "row-list--cursor-blurred"}

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", "上一行", show=False),
        Binding("down,j", "move(1)", "下一行", show=False),
        Binding("pageup", "page(-1)", "上一屏", show=False),
        Binding("pagedown", "page(1)", "下一屏", show=False),
        Binding("home", "edge(False)", "第一行", show=False),
        Binding("end", "edge(True)", "最后一行", show=False),
    ]

    @dataclass
    class Moved(Message):
        """Another row is under the cursor, or none."""

        list: RowList
        row: ListedRow | None

    @dataclass
    class Opened(Message):
        """A row was clicked twice."""

        list: RowList
        row: ListedRow

    @dataclass
    class MoreWanted(Message):
        """The cursor comes near the end."""

        list: RowList

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._rows: tuple[ListedRow, ...] = ()
        self._ends: list[int] = []
        """Line after each row."""
        self._cursor = 0
        self._told: ListedRow | None = None

    # What the page tells

    def show(self, rows: Sequence[ListedRow]) -> None:
        """Other rows, or the same anew; the cursor stays on its row where that is still there."""
        present = self.current.key if self.current else ""
        self._rows = tuple(rows)
        self._ends = list(accumulate(row.height for row in self._rows))
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
        self._tell()

    @property
    def rows(self) -> tuple[ListedRow, ...]:
        """All of them."""
        return self._rows

    @property
    def current(self) -> ListedRow | None:
        """The row under the cursor."""
        if self._cursor < len(self._rows) and self._rows[self._cursor].key:
            return self._rows[self._cursor]
        return None

    # Moving

    def go_to(self, key: str) -> None:
        """To the row of this key, where there is one."""
        place = next((place for place, row in enumerate(self._rows) if row.key == key), None)
        if place is not None:
            self._go(place)

    def action_move(self, by: int) -> None:
        """To the next row that the cursor may stand on."""
        place = self._cursor + by
        while 0 <= place < len(self._rows) and not self._rows[place].key:
            place += by
        if 0 <= place < len(self._rows):
            self._go(place)
        else:
            self.scroll_relative(y=by, animate=False)

    def action_page(self, by: int) -> None:
        """One screenful up or down."""
        rows = max(1, self.size.height - 1)
        line = self._start(self._cursor) + by * rows
        self._go(self._landing(self._row_at(max(0, line)), by))

    def action_edge(self, last: bool) -> None:
        """To the first or the last one."""
        self._go(self._landing(len(self._rows) - 1 if last else 0, -1 if last else 1))

    def _landing(self, place: int, by: int) -> int:
        """The nearest row from there on, in that direction first, that the cursor may stand on."""
        before = [n for n in range(place, -1, -1) if self._rows[n].key][:1] if self._rows else []
        after = [n for n in range(place, len(self._rows)) if self._rows[n].key][:1]
        found = [*after, *before] if by > 0 else [*before, *after]
        return found[0] if found else self._cursor

    def _go(self, place: int) -> None:
        if place >= len(self._rows):
            return
        self._cursor = place
        self._keep_in_sight()
        self.refresh()
        self._tell()
        if place >= len(self._rows) - NEAR_END:
            self.post_message(self.MoreWanted(self))

    def _start(self, place: int) -> int:
        return self._ends[place - 1] if place > 0 else 0

    def _row_at(self, line: int) -> int:
        return min(bisect_right(self._ends, line), max(0, len(self._rows) - 1))

    def _keep_in_sight(self) -> None:
        if not self._rows or not self.size.height:
            return
        # With the heading above it, where that comes right before.
        above = self._cursor - 1
        first = self._start(above if above >= 0 and not self._rows[above].key else self._cursor)
        last, top = self._ends[self._cursor] - 1, self.scroll_offset.y
        if first < top:
            self.scroll_to(y=first, animate=False)
        elif last >= top + self.size.height:
            self.scroll_to(y=last - self.size.height + 1, animate=False)

    def _tell(self) -> None:
        if self.current is not self._told:
            self._told = self.current
            self.post_message(self.Moved(self, self.current))

    def on_click(self, event: events.Click) -> None:
        """A click puts the cursor there, a second one opens."""
        line = self.scroll_offset.y + event.y
        if self._ends and line < self._ends[-1] and self._rows[place := self._row_at(line)].key:
            self._go(place)
            if event.chain > 1:
                self.post_message(self.Opened(self, self._rows[place]))

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

    def render_line(self, y: int) -> Strip:
        """One line in sight."""
        line = self.scroll_offset.y + y
        if not self._ends or line >= self._ends[-1]:
            return self._strip(Content(""), "row-list--row")
        place = self._row_at(line)
        row = self._rows[place]
        cells = max(1, self.scrollable_content_region.width - (MARKER if row.key else 0))
        body = row.lines(cells)[line - self._start(place)]
        if not row.key:
            return self._strip(body, "row-list--row")
        if place != self._cursor:
            return self._strip(Content(" " * MARKER) + body, "row-list--row")
        style = "row-list--cursor" if self.has_focus else "row-list--cursor-blurred"
        return self._strip(Content("▌ ").stylize("$vermilion") + body, style)

    def _strip(self, line: Content, component: str) -> Strip:
        style = self.get_visual_style(component)
        cells = self.scrollable_content_region.width
        strips = Visual.to_strips(self, line, cells, 1, style, apply_selection=False, pad=True)
        if not strips:
            return Strip.blank(cells, style.rich_style)
        return strips[0].adjust_cell_length(cells, style.rich_style)
