"""承诺对账: a later speech or report beside what the ledger promises; a person takes over what is right."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from tracker.tui.dialogs.confirm import Confirm
from tracker.tui.dialogs.desk_forms import reconcile_form
from tracker.tui.dialogs.form import Values
from tracker.tui.keymap import key_for
from tracker.tui.keys import RECONCILING, bindings
from tracker.tui.lines import Lines, Part
from tracker.tui.long_tasks import LongTask
from tracker.tui.rows.preview import PreviewRow
from tracker.tui.rows.reconcile import KINDS, Compared, ReconcileRow, ReconcileWish, rows_of, told_of
from tracker.tui.screens.preview import PreviewPage
from tracker.tui.views import Done
from tracker.tui.widgets.masthead import Masthead
from tracker.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from tracker.desk.reconciliation import Finding, Reconciliation
    from tracker.ledger.store import Ledger

MOST_NAMED = 8
"""Lines that are named before they are taken over."""


class ReconcilingScreen(PreviewPage):
    """The document is read once; its lines are told anew whenever the ledger goes on."""

    NAME = "承诺对账"
    KEYS = RECONCILING
    BINDINGS: ClassVar = bindings(RECONCILING)
    KINDS = KINDS

    def __init__(self, wish: ReconcileWish | None = None, *, is_chosen: bool = False) -> None:
        super().__init__()
        self._wish = wish
        """As it was last time; where it `is_chosen` nothing is asked."""
        self._is_chosen = is_chosen
        self._compared: Compared | None = None
        self._marked: set[int] = set()

    def on_mount(self) -> None:
        """Ask for the document, unless it is known."""
        if self._is_chosen:
            self._read()
        else:
            self.action_choose()

    def head_lines(self, lines: Lines) -> None:
        """The document and its day."""
        wish = self._wish
        if self._compared is None:
            told = "" if self._job else f"还没有对账，按 {key_for('choose', '换文件')} 选一份讲话或报告"
            lines.text(told, "$muted")
            return
        found = self._compared.found
        lines.cut_text(found.source, 1, "bold $foreground", indent=6, first=("对账 ", "$muted"))
        if wish is not None and wish.line:
            lines.cut_text(wish.line, 1, "$muted", indent=6, first=("范围 ", "$muted"))

    def row_lines(self, lines: Lines, row: PreviewRow) -> None:
        """Both sentences of a line."""
        if (one := self._finding) is not None:
            told_of(lines, one, is_marked=one.ordinal in self._marked)

    def sums(self) -> list[Part]:
        """With what is marked."""
        marked = [(f"■ 选中 {len(self._marked)}", "bold $foreground")] if self._marked else []
        nothing: list[Part] = [("没有可对照的", "$muted")] if self._compared and not self._rows else []
        return [*super().sums(), *nothing, *marked]

    # Reading

    def action_choose(self) -> None:
        """F3 换文件."""
        form = reconcile_form(self._understand, self.tracker.places.folder, self._wish, self.tracker.campaign)
        self.tracker.push_screen(form, self._chosen)

    def _understand(self, ledger: Ledger, values: Values) -> None:
        from tracker.tui.workers import reconcile_work

        self._wish = reconcile_work.wish_of(ledger, values, self.tracker.campaign)

    def _chosen(self, done: Done | None) -> None:
        if done is None:
            if self._compared is None and self._job is None:
                self.leave()
            return
        if self._wish is not None and self._wish.path is not None:
            self.tracker.places.keep_folder(self._wish.path.parent)
            self.tracker.last_reconciled = self._wish
        self._marked.clear()
        self._read()

    def _read(self) -> None:
        wish, office = self._wish, self.tracker.office
        assert wish is not None, "chosen before it is read"
        actor, today = office.actor, office.today()

        def compared(job: LongTask) -> Compared:
            from tracker.tui.workers import reconcile_work

            return reconcile_work.compared(office.ledger(), actor, wish, today, job)

        paths = [wish.path] if wish.path is not None else []
        self.work_on("读取", compared, self._show, paths=paths)

    def action_compare_again(self) -> None:
        """F4 重新对账."""
        if self._wish is None:
            self.action_choose()
        elif not self.is_busy:
            self._read()

    def read_anew(self, *, are_files_changed: bool) -> None:
        """The document as it is by now; else the same one against what the ledger has become."""
        if are_files_changed:
            self._read()
        else:
            self._compare_again()

    def _compare_again(self) -> None:
        before, wish, office = self._compared, self._wish, self.tracker.office
        if before is None or wish is None:
            return
        actor, today = office.actor, office.today()

        def compared(job: LongTask) -> Compared:
            from tracker.tui.workers import reconcile_work

            return reconcile_work.compared_again(office.ledger(), actor, before.document, wish, today)

        self.work_on("对账", compared, self._show)

    def _show(self, compared: Compared) -> None:
        marked = self._marked_keys()
        self._compared = compared
        for warning in compared.document.text.warnings:
            self.tracker.say(f"注意：{warning}")
        self.query_one(Masthead).left = compared.found.title
        doable = {one.key: one.ordinal for one in compared.found.findings if one.is_doable}
        self._marked = {doable[key] for key in marked if key in doable}
        self._show_all()

    def _marked_keys(self) -> list[str]:
        """What is marked by what it is about: as long as nothing was taken over its number may change."""
        findings = self._compared.found.findings if self._compared is not None else ()
        return [one.key for one in findings if one.ordinal in self._marked]

    def _show_all(self) -> None:
        if self._compared is not None:
            self.show_rows(rows_of(self._compared.found, self._marked))

    @property
    def _finding(self) -> Finding | None:
        """The line under the cursor."""
        row = self.current
        if self._compared is None or not isinstance(row, ReconcileRow):
            return None
        return self._compared.found.numbered(row.ordinal)

    # Taking over

    def action_mark(self) -> None:
        """空格 选中."""
        one = self._finding
        if one is None or not self.tracker.may("reconcile"):
            return
        if not one.is_doable:
            self.tracker.say(f"第{one.ordinal}条{one.refusal or '没有可以办的，只供查看'}")
        else:
            self._marked ^= {one.ordinal}
            self._show_all()
        self.query_one(RowList).action_move(1)

    def action_mark_all(self) -> None:
        """Ctrl+A 全选: of what is shown; once more takes the marks away."""
        if self._compared is None or not self.tracker.may("reconcile"):
            return
        shown = {row.ordinal for row in self.query_one(RowList).rows if isinstance(row, ReconcileRow)}
        sure = {one.ordinal for one in self._compared.found.findings if one.is_done_with_all} & shown
        self._marked = self._marked - sure if sure <= self._marked else self._marked | sure
        self._show_all()

    def action_apply(self) -> None:
        """F2 办理: what is marked, else the line under the cursor, once it was looked at together."""
        if self.is_busy or self._compared is None or not self.tracker.may("reconcile"):
            return
        one = self._finding
        if not self._marked and (one is None or not one.is_doable):
            why = "没有可以办的" if one is None else one.refusal or "没有可以办的，只供查看"
            self.tracker.say(f"{f'第{one.ordinal}条' if one else ''}{why}")
            return
        chosen = sorted(self._marked) or [one.ordinal for one in (one,) if one is not None]
        lines = [line for line in map(self._compared.found.numbered, chosen) if line is not None]
        told = [f"{line.ordinal}. {line.number} {line.deed}：{line.promised or line.said}" for line in lines]
        if len(told) > MOST_NAMED:
            told = [*told[:MOST_NAMED], f"……共{len(lines)}条"]
        question = Confirm(
            f"办理{len(lines)}条",
            "\n".join([*told, "", "一次办完，一次撤销。"]),
            yes="办理",
            no="先不办",
        )
        self.tracker.push_screen(question, partial(self._answered, self._compared.found, chosen))

    def _answered(self, found: Reconciliation, chosen: list[int], answer: bool | None) -> None:
        """What was looked at is taken over, though the list has other numbers by now."""
        if not answer:
            return
        office = self.tracker.office
        actor, today = office.actor, office.today()

        def apply(ledger: Ledger, job: LongTask) -> Done:
            from tracker.tui.workers import reconcile_work

            return Done(reconcile_work.apply(ledger, actor, found, chosen, today))

        self.write("办理", apply, lambda _: self.catch_up())
