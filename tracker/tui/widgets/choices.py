"""A short list of lines of which some can be chosen: by arrows and Enter, or by a click."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal, Protocol

from textual import events
from textual.content import Content
from textual.message import Message
from textual.strip import Strip

from tracker.text.cells import width
from tracker.tui.lines import Part, assemble
from tracker.tui.widgets.cursor_list import MARKER, CursorList

Side = Literal["up", "down", "left", "right"]


class Row(Protocol):
    """One line."""

    @property
    def key(self) -> str:
        """Tells the line when it is shown anew; empty where it cannot be chosen."""

    @property
    def number_text(self) -> str:
        """Its number as shown: all numbers of a list stand in one column."""

    def parts(self, cells: int, digits: int) -> list[Part]:
        """The line, of so many cells at most, its number so many wide."""


class Choices(CursorList[Row]):
    """Lines from top to bottom, one line a row."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"choices--row", "choices--cursor"}

    IN_HAND: ClassVar[str] = ""
    """Before the line under the cursor while the keys go elsewhere; nothing where it says nothing then."""

    @dataclass
    class Chosen(Message):
        """A line was chosen."""

        row: Row

    @dataclass
    class Left(Message):
        """The cursor goes on beyond the first or last line."""

        panel: Choices
        side: Side

    @property
    def has_choice(self) -> bool:
        """Whether there is anything to choose."""
        return any(row.key for row in self._rows)

    # Moving

    def beyond(self, by: int) -> None:
        """To the next panel."""
        self.post_message(self.Left(self, "down" if by > 0 else "up"))

    def to_top(self) -> None:
        """Other lines are on their way: begin at the first one."""
        self._rows, self._ends, self._cursor = (), [], 0
        self.scroll_to(y=0, animate=False)

    def choose(self) -> None:
        """Take the line under the cursor."""
        if self.current is not None:
            self.post_message(self.Chosen(self.current))

    def on_click(self, event: events.Click) -> None:
        """A click takes the line."""
        place = self.row_at(self.scroll_offset.y + event.y)
        if place is not None and self._rows[place].key:
            self.go(place)
            self.choose()

    # Drawing

    def render_line(self, y: int) -> Strip:
        """One line in sight."""
        place = self.row_at(self.scroll_offset.y + y)
        if place is None:
            return self.strip(Content(""), "choices--row")
        row = self._rows[place]
        cells = self.scrollable_content_region.width - (MARKER if row.key else 0)
        digits = max(width(one.number_text) for one in self._rows)
        body = assemble(*row.parts(max(cells, 1), digits))
        if not row.key:
            return self.strip(body, "choices--row")
        if place == self._cursor and self.has_focus:
            return self.strip(Content("▌ ").stylize("$vermilion") + body, "choices--cursor")
        marker = self.IN_HAND if place == self._cursor else ""
        return self.strip(Content(marker.ljust(MARKER)).stylize("$vermilion") + body, "choices--row")
