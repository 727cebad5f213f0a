"""Rows that units put into their forms: each with its item, then taken over as measures at once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from tracker.errors import TrackerError
from tracker.tui.dialogs.confirm import Notice
from tracker.tui.keymap import key_for
from tracker.tui.keys import ADDED_ROWS, bindings
from tracker.tui.lines import Lines
from tracker.tui.long_tasks import LongTask
from tracker.tui.rows.form import ADDED_KINDS, NOT_ADDED
from tracker.tui.screens.preview import PreviewPage
from tracker.tui.views import Done
from tracker.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from tracker.ledger.store import Ledger
    from tracker.tui.workers.added_work import Added


class AddedRowsScreen(PreviewPage):
    """Every row that can be a measure, until it is left out."""

    NAME = "单位加的行"
    KEYS = ADDED_ROWS
    BINDINGS: ClassVar = bindings(ADDED_ROWS)
    KINDS = ADDED_KINDS

    def __init__(self, paths: Sequence[Path], *, with_older: bool) -> None:
        super().__init__()
        self._paths = tuple(paths)
        self._with_older = with_older
        self._added: Added | None = None
        self._left_out: frozenset[str] = frozenset()

    def on_mount(self) -> None:
        """Read the forms at once."""
        self.read_anew(are_files_changed=True)

    def head_lines(self, lines: Lines) -> None:
        """What becomes of them."""
        words = "收下的成为那一项的整改措施，责任单位是填表的单位"
        lines.cut_text(words, 1, "bold $foreground", indent=6, first=("收下 ", "$muted"))

    def read_anew(self, *, are_files_changed: bool) -> None:
        """Look which of them can be taken."""
        office, paths, with_older = self.tracker.office, self._paths, self._with_older
        today = office.today()

        def added(job: LongTask) -> Added:
            from tracker.tui.workers import added_work

            return added_work.read_added(office.ledger(), paths, today, job, with_older=with_older)

        self.work_on("读取", added, self._read_rows, paths=paths)

    def _read_rows(self, added: Added) -> None:
        if not added.lines:
            self.leave()
            self.tracker.push_screen(
                Notice("没有单位加的行", added.unread or ("交回的表里都是发去的那些行",))
            )
            return
        self._added = added
        self._show()

    def failed(self, error: BaseException) -> None:
        """Files that cannot be read at all close the page."""
        if self._added is None and isinstance(error, TrackerError):
            self.leave()
        super().failed(error)

    def _show(self) -> None:
        from tracker.tui.workers import added_work

        if self._added is not None:
            self.show_rows(added_work.rows(self._added, self._left_out))

    def action_leave_out(self) -> None:
        """空格 不收."""
        row = self.current
        if row is not None and row.kind is not NOT_ADDED:
            self._left_out ^= {row.key}
            self._show()
            self.query_one(RowList).action_move(1)

    def action_apply(self) -> None:
        """F2 收下."""
        if self.is_busy or self._added is None:
            return
        office, kept = self.tracker.office, self._added.without(self._left_out)
        if not kept:
            self.tracker.say(f"没有要收下的行，按 {key_for('leave_out', '不收')} 选上")
            return
        actor, today = office.actor, office.today()

        def task(ledger: Ledger, job: LongTask) -> Done:
            from tracker.tui.workers import added_work

            return added_work.take(ledger, actor, kept, today)

        self.write("收下", task, lambda _: self.leave())
