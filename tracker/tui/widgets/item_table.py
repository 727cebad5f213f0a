"""The list of items: a table that knows only the order of ids and fetches the rows that are seen (D8)."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from tracker.ledger.rows import ItemRow
from tracker.tui.widgets.columns import fitted, header_line, row_line

WINDOW: Final = 128
"""Rows fetched together."""

WINDOWS_KEPT: Final = 24
"""Windows in memory; the one that was looked at longest ago goes first."""

MARKER: Final = 2
"""Cells before the first column, for the cursor's bar."""


class ItemTable(ScrollView, can_focus=True):
    """Items by id, rows by window."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "item-table--header",
        "item-table--row",
        "item-table--stripe",
        "item-table--cursor",
        "item-table--cursor-blurred",
    }

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "上一项", show=False),
        Binding("down", "move(1)", "下一项", show=False),
        Binding("pageup", "page(-1)", "上一页", show=False),
        Binding("pagedown", "page(1)", "下一页", show=False),
        Binding("home", "edge(False)", "第一项", show=False),
        Binding("end", "edge(True)", "最后一项", show=False),
    ]

    cursor: reactive[int] = reactive(0, init=False)
    """Place of the cursor among the ids."""

    @dataclass
    class WindowWanted(Message):
        """Rows that are about to be seen are not there yet."""

        table: ItemTable
        window: int
        ids: tuple[int, ...]

    @dataclass
    class CursorMoved(Message):
        """Another item is under the cursor, or none."""

        table: ItemTable
        row: ItemRow | None

    @dataclass
    class Opened(Message):
        """An item was chosen with the mouse."""

        table: ItemTable

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._ids: Sequence[int] = ()
        self._windows: OrderedDict[int, dict[int, ItemRow]] = OrderedDict()
        self._wanted: set[int] = set()
        self._told: ItemRow | None = None

    # What the screen tells the table

    def show_ids(self, ids: Sequence[int]) -> None:
        """A new list; the cursor stays on its item where that is still there, else at its place."""
        present = self.current_id
        self._ids = ids
        self._windows.clear()
        self._wanted.clear()
        place = _place(ids, present, self.cursor)
        self.virtual_size = Size(self.size.width, len(ids) + 1)
        if place == self.cursor:
            self._cursor_settled()
        else:
            self.cursor = place
        self.refresh()

    def show_window(self, window: int, rows: dict[int, ItemRow]) -> None:
        """Rows that were asked for have come."""
        self._wanted.discard(window)
        self._windows[window] = rows
        while len(self._windows) > WINDOWS_KEPT:
            self._windows.popitem(last=False)
        self.refresh()
        if self.cursor // WINDOW == window:
            self._cursor_settled()

    @property
    def current_id(self) -> int | None:
        """Id of the item under the cursor."""
        return self._ids[self.cursor] if 0 <= self.cursor < len(self._ids) else None

    @property
    def current_row(self) -> ItemRow | None:
        """The item under the cursor, once its row is there."""
        return self._row(self.cursor)

    # Moving

    def action_move(self, by: int) -> None:
        """One item up or down."""
        self._go(self.cursor + by)

    def action_page(self, by: int) -> None:
        """One screenful up or down."""
        self._go(self.cursor + by * max(1, self._visible_rows - 1))

    def action_edge(self, last: bool) -> None:
        """To the first or the last item."""
        self._go(len(self._ids) - 1 if last else 0)

    def _go(self, place: int) -> None:
        if self._ids:
            self.cursor = min(max(place, 0), len(self._ids) - 1)

    def watch_cursor(self, old: int, new: int) -> None:
        """Repaint two lines and keep the cursor in sight."""
        top = self.scroll_offset.y
        for place in (old, new):
            self.refresh(Region(0, place - top + 1, self.size.width, 1))
        if new < top:
            self.scroll_to(y=new, animate=False)
        elif new >= top + self._visible_rows:
            self.scroll_to(y=new - self._visible_rows + 1, animate=False)
        self._cursor_settled()

    def _cursor_settled(self) -> None:
        row = self._row(self.cursor)
        if row is not self._told or row is None:
            self._told = row
            self.post_message(self.CursorMoved(self, row))

    async def on_click(self, event: events.Click) -> None:
        """One click moves the cursor; a double one opens."""
        place = self.scroll_offset.y + event.y - 1
        if event.y >= 1 and place < len(self._ids):
            self._go(place)
            if event.chain > 1:
                self.post_message(self.Opened(self))

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        self.virtual_size = Size(self.size.width, len(self._ids) + 1)
        self.watch_cursor(self.cursor, self.cursor)
        self.refresh()

    def on_focus(self) -> None:
        """The cursor's colour tells where the keys go."""
        self.refresh()

    def on_blur(self) -> None:
        """As above."""
        self.refresh()

    # Drawing

    @property
    def _visible_rows(self) -> int:
        return max(1, self.size.height - 1)

    def _row(self, place: int) -> ItemRow | None:
        if not 0 <= place < len(self._ids):
            return None
        window = place // WINDOW
        rows = self._windows.get(window)
        if rows is None:
            if window not in self._wanted:
                self._wanted.add(window)
                ids = tuple(self._ids[window * WINDOW : (window + 1) * WINDOW])
                self.post_message(self.WindowWanted(self, window, ids))
            return None
        self._windows.move_to_end(window)
        return rows.get(self._ids[place])

    def render_line(self, y: int) -> Strip:
        """The heading, then the rows in sight."""
        columns = fitted(self.scrollable_content_region.width - MARKER - 1)
        if y == 0:
            return self._strip(Content(" " * MARKER) + header_line(columns), "item-table--header")
        place = self.scroll_offset.y + y - 1
        if place >= len(self._ids):
            return self._strip(Content(""), "item-table--row")
        row = self._row(place)
        body = row_line(row, columns) if row is not None else Content("……").stylize("$faint")
        if place == self.cursor:
            bar = Content("▌ ").stylize("$vermilion")
            style = "item-table--cursor" if self.has_focus else "item-table--cursor-blurred"
            return self._strip(bar + body, style)
        stripe = "item-table--stripe" if place % 2 else "item-table--row"
        return self._strip(Content(" " * MARKER) + body, stripe)

    def _strip(self, line: Content, component: str) -> Strip:
        style = self.get_visual_style(component)
        strips = Visual.to_strips(self, line, self.size.width, 1, style, apply_selection=False, pad=True)
        return (
            strips[0].adjust_cell_length(self.size.width, style.rich_style)
            if strips
            else Strip.blank(self.size.width, style.rich_style)
        )


def _place(ids: Sequence[int], present: int | None, otherwise: int) -> int:
    """Where the present item stands in a new list."""
    find: Callable[[int], int] = ids.index
    if present is not None:
        try:
            return find(present)
        except ValueError:
            pass
    return min(otherwise, max(0, len(ids) - 1))
