"""调度: what falls due when, and whom to chase."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.widget import Widget
from textual.widgets import Static

from tracker.tui.keys import SCHEDULE, bindings
from tracker.tui.screens.page import Page


class ScheduleScreen(Page):
    """调度."""

    NAME = "调度"
    SECTION = "schedule"
    KEYS = SCHEDULE
    BINDINGS: ClassVar = bindings(SCHEDULE)

    def body(self) -> Iterable[Widget]:
        """Nothing yet."""
        yield Static(markup=False, id="schedule")
