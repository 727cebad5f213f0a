"""导入: a 台账 of somebody else's, or our own that came back, seen row by row before it is taken over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from tracker.errors import TrackerError
from tracker.tui.dialogs.confirm import Confirm, Notice
from tracker.tui.dialogs.files import OneFileDialog
from tracker.tui.dialogs.form import Values
from tracker.tui.dialogs.import_forms import manner_form
from tracker.tui.dialogs.wish_form import WishForm
from tracker.tui.keys import IMPORTING, bindings
from tracker.tui.lines import Lines
from tracker.tui.long_tasks import LongTask
from tracker.tui.rows.importing import KINDS, New, Rehearsed
from tracker.tui.screens.sheet_preview import SheetPreview
from tracker.tui.views import Done

if TYPE_CHECKING:
    from tracker.desk.importing import Source, Wishes
    from tracker.exchange.importing.tables import Table
    from tracker.ledger.campaigns import CampaignOverview
    from tracker.ledger.store import Ledger
    from tracker.tui.app import TrackerApp

ENDINGS = frozenset((".xlsx", ".xlsm", ".csv"))
INTRO = "别处的台账、以前的 Excel 台账、自己导出改过的：先看逐行怎么办，再一次导入，一次撤得回"


def import_ledger(app: TrackerApp) -> None:
    """Choose the workbook, then see what it would do."""

    def chosen(path: Path | None) -> None:
        if path is not None:
            app.push_screen(ImportScreen(path))

    if app.may("import"):
        app.push_screen(OneFileDialog(app.places.folder, "导入台账", INTRO, ENDINGS), chosen)


class ImportScreen(SheetPreview):
    """The workbook is read once; how it is taken in can be changed again and again."""

    NAME = "导入台账"
    KEYS = IMPORTING
    BINDINGS: ClassVar = bindings(IMPORTING)
    KINDS = KINDS

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._source: Source | None = None
        self._wishes: Wishes | None = None
        self._sheets: tuple[str, ...] = ()
        self._rehearsed: Rehearsed | None = None

    def on_mount(self) -> None:
        """Read it at once."""
        self._open(())

    @property
    def tables(self) -> Sequence[Table]:
        """Those with a header that was recognised."""
        return self._source.tables if self._source is not None else ()

    def head_lines(self, lines: Lines) -> None:
        """The file, and into what it goes."""
        self.tell_file(lines, "导入", indent=6)
        if self._wishes is not None and self._rehearsed is not None:
            words = _wish_words(self._rehearsed.campaign, self._wishes, self._sheets)
            lines.cut_text(words, 1, "$muted", indent=6, first=("", ""))

    # Reading

    def _open(self, sheets: tuple[str, ...]) -> None:
        path = self._path

        def opened(job: LongTask) -> Source:
            from tracker.tui.workers import import_work

            return import_work.opened(path, sheets, job)

        self.work_on("读取", opened, partial(self._opened, sheets), paths=[path])

    def reopen(self) -> None:
        """With what was said of its columns and of how it is taken in."""
        self._open(self._sheets)

    def _opened(self, sheets: tuple[str, ...], source: Source) -> None:
        from tracker.desk.importing import Wishes

        self._source, self._sheets, self._columns, self._rehearsed = source, sheets, (), None
        if self._wishes is None:
            self._wishes = Wishes(campaign=self.tracker.campaign or None)
        self.ask_columns()

    def failed(self, error: BaseException) -> None:
        """A file that cannot be read closes the page; the rest can be mended on it."""
        if self._source is not None or not isinstance(error, TrackerError):
            super().failed(error)
        else:
            self.leave()
            self.tracker.push_screen(Notice("没有读成", (str(error),)))

    def rehearse(self) -> None:
        """Each row by the ledger's own rules; it holds the pen while it lasts."""
        source, columns, wishes = self._source, self._columns, self._wishes
        assert source is not None and wishes is not None
        office = self.tracker.office
        actor, today = office.actor, office.today()

        def rehearsed(job: LongTask) -> Rehearsed:
            from tracker.tui.workers import import_work

            return office.write(
                lambda ledger: import_work.rehearsed(ledger, actor, source, columns, wishes, today, job)
            )

        self.work_on("预演", rehearsed, self._show)

    def _show(self, rehearsed: Rehearsed) -> None:
        self._rehearsed = rehearsed
        self.show_rows(rehearsed.rows)
        if not self.is_current:
            self.tracker.say(f"导入预演好了：{rehearsed.counted}")

    # Changing

    def action_choose_manner(self) -> None:
        """F4 改做法."""
        if self.is_busy or self._source is None:
            return

        def campaigns(ledger: Ledger) -> list[CampaignOverview]:
            from tracker.tui.workers import import_work

            return import_work.campaigns(ledger)

        self.read(campaigns, self._ask_manner, group="campaigns")

    def _ask_manner(self, campaigns: list[CampaignOverview]) -> None:
        assert self._wishes is not None
        names = [row.settings.name for row in campaigns]
        chosen = self._rehearsed.campaign if self._rehearsed is not None else self._wishes.campaign
        today = self.tracker.office.today()

        def check(_: Ledger, values: Values) -> None:
            from tracker.tui.workers import import_work

            import_work.wishes_of(values, today)

        form = manner_form(names, chosen or "", self._wishes, "、".join(self._sheets), today, check)
        self.tracker.push_screen(form, partial(self._manner_chosen, form))

    def _manner_chosen(self, form: WishForm, done: Done | None) -> None:
        if done is None:
            return
        from tracker.tui.workers import import_work

        self._wishes = import_work.wishes_of(form.filled, self.tracker.office.today())
        sheets = import_work.sheets_of(form.filled)
        if sheets != self._sheets:
            self._open(sheets)
        else:
            self.rehearse()

    # Taking it in

    def action_apply(self) -> None:
        """F2 导入: all; where some are refused, ask whether only the others are wanted."""
        if self.is_busy:
            return
        found = self._rehearsed
        if found is None or not found.possible:
            self.tracker.say("没有要导入的：都不能导入，或者台账里本来就是这样")
        elif found.refused:
            only = f"只导入其余{found.possible}项"
            question = Confirm(f"有{found.refused}项不能导入", f"{only}吗？", yes=only, no="先不导入")
            self.tracker.push_screen(question, partial(self._answered_apply, found.possible))
        else:
            self._take_in(found.possible, only_possible=False)

    def _answered_apply(self, possible: int, answer: bool | None) -> None:
        if answer:
            self._take_in(possible, only_possible=True)

    def _take_in(self, total: int, *, only_possible: bool) -> None:
        source, columns, wishes = self._source, self._columns, self._wishes
        assert source is not None and wishes is not None
        office = self.tracker.office
        actor, today = office.actor, office.today()

        added: list[New] = []

        def task(ledger: Ledger, job: LongTask) -> Done:
            from tracker.tui.workers import import_work

            chosen = import_work.only_possible(wishes) if only_possible else wishes
            done, new = import_work.taken_in(ledger, actor, source, columns, chosen, today, total, job)
            added.extend([new] if new is not None else [])
            return done

        self.write("导入", task, lambda _: self._taken_in(added))

    def _taken_in(self, added: Sequence[New]) -> None:
        was_current = self.is_current
        self.leave()
        if was_current and added:
            (new,) = added
            question = Confirm(f"新增{new.count}项", f"编号 {new.numbers}", yes="列出新增的", no="知道了")
            self.tracker.push_screen(question, partial(_list_added, self.tracker, new))


def _list_added(app: TrackerApp, new: New, answer: bool | None) -> None:
    if answer:
        app.show_list(new.filter)


def _wish_words(campaign: str, wishes: Wishes, sheets: Sequence[str]) -> str:
    """Into which 专项, and what is not as usual."""
    said: Mapping[str, bool] = {
        f"到专项“{campaign}”": True,
        f"时限从 {wishes.base} 算起": wishes.base is not None,
        "都作待挂号": wishes.as_new,
        "读不出的时限照原文记下": wishes.keeps_unreadable,
        "编号是别处的": wishes.foreign_numbers,
        f"只读工作表 {'、'.join(sheets)}": bool(sheets),
    }
    return "；".join(words for words, is_said in said.items() if is_said)
