"""JSON and CSV: true to the data, harmless to terminals and spreadsheets."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

CommandLine = Any

HOSTILE = "标题\u202e反\u200b白[/]【=1+1】"
PLAIN = "请各科室对照检查，逐条整改，不得敷衍。" * 60
RAW = ("\x1b", "\x07", "\x9b", "\u202e", "\u200b")

LISTING = [
    ("list",),
    ("list", "--format", "json"),
    ("list", "--format", "csv"),
    ("show", "ZG-2024-0001"),
    ("show", "ZG-2024-0001", "--format", "json"),
    ("show", "ZG-2024-0001", "--format", "csv"),
    ("history", "ZG-2024-0001"),
    ("history", "ZG-2024-0001", "--format", "json"),
    ("history", "ZG-2024-0001", "--format", "csv"),
    ("journal", "log"),
    ("evidence", "list"),
    ("campaign", "show"),
]


@pytest.fixture
def hostile(type_in: CommandLine) -> CommandLine:
    """A ledger with marks that drive a screen in every field that can be typed."""
    options = ("target", "detail", "category", "note", "lead", "person", "measure")
    type_in.well("campaign", "set", "--name", HOSTILE, "--reporting-unit", HOSTILE)
    type_in.well("add", HOSTILE, *(part for name in options for part in (f"--{name}", HOSTILE)))
    return type_in


@pytest.mark.parametrize("arguments", LISTING, ids=" ".join)
def test_nothing_from_data_drives_the_terminal(hostile: CommandLine, arguments: tuple[str, ...]) -> None:
    result = hostile.well(*arguments)
    assert not any(mark in result.stdout + result.stderr for mark in RAW)


@pytest.mark.parametrize("format_", ["table", "json", "csv"])
def test_a_hostile_document_drives_nothing(nowhere: CommandLine, tmp_path: Path, format_: str) -> None:
    text = f"题\x1b]0;x\x07目\n\n一、问题\n一是会议{''.join(RAW)}记录不规范。二是作风{HOSTILE}不实。\n{PLAIN}"
    path = tmp_path / "\x1b[2J讲话\u202e.txt"
    path.write_text(text, encoding="utf-8")
    result = nowhere.well("mine", str(path), "--date", "2024-3-1", "--accept", "--format", format_)
    assert "不规范" in result.stdout
    assert not any(mark in result.stdout + result.stderr for mark in RAW)
    for arguments in (("list",), ("review", "list"), ("review", "show", "1"), ("show", "ZG-2024-0001")):
        result = nowhere.well(*arguments, "--format", format_)
        assert not any(mark in result.stdout + result.stderr for mark in RAW)


@pytest.mark.parametrize(
    "arguments",
    [
        ("show", "\x1b[2J"),
        ("list", "\x1b:x"),
        ("\x1b[2J",),
        ("list", "--\x1b"),
        ("mine", "\x1b[2J.txt"),
        ("list", "--today", "\x1b[2J"),
        ("list", "--format", "\x1b[2J"),
    ],
)
def test_nothing_typed_comes_back_raw(type_in: CommandLine, arguments: tuple[str, ...]) -> None:
    result = type_in(*arguments)
    assert result.exit_code in (1, 2)
    assert "\x1b" not in result.output


def test_json_says_what_was_typed(type_in: CommandLine) -> None:
    title = "引号“”与\u200b零宽"
    type_in.well("add", title)
    text = type_in.well("list", "--format", "json").stdout
    assert "引号“”与" in text
    assert json.loads(text)["items"][0]["title"] == title


def test_csv_opens_in_a_spreadsheet_and_runs_nothing(type_in: CommandLine) -> None:
    for title in ("=HYPERLINK(1)", "　+1", "@x", "-5℃的记录", "平常"):
        type_in.well("add", "--", title)
    text = type_in.well("list", "--format", "csv").stdout
    assert text.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    assert rows[0][:3] == ["编号", "类别", "问题 / 任务"]
    assert [row[2] for row in rows[1:]] == ["'=HYPERLINK(1)", "'+1", "'@x", "'-5℃的记录", "平常"]


def test_an_empty_list_is_an_empty_list(type_in: CommandLine) -> None:
    assert type_in.object("list")["items"] == []
    assert type_in.well("list").stdout == ""
    assert "还没有" in type_in.well("list").stderr
