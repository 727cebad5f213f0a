"""The published schemas: made from one table, one for each command, and true of what is printed."""

from __future__ import annotations

import json
import runpy
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.cli.conftest import SPEECH
from tests.cli.schemas import FOLDER, trouble
from tests.cli.test_registry import LEAVES
from tests.cli.typed_lines import command_of, lines_of, type_lines

CommandLine = Any
LINES = Path(__file__).parent / "json_lines.txt"
REPORT = """关于整改进展情况的报告
（2024年4月1日）
一、整改落实情况
共反馈问题3个，已销号1个，整改率30%，开会3次。办公室已建立清单。
二、下一步打算
一是公文错情较多。二是办公室要在9月底前完成公文处理培训。
"""
NOT_HERE = frozenset(
    {
        *("db move", "db reindex", "db restore", "db team add", "db team init", "db team list"),
        *("db team remove", "demo", "preliminary", "publicity", "campaign remove", "form merge"),
        "form rows",
        *(f"consequence {word}" for word in ("decide", "list", "show", "submit")),
        *("paper fields", "paper style", "paper admonition", "paper assignment", "paper between"),
        *("paper closing", "paper handover", "paper look-back", "paper month", "paper report"),
        *("paper supervision", "paper supplement", "paper ten-days"),
    }
)
"""Commands that no line of the file gives: their own tests do, and hold them to their schemas."""


def test_the_schemas_are_as_they_are_made() -> None:
    made = runpy.run_path(str(FOLDER.parent / "make_schema.py"))
    wanted = {name: made["text_of"](content) for name, content in made["schemas"]().items()}
    assert {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.json")} == wanted


def test_every_command_has_one_and_every_shape_is_used() -> None:
    files = {path.stem for path in FOLDER.glob("*.json")}
    assert files - {"file-lists", "file-reminders"} == {name.replace(" ", "-") for name in LEAVES}
    used: set[str] = set()
    for path in FOLDER.glob("*.json"):
        content = json.loads(path.read_text(encoding="utf-8"))
        Draft202012Validator.check_schema(content)
        used |= set(content["$defs"])
    made = runpy.run_path(str(FOLDER.parent / "make_schema.py"))
    assert used == set(made["shapes"]()["shapes"])


def test_the_lines_give_every_other_command() -> None:
    assert {command_of(line) for line in lines_of(LINES)} == set(LEAVES) - NOT_HERE


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """What the lines read."""
    (tmp_path / "讲话.txt").write_text(SPEECH, encoding="utf-8")
    (tmp_path / "报告.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "佐证.txt").write_text("证", encoding="utf-8")
    (tmp_path / "人员.txt").write_text("张三 办公室 科员\n孙六 督查科 科长 62220009\n", encoding="utf-8")
    (tmp_path / "单位.csv").write_text("单位,上级单位,简称\n机要科,市局,机要\n", encoding="utf-8")
    return tmp_path


def test_a_life_of_a_ledger_prints_what_is_published(folder: Path) -> None:
    """Each output is held to its schema by the fixture that all tests of the command line have."""
    failed = type_lines(lines_of(LINES), folder / "台账.db", "--format", "json")
    assert not failed, "\n".join(failed)


def test_written_files_are_as_published(registered: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "清单.json"
    registered.well("export", "all", "-o", str(path))
    assert not trouble("file-lists", json.loads(path.read_text(encoding="utf-8")))
    registered.well("remind", "-o", str(tmp_path / "催办"), "--today", "2024-07-10")
    (content,) = (tmp_path / "催办").glob("*.json")
    assert not trouble("file-reminders", json.loads(content.read_text(encoding="utf-8")))


def test_what_is_not_published_is_found() -> None:
    assert "more" in trouble("view-list", {"schema": 1, "views": [], "more": 1})
    assert trouble("view-list", {"schema": 2, "views": []})
    assert trouble("list", {"schema": 1, "items": [{"number": 1}]})
