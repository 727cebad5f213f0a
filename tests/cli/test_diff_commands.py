"""`tracker diff`: in every format, with a query, and where nothing happened."""

from __future__ import annotations

from typing import Any


def test_diff_in_every_format(registered: Any) -> None:
    later = ("--today", "2024-07-05")
    registered.well("add", "后来的问题", "--lead", "法规处", *later)
    shown = registered.well("diff", "2024-04-30", "2024-07-05").stdout
    assert "2024-04-30 至 2024-07-05：新增1个，撤销登记0个，挂号0个，销号0个，新逾期1个" in shown
    assert "后来的问题" in shown
    found = registered.object("diff", "2024-04-30", "2024-07-05")
    assert found["counts"]["added"] == found["counts"]["overdue"] == 1
    assert found["lists"]["overdue"][0]["number"] == "ZG-2024-0001"
    assert found["lists"]["closed"] == []
    narrowed = registered.object("diff", "2024-04-30", "2024-07-05", "单位:法规处")
    assert (narrowed["counts"]["added"], narrowed["counts"]["overdue"]) == (1, 0)
    rows = registered.well("diff", "2024-04-30", "2024-07-05", "--format", "csv").stdout.splitlines()
    assert len(rows) == 3
    assert "新增0个" in registered.well("diff", "2024-07-05", "2024-07-05").stdout
    registered.refused("diff", "不是日期", "2024-07-05")
