"""Exporting: rows and figures of one moment, and names that can be written to."""

from __future__ import annotations

import datetime as dt
import os
import threading
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tracker.desk import exporting
from tracker.desk.list_wishes import Exported, ExportWish, ListKind
from tracker.desk.targets import PAPER, WORKBOOK, target_path
from tracker.errors import BadInput, OutputFailed, Refusal
from tracker.ledger.actor import Actor
from tracker.ledger.commands.campaigns import add_campaign
from tracker.ledger.commands.drafts import ItemDraft, ItemEdit, MeasureDraft
from tracker.ledger.commands.items import add_item, edit_items
from tracker.ledger.filtering.reading import read_query
from tracker.ledger.filtering.tree import EVERYTHING, Query
from tracker.ledger.location import Location
from tracker.ledger.rows import Figures
from tracker.ledger.store import Ledger
from tracker.ledger.words import Role

OPERATOR = Actor("李明", Role.OPERATOR)


def export(
    ledger: Ledger,
    path: Path,
    wish: ExportWish | None = None,
    *,
    today: dt.date,
    wanted: Query = EVERYTHING,
) -> Exported:
    """The 整改台账 of the items meant."""
    return exporting.export_lists(ledger, path, [ListKind.LEDGER], today=today, wanted=wanted, wish=wish)


def test_rows_and_figures_are_of_one_moment_while_others_write(
    location: Location, today: dt.date, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write() -> None:
        with Ledger.open(location) as colleague:
            add_item(colleague, OPERATOR, ItemDraft("第二项", measures=(MeasureDraft("措施"),)), today=today)

    writer = threading.Thread(target=write)
    count = exporting.figures

    def count_late(*arguments: Any, **named: Any) -> Figures:
        writer.start()
        writer.join(timeout=1)  # on a server it is done by then, on SQLite it waits for us
        return count(*arguments, **named)

    monkeypatch.setattr(exporting, "figures", count_late)
    path = tmp_path / "台账.xlsx"
    with Ledger.open(location) as ledger:
        add_item(ledger, OPERATOR, ItemDraft("第一项"), today=today)
        before = ledger.head()
        assert export(ledger, path, today=today).items == 1
        writer.join()
        assert ledger.head().count == before.count + 1, "afterwards the colleague's work is seen"
    cells = {str(cell.value) for row in openpyxl.load_workbook(path).active.rows for cell in row}
    assert any("共反馈问题1个" in cell and "尚未制定措施" in cell for cell in cells)
    assert f"台账校验码 {before.count}:{before.hash}" in cells


def test_lists_of_several_campaigns_bear_no_name_of_one(today: dt.date, tmp_path: Path) -> None:
    path = tmp_path / "全套.xlsx"
    kinds = (ListKind.LEDGER, ListKind.PROBLEMS, ListKind.STATISTICS)

    def titles(line: str) -> list[str]:
        wanted = read_query(line)
        exporting.export_lists(ledger, path, kinds, today=today, wanted=wanted)
        return [str(sheet["A1"].value) for sheet in openpyxl.load_workbook(path) if sheet["A1"].value]

    with Ledger.open(tmp_path / "ledger.db", create=True) as ledger:
        for name in ("首轮巡察整改台账", "预算审计整改"):
            add_campaign(ledger, OPERATOR, name, today=today)
            add_item(ledger, OPERATOR, ItemDraft("第一项", campaign=name), today=today)
        assert titles("") == ["各专项整改台账", "各专项整改问题清单", "各专项整改情况统计表"]
        assert titles("专项:审计") == ["预算审计整改台账", "预算审计整改问题清单", "预算审计整改情况统计表"]


@pytest.mark.parametrize(
    ("typed", "path"),
    [
        ("台账", "台账.xlsx"),
        ("台账.XLSX", "台账.XLSX"),
        ("台账.v2", "台账.v2.xlsx"),
        ("a\nb", "a\nb.xlsx"),
        ("长" * 300, "长" * 300 + ".xlsx"),
        (os.fsdecode(b"\xff"), os.fsdecode(b"\xff.xlsx")),
    ],
)
def test_a_workbook_gets_its_suffix(typed: str, path: str) -> None:
    assert target_path(Path(typed), WORKBOOK) == Path(path)


@pytest.mark.parametrize("typed", ["", ".", "..", "/", "a/.."])
def test_a_folder_is_no_workbook(typed: str) -> None:
    with pytest.raises(OutputFailed, match="这是文件夹，请指定文件名"):
        target_path(Path(typed), WORKBOOK)


def test_a_folder_that_is_there_gets_no_workbook_beside_it(tmp_path: Path) -> None:
    (tmp_path / "汇总").mkdir()
    with pytest.raises(OutputFailed, match="这是文件夹"):
        target_path(tmp_path / "汇总", WORKBOOK)


def test_what_bears_a_secrecy_mark_and_private_notes_stay_unless_asked_for(
    sqlite_location: Location, today: dt.date, tmp_path: Path
) -> None:
    path = tmp_path / "台账.xlsx"
    with Ledger.open(sqlite_location) as ledger:
        plain, marked = (
            add_item(ledger, OPERATOR, ItemDraft(title), today=today) for title in ("甲事项", "乙事项")
        )
        edit_items(ledger, OPERATOR, [marked], ItemEdit(secrecy="内部", private_note="不外传"), today=today)
        exported = export(ledger, path, today=today)
        assert (exported.items, exported.withheld) == (1, 1)
        assert "另有1个标有密级" in exported.words
        assert plain in words_of(path)
        assert "乙事项" not in words_of(path)
        whole = export(ledger, path, ExportWish(with_secret=True), today=today)
        assert (whole.items, whole.withheld) == (2, 0)
        assert "乙事项" in words_of(path)
        assert "不外传" not in words_of(path)
        export(ledger, path, ExportWish(with_secret=True, with_private_notes=True), today=today)
        assert "不外传" in words_of(path)
        with pytest.raises(Refusal, match="标有密级"):
            export(ledger, path, today=today, wanted=read_query("密级:内部"))


def words_of(path: Path) -> str:
    """Everything that the sheet says."""
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None
    return "\n".join(
        str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None
    )


@pytest.mark.parametrize("typed", ["台账.pdf", "台账.xls", "台账.docx", "台账.ET"])
def test_the_ending_of_something_else_is_refused(typed: str) -> None:
    with pytest.raises(BadInput, match=r"写不成 \.\w+（台账.*这里能写 \.xlsx、\.csv、\.json"):
        target_path(Path(typed), WORKBOOK)
    if typed != "台账.docx":
        with pytest.raises(BadInput, match=r"这里能写 \.docx"):
            target_path(Path(typed), PAPER)
