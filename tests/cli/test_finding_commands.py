"""Queries and views as typed on the command line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tracker.text.cells import width


@pytest.mark.parametrize(
    ("arguments", "same_as"),
    [
        (("单位:办公室 或 单位:督查科",), ("单位:办公室、督查科",)),
        (("--unit", "办公室", "--unit", "督查科"), ("单位:办公室、督查科",)),
        (("单位:bgs",), ("单位:办公室",)),
        (("会议", "非", "单位:人事科"), ("会议 -单位:人事科",)),
        (("时限<2024-12-31 措施数>=1",), ("时限＜2024-12-31", "措施数＞＝1")),
        (("会议", "记录"), ("“会议”", "记录")),
    ],
)
def test_two_ways_to_ask_the_same(
    registered: Any, arguments: tuple[str, ...], same_as: tuple[str, ...]
) -> None:
    found = registered.object("list", *arguments)["items"]
    assert found
    assert found == registered.object("list", *same_as)["items"]


@pytest.mark.parametrize("command", [("list",), ("stats",), ("export", "ledger"), ("view", "save", "甲")])
def test_a_mistake_is_pointed_at(registered: Any, command: tuple[str, ...]) -> None:
    line = "单位:办公室 状态:完事"
    said = registered.refused(*command, *line.split()).splitlines()
    assert said[0].startswith("状态没有“完事”，可用：待挂号")
    assert said[1] == f"  {line}"
    assert said[2] == " " * (2 + width("单位:办公室 状态:")) + "^^^^"
    assert len(said) == 3


def test_a_view_from_saving_to_removing(registered: Any, tmp_path: Path) -> None:
    assert "还没有视图" in registered.well("view", "list").stderr
    assert (
        "tracker list @办公室的"
        in registered.well("view", "save", "办公室的", "单位:办公室", "未销号").stderr
    )
    assert registered.object("view", "list")["views"] == [{"name": "办公室的", "query": "单位:办公室 未销号"}]
    asked = registered.object("list", "单位:办公室", "未销号")["items"]
    assert registered.object("list", "@办公室的")["items"] == asked
    assert registered.object("stats", "@办公室的")["figures"]["items"] == len(asked)
    target = tmp_path / "办公室.xlsx"
    assert registered.object("export", "ledger", "@办公室的", "-o", str(target))["items"] == len(asked)
    registered.well("view", "remove", "办公室的")
    assert "没有名为“办公室的”的视图" in registered.refused("list", "@办公室的")


def test_an_undertaker_of_a_unit_that_is_not_there_is_told_whose_items_are_seen(
    registered: Any,
) -> None:
    told = registered.well("list", "--actor", "张三:承办:组织不").stderr
    assert "您只看得到“组织不”的事项" in told
