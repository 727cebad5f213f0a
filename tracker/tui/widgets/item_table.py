"""The list of items: a table that knows the order of ids and fetches the rows in sight (decision 0017)."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from tracker.text.cells import width
from tracker.text.screen import safe_for_screen
from tracker.tui.inks import Inks
from tracker.tui.keymap import key_for
from tracker.tui.lines import Part
from tracker.tui.list_lines import Heading, ListLines
from tracker.tui.row_windows import WINDOW, RowWindows, ids_of
from tracker.tui.widgets.columns import row_line
from tracker.tui.widgets.marked_table import MarkedTable
from tracker.tui.widgets.table_header import MARKER

if TYPE_CHECKING:
    from tracker.ledger.list_rows import ListRow
    from tracker.ledger.ordering import Group

STRIPS_KEPT: Final = 400
"""Drawn lines in memory: a key repaints two of them, scrolling one."""

NO_NAME: Final = "（没有写明）"


class ItemTable(MarkedTable, can_focus=True):
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
        Binding("left", "fold(True)", "折起", show=False),
        Binding("right", "fold(False)", "展开", show=False),
    ]

    cursor: reactive[int] = reactive(0, init=False, repaint=False)
    """The line that the keys are about; its watcher repaints what changes."""

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
        row: ListRow | None

    @dataclass
    class Opened(Message):
        """An item was chosen with the mouse."""

        table: ItemTable

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._windows = RowWindows()
        self.empty_words = ""
        """Said where there are no items at all; else that the filter leaves none."""
        self._told: ListRow | None = None
        self._anchor: int | None = None
        self._is_whole = True
        self._end_wanted = False
        """The end was asked for while only the head of the list was there."""
        self._wanted_id: int | None = None
        """An item that the next list may have."""
        self._strips: OrderedDict[tuple[str, object], Strip] = OrderedDict()
        self._inks = Inks(self)

    # What the screen tells the table

    def show_ids(self, ids: Sequence[int], groups: Sequence[Group] = (), *, is_whole: bool = True) -> None:
        """A new list, or its head; the cursor stays on its item, where that is gone at its place."""
        present, before = self.current_id, self.lines
        self.lines = ListLines(ids, groups)
        self.lines.fold_as(before)
        self._windows.keep(before.ids, self.lines.ids)
        self._anchor = None
        place = self.lines.place_of(self._wanted_id, present)
        line = self.lines.line_of(place) if place is not None else min(self.cursor, len(self.lines) - 1)
        self._relaid(max(0, len(self.lines) - 1 if self._end_wanted else line))
        self._is_whole = is_whole
        self._end_wanted = self._end_wanted and not is_whole
        self._wanted_id = None if is_whole else self._wanted_id

    def go_to(self, item: int) -> None:
        """To this item, now or as soon as the list has it."""
        place = self.lines.place_of(item)
        if place is not None:
            self._go(self.lines.line_of(place))
        else:
            self._wanted_id = item

    def forget_end(self) -> None:
        """Another list is on its way, whose end nobody asked for."""
        self._end_wanted = False

    def forget_rows(self) -> None:
        """What is shown is not what is asked for any more."""
        self._windows.forget()
        self.refresh()

    def renew_rows(self) -> None:
        """What is shown may have changed: fetch it again; it stays in sight until then."""
        self._windows.renew()
        self.refresh()

    def _relaid(self, line: int) -> None:
        self.virtual_size = Size(self.size.width, len(self.lines) + 1)
        if line == self.cursor:
            self._cursor_settled()
        else:
            self.cursor = line
        self.refresh()

    def show_window(self, window: int, rows: dict[int, ListRow]) -> None:
        """Rows that were asked for have come."""
        self._windows.take(window, rows)
        widest = max((width(row.item.number) for row in rows.values()), default=0)
        self.number_cells = max(self.number_cells, widest)
        self.refresh()
        what = self.lines.at(self.cursor)
        if isinstance(what, int) and what // WINDOW == window:
            self._cursor_settled()

    def pass_over(self, window: int) -> None:
        """Rows that were asked for were not in sight any more when their turn came."""
        self._windows.pass_over(window)
        self.refresh()  # asks again where they are by now

    def is_wanted(self, window: int) -> bool:
        """Rows of it are in sight now, or the cursor's; asked by workers before they read."""
        top = self.scroll_offset.y
        edges = (self.lines.at(top), self.lines.at(min(top + self._visible_rows, len(self.lines)) - 1))
        first, last = (edge.first if isinstance(edge, Heading) else edge or 0 for edge in edges)
        is_in_sight = first // WINDOW <= window <= last // WINDOW
        what = self.lines.at(self.cursor)
        return is_in_sight or (isinstance(what, int) and what // WINDOW == window)

    @property
    def current_id(self) -> int | None:
        """Id of the item under the cursor."""
        what = self.lines.at(self.cursor)
        return self.lines.ids[what] if isinstance(what, int) else None

    @property
    def current_row(self) -> ListRow | None:
        """The item under the cursor, once its row is there."""
        what = self.lines.at(self.cursor)
        return self._row(what) if isinstance(what, int) else None

    @property
    def current_heading(self) -> Heading | None:
        """The heading of a group under the cursor."""
        what = self.lines.at(self.cursor)
        return what if isinstance(what, Heading) else None

    # Moving

    def action_move(self, by: int) -> None:
        """One line up or down."""
        self._go(self.cursor + by)

    def action_page(self, by: int) -> None:
        """One screenful up or down."""
        self._go(self.cursor + by * max(1, self._visible_rows - 1))

    def action_edge(self, last: bool) -> None:
        """To the first or the last line."""
        self._go(len(self.lines) - 1 if last else 0)
        self._end_wanted = last and not self._is_whole

    def _go(self, line: int, *, keep_anchor: bool = False) -> None:
        self._end_wanted, self._wanted_id = False, None
        if not keep_anchor:
            self._anchor = None
        if len(self.lines):
            self.cursor = min(max(line, 0), len(self.lines) - 1)

    def watch_cursor(self, old: int, new: int) -> None:
        """Repaint two lines and keep the cursor in sight."""
        top = self.scroll_offset.y
        self._repaint(old)
        self._repaint(new)
        if new < top:
            self.scroll_to(y=new, animate=False)
        elif new >= top + self._visible_rows:
            self.scroll_to(y=new - self._visible_rows + 1, animate=False)
        self._cursor_settled()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Redraw the bar at the edge, which costs as much as all lines, only where its thumb moves."""
        if self._thumb(self.vertical_scrollbar.position) != self._thumb(new_value):
            super().watch_scroll_y(old_value, new_value)
        elif round(old_value) != round(new_value):
            self.refresh(self.size.region)

    def _thumb(self, top: float) -> int:
        """Where the thumb of the bar begins, in the eighths of a cell in which it is drawn."""
        return int(8 * self.size.height * top / max(1, self.max_scroll_y))

    def _repaint(self, line: int) -> None:
        self.refresh(Region(0, line - self.scroll_offset.y + 1, self.size.width, 1))

    def _cursor_settled(self) -> None:
        row = self.current_row
        if row is not self._told or row is None:
            self._told = row
            self.post_message(self.CursorMoved(self, row))

    # Groups

    def action_fold(self, folded: bool) -> None:
        """The group of the cursor's line; where it is folded, or unfolded, already: all of them."""
        if not self.lines.groups:
            return
        line = self.lines.heading_line(self.cursor)
        heading = self.lines.at(line)
        assert isinstance(heading, Heading)
        if heading.is_folded is folded:
            self.lines.fold_all(folded=folded)
            line = self.lines.line_of(heading.first)
            line = line if folded else line - 1
        else:
            self.lines.fold(heading.name, folded=folded)
        self._anchor = None
        self._relaid(line)

    # Marks

    def action_mark(self) -> None:
        """Mark the item, or a whole group, under the cursor, and go on to the next line."""
        ids = self.lines.ids_between(self.cursor, self.cursor)
        if self.current_heading is None:
            self.marks.toggle(ids)
            self._marked()
            self._go(self.cursor + 1)
        else:
            self.mark_many(ids, self.marks.toggle)

    def mark_on(self, by: int) -> None:
        """Widen or narrow the range that is marked by so many lines."""
        if not len(self.lines):
            return
        if self._anchor is None:
            self._anchor = self.cursor
        before = self.lines.ids_between(self._anchor, self.cursor)
        self._go(self.cursor + by, keep_anchor=True)
        self.marks.set(before, marked=False)
        self.marks.set(self.lines.ids_between(self._anchor, self.cursor), marked=True)
        self._marked()  # the line before has been repainted by leaving it

    def _marked(self) -> None:
        """Only the cursor's line shows it."""
        self._repaint(self.cursor)
        self.post_message(self.MarksChanged(self))

    # The mouse

    async def on_click(self, event: events.Click) -> None:
        """One click moves the cursor, two open; on the left edge, or with Ctrl or Shift held, it marks."""
        line = self.scroll_offset.y + event.y - 1
        if event.y < 1:
            self.clicked_header(event)
            return
        if line >= len(self.lines):
            return
        before = self.cursor
        self._go(line)
        if event.shift:
            self.mark_many(self.lines.ids_between(before, line), partial(self.marks.set, marked=True))
        elif event.x < MARKER or event.ctrl:
            self.mark_many(self.lines.ids_between(line, line), self.marks.toggle)
        elif (heading := self.current_heading) is not None:
            self.action_fold(not heading.is_folded)
        elif event.chain > 1:
            self.post_message(self.Opened(self))

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        self.virtual_size = Size(self.size.width, len(self.lines) + 1)
        self._strips.clear()
        self.watch_cursor(self.cursor, self.cursor)
        self.refresh()

    def on_focus(self) -> None:
        """The cursor's colour tells where the keys go."""
        self.refresh()

    def on_blur(self) -> None:
        """As above."""
        self.refresh()

    def notify_style_update(self) -> None:
        """Another theme."""
        self._strips.clear()
        self._inks.forget()
        super().notify_style_update()

    # Drawing

    @property
    def _visible_rows(self) -> int:
        return max(1, self.size.height - 1)

    def _row(self, place: int) -> ListRow | None:
        ids = self.lines.ids
        window = self._windows.ask_for(place)
        if window is not None:
            self.post_message(self.WindowWanted(self, window, ids_of(window, ids)))
        return self._windows.row(place, ids)

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines as they were drawn before, with all that was worked out for them.

        Textual's own way wraps every line anew whenever the list scrolls, and so divides, filters and
        encodes all of them again. It does so for borders, padding and tints, which the table has not.
        """
        background, filters = self.background_colors[1], self.get_line_filters()
        strips = [self.render_line(y) for y in crop.line_range]
        for line_filter in filters:
            strips = [strip.apply_filter(line_filter, background) for strip in strips]
        if crop.column_span != (0, self.size.width):
            strips = [strip.crop(*crop.column_span) for strip in strips]
        return strips

    def render_line(self, y: int) -> Strip:
        """The heading, then the lines in sight."""
        if y == 0:
            heading = (self.order, self.is_descending, self.fitted_for)
            return self._strip("item-table--header", heading, self.header_parts)
        line = self.scroll_offset.y + y - 1
        has_cursor = line == self.cursor
        style = "item-table--stripe" if line % 2 else "item-table--row"
        if has_cursor and len(self.lines):
            style = "item-table--cursor" if self.has_focus else "item-table--cursor-blurred"
        what = self.lines.at(line)
        if isinstance(what, Heading):
            return self._strip(style, what, lambda: _edge(has_cursor) + _heading_line(what))
        if what is None:
            is_empty = line == 1 and not len(self.lines)
            told = self.empty_words or f"没有符合条件的事项，按 {key_for('search')} 改筛选条件"
            parts: list[Part] = [(f"    {told}", "$muted")] if is_empty else []
            return self._strip("item-table--row", (is_empty, told), lambda: parts)
        row = self._row(what)
        if row is None:
            return self._strip(style, None, lambda: [*_edge(has_cursor), ("……", "$faint")])
        is_marked = row.item.id in self.marks
        said = (row, is_marked, self.fitted_for)
        return self._strip(style, said, lambda: _edge(has_cursor, is_marked) + row_line(row, self.columns()))

    def _strip(self, style: str, said: object, parts: Callable[[], list[Part]]) -> Strip:
        """The line that says this in this style, drawn once."""
        strip = self._strips.get((style, said))
        if strip is None:
            strip = self._strips[style, said] = self._inks.strip(parts(), style, self.size.width)
            while len(self._strips) > STRIPS_KEPT:
                self._strips.popitem(last=False)
        return strip


def _edge(has_cursor: bool, is_marked: bool = False) -> list[Part]:
    """The cursor's bar, and a star for a mark."""
    return [("▌" if has_cursor else " ", "$vermilion"), ("*" if is_marked else " ", "bold $vermilion")]


def _heading_line(heading: Heading) -> list[Part]:
    sign = "▸" if heading.is_folded else "▾"
    name = safe_for_screen(heading.name[:200]) or NO_NAME
    return [(f"{sign} ", "$vermilion"), (name, "bold $foreground"), (f"  {heading.count} 项", "$muted")]
