"""A document as set text with marks in their places; only the lines in sight are drawn."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from tracker.text.cells import wrap_spans
from tracker.text.screen import safe_for_screen
from tracker.tui.office import Threaded

GUTTER = 2
"""Cells before the text, for the signs of marks."""

AT_ONCE = 30_000
"""Characters that are set without a thread."""

CONTEXT = 4
"""Lines kept in sight above a mark."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of the document that is marked."""

    start: int
    end: int
    style: str
    sign: str = ""
    """In the gutter of its first line."""
    sign_style: str = "$muted"
    is_current: bool = False


class DocumentView(ScrollView, Threaded, can_focus=True):
    """Scrolls with the arrows; marks are given from outside."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"document-view--text"}

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "scroll_up", "上一行", show=False),
        Binding("down", "scroll_down", "下一行", show=False),
        Binding("pageup", "page_up", "上一屏", show=False),
        Binding("pagedown", "page_down", "下一屏", show=False),
        Binding("home", "scroll_home", "开头", show=False),
        Binding("end", "scroll_end", "末尾", show=False),
    ]

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._document = ""
        self._marks: tuple[Mark, ...] = ()
        self._lines: list[tuple[int, int]] = []
        self._starts: list[int] = []
        self._set_for = 0

    def show(self, document: str, marks: Sequence[Mark]) -> None:
        """Another document."""
        self._document = document
        self._marks = tuple(marks)
        self._set_for = 0
        self._set_text()

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """Other marks in the same document."""
        self._marks = tuple(marks)
        self.refresh()
        self.go_to_current()

    def on_resize(self, event: events.Resize) -> None:
        """Set the text anew for the width."""
        self._set_text()

    def _set_text(self) -> None:
        cells = self.size.width - GUTTER - 1
        if cells < 4 or not self._document or cells == self._set_for:
            return
        self._set_for = cells
        document = self._document
        if len(document) <= AT_ONCE:
            self._text_set(wrap_spans(document, cells))
        else:
            self.in_thread(
                lambda: wrap_spans(document, cells), self._text_set, group="set", failed=self._not_set
            )

    def _not_set(self, error: BaseException) -> None:
        raise error

    def _text_set(self, lines: list[tuple[int, int]]) -> None:
        self._lines = lines
        self._starts = [start for start, _ in lines]
        self.virtual_size = Size(self.size.width, len(lines))
        self.refresh(layout=True)
        # Only when the new height is laid out can the view be scrolled that far.
        self.call_after_refresh(self.go_to_current)

    def go_to_current(self) -> None:
        """Scroll to the current mark where it is out of sight."""
        current = next((mark for mark in self._marks if mark.is_current), None)
        if current is None or not self._lines:
            return
        first = bisect_right(self._starts, current.start) - 1
        last = bisect_right(self._starts, max(current.start, current.end - 1)) - 1
        top = self.scroll_offset.y
        if first - CONTEXT < top or last + 1 > top + self.size.height - 1:
            self.scroll_to(y=max(0, first - CONTEXT), animate=False)

    def render_line(self, y: int) -> Strip:
        """One line with its marks."""
        style = self.get_visual_style("document-view--text")
        place = self.scroll_offset.y + y
        if place >= len(self._lines):
            return Strip.blank(self.size.width, style.rich_style)
        start, end = self._lines[place]
        line = self._gutter(place, start, end) + self._marked(start, end)
        strips = Visual.to_strips(self, line, self.size.width, 1, style, apply_selection=False, pad=True)
        return strips[0].adjust_cell_length(self.size.width, style.rich_style)

    def _gutter(self, place: int, start: int, end: int) -> Content:
        """▌ along the current mark, else the sign of a mark that begins here."""
        after = self._starts[place + 1] if place + 1 < len(self._starts) else len(self._document) + 1
        for mark in self._marks:
            if mark.is_current and mark.start < after and mark.end > start:
                return Content("▌ ").stylize("bold $vermilion")
        for mark in self._marks:
            if mark.sign and start <= mark.start < after:
                return Content(f"{mark.sign} ").stylize(mark.sign_style)
        return Content("  ")

    def _marked(self, start: int, end: int) -> Content:
        """The text of a line, cut at the edges of marks; a later mark lies over an earlier one."""
        touching = [mark for mark in self._marks if mark.start < end and mark.end > start]
        edges = {start, end}
        for mark in touching:
            edges.update((max(start, mark.start), min(end, mark.end)))
        places = sorted(edges)
        line = Content("")
        for left, right in pairwise(places):
            piece = Content(safe_for_screen(self._document[left:right]))
            over = [mark for mark in touching if mark.start <= left and mark.end >= right]
            if over:
                chosen = next((mark for mark in over if mark.is_current), over[-1])
                piece = piece.stylize(chosen.style)
            line += piece
        return line
