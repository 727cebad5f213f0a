"""汇报稿核对: the figures of a draft beside the ledger's, each in its place, and what stands behind it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from tracker.files import shown
from tracker.tui.dialogs.desk_forms import check_form, copy_form
from tracker.tui.dialogs.form import Values
from tracker.tui.evidence_files import open_with_system
from tracker.tui.keymap import key_for
from tracker.tui.keys import CHECKING, bindings
from tracker.tui.lines import Lines, Part
from tracker.tui.long_tasks import LongTask
from tracker.tui.rows.check import (
    DIFFERS,
    KINDS,
    CheckedDraft,
    CheckRow,
    CheckWish,
    marks_of,
    numbers_behind,
    rows_of,
    told_of,
)
from tracker.tui.rows.preview import PreviewRow
from tracker.tui.screens.preview import PreviewPage
from tracker.tui.views import Done
from tracker.tui.widgets.document_view import DocumentView
from tracker.tui.widgets.masthead import Masthead
from tracker.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from tracker.desk.checking import Checked
    from tracker.ledger.store import Ledger

WIDE = 110
"""From so many cells the draft itself stands beside the figures."""


class CheckingScreen(PreviewPage):
    """The draft at the left where there is room, the figures at the right, and all about the one in hand."""

    NAME = "汇报稿核对"
    KEYS = CHECKING
    BINDINGS: ClassVar = bindings(CHECKING)
    CSS_PATH = ["comparison.tcss", "preview.tcss", "checking.tcss"]  # noqa: RUF012 - as Textual declares it
    KINDS = KINDS
    ENTER = "list_items"

    def __init__(self, wish: CheckWish | None = None) -> None:
        super().__init__()
        self._wish = wish
        """As it was last time; what is checked once it was chosen again."""
        self._draft: CheckedDraft | None = None
        self._copy: Path | None = None

    def body(self) -> Iterable[Widget]:
        """The day, the sums, then the draft, the figures, and the one in hand."""
        yield Static(id="preview-head", markup=False)
        yield Static(id="preview-sums", markup=False)
        with Horizontal(id="checked"):
            yield DocumentView(id="draft")
            with Vertical(id="check-side"):
                yield RowList(id="preview-rows")
                with VerticalScroll(id="preview-told", can_focus=False):
                    yield Static(id="preview-text", markup=False)

    def on_mount(self) -> None:
        """Ask at once for the draft."""
        self.action_choose()

    def on_resize(self, event: events.Resize) -> None:
        """Beside each other, or the figures alone."""
        self.set_class(event.size.width >= WIDE, "-wide")

    # Checking

    def action_choose(self) -> None:
        """F3."""
        folder, campaign = self.tracker.places.folder, self.tracker.campaign
        self.tracker.push_screen(check_form(self._understand, folder, self._wish, campaign), self._chosen)

    def _understand(self, ledger: Ledger, values: Values) -> None:
        from tracker.tui.workers import check_work

        today = self.tracker.office.today()
        self._wish = check_work.wish_of(ledger, values, self.tracker.campaign, today)

    def _chosen(self, done: Done | None) -> None:
        if done is None and self._draft is None and self._job is None:
            self.leave()
        elif done is not None and self._wish is not None:
            self.tracker.places.keep_folder(self._wish.path.parent)
            self.tracker.last_checked = self._wish
            self._copy = None
            self._check()

    def action_check_again(self) -> None:
        """F4."""
        if self._wish is None:
            self.action_choose()
        elif not self.is_busy:
            self._check()

    def _check(self) -> None:
        wish, office = self._wish, self.tracker.office
        assert wish is not None, "chosen before it is checked"
        today = office.today()

        def checked(job: LongTask) -> CheckedDraft:
            from tracker.tui.workers import check_work

            return check_work.checked(office.ledger(), wish, today, job)

        self.work("读取", checked, self._show)

    def _show(self, draft: CheckedDraft) -> None:
        self._draft = draft
        self.query_one(Masthead).left = draft.wish.path.name
        self.query_one(DocumentView).show(draft.text, marks_of(draft.checks))
        for warning in draft.warnings:
            self.tracker.say(f"注意：{warning}")
        rows = rows_of(draft.checks)
        self.show_rows(rows)
        # What wants a look first.
        if first := next((row for row in rows if row.kind is DIFFERS), None):
            self.query_one(RowList).go_to(first.key)

    # Telling

    def head_lines(self, lines: Lines) -> None:
        """The day and the range."""
        draft = self._draft
        if draft is None:
            told = "" if self._job else f"还没有核对，按 {key_for('choose', '换稿子')} 选一份汇报稿"
            lines.text(told, "$muted")
            return
        count = len(draft.checks.figures)
        found = f"共 {count} 个数字" if count else "稿中没有找到要核的数字"
        scope = f"  范围 {draft.wish.line}" if draft.wish.line else ""
        lines.cut_text(f"截至 {draft.checks.as_of}  {found}{scope}", 1, "$foreground", first=("", ""))

    def sums(self) -> list[Part]:
        """Where a copy was written, that too."""
        copy: list[Part] = [(f"批注稿 {self._copy.name}", "$muted")] if self._copy is not None else []
        return [*super().sums(), *copy]

    def row_lines(self, lines: Lines, row: PreviewRow) -> None:
        """All about one figure, which is shown in its place."""
        if isinstance(row, CheckRow) and (one := self._figure) is not None:
            told_of(lines, one, with_sentence=not self.has_class("-wide"))
            self.query_one(DocumentView).show_current(row.place)

    def on_document_view_mark_clicked(self, event: DocumentView.MarkClicked) -> None:
        """A figure was clicked in the draft."""
        self._shown = None
        self.show_rows(self._rows)
        self.query_one(RowList).go_to(str(event.key))

    @property
    def _figure(self) -> Checked | None:
        """The one under the cursor."""
        row = self.current
        if self._draft is None or not isinstance(row, CheckRow):
            return None
        return self._draft.checks.figures[row.place - 1]

    # Keys

    def action_list_items(self) -> None:
        """Enter."""
        one = self._figure
        if one is None:
            self.tracker.say("先选一份稿子核对")
        elif numbers := numbers_behind(one):
            self.tracker.show_list(f"编号:{'、'.join(numbers)}")
        else:
            self.tracker.say("这个数字背后没有要列的事项：只有不符的才列")

    def action_write_copy(self) -> None:
        """F2."""
        if self._draft is None:
            self.tracker.say("先选一份稿子核对")
        elif self._draft.wish.path.suffix.lower() != ".docx":
            self.tracker.say("加批注的稿子只能是 .docx：请把稿子另存为 .docx 再核")
        else:
            self.tracker.push_screen(copy_form(self._draft), self._copied)

    def _copied(self, outcome: Done | None) -> None:
        if outcome is not None:
            self._copy = Path(outcome.subject)
            self.tracker.say(f"按 {key_for('open_file')} 打开批注稿")
            self.tell()

    def action_open_file(self) -> None:
        """F7."""
        path = self._copy or (self._draft.wish.path if self._draft is not None else None)
        if path is None:
            self.tracker.say("先选一份稿子核对")
        elif open_with_system(path):
            self.tracker.say(f"已打开“{path.name}”")
        else:
            self.tracker.say(f"这里没有能打开它的程序，请到这里打开：{shown(str(path))}")
