"""`tracker reconcile` as a clerk types it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

CommandLine = Any

REPORT = """关于整改进展情况的报告
（2024年4月1日）
一、整改落实情况
（一）关于“会议记录不规范”问题。办公室已修订办法并印发。
二、下一步打算
一是公文错情较多。二是办公室要在9月底前完成公文处理培训。
"""


@pytest.fixture
def report(tmp_path: Path) -> str:
    path = tmp_path / "报告.txt"
    path.write_text(REPORT, encoding="utf-8")
    return str(path)


def test_looked_at_then_taken_over_and_undone(registered: CommandLine, report: str) -> None:
    head = registered.head()
    shown = registered.well("reconcile", report).stdout
    assert "已报完成1条" in shown
    assert "修订办法" in shown
    assert "办公室已修订办法并印发" in shown
    assert "没有改动台账" in shown
    found = registered.object("reconcile", report)
    assert found["document"] == {"title": "关于整改进展情况的报告", "date": "2024-04-01"}
    assert found["counts"]["done"] == 1
    assert found["findings"][0]["measure"] == 1
    assert registered.head() == head
    done = registered.object("reconcile", report, "--apply", "1", "--yes")
    assert (done["applied"], done["finished"], done["reported"]) == ([1], 1, ["ZG-2024-0001"])
    again = registered.well("reconcile", report, "--apply", "all", "--yes")
    assert "新增事项" in again.stderr
    assert "tracker undo" in again.stderr
    registered.well("undo", "--yes")
    registered.well("undo", "--yes")
    assert registered.object("show", "ZG-2024-0001")["item"]["measures"][0]["done_on"] is None
    assert len(registered.object("list")["items"]) == 1


def test_what_a_person_has_to_decide_is_not_done_with_all(registered: CommandLine, tmp_path: Path) -> None:
    for what in ("印制会议记录登记本样式", "印制会议记录登记本说明"):
        registered.well("measure", "add", "ZG-2024-0001", what)
    path = tmp_path / "报告.txt"
    path.write_text("关于整改的报告\n（2024年4月1日）\n办公室已印制会议记录登记本。\n", encoding="utf-8")
    found = registered.object("reconcile", str(path))["findings"]
    assert [one["measure"] for one in found if one["is_unsure"]] == [2, 3]
    assert "其中2条要看了定、all 不办" in registered.well("reconcile", str(path)).stdout
    told = registered.refused("reconcile", str(path), "--apply", "all", "--yes")
    assert "第1、2条要看了定，写明序号才办" in told
    assert registered.object("reconcile", str(path), "--apply", "2", "--yes")["finished"] == 1


def test_nothing_is_done_unasked(registered: CommandLine, report: str) -> None:
    head = registered.head()
    assert "需要确认" in registered.refused("reconcile", report, "--apply", "1")
    assert "不是序号" in registered.refused("reconcile", report, "--apply", "一")
    assert "没有第99条" in registered.refused("reconcile", report, "--apply", "99", "--yes")
    assert registered.head() == head


def test_a_row_with_nothing_to_do_is_refused(registered: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "报告.txt"
    path.write_text("关于节约用水的报告\n（2024年4月1日）\n水表已换新。\n", encoding="utf-8")
    told = registered.refused("reconcile", str(path), "--apply", "1", "--yes")
    assert "第1条（未提及）没有可以办的" in told
    assert "没有能办的建议" in registered.refused("reconcile", str(path), "--apply", "all", "--yes")


def test_a_report_without_a_day_wants_one(registered: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "报告.txt"
    path.write_text("办公室已修订会议记录办法。", encoding="utf-8")
    assert "--date" in registered.refused("reconcile", str(path))
    assert "已报完成" in registered.well("reconcile", str(path), "--date", "2024-03-31").stdout


def test_a_number_is_the_same_line_the_second_time(registered: CommandLine, report: str) -> None:
    registered.well("reconcile", report, "--apply", "1", "--yes")
    head = registered.head()
    told = registered.refused("reconcile", report, "--apply", "1", "--yes")
    assert "选中的都办过了" in told
    assert "第1条已办过（2024-04-01 李明）" in told
    assert registered.head() == head
    shown = registered.well("reconcile", report).stdout
    assert "  1√已报完成" in shown
    assert "已办过（2024-04-01 李明）" in shown
    first = registered.object("reconcile", report)["findings"][0]
    assert (first["finding"], first["is_taken"], first["measure"]) == (1, True, 1)
    new = next(
        one["finding"]
        for one in registered.object("reconcile", report)["findings"]
        if one["standing"] == "new"
    )
    again = registered.well("reconcile", report, "--apply", f"1,{new}", "--yes")
    assert "第1条已办过（2024-04-01 李明），跳过" in again.stderr
    assert registered.object("reconcile", report)["findings"][new - 1]["is_taken"]
    registered.well("undo", "--yes")
    assert not registered.object("reconcile", report)["findings"][new - 1]["is_taken"]
