"""Rows of a superior's list and our items: sure, likely, or nobody's."""

from __future__ import annotations

import pytest

from tracker.exchange.importing.records import Record
from tracker.exchange.theirs.matching import How, Match, match_records
from tracker.ledger.listed import NamedItem

ITEMS = (
    NamedItem(1, "ZG-2024-0001", "学习贯彻上级精神不够深入，存在上热下冷现象", ""),
    NamedItem(2, "ZG-2024-0002", "会议记录不规范", "", ("3",)),
    NamedItem(3, "ZG-2024-0003", "调查研究走过场，成果转化力度不够", "2023年仅转化1项"),
    NamedItem(4, "ZG-2024-0004", "办公用房超标", "甲单位"),
    NamedItem(5, "ZG-2024-0005", "办公用房超标", "乙单位"),
)


def row(title: str, place: int = 4, **cells: str) -> Record:
    return Record("表", place, {"title": title, **cells})


def matched(*records: Record) -> list[tuple[str, int | None]]:
    return [(m.how.value, m.item.id if m.item else None) for m in match_records(records, ITEMS, {})]


@pytest.mark.parametrize(
    ("record", "how", "item"),
    [
        (row("另写的题目", number="zg－2024－0003"), How.NUMBER, 3),
        (row("会议记录不太规范", number="3"), How.NUMBER, 2),
        (row("完全无关的一件事情", number="3"), How.NOBODY, None),
        (row("1. 学习贯彻上级精神不够深入,存在“上热下冷”现象。"), How.TEXT, 1),
        (row("调查研究走过场，成果转化力度不够", detail="2023年仅转化1项"), How.TEXT, 3),
        (row("办公用房超标", detail="乙单位"), How.TEXT, 5),
        (row("办公用房超标", ordinal="4"), How.TEXT, 4),
        (row("办公用房超标"), How.UNSURE, 4),
        (row("学习贯彻上级精神不深入，存在上热下冷的现象"), How.LIKENESS, 1),
        (row("调研走过场、成果转化不够", ordinal="3"), How.LIKENESS, 3),
        (row("调研走过场、成果转化不够"), How.UNSURE, 3),
        (row("三公经费管理不严"), How.NOBODY, None),
        (row(""), How.NOBODY, None),
    ],
    ids=lambda value: value.cells.get("title") or "-" if isinstance(value, Record) else str(value),
)
def test_a_row_is_known(record: Record, how: How, item: int | None) -> None:
    assert matched(record) == [(how.value, item)]


def test_no_item_stands_for_two_rows_and_the_surest_has_it() -> None:
    assert matched(row("会议记录不够规范", 4), row("会议记录不规范", 5)) == [("none", None), ("text", 2)]


def test_what_is_chosen_goes_before_all() -> None:
    first, second = row("会议记录不规范", 4), row("三公经费管理不严", 5)
    found = match_records([first, second], ITEMS, {("表", 4): None, ("表", 5): ITEMS[1]})
    assert found == [Match(first, How.NOBODY, None, 100), Match(second, How.CHOSEN, ITEMS[1], 100)]
