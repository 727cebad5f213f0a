"""Command lines kept in a file, one a line: “王芳:审核> close …” is typed by somebody else than 李明."""

from __future__ import annotations

import shlex
from collections.abc import Iterable
from pathlib import Path

from click.testing import CliRunner

from tests.cli.test_registry import LEAVES


def lines_of(path: Path) -> list[str]:
    """Without the blank ones and the comments."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def words_of(line: str) -> list[str]:
    """What is typed after `tracker`."""
    _, given, rest = line.partition("> ")
    return shlex.split(rest if given else line)


def command_of(line: str) -> str:
    """The name of the command that is given."""
    words = words_of(line)
    names = [" ".join(words[:count]) for count in (3, 2, 1)]
    return next(name for name in names if name in LEAVES)


def type_lines(lines: Iterable[str], ledger: Path, *before: str) -> list[str]:
    """On 2024-04-01, with {dir} for the ledger's folder; the lines that failed, with what they said."""
    from tracker.cli.root import tracker

    always = ("--db", str(ledger), "--today", "2024-04-01", "--yes", *before)
    failed = []
    for line in lines:
        actor, given, _ = line.partition("> ")
        words = [word.replace("{dir}", str(ledger.parent)) for word in words_of(line)]
        result = CliRunner().invoke(tracker, [*always, "--actor", actor if given else "李明", *words])
        if result.exit_code or not result.stdout + result.stderr:
            failed.append(f"{line}\n  {result.stderr}")
    return failed
