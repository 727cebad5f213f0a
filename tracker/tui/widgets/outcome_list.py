"""The list of 批量: one line an item, with what would become of it; lines are drawn when they are seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from tracker.text.cells import cut, pad
from tracker.tui.lines import assemble
from tracker.tui.rows.bulk import BulkRow, Fate
from tracker.tui.rows.preview import WIDEST_TITLE
from tracker.tui.widgets.columns import in_cells

NUMBER = 14
"""Cells of a 编号."""

WIDE = 76
"""From so many cells the title stands between number and fate."""


class OutcomeList(ScrollView, can_focus=True):
    """Items and their fates."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "outcome-list--row",
        "outcome-list--stripe",
        "outcome-list--cursor",
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

    @dataclass
    class Moved(Message):
        """Another item is under the cursor."""

        row: BulkRow | None

    @dataclass
    class Opened(Message):
        """Clicked twice."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.rows: Sequence[BulkRow] = ()
        self.left_out: frozenset[str] = frozenset()

    @property
    def current(self) -> BulkRow | None:
        """The item under the cursor."""
        return self.rows[self.cursor] if self.cursor < len(self.rows) else None

    def show(self, rows: Sequence[BulkRow], left_out: frozenset[str]) -> None:
        """Other rows, or others left out; the cursor stays on its item where that is still there."""
        present = self.current.number if self.current else ""
        self.rows, self.left_out = rows, left_out
        kept = next((place for place, row in enumerate(rows) if row.number == present), None)
        self.virtual_size = Size(self.size.width, len(rows))
        self.set_reactive(OutcomeList.cursor, kept if kept is not None else 0)
        self._keep_in_sight()
        self.refresh()
        self.post_message(self.Moved(self.current))

    def fate_of(self, row: BulkRow) -> Fate:
        """Its fate, as long as nobody leaves it out."""
        return Fate.LEFT_OUT if row.number in self.left_out else row.fate

    def action_move(self, by: int) -> None:
        """One line up or down."""
        self._go(self.cursor + by)

    def action_page(self, by: int) -> None:
        """One screenful up or down."""
        self._go(self.cursor + by * max(1, self.size.height - 1))

    def action_edge(self, last: bool) -> None:
        """To the first or the last line."""
        self._go(len(self.rows) - 1 if last else 0)

    def _go(self, line: int) -> None:
        self.cursor = max(0, min(line, len(self.rows) - 1))

    def watch_cursor(self) -> None:
        """Tell whose turn it is."""
        self._keep_in_sight()
        self.refresh()
        self.post_message(self.Moved(self.current))

    def _keep_in_sight(self) -> None:
        top, rows = self.scroll_offset.y, max(1, self.size.height)
        if self.cursor < top:
            self.scroll_to(y=self.cursor, animate=False)
        elif self.cursor >= top + rows:
            self.scroll_to(y=self.cursor - rows + 1, animate=False)

    async def on_click(self, event: events.Click) -> None:
        """One click moves the cursor, two open."""
        line = self.scroll_offset.y + event.y
        if line < len(self.rows):
            self._go(line)
            if event.chain > 1:
                self.post_message(self.Opened())

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        self.virtual_size = Size(self.size.width, len(self.rows))
        self._keep_in_sight()

    def render_line(self, y: int) -> Strip:
        """The lines in sight."""
        place = self.scroll_offset.y + y
        if place >= len(self.rows):
            return self._strip(Content(""), "outcome-list--row")
        is_here = place == self.cursor
        style = "outcome-list--stripe" if place % 2 else "outcome-list--row"
        return self._strip(
            self._line(self.rows[place], is_here), "outcome-list--cursor" if is_here else style
        )

    def _line(self, row: BulkRow, is_here: bool) -> Content:
        fate = self.fate_of(row)
        room = self.size.width - 5 - NUMBER - 2
        title = min(WIDEST_TITLE, room * 2 // 5) if self.size.width >= WIDE else 0
        told = Fate.LEFT_OUT.word if fate is Fate.LEFT_OUT else row.words
        told = in_cells(told, room - title - (2 if title else 0))
        return assemble(
            ("▌" if is_here else " ", "$vermilion"),
            (f" {fate.sign} ", f"bold {fate.style}"),
            (pad(cut(row.number, NUMBER), NUMBER + 1), "$muted"),
            (pad(in_cells(row.title, title), title + 2) if title else "", "$foreground"),
            (told, "$foreground" if fate is Fate.POSSIBLE else fate.style),
        )

    def _strip(self, line: Content, component: str) -> Strip:
        style, cells = self.get_visual_style(component), self.size.width
        strips = Visual.to_strips(self, line, cells, 1, style, apply_selection=False, pad=True)
        if not strips:
            return Strip.blank(cells, style.rich_style)
        return strips[0].adjust_cell_length(cells, style.rich_style)
