"""`tracker undo` and `tracker redo`, one's own and by number."""

from __future__ import annotations

from typing import Any


def test_undo_and_redo_by_number(registered: Any) -> None:
    registered.well("edit", "ZG-2024-0001", "--note", "备注")
    registered.well("edit", "ZG-2024-0001", "--category", "作风")
    done = registered.object("undo", "--action", "3")
    assert (done["action"], done["command"]) == (3, "修改事项")
    item = registered.object("show", "ZG-2024-0001")["item"]
    assert (item["note"], item["category"]) == ("", "作风")
    registered.well("redo", "--action", "3")
    assert "没有第99条操作" in registered.refused("undo", "--action", "99")


def test_undo_of_somebody_else_is_only_by_number(registered: Any) -> None:
    assert "请本人撤销" in registered.refused("undo", "--actor", "赵敏")
    registered.well("undo", "--action", "2", "--actor", "赵敏")
    assert registered.object("show", "ZG-2024-0001")["item"]["state"] == "unregistered"
