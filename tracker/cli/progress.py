"""How far a long run is, in one line that is drawn over itself on the terminal of a person who waits."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Final

from tracker.cli import output
from tracker.text.cells import cut, width

_SECONDS_A_DRAWING: Final = 0.1
_BOXES: Final = 10


class Progress:
    """Counts files and findings; draws only where `is_shown`, and never into what is said or printed."""

    def __init__(self, total: int, *, is_shown: bool, clock: Callable[[], float] = time.monotonic) -> None:
        self.done = 0
        self.found = 0
        self._total = total
        self._is_shown = is_shown
        self._clock = clock
        self._begun = clock()
        self._drawn_at = float("-inf")
        self._drawn_width = 0

    def add(self, found: int) -> None:
        """One more file is done."""
        self.done += 1
        self.found += found
        now = self._clock()
        if self._is_shown and now - self._drawn_at >= _SECONDS_A_DRAWING:
            self._drawn_at = now
            self._draw(self.words(now - self._begun))

    def words(self, seconds: float) -> str:
        """The line after so many seconds."""
        total = max(self._total, self.done)
        boxes = _BOXES * self.done // total if total else 0
        bar = "▰" * boxes + "▱" * (_BOXES - boxes)
        parts = [f"{bar} 已读 {self.done:,}/{total:,} 份", f"发现 {self.found:,} 条"]
        if self.done and self.done < total:
            parts.append(f"约剩 {_duration(seconds / self.done * (total - self.done))}")
        return " · ".join(parts)

    def say(self, line: str) -> None:
        """Narration, on a line of its own."""
        self.hide()
        output.say(line)

    def hide(self) -> None:
        """Take the line away, before anything else is printed."""
        if self._drawn_width:
            self._write("\r" + " " * self._drawn_width + "\r")
            self._drawn_width = 0

    def _draw(self, line: str) -> None:
        line = cut(line, shutil.get_terminal_size().columns - 1)
        trailing = max(0, self._drawn_width - width(line))
        self._write("\r" + line + " " * trailing)
        self._drawn_width = width(line)

    def _write(self, text: str) -> None:
        with suppress(OSError, ValueError):
            sys.stderr.write(text)
            sys.stderr.flush()


class RowsProgress(Progress):
    """Counts the rows of one workbook, first read and then written: nobody knows how many there will be. Of
    what comes after them it is known.
    """

    def __init__(self, *, is_shown: bool, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(0, is_shown=is_shown, clock=clock)
        self._word = ""

    def tell(self, word: str, rows: int) -> None:
        """So many rows are done by now."""
        self.tell_part(word, rows, 0)

    def tell_part(self, word: str, done: int, total: int) -> None:
        """So much of it is done by now, of so much."""
        self._word, self._total = word, total
        self.done = done - 1
        self.add(0)

    def words(self, seconds: float) -> str:
        """The line after so many seconds."""
        if self._total:
            boxes = _BOXES * self.done // self._total
            counted = f"{self._word} {self.done:,}/{self._total:,}"
            return f"{'▰' * boxes}{'▱' * (_BOXES - boxes)} {counted} · {_duration(seconds)}"
        boxes = int(seconds * 2) % (_BOXES + 1)
        return f"{'▰' * boxes}{'▱' * (_BOXES - boxes)} 已{self._word} {self.done:,} 行 · {_duration(seconds)}"


@contextmanager
def rows_progress() -> Iterator[RowsProgress]:
    """Shown to a person at a terminal, and taken away when the work is over, however it ends."""
    progress = RowsProgress(is_shown=output.is_terminal(sys.stderr))
    try:
        yield progress
    finally:
        progress.hide()


def _duration(seconds: float) -> str:
    """`20 秒`, `3 分钟`, `2 小时`: as exact as a guess may be."""
    if seconds < 60:
        return f"{max(1, round(seconds))} 秒"
    if seconds < 3600:
        return f"{round(seconds / 60)} 分钟"
    return f"{seconds / 3600:.1f} 小时".replace(".0 ", " ")
