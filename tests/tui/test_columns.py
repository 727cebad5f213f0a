"""How the table's columns share the width there is."""

from __future__ import annotations

import pytest

from tracker.text.cells import width
from tracker.tui.column_layout import read_layout
from tracker.tui.widgets.columns import (
    COLUMNS,
    GAP,
    default_layout,
    done_and_overdue,
    fitted,
    furthest,
    header_line,
    light_and_behind,
)


@pytest.mark.parametrize("cells", [*range(24, 80, 7), 77, 97, 117, 147, 197, 247])
def test_columns_fill_the_width_exactly(cells: int) -> None:
    columns = fitted(default_layout(), cells)
    assert sum(shown.cells for shown in columns) + GAP * (len(columns) - 1) == cells
    assert width(header_line(columns)) == cells


@pytest.mark.parametrize(
    ("cells", "headings"),
    [
        (40, ["问题 / 任务", "预警"]),
        (77, ["编号", "问题 / 任务", "牵头单位", "预警", "状态"]),
        (117, [COLUMNS[key].heading for key in default_layout().keys]),
    ],
)
def test_what_matters_most_stays(cells: int, headings: list[str]) -> None:
    assert [shown.column.heading for shown in fitted(default_layout(), cells)] == headings


def test_chosen_columns_keep_their_order_and_width_and_the_last_goes_first() -> None:
    layout = read_layout(("leader:9", "title", "nonsense", "campaign"), tuple(COLUMNS), default_layout())
    assert layout.keys == ("leader", "title", "campaign")
    assert layout.kept() == ("leader:9", "title", "campaign")
    assert [shown.column.key for shown in fitted(layout, 36)] == ["leader", "title"]
    assert fitted(layout, 100)[0].cells == 9
    wider = layout.widened("leader", 3, 9)
    assert fitted(wider, 100)[0].cells == 12
    assert read_layout((), tuple(COLUMNS), default_layout()) == default_layout()
    assert read_layout(("lead",), tuple(COLUMNS), default_layout()).keys == ("lead", "title")


@pytest.mark.parametrize(
    ("keys", "cells", "seen"),
    [
        (default_layout().keys, 117, [list(default_layout().keys)]),
        (
            default_layout().keys,
            57,
            [
                ["title", "light", "state"],
                ["number", "lead", "deadline", "light"],
                ["number", "deadline", "light", "state"],
                ["number", "light", "state", "measures"],
            ],
        ),
        (("lead", "title", "due"), 34, [["lead", "title"], ["title", "due"]]),
        (("title",), 20, [["title"]]),
    ],
)
def test_columns_without_room_are_passed_to(keys: tuple[str, ...], cells: int, seen: list[list[str]]) -> None:
    layout = default_layout()
    if keys != layout.keys:
        layout = layout.with_keys(keys)
    last = furthest(layout, cells)
    ways = [fitted(layout.beyond(passed), cells) for passed in range(last + 1)]
    assert [[shown.column.key for shown in way] for way in ways] == seen
    assert all(way[-1].start + way[-1].cells <= cells for way in ways)


@pytest.mark.parametrize(
    ("words", "cells", "shown"),
    [
        ("● 剩余12天", 17, "● 剩余12天  ≫滞后"),
        ("▲ 已逾期18天", 17, "▲ 逾期18天  ≫滞后"),
        ("▲ 已逾期18天", 20, "▲ 已逾期18天   ≫滞后"),
        ("▲ 已逾期365天", 17, "▲ 逾期365天 ≫滞后"),
        ("▲ 已逾期1234天", 17, "▲ 逾期1234天≫滞后"),
        ("● 剩余104天", 17, "● 剩余104天 ≫滞后"),
        ("▲ 已逾期18天", 12, "▲ 已逾期1… ≫"),
    ],
)
def test_being_behind_is_told_in_words_beside_every_light(words: str, cells: int, shown: str) -> None:
    assert "".join(text for text, _ in light_and_behind(words, "", cells)).replace("⋯", "…") == shown
    assert width(shown) <= cells


@pytest.mark.parametrize(
    ("done", "overdue", "cells", "shown"),
    [
        ("1/3", 1, 10, " 1/3 逾期1"),
        ("1/3", 1, 6, " 1/3▲1"),
        ("10/12", 1, 10, "   10/12▲1"),
        ("10/12", 1, 6, "10/12▲"),
        ("100/120", 3, 6, " 100▲3"),
        ("100/120", 12, 4, " ▲12"),
        ("100/1200", 1100, 4, "   ▲"),
    ],
)
def test_overdue_measures_are_told_beside_those_done(done: str, overdue: int, cells: int, shown: str) -> None:
    assert "".join(text for text, _ in done_and_overdue(done, overdue, "", cells)) == shown
    assert width(shown) == cells
