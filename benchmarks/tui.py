"""What the app costs beside the smallest Textual app and beside a DataTable, in one run, in real terminals.

    python benchmarks/tui.py [--sizes 100 100000 1000000] [--rounds 5] [--keys 200] [--ledgers FOLDER]

Every program runs in a pseudo-terminal of 120×40 of its own and is read as a terminal would: a start is the
time from the call to the sign that is waited for, a key the time from its bytes going in until the screen
changes. Starts are medians of the rounds, taken in turn; keys are the 95th of 100, in milliseconds, and
beside them the processor time of the program for one key, which other work on the machine does not change.
The smallest app shows one line; the DataTable app shows as many rows of as many columns as our list has on
its first screen, and scrolls 1,000 of them. Each sign is typed into the filter while the query for the signs
before it still runs, and taken as seen when it stands in the line. Ledgers are filled by
`benchmarks/ledger.py`; a folder named for them keeps them for the next run.

Measured with `--rounds 5 --keys 40` on two cores with nothing else to do; the smallest app's first frame took
about 200 ms:

               first frame  first row  down (processor)  page down (processor)  end, home  typing  memory
    DataTable      2.00        2.00       22 ms (7)         132 ms (41)           26 ms              54 MB
    100            1.19        1.79       18 ms (7)          14 ms (7)             8 ms     8 ms     94 MB
    100,000        1.18        1.75       13 ms (6)          17 ms (13)           50 ms    33 ms    105 MB
    1,000,000      1.17        1.73       13 ms (6)          18 ms (13)           71 ms    19 ms    105 MB

A run before that, of seven rounds and sixty keys, gave 1.15, 1.14 and 1.20 to the first frame, 1.91, 1.71 and
1.74 to the first row, and 8, 51 and 10 ms for typing: of twenty signs that are typed, one late one is the
figure.
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
UP, DOWN = b"\x1b[A", b"\x1b[B"
PAGE_UP, PAGE_DOWN = b"\x1b[5~", b"\x1b[6~"
TOP, BOTTOM = b"\x1b[1;5H", b"\x1b[1;5F"
"""What a DataTable takes for its first and its last row."""

PATIENCE = 60.0
NEGATED, SIGNS = "非 ", "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉"
"""Every item is wanted that lacks a word nobody wrote: the longest query, and nothing else on the screen
changes while the word grows."""

TYPED_EVERY = 0.3
"""Seconds from one sign to the next: after the pause that starts the query, before it ends."""

STILL = 0.25
"""Seconds without a byte after which a screen has settled."""


@dataclass(frozen=True, slots=True)
class Program:
    """Something that draws, and the signs by which it has begun and has its rows."""

    name: str
    arguments: tuple[str, ...]
    frame: str
    row: str
    items: int = 0
    first: str = ""
    """What only the first line of its list tells."""
    last: str = ""
    home: bytes = b"\x1b[H"
    end: bytes = b"\x1b[F"


class Terminal:
    """A program in a terminal of its own."""

    def __init__(self, program: Program, folder: Path) -> None:
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
        self._seen = b""
        self._started = time.perf_counter()
        # What was compiled is kept, as it is for a tracker that was installed.
        own = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        self.process = subprocess.Popen(
            [sys.executable, *program.arguments],
            stdin=slave, stdout=slave, stderr=slave, start_new_session=True,
            env={**own, "TERM": "xterm-256color", "COLORTERM": "truecolor",
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
        """Wait until nothing more is drawn or worked out."""
        while self._read(STILL) or self._is_at_work():
            pass

    def press(self, typed: bytes) -> None:
        """A key, whatever comes of it."""
        os.write(self._master, typed)
        self.settle()

    def key(self, typed: bytes) -> float:
        """Seconds until the screen changes."""
        began = time.perf_counter()
        os.write(self._master, typed)
        if not self._read(PATIENCE):
            raise SystemExit(f"nothing was drawn after {typed!r}")
        return time.perf_counter() - began

    def drawn(self, typed: bytes, sign: str) -> float:
        """Seconds until what a key asks for is drawn."""
        self._seen = b""
        began = time.perf_counter()
        os.write(self._master, typed)
        self.until(sign)
        return time.perf_counter() - began

    def processor_seconds(self) -> float:
        """What the program has used of the processor so far."""
        user, system = _after_name(Path(f"/proc/{self.process.pid}/stat"))[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")

    def _is_at_work(self) -> bool:
        """One of its threads runs, waits for its turn on the processor, or for a disk."""
        tasks = Path(f"/proc/{self.process.pid}/task").iterdir()
        return any(_after_name(task / "stat")[0] in "RD" for task in tasks)

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


def _after_name(stat: Path) -> list[str]:
    """What the system tells of a process or thread, from its state on."""
    return stat.read_text().rpartition(")")[2].split()


def app_on(ledger: Path) -> Program:
    """The app, opened on its list."""
    arguments = ("-m", "tracker", "--db", str(ledger), "--today", str(TODAY), "--actor", "李明:经办")
    size = int(ledger.stem)
    # A long title is cut in the list: its very end stands in the pane beside, which has more to read.
    return Program(f"{size:,}", arguments, FIRST_FRAME, FIRST_ROW, size, "，第1项", f"，第{size}")


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


def scrolling(terminal: Terminal, down: bytes, up: bytes, *, keys: int, there: int) -> tuple[float, float]:
    """Milliseconds until a key is seen, and of the processor for one; back up after so many down."""
    terminal.settle()
    taken: list[float] = []
    used = terminal.processor_seconds()
    for number in range(keys):
        taken.append(terminal.key(up if number // there % 2 else down))
        time.sleep(0.02)
        while terminal._read(0):
            pass
    return late(taken), 1000 * (terminal.processor_seconds() - used) / keys


def to_the_ends(terminal: Terminal, program: Program, rounds: int) -> float:
    """From the first line to the last and back, until its row is drawn."""
    taken: list[float] = []
    for _ in range(rounds):
        for typed, sign in ((program.end, program.last), (program.home, program.first)):
            terminal.settle()
            taken.append(terminal.drawn(typed, sign))
    return late(taken)


def typing(terminal: Terminal) -> float:
    """Each sign of a word, while the query for the signs before it still runs."""
    terminal.press(b"/")
    terminal.press(NEGATED.encode())
    taken: list[float] = []
    for sign in SIGNS:
        taken.append(terminal.drawn(sign.encode(), sign))
        time.sleep(TYPED_EVERY)
    return late(taken)


@dataclass(frozen=True, slots=True)
class Work:
    """What using a program costs: milliseconds until seen, milliseconds of processor, megabytes."""

    down: tuple[float, float]
    page: tuple[float, float]
    ends: float
    typing: float | None
    megabytes: float


def at_work(program: Program, folder: Path, keys: int) -> Work:
    """Go down and about in a list, and type where there is a filter."""
    terminal = Terminal(program, folder)
    terminal.until(program.row)
    terminal.settle()
    down = scrolling(terminal, DOWN, UP, keys=keys, there=program.items - 1)
    terminal.press(program.home)
    page = scrolling(terminal, PAGE_DOWN, PAGE_UP, keys=keys, there=program.items // LINES)
    ends = to_the_ends(terminal, program, max(1, keys // 10))
    typed = typing(terminal) if program.frame == FIRST_FRAME else None
    megabytes = terminal.megabytes()
    terminal.end()
    return Work(down, page, ends, typed, megabytes)


def main() -> None:
    """Fill the ledgers, start and use everything in turn, print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 100_000, 1_000_000])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--keys", type=int, default=200)
    parser.add_argument("--ledgers", type=Path)
    wanted = parser.parse_args()
    smallest = Program("smallest", ("-c", SMALLEST), "READY", "READY")
    table = Program(
        "DataTable", ("-c", DATA_TABLE), "R-0000", "R-0000", 1000, "R-0000", "R-0999", TOP, BOTTOM
    )
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "tracker").mkdir()
        settings = 'start = "ledger"\nambiguous = 1\n'  # nobody answers here when the app asks its terminal
        (folder / "tracker" / "settings.toml").write_text(settings, encoding="utf-8")
        ledgers = wanted.ledgers or folder
        apps = [app_on(filled(ledgers, size)) for size in wanted.sizes]
        tell_starts(starts([smallest, table, *apps], wanted.rounds, folder))
        tell_work([table, *apps], folder, wanted.keys)


def filled(folder: Path, size: int) -> Path:
    """A ledger of so many items; one that lies there already serves again."""
    path, unfinished = folder / f"{size}.db", folder / f"{size}.part.db"
    if not path.exists():
        unfinished.unlink(missing_ok=True)
        fill(locate(str(unfinished)), size)
        unfinished.rename(path)
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
    print("keys: p95 ms until seen (ms of processor for one); memory: the most held, MB")
    print(f"{'':12}{'down':>16}{'page down':>16}{'end, home':>12}{'typing':>10}{'memory':>10}")
    for program in programs:
        work = at_work(program, folder, keys)
        down, page = (f"{seen:.1f} ({used:.1f})" for seen, used in (work.down, work.page))
        typed = "" if work.typing is None else f"{work.typing:.1f}"
        ends = f"{work.ends:12.1f}{typed:>10}{work.megabytes:10.0f}"
        print(f"{program.name:12}{down:>16}{page:>16}{ends}", flush=True)


if __name__ == "__main__":
    main()
