"""Mines what a walk finds: one outcome a file, in the order of the walk; kept in a file if wanted."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Final

from tracker.desk.archive.lines import KnownLine, Run
from tracker.desk.archive.results import ResultFile
from tracker.desk.archive.streaming import stream
from tracker.desk.archive.walking import Found
from tracker.desk.archive.workers import Workers, cores
from tracker.desk.archive.working import Outcome, Request

Tell = Callable[[str], None]
"""Takes a line for the person who waits."""

_LITTLE_WORK: Final = 0.5
"""Seconds: below it two processes save less than the quarter of a second that starting them takes."""
_BYTES_A_SECOND: Final = 1_500_000
_SECONDS_A_PACKAGE: Final = 0.1
"""What the child process that reads a .docx costs at least."""
_LOOKED_AT: Final = 50


def mine_all(
    workers: Workers, walk: Iterable[Found], run: Run, *, whole: bool, tell: Tell
) -> Iterator[Outcome]:
    """Mine every file; outcomes hold the document itself where `whole`, else its line of JSON."""
    requests = (_request(found, run, whole=whole) for found in walk)
    return (outcome for _, outcome in stream(workers, requests, tell))


def mine_into(results: ResultFile, workers: Workers, walk: Iterable[Found], tell: Tell) -> Iterator[Outcome]:
    """Mine every file whose line is not there yet or no longer holds, and keep all lines in `results`."""
    awaited: deque[KnownLine | None] = deque()

    def requests() -> Iterator[Request]:
        for found in walk:
            request = _request(found, results.run, whole=False)
            known = results.known_for(request.file)
            awaited.append(known)
            yield request._replace(known_sha256=known.sha256 if known else None)

    for _, outcome in stream(workers, requests(), tell):
        known = awaited.popleft()
        if outcome.is_unchanged and known is not None:
            results.put(known.line, known)
            yield outcome._replace(found=known.found)
        else:
            results.put(outcome.line.encode(), known)
            yield outcome
    results.finish()


def fitting_jobs(walk: Iterable[Found]) -> int:
    """All cores, or 1 where the work is done before another process has started."""
    paths = [found.path for found in islice(walk, _LOOKED_AT)]
    if len(paths) < 2 or sum(map(_seconds, paths)) < _LITTLE_WORK:
        return 1
    return cores()


def _seconds(path: Path) -> float:
    """A guess at what reading and mining a file takes."""
    try:
        size = path.stat().st_size
    except (OSError, ValueError):
        return 0.0
    return _SECONDS_A_PACKAGE if path.suffix.lower() != ".txt" else size / _BYTES_A_SECOND


def _request(found: Found, run: Run, *, whole: bool) -> Request:
    file = str(found.path)
    path = os.path.abspath(file)  # noqa: PTH100 - links and .. stay for the worker's own system to follow
    return Request(file, path, run, whole=whole, trouble=found.trouble)
