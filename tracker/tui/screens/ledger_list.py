"""The 台账: figures, filter, the list of items, and beside it the item under the cursor."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from threading import Lock
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.containers import Container, Horizontal
from textual.geometry import Size
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input, Static

from tracker.errors import BadInput
from tracker.tui.keymap import key_for
from tracker.tui.keys import LIST, bindings
from tracker.tui.lines import plain
from tracker.tui.list_views import ListFigures, Listing, Wish
from tracker.tui.resting import Resting
from tracker.tui.screens.list_marks import ListMarks
from tracker.tui.screens.mining import mine
from tracker.tui.widgets.counts_line import CountsLine
from tracker.tui.widgets.filter_line import FilterLine, OfferList
from tracker.tui.widgets.filter_trouble import FilterTrouble
from tracker.tui.widgets.item_pane import ItemPane
from tracker.tui.widgets.item_table import ItemTable
from tracker.tui.widgets.masthead import Masthead
from tracker.tui.widgets.view_tabs import ViewTabs
from tracker.tui.widgets.welcome import Welcome

if TYPE_CHECKING:
    from tracker.ledger.known_values import KnownValues
    from tracker.ledger.list_rows import ListRow
    from tracker.ledger.store import Ledger
    from tracker.tui.views import Done, Opened

WIDE = 110
"""From so many cells the item stands beside the list, else below it."""

TYPING_PAUSE = 0.2
"""Seconds without a key after which the filter is read."""

_SOON = 0.5
"""Seconds after which the first rows are waited for no longer: a slow drive."""

PATIENCE = 0.4
"""Seconds after which the list says that it is being read."""

NOTE = 14
"""Cells kept for the remark beside the filter line, as in its style sheet."""


LIST_PARTS = ("#filter", "#table", "#pane")
"""In sight where there is a list."""


class LedgerList(ListMarks):
    """The page where the day is spent."""

    NAME = "整改台账"
    KEYS = LIST
    BINDINGS: ClassVar = bindings(LIST)
    AUTO_FOCUS = ""  # the list, once it is there; else it would be the filter line
    CSS_PATH = "ledger_list.tcss"

    def __init__(self, line: str = "") -> None:
        super().__init__()
        self._first_line = line
        """What it is narrowed to when it opens."""
        self._is_empty = False
        self._figures_due = True
        self._known_due = True
        self._slow: Timer | None = None
        self._fetching = Lock()
        self._noted = NOTE
        """Cells of the remark beside the filter line."""
        self._opened: Opened | None = None
        self._typing: Timer | None = None
        self._resting = Resting(self)

    def body(self) -> Iterable[Widget]:
        """Figures, filter, list and pane."""
        self._fit(self.app.size)  # before anything is styled by it
        yield CountsLine()
        with Horizontal(id="filter"):
            yield Static("筛选", id="filter-label", markup=False)
            yield FilterLine(
                self._first_line,
                placeholder=f"单位:组织部 未销号 逾期 或任何字词（按 {key_for('search', '筛选')} 输入）",
                id="filter-line",
            )
            yield Static(id="filter-note", markup=False)
        yield FilterTrouble(id="trouble", markup=False)
        yield ViewTabs(id="tabs")
        yield OfferList(id="offers")
        with Container(id="split"):
            yield ItemTable(id="table")
            yield ItemPane(id="pane")
            yield Welcome(id="welcome")
            yield Static(plain("正在打开台账……"), id="opening", markup=False)

    @on(events.Mount)
    async def _open(self) -> None:
        """Read the ledger; before it is open, show what can be had without."""
        for name in ("#welcome", "#filter", "#table", "#pane", "#trouble", "#tabs", "#offers"):
            self.query_one(name).display = False
        self._read_settings()
        self.tell_keys()
        rows = await self._first_rows()
        if not self.is_attached:  # left meanwhile
            return
        if rows:
            self._show_parts(is_empty=False)
            table = self.query_one(ItemTable)
            table.show_ids(tuple(rows), is_whole=False)
            table.show_window(0, rows)
            self.tracker.office.hold()
            self.call_after_refresh(self.tracker.office.go_on)
        self.ledger_changed()

    def on_resize(self, event: events.Resize) -> None:
        """Beside each other, or one below the other."""
        self._fit(event.size)

    def _fit(self, size: Size) -> None:
        self.set_class(size.width >= WIDE, "-wide")
        self.set_class(size.height < 30, "-short")
        self.set_class(size.height < 23, "-lower")
        self.set_class(size.height < 20, "-low")

    # The list

    async def _first_rows(self) -> dict[int, ListRow]:
        """Of the list of everything: they can be had before the ledger is open (decision 0020)."""
        wish, office = self._list_wish(), self.tracker.office
        if not office.has_first_rows or wish != Wish("", order=wish.order):
            return {}
        try:
            return await asyncio.wait_for(asyncio.to_thread(office.first_rows, wish.order), _SOON)
        except TimeoutError:
            return {}

    def ledger_changed(self) -> None:
        """Read everything again; the list stays in sight until the new one is there."""
        self._figures_due = self._known_due = True
        is_first = self._listing is None
        self.query_one(ItemTable).renew_rows()
        self._read_list(only_head=is_first)

    def relist(self) -> None:
        """Read the list as it is wished for now; the first of a long one at once."""
        self.query_one(ItemTable).forget_end()
        self._read_list(only_head=True)

    def _read_list(self, *, only_head: bool) -> None:
        wish, today = self._list_wish(), self.tracker.office.today()

        def listing(ledger: Ledger) -> Listing:
            from tracker.tui.workers import list_reads

            is_wanted = self.tracker.keys_first.wanted()
            return list_reads.listing(ledger, wish, today=today, only_head=only_head, is_wanted=is_wanted)

        self._stop_waiting()
        self._slow = self.set_timer(PATIENCE, self._tell_waiting)
        self.read(listing, self._listed, group="listing", failed=self._not_listed)

    def _list_wish(self) -> Wish:
        return Wish(self.filter_line, self.tracker.campaign, self._order, self._descending, self._grouping)

    def _tell_waiting(self) -> None:
        if self._slow is not None:  # a timer's call may stand in the queue behind the list that stopped it
            self._note("正在读取……")

    def _stop_waiting(self) -> None:
        if self._slow is not None:
            self._slow.stop()
            self._slow = None

    def _listed(self, listing: Listing) -> None:
        self._listing = listing
        self.query_one(FilterTrouble).clear()
        self._is_empty = not listing.ids and not listing.is_narrowed and not self.tracker.campaign
        self._show_parts(is_empty=self._is_empty)
        self.query_one(ItemTable).show_ids(listing.ids, listing.groups, is_whole=listing.is_whole)
        if not listing.ids:
            self._show_item(None)
        self.tell_keys()
        if not listing.is_whole:
            self._read_list(only_head=False)
        else:
            self._stop_waiting()
        self._tell_found()
        self._read_figures()

    def _show_parts(self, *, is_empty: bool) -> None:
        """The list with what belongs to it, or what to do where there is nothing yet."""
        table = self.query_one(ItemTable)
        is_new = not is_empty and not table.display
        self.query_one("#opening").display = False
        self.query_one(Welcome).display = is_empty
        for part in LIST_PARTS:
            self.query_one(part).display = not is_empty
        if is_new:
            table.focus()

    def _read_figures(self) -> None:
        """Where the ledger has changed since they were read."""
        if not self._figures_due:
            return
        self._figures_due = False
        campaign, today = self.tracker.campaign, self.tracker.office.today()

        def figures(ledger: Ledger) -> ListFigures:
            from tracker.tui.workers import list_reads

            return list_reads.figures(ledger, campaign, today=today)

        self.read(figures, self._counted, group="figures")

    def _counted(self, figures: ListFigures) -> None:
        self._figures = figures
        counts = self.query_one(CountsLine)
        counts.states, counts.lights, counts.pending = figures.states, figures.lights, figures.pending
        self.query_one(Masthead).left = self._campaign_words(figures)
        self.query_one(Welcome).pending = figures.pending
        self.show_views(figures.views)
        self._default_columns()

    def _tell_found(self) -> None:
        """How many there are, in what order, and how many are marked."""
        listing = self._listing
        if listing is None:
            return
        some = listing.is_narrowed and listing.is_whole
        words = [f"{len(listing.ids)} 项"] if some else []
        self._note(" · ".join([*words, *self._arrangement_words(), *self._marks_words()]))

    def _campaign_words(self, figures: ListFigures) -> str:
        """What is shown: the only campaign, the chosen one, or all."""
        several = len(figures.campaigns) > 1
        if several and not self.tracker.campaign:
            return f"全部专项（{len(figures.campaigns)}个）"
        return figures.campaign.name if several or figures.campaign.name != self.NAME else ""

    def _not_listed(self, error: BaseException) -> None:
        self._stop_waiting()
        if isinstance(error, BadInput):
            self._note("")
            self.query_one(FilterTrouble).tell(error, self.query_one(FilterLine))
            self._read_figures()  # with the views: the trouble may be that one is gone
        else:
            self._tell_not_opened()
            self.tracker.show_failure(error)

    def _tell_not_opened(self) -> None:
        """In place of the list, unless one was read before."""
        opening = self.query_one("#opening", Static)
        opening.update(plain(f"台账没有打开，{key_for('leave')} 退出"))
        if self._listing is None:
            self.query_one(ItemTable).show_ids(())
            opening.display = True
            for part in LIST_PARTS:
                self.query_one(part).display = False

    def _note(self, text: str) -> None:
        said = plain(text)
        # Laid out anew by a longer one only: it costs as much as the list.
        cells = max(said.cell_length, NOTE)
        is_moving, self._noted = cells != self._noted, cells
        self.query_one("#filter-note", Static).update(said, layout=is_moving)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search as one types, after a pause."""
        if self._typing is not None:
            self._typing.stop()
        self.query_one(ViewTabs).line = event.value
        self._typing = self.set_timer(TYPING_PAUSE, self.relist)

    def on_filter_line_offered(self, event: FilterLine.Offered) -> None:
        """Show below the line what could come next."""
        line, box = self.query_one(FilterLine), self.query_one(OfferList)
        if line.has_focus and self._known_due:
            self._known_due = False
            self._learn()
        box.offers, box.marked = event.offers, event.marked
        x = line.region.x + min(line.cursor_position * 2, max(0, line.size.width - 40))
        box.styles.offset = (max(0, min(x, self.size.width - 30)), line.region.y + 1)

    def _learn(self) -> None:
        def known(ledger: Ledger) -> KnownValues:
            from tracker.tui.workers import list_reads

            return list_reads.known(ledger)

        self.read(known, self.query_one(FilterLine).know, group="known")

    def on_offer_list_taken(self, event: OfferList.Taken) -> None:
        """A click in the list below the line."""
        line = self.query_one(FilterLine)
        line.focus()
        line.take(event.place)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter goes to the list."""
        self.query_one(ItemTable).focus()

    def on_item_table_window_wanted(self, event: ItemTable.WindowWanted) -> None:
        """Fetch the rows that are about to be seen."""
        table, today = event.table, self.tracker.office.today()

        def window(ledger: Ledger) -> dict[int, ListRow] | None:
            from tracker.tui.workers import list_reads

            with self._fetching:  # one after the other: what was scrolled past meanwhile is not read at all
                if not table.is_wanted(event.window):
                    return None
                return list_reads.window(ledger, event.ids, today=today)

        def arrived(rows: dict[int, ListRow] | None) -> None:
            if rows is None:
                table.pass_over(event.window)
            else:
                table.show_window(event.window, rows)

        self.read(window, arrived, group=f"window-{event.window}")

    # The item under the cursor

    def on_item_table_cursor_moved(self, event: ItemTable.CursorMoved) -> None:
        """Read the item once the cursor rests."""
        self.forget_wish()
        self._resting.moved(self._read_item)

    def _read_item(self) -> None:
        number = self.number
        if not number:
            return
        office = self.tracker.office
        actor, today = office.actor, office.today()

        def opened(ledger: Ledger) -> Opened:
            from tracker.tui.workers import reads

            return reads.opened(ledger, number, actor, today=today)

        self.read(opened, self._show_item, group="item")

    def _show_item(self, opened: Opened | None) -> None:
        self._opened = opened
        self.query_one(ItemPane).show(opened)
        self.tell_keys()
        if self.opened is not None:
            self.grant_wish()

    @property
    def opened(self) -> Opened | None:
        """The item that actions are about."""
        row = self.query_one(ItemTable).current_row
        if self._opened is None or row is None or self._opened.page.row.id != row.item.id:
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
        return row.item.number if row else ""

    def on_item_table_opened(self, event: ItemTable.Opened) -> None:
        """A double click."""
        self.action_open_item()

    def action_open_item(self) -> None:
        """办理."""
        table = self.query_one(ItemTable)
        if (heading := table.current_heading) is not None:
            table.action_fold(not heading.is_folded)
        elif self.number:
            self.tracker.show_item(self.number)

    # What is about the list as a whole

    def action_add_item(self) -> None:
        """Ctrl+N 新增."""

        from tracker.tui.dialogs.ledger_forms import new_item_form

        if self.tracker.may("add"):
            self.tracker.push_screen(new_item_form(self.tracker.office, self.tracker.campaign), self._added)

    def _added(self, outcome: Done | None) -> None:
        if outcome is not None:
            self.query_one(ItemTable).go_to(int(outcome.subject))

    def action_mine(self) -> None:
        """F7 挖掘."""
        mine(self.tracker)

    async def action_review(self) -> None:
        """Ctrl+R 复核."""
        await self.tracker.show_section("documents")

    def hidden_keys(self) -> frozenset[str]:
        """An empty list has nothing to open, to export or to search; the 台账 no page below."""
        hidden = super().hidden_keys()
        listing = self._listing
        if self._is_section:
            hidden |= {"back"}
        if listing is None or not listing.ids:
            hidden |= {"search"} if listing is None or self._is_empty else set()
            hidden |= {"open_item", "export", "mark", "bulk"}
        return hidden

    def tell_actor(self) -> None:
        """Another actor has other steps open."""
        super().tell_actor()
        self._read_item()
