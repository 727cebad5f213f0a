"""An item as it was at the end of a day: its whole page, only read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.widget import Widget
from textual.widgets import Static

from tracker.errors import NotFound
from tracker.tui.dialogs.day import day_words
from tracker.tui.keys import PAST_ITEM, bindings
from tracker.tui.lines import assemble
from tracker.tui.screens.item_changes import ItemChangesScreen
from tracker.tui.screens.page import Page
from tracker.tui.views import Opened
from tracker.tui.widgets.item_sheet import ItemSheet
from tracker.tui.widgets.masthead import Masthead

if TYPE_CHECKING:
    from tracker.ledger.store import Ledger


class PastItemScreen(Page):
    """The same lines as the item's own page has, of another day."""

    NAME = "某日事项"
    DAY = "今天"
    KEYS = PAST_ITEM
    BINDINGS: ClassVar = bindings(PAST_ITEM)
    CSS_PATH = ["item.tcss", "past_list.tcss"]  # noqa: RUF012 - as Textual declares it

    def __init__(self, number: str, day: dt.date) -> None:
        super().__init__()
        self._number = number
        self._day = day

    def body(self) -> Iterable[Widget]:
        """What it is, and how it went up to then."""
        yield Static(id="past-note", markup=False)
        yield ItemSheet()

    def on_mount(self) -> None:
        """Read the item of that day."""
        self.query_one(Masthead).left = f"{self._number}  截至 {self._day}"
        words = day_words(self._day, self.tracker.office.today())
        self.query_one("#past-note", Static).update(
            assemble((f"▏截至 {words} 当天终了", "bold $lamp-near"), ("  只看不改", "$lamp-near"))
        )
        self.ledger_changed()

    def ledger_changed(self) -> None:
        """Read it again: who may see it may have changed."""
        number, day = self._number, self._day

        def opened(ledger: Ledger) -> Opened:
            from tracker.tui.workers import comparison_reads

            return comparison_reads.past_item(ledger, number, day)

        self.read(opened, self._show, group="item", failed=self._not_there)

    def _not_there(self, error: BaseException) -> None:
        if isinstance(error, NotFound) and self.is_current:
            self.tracker.pop_screen()
            self.tracker.say(f"{self._number} 在 {self._day} 还没有登记")
        else:
            self.tracker.show_failure(error)

    def _show(self, opened: Opened) -> None:
        self.query_one(Masthead).left = f"{self._number}  {opened.page.row.title}"
        self.query_one(ItemSheet).show(opened)

    def action_item_since(self) -> None:
        """F3: what became of it."""
        today = self.tracker.office.today()
        self.tracker.push_screen(ItemChangesScreen(self._number, self._day, today))

    def action_present(self) -> None:
        """F2: as it is now."""
        self.tracker.show_item(self._number)
