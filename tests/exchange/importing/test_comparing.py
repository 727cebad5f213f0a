"""What a workbook that somebody went on writing in changes of an item that is known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest

from tracker.desk.deadlines import read_deadline
from tracker.exchange.importing.comparing import compare
from tracker.exchange.importing.entries import Manner, entry_of
from tracker.exchange.importing.records import MeasureRecord, Record
from tracker.exchange.lists import item_texts
from tracker.ledger.imports import ItemChange, ProgressDraft
from tracker.ledger.rows import ItemPage, MeasureRow, ProgressRow
from tracker.ledger.words import State

TODAY = dt.date(2024, 6, 18)


def _day(year: int, month: int, day: int) -> dt.date:
    return dt.date(year, month, day)


@pytest.mark.parametrize(
    ("line", "progress"),
    [
        ("6月15日 已印发", ProgressDraft("已印发", _day(2024, 6, 15), 2)),
        ("3月5号：已印发", ProgressDraft("已印发", _day(2024, 3, 5), 2)),
        ("6.15：已印发", ProgressDraft("已印发", _day(2024, 6, 15), 2)),
        ("1月20日 补记：开会", ProgressDraft("补记：开会", _day(2024, 1, 20), 2)),
        ("12月20日 补记：开会", ProgressDraft("补记：开会", _day(2023, 12, 20), 2)),
        ("6月30日 已印发", ProgressDraft("6月30日 已印发", None, 2)),
        ("2月30日 已印发", ProgressDraft("2月30日 已印发", None, 2)),
        ("3.5 万元专项经费已到位", ProgressDraft("3.5 万元专项经费已到位", None, 2)),
        ("1/2 的问题已整改", ProgressDraft("1/2 的问题已整改", None, 2)),
        ("2.1 修订制度", ProgressDraft("2.1 修订制度", None, 2)),
        ("2.1、修订制度", ProgressDraft("2.1、修订制度", None, 2)),
        ("6月1日 至6月5日培训", ProgressDraft("6月1日 至6月5日培训", None, 2)),
        ("正在试行", ProgressDraft("正在试行", None, 2)),
        ("已完成初稿", ProgressDraft("已完成初稿", None, 2)),
        ("6月15日 措施1：已印发", ProgressDraft("已印发", _day(2024, 6, 15), 1)),
        ("6月15日 措施1已完成：已印发", ProgressDraft("已印发", _day(2024, 6, 15), 1, done=True)),
    ],
)
def test_a_line_below_an_entry_of_a_measure(
    make_page: Callable[..., ItemPage],
    make_measures: Callable[..., tuple[MeasureRow, ...]],
    line: str,
    progress: ProgressDraft,
) -> None:
    known = ProgressRow(1, _day(2024, 2, 15), "已开会", "张三", 2)
    page = make_page(measures=make_measures("修订办法", "清理报表"), progress=(known,))
    cells = {"title": page.row.title, "progress": f"{item_texts.progress(page)}\n{line}"}
    manner = Manner(lambda phrase: read_deadline(phrase, base=TODAY))
    entry = entry_of(Record("台账", 2, cells), manner)
    assert compare(entry, page, today=TODAY).change.progress == (progress,)


def of_measures(page: ItemPage, *cells: dict[str, str]) -> ItemChange:
    written = [MeasureRecord(2 + place, one) for place, one in enumerate(cells)]
    manner = Manner(lambda phrase: read_deadline(phrase, base=TODAY))
    entry = entry_of(Record("台账", 2, {"title": page.row.title}, measures=written), manner)
    return compare(entry, page, today=TODAY).change


@pytest.mark.parametrize(
    ("written", "reworded", "new"),
    [
        (("1.改写了的第一条", "2.清理报表"), {1: "改写了的第一条"}, []),
        (("修订办法", "归并重复填报的表格"), {2: "归并重复填报的表格"}, []),
        (("2.归并重复填报的表格",), {2: "归并重复填报的表格"}, []),
        (("1.修订办法", "2.归并重复填报的表格", "3.通报"), {2: "归并重复填报的表格"}, ["通报"]),
        (("1.修订办法\n2.归并重复填报的表格",), {2: "归并重复填报的表格"}, []),
        (("修订办法", "清理报表", "通报"), {}, ["通报"]),
        (("通报", "修订办法", "清理报表"), {}, ["通报"]),
        (("清理报表", "修订办法"), {}, []),
        (("1.清理报表", "2.清理报表"), {1: "清理报表"}, []),
    ],
)
def test_a_measure_put_quite_differently_is_the_one_of_its_number(
    make_page: Callable[..., ItemPage],
    make_measures: Callable[..., tuple[MeasureRow, ...]],
    written: tuple[str, ...],
    reworded: dict[int, str],
    new: list[str],
) -> None:
    page = make_page(measures=make_measures("修订办法", "清理报表"))
    change = of_measures(page, *({"measures": text} for text in written))
    assert {one.seen.ordinal: one.edit.text for one in change.measures} == reworded
    assert [draft.text for draft in change.new_measures] == new


@pytest.mark.parametrize("state", [State.RECTIFYING, State.STOPPED])
def test_what_is_done_is_the_measure_and_not_its_place(
    make_page: Callable[..., ItemPage], make_measures: Callable[..., tuple[MeasureRow, ...]], state: State
) -> None:
    page = make_page(measures=make_measures("修订办法", "清理报表"))
    page = replace(page, row=replace(page.row, state=state))
    done = {"measures": "清理报表", "state": "已完成", "done_on": "2024年6月3日"}
    change = of_measures(page, done, {"measures": "修订办法", "state": "整改中"})
    ended = ProgressDraft("", _day(2024, 6, 3), 2, done=True, note="接转")
    assert change.progress == ((ended,) if state is State.RECTIFYING else ())
