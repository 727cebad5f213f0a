"""Charts behind a list: none is parted by the end of a page, and every name has its bars."""

from __future__ import annotations

from typing import Any

import pytest

from tracker.exchange.charts import add_charts
from tracker.exchange.lists.statistics import STATISTICS
from tracker.exchange.package import load_openpyxl
from tracker.exchange.workbooks import chosen_columns

POINTS = 15
"""Of a row."""
PAGE = 182 / 25.4 * 72
"""Points of A4 landscape without its margins."""


def charts_of(names: int, layout: Any = STATISTICS) -> Any:
    """The sheet of charts, for a list of so many names from row 6 on."""
    book: Any = load_openpyxl().Workbook()
    target = book.create_sheet()
    add_charts(target, book.active, layout, 6, 5 + names)
    return target


@pytest.mark.parametrize("names", [1, 5, 15, 16, 100])
def test_no_chart_goes_over_a_page(names: int) -> None:
    sheet = charts_of(names)
    starts = [0, *(one.id for one in sheet.row_breaks.brk)]
    for chart in sheet._charts:
        top = chart.anchor._from.row if hasattr(chart.anchor, "_from") else int(chart.anchor[1:]) - 1
        begins = max(start for start in starts if start <= top)
        assert (top - begins) * POINTS + chart.height / 2.54 * 72 <= PAGE


def test_every_name_stands_in_one_chart_of_each_kind() -> None:
    sheet = charts_of(40)
    assert len(sheet._charts) == 9
    names = [chart.series[0].cat.numRef.f.rpartition("!")[2] for chart in sheet._charts[:3]]
    assert names == ["$B$6:$B$18", "$B$19:$B$31", "$B$32:$B$45"]


def test_a_chart_whose_columns_were_left_out_is_not_there() -> None:
    assert len(charts_of(5, chosen_columns(STATISTICS, ["序号", "单位", "应整改", "已销号"]))._charts) == 1
