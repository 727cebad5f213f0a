"""对比: the ledger as it was, and what changed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.widget import Widget
from textual.widgets import Static

from tracker.tui.keys import COMPARISON, bindings
from tracker.tui.screens.page import Page


class ComparisonScreen(Page):
    """对比."""

    NAME = "对比"
    SECTION = "comparison"
    KEYS = COMPARISON
    BINDINGS: ClassVar = bindings(COMPARISON)

    def body(self) -> Iterable[Widget]:
        """Nothing yet."""
        yield Static(markup=False, id="comparison")
