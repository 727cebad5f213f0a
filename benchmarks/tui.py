"""What the app costs beside the smallest Textual app and beside a DataTable, in one run, in real terminals.

    python benchmarks/tui.py [--sizes 100 100000 1000000] [--rounds 5] [--keys 200]

Every program runs in a pseudo-terminal of 120×40 of its own and is read as a terminal would: a start is the
time from the call to the sign that is waited for, a key the time from its bytes going in until the screen
changes. Starts are medians of the rounds, taken in turn; keys are the 95th of 100, in milliseconds. The
smallest app shows one line; the DataTable app shows as many rows of as many columns as our list has on its
first screen, and scrolls 1,000 of them. Ledgers are filled by `benchmarks/ledger.py`.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import pty
import select
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ledger import TODAY, fill

from tracker.ledger.location import locate

COLUMNS, LINES = 120, 40
SMALLEST = """
from textual.app import App
from textual.widgets import Static
class Smallest(App):
    def compose(self):
        yield Static("READY")
Smallest().run()
"""
DATA_TABLE = """
from textual.app import App
from textual.widgets import DataTable
class Rows(App):
    def compose(self):
        yield DataTable(cursor_type="row")
    def on_mount(self):
        table = self.query_one(DataTable)
        table.add_columns("编号", "问题 / 任务", "牵头单位", "整改时限", "预警", "状态", "措施")
        for row in range(1000):
            table.add_row(f"R-{row:04}", "会议记录不规范", "办公室", "2024-06-30", "剩12天", "整改中", "0/2")
        table.focus()
