"""The parent's side of reading what takes taking apart: a child process that may die without harm."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, Final

from tracker.reading.refused import Refused
from tracker.reading.texts import Words

WALL_SECONDS: Final = 20.0
"""How long a child may take by the clock; its processor time is limited by itself."""
SILENT_SECONDS: Final = 120.0
"""How long nothing may be heard of a child that gives a workbook row by row. A large one may take as long as
it wants on a busy machine, while rows come; its processor time is limited by itself."""
_TOO_MUCH: Final = "文档过于复杂，读取超出了时间或内存上限，请用 WPS 或 Office 另存为新的文件，或拆分后再试"


def read_in_child(kind: str, content: bytes, seconds: float = WALL_SECONDS) -> Words:
    """What the child reads in a `package`, `pdf` or `html`. Raises Refused.

    The child gets the bytes and no path: it has no reason to open a file. `-P` and our own module path
    keep a `zipfile.py` lying in the current folder from being imported.
    """
    try:
        done = subprocess.run(
            [*_python("tracker.reading.child"), kind],
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
            timeout=seconds,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        raise Refused(_TOO_MUCH) from late
    except OSError as problem:
        raise Refused(f"无法启动读取程序（{problem.strerror}），请重启 tracker 后再试") from problem
    if done.returncode:
        raise Refused(_TOO_MUCH)
    answer = json.loads(done.stdout)
    if "refused" in answer:
        raise Refused(answer["refused"])
    return Words(
        text=answer["text"],
        format=answer["format"],
        headings=tuple((start, level) for start, level in answer["headings"]),
        warnings=tuple(answer["warnings"]),
        encoding=answer["encoding"],
    )


def records_of_sheets(content: bytes, seconds: float = SILENT_SECONDS) -> Iterator[list[Any]]:
    """What `sheets.emit_sheets` gives of a workbook, as it comes out of a child. Raises Refused."""
    try:
        child = subprocess.Popen(
            _python("tracker.reading.sheets_child"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError as problem:
        raise Refused(f"无法启动读取程序（{problem.strerror}），请重启 tracker 后再试") from problem
    watch = _Watch(child, seconds)
    assert child.stdin is not None and child.stdout is not None
    try:
        with suppress(OSError):  # a child that died takes no more; that it did shows below
            child.stdin.write(content)
            child.stdin.close()
        for line in child.stdout:
            watch.heard()
            record = json.loads(line) if line.endswith(b"\n") else ["cut"]
            if record[0] == "end":
                return
            if record[0] == "refused":
                raise Refused(record[1])
            if record[0] != "cut":
                yield record
        raise Refused(_TOO_MUCH)
    finally:
        watch.end()
        child.kill()
        child.stdout.close()
        child.wait()


class _Watch:
    """Kills a child of which nothing is heard for so many seconds."""

    def __init__(self, child: subprocess.Popen[bytes], seconds: float) -> None:
        self._child = child
        self._seconds = seconds
        self._over = threading.Event()
        self.heard()
        threading.Thread(target=self._run, daemon=True).start()

    def heard(self) -> None:
        """It is still at work."""
        self._last = time.monotonic()

    def end(self) -> None:
        """It is done with."""
        self._over.set()

    def _run(self) -> None:
        while (left := self._last + self._seconds - time.monotonic()) > 0:
            if self._over.wait(left):
                return
        self._child.kill()


def _python(module: str) -> list[str]:
    return [sys.executable, "-P", "-X", "utf8", "-m", module]


def _environment() -> dict[str, str]:
    """Our own module path, and nothing of the current folder's."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join(folder for folder in sys.path if folder)}
