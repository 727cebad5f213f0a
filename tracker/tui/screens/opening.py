"""What is in sight first: the head of the app, while the first page and the ledger are being loaded."""

from __future__ import annotations

from collections.abc import Iterable

from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from tracker.tui.lines import plain
from tracker.tui.widgets.masthead import Masthead


class OpeningScreen(Screen[None]):
    """Nothing can be done on it yet: keys that are typed meanwhile wait for the page."""

    def __init__(self, title: str, section: str) -> None:
        super().__init__(id="_default")
        self._title = title
        self._section = section

    def compose(self) -> Iterable[Widget]:
        """The head, and one line."""
        yield Masthead(self._title, self._section)
        yield Static(plain("正在打开台账……"), id="opening", markup=False)
