"""A printed list: pages end between entries, and one that is parted says on each what it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.errors import BadInput
from tracker.exchange.blocks import Block, Planner
from tracker.exchange.layout import Align, Column, Kind, ListLayout, Total
from tracker.exchange.lists.ledger import LEDGER
from tracker.exchange.package import load_openpyxl
from tracker.exchange.page_breaks import MOST_BREAKS, PageBreaks, paper_for
from tracker.exchange.settings import PAPERS, PaperSettings, Typeface, read_settings
from tracker.exchange.texts import CONTINUED, GOES_ON, SAID_ABOVE
from tracker.exchange.workbooks import Paper, chosen_columns, write_papers
from tracker.ledger.rows import ItemPage, MeasureRow

FACE = Typeface("仿宋_GB2312", 10.5)
PAGE = 600.0

Entry = tuple[str, list[str]]
"""A test's entry: what its problem is, and its measures."""

LIST: ListLayout[Entry] = ListLayout(
    key="list",
    title="清单",
    columns=(
        Column("ordinal", ("序号",), 5.5, Align.CENTER, lambda entry, ordinal: [str(ordinal)], Kind.NUMBER),
        Column("number", ("编号",), 13.75, Align.CENTER, lambda entry, ordinal: ["ZG-2024-0001"]),
        Column("title", ("问题",), 16.75, Align.LEFT, lambda entry, ordinal: [entry[0]]),
        Column(
            *("measures", ("措施",), 26.75, Align.LEFT, lambda entry, ordinal: entry[1] or [""]),
            total=Total('SUMPRODUCT(([measures]<>"")*(LEFT([measures],3)<>"（续）"))'),
        ),
    ),
    rows=lambda entry: len(entry[1]),
    frozen_columns=2,
)


def planned(problem: str, measures: list[str], left: float = 0.0) -> Block:
    return Planner(LIST, FACE, PAGE).plan((problem, measures), 1, left)


def said(block: Block, column: int) -> list[str]:
    """From top to bottom."""
    return [area.text for area in sorted(block.areas, key=lambda area: area.first) if area.column == column]


def heights(block: Block) -> list[float]:
    """Of each page."""
    edges = [0, *block.pages, len(block.heights)]
    return [sum(block.heights[start:end]) for start, end in pairwise(edges)]


def rejoined(texts: list[str]) -> str:
    return "".join(text.removeprefix(CONTINUED) for text in texts if text != SAID_ABOVE)


@given(
    st.sampled_from(["会议多。\n" * 30, "逐项核查" * 40, "逐项核查，" * 700]),
    st.lists(st.sampled_from(["甲", "措施" * 60, "措施" * 900]), max_size=9),
    st.sampled_from([0.0, 250.0, 450.0]),
)
@settings(max_examples=30, deadline=None)
def test_every_page_holds_its_part_and_nothing_is_lost(
    problem: str, measures: list[str], left: float
) -> None:
    block = planned(problem, measures, left)
    covered = Counter((area.column, row) for area in block.areas for row in range(area.first, area.last + 1))
    assert covered == {(column, row): 1 for column in range(4) for row in range(len(block.heights))}
    assert max(heights(block)) <= PAGE + len(block.heights) / 4, "heights are in quarters of a point"
    assert not (left and block.pages) or heights(block)[0] <= left + block.pages[0] / 4
    assert rejoined(said(block, 2)) == problem
    assert rejoined(said(block, 3)) == "".join(measures)


def test_a_further_page_says_again_what_is_short_and_counts_nothing_twice() -> None:
    block = planned("逐项核查，" * 80, ["修订办法"])
    assert len(heights(block)) == 2
    assert said(block, 0) == ["1", GOES_ON]
    assert said(block, 1) == ["ZG-2024-0001"] * 2
    assert said(block, 3) == ["修订办法", CONTINUED]


def test_a_long_text_that_is_over_is_pointed_at() -> None:
    block = planned("逐项核查，" * 30, ["修订办法，" * 60] * 9)
    assert said(block, 2) == ["逐项核查，" * 30, *[SAID_ABOVE] * (len(heights(block)) - 1)]


