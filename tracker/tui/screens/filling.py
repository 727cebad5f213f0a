"""填表: a superior's workbook, what the ledger would write into it row by row, then a copy with it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from tracker.errors import TrackerError
from tracker.text.cells import cut
from tracker.tui.dialogs.confirm import Notice
from tracker.tui.dialogs.files import WORKBOOKS, OneFileDialog
from tracker.tui.dialogs.fill_forms import copy_form, fill_form
from tracker.tui.dialogs.form import Values
from tracker.tui.dialogs.pick import Choice, Pick
from tracker.tui.dialogs.wish_form import WishForm
from tracker.tui.keys import FILLING, bindings
from tracker.tui.lines import Lines
from tracker.tui.long_tasks import LongTask
from tracker.tui.rows.fill import KINDS, UNSURE, FillWish, Rehearsed, TheirRow
from tracker.tui.screens.sheet_preview import SheetPreview
from tracker.tui.views import Done

if TYPE_CHECKING:
    from tracker.desk.filling import Filled, Theirs
    from tracker.exchange.importing.tables import Table
    from tracker.ledger.store import Ledger
    from tracker.tui.app import TrackerApp

INTRO = "上级发来的工作簿：认出哪一行是哪一项，先看填什么，再另存一份；只写我们的格子"

NOT_OURS = "不是"
"""Picked for a row that is none of our items."""


def fill_in(app: TrackerApp) -> None:
    """Choose the workbook, then see what would be written."""

    def chosen(path: Path | None) -> None:
        if path is not None:
            app.push_screen(FillScreen(path))

    app.push_screen(OneFileDialog(app.places.folder, "填上级的表", INTRO, WORKBOOKS), chosen)


class FillScreen(SheetPreview):
    """The workbook is read once; what is filled in can be changed again and again."""

    NAME = "填上级的表"
    KEYS = FILLING
    BINDINGS: ClassVar = bindings(FILLING)
    KINDS = KINDS
    ENTER = "say_item"

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._theirs: Theirs | None = None
        self._wish = FillWish()
        self._chosen: dict[str, str] = {}
        """By row, the 编号 of the item that somebody said it is; empty for none."""
        self._rehearsed: Rehearsed | None = None

    def on_mount(self) -> None:
        """Read it at once."""
        self._open(self._wish)

    @property
    def tables(self) -> Sequence[Table]:
        """Those with a header that was recognised."""
        return self._theirs.source.tables if self._theirs is not None else ()

    @property
    def leaving_question(self) -> str:
        """What was said of rows would have to be said again."""
        return f"说定的{len(self._chosen)}行还没有写成文件，离开就要重新说" if self._chosen else ""

    def head_lines(self, lines: Lines) -> None:
        """The file, and what is not as usual."""
        self.tell_file(lines, "填", indent=4)
        if words := _wish_words(self._wish):
            lines.cut_text(words, 1, "$muted", indent=4, first=("", ""))

    # Reading

    def _open(self, wish: FillWish) -> None:
        path = self._path

        def opened(job: LongTask) -> Theirs:
            from tracker.tui.workers import fill_work

            return fill_work.opened(path, wish.sheets, job)

        self.work_on("读取", opened, partial(self._opened, wish), paths=[path])

    def reopen(self) -> None:
        """Its rows may be other ones now: which item each is would have to be said again."""
        if self._chosen:
            self.tracker.say(f"表在别处改过了，说定的{len(self._chosen)}行请重新说")
            self._chosen = {}
        self._open(self._wish)

    def _opened(self, wish: FillWish, theirs: Theirs) -> None:
        self._wish, self._theirs, self._columns, self._rehearsed = wish, theirs, (), None
        self.ask_columns()

    def failed(self, error: BaseException) -> None:
        """A file that cannot be read closes the page; the rest can be mended on it."""
        if self._theirs is not None or not isinstance(error, TrackerError):
            super().failed(error)
        else:
            self.leave()
            self.tracker.push_screen(Notice("没有读成", (str(error),)))

    def rehearse(self) -> None:
        """Which row is which item, and what would be written."""
        theirs, columns, wish, chosen = self._theirs, self._columns, self._wish, dict(self._chosen)
        assert theirs is not None
        office = self.tracker.office
        today = office.today()

        def rehearsed(job: LongTask) -> Rehearsed:
            from tracker.tui.workers import fill_work

            return fill_work.rehearsed(office.ledger(), theirs, columns, wish, chosen, today, job)

        self.work_on("对照", rehearsed, self._show)

    def _show(self, rehearsed: Rehearsed) -> None:
        self._rehearsed = rehearsed
        self.show_rows(rehearsed.rows)
        if not self.is_current:
            self.tracker.say(f"填表对照好了：{rehearsed.counted}")

    # Changing

    def action_say_item(self) -> None:
        """Enter 是哪一项."""
        row, found = self.current, self._rehearsed
        if self._is_writing and self.is_busy:
            return
        if not isinstance(row, TheirRow) or found is None:
            self.tracker.say("这一行不是表里的事项")
            return
        titles = dict(found.items)
        likely = [Choice(row.likely, row.likely, "bold $vermilion", titles.get(row.likely, ""))]
        others = [
            Choice(number, number, remark=title) for number, title in found.items if number != row.likely
        ]
        choices = [
            *(likely if row.likely else []),
            Choice(NOT_OURS, "不是我们的", "bold $foreground", "这一行不填"),
            *others,
        ]
        title = f"“{cut(row.title, 40)}”是哪一项？"
        self.tracker.push_screen(Pick(title, choices), partial(self._item_said, row))

    def _item_said(self, row: TheirRow, number: str | None) -> None:
        if number is not None:
            self._chosen[row.place] = "" if number == NOT_OURS else number
            self.rehearse()

    def action_take_likely(self) -> None:
        """F5 都照最像的."""
        if self._is_writing and self.is_busy:
            return
        unsure = [row for row in self._rows if isinstance(row, TheirRow) and row.kind is UNSURE]
        if not unsure:
            self.tracker.say("没有拿不准的行")
            return
        taken = set(self._chosen.values())
        for row in sorted(unsure, key=lambda row: -row.score):
            if row.likely not in taken:
                taken.add(row.likely)
                self._chosen[row.place] = row.likely
        self.rehearse()

    def action_choose_manner(self) -> None:
        """F4 改做法."""
        if self.is_busy or self._theirs is None:
            return

        today = self.tracker.office.today()

        def check(ledger: Ledger, values: Values) -> None:
            from tracker.ledger.views import read_line
            from tracker.tui.workers import fill_work

            read_line(ledger, values["line"])
            fill_work.wish_of(values, today)

        form = fill_form(self._wish, check)
        self.tracker.push_screen(form, partial(self._manner_chosen, form))

    def _manner_chosen(self, form: WishForm, done: Done | None) -> None:
        if done is None:
            return
        from tracker.tui.workers import fill_work

        wish = fill_work.wish_of(form.filled, self.tracker.office.today())
        if wish.sheets != self._wish.sheets:
            self._open(wish)
        else:
            self._wish = wish
            self.rehearse()

    # Writing

    def action_apply(self) -> None:
        """F2 写成文件: first under which name."""
        if self.is_busy:
            return
        if self._rehearsed is None or not self._rehearsed.cells:
            self.tracker.say("没有要填的：没有对上的行，或者都已经一样")
            return
        path = self._path

        def check(_: Ledger, values: Values) -> None:
            from tracker.tui.workers import fill_work

            fill_work.target_of(values, path)

        from tracker.tui.workers import fill_work

        form = copy_form(str(fill_work.usual_target(path)), check)
        self.tracker.push_screen(form, partial(self._named, form))

    def _named(self, form: WishForm, done: Done | None) -> None:
        if done is None:
            return
        theirs, columns, wish, chosen = self._theirs, self._columns, self._wish, dict(self._chosen)
        assert theirs is not None
        office = self.tracker.office
        today = office.today()

        from tracker.tui.workers import fill_work

        target = fill_work.target_of(form.filled, self._path)

        def written(job: LongTask) -> Filled:
            return fill_work.written(office.ledger(), theirs, columns, wish, chosen, target, today, job)

        self.work("写出", written, partial(self._written, target))
        self._is_writing = True

    def _written(self, target: Path, filled: Filled) -> None:
        self._chosen = {}
        self.leave()
        lines = [f"写成：{target}", filled.counted, "原件没有动；只写了我们的格子"]
        if filled.absent:
            numbers = "、".join(item.number for item in filled.absent[:10])
            more = f"等{len(filled.absent)}项" if len(filled.absent) > 10 else ""
            lines.append(f"台账里有、表里没有的：{numbers}{more}")
        self.tracker.push_screen(Notice(f"填好了：{target.name}", lines, is_refusal=False))


def _wish_words(wish: FillWish) -> str:
    """What is not as usual."""
    said = {
        f"事项 {wish.line}": bool(wish.line),
        f"截至 {wish.day}": wish.day is not None,
        "标有密级的也填": wish.with_secret,
        f"列 {'、'.join(wish.columns)}": bool(wish.columns),
        "已有内容的不动": wish.only_empty,
        "放不下的行加高": wish.fits_rows,
        f"工作表 {'、'.join(wish.sheets)}": bool(wish.sheets),
    }
    return "；".join(words for words, is_said in said.items() if is_said)
