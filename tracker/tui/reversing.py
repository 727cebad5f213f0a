"""撤销 and 重做 of one's last action; of an import of thousands of rows it is told how far they are."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from tracker.tui.keymap import key_for
from tracker.tui.long_tasks import LongTask
from tracker.tui.screens.page import Page

if TYPE_CHECKING:
    from tracker.ledger.store import Ledger
    from tracker.tui.app import TrackerApp
    from tracker.tui.views import Done

_BEAT: Final = 0.5
"""Seconds between two looks at how far it is: most are over before the first."""


def undo_last(app: TrackerApp) -> None:
    """撤销."""
    actor, today = app.office.actor, app.office.today()

    def task(ledger: Ledger, job: LongTask) -> Done:
        from tracker.tui.views import Done
        from tracker.tui.workers import writes

        return Done(f"{writes.undo(ledger, actor, today, job)} · {key_for('redo')} 重做", can_undo=False)

    _write(app, LongTask("撤销"), task)


def redo_last(app: TrackerApp) -> None:
    """重做."""
    actor, today = app.office.actor, app.office.today()

    def task(ledger: Ledger, job: LongTask) -> Done:
        from tracker.tui.views import Done
        from tracker.tui.workers import writes

        return Done(writes.redo(ledger, actor, today, job))

    _write(app, LongTask("重做"), task)


def _write(app: TrackerApp, job: LongTask, task: Callable[[Ledger, LongTask], Done]) -> None:
    beat = app.set_interval(_BEAT, partial(_tell, app, job))

    def failed(error: BaseException) -> None:
        beat.stop()
        if isinstance(app.screen, Page):
            app.screen.tell_action()
        app.show_failure(error)

    app.write(lambda ledger: task(ledger, job), done=lambda _: beat.stop(), failed=failed)


def _tell(app: TrackerApp, job: LongTask) -> None:
    if isinstance(app.screen, Page):
        app.screen.tell_under_way(job.words)
