"""`--as-of`: what list, stats, show and export say of a past day."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from openpyxl import load_workbook


def test_the_list_and_the_figures_of_a_past_day(registered: Any) -> None:
    later = ("--today", "2024-07-05")
    registered.well("add", "后来的问题", *later)
    registered.well("edit", "ZG-2024-0001", "--note", "后来记的", *later)
    then = registered.object("list", "--as-of", "2024-04-30")["items"]
    assert [(row["number"], row["light"]) for row in then] == [("ZG-2024-0001", "normal")]
    assert next(row["light"] for row in registered.object("list", *later)["items"]) == "overdue"
    assert registered.object("stats", "--as-of", "2024-04-30")["figures"]["items"] == 1
    assert registered.object("stats", *later)["figures"]["items"] == 2
    assert registered.object("stats", "--as-of", "2024-03-31")["figures"]["items"] == 0
    page = registered.object("show", "ZG-2024-0001", "--as-of", "2024-04-30")
    assert (page["item"]["note"], page["steps"]) == ("", [])
    assert "没有编号" in registered.refused("show", "ZG-2024-0002", "--as-of", "2024-04-30")


def test_a_view_saved_later_asks_about_the_past(registered: Any) -> None:
    registered.well("view", "save", "我的", "未销号", "--today", "2024-07-05")
    assert len(registered.object("list", "@我的", "--as-of", "2024-04-30")["items"]) == 1


def test_the_workbook_of_a_past_day(registered: Any, tmp_path: Path) -> None:
    registered.well("add", "后来的问题", "--today", "2024-07-05")
    target = tmp_path / "then.xlsx"
    registered.well("export", "ledger", "-o", str(target), "--as-of", "2024-04-30")
    cells = [str(cell.value) for row in load_workbook(target).active.iter_rows() for cell in row]
    assert any("2024年4月30日" in cell for cell in cells)
    assert not any("后来的问题" in cell for cell in cells)
