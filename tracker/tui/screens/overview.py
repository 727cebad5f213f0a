"""总览: how the ledger stands today."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.widget import Widget
from textual.widgets import Static

from tracker.tui.keys import OVERVIEW, bindings
from tracker.tui.screens.page import Page


class OverviewScreen(Page):
    """总览."""

    NAME = "总览"
    SECTION = "overview"
    KEYS = OVERVIEW
    BINDINGS: ClassVar = bindings(OVERVIEW)

    def body(self) -> Iterable[Widget]:
        """Nothing yet."""
        yield Static(markup=False, id="overview")
