"""The ledger as the screens reach it: opened once by the first worker, read and written in threads."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar

from textual.dom import DOMNode
from textual.worker import Worker, WorkerState

from tracker.tui.drafts import DraftFile, draft_file, unsaved_words, waiting

if TYPE_CHECKING:
    from tracker.ledger.actor import Actor
    from tracker.ledger.store import Ledger

T = TypeVar("T")

Then = Callable[[Any], None]
Failed = Callable[[BaseException], None]


class Office:
    """Which ledger, who works on it, and what day it is."""

    def __init__(
        self,
        factory: Callable[[], Ledger],
        actor: Actor,
        today: Callable[[], dt.date],
        own_folder: Path | None = None,
    ) -> None:
        self._factory = factory
        self._own_folder = own_folder
        self._ledger: Ledger | None = None
        self._opening = Lock()
        self._writing = Lock()
        self.actor = actor
        self.today = today

    def ledger(self) -> Ledger:
        """The open ledger; called in workers only, the first of which opens it."""
        with self._opening:
            if self._ledger is None:
                self._ledger = self._factory()
                self.actor = self._ledger.member or self.actor  # on a team's server: who signed in
            self._ledger.viewer = self.actor
            return self._ledger

    def write(self, task: Callable[[Ledger], T]) -> T:
        """Run one writing task; another one waits until it is done."""
        with self._writing:
            return task(self.ledger())

    def draft_file(self, form: str, about: str) -> DraftFile | None:
        """Where a form's unsaved text is kept; None where nothing is. Called in workers."""
        if self._own_folder is None:
            return None
        return draft_file(self._own_folder, self.ledger().location, form, about)

    def to_tell_at_start(self) -> str:
        """That the ledger was worked on later than today, else what was left unsaved in its forms.

        Called in workers.
        """
        ledger = self.ledger()
        if (trouble := ledger.clock_trouble(self.today())) or self._own_folder is None:
            return trouble
        return unsaved_words(waiting(self._own_folder, ledger.location))

    def close(self) -> None:
        """Let go of the ledger if it was ever opened."""
        with self._opening:
            if self._ledger is not None:
                self._ledger.close()
                self._ledger = None


class Threaded(DOMNode):
    """A screen or widget whose work with the ledger runs in threads and comes back as a message.

    A worker that was replaced by a newer one of its group never comes back. It stands last among the bases:
    style sheets know a widget by its first one.
    """

    _outcomes: dict[Worker[Any], tuple[Then, Failed]]

    def in_thread(
        self,
        task: Callable[[], T],
        then: Callable[[T], None],
        *,
        group: str,
        failed: Failed,
        exclusive: bool = True,
    ) -> None:
        """Run `task` in a thread; afterwards `then` or `failed` here."""
        told = partial(_telling, task)
        worker = self.run_worker(told, group=group, exclusive=exclusive, thread=True, exit_on_error=False)
        if "_outcomes" not in self.__dict__:
            self._outcomes = {}
        self._outcomes[worker] = (then, failed)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Hand the result, or the failure, to whoever asked."""
        if event.state in (WorkerState.PENDING, WorkerState.RUNNING):
            return
        then, failed = self.__dict__.get("_outcomes", {}).pop(event.worker, (None, None))
        if then is None:
            return
        event.stop()
        if event.state is WorkerState.SUCCESS:
            then(event.worker.result)
        elif event.state is WorkerState.ERROR and event.worker.error is not None:
            failed(event.worker.error)


def _telling(task: Callable[[], T]) -> T:
    """Run it; its failure is put into the app's words here too, for loading them takes a moment."""
    try:
        return task()
    except Exception as error:
        import rich.traceback  # noqa: F401 - Textual's worker loads it for any failure, on the UI thread

        from tracker.tui.app_words import say_in_app_words

        say_in_app_words(error)
        raise


def with_ledger(office: Office, task: Callable[[Ledger], T]) -> Callable[[], T]:
    """A task bound to the office's ledger, opened in the worker."""
    return partial(_run, office, task)


def _run(office: Office, task: Callable[[Ledger], T]) -> T:
    return task(office.ledger())
