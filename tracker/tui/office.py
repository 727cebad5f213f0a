"""The ledger as the screens reach it: opened once by the first worker, read and written in threads."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Event, Lock
from typing import TYPE_CHECKING, Any, Final, TypeVar

from textual.dom import DOMNode
from textual.worker import Worker, WorkerState, get_current_worker

if TYPE_CHECKING:
    from tracker.ledger.actor import Actor
    from tracker.ledger.list_rows import ListRow
    from tracker.ledger.store import Ledger
    from tracker.tui.drafts import DraftFile

    FirstRows = Callable[[str, Actor, dt.date], dict[int, ListRow]]
    """The first lines of the 台账 in an order, without opening the ledger; none where that cannot be."""

T = TypeVar("T")

_DRAWN: Final = 0.5
"""Seconds after which nobody waits any longer for first rows to be drawn."""

Failed = Callable[[BaseException], None]


class Office:
    """Which ledger, who works on it, and what day it is."""

    def __init__(
        self,
        factory: Callable[[], Ledger],
        actor: Actor,
        today: Callable[[], dt.date],
        own_folder: Path | None = None,
        first_rows: FirstRows | None = None,
    ) -> None:
        self._factory = factory
        self._first_rows = first_rows
        self._own_folder = own_folder
        self._ledger: Ledger | None = None
        self._opening = Lock()
        self._may_open = Event()
        self._may_open.set()
        self._writing = Lock()
        self.actor = actor
        self.today = today

    def ledger(self) -> Ledger:
        """The open ledger; called in workers only, the first of which opens it."""
        self._may_open.wait(_DRAWN)
        self._may_open.set()
        with self._opening:
            if self._ledger is None:
                self._ledger = self._factory()
                self.actor = self._ledger.member or self.actor  # on a team's server: who signed in
            self._ledger.viewer = self.actor
            return self._ledger

    def hold(self) -> None:
        """First rows are about to be drawn: what opening the ledger loads would hold them up."""
        if self._ledger is None:
            self._may_open.clear()

    def go_on(self) -> None:
        """They are drawn."""
        self._may_open.set()

    @property
    def has_first_rows(self) -> bool:
        """Something of the 台账 may be shown before the ledger is open."""
        return self._first_rows is not None and self._ledger is None

    def first_rows(self, order: str) -> dict[int, ListRow]:
        """What that is, by id and in this order. Called in threads."""
        return self._first_rows(order, self.actor, self.today()) if self._first_rows else {}

    def write(self, task: Callable[[Ledger], T]) -> T:
        """Run one writing task; another one waits until it is done."""
        with self._writing:
            return task(self.ledger())

    def draft_file(self, form: str, about: str) -> DraftFile | None:
        """Where a form's unsaved text is kept; None where nothing is. Called in workers."""
        from tracker.tui.drafts import draft_file

        if self._own_folder is None:
            return None
        return draft_file(self._own_folder, self.ledger().location, form, about)

    def to_tell_at_start(self) -> str:
        """That the ledger was worked on later than today, else what was left unsaved in its forms.

        Called in workers.
        """
        from tracker.tui.drafts import unsaved_words, waiting

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

    _outcomes: dict[Worker[Any], tuple[Callable[[], None], Failed]]

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
        result: list[T] = []
        told = partial(_telling, task, result)
        worker = self.run_worker(told, group=group, exclusive=exclusive, thread=True, exit_on_error=False)
        if "_outcomes" not in self.__dict__:
            self._outcomes = {}
        self._outcomes[worker] = (partial(_hand_over, result, then), failed)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Hand the result, or the failure, to whoever asked."""
        if event.state in (WorkerState.PENDING, WorkerState.RUNNING):
            return
        succeeded, failed = self.__dict__.get("_outcomes", {}).pop(event.worker, (None, None))
        if succeeded is None:
            return
        event.stop()
        if event.state is WorkerState.SUCCESS:
            succeeded()
        elif event.state is WorkerState.ERROR and event.worker.error is not None:
            failed(event.worker.error)


def _telling(task: Callable[[], T], result: list[T]) -> None:
    """Run it; its failure is put into the app's words here too, for loading them takes a moment.

    The result is handed over beside the worker: Textual's is kept until somebody looks for what was dropped,
    and a list of a million ids with it.
    """
    try:
        found = task()
        if not get_current_worker().is_cancelled:
            result.append(found)
    except Exception as error:
        import rich.traceback  # noqa: F401 - Textual's worker loads it for any failure, on the UI thread

        from tracker.tui.app_words import say_in_app_words

        say_in_app_words(error)
        raise


def _hand_over(result: list[T], then: Callable[[T], None]) -> None:
    """Unless it was called off as it ended."""
    if result:
        then(result.pop())


def with_ledger(office: Office, task: Callable[[Ledger], T]) -> Callable[[], T]:
    """A task bound to the office's ledger, opened in the worker."""
    return partial(_run, office, task)


def _run(office: Office, task: Callable[[Ledger], T]) -> T:
    return task(office.ledger())
