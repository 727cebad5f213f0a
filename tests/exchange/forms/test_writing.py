"""A form as a file: what it holds comes back as it went out, whatever it says."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.exchange.conftest import _PAGE
from tracker.exchange.blocks import lines_high
from tracker.exchange.forms.columns import form_layout
from tracker.exchange.forms.merging import compare
from tracker.exchange.forms.reading import Returned, read_form
from tracker.exchange.forms.writing import FormHead, base_of, write_form
from tracker.exchange.settings import PaperSettings
from tracker.ledger.form_work import UnitWork, WorkRow
from tracker.ledger.forms import OF_ITEM, OF_MEASURE
from tracker.ledger.parts import Truths
from tracker.ledger.rows import ItemPage, MeasureRow
from tracker.ledger.words import FormCell, Light, OwnerRole, Reported
from tracker.reading.grid import Grid, Merge, Workbook
from tracker.reading.package import Package
from tracker.reading.sheets import emit_sheets

HEAD = FormHead("0" * 16, "表号", 3, dt.date(2024, 6, 18), dt.date(2024, 6, 25), "2024年首轮巡察整改")


def work_of(page: ItemPage, unit: str = "办公室") -> UnitWork:
    measure = MeasureRow(
        *(11, 1, "建立清单", "清单印发", None, (), dt.date(2024, 5, 6), ""),
        *(Light.CLOSED, "已完成", 1),
    )
    rows = (
        WorkRow(page, None, OwnerRole.LEAD, OF_ITEM),
        WorkRow(page, measure, OwnerRole.LEAD, OF_MEASURE),
    )
    return UnitWork(unit, rows)


def written(work: UnitWork, path: Path) -> Path:
    write_form(work, base_of(work, HEAD), HEAD, PaperSettings(), path)
    return path


def read(path: Path) -> Returned:
    """Read without a process of its own."""
    book = Workbook()
    records: list[list[Any]] = []
    emit_sheets(Package(path.read_bytes()), records.append)
    for record in records:
        match record:
            case ["sheet", name, is_hidden, part]:
                book.grids.append(Grid(name, is_hidden, part))
            case ["row", number, _, cells]:
                book.grids[-1].rows[number] = dict(cells)
            case ["merges", merges]:
                book.grids[-1].merges = [Merge(*merge) for merge in merges]
    return read_form(book)


_TEXTS = st.text(st.one_of(st.characters(), st.sampled_from("=+-@'\"\t\r\n _x0041_，。")), max_size=40)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_TEXTS, _TEXTS, st.sampled_from([None, *Reported]), st.sampled_from([None, dt.date(2024, 9, 30)]))
def test_a_form_that_nobody_touched_says_nothing_new(
    tmp_path: Path, completion: str, step: str, reported: Reported | None, review: dt.date | None
) -> None:
    truths = Truths(reported=reported, next_step=step, next_review=review, stage_goal="步步深入")
    page = replace(_PAGE, completion=completion, inference=step, truths=truths)
    work = work_of(page)
    found = compare(read(written(work, tmp_path / "表.xlsx")))
    assert not found.changes
    assert not found.troubles


def test_the_same_form_is_the_same_bytes_and_a_strict_reader_opens_it(tmp_path: Path) -> None:
    one = written(work_of(_PAGE), tmp_path / "一.xlsx")
    two = written(work_of(_PAGE), tmp_path / "二.xlsx")
    assert one.read_bytes() == two.read_bytes()
    sheet = openpyxl.load_workbook(one)["填报表"]
    assert sheet["A1"].value == "2024年首轮巡察整改情况填报表"
    assert sheet["A2"].value == "填报单位：办公室"
    assert sheet.print_title_rows == "$3:$4"
    assert ZipFile(one).testzip() is None


def test_text_that_no_cell_holds_is_not_asked_for(tmp_path: Path) -> None:
    page = replace(_PAGE, completion="长" * 40_000)
    work = work_of(page)
    base = base_of(work, HEAD)
    assert FormCell.COMPLETION not in base.rows[0].values
    assert FormCell.INFERENCE in base.rows[0].values
    found = compare(read(written(work, tmp_path / "表.xlsx")))
    assert not found.changes
    assert not found.troubles


def test_a_row_of_much_text_goes_over_several_and_is_still_one(tmp_path: Path) -> None:
    page = replace(_PAGE, completion="已经完成。" * 1_500)
    found = compare(read(written(work_of(page), tmp_path / "表.xlsx")))
    assert not found.changes
    assert not found.troubles


def test_a_number_and_the_day_of_a_limit_stand_on_one_line() -> None:
    widths = {column.key: column.width for column in form_layout().columns}
    body = PaperSettings().body
    for key, text in (("number", "ZG-2024-0007"), ("deadline", "（2024-06-30）")):
        assert lines_high(text, widths[key], body) == lines_high("一", widths[key], body), key