Rows().run()
"""
FIRST_FRAME, FIRST_ROW = "台账", "ZG-"
DOWN, PAGE_DOWN = b"\x1b[B", b"\x1b[6~"
PATIENCE = 60.0
FILTER = "huiyi jilu bu guifan " * 2
STILL = 0.25
"""Seconds without a byte after which a screen has settled."""


@dataclass(frozen=True, slots=True)
class Program:
    """Something that draws, and the signs by which it has begun and has its rows."""

    name: str
    arguments: tuple[str, ...]
    frame: str
    row: str


class Terminal:
    """A program in a terminal of its own."""

    def __init__(self, program: Program, folder: Path) -> None:
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
        self._seen = b""
        self._started = time.perf_counter()
        self.process = subprocess.Popen(
            [sys.executable, *program.arguments],
            stdin=slave, stdout=slave, stderr=slave, start_new_session=True,
            env={**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor",
                 "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)},
        )  # fmt: skip
        os.close(slave)

    def until(self, sign: str) -> float:
        """Seconds since the start when `sign` was drawn."""
        wanted = sign.encode()
        while wanted not in self._seen:
            if not self._read(PATIENCE):
                raise SystemExit(f"“{sign}” was never drawn:\n{self._seen[-400:]!r}")
        return time.perf_counter() - self._started

    def settle(self) -> None:
        """Wait until nothing more is drawn."""
        while self._read(STILL):
            pass

    def key(self, typed: bytes) -> float:
        """Seconds until the screen changes."""
        began = time.perf_counter()
        os.write(self._master, typed)
        self._read(PATIENCE)
        return time.perf_counter() - began

    def megabytes(self) -> float:
        """The most memory the program ever held."""
        for line in Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith("VmHWM"):
                return int(line.split()[1]) / 1024
        raise SystemExit("no /proc here: memory cannot be told")

    def end(self) -> None:
        """Let the program go."""
        self.process.kill()
        self.process.wait()
        os.close(self._master)

    def _read(self, patience: float) -> bytes:
        if not select.select([self._master], [], [], patience)[0]:
            return b""
        new = os.read(self._master, 1 << 16)
        self._seen = (self._seen + new)[-(1 << 18) :]
        return new


def app_on(ledger: Path) -> Program:
    """The app, opened on its list."""
    arguments = ("-m", "tracker", "--db", str(ledger), "--today", str(TODAY), "--actor", "李明:经办")
    return Program(ledger.stem, arguments, FIRST_FRAME, FIRST_ROW)


def starts(programs: list[Program], rounds: int, folder: Path) -> dict[str, tuple[float, float]]:
    """Seconds to the first frame and to the first row of each, medians, taken in turn."""
    taken: dict[str, list[tuple[float, float]]] = {program.name: [] for program in programs}
    for _ in range(rounds + 1):  # the first round warms the caches
        for program in programs:
            terminal = Terminal(program, folder)
            taken[program.name].append((terminal.until(program.frame), terminal.until(program.row)))
            terminal.end()
    return {
        name: (
            statistics.median(pair[0] for pair in pairs[1:]),
            statistics.median(pair[1] for pair in pairs[1:]),
        )
        for name, pairs in taken.items()
    }


def late(taken: list[float]) -> float:
    """The 95th of 100, in milliseconds."""
    return 1000 * statistics.quantiles(taken, n=20)[-1]


def scrolling(terminal: Terminal, keys: int) -> float:
    """Down and page down, each after the one before has settled a little."""
    taken: list[float] = []
    for count in range(keys):
        taken.append(terminal.key(PAGE_DOWN if count % 10 == 9 else DOWN))
        time.sleep(0.02)
        while terminal._read(0):
            pass
    return late(taken)


def typing(terminal: Terminal, line: str) -> float:
    """Each sign of a filter line, while the counting of the one before still runs."""
    terminal.key(b"/")
    terminal.settle()
    taken = [terminal.key(sign.encode()) for sign in line]
    terminal.settle()
    return late(taken)


def at_work(program: Program, folder: Path, act: Callable[[Terminal], float]) -> tuple[float, float]:
    """Milliseconds of a key, and the megabytes held after it."""
    terminal = Terminal(program, folder)
    terminal.until(program.row)
    terminal.settle()
    taken = act(terminal)
    megabytes = terminal.megabytes()
    terminal.end()
    return taken, megabytes


def main() -> None:
    """Fill the ledgers, start and use everything in turn, print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 100_000, 1_000_000])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--keys", type=int, default=200)
    wanted = parser.parse_args()
    smallest = Program("smallest", ("-c", SMALLEST), "READY", "READY")
    table = Program("DataTable", ("-c", DATA_TABLE), "R-0000", "R-0000")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "tracker").mkdir()
        settings = 'start = "ledger"\nambiguous = 1\n'  # nobody answers here when the app asks its terminal
        (folder / "tracker" / "settings.toml").write_text(settings, encoding="utf-8")
        apps = [app_on(filled(folder, size)) for size in wanted.sizes]
        tell_starts(starts([smallest, table, *apps], wanted.rounds, folder))
        tell_work([table, *apps], folder, wanted.keys)


def filled(folder: Path, size: int) -> Path:
    """A ledger of so many items."""
    path = folder / f"{size}.db"
    fill(locate(str(path)), size)
    return path


def tell_starts(begun: dict[str, tuple[float, float]]) -> None:
    """The table of starts, as ratios to the smallest app's."""
    yardstick = begun["smallest"][0]
    print(f"the smallest app takes {1000 * yardstick:.0f} ms to its first frame; ratios to that:")
    print(f"{'':12}{'first frame':>12}{'first row':>12}")
    for name, (frame, row) in begun.items():
        print(f"{name:12}{frame / yardstick:12.2f}{row / yardstick:12.2f}", flush=True)


def tell_work(programs: list[Program], folder: Path, keys: int) -> None:
    """The table of keys and memory; the DataTable has no line to type into."""
    print(f"{'':12}{'scrolling':>12}{'typing':>12}{'memory':>12}   (p95 ms, p95 ms, MB)")
    for program in programs:
        scrolled, held = at_work(program, folder, lambda terminal: scrolling(terminal, keys))
        typed = ""
        if program.frame == FIRST_FRAME:
            echoed, most = at_work(program, folder, lambda terminal: typing(terminal, FILTER))
            typed, held = f"{echoed:.1f}", max(held, most)
        print(f"{program.name:12}{scrolled:12.1f}{typed:>12}{held:12.0f}", flush=True)


if __name__ == "__main__":
    main()
