"""`tracker fill`: our words stand in a superior's workbook, and nothing else of it has changed."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.datavalidation import DataValidation

CommandLine = Any
HEADS = (
    *("序号", "反馈问题", "整改措施", "责任单位", "完成时限", "整改进展情况"),
    *("整改状态", "是否销号", "销号日期", "备注", "剩余天数"),
)
ROWS = (
    (1, "学习贯彻上级精神不够深入，存在“上热下冷”现象。", "1.制定学习计划", "办公室", "2024年6月底"),
    (None, None, "2.开展专题研讨", None, None),
    (2, "会议记录不够规范", "修订会议记录办法", "督查科", "2024-07-31"),
    (7, "调研走过场、成果转化不力", "建立课题跟踪清单", "法规处", "11月底"),
    (4, "三公经费管理不严", "修订制度", "财务科", "9月底"),
)
OURS = {"F", "G", "H", "I"}


def theirs(path: Path) -> Path:
    """Titles, merged cells, drop-downs, formulas, a chart, a comment, another sheet."""
    book: Any = Workbook()
    sheet = book.active
    sheet.title = "问题台账"
    sheet.merge_cells("A1:K1")
    sheet["A1"] = "全市巡察整改问题台账"
    sheet["A1"].font = Font(name="方正小标宋简体", size=20, bold=True)
    sheet.append(["填报单位："])
    sheet.append(HEADS)
    for texts in ROWS:
        sheet.append([*texts, *[None] * (len(HEADS) - len(texts))])
    thin = Side(style="thin")
    for row in range(3, 9):
        for column in range(1, 12):
            cell = sheet.cell(row, column)
            cell.border = Border(thin, thin, thin, thin)
            cell.alignment = Alignment(wrap_text=True, vertical="center")
            cell.fill = PatternFill("solid", fgColor=f"FFFF{column:02X}{row:02X}")
            if column == 9:
                cell.number_format = "yyyy/m/d"
        sheet.row_dimensions[row].height = 30
        if row > 3:
            sheet.cell(row, 11).value = f"=I{row}-TODAY()"
    for letter in "ABEGHIJ":
        sheet.merge_cells(f"{letter}4:{letter}5")
    words = DataValidation(type="list", formula1="选项!$A$1:$A$3")
    words.add("G4:G8")
    sheet.add_data_validation(words)
    sheet["A9"], sheet["G9"] = "合计", '=COUNTIF(G4:G8,"已完成")'
    sheet["J6"] = "上级批注"
    sheet["B4"].comment = Comment("请如实填写", "市委巡察办")
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=1, min_row=4, max_row=8))
    sheet.add_chart(chart, "N3")
    other = book.create_sheet("选项")
    for word in ("已完成", "正在推进", "未启动"):
        other.append([word])
    book.save(path)
    return path


@pytest.fixture
def office(type_in: CommandLine) -> CommandLine:
    return type_in.begun(fill_office)


def fill_office(type_in: CommandLine) -> None:
    for title, measures in (
        ("学习贯彻上级精神不够深入，存在上热下冷现象", ("制定学习计划", "开展专题研讨")),
        ("会议记录不够规范", ("修订会议记录办法",)),
        ("调查研究走过场，成果转化力度不够", ("建立课题跟踪清单",)),
        ("台账里独有的", ("措施",)),
    ):
        options = [part for measure in measures for part in ("--measure", measure)]
        type_in.well("add", title, "--target", "到位", *options, "--lead", "办公室", "--deadline", "6月底前")
    type_in.well("register", *(f"ZG-2024-000{number}" for number in range(1, 5)))
    type_in.well("progress", "ZG-2024-0001", "计划已印发", "--measure", "1", "--done")
    type_in.well("progress", "ZG-2024-0001", "=总体顺利")
    type_in.well("progress", "ZG-2024-0002", "办法修订中")


def parts_of(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_our_cells_and_no_others(office: CommandLine, tmp_path: Path) -> None:
    original = theirs(tmp_path / "下发表.xlsx")
    before = original.read_bytes()
    head = office.head()
    told = office.well("fill", str(original), "-o", str(tmp_path / "上报")).output
    assert "对上2行" in told
    assert "拿不准1行" in told
    assert "第8行没有填：三公经费管理不严（没有对上）" in told
    assert "表里没有的：ZG-2024-0003、ZG-2024-0004" in told
    assert original.read_bytes() == before
    assert office.head() == head

    old, new = parts_of(original), parts_of(tmp_path / "上报.xlsx")
    assert list(old) == list(new)
    assert {name for name in old if old[name] != new[name]} == {"xl/worksheets/sheet1.xml"}
    cell = re.compile(rb'<c r="([A-Z]+)[0-9]+".*?(?:/>|</c>)', re.S)
    sheets = [part["xl/worksheets/sheet1.xml"] for part in (old, new)]
    others = [cell.sub(lambda found: b"" if found[1].decode() in OURS else found[0], part) for part in sheets]
    assert others[0] == others[1]

    one: Any = load_workbook(original)["问题台账"]
    two: Any = load_workbook(tmp_path / "上报.xlsx")["问题台账"]
    said = {
        place.coordinate: place.value
        for row in two.iter_rows()
        for place in row
        if place.value != one[place.coordinate].value
    }
    assert said == {
        "F4": "总体：2024-04-01 =总体顺利\n2024-04-01 已完成：计划已印发",
        "G4": "正在推进",
        "H4": "否",
        "F6": "2024-04-01 办法修订中",
        "G6": "正在推进",
        "H6": "否",
    }
    for row in one.iter_rows():
        for place in row:
            assert two[place.coordinate].style_id == place.style_id


def test_why_it_is_not_done_and_what_comes_next(office: CommandLine, tmp_path: Path) -> None:
    reported = ("--state", "未完成", "--reason", "经费没有落实", "--next-step", "七月底前申请追加")
    office.well("report", "ZG-2024-0002", *reported)
    path = tmp_path / "调度表.xlsx"
    book: Any = Workbook()
    book.active.append(["反馈问题", "整改措施", "未完成原因", "下步打算", "未完成原因及下一步打算"])
    for title in ("会议记录不够规范", "台账里独有的"):
        book.active.append([title])
    book.save(path)
    office.well("fill", str(path), "-o", str(tmp_path / "上报.xlsx"), "--map", "E=不要")
    sheet: Any = load_workbook(tmp_path / "上报.xlsx").active
    told = [[cell.value for cell in row[2:]] for row in sheet.iter_rows(min_row=2)]
    assert told == [["经费没有落实", "七月底前申请追加", None], [None, None, None]]
    both = tmp_path / "合栏.xlsx"
    sheet.delete_cols(3, 2)
    sheet.parent.save(both)
    office.well("fill", str(both), "-o", str(tmp_path / "合栏上报.xlsx"))
    sheet = load_workbook(tmp_path / "合栏上报.xlsx").active
    assert sheet["C2"].value == "经费没有落实\n七月底前申请追加"
    assert "未完成原因由自报登记，不从表里读" in office.well("import", str(both), "--dry-run").output


def test_who_decides_fills_what_was_unsure(office: CommandLine, tmp_path: Path) -> None:
    path = str(theirs(tmp_path / "下发表.xlsx"))
    rows = office.object("fill", path, "--dry-run")["rows"]
    assert [(row["row"], row["match"]) for row in rows] == [
        *((4, "text"), (6, "text"), (7, "unsure"), (8, "none")),
    ]
    assert not (tmp_path / "下发表（已填）.xlsx").exists()
    rows = office.object("fill", path, "--match", "7=ZG-2024-0003", "--match", "6=不是")["rows"]
    assert [row["match"] for row in rows] == ["text", "none", "chosen", "none"]
    rows = office.object("fill", path, "--yes")["rows"]
    assert [row["number"] for row in rows] == ["ZG-2024-0001", "ZG-2024-0002", "ZG-2024-0003", ""]
    assert (tmp_path / "下发表（已填）.xlsx").exists()
    assert (tmp_path / "下发表（已填2）.xlsx").exists()


def test_a_closed_item_brings_its_day_and_the_word_of_the_list(office: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "旧.xlsx"
    book: Any = Workbook()
    book.active.append(["存在问题", "整改举措", "责任部门", "整改状态", "销号日期"])
    book.active.append(["早就办完的事", "办", "办公室", "已销号", "2024.3.5"])
    book.active.append(["另一件办完的事", "办", "办公室", "已销号", "2024.3.9"])
    book.save(path)
    office.well("import", str(path), "--actor", "王芳:审核")
    original = theirs(tmp_path / "下发表.xlsx")
    sheet: Any = load_workbook(original)
    sheet["问题台账"]["B7"], sheet["问题台账"]["B8"] = "早就办完的事", "另一件办完的事"
    sheet.save(original)
    office.well("fill", str(original), "-o", str(tmp_path / "新.xlsx"))
    found: Any = load_workbook(tmp_path / "新.xlsx")["问题台账"]
    assert (found["G7"].value, found["H7"].value) == ("已完成", "是")
    assert found["I7"].value == dt.datetime(2024, 3, 5)
    assert found["I7"].number_format == "yyyy/m/d"


def test_locked_cells_formulas_and_what_is_filled_stay_where_wished(
    office: CommandLine, tmp_path: Path
) -> None:
    original = theirs(tmp_path / "下发表.xlsx")
    book: Any = load_workbook(original)
    sheet = book["问题台账"]
    sheet.protection.sheet = True
    for place in ("F6", "G6"):
        sheet[place].protection = Protection(locked=False)
    sheet["G6"] = '=IF(H6="是","已完成","")'
    sheet["G7"].protection = Protection(locked=False)
    sheet["G7"] = "上级写的"
    book.save(original)
    rows = office.object(*("fill", str(original), "--dry-run", "--only-empty", "--match", "7=ZG-2024-0003"))[
        "rows"
    ]
    assert [cell["cell"] for row in rows for cell in row["cells"]] == ["F6"]
    why = {cell["cell"]: cell["why"] for row in rows for cell in row["left"]}
    assert why["G6"] == "是公式"
    assert "锁定" in why["H6"]
    assert why["G7"] == "已经有内容"


def test_low_rows_are_told_and_made_higher_on_request(office: CommandLine, tmp_path: Path) -> None:
    office.well("progress", "ZG-2024-0002", "逐科室检查会议记录并通报，" * 20)
    original = theirs(tmp_path / "下发表.xlsx")
    told = office.well("fill", str(original), "-o", str(tmp_path / "甲.xlsx")).output
    assert "行高放不下" in told
    assert load_workbook(tmp_path / "甲.xlsx")["问题台账"].row_dimensions[6].height == 30
    told = office.well("fill", str(original), "-o", str(tmp_path / "乙.xlsx"), "--fit-rows").output
    assert "行高放不下" not in told
    assert load_workbook(tmp_path / "乙.xlsx")["问题台账"].row_dimensions[6].height > 200


def test_chosen_columns(office: CommandLine, tmp_path: Path) -> None:
    original = theirs(tmp_path / "下发表.xlsx")
    rows = office.object("fill", str(original), "--dry-run", "--columns", "责任单位、备注")["rows"]
    assert {cell["cell"] for row in rows for cell in row["cells"]} == set()
    assert "不是可以填的列" in office.refused("fill", str(original), "--columns", "反馈问题")
    assert "表里没有“责任领导”这一列" in office.refused("fill", str(original), "--columns", "责任领导")


def test_what_cannot_be_filled_is_refused_and_nothing_is_written(office: CommandLine, tmp_path: Path) -> None:
    original = theirs(tmp_path / "下发表.xlsx")
    before = original.read_bytes()
    assert "请另起一个文件名" in office.refused("fill", str(original), "-o", str(original))
    assert original.read_bytes() == before
    assert "没有这一行" in office.refused("fill", str(original), "--match", "99=ZG-2024-0001")
    assert "看不懂" in office.refused("fill", str(original), "--match", "第七行")
    assert "可填事项" in office.refused("fill", str(original), "--match", "7=ZG-2024-9999")
    words = tmp_path / "表.csv"
    words.write_text("反馈问题,整改进展\n甲,\n", encoding="utf-8")
    assert "这里要 .xlsx" in office.refused("fill", str(words))
    bomb = tmp_path / "断.xlsx"
    bomb.write_bytes(before[: len(before) // 2])
    assert "已损坏" in office.refused("fill", str(bomb))
    assert not list(tmp_path.glob("*已填*"))


def test_a_drop_down_may_come_from_a_named_range(office: CommandLine, tmp_path: Path) -> None:
    from openpyxl.workbook.defined_name import DefinedName

    original = theirs(tmp_path / "下发表.xlsx")
    book: Any = load_workbook(original)
    book.defined_names["办理状态"] = DefinedName("办理状态", attr_text="'选项'!$A$1:$A$3")
    book["问题台账"].data_validations.dataValidation[0].formula1 = "办理状态"
    book.save(original)
    office.well("fill", str(original), "-o", str(tmp_path / "上报"))
    assert load_workbook(tmp_path / "上报.xlsx")["问题台账"]["G4"].value == "正在推进"
