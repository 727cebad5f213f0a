"""The 台账: figures, filter, the list of items, and beside it the item under the cursor."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.containers import Container, Horizontal
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input, Static

from tracker import paths
from tracker.errors import BadInput, BadQuery
from tracker.ledger.rows import ItemRow
from tracker.tui.completion import FilterSuggester
from tracker.tui.dialogs.confirm import Notice
from tracker.tui.dialogs.ledger_forms import export_form, new_item_form
from tracker.tui.keys import LIST, bindings
from tracker.tui.lines import plain
from tracker.tui.screens.list_filters import ListFilters
from tracker.tui.screens.mining import mine
from tracker.tui.views import Done, Listing, Opened
from tracker.tui.widgets.counts_line import CountsLine
from tracker.tui.widgets.item_pane import ItemPane
from tracker.tui.widgets.item_table import ItemTable
from tracker.tui.widgets.key_bar import KeyBar
from tracker.tui.widgets.masthead import Masthead
from tracker.tui.widgets.welcome import Welcome

if TYPE_CHECKING:
    from tracker.ledger.store import Ledger

WIDE = 110
"""From so many cells the item stands beside the list, else below it."""

TYPING_PAUSE = 0.2
"""Seconds without a key after which the filter is read."""

CURSOR_PAUSE = 0.04
"""Seconds on one line after which its item is read: holding a key down reads none on the way."""

SORTS = (("number", "编号"), ("deadline", "时限"), ("state", "状态"), ("lead", "单位"))


class LedgerList(ListFilters):
    """The page where the day is spent."""

    NAME = "整改台账"
    SECTION = "ledger"
    KEYS = LIST
    BINDINGS: ClassVar = bindings(LIST)
    CSS_PATH = "ledger_list.tcss"

    def __init__(self) -> None:
        super().__init__()
        self._sort = 0
        self._opened: Opened | None = None
        self._typing: Timer | None = None
        self._resting: Timer | None = None

    def body(self) -> Iterable[Widget]:
        """Figures, filter, list and pane."""
        yield CountsLine()
        with Horizontal(id="filter"):
            yield Static("筛选", id="filter-label", markup=False)
            yield Input(
                placeholder="单位:组织部 未销号 逾期 或任何字词（按 / 输入）",
                suggester=FilterSuggester(),
                id="filter-line",
                compact=True,
                select_on_focus=False,
            )
            yield Static(id="filter-note", markup=False)
        with Container(id="split"):
            yield ItemTable(id="table")
            yield ItemPane(id="pane")
            yield Welcome(id="welcome")
            yield Static(plain("正在打开台账……"), id="opening", markup=False)

    def on_mount(self) -> None:
        """Open the ledger in the first worker."""
        super().on_mount()
        for name in ("#welcome", "#filter", "#table", "#pane"):
            self.query_one(name).display = False
        self.query_one(ItemTable).focus()
        self.tell_keys()
        self.ledger_changed()

    def on_resize(self, event: events.Resize) -> None:
        """Beside each other, or one below the other."""
        self.set_class(event.size.width >= WIDE, "-wide")
        self.set_class(event.size.height < 30, "-short")
        self.set_class(event.size.height < 20, "-low")

    # The list

    def ledger_changed(self) -> None:
        """Read the list again."""
        line, sort, campaign = self.filter_line, SORTS[self._sort][0], self.tracker.campaign
        today = self.tracker.office.today()

        def listing(ledger: Ledger) -> Listing:
            from tracker.tui import reads

            return reads.listing(ledger, line, today=today, sort=sort, campaign=campaign)

        self.read(listing, self._listed, group="listing", failed=self._not_listed)

    def _listed(self, listing: Listing) -> None:
        was_empty = self._listing is None or self._listing.total == 0
        self._listing = listing
        counts = self.query_one(CountsLine)
        counts.states, counts.lights, counts.pending = listing.states, listing.lights, listing.pending
        self.query_one(Masthead).left = self._campaign_words(listing)
        self._note(self._found_words(listing), failed=False)
        self.query_one("#opening").display = False
        is_empty = listing.total == 0 and not self.tracker.campaign
        welcome = self.query_one(Welcome)
        welcome.display = is_empty
        welcome.pending = listing.pending
        self.query_one("#filter").display = not is_empty
        self.query_one(ItemTable).display = not is_empty
        self.query_one(ItemPane).display = not is_empty
        table = self.query_one(ItemTable)
        if was_empty and not is_empty:
            table.focus()
        table.show_ids(listing.ids)
        if not listing.ids:
            self._show_item(None)
        self.tell_keys()

    def _found_words(self, listing: Listing) -> str:
        order = f"按{SORTS[self._sort][1]}排序" if self._sort else ""
        found = "" if not listing.is_narrowed else f"{len(listing.ids)} 项"
        return " · ".join(word for word in (found, order) if word)

    def _campaign_words(self, listing: Listing) -> str:
        """What is shown: the only campaign, the chosen one, or all."""
        several = len(listing.campaigns) > 1
        if several and not self.tracker.campaign:
            return f"全部专项（{len(listing.campaigns)}个）"
        return listing.campaign.name if several or listing.campaign.name != self.NAME else ""

    def _not_listed(self, error: BaseException) -> None:
        if isinstance(error, BadInput):
            self._note(error.summary if isinstance(error, BadQuery) else str(error), failed=True)
        else:
            self.query_one("#opening", Static).update(plain("台账没有打开，F10 退出"))
            self.tracker.show_failure(error)

    def _note(self, text: str, *, failed: bool) -> None:
        note = self.query_one("#filter-note", Static)
        note.update(plain(text))
        note.set_class(failed, "-failed")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search as one types, after a pause."""
        if self._typing is not None:
            self._typing.stop()
        self._typing = self.set_timer(TYPING_PAUSE, self.ledger_changed)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter goes to the list."""
        self.query_one(ItemTable).focus()

    async def on_key(self, event: events.Key) -> None:
        """Esc and ↓ leave the filter line; Esc clears it when it is left already."""
        line = self.query_one("#filter-line", Input)
        if event.key == "escape" or (event.key == "down" and line.has_focus):
            event.stop()
            if not line.has_focus:
                line.value = ""
            self.query_one(ItemTable).focus()

    def on_item_table_window_wanted(self, event: ItemTable.WindowWanted) -> None:
        """Fetch the rows that are about to be seen."""
        table, today = event.table, self.tracker.office.today()

        def window(ledger: Ledger) -> dict[int, ItemRow]:
            from tracker.tui import reads

            return reads.window(ledger, event.ids, today=today)

        def arrived(rows: dict[int, ItemRow]) -> None:
            table.show_window(event.window, rows)

        self.read(window, arrived, group=f"window-{event.window}")

    # The item under the cursor

    def on_item_table_cursor_moved(self, event: ItemTable.CursorMoved) -> None:
        """Read the item once the cursor rests."""
        if self._resting is not None:
            self._resting.stop()
        if event.row is not None:
            row = event.row
            self._resting = self.set_timer(CURSOR_PAUSE, lambda: self._read_item(row.number))

    def _read_item(self, number: str) -> None:
        office = self.tracker.office
        actor, today = office.actor, office.today()

        def opened(ledger: Ledger) -> Opened:
            from tracker.tui import reads

            return reads.opened(ledger, number, actor, today=today)

        self.read(opened, self._show_item, group="item")

    def _show_item(self, opened: Opened | None) -> None:
        self._opened = opened
        self.query_one(ItemPane).show(opened)
        self.tell_keys()

    @property
    def opened(self) -> Opened | None:
        """The item that actions are about."""
        row = self.query_one(ItemTable).current_row
        if self._opened is None or row is None or self._opened.page.row.id != row.id:
            return None
        return self._opened

    @property
    def is_reading(self) -> bool:
        """The cursor stands on an item that is not read yet."""
        return self.opened is None and bool(self.number)

    @property
    def number(self) -> str:
        """编号 under the cursor."""
        row = self.query_one(ItemTable).current_row
        return row.number if row else ""

    def on_item_table_opened(self, event: ItemTable.Opened) -> None:
        """A double click."""
        self.action_open_item()

    def action_open_item(self) -> None:
        """办理."""
        if self.number:
            self.tracker.show_item(self.number)

    # Filters

    def action_search(self) -> None:
        """To the filter line."""
        self.query_one("#filter-line", Input).focus()

    def action_sort(self) -> None:
        """The next order."""
        self._sort = (self._sort + 1) % len(SORTS)
        self.ledger_changed()

    def action_show_all(self) -> None:
        """No filter."""
        self.set_filter("")

    # What is about the list as a whole

    def action_export(self) -> None:
        """F5 导出."""
        if self._listing is None or not self._listing.ids:
            self.tracker.say("列表里没有可以导出的事项")
            return
        folder = self.tracker.settings.exports or paths.exports_dir()
        self.tracker.push_screen(export_form(self.tracker.office, self._listing, folder), self._exported)

    def _exported(self, outcome: Done | None) -> None:
        if outcome is not None:
            self.tracker.push_screen(Notice(outcome.sentence, (), is_refusal=False))

    def action_add_item(self) -> None:
        """Ctrl+N 新增."""
        self.tracker.push_screen(new_item_form(self.tracker.office))

    def action_mine(self) -> None:
        """F7 挖掘."""
        mine(self.tracker)

    async def action_review(self) -> None:
        """Ctrl+R 复核."""
        await self.tracker.show_section("documents")

    def tell_keys(self) -> None:
        """An empty list has nothing to open, to export or to search."""
        super().tell_keys()
        bar, listing = self.query_one(KeyBar), self._listing
        if listing is None or not listing.ids:
            nothing = listing is None or listing.total == 0
            bar.hidden = bar.hidden | {"open_item", "export"} | ({"search"} if nothing else set())

    def tell_actor(self) -> None:
        """Another actor has other steps open."""
        super().tell_actor()
        if self.number:
            self._read_item(self.number)
