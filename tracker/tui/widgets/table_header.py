"""The table's heading line under the mouse: a click sorts, dragging the edge of a column makes it wider.

What finds no room is passed to: columns go by on the left, 编号 stays.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from textual import events
from textual.message import Message
from textual.scroll_view import ScrollView

from tracker.tui.column_layout import TITLE, ColumnLayout
from tracker.tui.lines import Part
from tracker.tui.widgets.columns import GAP, Shown, default_layout, fitted, furthest, header_line, order_of

MARKER: Final = 2
"""Cells before the first column, for the cursor's bar and the marks."""

BEFORE, BEYOND = "‹", "›"
"""At an end of the heading line: there is more to that side."""


@dataclass(slots=True)
class _Drag:
    """An edge that is held with the mouse."""

    key: str
    """The column that grows or shrinks."""
    sign: int
    """-1 where it stands right of the edge."""
    begun_at: int
    cells: int
    """Its width then."""
    has_moved: bool = False


class TableHeader(ScrollView):
    """What a table of columns knows about them."""

    @dataclass
    class SortWanted(Message):
        """A heading was clicked."""

        order: str

    @dataclass
    class ColumnsDragged(Message):
        """A column was made wider or narrower."""

        layout: ColumnLayout

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.column_layout = default_layout()
        self.order = ""
        """What the list is sorted by; empty for its usual order."""
        self.is_descending = False
        self._drag: _Drag | None = None
        self.number_cells = 0
        """Of the widest 编号 that was seen."""
        self._passed = 0
        """Columns that have gone by on the left."""
        self._fitted: tuple[tuple[ColumnLayout, int, int, int], list[Shown]] | None = None

    def columns(self) -> list[Shown]:
        """The columns as they fit now."""
        wanted = self.fitted_for
        if self._fitted is None or self._fitted[0] != wanted:
            layout, cells, number, passed = wanted
            self._fitted = (wanted, fitted(layout.beyond(passed), cells, number=number))
        return self._fitted[1]

    @property
    def fitted_for(self) -> tuple[ColumnLayout, int, int, int]:
        """What the widths of columns hang on: the bar at the edge comes and goes with the list's length."""
        cells = self.scrollable_content_region.width - MARKER - 1
        return self.column_layout, cells, self.number_cells, self._passed

    # To the side

    def pass_columns(self, by: int) -> None:
        """Let so many go by, or come back."""
        layout, cells, number, before = self.fitted_for
        self._passed = max(0, min(before + by, furthest(layout, cells, number=number)))
        self.refresh()

    def on_resize(self) -> None:
        """With more room fewer have to go by."""
        if self._passed:
            self.pass_columns(0)

    @property
    def _is_more_beyond(self) -> bool:
        return len(self.columns()) < len(self.column_layout.beyond(self._passed).places)

    def header_parts(self) -> list[Part]:
        """The headings, and at either end whether there is more to that side."""
        columns = self.columns()
        heading = header_line(columns, self.order, descending=self.is_descending)
        before = f"{BEFORE if self._passed else '':{MARKER}}"
        parts = [(before, "bold $vermilion"), (heading, "")]
        if self._is_more_beyond:
            last = columns[-1]
            gap = self.fitted_for[1] - last.start - last.cells
            parts.append((" " * gap + BEYOND, "bold $vermilion"))
        return parts

    def on_mouse_scroll_right(self, event: events.MouseScrollRight) -> None:
        """A wheel that tilts, or two fingers."""
        self._wheel(event, 1)

    def on_mouse_scroll_left(self, event: events.MouseScrollLeft) -> None:
        """And back."""
        self._wheel(event, -1)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """With Shift held: to the right."""
        if event.shift:
            self._wheel(event, 1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """With Shift held: to the left."""
        if event.shift:
            self._wheel(event, -1)

    def _wheel(self, event: events.MouseEvent, by: int) -> None:
        event.stop()
        event.prevent_default()
        self.pass_columns(by)

    # The mouse on the heading line

    def clicked_header(self, event: events.Click) -> None:
        """Sort by the column, unless its edge or a sign at the end was meant."""
        if event.x < MARKER or event.x > MARKER + self.fitted_for[1] - 1:
            self.pass_columns(-1 if event.x < MARKER else 1)
        elif self._edge_at(event.x) is None:
            for shown in self.columns():
                if shown.start <= event.x - MARKER < shown.start + shown.cells:
                    self.post_message(self.SortWanted(order_of(shown.column.key)))

    def _edge_at(self, x: int) -> _Drag | None:
        """The edge between two columns at a cell of the heading line."""
        columns = self.columns()
        for left, right in pairwise(columns):
            end = MARKER + left.start + left.cells
            if end <= x < end + GAP:
                if left.column.key == TITLE:
                    return _Drag(right.column.key, -1, x, right.cells)
                return _Drag(left.column.key, 1, x, left.cells)
        return None

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold of an edge."""
        if event.y == 0 and (drag := self._edge_at(event.x)) is not None:
            event.stop()
            self._drag = drag
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Move it."""
        drag = self._drag
        if drag is not None:
            event.stop()
            by = (event.x - drag.begun_at) * drag.sign
            drag.has_moved = drag.has_moved or by != 0
            self.column_layout = self.column_layout.widened(drag.key, by, drag.cells)
            self.refresh()

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Let go of it."""
        drag, self._drag = self._drag, None
        if drag is not None:
            event.stop()
            self.release_mouse()
            if drag.has_moved:
                self.post_message(self.ColumnsDragged(self.column_layout))
