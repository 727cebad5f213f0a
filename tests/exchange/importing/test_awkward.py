"""Cells of awkward 台账 are read as a person reads them: at least 98 of 100."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.exchange.importing.awkward import LEDGERS, Ledger
from tests.exchange.importing.layered import LAYERED
from tracker.desk.deadlines import read_deadline
from tracker.exchange.importing.cells import read_state, split_measures
from tracker.exchange.importing.entries import Manner, entry_of
from tracker.exchange.importing.records import Entry
from tracker.exchange.importing.tables import columns_of, find_tables, sheet_of
from tracker.ledger.words import OwnerRole, State
from tracker.reading.grid import read_grids

BASE = dt.date(2024, 1, 1)
ENOUGH = 0.98


def read(path: Path) -> list[Entry]:
    _, book = read_grids(path)
    manner = Manner(lambda phrase: read_deadline(phrase, base=BASE), book.from_1904)
    return [
        entry_of(record, manner)
        for table in find_tables(book)[0]
        for record in sheet_of(table, columns_of(table, {})).records
    ]


def said(entry: Entry, field: str) -> Any:
    match field:
        case "due":
            return entry.deadline.due if entry.deadline else None
        case "kind":
            return entry.deadline.kind.value if entry.deadline else None
        case "state":
            return entry.state.value if entry.state else None
        case "measures":
            return [measure.text for measure in entry.measures]
        case "measure_dues":
            return [measure.deadline.due if measure.deadline else None for measure in entry.measures]
        case "progress":
            return "\n".join(one.text for one in entry.progress)
    role = OwnerRole.read(field)
    return entry.owners.get(role, ()) if role else getattr(entry, field)


def scored(ledger: Ledger, entries: list[Entry]) -> Iterator[tuple[bool, str]]:
    """Each cell of the truth, whether it was read so, and how it was read."""
    for place, truth in enumerate(ledger.truth):
        for field, wanted in truth.items():
            got = said(entries[place], field) if place < len(entries) else None
            yield got == wanted, f"{ledger.name} {truth['title']} {field}: {got!r}, not {wanted!r}"
    yield len(entries) == len(ledger.truth), f"{ledger.name}: {len(entries)} entries"


def test_every_problem_is_found_and_at_least_98_of_100_cells_are_right(tmp_path: Path) -> None:
    assert len(LEDGERS) >= 20
    found = [(ledger, read(ledger.save(tmp_path))) for ledger in (*LEDGERS, *LAYERED)]
    titles = {ledger.name: [entry.title for entry in entries] for ledger, entries in found}
    assert titles == {ledger.name: [row["title"] for row in ledger.truth] for ledger, _ in found}
    cells = [cell for ledger, entries in found for cell in scored(ledger, entries)]
    wrong = [how for is_right, how in cells if not is_right]
    assert 1 - len(wrong) / len(cells) >= ENOUGH, "\n".join(wrong)


def test_a_row_with_a_number_of_its_own_and_no_problem_is_told(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (
        ["序号", "反馈问题", "整改措施", "责任单位", "整改时限"],
        [1, "会议多", "精简会议", "办公室", "2024-9-30"],
        [None, None, "合并文件", None, None],
        [2, None, "建立台账", "财务科", "2024-9-30"],
    ):
        book.active.append(row)
    book.save(tmp_path / "台账.xlsx")
    (entry,) = read(tmp_path / "台账.xlsx")
    assert [note.message for note in entry.notes] == ["第4行有另外的序号，没有写问题，归到了这一项，请核对"]


def test_what_was_written_below_a_row_goes_with_it_and_nothing_else_does(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (
        ["编号", "反馈问题", "整改措施", "责任单位", "整改时限", "整改进展"],
        ["ZG-2024-0001", "公车管理乱", "定期公示", "办公室", "2024-8-31", "已公示"],
        ["ZG-2024-0002", "档案缺页", "逐卷核对", "办公室", "2024-9-30", "已核对"],
        ["ZG-2024-0001", "公车管理乱", "装定位", "后勤科", "2024-8-31", "已装12辆"],
        [None, None, None, None, None, "6月10日 又开会"],
        [None, "会议多", "精简会议", "办公室", "2024-9-30", None],
        ["（二）作风方面"],
        ["ZG-2024-0003", "食堂浪费", "按量备餐", "后勤科", "2024-9-30", None],
    ):
        book.active.append(row)
    book.save(tmp_path / "台账.xlsx")
    entries = read(tmp_path / "台账.xlsx")
    assert [(entry.title, entry.category) for entry in entries] == [
        ("公车管理乱", ""),
        ("档案缺页", ""),
        ("会议多", ""),
        ("食堂浪费", "作风方面"),
    ]
    last = entries[0].measures[1]
    assert (last.text, [one.text for one in last.progress]) == ("装定位", ["已装12辆\n6月10日 又开会"])


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("1.精简会议；2.合并文件。3、每季通报", ("精简会议", "合并文件。", "每季通报")),
        ("一是修订制度；二是开展培训", ("修订制度", "开展培训")),
        ("①修订；②印发", ("修订", "印发")),
        ("1.检修泵站。10、20号线另行安排", ("检修泵站。10、20号线另行安排",)),
        ("1.达到2.5米；3.验收", ("达到2.5米；3.验收",)),
        ("修订制度；2.开展培训", ("修订制度；2.开展培训",)),
    ],
)
def test_measures_numbered_within_a_line(text: str, measures: tuple[str, ...]) -> None:
    assert split_measures(text) == measures


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("已完成并销号", State.CLOSED),
        ("正常推进", State.RECTIFYING),
        ("挂账督办", State.RECTIFYING),
        ("未达到序时进度", State.RECTIFYING),
        ("60%", State.RECTIFYING),
    ],
)
def test_words_of_state_that_offices_use(text: str, state: State) -> None:
    assert read_state(text, "") == (state, None, "")
