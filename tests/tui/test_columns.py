"""How the table's columns share the width there is."""

from __future__ import annotations

import pytest

from tracker.text.cells import width
from tracker.tui.widgets.columns import COLUMNS, GAP, fitted, header_line


@pytest.mark.parametrize("cells", [*range(24, 80, 7), 77, 97, 117, 147, 197, 247])
def test_columns_fill_the_width_exactly(cells: int) -> None:
    columns = fitted(cells)
    assert sum(taken for _, taken in columns) + GAP * (len(columns) - 1) == cells
    assert width(header_line(columns).plain) == cells


@pytest.mark.parametrize(
    ("cells", "headings"),
    [
        (40, ["问题 / 任务", "预警"]),
        (77, ["编号", "问题 / 任务", "牵头单位", "预警", "状态"]),
        (117, [column.heading for column in COLUMNS]),
    ],
)
def test_what_matters_most_stays(cells: int, headings: list[str]) -> None:
    assert [column.heading for column, _ in fitted(cells)] == headings
