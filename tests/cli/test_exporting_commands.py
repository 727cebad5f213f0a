"""`tracker export`: each list alone, all in one workbook, two editions, totals that come out again."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

CommandLine = Any
LISTS = {
    "problems": "问题清单",
    "measures": "任务（措施）清单",
    "duties": "责任清单",
    "ledger": "整改台账",
    "supervision": "督办台账",
    "closings": "销号清单",
    "statistics": "整改情况统计表",
}


@pytest.fixture
def office(type_in: CommandLine) -> CommandLine:
    """Five items: one closed, one overdue, one applied for, one to be registered, one that bears a 密级."""
    return type_in.begun(fill)


def fill(type_in: CommandLine) -> None:
    type_in.well("campaign", "set", "--name", "首轮巡察整改", "--reporting-unit", "某局")
    measures = ("--measure", "修订办法", "--measure", "开展检查")
    for place, (lead, limit) in enumerate(
        (
            ("办公室", "6月底前"),
            ("督查科", "2024-03-01"),
            ("办公室", "立行立改"),
            ("人事科", "长期坚持"),
            ("人事科", "6月底前"),
        ),
        start=1,
    ):
        type_in.well(
            *("add", f"问题之{place}", "--target", "到位", "--category", "作风", "--lead", lead),
            *("--person", "张三", "--deadline", limit, *measures),
        )
    type_in.well("edit", "ZG-2024-0005", "--secrecy", "秘密")
    proof = type_in.ledger.with_name("佐证.txt")
    for number in ("ZG-2024-0001", "ZG-2024-0003"):
        type_in.well("register", number)
        for measure in ("1", "2"):
            proof.write_text(f"{number}措施{measure}的会议记录", encoding="utf-8")
            type_in.well("progress", number, "已办", "--measure", measure, "--done")
            type_in.well("evidence", "add", number, str(proof), "--measure", measure)
        type_in.well("apply", number, "--completion", "已完成", "--inference", "已对照检查", "--yes")
    type_in.well("register", "ZG-2024-0002")
    type_in.well("close", "ZG-2024-0001", "--actor", "王芳:审核")


def words_of(sheet: Any) -> str:
    return "\n".join(str(cell.value) for row in sheet.rows for cell in row if cell.value is not None)


def test_each_list_alone(office: CommandLine, tmp_path: Path) -> None:
    for code in LISTS:
        _is_laid_out(office, tmp_path / code, code)


def _is_laid_out(office: CommandLine, path: Path, code: str) -> None:
    done = office.object("export", code, "-o", str(path))
    assert (done["lists"], done["withheld"]) == ([code], 1)
    book: Any = load_workbook(path.with_suffix(".xlsx"))
    sheet = book.worksheets[0]
    said = words_of(sheet)
    assert "填报单位：某局" in said
    assert "截至2024年4月1日" in said
    assert "台账校验码" in said
    assert "审核人：" in said
    assert "问题之5" not in said
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.freeze_panes
    assert sheet.print_title_rows
    assert sheet.auto_filter.ref
    assert "&P" in sheet.oddFooter.center.text
    assert len(book.worksheets) == (2 if code == "statistics" else 1)


def test_all_lists_in_the_offices_order(
    office: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.well("export", "all", "-o", str(tmp_path / "全.xlsx"))
    names = [
        sheet.title
        for sheet in load_workbook(tmp_path / "全.xlsx").worksheets
        if sheet.sheet_state == "visible"
    ]
    assert names == [*LISTS.values(), "统计图"]
    style = tmp_path / "版式.toml"
    style.write_text('"次序" = ["整改台账", "统计表", "销号清单"]\n"落款" = ["局长："]\n', encoding="utf-8")
    monkeypatch.setenv("TRACKER_STYLE", str(style))
    office.well("export", "all", "状态:已销号", "-o", str(tmp_path / "序.xlsx"))
    book: Any = load_workbook(tmp_path / "序.xlsx")
    assert [sheet.title for sheet in book.worksheets] == ["整改台账", "整改情况统计表", "统计图", "销号清单"]
    assert "局长：" in words_of(book["整改台账"])
    assert "问题之2" not in words_of(book["整改台账"])


def test_the_public_edition_the_label_and_chosen_columns(office: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "出.xlsx"
    office.well("export", "ledger", "-o", str(path))
    assert "张三" in words_of(load_workbook(path).active)
    office.well("export", "ledger", "--public", "-o", str(path))
    public = words_of(load_workbook(path).active)
    assert "张三" not in public
    assert "佐证" not in public
    office.well("export", "ledger", "--secret", "--label", "内部资料", "-o", str(path))
    sheet: Any = load_workbook(path).active
    assert sheet["A1"].value == "秘密　内部资料"
    assert "问题之5" in words_of(sheet)
    office.well("export", "ledger", "--columns", "编号、反馈问题、整改时限", "-o", str(path))
    sheet = load_workbook(path).active
    assert [cell.value for cell in sheet[3] if cell.value] == ["编号", "反馈问题", "整改时限"]
    assert "没有“天气”这一列" in office.refused("export", "ledger", "--columns", "天气")
    assert "--secret" in office.refused("export", "ledger", "--public", "--secret")


def test_a_past_day_is_exported_as_it_was(office: CommandLine, tmp_path: Path) -> None:
    office.well("add", "后来的问题", "--today", "2024-05-01")
    path = tmp_path / "出.xlsx"
    done = office.object("export", "ledger", "--as-of", "2024-4-1", "--today", "2024-05-02", "-o", str(path))
    assert done["items"] == 4
    said = words_of(load_workbook(path).active)
    assert "截至2024年4月1日" in said
    assert "后来的问题" not in said


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_totals_come_to_ours_when_they_are_worked_out_again(office: CommandLine, tmp_path: Path) -> None:
    path, bare = tmp_path / "全.xlsx", tmp_path / "空.xlsx"
    office.well("export", "all", "-o", str(path))
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(bare, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = source.read(name)
            if name.startswith("xl/worksheets/sheet"):
                part = re.sub(rb"(<c [^>]*?)( t=\"str\")?>(<f>[^<]*</f>)<v>[^<]*</v>", rb"\1>\3", part)
            target.writestr(name, part)
    command = ["soffice", "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"]
    command += ["--convert-to", "xlsx", "--outdir", str(tmp_path / "算"), str(bare)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    formulas, ours = load_workbook(path), load_workbook(path, data_only=True)
    theirs = load_workbook(tmp_path / "算" / "空.xlsx", data_only=True)
    found = {
        (sheet.title, cell.coordinate): (
            ours[sheet.title][cell.coordinate].value,
            theirs[sheet.title][cell.coordinate].value,
        )
        for sheet in formulas.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }
    assert len(found) > 30
    assert {place: pair for place, pair in found.items() if (pair[0] or None) != (pair[1] or None)} == {}
