"""对比: the ledger of one evening held against that of another; every number opens its items."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Static

from tracker.desk.past_days import spans
from tracker.ledger.figures.definitions import ITEM_FIGURES, MEASURE_FIGURES
from tracker.ledger.happened import Happened
from tracker.tui.dialogs.day import DayPick, day_words
from tracker.tui.dialogs.field import Field
from tracker.tui.dialogs.form import Form, Values
from tracker.tui.dialogs.pick import Choice, Pick
from tracker.tui.keymap import key_for
from tracker.tui.keys import COMPARISON, bindings
from tracker.tui.lines import assemble
from tracker.tui.resting import Resting
from tracker.tui.rows.comparison import FigureRow, HappenedRow, HeadRow, ItemRow, NoteRow
from tracker.tui.screens.action_log import ActionLogScreen
from tracker.tui.screens.item_changes import ItemChangesScreen
from tracker.tui.screens.page import Page
from tracker.tui.screens.past_list import PastListScreen
from tracker.tui.views import Done
from tracker.tui.widgets.masthead import Masthead
from tracker.tui.widgets.row_list import ListedRow, RowList

if TYPE_CHECKING:
    from tracker.ledger.comparing import Passage
    from tracker.ledger.happened import Differences
    from tracker.ledger.store import Ledger
    from tracker.tui.workers.comparison_reads import Counts

WIDE = 110
"""Cells from which both columns have room to spare."""

ALWAYS = ("items", "unregistered", "rectifying", "applied", "closed", "overdue", "extended", "continuing")
"""Figures that are told even when they are nothing."""


class ComparisonScreen(Page):
    """Figures and what happened at the left, the items at the right."""

    NAME = "对比"
    KEYS = COMPARISON
    BINDINGS: ClassVar = bindings(COMPARISON)
    CSS_PATH = "comparison.tcss"

    def __init__(self) -> None:
        super().__init__()
        self._since: dt.date | None = None
        self._until: dt.date | None = None
        """None: today, whatever day that is by now."""
        self._counts: Counts | None = None
        self._changes: Differences | None = None
        self._passages: dict[str, Passage | None] = {}
        self._resting = Resting(self)
        self._asked = ""
        """Which days, of which 专项, and for whom."""

    def body(self) -> Iterable[Widget]:
        """The two days, and two columns."""
        yield Static(id="days", markup=False)
        with Horizontal(id="compared"):
            yield RowList(id="figures")
            yield RowList(id="items")

    def on_mount(self) -> None:
        """The last month's end against today."""
        self.query_one("#figures").focus()
        self.ledger_changed()

    def on_resize(self, event: events.Resize) -> None:
        """Both columns stand beside each other always."""
        self.set_class(event.size.width >= WIDE, "-wide")
        self.set_class(event.size.width < 72, "-narrow")

    @property
    def since(self) -> dt.date:
        """起日."""
        return self._since or self.tracker.office.today().replace(day=1) - dt.timedelta(days=1)

    @property
    def until(self) -> dt.date:
        """止日."""
        return self._until or self.tracker.office.today()

    # Reading

    def ledger_changed(self) -> None:
        """Read both evenings again; what stands there stays until the new is there, unless other days or
        another's view were asked for.
        """
        asked = f"{self.since}/{self.until}/{self.tracker.campaign}/{self.tracker.office.actor}"
        if asked != self._asked:
            self._asked = asked
            self._counts, self._changes = None, None
        self._passages.clear()
        self._read()

    def tell_actor(self) -> None:
        """Another actor may see other items."""
        super().tell_actor()
        if self._asked and not self._asked.endswith(f"/{self.tracker.office.actor}"):
            self.ledger_changed()

    def _read(self) -> None:
        since, until, campaign = self.since, self.until, self.tracker.campaign
        today = self.tracker.office.today()
        self.query_one(Masthead).left = campaign or "全部专项"
        self.query_one("#days", Static).update(
            assemble(
                ("起 ", "$muted"),
                (day_words(since, today), "bold $foreground"),
                ("   止 ", "$muted"),
                (day_words(until, today), "bold $foreground"),
                ("   按当天终了比较", "$faint"),
            )
        )
        self._show_figures()

        def counts(ledger: Ledger) -> Counts:
            from tracker.tui.workers import comparison_reads

            return comparison_reads.counts(ledger, since, until, campaign)

        self.read(counts, self._counted, group="compare")

    def _counted(self, counts: Counts) -> None:
        self._counts = counts
        self._show_figures()
        since, until, campaign = self.since, self.until, self.tracker.campaign

        def changes(ledger: Ledger) -> Differences:
            from tracker.tui.workers import comparison_reads

            return comparison_reads.changes(ledger, since, until, campaign)

        self.read(changes, self._changed, group="compare")

    def _changed(self, changes: Differences) -> None:
        self._changes = changes
        self._show_figures()
        self._show_items()

    # Showing

    def _show_figures(self) -> None:
        lists = self._changes.lists if self._changes is not None else None
        rows: list[ListedRow] = [HeadRow("变动", ("项数",))]
        rows += [HappenedRow(what, len(lists[what]) if lists is not None else None) for what in Happened]
        short = (f"{self.since:%m-%d}", f"{self.until:%m-%d}", "增减")
        rows.append(HeadRow("数字", short))
        if self._counts is None:
            rows.append(NoteRow("正在计算……"))
        else:
            rows += self._figure_rows(self._counts)
        self.query_one("#figures", RowList).show(rows)

    def _figure_rows(self, counts: Counts) -> Iterable[ListedRow]:
        then, now = counts.then.counts, counts.now.counts
        told = [(one.code, one.word, one.query) for one in ITEM_FIGURES]
        told += [(one.code, one.word, None) for one in MEASURE_FIGURES]  # type: ignore[misc]
        for code, word, query in told:
            if code in ALWAYS or then[code] or now[code]:
                yield FigureRow(code, word, then[code], now[code], query)

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        """Another figure: its items at the right, once the cursor rests."""
        event.stop()
        if event.list.id == "figures":
            self._show_items()

    def _show_items(self) -> None:
        row = self.query_one("#figures", RowList).current
        if isinstance(row, HappenedRow):
            self.query_one("#items", RowList).show(self._happened_rows(row))
        elif isinstance(row, FigureRow):
            if row.query is None or row.code in self._passages:
                self.query_one("#items", RowList).show(self._passage_rows(row))
            else:
                heading = (HeadRow(f"{row.word}的进出"), NoteRow("正在查找……"))
                self.query_one("#items", RowList).show(heading)
                self._resting.moved(partial(self._read_passage, row))

    def _happened_rows(self, row: HappenedRow) -> list[ListedRow]:
        if self._changes is None:
            return [HeadRow(row.what.word), NoteRow("正在计算……")]
        items = self._changes.lists[row.what]
        rows: list[ListedRow] = [HeadRow(f"{row.what.word} {len(items)} 项")]
        rows += [
            ItemRow(item.number, item.title, item.lead, _change(item.before, item.after)) for item in items
        ]
        return rows if items else [*rows, NoteRow(f"这段时间没有，按 {key_for('pick_span')} 换时段")]

    def _read_passage(self, row: FigureRow) -> None:
        if self.query_one("#figures", RowList).current is not row or row.query is None:
            return
        since, until, campaign, query = self.since, self.until, self.tracker.campaign, row.query

        def passage(ledger: Ledger) -> Passage | None:
            from tracker.tui.workers import comparison_reads

            return comparison_reads.passage(ledger, query, since, until, campaign)

        def arrived(found: Passage | None) -> None:
            if (since, until, campaign) == (self.since, self.until, self.tracker.campaign):
                self._passages[row.code] = found
                self._show_items()

        self.read(passage, arrived, group="passage")

    def _passage_rows(self, row: FigureRow) -> list[ListedRow]:
        heading = HeadRow(f"{row.word} {row.then} → {row.now}")
        found = self._passages.get(row.code)
        if row.query is None:
            return [heading, NoteRow("措施的数字：在统计里列出清单")]
        if found is None:
            return [heading, NoteRow("项数太多，不逐项列出进出")]
        rows: list[ListedRow] = [heading, NoteRow(f"新进 {found.came} 项，出去 {found.went} 项")]
        rows += [ItemRow(one.number, one.title, one.lead, "", "＋") for one in found.newcomers]
        rows += [ItemRow(one.number, one.title, one.lead, "", "－") for one in found.leavers]
        return rows

    # Opening

    def action_open_row(self) -> None:
        """Enter: the list of a figure, the items of what happened, or what became of one."""
        self._open(self.focused)

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        """Clicked twice."""
        event.stop()
        self._open(event.list)

    def _open(self, panel: Widget | None) -> None:
        row = panel.current if isinstance(panel, RowList) else None
        if isinstance(row, ItemRow):
            self.tracker.push_screen(ItemChangesScreen(row.number, self.since, self.until))
        elif isinstance(row, FigureRow) and row.query is not None:
            self._list(self.until, str(row.query))
        elif row is not None:
            self.action_panel_right()

    def _line(self) -> str:
        """The filter line of the figure under the cursor."""
        row = self.query_one("#figures", RowList).current
        return str(row.query) if isinstance(row, FigureRow) and row.query is not None else ""

    def action_list_then(self) -> None:
        """F2 起日台账."""
        self._list(self.since, self._line())

    def action_list_now(self) -> None:
        """F3 止日台账."""
        self._list(self.until, self._line())

    def _list(self, day: dt.date, line: str) -> None:
        if day == self.tracker.office.today():
            self.tracker.show_list(line)
        else:
            self.tracker.push_screen(PastListScreen(day, line))

    def action_open_log(self) -> None:
        """F8 操作记录."""
        self.tracker.push_screen(ActionLogScreen())

    # The two days

    def action_pick_since(self) -> None:
        """F4 改起日."""
        today = self.tracker.office.today()
        self.tracker.push_screen(DayPick("从哪一天比起（当天终了时）", self.since, today), self._since_picked)

    def _since_picked(self, day: dt.date | None) -> None:
        if day is not None:
            self._compare(day, self.until)

    def action_pick_until(self) -> None:
        """F6 改止日."""
        today = self.tracker.office.today()
        self.tracker.push_screen(DayPick("比到哪一天（当天终了时）", self.until, today), self._until_picked)

    def _until_picked(self, day: dt.date | None) -> None:
        if day is not None:
            self._compare(self.since, day)

    def action_pick_span(self) -> None:
        """F12 时段."""
        choices = [
            Choice(str(place), span.word, remark=f"{span.since} → {span.until}")
            for place, span in enumerate(spans(self.tracker.office.today()))
        ]
        self.tracker.push_screen(Pick("看哪一段时间", choices), self._span_picked)

    def _span_picked(self, place: str | None) -> None:
        if place is not None:
            span = spans(self.tracker.office.today())[int(place)]
            self._compare(span.since, span.until)

    def _compare(self, since: dt.date, until: dt.date) -> None:
        """Two days the wrong way round are turned."""
        since, until = min(since, until), max(since, until)
        self._since = since
        self._until = None if until == self.tracker.office.today() else until
        self.ledger_changed()

    # Passing on

    def action_copy(self) -> None:
        """F7 复制."""
        since, until, campaign = self.since, self.until, self.tracker.campaign

        def text(ledger: Ledger) -> str:
            from tracker.tui.workers import comparison_reads

            return comparison_reads.as_text(ledger, since, until, campaign)

        self.read(text, self._copied, group="copy")

    def _copied(self, text: str) -> None:
        self.tracker.copy_to_clipboard(text)
        count, key = len(text.splitlines()), key_for("export")
        self.tracker.say(f"已复制 {count} 行；终端不支持复制的，请用 {key} 导出")

    def action_export(self) -> None:
        """F5 导出."""
        from tracker.paths import exports_dir

        since, until, campaign = self.since, self.until, self.tracker.campaign

        def submit(ledger: Ledger, values: Values) -> Done:
            from tracker.tui.workers import comparison_reads

            said = comparison_reads.export(ledger, since, until, campaign, values["path"])
            return Done(said, can_undo=False)

        path = exports_dir() / f"变化_{since:%Y%m%d}-{until:%Y%m%d}.txt"
        intro = (f"{since} 至 {until} 的变化，文本文件，可以用记事本、WPS 打开",)
        self.tracker.push_screen(
            Form("导出两天之间的变化", [Field("path", "文件", value=str(path))], submit, intro=intro)
        )

    # From column to column

    def action_next_panel(self) -> None:
        """Tab."""
        if self.query_one("#items").has_focus:
            self.action_panel_left()
        else:
            self.action_panel_right()

    def action_panel_left(self) -> None:
        """To the figures."""
        self.query_one("#figures").focus()

    def action_panel_right(self) -> None:
        """To the items, where there are any."""
        items = self.query_one("#items", RowList)
        if items.current is not None:
            items.focus()
        else:
            self.tracker.say("这里没有可看的事项")


def _change(before: str, after: str) -> str:
    """整改中 → 已销号; what was not there before or is gone by now says so."""
    if not before:
        return f"新登记，{after}"
    if not after:
        return f"{before}，后来撤销了登记"
    return f"{before} → {after}" if before != after else after
