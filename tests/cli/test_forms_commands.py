"""`tracker form`: sent, filled in as units do, merged, settled, taken back."""

from __future__ import annotations

import datetime as dt
import io
import shutil
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.forms import Answers, filled, records_read_here
from tracker.reading import grid

CommandLine = Any
NUMBER = "ZG-2024-0001"


@pytest.fixture(autouse=True)
def _read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Workbooks are read without a process of their own, which is tried in the tests of `reading`."""
    monkeypatch.setattr(grid, "records_of_sheets", records_read_here)


@pytest.fixture
def office(registered: CommandLine) -> CommandLine:
    """One problem of 办公室 and 督查科, 整改中, with a measure; another one of 办公室 alone."""
    return registered.begun(fill)


def fill(registered: CommandLine) -> None:
    registered.well(
        *("add", "=调研走过场", "--target", "成果转化", "--measure", "建立清单", "--measure", "出台办法"),
        *("--lead", "办公室", "--deadline", "11月底前"),
    )
    registered.well("register", "ZG-2024-0002")


def item_of(office: CommandLine, number: str) -> Any:
    return office.object("show", number)["item"]


def send(office: CommandLine, folder: Path, *more: str) -> Path:
    office.well("form", "send", "-o", str(folder), *more)
    return folder


def form_of(folder: Path, unit: str) -> Path:
    [found] = folder.glob(f"{unit}_*.xlsx")
    return found


def answered(office: CommandLine, tmp_path: Path, answers: Answers, unit: str = "办公室") -> Path:
    """A form of a unit that was sent, and is back with these answers."""
    folder = tmp_path / "发出"
    if not folder.exists():
        send(office, folder)
    return filled(form_of(folder, unit), tmp_path / f"{unit} 交回.xlsx", answers)


def test_each_unit_gets_a_workbook_of_its_own(office: CommandLine, tmp_path: Path) -> None:
    sent = office.object("form", "send", "--due", "2024-4-10", "-o", str(tmp_path / "发出"))
    assert (sent["round"], sent["due"]) == (1, "2024-04-10")
    assert [(form["unit"], form["items"], form["rows"]) for form in sent["forms"]] == [
        ("办公室", 2, 5),
        ("督查科", 1, 2),
    ]
    book = openpyxl.load_workbook(form_of(tmp_path / "发出", "督查科"))
    sheet = book["填报表"]
    assert [row[1].value for row in sheet.iter_rows(min_row=5, max_row=6)] == [NUMBER] * 2
    assert sheet.protection.sheet
    assert [sheet.cell(5, column).protection.locked for column in (2, 3, 8, 9, 10)] == [
        *(True, True, False, True, False),
    ]
    assert sheet.cell(5, 10).number_format == "@"
    assert sheet.column_dimensions["Q"].hidden
    offered = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    assert "未完成" in offered["H5:H6"].formula1
    assert all(rule.prompt and rule.showInputMessage for rule in offered.values())
    assert sheet.conditional_formatting
    assert book["校验页"].sheet_state == "veryHidden"
    assert book.security.lockStructure


def test_nothing_to_send(office: CommandLine, nowhere: CommandLine, tmp_path: Path) -> None:
    assert "没有整改中的事项" in office.refused(
        "form", "send", "--unit", "人事科", "-o", str(tmp_path / "甲")
    )
    assert "没有要填报的事项" in office.refused("form", "send", "状态:已销号", "-o", str(tmp_path / "甲"))
    (tmp_path / "乙").mkdir()
    (tmp_path / "乙" / "别的.txt").touch()
    assert "文件夹里已有文件" in office.refused("form", "send", "-o", str(tmp_path / "乙"))
    assert not (tmp_path / "甲").exists()
    head = office.head()
    assert "在今天（2024-04-01）之前" in office.refused(
        "form", "send", "--due", "2024-3-1", "-o", str(tmp_path / "甲")
    )
    assert not (tmp_path / "甲").exists()
    assert office.head() == head


def test_a_form_that_nobody_touched_changes_nothing(office: CommandLine, tmp_path: Path) -> None:
    send(office, tmp_path / "发出")
    head = office.head()
    told = office.well("form", "merge", str(tmp_path / "发出"))
    assert "没有填写，仍算没有交回" in told.stderr
    assert "没有改动" in told.stderr
    assert office.head() == head
    assert office.object("form", "status")["rounds"][0]["missing"] == 2


def test_what_came_back_is_seen_merged_and_taken_back(office: CommandLine, tmp_path: Path) -> None:
    back = answered(
        office,
        tmp_path,
        {
            (NUMBER, "总体"): {
                "自报情况": "推进中",
                "本期进展": "+1 开了两次会",
                "完成情况": "@完成",
            },
            (NUMBER, "1"): {"完成日期": dt.date(2024, 3, 29), "本期进展": "办法已印发"},
            ("ZG-2024-0002", "2"): {"完成日期": "2024年3月30日"},
        },
    )
    head = office.head()
    seen = office.object("form", "merge", str(back), "--dry-run")
    assert office.head() == head
    assert [(c["number"], c["measure"], c["cell"], c["verdict"]) for c in seen["cells"]] == [
        (NUMBER, None, "reported", "theirs"),
        (NUMBER, None, "progress", "theirs"),
        (NUMBER, None, "completion", "theirs"),
        (NUMBER, 1, "done_on", "theirs"),
        (NUMBER, 1, "progress", "theirs"),
        ("ZG-2024-0002", 2, "done_on", "theirs"),
    ]
    merged = office.object("form", "merge", str(back))
    assert (merged["taken"], merged["files"][0]["unit"]) == (6, "办公室")
    item = item_of(office, NUMBER)
    assert item["completion"] == "@完成"
    assert {entry["text"] for entry in item["progress"]} == {"+1 开了两次会", "办法已印发"}
    assert "办公室 交回.xlsx 第6行 完成日期" in office.well("history", NUMBER).stdout
    status = office.well("form", "status")
    assert "交回1个，未交1个" in status.stderr
    assert "督查科" in office.well("form", "status", "--missing").stdout
    assert "办公室" not in office.well("form", "status", "--missing").stdout
    head = office.head()
    assert "没有改动" in office.well("form", "merge", str(back)).stderr
    assert office.head() == head
    office.well("undo")
    assert item_of(office, NUMBER)["completion"] == ""
    assert office.object("form", "status")["rounds"][0]["missing"] == 2


def test_what_both_changed_is_shown_and_settled(office: CommandLine, tmp_path: Path) -> None:
    back = answered(
        office,
        tmp_path,
        {
            (NUMBER, "总体"): {"完成情况": "单位写的", "举一反三": "已自查"},
            ("ZG-2024-0002", "总体"): {"完成情况": "单位也写了"},
        },
    )
    office.well("edit", NUMBER, "--completion", "台账写的")
    office.well("edit", "ZG-2024-0002", "--completion", "台账也写了")
    head = office.head()
    ahead = "没有合并；有2处填得不一样，要先选定"
    assert ahead in office.well("form", "merge", str(back), "--dry-run").stderr
    told = office.refused("form", "merge", str(back))
    assert "有2处填得不一样" in told
    assert f"{NUMBER}:完成情况：发出时“空”，台账现在“台账写的”，办公室填“单位写的”" in told
    assert office.head() == head
    assert "不是两边都改了的一处" in office.refused(
        "form", "merge", str(back), "--cell", f"{NUMBER}:举一反三=theirs"
    )
    assert "可选：ours（台账）、1（单位写的）" in office.refused(
        "form", "merge", str(back), "--cell", f"{NUMBER}:完成情况=5"
    )
    assert "看不懂" in office.refused("form", "merge", str(back), "--cell", "完成情况")
    seen = office.object("form", "merge", str(back), "--dry-run", "--take", "theirs")
    assert [cell["chosen"] for cell in seen["cells"]] == [1, 1, 1]
    office.well("form", "merge", str(back), "--cell", f"{NUMBER}:完成情况=theirs", "--take", "ours")
    assert item_of(office, NUMBER)["completion"] == "单位写的"
    assert item_of(office, NUMBER)["inference"] == "已自查"
    assert item_of(office, "ZG-2024-0002")["completion"] == "台账也写了"
    assert "已经选定的不再问" in office.well("form", "merge", str(back)).stderr
    office.well("undo")
    assert item_of(office, NUMBER)["completion"] == "台账写的"


def test_a_person_is_asked_one_by_one(
    office: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tracker.cli import output

    back = answered(office, tmp_path, {(NUMBER, "总体"): {"完成情况": "单位写的"}})
    office.well("edit", NUMBER, "--completion", "台账写的")
    monkeypatch.setattr(output, "is_terminal", lambda stream: True)
    left = office("form", "merge", str(back), typed="\n")
    assert left.exit_code == 1
    done = office("form", "merge", str(back), typed="9\n1\n")
    assert done.exit_code == 0, done.output
    assert "用哪个？（0 台账的 / 1 办公室填的 / 回车 先不定）" in done.output
    monkeypatch.undo()
    assert item_of(office, NUMBER)["completion"] == "单位写的"


def test_two_units_that_say_different_things(office: CommandLine, tmp_path: Path) -> None:
    one = answered(office, tmp_path, {(NUMBER, "总体"): {"下一步措施": "甲", "本期进展": "甲进展"}})
    two = answered(office, tmp_path, {(NUMBER, "总体"): {"下一步措施": "乙", "本期进展": "乙进展"}}, "督查科")
    told = office.refused("form", "merge", str(one), str(two), "--take", "theirs")
    assert "1 督查科填“乙”；2 办公室填“甲”" in told or "1 办公室填“甲”；2 督查科填“乙”" in told
    cells = []
    for files in ((one, two), (two, one)):
        seen = office.object("form", "merge", *map(str, files), "--dry-run")
        cells.append(seen["cells"])
        assert [cell["verdict"] for cell in seen["cells"]] == ["theirs", "theirs", "both"]
    assert cells[0] == cells[1]
    place = [option["value"] for option in cells[0][2]["theirs"]].index("乙") + 1
    office.well("form", "merge", str(one), str(two), "--cell", f"{NUMBER}:下一步措施={place}")
    item = item_of(office, NUMBER)
    assert {entry["text"] for entry in item["progress"]} == {"甲进展", "乙进展"}


def test_what_cannot_come_in_stops_all_or_is_left_out(office: CommandLine, tmp_path: Path) -> None:
    back = answered(
        office,
        tmp_path,
        {
            (NUMBER, "总体"): {"自报情况": "差不多了", "完成情况": "照收"},
            (NUMBER, "1"): {"完成日期": "已完成"},
            ("ZG-2024-0002", "总体"): {"自报情况": "未完成"},
        },
    )
    head = office.head()
    ahead = "没有合并；有3处不能合并，请单位改好，或加 --skip-refused 先合并其余的"
    assert ahead in office.well("form", "merge", str(back), "--dry-run").stderr
    told = office.refused("form", "merge", str(back))
    assert "有2处不能合并，都没有合并" in told
    assert f"第5行：{NUMBER} “自报情况”没有“差不多了”" in told
    assert f"第6行：{NUMBER} 措施1 “完成日期”要写日期，“已完成”读不出日期" in told
    assert office.head() == head
    done = office.well("form", "merge", str(back), "--skip-refused")
    assert "第7行 自报情况：没有采用：缺未完成原因；缺下一步措施" in done.stderr
    assert "采用1处" in done.stderr
    assert item_of(office, NUMBER)["completion"] == "照收"


def test_a_form_that_brings_nothing_is_told_as_returned(office: CommandLine, tmp_path: Path) -> None:
    back = answered(office, tmp_path, {("ZG-2024-0002", "总体"): {"自报情况": "未完成"}})
    told = office.well("form", "merge", str(back), "--skip-refused").stderr
    assert "没有采用任何一处" in told
    assert "只登记1个单位已交回" in told


def test_an_item_that_went_on_meanwhile_takes_nothing(office: CommandLine, tmp_path: Path) -> None:
    back = answered(office, tmp_path, {(NUMBER, "总体"): {"完成情况": "晚了"}})
    office.well("--actor", "王芳:审核", "stop", NUMBER, "--reason", "并入另一项", "--yes")
    assert "现在是“终止”" in office.refused("form", "merge", str(back))
    assert office.refused("progress", NUMBER, "又做了些").endswith("请先恢复办理\n")


def test_an_older_form_is_told(office: CommandLine, tmp_path: Path) -> None:
    back = answered(office, tmp_path, {(NUMBER, "总体"): {"完成情况": "旧表"}})
    send(office, tmp_path / "再发", "--unit", "办公室")
    told = office.refused("form", "merge", str(back))
    assert "是第1批（2024-04-01）的旧表，2024-04-01已给该单位发了第2批" in told
    office.well("form", "merge", str(back), "--older")
    assert [one["missing"] for one in office.object("form", "status", "--all")["rounds"]] == [1, 1]
    assert "没有第3批填报表，已发2批" in office.refused("form", "status", "--round", "3")


def test_forms_of_others_and_no_forms(office: CommandLine, nowhere: CommandLine, tmp_path: Path) -> None:
    answers = {(NUMBER, "总体"): {"完成情况": "填了"}}
    back = answered(office, tmp_path, answers)
    plain = tmp_path / "别的.xlsx"
    openpyxl.Workbook().save(plain)
    copied = openpyxl.load_workbook(back)
    del copied["校验页"]
    copied.save(tmp_path / "抄的.xlsx")
    (tmp_path / "坏的.xlsx").write_bytes(b"PK\x03\x04" + b"\0" * 100)
    (tmp_path / "文字.xlsx").write_text("不是工作簿", encoding="utf-8")
    told = office.refused(
        "form",
        "merge",
        *(str(tmp_path / name) for name in ("别的.xlsx", "抄的.xlsx", "坏的.xlsx", "文字.xlsx", "没有.xlsx")),
    )
    assert told.count("不是发出去的填报表") == 2
    assert "坏的.xlsx：" in told
    assert "没有.xlsx：没有这个文件" in told
    nowhere.well("add", "别处的问题", "--target", "甲", "--measure", "乙", "--lead", "办公室")
    assert "是别的台账发出的填报表（办公室，2024-04-01）" in nowhere.refused("form", "merge", str(back))
    twice = tmp_path / "又一份.xlsx"
    shutil.copyfile(back, twice)
    assert "是同一份文件" in office.refused("form", "merge", str(back), str(twice))
    office.well("undo")
    assert "可能发出后又撤销了" in office.refused("form", "merge", str(back))
    (tmp_path / "空的").mkdir()
    assert "文件夹里没有填报表（.xlsx 等）" in office.refused("form", "merge", str(tmp_path / "空的"))


def test_a_base_that_was_changed_together_with_its_sum_is_found_out(
    office: CommandLine, tmp_path: Path
) -> None:
    from tracker.exchange.forms.base import cells_of

    back = answered(office, tmp_path, {(NUMBER, "总体"): {"完成情况": "填了"}})
    book = openpyxl.load_workbook(back)
    hidden = book["校验页"]
    text = "".join(row[0].value for row in hidden.iter_rows(min_row=3)).replace(
        '"completion":""', '"completion":"x"'
    )
    for row, cell in enumerate(cells_of(text), start=1):
        hidden.cell(row, 1).value = cell
    book.save(back)
    assert "校验页与发出时不符" in office.refused("form", "merge", str(back))


def test_a_hostile_form_is_refused_or_harmless(office: CommandLine, tmp_path: Path) -> None:
    back = answered(office, tmp_path, {(NUMBER, "总体"): {"完成情况": "填了"}})
    bomb = tmp_path / "实体.xlsx"
    _rewritten(back, bomb, b"<worksheet", b'<!DOCTYPE a [<!ENTITY b "c">]><worksheet')
    assert "外部定义（DTD）" in office.refused("form", "merge", str(bomb))
    evil = filled(
        form_of(tmp_path / "发出", "督查科"),
        tmp_path / "\x1b[31m坏名.xlsx",
        {(NUMBER, "总体"): {"本期进展": "[/red]\u202e@cmd|' /C calc'!A0"}},
    )
    done = office.well("form", "merge", str(evil))
    assert "\x1b" not in done.output
    [entry] = item_of(office, NUMBER)["progress"]
    assert entry["text"].startswith("[/red]")


def _rewritten(source: Path, target: Path, old: bytes, new: bytes) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(source) as archive, zipfile.ZipFile(out, "w") as changed:
        for name in archive.namelist():
            changed.writestr(name, archive.read(name).replace(old, new, 1))
    target.write_bytes(out.getvalue())


ADDED = (
    ("ZG-2024-0002", "组织一次回访"),
    ("", "编印案例"),
    ("ZG-2024-0009", "别处的"),
    ("ZG-2024-0002", "建立清单"),
)


def test_rows_that_a_unit_adds_become_measures_of_their_items(office: CommandLine, tmp_path: Path) -> None:
    def added(sheet: Any, columns: dict[str, int]) -> None:
        last = max(row for row in range(5, sheet.max_row + 1) if sheet.cell(row, columns["编号"]).value)
        for merge in [merge for merge in sheet.merged_cells.ranges if merge.min_row > last]:
            sheet.unmerge_cells(str(merge))
        sheet.insert_rows(last + 1, len(ADDED))
        for row, (number, text) in enumerate(ADDED, start=last + 1):
            sheet.cell(row, columns["编号"]).value = number
            sheet.cell(row, columns["事项、措施"]).value = text

    folder = send(office, tmp_path / "发出")
    back = str(filled(form_of(folder, "办公室"), tmp_path / "交回.xlsx", {}, added))
    head = office.head()
    seen = office.object("form", "rows", back)["rows"]
    assert [(row["number"], row["text"], row["refusal"]) for row in seen] == [
        ("ZG-2024-0002", "组织一次回访", ""),
        ("ZG-2024-0002", "编印案例", ""),
        ("", "别处的", "不知道是哪一项的措施，请让单位写明发去的表里的编号"),
        ("ZG-2024-0002", "建立清单", "台账里已有这条措施"),
    ]
    assert office.head() == head
    assert "都没有收" in office.refused("form", "rows", back, "--take", "--row", "3")
    assert "没有第9行" in office.refused("form", "rows", back, "--row", "9")
    assert office.object("form", "rows", back, "--take")["taken"] == 2
    texts = [measure["text"] for measure in item_of(office, "ZG-2024-0002")["measures"]]
    assert texts == ["建立清单", "出台办法", "组织一次回访", "编印案例"]
    assert "没有选中" in office.refused("form", "rows", back, "--take")
    office.well("undo")
    assert len(item_of(office, "ZG-2024-0002")["measures"]) == 2
    # Its registration and the item itself are taken back while its form is out.
    for action in ("4", "3"):
        office.well("undo", "--action", action)
    gone = [row["refusal"] for row in office.object("form", "rows", back)["rows"] if row["number"]]
    assert gone == ["台账里已经没有 ZG-2024-0002"] * 3
