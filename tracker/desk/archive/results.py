"""A file of results that grows line by line and, after any interruption, goes on where it stopped."""

from __future__ import annotations

import errno
import os
import shutil
import sys
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any, Final

from tracker.desk.archive.lines import OPENING, KnownLine, Run, parse_line
from tracker.errors import BadInput, OutputFailed
from tracker.files import shown, sync_folder, why_not_written

LINES_A_SYNC: Final = 100
"""Documents that a power cut may cost; a program that is killed loses none that is written."""
_LONGEST_LINE: Final = 256 << 20
"""Bytes, far beyond any document's: what damage has left without line ends is not read whole."""
_LOCKED_BYTE: Final = 1 << 40
"""Far behind any content: Windows refuses others to read what is locked."""
_HELD: Final = frozenset({errno.EAGAIN, errno.EACCES, errno.EDEADLK})
_ELSE: Final = "请换一个文件名，或先删除它"
_NOT_OURS: Final = "里面不是 tracker mine 写的结果，没有动它，请换一个文件名"


class ResultFile:
    """Lines in the order of the input, of which those that still hold are kept where they stand.

    Until a line has to differ nothing is written: the file is compared with what it should be, line by
    line. At the first difference the lines behind it are set aside (a temporary file without a name), the
    file is cut there, and lines set aside are used again where their document has not changed. Those whose
    turn has not come when the run is interrupted go back behind what is written.
    """

    def __init__(self, file: IO[bytes], path: Path, run: Run) -> None:
        self._file = file
        self._path = path
        self.run = run
        """What every line has to belong to."""
        self._run_object = run.as_object()
        self._aside: IO[bytes] | None = None
        self._read_to = 0
        """How far lines of an earlier run were read, in the file or in what was set aside."""
        self._kept = 0
        """How far the file is known to be right, as long as nothing had to be written."""
        self._is_writing = False
        self._unsynced = 0
        self._next: KnownLine | None = None
        self._next_at = 0
        """Where that line begins."""
        self._handed_out: deque[int] = deque()
        """Where the lines begin that were handed out and whose document is still awaited."""
        self._is_read = False
        self._is_finished = False
        self.is_continued = bool(os.fstat(file.fileno()).st_size)
        """An earlier run has left lines."""
        self.reused = 0
        """How many lines of an earlier run were kept."""

    def known_for(self, file: str) -> KnownLine | None:
        """The earlier line of the next document, if there is one; ask in the order of the input."""
        while (known := self._peek()) is not None and known.file != file:
            if os.path.lexists(known.file):  # it comes later; this document was not there before
                return None
            self._next = None
        self._next = None
        if known is not None:
            self._handed_out.append(self._next_at)
        return known

    def _peek(self) -> KnownLine | None:
        if self._next is None and not self._is_read:
            self._next = self._read_known()
            self._is_read = self._next is None
        return self._next

    def _read_known(self) -> KnownLine | None:
        """The next whole line of the same run; what is torn or damaged ends them."""
        source = self._aside or self._file
        source.seek(self._read_to)
        self._next_at = self._read_to
        line = source.readline(_LONGEST_LINE)
        known = parse_line(line)
        self._read_to += len(line)
        return known if known is not None and known.run == self._run_object else None

    def put(self, line: bytes, known: KnownLine | None) -> None:
        """The line of the next document; `known` is the earlier one. Raises OutputFailed."""
        if known is not None:
            self._handed_out.popleft()
        is_same = known is not None and known.line == line
        self.reused += is_same
        if is_same and not self._is_writing and self._stands_next(line):
            self._kept += len(line)
            return
        with _as_output(self._path):
            if not self._is_writing:
                self._cut()
            self._file.seek(0, os.SEEK_END)
            self._file.write(line)
            self._file.flush()
            self._unsynced += 1
            if self._unsynced >= LINES_A_SYNC:
                self._sync()

    def _stands_next(self, line: bytes) -> bool:
        self._file.seek(self._kept)
        return self._file.read(len(line)) == line

    def _cut(self) -> None:
        first = self._first_awaited()
        self._file.seek(first)
        self._aside = TemporaryFile(dir=self._path.parent)  # noqa: SIM115 - closed with the file
        shutil.copyfileobj(self._file, self._aside)
        self._read_to -= first
        self._next_at -= first
        self._handed_out = deque(place - first for place in self._handed_out)
        self._file.truncate(self._kept)
        self._is_writing = True

    def _first_awaited(self) -> int:
        """Where the earlier lines begin whose turn has not come."""
        if self._handed_out:
            return self._handed_out[0]
        return self._next_at if self._next is not None else self._read_to

    def finish(self) -> None:
        """Every document has its line: what is left of an earlier run goes. Raises OutputFailed."""
        with _as_output(self._path):
            if not self._is_writing and self._kept < self._file.seek(0, os.SEEK_END):
                self._file.truncate(self._kept)
            self._sync()
        self._is_finished = True

    def _sync(self) -> None:
        self._file.flush()
        os.fsync(self._file.fileno())
        self._unsynced = 0

    def close(self) -> None:
        """Leave what is written; an interrupted run's lines stay for the next, those set aside too."""
        if self._aside is not None:
            if not self._is_finished:
                with suppress(OSError):  # a full disk: what is not kept is read again
                    self._put_back(self._aside)
            self._aside.close()
        self._file.close()

    def _put_back(self, aside: IO[bytes]) -> None:
        aside.seek(self._first_awaited())
        self._file.seek(0, os.SEEK_END)
        shutil.copyfileobj(aside, self._file)
        self._sync()


