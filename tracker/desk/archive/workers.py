"""Where the work is done: in this process, in processes of this machine, or on a Dask cluster.

All three are one `concurrent.futures.Executor`; whoever submits sees no difference.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, TypeVar

from tracker.desk.archive.working import Answer, Request, begin_worker, work

MOST_JOBS: Final = 61
"""Processes: Windows cannot wait for more at once."""
PORTIONS_EACH: Final = 4
"""Portions in flight for each process: enough that none waits, few enough that memory stays flat."""

MakeExecutor = Callable[[int], Executor]
"""A new executor of so many processes."""
T = TypeVar("T")


class InThisProcess(Executor):
    """Does each task when it is submitted, here: the cheapest way for little work."""

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        """The future of a task that is done already."""
        future: Future[T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as problem:  # noqa: BLE001 - an executor hands every failure on
            future.set_exception(problem)
        return future


class Workers:
    """One executor, replaced when a process of it dies."""

    def __init__(self, make: MakeExecutor, jobs: int, window: int, notes: Path | None = None) -> None:
        self.window = window
        """How many portions may be in flight."""
        self._make = make
        self._jobs = jobs
        self._notes = notes
        self._many: Executor | None = None
        self._one: Executor | None = None

    def submit(self, requests: tuple[Request, ...]) -> Future[Answer]:
        """Give a portion to the pool; one that is broken says so by the future."""
        if self._many is None:
            self._many = self._make(self._jobs)
        return _submit(self._many, requests)

    def do_alone(self, request: Request) -> Future[Answer]:
        """Do one file that may kill its process, in a process that does nothing else."""
        if self._one is None:
            self._one = self._make(1)
        future = _submit(self._one, (request,))
        if isinstance(future.exception(), BrokenExecutor):
            self._one.shutdown()
            self._one = None
            self._take_notes()
        return future

    def renew(self) -> frozenset[str]:
        """Drop a broken pool; which files were being read by the processes that died, where it is known."""
        if self._many is not None:
            self._many.shutdown()
            self._many = None
        return self._take_notes()

    def close(self) -> None:
        """End the processes; nothing may be submitted any more."""
        for executor in (self._many, self._one):
            if executor is not None:
                executor.shutdown(cancel_futures=True)

    def _take_notes(self) -> frozenset[str]:
        if self._notes is None:
            return frozenset()
        found = set()
        for note in self._notes.iterdir():
            found.add(note.read_bytes().decode("utf-8", "surrogatepass"))
            note.unlink()
        return frozenset(found - {""})


def _submit(executor: Executor, requests: tuple[Request, ...]) -> Future[Answer]:
    try:
        return executor.submit(work, requests)
    except BrokenExecutor as problem:
        broken: Future[Answer] = Future()
        broken.set_exception(problem)
        return broken


def cores() -> int:
    """How many processes can run at once here."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def on_this_machine(jobs: int) -> Iterator[Workers]:
    """`jobs` processes of this machine, started anew (spawn) as work comes; 1 is this process itself.

    Left by an exception, Ctrl-C among them, the processes are ended at once.
    """
    if jobs == 1:
        yield Workers(lambda _: InThisProcess(), 1, 1)
        return
    import multiprocessing

    others = set(multiprocessing.active_children())
    with TemporaryDirectory(prefix="tracker-") as notes:
        jobs = min(jobs, MOST_JOBS)
        workers = Workers(partial(_processes, notes), jobs, jobs * PORTIONS_EACH, Path(notes))
        try:
            yield workers
        except BaseException:
            for child in set(multiprocessing.active_children()) - others:
                child.terminate()
            raise
        finally:
            workers.close()


def _processes(notes: str, jobs: int) -> Executor:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    return ProcessPoolExecutor(jobs, get_context("spawn"), initializer=begin_worker, initargs=(notes,))
