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
from tracker.tui.check_rows import (
    VERDICTS,
    CheckedDraft,
    CheckRow,
    CheckWish,
    marks_of,
    numbers_behind,
    sums,
    told_of,
)
from tracker.tui.dialogs.desk_forms import check_form, copy_form
from tracker.tui.dialogs.form import Values
from tracker.tui.evidence_files import open_with_system
from tracker.tui.keymap import key_for
from tracker.tui.keys import CHECKING, bindings
from tracker.tui.lines import Lines, Part, assemble
from tracker.tui.screens.page import Page
from tracker.tui.views import Done
from tracker.tui.widgets.document_view import DocumentView
from tracker.tui.widgets.masthead import Masthead
from tracker.tui.widgets.row_list import RowList
from tracker.tui.widgets.working_line import WorkingLine

if TYPE_CHECKING:
    from tracker.ledger.store import Ledger

WIDE = 110
"""From so many cells the draft itself stands beside the figures."""


class CheckingScreen(Page):
    """The draft at the left where there is room, the figures at the right, and all about the one in hand."""

    NAME = "汇报稿核对"
    KEYS = CHECKING
    BINDINGS: ClassVar = bindings(CHECKING)
    CSS_PATH = "checking.tcss"

    def __init__(self, wish: CheckWish | None = None) -> None:
        super().__init__()
        self._wish = wish
        """As it was last time; what is checked once it was chosen again."""
        self._draft: CheckedDraft | None = None
        self._verdict = ""
        """Only figures of this verdict; empty: all."""
        self._copy: Path | None = None

    def body(self) -> Iterable[Widget]:
        """The sums, then the draft, the figures, and the one in hand."""
        yield Static(id="check-sums", markup=False)
        yield WorkingLine()
        with Horizontal(id="checked"):
            yield DocumentView(id="draft")
            with Vertical(id="check-side"):
                yield RowList(id="check-figures")
                with VerticalScroll(id="check-told", can_focus=False):
                    yield Static(id="check-text", markup=False)

    def on_mount(self) -> None:
        """Ask at once for the draft."""
        super().on_mount()
        self.query_one(RowList).focus()
        self._tell_sums()
        self.action_choose()

    def on_resize(self, event: events.Resize) -> None:
        """Beside each other, or the figures alone."""
        self.set_class(event.size.width >= WIDE, "-wide")
        self.call_after_refresh(self._tell)

    # Checking

    def action_choose(self) -> None:
        """F3."""
        form = check_form(self._understand, self.tracker.places.folder, self._wish, self.tracker.campaign)
        self.tracker.push_screen(form, self._chosen)

    def _understand(self, ledger: Ledger, values: Values) -> None:
        from tracker.tui import reads_checking

        office = self.tracker.office
        self._wish = reads_checking.wish_of(ledger, values, self.tracker.campaign, office.today())

    async def _chosen(self, done: Done | None) -> None:
        if done is None and self._draft is None:
            await self.action_back()
        elif done is not None and self._wish is not None:
            self.tracker.places.keep_folder(self._wish.path.parent)
            self.tracker.last_checked = self._wish
            self._copy = None
            self.action_check_again()

    def action_check_again(self) -> None:
        """F4."""
        wish, today = self._wish, self.tracker.office.today()
        if wish is None:
            self.action_choose()
            return
        progress = self.query_one(WorkingLine).begin(f"正在读取 {wish.path.name}")

        def checked(ledger: Ledger) -> CheckedDraft:
            from tracker.tui import reads_checking

            return reads_checking.checked(ledger, wish, today, progress.tell)

        self.read(checked, self._show, group="check", failed=self._not_checked)

    def _not_checked(self, error: BaseException) -> None:
        self.query_one(WorkingLine).end()
        self._tell_sums()
        self.tracker.show_failure(error)

    def _show(self, draft: CheckedDraft) -> None:
        self.query_one(WorkingLine).end()
        self._draft = draft
        self.query_one(Masthead).left = draft.wish.path.name
        self.query_one(DocumentView).show(draft.text, marks_of(self._rows))
        for warning in draft.warnings:
            self.tracker.say(f"注意：{warning}")
        self._show_rows()
        self.query_one(RowList).action_edge(False)

    @property
    def _rows(self) -> list[CheckRow]:
        """Every figure, in the order of the draft."""
        figures = self._draft.checks.figures if self._draft is not None else ()
        return [CheckRow(place, one) for place, one in enumerate(figures, 1)]

    def _show_rows(self) -> None:
        self.query_one(RowList).show([row for row in self._rows if self._verdict in ("", row.verdict)])
        self._tell()

    # Telling

    def _tell(self) -> None:
        self._tell_sums()
        self._tell_row(self._row)

    def _tell_sums(self) -> None:
        place, draft = self.query_one("#check-sums", Static), self._draft
        if draft is None:
            place.update(assemble((f"还没有核对，按 {key_for('choose', '换稿子')} 选一份汇报稿", "$muted")))
            return
        figures = draft.checks.figures
        parts: list[Part] = [(f"截至 {draft.checks.as_of}  ", "$muted")]
        if draft.wish.line:
            parts.append((f"范围 {draft.wish.line}  ", "$muted"))
        parts.append((f"共 {len(figures)} 个数字   " if figures else "稿中没有找到要核的数字", "$foreground"))
        for words, style, count in sums(draft.checks):
            parts += [(f"{words} ", style), (str(count), "bold"), ("   ", "")]
        if self._verdict:
            word = next(row.checked.verdict.word for row in self._rows if row.verdict == self._verdict)
            parts.append((f"只看{word}的", "$muted"))
        place.update(assemble(*parts))

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        """Tell of the figure under the cursor, and show it in its place."""
        self._tell_row(event.row if isinstance(event.row, CheckRow) else None)

    def _tell_row(self, row: CheckRow | None) -> None:
        lines = Lines(self.query_one("#check-told").scrollable_content_region.width - 1)
        if row is not None:
            told_of(lines, row.checked, with_sentence=not self.has_class("-wide"))
            self.query_one(DocumentView).show_current(row.place)
        self.query_one("#check-text", Static).update(lines.content())

    def on_document_view_mark_clicked(self, event: DocumentView.MarkClicked) -> None:
        """A figure was clicked in the draft."""
        self._verdict = ""
        self._show_rows()
        self.query_one(RowList).go_to(str(event.key))

    @property
    def _row(self) -> CheckRow | None:
        row = self.query_one(RowList).current
        return row if isinstance(row, CheckRow) else None

    # Keys

    async def on_row_list_opened(self, event: RowList.Opened) -> None:
        """A double click."""
        await self.action_open_items()

    async def action_open_items(self) -> None:
        """Enter."""
        row = self._row
        if row is None:
            self.action_choose()
            return
        numbers = numbers_behind(row.checked)
        if not numbers:
            self.tracker.say("这个数字背后没有要列的事项：只有不符的才列")
            return
        await self.tracker.show_list(f"编号:{'、'.join(numbers)}")

    def action_next_verdict(self) -> None:
        """F6."""
        present = {row.verdict for row in self._rows}
        offered = ["", *(code for code in VERDICTS if code in present)]
        place = offered.index(self._verdict) if self._verdict in offered else 0
        self._verdict = offered[(place + 1) % len(offered)]
        self._show_rows()

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

    def action_open_file(self) -> None:
        """F7."""
        path = self._copy or (self._wish.path if self._draft is not None and self._wish else None)
        if path is None:
            self.tracker.say("先选一份稿子核对")
        elif open_with_system(path):
            self.tracker.say(f"已打开“{path.name}”")
        else:
            self.tracker.say(f"这里没有能打开它的程序，请到这里打开：{shown(str(path))}")
