"""Three ways to one value, and forms whose rows were moved, doubled, taken away or tampered with."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.errors import BadInput
from tracker.exchange.forms.base import (
    MARK,
    Base,
    BaseRow,
    NotAForm,
    cells_of,
    digest_of,
    read_base,
    row_key,
)
from tracker.exchange.forms.merging import Compared, Verdict, compare, read_answer, three_way
from tracker.exchange.forms.reading import Line, Returned, read_form
from tracker.ledger.words import FormCell
from tracker.reading.grid import Grid, Merge, Workbook

NUMBER = "ZG-2024-0001"
TOKEN = "甲乙丙"


def _key(measure: int | None) -> str:
    return row_key(TOKEN, NUMBER, measure)


BASE = Base(
    ledger="0" * 16,
    token=TOKEN,
    round=1,
    unit="办公室",
    on="2024-06-18",
    rows=(
        BaseRow(_key(None), NUMBER, None, None, {FormCell.PROGRESS: "", FormCell.COMPLETION: "原文"}),
        BaseRow(_key(11), NUMBER, 11, 1, {FormCell.DONE_ON: "", FormCell.PROGRESS: ""}),
        BaseRow(_key(12), NUMBER, 12, 2, {FormCell.DONE_ON: "2024-05-06", FormCell.PROGRESS: ""}),
    ),
)
HEADINGS = ("编号", "措施", "本期进展", "完成情况", "完成日期", "行标识")
ROWS: tuple[tuple[str, ...], ...] = (
    (NUMBER, "总体", "", "原文", "", _key(None)),
    (NUMBER, "1", "", "", "", _key(11)),
    (NUMBER, "2", "", "", "2024-05-06", _key(12)),
)


def _book(
    rows: Sequence[Sequence[str]], headings: Sequence[str] = HEADINGS, *, above: int = 3, text: str = ""
) -> Workbook:
    """A returned workbook as the reader gives it."""
    sheet = Grid("填报表")
    sheet.rows[1] = {0: "整改情况填报表"}
    for place, row in enumerate((headings, *rows), start=above):
        sheet.rows[place] = {column: cell for column, cell in enumerate(row) if cell}
    sheet.rows[above + len(rows) + 1] = {0: "填报人：张三", 3: "联系电话：12345", 4: "李四"}
    hidden = Grid("校验页", is_hidden=True)
    hidden.rows = {n: {0: cell} for n, cell in enumerate(cells_of(text or BASE.text()), start=1)}
    return Workbook([sheet, hidden])


def _compared(book: Workbook) -> Compared:
    return compare(read_form(book))


def _said(found: Compared) -> set[tuple[str, FormCell, str]]:
    return {(change.said.key, change.cell, change.theirs) for change in found.changes}


def _with(place: int, column: int, text: str) -> list[list[str]]:
    rows = [list(row) for row in ROWS]
    rows[place][column] = text
    return rows


MATRIX = [
    # what the ledger did, what the unit did, what comes of it
    ("原", "原", Verdict.SAME),
    ("原", "改", Verdict.THEIRS),
    ("原", "", Verdict.THEIRS),
    ("改", "原", Verdict.OURS),
    ("改", "改", Verdict.SAME),
    ("改", "另改", Verdict.BOTH),
    ("改", "", Verdict.BOTH),
    ("", "原", Verdict.OURS),
    ("", "改", Verdict.BOTH),
    ("", "", Verdict.SAME),
]


@pytest.mark.parametrize(("ours", "theirs", "verdict"), MATRIX)
def test_untouched_changed_and_emptied_on_either_side(ours: str, theirs: str, verdict: Verdict) -> None:
    assert three_way("原", ours, theirs) is verdict


@given(st.text(max_size=4), st.text(max_size=4), st.text(max_size=4))
def test_the_two_sides_are_treated_alike(sent: str, ours: str, theirs: str) -> None:
    turned = {Verdict.OURS: Verdict.THEIRS, Verdict.THEIRS: Verdict.OURS}
    found = three_way(sent, ours, theirs)
    assert three_way(sent, theirs, ours) is turned.get(found, found)
    assert three_way(sent, ours, sent) in (Verdict.SAME, Verdict.OURS)  # nothing comes in untouched
    assert (found is Verdict.BOTH) == (len({sent, ours, theirs}) == 3)


def test_a_form_as_it_went_out_says_nothing() -> None:
    found = _compared(_book(ROWS))
    assert not found.changes
    assert not found.troubles


@given(st.permutations(range(3)), st.permutations(range(6)), st.integers(2, 9))
def test_rows_and_columns_may_be_moved(rows: list[int], columns: list[int], above: int) -> None:
    filled = _with(1, 2, "清单已印发")
    moved = [[filled[row][column] for column in columns] for row in rows]
    found = _compared(_book(moved, [HEADINGS[column] for column in columns], above=above))
    assert _said(found) == {(_key(11), FormCell.PROGRESS, "清单已印发")}
    assert not found.troubles


def test_a_row_taken_away_changes_nothing_and_is_told() -> None:
    found = _compared(_book(ROWS[:2]))
    assert not found.changes
    assert [(one.text, one.is_lost) for one in found.troubles] == [
        (f"少了1行，台账不变：{NUMBER} 措施2", False)
    ]


def test_a_row_that_was_added_is_told_and_not_read() -> None:
    found = _compared(_book([*ROWS, (NUMBER, "3", "另做了一件事", "", "", "")]))
    assert not found.changes
    [trouble] = found.troubles
    assert trouble.is_lost
    assert "发去的表里没有的一行" in trouble.text
    assert "另做了一件事" in trouble.text


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (("ZG-2024-0099", "1", "改到别的事项", "", "", _key(11)), "编号或措施被改动"),
        ((NUMBER, "2", "改到别的措施", "", "", _key(11)), "编号或措施被改动"),
        ((NUMBER, "1", "标识是编的", "", "", "0" * 12), "行标识被改动"),
    ],
)
def test_a_key_that_was_tampered_with_keeps_its_row_out(row: tuple[str, ...], told: str) -> None:
    found = _compared(_book([ROWS[0], row, ROWS[2]]))
    assert not found.changes
    assert any(told in one.text and one.is_lost for one in found.troubles)


def test_a_row_whose_hidden_mark_was_lost_is_known_by_its_number() -> None:
    rows = _with(1, 2, "清单已印发")
    rows[1][5] = ""
    assert _said(_compared(_book(rows))) == {(_key(11), FormCell.PROGRESS, "清单已印发")}


def test_a_doubled_row_counts_where_it_says_one_thing() -> None:
    filled = _with(1, 2, "清单已印发")
    once = _compared(_book([*filled, ROWS[1]]))
    assert _said(once) == {(_key(11), FormCell.PROGRESS, "清单已印发")}
    assert not once.troubles
    twice = _compared(_book([*filled, _with(1, 2, "别的说法")[1]]))
    assert not twice.changes
    assert "填得不一样" in twice.troubles[0].text


def test_what_a_merged_cell_covers_was_not_emptied() -> None:
    rows = _with(2, 4, "")
    book = _book(rows)
    book.grids[0].merges = [Merge(4, 4, 6, 4)]
    assert not _compared(book).changes
    book.grids[0].merges = []
    assert _said(_compared(book)) == {(_key(12), FormCell.DONE_ON, "")}


def test_a_column_that_is_gone_was_not_emptied() -> None:
    found = _compared(_book([row[:3] + row[5:] for row in ROWS], HEADINGS[:3] + HEADINGS[5:]))
    assert not found.changes
    assert [one.text for one in found.troubles] == [
        "“完成日期”一列不在了，没有读取这一列",
        "“完成情况”一列不在了，没有读取这一列",
    ]


def test_what_stands_in_a_locked_cell_is_told() -> None:
    found = _compared(_book(_with(1, 3, "写错了地方")))
    assert not found.changes
    assert "“完成情况”不由这一行填" in found.troubles[0].text


@pytest.mark.parametrize(
    ("cell", "text", "answer"),
    [
        (FormCell.DONE_ON, "2024年6月5日", "2024-06-05"),
        (FormCell.DONE_ON, "2024/6/5", "2024-06-05"),
        (FormCell.DONE_ON, "2024.6.5", "2024-06-05"),
        (FormCell.DONE_ON, "45448", "2024-06-05"),
        (FormCell.DONE_ON, "12月5日", "2024-12-05"),
        (FormCell.NEXT_REVIEW, "1.15", "2025-01-15"),
        (FormCell.NEXT_REVIEW, "", ""),
        (FormCell.REPORTED, "推进中", "under_way"),
        (FormCell.REPORTED, " 未 完成 ", "not_done"),
        (FormCell.REPORTED, "正在整改", "under_way"),
        (FormCell.REPORTED, "整改完成", "done"),
        (FormCell.REPORTED, "尚未启动", "not_started"),
        (FormCell.REPORTED, "长期坚持", "continuing"),
        (FormCell.PROGRESS, "=1+1", "=1+1"),
        (FormCell.PROGRESS, " 一\n 二 ", "一\n二"),
    ],
)
def test_what_a_cell_says(cell: FormCell, text: str, answer: str) -> None:
    assert read_answer(cell, text, dt.date(2024, 12, 20), from_1904=False) == answer


@pytest.mark.parametrize(
    ("cell", "text", "told"),
    [
        (FormCell.DONE_ON, "已完成", "“完成日期”要写日期，“已完成”读不出日期"),
        (FormCell.DONE_ON, "1", "读不出日期"),
        (FormCell.DONE_ON, "2月29日", "“2月29日”读不出日期：2月没有29日，最后一天是28日"),
        (FormCell.DONE_ON, "2025-2-29", "2月没有29日，最后一天是28日"),
        (FormCell.DONE_ON, "11月31日", "11月没有31日，最后一天是30日"),
        (FormCell.REPORTED, "差不多了", "“自报情况”没有“差不多了”，可选：未启动、推进中"),
    ],
)
def test_what_no_cell_may_say(cell: FormCell, text: str, told: str) -> None:
    with pytest.raises(BadInput, match=told):
        read_answer(cell, text, dt.date(2024, 12, 20), from_1904=False)


def test_the_base_comes_back_as_it_went_out() -> None:
    base, digest = read_base(list(cells_of(BASE.text())))
    assert base == BASE
    assert digest == digest_of(BASE.text())


HOSTILE = [
    ("[]", "看不懂"),
    ("{}", "看不懂"),
    ('{"ledger":1,"token":"a","round":1,"unit":"a","on":"a","rows":[]}', "看不懂"),
    ('{"ledger":"a","token":"a","round":1,"unit":"a","on":"a","rows":[[1]]}', "看不懂"),
    ('{"ledger":"a","token":"a","round":1,"unit":"a","on":"a","rows":[["k","n",1,1,{"坏":"a"}]]}', "看不懂"),
    ("[" * 100_000, "看不懂"),
]


@pytest.mark.parametrize(("text", "told"), HOSTILE, ids=range(len(HOSTILE)))
def test_a_base_that_is_none_is_refused(text: str, told: str) -> None:
    with pytest.raises(NotAForm, match=told):
        read_form(_book(ROWS, text=text))


@given(st.lists(st.text(max_size=30), max_size=6))
def test_whatever_the_hidden_sheet_holds_is_refused_at_most(cells: list[str]) -> None:
    with pytest.raises(NotAForm):
        read_base([MARK, *cells])


def test_workbooks_that_are_no_forms() -> None:
    book = _book(ROWS)
    for grids, told in (
        ([book.grids[0]], "不是发出去的填报表"),
        ([book.grids[1]], "表头不在了"),
        ([*book.grids, book.grids[1]], "合在了一个文件里"),
        ([], "不是发出去的填报表"),
    ):
        with pytest.raises(NotAForm, match=told):
            read_form(Workbook(grids))
    changed = _book(ROWS)
    last = max(changed.grids[1].rows)
    changed.grids[1].rows[last][0] = changed.grids[1].rows[last][0].replace("2024-05-06", "2024-05-07")
    with pytest.raises(NotAForm, match="校验页被改动"):
        read_form(changed)


def test_merges_without_end_are_refused() -> None:
    book = _book(ROWS)
    book.grids[0].merges = [Merge(4, 0, 1_000_000, 16_000)] * 6_000
    with pytest.raises(NotAForm, match="合并的单元格过多"):
        read_form(book)


def test_macros_are_told() -> None:
    book = _book(ROWS)
    book.has_macros = True
    assert [one.text for one in _compared(book).troubles] == ["含有宏，宏没有运行"]


def test_a_line_is_kept_apart_from_what_stands_below_the_list() -> None:
    form: Returned = read_form(_book(ROWS))
    assert [type(line) for line in form.lines] == [Line] * 3
