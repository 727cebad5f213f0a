"""How far mining in the background is: one line above the foot, there only while something is mined."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from textual import events
from textual.app import RenderResult
from textual.timer import Timer
from textual.widget import Widget

from tracker.text.cells import cut, pad, width
from tracker.text.screen import safe_for_screen
from tracker.tui.lines import assemble

if TYPE_CHECKING:
    from tracker.tui.app import TrackerApp

BEAT: Final = 0.2
"""Seconds between two looks at how far it is."""

_STOP: Final = " × 停止 "


class MiningLine(Widget):
    """A click on 停止 stops it, as F8 does on the page of documents."""

    def __init__(self) -> None:
        super().__init__()
        self.display = False
        self._timer: Timer | None = None

    def on_mount(self) -> None:
        """It may be under way when a page opens."""
        self.tell()

    def tell(self) -> None:
        """Something began or ended."""
        is_active = cast("TrackerApp", self.app).is_mining
        self.display = is_active
        if is_active and self._timer is None:
            self._timer = self.set_interval(BEAT, self.refresh)
        elif not is_active and self._timer is not None:
            self._timer.stop()
            self._timer = None
        self.refresh()

    def render(self) -> RenderResult:
        """挖掘 讲话.docx（2/5） ▰▰▰▱▱ 45%  × 停止."""
        said, told = cast("TrackerApp", self.app).mining.line(self.size.width)
        room = max(4, self.size.width - width(told) - width(_STOP) - 4)
        shown = pad(cut(safe_for_screen(said), room), room)
        return assemble(
            (" ◌ ", "$vermilion"), (shown, "$foreground"), (told, "$vermilion"), (_STOP, "$muted")
        )

    def on_click(self, event: events.Click) -> None:
        """停止."""
        if event.x >= self.size.width - width(_STOP) - 1:
            event.stop()
            cast("TrackerApp", self.app).mining.stop()
