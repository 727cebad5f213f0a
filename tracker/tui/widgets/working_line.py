"""What a page is doing in the background and for how long already; there only while it does."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Final

from textual.app import RenderResult
from textual.timer import Timer
from textual.widget import Widget

from tracker.text.cells import cut, pad, width
from tracker.text.screen import safe_for_screen
from tracker.tui.lines import assemble

BEAT: Final = 0.2
"""Seconds between two looks at how far it is."""


@dataclass(slots=True)
class Progress:
    """Written by the thread that works, read by the line."""

    words: str

    def tell(self, words: str) -> None:
        """Another stage began."""
        self.words = words


class WorkingLine(Widget):
    """◌ 正在核对 月报.docx  3 秒."""

    DEFAULT_CSS = "WorkingLine { height: 1; display: none; }"

    def __init__(self) -> None:
        super().__init__()
        self._progress: Progress | None = None
        self._since = 0.0
        self._timer: Timer | None = None

    @property
    def is_active(self) -> bool:
        """Something is under way."""
        return self._progress is not None

    def begin(self, words: str) -> Progress:
        """From now on, until `end`."""
        self._progress = Progress(words)
        self._since = time.monotonic()
        self.display = True
        if self._timer is None:
            self._timer = self.set_interval(BEAT, self.refresh)
        self.refresh()
        return self._progress

    def end(self) -> None:
        """Done, or given up."""
        self._progress = None
        self.display = False
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def render(self) -> RenderResult:
        """The stage at the left, the seconds at the right."""
        said = self._progress.words if self._progress is not None else ""
        seconds = f"{int(time.monotonic() - self._since)} 秒 "
        room = max(4, self.size.width - 3 - width(seconds))
        shown = pad(cut(safe_for_screen(said), room), room)
        return assemble((" ◌ ", "bold $vermilion"), (shown, "$foreground"), (seconds, "$muted"))
