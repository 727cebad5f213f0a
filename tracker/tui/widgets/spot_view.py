"""A page's lines with a cursor that goes from one thing that can be acted on to the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from tracker.tui.spots import Place, Spot, SpottedLines

MARGIN = 2
"""Cells left of the lines: the cursor's bar stands in the first."""

CONTEXT = 2
"""Lines kept in sight beyond the cursor."""


class SpotView(ScrollView, can_focus=True):
    """Lines drawn one by one; a cursor move repaints the lines of two spots."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "move(1)", "下一条", show=False),
        Binding("up,k", "move(-1)", "上一条", show=False),
        Binding("pagedown", "page(1)", "下一屏", show=False),
        Binding("pageup", "page(-1)", "上一屏", show=False),
        Binding("home", "edge(False)", "开头", show=False),
        Binding("end", "edge(True)", "末尾", show=False),
        Binding("right", "app.focus_next", "另一栏", show=False),
        Binding("left", "app.focus_previous", "另一栏", show=False),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {"spot-view--line", "spot-view--cursor"}

    place: reactive[int] = reactive(0, init=False)
    """Which of the spots."""

    @dataclass
    class Moved(Message):
        """The cursor stands elsewhere."""

        view: SpotView

    @dataclass
    class Opened(Message):
        """Clicked twice."""

        view: SpotView

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._lines: Sequence[Content] = ()
        self._places: list[Place] = []

    @property
    def cells(self) -> int:
        """Room for the lines."""
        return max(8, self.scrollable_content_region.width - MARGIN - 1)

    @property
    def spot(self) -> Spot | None:
        """What lies under the cursor."""
        return self._places[self.place].spot if self.place < len(self._places) else None

    def show(self, lines: SpottedLines) -> None:
        """Other lines; the cursor stays on what it stood on."""
        present = self.spot
        self._lines, self._places = lines.each, sorted(lines.places, key=lambda place: place.first)
        kept = next((n for n, place in enumerate(self._places) if place.spot == present), None)
        same = kept if kept is not None else min(self.place, max(0, len(self._places) - 1))
        self.set_reactive(SpotView.place, same)
        self.virtual_size = Size(self.size.width, len(self._lines) + 1)
        self.refresh()

    def go_to(self, spot: Spot) -> None:
        """Put the cursor on a spot, where there is such a one."""
        for number, place in enumerate(self._places):
            if place.spot == spot:
                self.place = number

    # Moving

    def action_move(self, by: int) -> None:
        """To the next spot; where that is out of sight, text is not skipped but scrolled to."""
        there = self.place + by
        if not 0 <= there < len(self._places):
            self.scroll_relative(y=by, animate=False)
            return
        target, top, rows = self._places[there], self.scroll_offset.y, self.size.height
        if by > 0 and target.first >= top + rows + CONTEXT:
            self.scroll_relative(y=max(1, rows - CONTEXT), animate=False)
        elif by < 0 and target.last < top - CONTEXT:
            self.scroll_relative(y=-max(1, rows - CONTEXT), animate=False)
        else:
            self.place = there

    def action_page(self, by: int) -> None:
        """A screenful on; the cursor goes along to what is in sight."""
        rows = max(1, self.size.height - CONTEXT)
        self.scroll_relative(y=by * rows, animate=False)
        top = max(0, min(self.scroll_offset.y + by * rows, len(self._lines) - self.size.height))
        inside = [n for n, place in enumerate(self._places) if top <= place.first < top + self.size.height]
        if inside:
            self.set_reactive(SpotView.place, inside[0] if by > 0 else inside[-1])
            self.refresh()
            self.post_message(self.Moved(self))

    def action_edge(self, last: bool) -> None:
        """To the first or the last spot, and the page's very end."""
        if self._places:
            self.place = len(self._places) - 1 if last else 0
        self.scroll_to(y=len(self._lines) if last else 0, animate=False)

    def watch_place(self, old: int, new: int) -> None:
        """Repaint what the cursor leaves and enters, and keep it in sight."""
        for number in (old, new):
            if number < len(self._places):
                place = self._places[number]
                rows = place.last - place.first + 1
                self.refresh(Region(0, place.first - self.scroll_offset.y, self.size.width, rows))
        if new < len(self._places):
            self._keep_in_sight(self._places[new])
        self.post_message(self.Moved(self))

    def _keep_in_sight(self, place: Place) -> None:
        top, rows = self.scroll_offset.y, self.size.height
        if place.first < top + CONTEXT:
            self.scroll_to(y=max(0, place.first - CONTEXT), animate=False)
        elif place.last + CONTEXT >= top + rows:
            wanted = min(place.first - 1, place.last + CONTEXT + 1 - rows)
            self.scroll_to(y=max(0, wanted), animate=False)

    def on_click(self, event: events.Click) -> None:
        """A click puts the cursor there; a double one opens."""
        line = self.scroll_offset.y + event.y
        for number, place in enumerate(self._places):
            if place.first <= line <= place.last:
                self.place = number
                if event.chain > 1:
                    self.post_message(self.Opened(self))

    def on_resize(self) -> None:
        """The width of what scrolls is its own."""
        self.virtual_size = Size(self.size.width, len(self._lines) + 1)

    def on_focus(self) -> None:
        """The cursor is seen where the keys go."""
        self.refresh()
        self.post_message(self.Moved(self))

    def on_blur(self) -> None:
        """As above."""
        self.refresh()

    # Drawing

    def render_line(self, y: int) -> Strip:
        """One line; those of the spot under the cursor stand out."""
        number = self.scroll_offset.y + y
        body = self._lines[number] if number < len(self._lines) else Content("")
        here = self._places[self.place] if self.place < len(self._places) else None
        if here is not None and self.has_focus and here.first <= number <= here.last:
            return self._strip(Content("▌ ").stylize("$vermilion") + body, "spot-view--cursor")
        return self._strip(Content(" " * MARGIN) + body, "spot-view--line")

    def _strip(self, line: Content, component: str) -> Strip:
        style = self.get_visual_style(component)
        strips = Visual.to_strips(self, line, self.size.width, 1, style, apply_selection=False, pad=True)
        if not strips:
            return Strip.blank(self.size.width, style.rich_style)
        return strips[0].adjust_cell_length(self.size.width, style.rich_style)
