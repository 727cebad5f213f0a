"""Draws, lineage, self-checks, superiors and consequences as a clerk types them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

CommandLine = Any

NUMBER = "ZG-2024-0001"


@pytest.fixture
def closed(registered: CommandLine, tmp_path: Path) -> CommandLine:
    """ZG-2024-0001 is closed, by another person than applied."""
    registered.well("progress", NUMBER, "已修订", "--measure", "1", "--done")
    proof = tmp_path / "办法.txt"
    proof.write_text("会议记录办法", encoding="utf-8")
    registered.well("evidence", "add", NUMBER, str(proof), "--measure", "1")
    registered.well("apply", NUMBER, "--completion", "已修订", "--inference", "已自查")
    registered.well("close", NUMBER, "--actor", "王芳:审核")
    return registered


def test_a_draw_is_looked_at_and_sent_back(closed: CommandLine) -> None:
    tried = closed.object("sample", "draw", "--ratio", "20", "--dry-run")
    drawn = closed.object("sample", "draw", "--ratio", "20")
    assert (
        [item["number"] for item in tried["items"]] == [item["number"] for item in drawn["items"]] == [NUMBER]
    )
    assert drawn["seed"] == "2024-04-01-整改台账"
    assert "待查" in closed.well("sample", "show", "1").stdout

    leader = ("--actor", "周正:领导", "--today", "2024-09-01")
    reopened = closed.well(
        "reopen", NUMBER, "--reason", "反弹", "--basis", "抽查", "--deadline", "年底前", *leader
    )
    assert "第2轮，时限2024-12-31" in reopened.stderr
    assert closed.object("sample", "list")["samples"][0]["returned"] == 1
    item = closed.object("show", NUMBER)["item"]
    assert (item["deadline"]["due"], item["rounds"][0]["deadline"]["due"]) == ("2024-12-31", "2024-06-30")
    assert "2024-09-01回炉：反弹" in closed.well("show", NUMBER).stdout


def test_a_problem_come_back_is_told_at_once_and_confirmed(closed: CommandLine) -> None:
    again = closed.well("add", "会议记录又不规范", "--lead", "办公室")
    assert f"可能是屡改屡犯：像 {NUMBER}" in again.stderr
    assert closed.object("lineage", "offer", "ZG-2024-0002")["offers"][0]["number"] == NUMBER
    assert "这是第2次" in closed.well("lineage", "confirm", "ZG-2024-0002", NUMBER).stderr
    assert closed.object("lineage", "list")["chains"][0]["numbers"] == [NUMBER, "ZG-2024-0002"]
    assert closed.object("lineage", "list", "--by-unit")["units"][0]["again"] == 1
    assert "第2次出现" in closed.well("show", "ZG-2024-0002").stdout
    assert [row["number"] for row in closed.object("list", "屡改屡犯>=1")["items"]] == ["ZG-2024-0002"]
    closed.well("lineage", "remove", "ZG-2024-0002", NUMBER)
    assert closed.object("lineage", "list")["chains"] == []


def test_the_other_units_look_for_it_at_home(registered: CommandLine) -> None:
    registered.well("add", "会议记录不规范、缺签到", "--lead", "人事科")
    registered.well("add", "谈心谈话走过场", "--lead", "财务科、机关党委")
    (found,) = registered.object("self-check", "propose")["problems"]
    assert (found["units"], found["others"]) == (["办公室", "督查科", "人事科"], ["机关党委", "财务科"])
    assert "2个单位" in registered.well("self-check", "start", NUMBER, "--due", "2024-05-01").stderr
    answered = registered.object("self-check", "answer", "1", "财务科", "存在", "--text", "缺签到", "--add")
    assert answered["numbers"] == ["ZG-2024-0004"]
    listed = registered.object("self-check", "list", "--today", "2024-05-03")["self_checks"][0]
    assert listed["days_overdue"] == 2
    assert "待反馈" in registered.well("self-check", "show", "1").stdout


def test_an_item_is_raised_without_a_word_between(registered: CommandLine) -> None:
    registered.well("raise", NUMBER, "--to", "市委办公室", "--matter", "统一格式")
    assert [row["unit"] for row in registered.object("raise", "list")["raised"]] == ["市委办公室"]
    registered.well("raise", "answer", NUMBER, "--text", "已下发", "--today", "2024-04-05")
    assert registered.object("raise", "list")["raised"] == []
    assert registered.object("raise", "list", "--all")["raised"][0]["days"] == 4
    assert "没有命令“sned”" in registered.refused("raise", "sned", code=2)


def test_a_consequence_is_proposed_submitted_and_decided(registered: CommandLine) -> None:
    late = ("--today", "2024-08-20")
    (proposal,) = registered.object("consequence", "propose", *late)["proposals"]
    assert proposal["grounds"] == ["进展缓慢：已逾期1项，最长逾期51天"]
    assert "对“办公室”约谈" in registered.well("consequence", "submit", "办公室", *late).stderr
    assert "由领导办理" in registered.refused("consequence", "decide", "1", "--adopt", *late)
    assert "只写一个" in registered.refused("consequence", "decide", "1", *late)
    registered.well("consequence", "decide", "1", "--adopt", *late, "--actor", "周正:领导")
    assert registered.object("consequence", "show", "1")["consequence"]["decision"] == "adopted"
    assert "采纳" in registered.well("consequence", "list").stdout
