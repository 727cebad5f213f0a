"""A short list of lines of which some can be chosen: by arrows and Enter, or by a click."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal, Protocol

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from tracker.text.cells import width
from tracker.tui.lines import Part, assemble

MARKER = 2
"""Cells before a line, for the cursor's bar."""

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


class Choices(ScrollView, can_focus=True):
    """Lines from top to bottom; headings among them are passed over."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"choices--row", "choices--cursor"}

    IN_HAND: ClassVar[str] = ""
    """Before the line under the cursor while the keys go elsewhere; nothing where it says nothing then."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", "上一行", show=False),
        Binding("down,j", "move(1)", "下一行", show=False),
        Binding("home", "edge(False)", "第一行", show=False),
        Binding("end", "edge(True)", "最后一行", show=False),
    ]

    @dataclass
    class Chosen(Message):
        """A line was chosen."""

        row: Row

    @dataclass
    class Left(Message):
        """The cursor goes on beyond the first or last line."""

        panel: Choices
        side: Side

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._rows: tuple[Row, ...] = ()
        self._cursor = 0

    # What the page tells

    def show(self, rows: Sequence[Row]) -> None:
        """Other lines, or the same with other numbers; the cursor stays where it is."""
        present = self.current.key if self.current else ""
        self._rows = tuple(rows)
        keys = [row.key for row in self._rows]
        if present and present in keys:
            self._cursor = keys.index(present)
        else:
            self._cursor = next((place for place, key in enumerate(keys) if key), 0)
        self._fit()

    @property
    def rows(self) -> tuple[Row, ...]:
        """The lines."""
        return self._rows

    @property
    def current(self) -> Row | None:
        """The line under the cursor."""
        if self._cursor < len(self._rows) and self._rows[self._cursor].key:
            return self._rows[self._cursor]
        return None

    @property
    def has_choice(self) -> bool:
        """Whether there is anything to choose."""
        return any(row.key for row in self._rows)

    # Moving

    def action_move(self, by: int) -> None:
        """To the next line that can be chosen; beyond the last one to the next panel."""
        place = self._cursor + by
        while 0 <= place < len(self._rows) and not self._rows[place].key:
            place += by
        if 0 <= place < len(self._rows):
            self._go(place)
        else:
            self.post_message(self.Left(self, "down" if by > 0 else "up"))

    def action_edge(self, last: bool) -> None:
        """To the first or last one."""
        places = [place for place, row in enumerate(self._rows) if row.key]
        if places:
            self._go(places[-1 if last else 0])

    def to_top(self) -> None:
        """Other lines are on their way: begin at the first one."""
        self._rows, self._cursor = (), 0
        self.scroll_to(y=0, animate=False)

    def choose(self) -> None:
        """Take the line under the cursor."""
        if self.current is not None:
            self.post_message(self.Chosen(self.current))

    def on_click(self, event: events.Click) -> None:
        """A click takes the line."""
        place = self.scroll_offset.y + event.y
        if place < len(self._rows) and self._rows[place].key:
            self._go(place)
            self.choose()

    def _go(self, place: int) -> None:
        self._cursor = place
        # With the heading above it, where that comes right before.
        first = place - 1 if place and not self._rows[place - 1].key else place
        top = self.scroll_offset.y
        if first < top:
            self.scroll_to(y=first, animate=False)
        elif place >= top + self.size.height:
            self.scroll_to(y=place - self.size.height + 1, animate=False)
        self.refresh()

    def _fit(self) -> None:
        self.virtual_size = Size(self.size.width, len(self._rows))
        self.refresh()

    def on_resize(self) -> None:
        """Only lines scroll."""
        self._fit()
        if self._cursor < len(self._rows):
            self._go(self._cursor)

    def on_focus(self) -> None:
        """The cursor is seen where the keys go."""
        self.refresh()

    def on_blur(self) -> None:
        """As above."""
        self.refresh()

    # Drawing

    def render_line(self, y: int) -> Strip:
        """One line in sight."""
        place = self.scroll_offset.y + y
        if place >= len(self._rows):
            return self._strip(Content(""), "choices--row")
        row = self._rows[place]
        cells = self.scrollable_content_region.width - (MARKER if row.key else 0)
        digits = max(width(one.number_text) for one in self._rows)
        body = assemble(*row.parts(max(cells, 1), digits))
        if not row.key:
            return self._strip(body, "choices--row")
        if place == self._cursor and self.has_focus:
            return self._strip(Content("▌ ").stylize("$vermilion") + body, "choices--cursor")
        marker = self.IN_HAND if place == self._cursor else ""
        return self._strip(Content(marker.ljust(MARKER)).stylize("$vermilion") + body, "choices--row")

    def _strip(self, line: Content, component: str) -> Strip:
        style = self.get_visual_style(component)
        cells = self.scrollable_content_region.width
        strips = Visual.to_strips(self, line, cells, 1, style, apply_selection=False, pad=True)
        if not strips:
            return Strip.blank(cells, style.rich_style)
        return strips[0].adjust_cell_length(cells, style.rich_style)
