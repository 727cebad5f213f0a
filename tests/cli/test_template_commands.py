"""`tracker export … --template`: the office's own workbook takes the list and keeps what it is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.datavalidation import DataValidation

CommandLine = Any
HEADS = (
    (
        "序号",
        "问题编号",
        "存在问题",
        "整改举措",
        "责任落实",
        None,
        "办结时限",
        "当前状态",
        "销号",
        None,
        "天数",
        "领导批示",
    ),
    (None, None, None, None, "牵头部门", "责任人", None, None, "是否销号", "销号日期", None, None),
)


@pytest.fixture
def template(tmp_path: Path) -> Path:
    """Two tiers, an example row and three empty ones, totals, a note, signatures, another sheet, a chart."""
    book: Any = Workbook()
    sheet = book.active
    sheet.title = "我局台账"
    sheet["A1"] = "{标题}（样式由办公室定）"
    sheet["A2"], sheet["L2"] = "填报单位：{填报单位}", "截至{截至}"
    for row, heads in enumerate(HEADS, 3):
        for column, head in enumerate(heads, 1):
            sheet.cell(row, column).value = head
    for merge in ("A1:L1", "E3:F3", "I3:J3", *(f"{letter}3:{letter}4" for letter in "ABCDGHKL"), "A10:L10"):
        sheet.merge_cells(merge)
    thin = Side(style="thin")
    for row in range(3, 9):
        for column in range(1, 13):
            cell = sheet.cell(row, column)
            cell.border = Border(thin, thin, thin, thin)
            cell.font = Font(name="楷体", size=12, color="FF0000FF" if column == 2 else None)
            if column == 10:
                cell.number_format = "yyyy/m/d"
    sheet["C5"] = "（示例）某问题"
    sheet["K5"] = '=IF(J5<>"",0,TODAY()-$B$2)'
    sheet["A9"], sheet["C9"] = "合计", "=COUNTA(C5:C8)"
    sheet["A10"], sheet["A11"] = "说明：{统计}", "审核人：      填报人："
    words = DataValidation(type="list", formula1='"是,否"')
    words.add("I5:I8")
    sheet.add_data_validation(words)
    rule: Any = FormulaRule
    red = PatternFill(bgColor="FFFFC7CE", fill_type="solid")
    sheet.conditional_formatting.add("H5:H8", rule(formula=['SEARCH("整改中",H5)'], fill=red))
    sheet.print_area, sheet.print_title_rows = "A1:L11", "3:4"
    sheet.auto_filter.ref = "A4:L8"
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=1, min_row=5, max_row=8))
    sheet.add_chart(chart, "B14")
    other = book.create_sheet("汇总")
    other["A1"] = '=COUNTIF(我局台账!I5:I8,"否")'
    path = tmp_path / "样表.xlsx"
    book.save(path)
    return path


@pytest.fixture
def filled(type_in: CommandLine) -> CommandLine:
    return type_in.begun(fill)


def fill(type_in: CommandLine) -> None:
    type_in.well("campaign", "set", "--name", "首轮巡察整改", "--reporting-unit", "某局")
    for number, title in enumerate(("会议记录不规范", "=1+1 调研走过场", "会风不实", "学风不浓", "超标"), 1):
        measures = [part for place in range(number % 3 + 1) for part in ("--measure", f"措施之{place + 1}")]
        type_in.well("add", title, "--target", "到位", "--lead", "办公室", "--deadline", "6月底前", *measures)
    type_in.well("register", *(f"ZG-2024-000{number}" for number in range(1, 5)))


def test_the_list_stands_in_the_offices_own_form(filled: CommandLine, template: Path, tmp_path: Path) -> None:
    before = template.read_bytes()
    told = filled.well(
        "export", "ledger", "--template", str(template), "-o", str(tmp_path / "出.xlsx")
    ).output
    assert "样表里空着的列：领导批示" in told
    assert "天数" not in told
    assert template.read_bytes() == before
    book: Any = load_workbook(tmp_path / "出.xlsx")
    sheet = book["我局台账"]
    assert sheet["A1"].value == "首轮巡察整改台账（样式由办公室定）"
    assert (sheet["A2"].value, sheet["L2"].value) == ("填报单位：某局", "截至2024年4月1日")
    measures = [2, 3, 1, 2, 3]
    rows = [5 + sum(measures[:place]) for place in range(5)]
    foot = 5 + sum(measures)
    assert [sheet.cell(row, 2).value for row in rows] == [f"ZG-2024-000{number}" for number in range(1, 6)]
    assert (sheet.cell(rows[1], 3).value, sheet.cell(rows[1], 3).data_type) == ("=1+1 调研走过场", "s")
    assert [sheet.cell(row, 4).value for row in range(5, 7)] == ["1.措施之1", "2.措施之2"]
    assert sheet["K7"].value == '=IF(J7<>"",0,TODAY()-$B$2)'
    assert "示例" not in "".join(str(cell.value) for row in sheet.rows for cell in row)
    for row in rows:
        assert (sheet.cell(row, 2).font.name, sheet.cell(row, 2).font.color.rgb) == ("楷体", "FF0000FF")
        assert sheet.cell(row, 12).border.left.style == "thin"
    merges = {str(place) for place in sheet.merged_cells.ranges}
    assert {"A1:L1", "E3:F3", "A5:A6", "L7:L9", f"A{foot + 1}:L{foot + 1}"} <= merges
    assert sheet.cell(foot, 3).value == f"=COUNTA(C5:C{foot - 1})"
    assert str(sheet.cell(foot + 1, 1).value).startswith("说明：共反馈问题5个")
    assert sheet.cell(foot + 2, 1).value == "审核人：      填报人："
    assert sheet.print_area == f"'我局台账'!$A$1:$L${foot + 2}"
    assert sheet.auto_filter.ref == f"A4:L{foot - 1}"
    assert str(sheet.data_validations.dataValidation[0].sqref) == f"I5:I{foot - 1}"
    assert [str(place.sqref) for place in sheet.conditional_formatting] == [f"H5:H{foot - 1}"]
    assert book["汇总"]["A1"].value == f'=COUNTIF(我局台账!I5:I{foot - 1},"否")'


def test_fewer_rows_than_the_sample_draw_the_foot_up(
    filled: CommandLine, template: Path, tmp_path: Path
) -> None:
    filled.well(
        "export", "ledger", "编号:ZG-2024-0003", "--template", str(template), "-o", str(tmp_path / "出.xlsx")
    )
    sheet: Any = load_workbook(tmp_path / "出.xlsx")["我局台账"]
    assert sheet["A6"].value == "合计"
    assert sheet["C6"].value == "=COUNTA(C5:C5)"
    again = filled.object("import", str(tmp_path / "出.xlsx"), "--dry-run")["rows"]
    assert [(row["number"], row["act"]) for row in again] == [("ZG-2024-0003", "same")]


def test_a_template_without_a_row_below_its_header(filled: CommandLine, tmp_path: Path) -> None:
    book: Any = Workbook()
    book.active.append(["序号", "具体问题", "责任单位", "整改时限", "联系人", "验收人"])
    book.save(tmp_path / "光表头.xlsx")
    target = tmp_path / "出.xlsx"
    told = filled.well(
        "export", "duties", "--template", str(tmp_path / "光表头.xlsx"), "-o", str(target)
    ).output
    assert "没有样行" in told
    sheet: Any = load_workbook(target).active
    assert [sheet.cell(row, 2).value for row in (2, 3)] == ["会议记录不规范", "=1+1 调研走过场"]
    assert sheet.max_row == 6


def test_long_texts_wrap_where_no_row_says_how_they_stand(filled: CommandLine, tmp_path: Path) -> None:
    filled.well("edit", "ZG-2024-0001", "--title", "会议记录要素不全、归档不及时" * 6)
    book: Any = Workbook()
    sheet = book.active
    sheet.append(["序号", "具体问题", "责任单位", "整改时限"])
    sheet.column_dimensions["B"].width = 20
    sheet.column_dimensions["B"].font = Font(name="楷体", size=12)
    sheet.column_dimensions["C"].alignment = Alignment(horizontal="right")
    book.save(tmp_path / "光表头.xlsx")
    target = tmp_path / "出.xlsx"
    filled.well("export", "duties", "--template", str(tmp_path / "光表头.xlsx"), "-o", str(target))
    sheet = load_workbook(target).active
    title, unit = sheet["B2"], sheet["C2"]
    assert (title.alignment.wrap_text, title.alignment.vertical, title.font.name) == (True, "center", "楷体")
    assert (unit.alignment.wrap_text, unit.alignment.horizontal) == (None, "right")
    assert sheet["D2"].alignment.wrap_text
    assert sheet.row_dimensions[2].height > 100 > sheet.row_dimensions[3].height
    assert not sheet["A1"].alignment.wrap_text


def test_the_public_edition_and_marks(filled: CommandLine, template: Path, tmp_path: Path) -> None:
    filled.well("edit", "ZG-2024-0001", "--person", "张三")
    filled.well("export", "ledger", "--template", str(template), "-o", str(tmp_path / "内.xlsx"))
    told = filled.well(
        *("export", "ledger", "--public", "--label", "公开", "--template", str(template)),
        *("-o", str(tmp_path / "外.xlsx")),
    ).output
    inner: Any = load_workbook(tmp_path / "内.xlsx")["我局台账"]
    outer: Any = load_workbook(tmp_path / "外.xlsx")["我局台账"]
    assert (inner["F5"].value, outer["F5"].value) == ("张三", None)
    assert "“公开”没有印上" in told


def test_what_does_not_go_with_a_template(filled: CommandLine, template: Path, tmp_path: Path) -> None:
    there = ("export", "ledger", "--template", str(template))
    assert "由样表定" in filled.refused(*there, "--columns", "编号")
    assert "这是样表本身" in filled.refused(*there, "-o", str(template))
    assert "请同时写 --template" in filled.refused("export", "ledger", "--map", "甲=编号")
    words = tmp_path / "样.csv"
    words.write_text("反馈问题,措施\n", encoding="utf-8")
    assert "这里要 .xlsx" in filled.refused("export", "ledger", "--template", str(words))
    book: Any = Workbook()
    book.active.append(["姓名", "年龄"])
    book.save(tmp_path / "名单.xlsx")
    assert "没有认出表头" in filled.refused("export", "ledger", "--template", str(tmp_path / "名单.xlsx"))


def test_days_in_a_column_of_texts_are_written_as_the_sample_writes_them(
    type_in: CommandLine, template: Path, tmp_path: Path
) -> None:
    old = Workbook()
    for row in (["序号", "存在问题", "是否销号", "销号日期"], [1, "学习不深入", "是", "2024年3月3日"]):
        old.active.append(row)
    old.save(tmp_path / "旧.xlsx")
    type_in.well("import", str(tmp_path / "旧.xlsx"), "--actor", "王芳:审核")
    for sample, written in (
        ("2023.12.1", "2024.3.3"),
        ("2023年12月1日", "2024年3月3日"),
        (None, "2024-03-03"),
    ):
        book: Any = load_workbook(template)
        for row in range(3, 9):
            book["我局台账"].cell(row, 10).number_format = "@"
        book["我局台账"]["J5"] = sample
        book.save(tmp_path / "文字.xlsx")
        type_in.well(
            "export", "ledger", "--template", str(tmp_path / "文字.xlsx"), "-o", str(tmp_path / "出.xlsx")
        )
        assert load_workbook(tmp_path / "出.xlsx")["我局台账"]["J5"].value == written
