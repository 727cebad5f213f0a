"""What a worker does, in whatever process it runs: read and mine a few files, answer in flat tuples."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import signal
import threading
import time
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from tracker.desk.archive.lines import Run, document_line, error_line
from tracker.desk.documents import NO_DATE, DateQuestion, MinedDocument, read_and_mine
from tracker.errors import TrackerError, UnreadableFile
from tracker.files import plain_file
from tracker.reading.reader import LARGEST_FILE

_note: Path | None = None
"""Where this process writes what it is reading, so that its death can be told by name."""


class Request(NamedTuple):
    """One file to read: plain fields, cheap to send."""

    file: str
    """As it was named, or found below a folder that was."""
    path: str
    """Absolute: a worker may run in another folder, or on another machine with the same drive."""
    run: Run
    known_sha256: str | None = None
    """Of the bytes whose result is known already."""
    whole: bool = False
    """The mined document is wanted itself, not its line of JSON."""
    trouble: str = ""
    """Why it is known already that it cannot be read."""


class Outcome(NamedTuple):
    """What became of one file: plain fields, cheap to send."""

    file: str
    line: str = ""
    """JSON with its line feed; empty when unchanged, or when the document itself was wanted."""
    found: int = 0
    """How many findings."""
    warnings: tuple[str, ...] = ()
    error: str = ""
    """The sentence to show; empty when the file was read."""
    is_unchanged: bool = False
    """The bytes are those whose result is known."""
    lacks_date: bool = False
    """It could be read, but a person has to say of which day it is."""
    document: MinedDocument | None = None


@dataclass(slots=True)
class _Asked:
    """Notes that a document's date was asked for."""

    was_asked: bool = False

    def __call__(self, title: str) -> dt.date | None:
        self.was_asked = True
        return None


class Answer(NamedTuple):
    """What a worker gives back for a few files."""

    outcomes: tuple[Outcome, ...]
    """One for each request, in their order."""
    seconds: float
    """By the clock, so that the next portion can be cut to measure."""


def work(requests: tuple[Request, ...]) -> Answer:
    """Read and mine a few files, one after the other; what cannot be read is an outcome like others."""
    begun = time.perf_counter()
    outcomes = tuple(_outcome(request) for request in requests)
    return Answer(outcomes, time.perf_counter() - begun)


def failed(request: Request, why: str) -> Outcome:
    """The outcome of a file that cannot be read; `why` says it without the file's name."""
    sentence = str(UnreadableFile(request.file, why))
    return Outcome(request.file, error_line(request.file, request.run, why), error=sentence)


def _outcome(request: Request) -> Outcome:
    if request.trouble:
        return failed(request, request.trouble)
    _write_note(request.file)
    path = Path(request.path)
    asked = _Asked()
    try:
        if request.known_sha256 is not None and _sha256(path) == request.known_sha256:
            return Outcome(request.file, is_unchanged=True)
        document = _document(path, request.run, asked)
    except UnreadableFile as problem:
        return failed(request, problem.why)
    except TrackerError as problem:
        why = NO_DATE if asked.was_asked else str(problem)
        return failed(request, why)._replace(lacks_date=asked.was_asked)
    except Exception as problem:  # noqa: BLE001 - a fault of ours at one file must not cost the others
        return failed(request, f"程序出错（{_fault(problem)}），请把这份文件发给维护者")
    finally:
        _write_note("")
    return Outcome(
        request.file,
        "" if request.whole else document_line(request.file, request.run, document),
        len(document.mined.findings),
        document.text.warnings,
        document=document if request.whole else None,
    )


def _document(path: Path, run: Run, ask: DateQuestion) -> MinedDocument:
    date = None if run.date is None else dt.date.fromisoformat(run.date)
    events = {word: dt.date.fromisoformat(day) for word, day in run.events}
    return read_and_mine(path, date=date, ask=ask, events=events, own_words=run.soft_words)


def _fault(problem: Exception) -> str:
    """What went wrong and where in the program, never a word of the document."""
    frame = traceback.extract_tb(problem.__traceback__)[-1]
    return f"{type(problem).__name__}，{Path(frame.filename).name} 第 {frame.lineno} 行"


def _sha256(path: Path) -> str:
    with plain_file(path, LARGEST_FILE) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def begin_worker(notes: str) -> None:
    """Make a process of the local pool ready: it leaves Ctrl-C to its parent and never outlives it."""
    global _note
    _note = Path(notes) / str(os.getpid())
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _end_on_wish)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_on_wish(signal_number: int, frame: object) -> None:
    """Ended because another process of the pool died: this one's note must not take the blame."""
    _write_note("")
    os._exit(1)


def _end_with_parent() -> None:
    """A parent that is killed cannot tell its workers, which would wait for tasks for ever."""
    from multiprocessing import parent_process
    from multiprocessing.connection import wait

    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _write_note(file: str) -> None:
    if _note is not None:
        _note.write_bytes(file.encode("utf-8", "surrogatepass"))
