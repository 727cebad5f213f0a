"""The pane beside or below the list: what the item under the cursor is, and what it still lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from tracker.tui.lines import Lines

if TYPE_CHECKING:
    from tracker.tui.views import Opened


class ItemPane(VerticalScroll, can_focus=False):
    """A summary that fits its place: everything where there is room, the essence where there is not."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._opened: Opened | None = None
        self._text = Static(markup=False)

    def compose(self) -> ComposeResult:
        """One text, laid out by us."""
        yield self._text

    def show(self, opened: Opened | None) -> None:
        """Another item, or none."""
        self._opened = opened
        if self.scroll_offset.y:
            self.scroll_home(animate=False)
        self._lay_out()

    def on_resize(self, event: events.Resize) -> None:
        """Lay out anew for the new width."""
        self.call_after_refresh(self._lay_out)

    def _lay_out(self) -> None:
        lines = Lines(self.scrollable_content_region.width - 1)
        if self._opened is not None:
            from tracker.tui.widgets.item_summary import summary_lines

            summary_lines(lines, self._opened, self.size.height)
        # As long as the pane holds it, the text has the pane's height, and nothing on the page moves.
        is_moving = max(len(lines), self.size.height) != self._text.size.height
        self._text.update(lines.content(), layout=is_moving)
