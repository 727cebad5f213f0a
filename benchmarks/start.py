"""How long each command takes to start, as a ratio to importing SQLAlchemy's ORM.

Side by side in one run, interleaved, medians: `python benchmarks/start.py [--rounds 9] [list …]`. A ratio
says the same on every machine; the yardstick's milliseconds are printed once.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

YARDSTICK = ("-c", "import sqlalchemy.orm")
BARE = ("-c", "pass")
ITEM = "ZG-2024-0001"


def commands(folder: Path) -> dict[str, tuple[str, ...]]:
    """What is measured, by the name that is printed."""
    tracker = ("-m", "tracker", "--db", str(folder / "ledger.db"), "--today", "2024-04-01", "--actor", "甲")
    return {
        "python -c pass": BARE,
        "import sqlalchemy.orm": YARDSTICK,
        "tracker --help": (*tracker, "--help"),
        "tracker deadline": (*tracker, "deadline", "11月底前"),
        "tracker list": (*tracker, "list"),
        "tracker show": (*tracker, "show", ITEM),
        "tracker stats": (*tracker, "stats"),
        "tracker add": (*tracker, "add", "会议记录不规范", "--deadline", "6月底前"),
        "tracker mine": (*tracker, "mine", str(folder / "speech.txt"), "--date", "2024-03-15"),
        "tracker export ledger": (*tracker, "export", "ledger", "-o", str(folder / "out.xlsx")),
    }


def seconds(arguments: tuple[str, ...], environment: dict[str, str]) -> float:
    """One run, from the process's start to its end."""
    begun = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True, env=environment)
    return time.perf_counter() - begun


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("names", nargs="*", help="only these commands, e.g. list")
    chosen = parser.parse_args()
    rounds: int = chosen.rounds
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        environment = {**os.environ, "PYTHONUTF8": "1", "XDG_CONFIG_HOME": name, "XDG_DATA_HOME": name}
        (folder / "speech.txt").write_text("讲话\n\n要在11月底前修订会议记录办法。\n", encoding="utf-8")
        wanted = commands(folder)
        seconds(wanted["tracker add"], environment)
        if chosen.names:
            kept = {"import sqlalchemy.orm", *(f"tracker {name}" for name in chosen.names)}
            wanted = {label: arguments for label, arguments in wanted.items() if label in kept}
        times: dict[str, list[float]] = {label: [] for label in wanted}
        for _ in range(rounds):
            for label, arguments in wanted.items():
                times[label].append(seconds(arguments, environment))
    medians = {label: statistics.median(taken) for label, taken in times.items()}
    yardstick = medians["import sqlalchemy.orm"]
    print(f"import sqlalchemy.orm: {yardstick * 1000:.0f} ms, median of {rounds} rounds = 1.00")
    for label, median in medians.items():
        print(f"{label:24}{median / yardstick:6.2f}")


if __name__ == "__main__":
    main()
