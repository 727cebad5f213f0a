"""A page that shows what would be done, row by row, before anything is: sums, rows, and one in detail."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final, TypeVar

from textual import events
from textual.containers import VerticalScroll
from textual.content import Content
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Static

from tracker.text.cells import width
from tracker.tui.dialogs.confirm import Confirm
from tracker.tui.keymap import key_for
from tracker.tui.lines import Lines, Part, assemble
from tracker.tui.long_tasks import LongTask
from tracker.tui.mining_jobs import Stopped
from tracker.tui.rows.preview import Kind, PreviewRow
from tracker.tui.screens.page import Page
from tracker.tui.views import Done
from tracker.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from pathlib import Path

    from tracker.ledger.store import Ledger
    from tracker.tui.basis import Basis

T = TypeVar("T")

BEAT: Final = 0.2
"""Seconds between two looks at how far it is."""


class PreviewPage(Page):
    """Its heirs say what is read, what each row is, and what is written."""

    CSS_PATH = ["comparison.tcss", "preview.tcss"]  # noqa: RUF012 - as Textual declares it
    KINDS: tuple[Kind, ...] = ()
    """In the order in which they are counted and shown alone."""
    ENTER: ClassVar[str] = "open_item"
    """The action of Enter, and of a double click."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[PreviewRow, ...] = ()
        self._shown: Kind | None = None
        self._job: LongTask | None = None
        self._beat: Timer | None = None
        self._is_writing = False
        self._basis: Basis | None = None
        """What is shown rests on it; None as long as nothing is."""
        self._is_due = False
        """Something was written while it was being read."""

    def body(self) -> Iterable[Widget]:
        """What it is about, the sums, the rows, and the one under the cursor."""
        yield Static(id="preview-head", markup=False)
        yield Static(id="preview-sums", markup=False)
        yield RowList(id="preview-rows")
        with VerticalScroll(id="preview-told", can_focus=False):
            yield Static(id="preview-text", markup=False)

    def on_mount(self) -> None:
        """The rows have the keys. Heirs, asked before this, may have begun to read."""
        self._beat = self.set_interval(BEAT, self._tell_sums, pause=self._job is None)
        self.query_one(RowList).focus()

    def on_unmount(self) -> None:
        """Nobody waits for it any more."""
        if self._job is not None:
            self._job.is_stopped = True

    def on_resize(self, event: events.Resize) -> None:
        """Wrap anew."""
        self.set_class(event.size.height < 30, "-short")
        self.set_class(event.size.height < 22, "-low")
        self.call_after_refresh(self.tell)

    # What the heirs say

    @abstractmethod
    def head_lines(self, lines: Lines) -> None:
        """What the page is about."""

    def row_lines(self, lines: Lines, row: PreviewRow) -> None:
        """One row in detail."""
        indent = 14 if row.number else 1
        lines.text(row.title or row.words, "bold $foreground", indent=indent, first=(row.number, "$muted"))
        style = row.kind.style
        lines.text(row.kind.word, style, indent=3, first=(f" {row.kind.sign}", f"bold {style}"))
        for line in row.details:
            lines.text(line, "$foreground", indent=5, first=("   ·", "$vermilion"))

    @property
    def leaving_question(self) -> str:
        """What would be lost by leaving; empty: nothing."""
        return ""

    def holds_on(self) -> bool:
        """While it works, and where something is chosen that was not written."""
        if self._job is not None:
            self.tracker.say(f"{self._job.words} 请稍候，或按 {key_for('back')} 停下")
        elif self.leaving_question:
            self._ask_before_leaving()
        return self._job is not None or bool(self.leaving_question)

    def _ask_before_leaving(self) -> None:
        question = Confirm("还没有写入", self.leaving_question, yes="离开", no="留下")
        self.tracker.push_screen(question, self._leaving_answered)

    def catch_up(self) -> None:
        """What one writes oneself is not looked at anew before it is told."""
        if not self._is_writing:
            super().catch_up()

    def ledger_changed(self) -> None:
        """Look whether what is shown still holds; what is under way goes on first."""
        if self._job is not None:
            self._is_due = True
        elif (before := self._basis) is not None:
            self.read(self._basis_now(before.paths), partial(self._looked, before), group="basis")

    def _basis_now(self, paths: Sequence[Path]) -> Callable[[Ledger], Basis]:
        office, campaign = self.tracker.office, self.tracker.campaign
        actor, today = office.actor, office.today()

        def basis(ledger: Ledger) -> Basis:
            from tracker.tui.basis import basis_of

            return basis_of(ledger, actor, today, campaign, paths)

        return basis

    def _looked(self, before: Basis, now: Basis) -> None:
        if self._job is None and now != before:
            self.read_anew(are_files_changed=now.stamps != before.stamps)

    def read_anew(self, *, are_files_changed: bool) -> None:
        """What was shown rests on something that is another one by now."""

    # Long work

    @property
    def is_busy(self) -> bool:
        """Something is being read or written: said, where a key asks for more."""
        if self._job is not None:
            self.tracker.say(f"{self._job.words} 请稍候，或按 {key_for('back')} 停下")
        return self._job is not None

    def work(self, word: str, task: Callable[[LongTask], T], then: Callable[[T], None]) -> None:
        """Read something in a thread; newer work replaces older."""
        job = self._begin(word)
        self.in_thread(
            partial(task, job),
            partial(self._worked, job, then),
            group="work",
            failed=partial(self._not_worked, job),
        )

    def work_on(
        self,
        word: str,
        task: Callable[[LongTask], T],
        then: Callable[[T], None],
        *,
        paths: Sequence[Path] | None = None,
    ) -> None:
        """`work` on the ledger and these files as they are now; without any, on those read before."""
        office, known = self.tracker.office, self._basis
        basis_now = self._basis_now(paths or ())

        def on_basis(job: LongTask) -> T:
            basis = basis_now(office.ledger())
            if paths is None and known is not None:
                basis = replace(basis, paths=known.paths, stamps=known.stamps)
            job.basis = basis
            return task(job)

        self.work(word, on_basis, then)

    def write(
        self, word: str, task: Callable[[Ledger, LongTask], Done], then: Callable[[Done], None]
    ) -> None:
        """Write something: all of it, or nothing where it fails or is stopped."""
        job = self._begin(word)
        self._is_writing = True
        self.tracker.write(
            lambda ledger: task(ledger, job),
            done=partial(self._worked, job, then),
            failed=partial(self._not_worked, job),
        )

    def _begin(self, word: str) -> LongTask:
        if self._job is not None:
            self._job.is_stopped = True
        self._job = LongTask(word)
        if self._beat is not None:
            self._beat.resume()
        self._tell_sums()
        return self._job

    def _end(self, job: LongTask) -> bool:
        """Whether it is what one waits for."""
        if job is not self._job:
            return False
        self._job = None
        self._is_writing = False
        self._basis = job.basis or self._basis
        if self._beat is not None:
            self._beat.pause()
        return True

    def _worked(self, job: LongTask, then: Callable[[T], None], outcome: T) -> None:
        if self._end(job):
            then(outcome)
            self._tell_sums()
            if self._is_due:
                self._is_due = False
                self.ledger_changed()

    def _not_worked(self, job: LongTask, error: BaseException) -> None:
        if not self._end(job):
            return
        self._tell_sums()
        if isinstance(error, Stopped):
            self.tracker.say("已停下，什么也没有写")
        else:
            self.failed(error)
        # What others wrote meanwhile was not looked at.
        self._is_due = False
        self.catch_up()

    def failed(self, error: BaseException) -> None:
        """It was not to be."""
        self.tracker.show_failure(error)

    def action_stop(self) -> None:
        """F8 停下."""
        if self._job is None:
            self.tracker.say("现在没有在做的")
        else:
            self._job.is_stopped = True

    async def action_back(self) -> None:
        """Esc: first stop what is under way; ask where something would be lost."""
        if self._job is not None:
            self.action_stop()
        elif self.leaving_question:
            self._ask_before_leaving()
        else:
            await super().action_back()

    def _leaving_answered(self, answer: bool | None) -> None:
        if answer:
            self.leave()

    def leave(self) -> None:
        """Done: to the page below, unless another one stands above."""
        if self.is_current:
            self.tracker.pop_screen()

    # Showing

    def show_rows(self, rows: Sequence[PreviewRow]) -> None:
        """Other rows; narrowed as before where there still are such."""
        self._rows = tuple(rows)
        if self._shown is not None and not any(row.kind is self._shown for row in self._rows):
            self._shown = None
        shown = [row for row in self._rows if self._shown in (None, row.kind)]
        self.query_one(RowList).show(shown)
        self.tell()

    def tell(self) -> None:
        """Head, sums, and the row under the cursor."""
        lines = Lines(self.size.width - 2)
        self.head_lines(lines)
        self.query_one("#preview-head", Static).update(lines.content())
        self._tell_sums()
        self._tell_row()

    def sums(self) -> list[Part]:
        """How many rows there are of each kind."""
        parts: list[Part] = []
        for kind in self.KINDS:
            if amount := sum(row.kind is kind for row in self._rows):
                mark = "bold underline" if self._shown is kind else "bold"
                parts += [(f"{kind.sign} {kind.word} ", kind.style), (str(amount), mark), ("   ", "")]
        if self._shown is not None:
            parts.append((f"只看{self._shown.word}的", "$muted"))
        return parts

    def _tell_sums(self) -> None:
        place = self.query_one("#preview-sums", Static)
        self.hide_keys(*(() if self._job is not None else ("stop",)))
        if self._job is not None:
            words = "停下来……" if self._job.is_stopped else f"{self._job.words}  {key_for('back')} 停下"
            place.update(assemble((words, "bold $vermilion")))
        else:
            place.update(_wrapped(self.sums(), self.size.width - 2))

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        """Tell of the row under the cursor."""
        event.stop()
        self._tell_row()

    def _tell_row(self) -> None:
        # A cell is left for the bar whether it is there or not: it comes and goes with the lines.
        lines = Lines(self.query_one("#preview-told").content_region.width - 1)
        if (row := self.current) is not None:
            self.row_lines(lines, row)
        self.query_one("#preview-text", Static).update(lines.content())
        self.query_one("#preview-told").scroll_home(animate=False)

    @property
    def current(self) -> PreviewRow | None:
        """The row under the cursor."""
        row = self.query_one(RowList).current
        return row if isinstance(row, PreviewRow) else None

    def action_next_kind(self) -> None:
        """F6 只看一种."""
        present = [kind for kind in self.KINDS if any(row.kind is kind for row in self._rows)]
        offered = [None, *present]
        place = offered.index(self._shown) if self._shown in offered else 0
        self._shown = offered[(place + 1) % len(offered)]
        self.show_rows(self._rows)

    def action_open_item(self) -> None:
        """Enter 看事项."""
        row = self.current
        if row is None or not row.number:
            self.tracker.say("这一行没有对上台账里的事项")
        else:
            self.tracker.show_item(row.number)

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        """A double click does what Enter does."""
        event.stop()
        self.call_later(self.run_action, f"screen.{self.ENTER}")


def _wrapped(parts: Sequence[Part], cells: int) -> Content:
    """The sums on as many lines as they need; sign and word, figure and gap stay together."""
    lines: list[list[Part]] = [[]]
    for start in range(0, len(parts), 3):
        group = [part for part in parts[start : start + 3] if part[0].strip()]
        before = sum(width(text) for text, _ in lines[-1])
        if lines[-1] and before + 3 + sum(width(text) for text, _ in group) > cells:
            lines.append([])
        lines[-1] += [("   ", ""), *group] if lines[-1] else group
    return Content("\n").join(assemble(*line) for line in lines)
