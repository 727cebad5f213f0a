"""All lines of an item: what it is and how it goes, beside each other or one below the other as one text."""

from __future__ import annotations

from typing import Final

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal

from tracker.tui.spots import Spot, SpottedLines
from tracker.tui.views import Opened
from tracker.tui.widgets.item_sections import course_lines, substance_lines
from tracker.tui.widgets.spot_view import SpotView

WIDE: Final = 110
"""From so many cells both stand beside each other."""


class ItemSheet(Horizontal):
    """An item as it is, or as it was on a day."""

    def __init__(self) -> None:
        super().__init__()
        self._opened: Opened | None = None

    def compose(self) -> ComposeResult:
        """What it is, and how it goes."""
        yield SpotView(id="substance")
        yield SpotView(id="course")

    def show(self, opened: Opened) -> None:
        """Another item, or the same anew."""
        self._opened = opened
        self._lay_out()

    @property
    def spot(self) -> Spot | None:
        """What lies under the cursor."""
        view = next((view for view in self.query(SpotView) if view.has_focus), None)
        return (view or self._substance).spot

    @property
    def _substance(self) -> SpotView:
        return self.query_one("#substance", SpotView)

    @property
    def _course(self) -> SpotView:
        return self.query_one("#course", SpotView)

    def on_resize(self, event: events.Resize) -> None:
        """Beside each other where there is room."""
        is_wide = event.size.width >= WIDE
        self.set_class(is_wide, "-wide")
        if not is_wide or not self._course.has_focus:
            self._substance.focus()
        self.call_after_refresh(self._lay_out)

    def _lay_out(self) -> None:
        if self._opened is None:
            return
        is_wide = self.has_class("-wide")
        lines = SpottedLines(self._substance.cells)
        substance_lines(lines, self._opened, is_alone=not is_wide)
        if is_wide:
            beside = SpottedLines(self._course.cells)
            course_lines(beside, self._opened)
            self._course.show(beside)
        else:
            course_lines(lines, self._opened)
        self._substance.show(lines)
