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
from tracker.errors import OutputFailed
from tracker.ledger.commands.drafts import ItemDraft, MeasureDraft
from tracker.ledger.commands.items import add_item
from tracker.ledger.location import Location
from tracker.ledger.rows import Actor, Figures
from tracker.ledger.store import Ledger
from tracker.ledger.words import Role

OPERATOR = Actor("李明", Role.OPERATOR)


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
        assert exporting.export_ledger(ledger, path, today=today) == 1
        writer.join()
        assert ledger.head().count == before.count + 1, "afterwards the colleague's work is seen"
    cells = {str(cell.value) for row in openpyxl.load_workbook(path).active.rows for cell in row}
    assert any("共反馈问题1个" in cell and "尚未制定措施" in cell for cell in cells)
    assert f"台账校验码 {before.count}:{before.hash}" in cells


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
    assert exporting.workbook_path(Path(typed)) == Path(path)


@pytest.mark.parametrize("typed", ["", ".", "..", "/", "a/.."])
def test_a_folder_is_no_workbook(typed: str) -> None:
    with pytest.raises(OutputFailed, match="这是文件夹，请指定文件名"):
        exporting.workbook_path(Path(typed))


def test_a_folder_that_is_there_gets_no_workbook_beside_it(tmp_path: Path) -> None:
    (tmp_path / "汇总").mkdir()
    with pytest.raises(OutputFailed, match="这是文件夹"):
        exporting.workbook_path(tmp_path / "汇总")
