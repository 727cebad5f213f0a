"""The 台账 as it was at the end of a day: looked at like the present one, and never changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.containers import Horizontal
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input, Static

from tracker.errors import BadInput, BadQuery
from tracker.tui.column_layout import read_layout
from tracker.tui.dialogs.day import DayPick, day_words
from tracker.tui.dialogs.pick import Choice, Pick
from tracker.tui.keymap import key_for
from tracker.tui.keys import PAST_LIST, bindings
from tracker.tui.lines import assemble, plain
from tracker.tui.list_views import Wish
from tracker.tui.screens.columns_passed import ColumnsPassed
from tracker.tui.screens.item_changes import ItemChangesScreen
from tracker.tui.screens.past_item import PastItemScreen
from tracker.tui.widgets.columns import COLUMNS, default_layout, order_of
from tracker.tui.widgets.counts_line import CountsLine
from tracker.tui.widgets.item_table import ItemTable
from tracker.tui.widgets.masthead import Masthead

if TYPE_CHECKING:
    from tracker.ledger.list_rows import ListRow
    from tracker.ledger.store import Ledger
    from tracker.tui.workers.comparison_reads import PastListing

TYPING_PAUSE = 0.3
"""Seconds without a key after which the filter is read: a past ledger is dearer to ask than the present."""

USUAL = "number"


class PastListScreen(ColumnsPassed):
    """A table, its figures and a filter; the day in the accent above it."""

    NAME = "某日台账"
    DAY = "今天"
    KEYS = PAST_LIST
    BINDINGS: ClassVar = bindings(PAST_LIST)
    CSS_PATH = ["ledger_list.tcss", "past_list.tcss"]  # noqa: RUF012 - as Textual declares it

    def __init__(self, day: dt.date, line: str = "") -> None:
        super().__init__()
        self._day = day
        self._line = line
        self._order, self._descending = USUAL, False
        self._typing: Timer | None = None

    def body(self) -> Iterable[Widget]:
        """What it is, figures, filter, table."""
        yield Static(id="past-note", markup=False)
        yield CountsLine()
        with Horizontal(id="filter"):
            yield Static("筛选", id="filter-label", markup=False)
            hint = f"按那时的内容筛选（按 {key_for('search', '筛选')} 输入）"
            yield Input(self._line, placeholder=hint, id="past-line", compact=True)
            yield Static(id="filter-note", markup=False)
        yield ItemTable(id="table")

    def on_mount(self) -> None:
        """Read the list of that day."""
        table = self.query_one(ItemTable)
        table.column_layout = read_layout(self.tracker.settings.columns, tuple(COLUMNS), default_layout())
        table.display = False  # an empty one would say that there is nothing
        self.ledger_changed()

    @property
    def day(self) -> dt.date:
        """Whose end is shown."""
        return self._day

    def ledger_changed(self) -> None:
        """What is past stays as it was, but who may see what does not."""
        self._tell_day()
        self.query_one(ItemTable).forget_rows()
        self._relist()

    def _tell_day(self) -> None:
        self.query_one(Masthead).left = f"截至 {self._day}"
        words = day_words(self._day, self.tracker.office.today())
        self.query_one("#past-note", Static).update(
            assemble((f"▏截至 {words} 当天终了", "bold $lamp-near"), ("  只看不改", "$lamp-near"))
        )

    def _relist(self) -> None:
        day = self._day
        wish = Wish(self._line, self.tracker.campaign, self._order, self._descending)

        def listing(ledger: Ledger) -> PastListing:
            from tracker.tui.workers import comparison_reads

            is_wanted = self.tracker.keys_first.wanted()
            return comparison_reads.past_listing(ledger, wish, day, is_wanted=is_wanted)

        self._note("正在读取……")
        self.read(listing, self._listed, group="listing", failed=self._not_listed)

    def _listed(self, found: PastListing) -> None:
        counts = self.query_one(CountsLine)
        counts.states, counts.lights = found.states, found.lights
        table = self.query_one(ItemTable)
        if not table.display:
            table.display = True
            table.focus()
        nothing = f"这一天终了时，台账里还没有事项，按 {key_for('pick_day')} 换一天"
        table.empty_words = "" if self._line.strip() else nothing
        table.show_ids(found.listing.ids)
        order = "" if self._order == USUAL else f" · 按{COLUMNS[self._order].heading}排序"
        self._note(f"{len(found.listing.ids)} 项{order}")

    def _not_listed(self, error: BaseException) -> None:
        if isinstance(error, BadInput):
            said = error.summary if isinstance(error, BadQuery) else str(error)
            self._note(f"▲ {said}", "$lamp-overdue")
        else:
            self.tracker.show_failure(error)

    def _note(self, text: str, style: str = "") -> None:
        self.query_one("#filter-note", Static).update(plain(text, style))

    def on_item_table_window_wanted(self, event: ItemTable.WindowWanted) -> None:
        """Fetch the rows that are about to be seen, as they were."""
        table, day = event.table, self._day

        def window(ledger: Ledger) -> dict[int, ListRow]:
            from tracker.tui.workers import comparison_reads

            return comparison_reads.past_window(ledger, event.ids, day)

        self.read(window, partial(table.show_window, event.window), group=f"window-{event.window}")

    # The filter

    def on_input_changed(self, event: Input.Changed) -> None:
        """Read it after a pause."""
        if self._typing is not None:
            self._typing.stop()
        if event.value != self._line:
            self._line = event.value
            self._typing = self.set_timer(TYPING_PAUSE, self._relist)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter goes to the table."""
        self.query_one(ItemTable).focus()

    def on_key(self, event: events.Key) -> None:
        """Esc and ↓ leave the filter line."""
        if event.key in ("escape", "down") and self.query_one("#past-line").has_focus:
            event.stop()
            event.prevent_default()
            self.query_one(ItemTable).focus()

    def action_search(self) -> None:
        """To the filter line."""
        self.set_focus(self.query_one("#past-line"))  # at once: keys may be waiting

    def action_sort(self) -> None:
        """Choose a column to sort by; once more turns the order."""
        keys = dict.fromkeys(order_of(key) for key in COLUMNS)
        self.tracker.push_screen(
            Pick("按哪一列排序", [Choice(key, COLUMNS[key].heading) for key in keys]), self._sorted
        )

    def on_table_header_sort_wanted(self, event: ItemTable.SortWanted) -> None:
        """A heading was clicked."""
        self._sorted(event.order)

    def _sorted(self, order: str | None) -> None:
        if order is None:
            return
        self._descending = order == self._order and not self._descending
        self._order = order
        table = self.query_one(ItemTable)
        table.order, table.is_descending = order, self._descending
        self._relist()

    # The item under the cursor

    @property
    def _number(self) -> str:
        row = self.query_one(ItemTable).current_row
        return row.item.number if row is not None else ""

    def action_open_item(self) -> None:
        """Its page as it was."""
        if self._number:
            self.tracker.push_screen(PastItemScreen(self._number, self._day))

    def on_item_table_opened(self, event: ItemTable.Opened) -> None:
        """A double click."""
        self.action_open_item()

    def action_item_since(self) -> None:
        """F3: what became of it."""
        if self._number:
            today = self.tracker.office.today()
            self.tracker.push_screen(ItemChangesScreen(self._number, self._day, today))

    def action_pick_day(self) -> None:
        """F4 换一天."""
        today = self.tracker.office.today()
        self.tracker.push_screen(DayPick("看哪一天终了时的台账", self._day, today), self._day_picked)

    def _day_picked(self, day: dt.date | None) -> None:
        if day is not None:
            self._day = day
            self.ledger_changed()
