"""The program in a pseudo-terminal of its own, and what that terminal shows."""

from __future__ import annotations

import codecs
import os
import select
import subprocess
import sys
import time
import unicodedata
from pathlib import Path

import pyte
from wcwidth import wcwidth

QUIET = 0.15
"""Seconds without output after which a screen is taken to be drawn."""


class Terminal:
    """The program, typed to and listened to."""

    def __init__(self, ledger: Path, code: str = "", size: tuple[int, int] = (120, 40)) -> None:
        import fcntl
        import pty
        import struct
        import termios

        self.master, slave = pty.openpty()
        columns, rows = size
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        start = f"{code}\nfrom tracker.__main__ import main; main()"
        arguments = ["--db", str(ledger), "--today", "2024-6-18", "--actor", "李明:经办"]
        self.process = subprocess.Popen(
            [sys.executable, "-c", start, *arguments],
            stdin=slave, stdout=slave, stderr=slave, close_fds=True, start_new_session=True,
            env={**os.environ, "TERM": "xterm-256color", "COLUMNS": str(columns), "LINES": str(rows)},
        )  # fmt: skip
        os.close(slave)
        self.seen = b""

    def read_until(self, wanted: str | None, seconds: float = 20) -> bool:
        """Take in what is drawn until something is seen, or the program is gone."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if wanted is not None and wanted.encode() in self.seen:
                return True
            if self.read(0.05) is None:
                break
        return wanted is None or wanted.encode() in self.seen

    def read(self, seconds: float) -> bytes | None:
        """What comes within that time; None when the program is gone."""
        if select.select([self.master], [], [], seconds)[0]:
            try:
                data = os.read(self.master, 65536)
            except OSError:
                return None
            self.seen += data
            return data
        return None if self.process.poll() is not None else b""

    def send(self, keys: str) -> None:
        os.write(self.master, keys.encode())


class Screen(pyte.Screen):
    """Notes what is written over the right edge: a terminal wraps it into the next line."""

    def __init__(self, columns: int, rows: int, answer: int) -> None:
        self.too_wide: list[str] = []
        self.answer = answer
        super().__init__(columns, rows)

    def draw(self, data: str) -> None:
        if self.cursor.x + sum(max(wcwidth(character), 0) for character in data) > self.columns:
            self.too_wide.append(data)
        super().draw(data)

    def write_process_input(self, data: str) -> None:
        os.write(self.answer, data.encode())

    def cells(self) -> list[list[str]]:
        """Each row as one string a cell; the second cell of a wide character is empty."""
        return [
            [self.buffer[row][column].data for column in range(self.columns)] for row in range(self.lines)
        ]


class DrawnTerminal(Terminal):
    """A terminal whose screen can be looked at, as a person's would show it."""

    def __init__(self, ledger: Path, size: tuple[int, int]) -> None:
        super().__init__(ledger, size=size)
        self.screen = Screen(*size, self.master)
        self._stream = pyte.Stream(self.screen)
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")

    def read(self, seconds: float) -> bytes | None:
        data = super().read(seconds)
        if data:
            self._stream.feed(self._decoder.decode(data))
        return data

    def text(self) -> str:
        return "\n".join("".join(row).rstrip() for row in self.screen.cells())

    def shows(self, *wanted: str, without: str = "", line: int | None = None, seconds: float = 20) -> str:
        """The screen once it holds all of that, the cursor is on that line, and it stands still."""
        wanted = tuple(unicodedata.normalize("NFC", word) for word in wanted)  # as pyte keeps a cell
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            data = self.read(QUIET)
            if data:
                continue
            text = self.text()
            is_there = all(word in text for word in wanted) and not (without and without in text)
            if is_there and line in (None, self.screen.cursor.y):
                return text
            if data is None:
                break
        raise AssertionError(f"{wanted} not on screen, or {without} still:\n{self.text()}")

    def press(self, keys: str, *wanted: str, without: str = "", line: int | None = None) -> str:
        """Type, and look once it is there."""
        self.send(keys)
        return self.shows(*wanted, without=without, line=line)

    def close(self) -> None:
        """End the program, however it is."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(20)
        os.close(self.master)
