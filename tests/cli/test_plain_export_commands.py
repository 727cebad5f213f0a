"""Lists as .csv and .json, days as .ics: complete, harmless, of one moment."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

CommandLine = Any


@pytest.fixture
def filled(type_in: CommandLine) -> CommandLine:
    """Two items: one with two measures, one whose texts a spreadsheet would run."""
    type_in.well(
        *("add", "会议记录不规范", "--target", "记录完整", "--lead", "办公室", "--deadline", "2024-06-30"),
        *("--measure", "修订办法", "--measure", "开展检查"),
    )
    type_in.well("add", "=cmd|'/C calc'!A1", "--category", "＋1", "--lead", "@组织部", "--target", "-5℃")
    return type_in


def test_a_list_as_csv_is_complete_and_runs_nothing(filled: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "台账.csv"
    filled.well("export", "ledger", "-o", str(path))
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        head, *rows = csv.reader(file)
    assert len({len(row) for row in (head, *rows)}) == 1
    assert head[0] == "序号"
    assert [row[head.index("整改措施")] for row in rows[:2]] == ["1.修订办法", "2.开展检查"]
    assert [row[head.index("编号")] for row in rows] == ["ZG-2024-0001", "ZG-2024-0001", "ZG-2024-0002"]
    assert rows[2][head.index("反馈问题")] == "'=cmd|'/C calc'!A1"
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "＋", "@", "-"))]


def test_all_lists_as_json_and_twice_the_same(filled: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "清单.json"
    filled.well("export", "all", "-o", str(path))
    first = path.read_bytes()
    found = json.loads(first)
    assert found["schema"] == 1
    by_name = {one["list"]: one for one in found["lists"]}
    assert {"problems", "measures", "ledger", "statistics"} <= set(by_name)
    for one in found["lists"]:
        assert {len(row) for row in one["rows"]} == {len(one["columns"])}
    assert by_name["ledger"]["rows"][2][1] == "ZG-2024-0002"
    assert "=cmd|'/C calc'!A1" in by_name["ledger"]["rows"][2]
    filled.well("export", "all", "-o", str(path))
    assert path.read_bytes() == first


def test_what_does_not_go_into_a_csv_is_refused(filled: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "清单.csv"
    path.write_text("原来的", encoding="utf-8")
    assert "只能放一个清单" in filled.refused("export", "all", "-o", str(path))
    assert path.read_text(encoding="utf-8") == "原来的"


def test_open_days_go_into_a_calendar(filled: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "时限"
    done = filled.object("export", "calendar", "-o", str(path))
    assert (done["items"], done["days"], done["withheld"]) == (2, 1, 0)
    written = (tmp_path / "时限.ics").read_text(encoding="utf-8")
    assert "DTSTART;VALUE=DATE:20240630" in written
    assert "SUMMARY:办公室：会议记录不规范（整改时限）" in written.replace("\n ", "")
    filled.well("edit", "ZG-2024-0001", "--secrecy", "秘密")
    assert "没有写日历" in filled.refused("export", "calendar", "-o", str(path))
    assert filled.object("export", "calendar", "-o", str(path), "--secret")["days"] == 1
