"""Lines of any height with a cursor, drawn as they come into sight; more are asked for near the end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Protocol

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.strip import Strip

from tracker.tui.widgets.cursor_list import MARKER, CursorList

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


class RowList(CursorList[ListedRow]):
    """Rows from top to bottom."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"row-list--row", "row-list--cursor", "row-list--cursor-blurred"}

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pageup", "page(-1)", "上一屏", show=False),
        Binding("pagedown", "page(1)", "下一屏", show=False),
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
        self._told: ListedRow | None = None

    def height_of(self, row: ListedRow) -> int:
        """Its lines."""
        return row.height

    # Moving

    def go_to(self, key: str) -> None:
        """To the row of this key, where there is one."""
        place = next((place for place, row in enumerate(self._rows) if row.key == key), None)
        if place is not None:
            self.go(place)

    def beyond(self, by: int) -> None:
        """What stands there and cannot be chosen comes into sight."""
        self.scroll_relative(y=by, animate=False)

    def action_page(self, by: int) -> None:
        """One screenful up or down."""
        rows = max(1, self.size.height - 1)
        line = max(0, self.start_of(self._cursor) + by * rows)
        place = self.row_at(line)
        self.go(self._landing(len(self._rows) - 1 if place is None else place, by))

    def _landing(self, place: int, by: int) -> int:
        """The nearest row from there on, in that direction first, that the cursor may stand on."""
        before = [n for n in range(place, -1, -1) if self._rows[n].key][:1] if self._rows else []
        after = [n for n in range(place, len(self._rows)) if self._rows[n].key][:1]
        found = [*after, *before] if by > 0 else [*before, *after]
        return found[0] if found else self._cursor

    def moved(self) -> None:
        """Tell whose turn it is."""
        if self.current is not self._told:
            self._told = self.current
            self.post_message(self.Moved(self, self.current))

    def go(self, place: int) -> None:
        """To this row; near the end more are wanted."""
        if place >= len(self._rows):
            return
        super().go(place)
        if place >= len(self._rows) - NEAR_END:
            self.post_message(self.MoreWanted(self))

    def on_click(self, event: events.Click) -> None:
        """A click puts the cursor there, a second one opens."""
        place = self.row_at(self.scroll_offset.y + event.y)
        if place is not None and self._rows[place].key:
            self.go(place)
            if event.chain > 1:
                self.post_message(self.Opened(self, self._rows[place]))

    # Drawing

    def render_line(self, y: int) -> Strip:
        """One line in sight."""
        line = self.scroll_offset.y + y
        place = self.row_at(line)
        if place is None:
            return self.strip(Content(""), "row-list--row")
        row = self._rows[place]
        cells = max(1, self.scrollable_content_region.width - (MARKER if row.key else 0))
        body = row.lines(cells)[line - self.start_of(place)]
        if not row.key:
            return self.strip(body, "row-list--row")
        if place != self._cursor:
            return self.strip(Content(" " * MARKER) + body, "row-list--row")
        style = "row-list--cursor" if self.has_focus else "row-list--cursor-blurred"
        return self.strip(Content("▌ ").stylize("$vermilion") + body, style)