@contextmanager
def result_file(path: Path, run: Run, inputs: Sequence[Path]) -> Iterator[ResultFile]:
    """Open or make the file of results of one run over `inputs`.

    Raises BadInput when it holds something else, or results of another date, version or folder, and
    OutputFailed when it cannot be written or another program is writing it; then it is untouched.
    """
    with _as_output(path):
        target = path.resolve()
        if target.exists() and not target.is_file():
            raise OutputFailed(shown(path), "这不是普通文件，请指定文件名")
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
        file = os.fdopen(os.open(target, flags, 0o666), "r+b")
    with file:
        _lock(file, path)
        _demand_same(file, path, run, inputs)
        results = ResultFile(file, target, run)
        try:
            yield results
        finally:
            results.close()
    sync_folder(target.parent)


def _demand_same(file: IO[bytes], path: Path, run: Run, inputs: Sequence[Path]) -> None:
    """Only what this very run would write may be continued."""
    file.seek(0)
    first = file.readline(_LONGEST_LINE)
    if not first.endswith(b"\n"):  # the very first line was cut off, or nothing is there
        opening = OPENING.encode()
        if not first.startswith(opening[: len(first)]):
            raise BadInput(f"“{shown(path)}”{_NOT_OURS}")
        return
    for line in (first, _last_line(file)):
        known = parse_line(line)
        if known is None:
            if line is first:
                raise BadInput(f"“{shown(path)}”{_NOT_OURS}")
            continue
        if known.run != run.as_object():
            before, now = _run_words(known.run), _run_words(run.as_object())
            other = "是改动虚词以前的结果" if before == now else f"是{before}的结果，这一次是{now}"
            raise BadInput(f"“{shown(path)}”{other}，没有动它；{_ELSE}")
        if not any(_is_within(known.file, root) for root in inputs):
            raise BadInput(f"“{shown(path)}”里是别的文件的结果（{shown(known.file)}），没有动它；{_ELSE}")


def _run_words(run: dict[str, Any]) -> str:
    parts = [f"--date {run.get('date')}" if run.get("date") else "不写 --date"]
    parts += [f"--event {word}={day}" for word, day in run.get("events", {}).items()]
    parts += ["有自己的虚词"] if "soft_words" in run else []
    return f"{'、'.join(parts)}（{run.get('version')} 版）"


def _is_within(file: str, root: Path) -> bool:
    return Path(file) == root or root in Path(file).parents


def _last_line(file: IO[bytes]) -> bytes:
    """The last whole line, found from the end."""
    end = file.seek(0, os.SEEK_END)
    size = 1 << 16
    while True:
        start = max(0, end - size)
        file.seek(start)
        lines = file.read(end - start).splitlines(keepends=True)
        whole = [line for line in (lines if start == 0 else lines[1:]) if line.endswith(b"\n")]
        if whole or start == 0:
            return whole[-1] if whole else b""
        size *= 4


def _lock(file: IO[bytes], path: Path) -> None:
    """Two runs that write one file would mix their lines; the lock goes with the process."""
    try:
        if sys.platform == "win32":
            import msvcrt

            file.seek(_LOCKED_BYTE)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as problem:
        if problem.errno in _HELD:
            raise OutputFailed(shown(path), "另一个 tracker mine 正在写它，请等它写完") from problem


@contextmanager
def _as_output(path: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError, RuntimeError) as problem:
        raise OutputFailed(shown(path), why_not_written(problem, path)) from problem
