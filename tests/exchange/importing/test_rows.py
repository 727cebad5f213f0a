"""Which rows are one problem, and what a cell says that only points to the one above."""

from __future__ import annotations

import datetime as dt

import pytest

from tracker.desk.deadlines import read_deadline
from tracker.exchange.importing.entries import Manner, entry_of
from tracker.exchange.importing.records import Entry
from tracker.exchange.importing.tables import columns_of, find_tables, sheet_of
from tracker.ledger.words import OwnerRole
from tracker.reading.grid import Grid, Workbook

HEAD = ("序号", "存在问题", "整改措施", "责任单位", "完成时限", "整改状态")
MANNER = Manner(lambda phrase: read_deadline(phrase, base=dt.date(2025, 1, 1)))


def read(*rows: tuple[str, ...]) -> list[Entry]:
    texts = {
        number: {column: text for column, text in enumerate(row) if text}
        for number, row in enumerate((HEAD, *rows), start=1)
    }
    (table,), _ = find_tables(Workbook([Grid("台账", rows=texts)]))
    return [entry_of(record, MANNER) for record in sheet_of(table, columns_of(table, {})).records]


def told(entries: list[Entry]) -> list[str]:
    return [note.message for entry in entries for note in entry.notes]


def test_two_numbered_problems_put_alike_are_two() -> None:
    entries = read(
        ("1", "公文不规范", "修订细则", "办公室", "6月底"),
        ("2", "公文不规范", "开展抽查", "组织部", "8月底"),
        ("", "", "通报结果", "", ""),
    )
    assert [[measure.text for measure in entry.measures] for entry in entries] == [
        ["修订细则"],
        ["开展抽查", "通报结果"],
    ]
    assert told(entries) == ["问题与第2行相同，序号不同，作另一项，请核对"]


def test_counted_measures_of_one_problem_and_unit_are_told() -> None:
    entries = read(
        ("1", "公文不规范", "修订细则", "办公室", "6月底"), ("2", "公文不规范", "开展抽查", "办公室", "")
    )
    assert len(entries) == 1
    assert told(entries) == ["第3行有另外的序号，问题相同，归到了这一项，请核对"]


@pytest.mark.parametrize(
    ("beside", "word"), [(("6月底", "已完成"), "整改状态"), (("6月底（已完成）", ""), "整改时限")]
)
def test_what_is_called_done_beside_the_first_measure_alone_is_told(
    beside: tuple[str, str], word: str
) -> None:
    entries = read(
        ("1", "甲问题", "修订细则", "办公室", *beside),
        ("", "", "开展抽查"),
        ("2", "乙问题", "抽查", "办公室", *beside),
    )
    assert [[one.finished is not None for one in entry.measures] for entry in entries] == [[True] * 2, [True]]
    assert told(entries) == [f"{word}里的已完成只写在第一条措施旁，各条措施都按完成记，请核对"]


@pytest.mark.parametrize("again", ["同上", "〃", "″", '"'])
def test_what_points_above_says_it_again_in_every_column(again: str) -> None:
    entries = read(
        ("1", "甲问题", "修订细则", "财政局", "6月底"),
        ("合计", "1"),
        ("2", "乙问题", again, again, again),
        ("3", "丙问题", "抽查", again, "8月底"),
    )
    assert [entry.owners[OwnerRole.RESPONSIBLE] for entry in entries] == [("财政局",)] * 3
    assert [entry.deadline and entry.deadline.due for entry in entries] == [
        dt.date(2025, 6, 30),
        dt.date(2025, 6, 30),
        dt.date(2025, 8, 31),
    ]
    assert entries[1].measures[0].text == "修订细则"


def test_what_points_above_to_nothing_is_refused() -> None:
    (entry,) = read(("1", "甲问题", "修订细则", "〃", "6月底"))
    assert [trouble.message for trouble in entry.troubles] == ["责任单位“〃”上面没有内容可以照抄"]
