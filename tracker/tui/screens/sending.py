"""发表: which units get a form with which items, then the forms written into a folder."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from tracker.errors import TrackerError
from tracker.tui.dialogs.confirm import Notice
from tracker.tui.dialogs.field import YES
from tracker.tui.dialogs.form import Values
from tracker.tui.dialogs.sending_forms import dispatch_form, narrowing_form
from tracker.tui.dialogs.wish_form import WishForm
from tracker.tui.keymap import key_for
from tracker.tui.keys import SENDING, bindings
from tracker.tui.lines import Lines
from tracker.tui.long_tasks import LongTask
from tracker.tui.rows.form import NOT_SENT, SENDING_KINDS, SentForms
from tracker.tui.rows.preview import PreviewRow
from tracker.tui.screens.preview import PreviewPage
from tracker.tui.views import Done
from tracker.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from tracker.ledger.form_work import Handed
    from tracker.ledger.store import Ledger
    from tracker.tui.workers.form_reads import SendWish


class SendScreen(PreviewPage):
    """Every unit that has something to answer for, until it is left out."""

    NAME = "给各单位发表"
    KEYS = SENDING
    BINDINGS: ClassVar = bindings(SENDING)
    KINDS = SENDING_KINDS
    ENTER = "leave_out"

    def __init__(self) -> None:
        super().__init__()
        self._wish: SendWish | None = None
        self._handed: Handed | None = None
        self._left_out: frozenset[str] = frozenset()

    def on_mount(self) -> None:
        """Everybody, to begin with."""
        self.read_anew(are_files_changed=False)

    def head_lines(self, lines: Lines) -> None:
        """Which items are meant."""
        wish, campaign = self._wish, self.tracker.campaign
        meant = [f"专项“{campaign}”"] if campaign else []
        if wish is not None and wish.line:
            meant.append(wish.line)
        if wish is not None and wish.with_secret:
            meant.append("标有密级的也发")
        words = "；".join(meant) or "全部整改中的"
        lines.cut_text(words, 2, "bold $foreground", indent=6, first=("事项 ", "$muted"))

    def row_lines(self, lines: Lines, row: PreviewRow) -> None:
        """Which items a unit is asked about."""
        lines.text(row.key, "bold $foreground")
        for line in row.details if row.kind is not NOT_SENT else ():
            lines.cut_text(line, 1, "$foreground", indent=3, first=(" ·", "$vermilion"))

    # Reading

    def read_anew(self, *, are_files_changed: bool) -> None:
        """What there is to send now."""
        from tracker.tui.workers.form_reads import SendWish

        self._read(self._wish or SendWish())

    def _read(self, wish: SendWish) -> None:
        office, campaign = self.tracker.office, self.tracker.campaign
        today = office.today()

        def work(job: LongTask) -> Handed:
            from tracker.tui.workers import form_reads

            return form_reads.work_of(office.ledger(), wish, campaign, today)

        self.work_on("查找", work, partial(self._found, wish))

    def _found(self, wish: SendWish, handed: Handed) -> None:
        self._wish, self._handed = wish, handed
        self._show()

    def failed(self, error: BaseException) -> None:
        """Nothing to send at all closes the page."""
        if self._handed is None and isinstance(error, TrackerError):
            self.leave()
        super().failed(error)

    def _show(self) -> None:
        from tracker.tui.workers import form_reads

        if self._handed is not None:
            self.show_rows(form_reads.sending_rows(self._handed, self._left_out))

    # Keys

    def action_leave_out(self) -> None:
        """空格 不发."""
        row = self.current
        if row is not None and row.kind is not NOT_SENT:
            self._left_out ^= {row.key}
            self._show()
            self.query_one(RowList).action_move(1)

    def action_leave_out_all(self) -> None:
        """Ctrl+A 全不发, or all again."""
        if self._handed is not None:
            units = frozenset(work.unit for work in self._handed.units)
            self._left_out = frozenset() if units <= self._left_out else units
            self._show()

    def action_narrow(self) -> None:
        """F3 筛选."""
        wish = self._wish
        if self.is_busy or wish is None:
            return
        office, campaign = self.tracker.office, self.tracker.campaign

        def check(ledger: Ledger, values: Values) -> None:
            from tracker.tui.workers import form_reads

            form_reads.work_of(ledger, _wish_of(values), campaign, office.today())

        form = narrowing_form(wish.line, with_secret=wish.with_secret, check=check)
        self.tracker.push_screen(form, partial(self._narrowed, form))

    def _narrowed(self, form: WishForm, done: Done | None) -> None:
        if done is not None:
            self._read(_wish_of(form.filled))

    def action_send(self) -> None:
        """F2 发出: first until when, and where."""
        if self.is_busy or self._handed is None or not self.tracker.may("send_forms"):
            return
        kept = tuple(work for work in self._handed.units if work.unit not in self._left_out)
        if not kept:
            self.tracker.say(f"一个单位也没有选，按 {key_for('leave_out', '不发')} 选上")
            return
        today = self.tracker.office.today()

        def folder(ledger: Ledger) -> Path:
            from tracker.tui.workers import form_writes

            return form_writes.usual_folder(ledger, today)

        self.read(folder, partial(self._ask, replace(self._handed, units=kept)), group="folder")

    def _ask(self, handed: Handed, folder: Path) -> None:
        today = self.tracker.office.today()

        def check(_: Ledger, values: Values) -> None:
            from tracker.tui.workers import form_writes

            form_writes.check_dispatch(values, today)

        form = dispatch_form(len(handed.units), None, str(folder), check)
        self.tracker.push_screen(form, partial(self._asked, form, handed, folder))

    def _asked(self, form: WishForm, handed: Handed, offered: Path, done: Done | None) -> None:
        if done is None:
            return
        values, office = form.filled, self.tracker.office
        actor, today = office.actor, office.today()
        outcome: list[SentForms] = []

        def task(ledger: Ledger, job: LongTask) -> Done:
            from tracker.tui.workers import form_writes

            outcome.append(form_writes.send(ledger, actor, handed, values, offered, today, job))
            return Done(outcome[0].sentence)

        self.write("写出", task, lambda _: self._sent(outcome[0]))

    def _sent(self, sent: SentForms) -> None:
        self.tracker.places.keep_forms_folder(sent.folder)
        self.leave()
        lines = [
            f"文件夹：{sent.folder}",
            "把里面的表发给各单位，每个单位一个文件",
            f"交回来的放进一个文件夹，在“填报表收发”里按 {key_for('take_back')} 合并",
        ]
        if sent.without_unit:
            lines.append(f"没有写责任单位，没有发出：{'、'.join(sent.without_unit)}")
        title = f"第{sent.round}批填报表已写好：{sent.units}个单位"
        self.tracker.push_screen(Notice(title, lines, is_refusal=False))


def _wish_of(values: Values) -> SendWish:
    from tracker.tui.workers.form_reads import SendWish

    return SendWish(values["line"].strip(), values["secret"] == YES)
