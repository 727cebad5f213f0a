"""Tables: aligned by cells, cut to the terminal, nothing raw."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.cli.tables import Column, Table, draw, labelled, left_out
from tracker.text.cells import width

COLUMNS = (Column("编号"), Column("问题", flexible=True), Column("数", align="right"))


def test_columns_are_aligned_by_cells() -> None:
    assert draw(Table(COLUMNS, [("A1", "调研不深", 7), ("A22", "x", 12)]), None) == [
        "编号  问题      数",
        "----  --------  --",
        "A1    调研不深   7",
        "A22   x         12",
    ]


def test_the_longest_text_column_is_cut_first() -> None:
    lines = draw(Table(COLUMNS, [("ZG-2024-0001", "还存在调查研究走过场的现象", 3)]), 30)
    assert lines[2] == "ZG-2024-0001  还存在调查…    3"


def test_spare_columns_are_left_out_before_text_is_cut_short() -> None:
    columns = (*COLUMNS, Column("状态", spare=1), Column("佐证", spare=2))
    row = ("A1", "还存在调查研究走过场的现象", 3, "整改中", 4)
    full = ["A1", "还存在调查研究走过场的现象", "3", "整改中", "4"]
    assert [draw(Table(columns, [row]), limit)[2].split() for limit in (50, 43, 40)] == [
        full,
        ["A1", "还存在调查研究走过场的现…", "3", "整改中"],
        ["A1", "还存在调查研究走过场的现象", "3"],
    ]
    assert [left_out(Table(columns, [row]), limit) for limit in (None, 50, 43, 40)] == [
        (),
        (),
        ("佐证",),
        ("状态", "佐证"),
    ]


@pytest.mark.parametrize("limit", [1, 2, 5, 12, 40])
@given(st.lists(st.tuples(st.text(max_size=12), st.text(max_size=30), st.integers(0, 99)), max_size=4))
def test_no_line_is_wider_than_the_terminal(limit: int, rows: list[tuple[str, str, int]]) -> None:
    assert all(width(line) <= limit for line in draw(Table(COLUMNS, rows), limit))


def test_nothing_raw_from_a_cell() -> None:
    (*_, line) = draw(Table(COLUMNS, [("\x1b[31m", "一\n二\u202e", 1)]), None)
    assert "\x1b" not in line and "\n" not in line and "\u202e" not in line


def test_labelled_text_is_wrapped_beside_its_label() -> None:
    assert labelled([("目标", "会议记录完整规范"), ("空", "")], 16) == ["目标  会议记录完", "      整规范"]
