"""The pages that stand beside each other, each a mode of the app with its own stack of screens."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Final

from tracker.tui.keys import SECTION_KEYS, Key

if TYPE_CHECKING:
    from tracker.tui.screens.page import Page


@dataclass(frozen=True, slots=True)
class Section:
    """One of them."""

    name: str
    """Of the mode."""
    module: str
    """Under `screens`; imported when the page is first opened, for some bring much with them."""
    page: str
    """Class in it."""

    @property
    def key(self) -> Key:
        """What opens it."""
        return next(key for key in SECTION_KEYS if key.action == f"show_{self.name}")

    def open(self) -> Page:
        """A new page."""
        made: Page = getattr(import_module(f"tracker.tui.screens.{self.module}"), self.page)()
        return made


SECTIONS: Final = (
    Section("overview", "overview", "OverviewScreen"),
    Section("ledger", "ledger_list", "LedgerList"),
    Section("documents", "documents", "DocumentsScreen"),
    Section("schedule", "schedule", "ScheduleScreen"),
    Section("comparison", "comparison", "ComparisonScreen"),
)
"""In the order of their digits."""
