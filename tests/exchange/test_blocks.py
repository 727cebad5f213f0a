"""The rows of an entry: covered without a gap, high enough, never higher than Excel allows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.exchange.blocks import HIGHEST_ROW, Block, Planner, balanced, lines_high
from tracker.exchange.layout import Align, Column, ListLayout
from tracker.exchange.lists.ledger import LEDGER
from tracker.exchange.settings import Typeface
from tracker.ledger.rows import ItemPage, MeasureRow

FACE = Typeface("仿宋_GB2312", 10.5)

Rows = tuple[list[str], list[str]]
"""A test's entry: what its item column and what its row column say."""

TWO_COLUMNS: ListLayout[Rows] = ListLayout(
    key="two",
    title="两栏",
    columns=(
        Column("item", ("事项",), 10.75, Align.LEFT, lambda entry, ordinal: entry[0]),
        Column("row", ("措施",), 20.75, Align.LEFT, lambda entry, ordinal: entry[1]),
    ),
    rows=lambda entry: len(entry[1]),
    frozen_columns=1,
)


def plan_two(entry: Rows) -> Block:
    return Planner(TWO_COLUMNS, FACE).plan(entry, 1)


def plan_page(page: ItemPage) -> Block:
    return Planner(LEDGER, FACE).plan(page, 1)


LONG = "逐项核查" * 9_000


@given(
    st.sampled_from(["", "问题", "问题\n" * 300, LONG]),
    st.lists(st.sampled_from(["", "措施" * 40, "措施" * 900, LONG]), min_size=1, max_size=4),
)
@settings(max_examples=15, deadline=None)
def test_every_cell_is_covered_once_and_every_text_has_room(item: str, rows: list[str]) -> None:
    block = plan_two(([item], rows))
    covered = Counter((area.column, row) for area in block.areas for row in range(area.first, area.last + 1))
    assert covered == {(column, row): 1 for column in (0, 1) for row in range(len(block.heights))}
    assert max(block.heights) <= HIGHEST_ROW
    for area in block.areas:
        room = sum(block.heights[area.first : area.last + 1])
        assert room >= lines_high(area.text, TWO_COLUMNS.columns[area.column].width, FACE) - 0.01


def test_a_text_too_long_for_a_cell_goes_on_before_the_next_measure() -> None:
    block = plan_two((["问题"], [LONG, "第二条"]))
    items = [area for area in block.areas if area.column == 0]
    measures = [area.text[:3] for area in block.areas if area.column == 1]
    assert len(items) == 1
    assert measures == ["逐项核", "（续）", "第二条"]


def test_the_height_of_a_merged_cell_is_shared_by_its_rows() -> None:
    low = plan_two((["问题"], ["甲", "乙"]))
    high = plan_two((["问题" * 50], ["甲", "乙"]))
    assert low.heights[0] == low.heights[1] < high.heights[0] == high.heights[1]
    assert not high.is_tall


def test_an_item_without_measures_takes_one_row(
    make_page: Callable[..., ItemPage], make_measures: Callable[..., tuple[MeasureRow, ...]]
) -> None:
    assert len(plan_page(make_page()).heights) == 1
    assert len(plan_page(make_page(measures=make_measures("甲", "乙", "丙"))).heights) == 3


@pytest.mark.parametrize(
    ("heading", "width", "lines"),
    [("问题类别", 6.75, "问题\n类别"), ("责任人", 6.75, "责任\n人"), ("整改措施", 26.75, "整改措施")],
)
def test_headings_break_evenly(heading: str, width: float, lines: str) -> None:
    assert balanced(heading, width, Typeface("黑体", 12)) == lines