def test_a_long_text_ends_a_page_with_a_line_of_its_own_where_one_is_near() -> None:
    names = "名单\n" + "\n".join(f"第{place}党支部和它的青年突击队" for place in range(80))
    above, below, *_ = said(planned(names, ["修订办法"]), 2)
    assert above.endswith("青年突击队")
    assert below.startswith(f"{CONTINUED}\n第")


def test_what_does_not_fit_is_parted_only_where_a_good_part_of_a_page_is_left() -> None:
    measures = ["修订办法，" * 20] * 4
    (whole,) = heights(planned("会议多", measures))
    assert heights(planned("会议多", measures, left=200)) == [whole]
    assert heights(planned("会议多", measures, left=300)) == [whole / 2, whole / 2]
    assert said(planned("会议多", measures, left=300), 0) == ["1", GOES_ON]


@pytest.mark.parametrize(
    ("entries", "below", "ends"),
    [
        ([[200.0], [150.0, 100.0], [100.0], [300.0]], 50.0, [8]),
        ([[200.0], [100.0, 50.0, 50.0, 500.0]], 20.0, [9]),
        ([[200.0], [150.0, 100.0]], 80.0, [6]),
        ([[200.0], [150.0, 100.0]], 400.0, []),
        ([[400.0, 50.0]], 80.0, []),
        ([[100.0]] * 12, 80.0, [10, 15]),
        ([[100.0]] * 10, 80.0, [10, 14]),
        ([[100.0]] * 5, 20.0, []),
    ],
    ids=[
        "does not fit",
        "parted",
        "takes the last along",
        "too much for that",
        "alone",
        "rows",
        "rows and sums",
        "hardly more than a page",
    ],
)
def test_pages_end_between_entries(entries: list[list[float]], below: float, ends: list[int]) -> None:
    breaks, row = PageBreaks(500, 550), 5
    for heights_of_entry in entries:
        breaks.place(row, heights_of_entry, [3] if len(heights_of_entry) == 4 else ())
        row += len(heights_of_entry)
    breaks.close(below)
    assert list(breaks.rows) == ends


def test_more_breaks_than_a_sheet_keeps_are_left_out() -> None:
    breaks = PageBreaks(500, 550)
    for row in range(0, 2 * MOST_BREAKS + 4, 2):
        breaks.place(row, [200.0, 200.0])
    assert breaks.rows == ()


def test_no_problem_is_parted_in_the_file(
    make_page: Callable[..., ItemPage],
    make_measures: Callable[..., tuple[MeasureRow, ...]],
    make_paper: Callable[..., Paper[Any]],
    tmp_path: Path,
) -> None:
    path = tmp_path / "台账.xlsx"
    few, many = (make_measures(*["修订办法，逐项落实。" * 4] * count) for count in (3, 60))
    pages = [make_page(title=f"第{key}个", measures=many if key == 20 else few) for key in range(30)]
    write_papers([make_paper(*pages)], path)
    sheet: Any = load_openpyxl().load_workbook(path).active
    ends = [one.id for one in sheet.row_breaks.brk]
    problems = [area for area in sheet.merged_cells.ranges if area.min_col == area.max_col == 4]
    assert len(ends) > 3
    assert not [area for area in problems for end in ends if area.min_row <= end < area.max_row]


def test_few_columns_fill_the_paper() -> None:
    few = chosen_columns(LEDGER, ["序号", "反馈问题", "整改措施"])
    assert few.width == pytest.approx(150)
    assert few.columns[0].width == LEDGER.columns[0].width
    all_of_them = chosen_columns(LEDGER, [column.key for column in LEDGER.columns])
    assert all_of_them.width == LEDGER.width


def test_only_what_is_too_wide_for_a4_goes_on_the_larger_paper(tmp_path: Path) -> None:
    path = tmp_path / "版式.toml"
    path.write_text('"纸张" = "a3"', encoding="utf-8")
    larger = read_settings(path, {})
    assert paper_for(LEDGER.width, larger) == PAPERS["A3"]
    assert paper_for(150, larger) == paper_for(LEDGER.width, PaperSettings()) == PAPERS["A4"]
    path.write_text('"纸张" = "B4"', encoding="utf-8")
    with pytest.raises(BadInput, match="纸张 要写 A4 或 A3"):
        read_settings(path, {})
