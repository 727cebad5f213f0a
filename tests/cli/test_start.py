"""What each command loads: the start must stay fast, and the heavy libraries where they are needed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

HEAVY = (
    "textual",
    "rich",
    "click.testing",
    "openpyxl",
    "alembic",
    "lxml",
    "psycopg",
    "chinese_calendar",
    "lark",
    "tracker.tui",
)
PROBE = """
import sys
sys.argv = ["tracker", *sys.argv[1:]]
from tracker.__main__ import main
try:
    main()
except SystemExit as ended:
    print("code", ended.code)
print("loaded", *sorted(sys.modules))
"""


def _loaded(*arguments: str) -> set[str]:
    ran = subprocess.run(
        [sys.executable, "-c", PROBE, *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    assert "\ncode 0\n" in f"\n{ran.stdout}", ran.stdout + ran.stderr
    return set(ran.stdout.rpartition("loaded ")[2].split())


@pytest.mark.parametrize(
    ("arguments", "also"),
    [
        (("--help",), ("sqlalchemy", "tracker.ledger.store", "tracker.mining")),
        (("--version",), ("sqlalchemy",)),
        (("lifecycle",), ("sqlalchemy",)),
        (("list", "--help"), ("sqlalchemy",)),
        (("deadline", "11月底前"), ("sqlalchemy",)),
        (("mine", "讲话.txt"), ("sqlalchemy", "tracker.ledger.store")),
        (("list",), ("tracker.mining", "tracker.reading", "tracker.exchange")),
        (("show", "ZG-2024-0001"), ("tracker.mining", "tracker.reading", "tracker.exchange")),
        (("stats",), ("tracker.mining", "tracker.reading")),
        (("progress", "ZG-2024-0001", "已印发"), ("tracker.mining", "tracker.reading")),
    ],
    ids=lambda value: " ".join(value),
)
def test_a_command_loads_only_what_it_uses(
    registered: Any,
    speech: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    also: tuple[str, ...],
) -> None:
    monkeypatch.chdir(speech.parent)
    loaded = _loaded("--db", str(registered.ledger), "--today", "2024-04-02", *arguments)
    assert not [name for name in (*HEAVY, *also) if name in loaded]


def test_the_benchmark_runs() -> None:
    benchmark = Path(__file__).parents[2] / "benchmarks" / "start.py"
    ran = subprocess.run(
        [sys.executable, str(benchmark), "--rounds", "1", "list"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    assert "list" in ran.stdout
    assert "1.00" in ran.stdout
