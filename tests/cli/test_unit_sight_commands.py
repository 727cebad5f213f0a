"""A 承办 who names their unit, on the command line."""

from __future__ import annotations

from typing import Any


def test_a_unit_sees_and_works_on_its_own(registered: Any) -> None:
    registered.well("add", "别人的问题", "--lead", "法规处")
    ours, theirs = ("--actor", "张三:承办:办公室"), ("--actor", "钱四：承办：法规处")
    assert [row["number"] for row in registered.object("list", *ours)["items"]] == ["ZG-2024-0001"]
    assert [row["number"] for row in registered.object("list", *theirs)["items"]] == ["ZG-2024-0002"]
    assert "没有编号为“ZG-2024-0001”" in registered.refused("show", "ZG-2024-0001", *theirs)
    assert "没有编号为“ZG-2024-0001”" in registered.refused("progress", "ZG-2024-0001", "越界", *theirs)
    registered.well("progress", "ZG-2024-0001", "已开会", *ours)
    assert "校验要看全部台账" in registered.refused("journal", "verify", *ours)
    assert registered.object("stats", *theirs)["figures"]["items"] == 1
    assert "只有承办写单位" in registered.refused("list", "--actor", "王芳:审核:办公室")
