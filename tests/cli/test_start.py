"""What each command loads: the start must stay fast, and the heavy libraries where they are needed."""

from __future__ import annotations

import json
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
WITHOUT_THE_LEDGER = (
    (("--help",), ("sqlalchemy", "tracker.ledger.store", "tracker.mining")),
    (("--version",), ("sqlalchemy",)),
    (("lifecycle",), ("sqlalchemy",)),
    (("list", "--help"), ("sqlalchemy",)),
    (("deadline", "11月底前"), ("sqlalchemy",)),
    (("mine", "讲话.txt"), ("sqlalchemy", "tracker.ledger.store")),
)
WITH_THE_LEDGER = (
    (("list",), ("tracker.mining", "tracker.reading", "tracker.exchange")),
    (("show", "ZG-2024-0001"), ("tracker.mining", "tracker.reading", "tracker.exchange")),
    (("stats",), ("tracker.mining", "tracker.reading")),
    (("progress", "ZG-2024-0001", "已印发"), ("tracker.mining", "tracker.reading")),
)
"""Commands, each with what it loads no more than HEAVY: those that need the least first."""

PROBE = """
import json, sys
from tracker.__main__ import main
lines = json.loads(sys.argv[1])
for line in lines:
    sys.argv = ["tracker", *line]
    try:
        main()
    except SystemExit as ended:
        print("\\ncode", ended.code)
    print("loaded", *sorted(sys.modules))
"""


def _loaded(*lines: tuple[str, ...]) -> list[set[str]]:
    """What is loaded after each of these commands, given one after the other to one program."""
    ran = subprocess.run(
        [sys.executable, "-c", PROBE, json.dumps(lines)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    assert ran.stdout.count("\ncode 0\n") == len(lines), ran.stdout + ran.stderr
    return [set(line.split()[1:]) for line in ran.stdout.splitlines() if line.startswith("loaded ")]


@pytest.mark.parametrize("commands", [WITHOUT_THE_LEDGER, WITH_THE_LEDGER], ids=["without", "with"])
def test_a_command_loads_only_what_it_uses(
    registered: Any,
    speech: Path,
    monkeypatch: pytest.MonkeyPatch,
    commands: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...],
) -> None:
    monkeypatch.chdir(speech.parent)
    always = ("--db", str(registered.ledger), "--today", "2024-04-02")
    loaded = _loaded(*((*always, *arguments) for arguments, _ in commands))
    too_much = [
        (" ".join(arguments), name)
        for (arguments, also), modules in zip(commands, loaded, strict=True)
        for name in (*HEAVY, *also)
        if name in modules
    ]
    assert too_much == []


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
