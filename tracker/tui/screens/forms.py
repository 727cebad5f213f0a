"""收发: the forms that went out to units, batch by batch, with who has returned theirs and who has not."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.widget import Widget
from textual.widgets import Static

from tracker.ledger.words import State
from tracker.tui.dialogs.files import ReturnedFilesDialog
from tracker.tui.keymap import key_for
from tracker.tui.keys import FORMS, bindings
from tracker.tui.lines import Lines, editable
from tracker.tui.rows.form import RoundHead, UnitRow
from tracker.tui.screens.merging import MergeScreen
from tracker.tui.screens.page import Page
from tracker.tui.screens.sending import SendScreen
from tracker.tui.widgets.row_list import ListedRow, RowList

if TYPE_CHECKING:
    from tracker.ledger.forms import RoundStatus
    from tracker.ledger.store import Ledger


class FormsScreen(Page):
    """The latest batch first."""

    NAME = "填报表收发"
    KEYS = FORMS
    BINDINGS: ClassVar = bindings(FORMS)
    CSS_PATH = ["comparison.tcss", "forms.tcss"]  # noqa: RUF012 - as Textual declares it

    def __init__(self) -> None:
        super().__init__()
        self._rounds: list[RoundStatus] | None = None
        self._only_missing = False

    def body(self) -> Iterable[Widget]:
        """What there is to do, and the batches."""
        yield Static(id="forms-note", markup=False)
        yield RowList(id="forms")

    def on_mount(self) -> None:
        """Read the batches."""
        self.query_one(RowList).focus()
        self.ledger_changed()

    def on_resize(self, event: events.Resize) -> None:
        """Wrap anew."""
        self.call_after_refresh(self._tell)

    def ledger_changed(self) -> None:
        """Read them again."""

        def rounds(ledger: Ledger) -> list[RoundStatus]:
            from tracker.tui.workers import form_reads

            return form_reads.rounds(ledger)

        self.read(rounds, self._show, group="rounds")

    def _show(self, rounds: list[RoundStatus]) -> None:
        self._rounds = rounds
        today = self.tracker.office.today()
        rows: list[ListedRow] = []
        for one in rounds:
            listed = [form for form in one.forms if not (self._only_missing and form.is_back)]
            if listed:
                rows.append(RoundHead(one, today))
                rows += [UnitRow(one, form, today) for form in listed]
        self.query_one(RowList).show(rows)
        self.hide_keys(*(() if rounds else ("open_unit", "only_missing")))
        self._tell()

    def _tell(self) -> None:
        if self._rounds is None:
            return
        lines = Lines(self.size.width - 2)
        send, back = key_for("send", "发表"), key_for("take_back")
        if not self._rounds:
            lines.text(
                f"还没有发过填报表。按 {send} 给各单位各发一份只有自己事项的表，交回来按 {back} 合并",
                "$muted",
            )
        elif self._only_missing and not self.query_one(RowList).rows:
            lines.text("各批都交回来了", "$lamp-done")
        else:
            missing = self._rounds[0].missing
            told = f"最近一批还有 {missing} 个单位没有交回" if missing else "最近一批都交回来了"
            narrowed = "；只列未交的" if self._only_missing else ""
            lines.text(
                f"发过 {len(self._rounds)} 批，{told}{narrowed}", "$lamp-near" if missing else "$lamp-done"
            )
        self.query_one("#forms-note", Static).update(lines.content())

    # Keys

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        """Clicked twice."""
        event.stop()
        self.action_open_unit()

    def action_open_unit(self) -> None:
        """Enter 看事项."""
        row = self.query_one(RowList).current
        if not isinstance(row, UnitRow):
            self.tracker.say(f"还没有发过填报表，按 {key_for('send', '发表')} 发表")
        else:
            from tracker.ledger.filtering.tree import every, of

            meant = every([of("单位", row.form.unit), of("状态", State.RECTIFYING)])
            self.tracker.show_list(editable(str(meant)))

    def action_only_missing(self) -> None:
        """F4 只看未交."""
        self._only_missing = not self._only_missing
        self._show(self._rounds or [])

    def action_send(self) -> None:
        """F7 发表."""
        if self.tracker.may("send_forms"):
            self.tracker.push_screen(SendScreen())

    def action_take_back(self) -> None:
        """F8 收表."""

        def chosen(paths: list[Path] | None) -> None:
            if paths:
                self.tracker.push_screen(MergeScreen(paths))

        if self.tracker.may("merge_forms"):
            self.tracker.push_screen(ReturnedFilesDialog(self.tracker.places.forms_folder), chosen)
