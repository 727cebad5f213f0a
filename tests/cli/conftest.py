"""A command line to type into, on a ledger of its own."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from tests.ready import begin_file

SPEECH = """在2024年作风整改推进会上的讲话
（2024年3月15日）

同志们：

一、存在的问题
一是会议记录不规范。二是还存在调查研究走过场的现象。

二、下一步工作
一要规范会议记录。办公室要在4月底前修订会议记录办法，6月20日前完成一次检查。
二要改进调查研究。各科室要在11月底前完成一项专题调研，由督查科牵头，人事科配合。
"""


@dataclass(frozen=True, slots=True)
class CommandLine:
    """Types `tracker …` with a fixed day and person, on one ledger."""

    ledger: Path
    before: tuple[str, ...]

    def __call__(self, *arguments: str, typed: str | None = None) -> Result:
        from tracker.cli.root import tracker

        return CliRunner().invoke(tracker, [*self.before, *arguments], input=typed)

    def well(self, *arguments: str) -> Result:
        """It must succeed."""
        result = self(*arguments)
        assert result.exit_code == 0, result.output
        return result

    def object(self, *arguments: str) -> dict[str, Any]:
        """What `--format json` prints."""
        found = json.loads(self.well(*arguments, "--format", "json").stdout)
        assert found["schema"] == 1
        return found  # type: ignore[no-any-return]

    def refused(self, *arguments: str, code: int = 1) -> str:
        """It must be refused in Chinese on stderr, with nothing on stdout; what was said."""
        result = self(*arguments)
        assert result.exit_code == code, result.output
        assert result.stdout == ""
        assert "Traceback" not in result.stderr
        assert any("一" <= character <= "鿿" for character in result.stderr)
        return result.stderr

    def begun(self, make: Callable[[CommandLine], object]) -> CommandLine:
        """On what `make` types into an empty ledger, once: other tests that begin so get a copy."""
        begin_file(self.ledger, make, lambda: make(self))
        return self

    def head(self) -> str:
        """A digest of every row: equal when nothing was changed."""
        tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
        with closing(sqlite3.connect(self.ledger)) as connection:
            names = [name for (name,) in connection.execute(tables)]
            rows = [(name, connection.execute(f"SELECT * FROM {name}").fetchall()) for name in names]
        return hashlib.sha256(repr(rows).encode()).hexdigest()


@pytest.fixture(autouse=True)
def _as_published(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a command prints as JSON is held to its schema in docs/schema."""
    from tests.cli.schemas import command_of, trouble
    from tracker.cli import output

    write, write_line = output.write_object, output.write_line_of_json

    def hold(content: Mapping[str, Any]) -> None:
        context = click.get_current_context(silent=True)
        if context is not None and context.parent is not None:
            found = trouble(command_of(context).replace(" ", "-"), content)
            assert not found, found

    def write_held(fields: Mapping[str, Any], *, compact: bool = False) -> None:
        hold({"schema": output.SCHEMA, **fields})
        write(fields, compact=compact)

    def write_line_held(line: str) -> None:
        hold(json.loads(line))
        write_line(line)

    monkeypatch.setattr(output, "write_object", write_held)
    monkeypatch.setattr(output, "write_line_of_json", write_line_held)


@pytest.fixture
def type_in(sqlite_location: Any) -> CommandLine:
    """On an empty ledger at this version's tables."""
    return CommandLine(sqlite_location.path, _before(sqlite_location.path))


@pytest.fixture
def nowhere(tmp_path: Path) -> CommandLine:
    """Where no ledger is yet."""
    path = tmp_path / "还没有.db"
    return CommandLine(path, _before(path))


def _before(path: Path) -> tuple[str, ...]:
    return ("--db", str(path), "--actor", "李明", "--today", "2024-04-01")


@pytest.fixture
def speech(tmp_path: Path) -> Path:
    """A speech of our own, dated in its head."""
    path = tmp_path / "讲话.txt"
    path.write_text(SPEECH, encoding="utf-8")
    return path


@pytest.fixture
def registered(type_in: CommandLine) -> CommandLine:
    """With one registered problem, ZG-2024-0001, that has one measure."""
    return type_in.begun(register_one)


def register_one(type_in: CommandLine) -> None:
    type_in.well(
        *("add", "会议记录不规范", "--target", "记录完整", "--measure", "修订办法"),
        *("--lead", "办公室、督查科", "--deadline", "6月底前"),
    )
    type_in.well("register", "ZG-2024-0001")
