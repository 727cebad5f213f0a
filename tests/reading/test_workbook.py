"""Workbooks: what is seen in their cells, row by row, and how forged ones are refused."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from word_documents import RELATIONS, TYPES, package

from tests.effort import processor_time_below
from tracker.errors import UnreadableFile
from tracker.mining import mine
from tracker.reading import grids, read
from tracker.reading.commas import table_text
from tracker.reading.numberformats import shown
from tracker.reading.package import Package
from tracker.reading.refused import Refused
from tracker.reading.workbook import read_workbook

Filling = Callable[[Worksheet], object]


def workbook(*fillings: Filling) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for filling in fillings:
        filling(book.create_sheet())
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def drawn(*fillings: Filling) -> list[str]:
    return read_workbook(Package(workbook(*fillings))).text.split("\n")


def ledger(sheet: Worksheet) -> None:
    """Titles above a heading of two tiers, a problem merged over two measures, a note below."""
    rows = [
        ["某镇整改台账"],
        ["填报单位：党政办", None, None, None, None, "截至2024年6月1日"],
        ["序号", "反馈问题", "整改措施", "责任落实", None, "整改时限"],
        [None, None, None, "牵头单位", "配合单位", None],
        [1, "账实不符", "逐笔核对", "财政所", "党政办", dt.date(2024, 6, 30)],
        [None, None, "按月公开", "财政所", None, "立行立改"],
        [2, "票据混用", "修订制度", "党政办", "财政所", dt.date(2024, 9, 30)],
        [],
        ["注：按月更新。"],
    ]
    for row in rows:
        sheet.append(row)
    for merged in ("A1:F1", "A3:A4", "B3:B4", "C3:C4", "D3:E3", "F3:F4", "A5:A6", "B5:B6"):
        sheet.merge_cells(merged)


def test_a_ledger_is_a_table_with_one_heading() -> None:
    assert drawn(ledger) == [
        "某镇整改台账",
        "填报单位：党政办\t截至2024年6月1日",
        "序号\t反馈问题\t整改措施\t责任落实牵头单位\t责任落实配合单位\t整改时限",
        "1\t账实不符\t逐笔核对\t财政所\t党政办\t2024年6月30日",
        "1\t账实不符\t按月公开\t财政所\t\t立行立改",
        "2\t票据混用\t修订制度\t党政办\t财政所\t2024年9月30日",
        "",
        "注：按月更新。",
    ]


def test_a_ledger_is_mined_with_a_merged_problem_once() -> None:
    text = read_workbook(Package(workbook(ledger))).text
    found = [
        (finding.kind.value, finding.text, finding.parent)
        for finding in mine(text, dt.date(2024, 3, 1)).findings
    ]
    assert found[:5] == [
        ("problem", "账实不符", None),
        ("measure", "逐笔核对", 0),
        ("measure", "按月公开", 0),
        ("problem", "票据混用", None),
        ("measure", "修订制度", 3),
    ]


def test_what_is_hidden_is_left_out_and_said() -> None:
    def filled(sheet: Worksheet) -> None:
        for row in (
            ["问题", "内部", "单位"],
            ["账乱", "甲", "财政所"],
            ["票乱", "乙", "党政办"],
            ["人乱", "丙", "办公室"],
        ):
            sheet.append(row)
        sheet.column_dimensions["B"].hidden = True
        sheet.row_dimensions[3].hidden = True

    def hidden(sheet: Worksheet) -> None:
        sheet["A1"] = "不给看"
        sheet.sheet_state = "hidden"

    words = read_workbook(Package(workbook(filled, hidden)))
    assert words.text.split("\n") == ["问题\t\t单位", "账乱\t\t财政所", "", "人乱\t\t办公室"]
    assert words.warnings == ("工作簿有 1 个隐藏的工作表，没有读取",)


def test_sheets_stand_under_the_names_that_people_gave_them() -> None:
    def named(name: str) -> Filling:
        def fill(sheet: Worksheet) -> None:
            sheet.title = name
            sheet.append(["任务", "单位"])

        return fill

    assert drawn(named("任务分工"), named("Sheet2")) == ["任务分工", "任务\t单位", "", "任务\t单位"]


def test_cells_with_several_lines_long_numbers_and_signs() -> None:
    def filled(sheet: Worksheet) -> None:
        sheet.append(["编号", "事项"])
        sheet.append(["110101199003071234", "核对\n账目\t公开"])
        sheet.append([12.5, True])
        sheet.append([3.0, "=HYPERLINK(1)"])

    assert drawn(filled) == ["编号\t事项", "110101199003071234\t核对 账目 公开", "12.5\t是", "3"]


def test_formulas_are_read_as_their_stored_value() -> None:
    cells = '<row r="1"><c r="A1"><f>1+1</f><v>7</v></c><c r="B1" t="str"><f>X</f><v>好</v></c></row>'
    assert read_workbook(Package(by_hand(cells))).text == "7\t好"


def by_hand(rows: str, more: str = "", book: str = "", **parts: str) -> bytes:
    """A workbook written by hand, with these rows in its only sheet."""
    names = (
        'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    )
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
    return package(
        {
            "[Content_Types].xml": TYPES,
            "_rels/.rels": RELATIONS.replace("word/document.xml", "xl/workbook.xml"),
            "xl/workbook.xml": f"<workbook {names}>{book}"
            '<sheets><sheet name="表" r:id="s1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
            f'relationships"><Relationship Id="s1" Type="{kind}" Target="worksheets/a.xml"/></Relationships>',
            "xl/worksheets/a.xml": f"<worksheet {names}><sheetData>{rows}</sheetData>{more}</worksheet>",
            **parts,
        }
    )


def test_cells_without_places_and_strings_in_place() -> None:
    cells = '<c t="inlineStr"><is><t>甲</t></is></c><c t="e"><v>#REF!</v></c><c t="d"><v>2024-06-30</v></c>'
    rows = f"<row>{cells}</row>"
    assert read_workbook(Package(by_hand(rows))).text == "甲\t\t2024年6月30日"


def test_dates_count_from_1904_where_the_book_says_so() -> None:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    styles = f'<styleSheet xmlns="{main}"><cellXfs><xf numFmtId="14"/></cellXfs></styleSheet>'
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    content = by_hand(
        '<row r="1"><c r="A1" s="0"><v>44010</v></c></row>',
        book='<workbookPr date1904="1"/>',
        **{"xl/styles.xml": styles},
    )
    content = content_with_relation(
        content, f'<Relationship Id="s2" Type="{kind}/styles" Target="styles.xml"/>'
    )
    assert read_workbook(Package(content)).text == "2024年6月29日"


def content_with_relation(content: bytes, relation: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    name = "xl/_rels/workbook.xml.rels"
    parts[name] = bytes(parts[name]).decode().replace("</Relationships>", f"{relation}</Relationships>")
    return package(parts)


@pytest.mark.parametrize(
    ("value", "number", "code", "said"),
    [
        (45473, 14, "", "2024年6月30日"),
        (45473.5, 22, "", "2024年6月30日 12:00"),
        (45473, 164, "yyyy/m/d;@", "2024年6月30日"),
        (45473, 164, 'yyyy"年"m"月"', "2024年6月"),
        (45473, 57, "", "2024年6月30日"),
        (0.5, 20, "", "12:00"),
        (59, 14, "", "1900年2月28日"),
        (0.756, 10, "", "75.6%"),
        (0.1 + 0.2, 0, "General", "0.3"),
        (45473, 164, '0.00"m"', "45473"),
        (-1, 14, "", "-1"),
        (1e300, 14, "", "1e+300"),
    ],
)
def test_numbers_are_read_as_they_look(value: float, number: int, code: str, said: str) -> None:
    assert shown(value, number, code, from_1904=False) == said


def test_a_sheet_that_declares_a_million_rows_is_read_at_once() -> None:
    rows = "".join(
        f'<row r="{n}"><c r="A{n}" t="str"><v>甲{n}</v></c><c r="B{n}" t="str"><v>乙</v></c></row>'
        for n in (1, 2, 3)
    )
    last = '<row r="1048576" s="1" customFormat="1"><c r="XFD1048576" s="1"/></row>'
    merged = '<mergeCells><mergeCell ref="B3:XFD1048576"/></mergeCells><dimension ref="A1:XFD1048576"/>'
    content = by_hand(rows + last, merged)
    with processor_time_below(10):
        assert read_workbook(Package(content)).text.split("\n") == ["甲1\t乙", "甲2\t乙", "甲3\t乙"]


def test_merges_that_cover_everything_are_refused() -> None:
    rows = "".join(
        f'<row r="{n}"><c r="{column}{n}"><v>1</v></c></row>' for n in range(1, 3001) for column in "A"
    )
    merges = "".join(f'<mergeCell ref="A{n}:A1048576"/>' for n in range(1, 3001))
    with pytest.raises(Refused, match="表格过大"):
        read_workbook(Package(by_hand(rows, f"<mergeCells>{merges}</mergeCells>")))


def test_a_bomb_and_a_dtd_are_refused() -> None:
    with pytest.raises(Refused, match="解压后过大"):
        read_workbook(Package(by_hand("<row/>" * 1_600_000)))
    content = by_hand("", **{"xl/workbook.xml": '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/"><workbook/>'})
    with pytest.raises(Refused, match="DTD"):
        read_workbook(Package(content))


def test_a_workbook_by_any_name_is_read_in_a_child(tmp_path: Path) -> None:
    path = tmp_path / "台账.xls"
    path.write_bytes(workbook(ledger))
    text = read(path)
    assert (text.format, text.content.split("\n")[0]) == ("xlsx", "某镇整改台账")
    assert "内容是 Excel 工作簿，已按 Excel 工作簿读取" in text.warnings[0]


@pytest.mark.parametrize("name", ["台账.xls", "台账.xlsx", "台账.et"])
def test_text_under_the_name_of_a_workbook_says_what_to_do(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("序号,问题\n1,账乱\n", encoding="utf-8")
    with pytest.raises(UnreadableFile, match=r"改名为 \.csv 再读"):
        read(path)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_commas_part_the_cells_of_a_csv(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "台账.csv"
    path.write_text('序号,问题,单位\n1,"账乱，\n票乱",财政所\n', encoding=encoding)
    text = read(path)
    assert (text.content, text.format) == ("序号\t问题\t单位\n1\t账乱， 票乱\t财政所", "csv")


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ("某镇台账，2024年\n序号,问题\n1,账乱\n", ["某镇台账，2024年", "序号\t问题", "1\t账乱"]),
        ("序号;问题\n1;账乱，票乱\n", ["序号\t问题", "1\t账乱，票乱"]),
        ("序号，问题\n1，账乱\n", ["序号\t问题", "1\t账乱"]),
        ('问题,单位\n"账"乱,财政所\n', ["问题\t单位", "账乱\t财政所"]),
    ],
)
def test_what_parts_the_cells_of_a_csv_is_told_by_its_first_lines(table: str, expected: list[str]) -> None:
    assert table_text(table).split("\n") == expected


def test_a_quotation_that_never_ends_swallows_no_row_of_a_csv() -> None:
    with pytest.raises(Refused, match="引号不成对"):
        table_text('序号,问题\n1,"账乱\n2,票乱\n')


def test_a_csv_of_commas_alone_takes_no_time() -> None:
    with processor_time_below(10):
        assert table_text("," * 1_000_000) == ""


def test_a_table_beyond_all_measure_is_refused_before_it_is_held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grids, "MOST_CELLS", 1_000)
    asked: list[int] = []
    fields = (asked.append(column) or grids.Field(0, column, "账") for column in range(5_000))
    with pytest.raises(Refused, match="表格过大"):
        grids.draw(fields)
    assert len(asked) == 1_001


@pytest.mark.parametrize(
    ("value", "number", "from_1904"), [(2_958_000, 14, True), (2_958_465, 14, False), (1e308, 9, False)]
)
def test_numbers_beyond_all_measure_are_shown(value: float, number: int, from_1904: bool) -> None:
    assert shown(value, number, "", from_1904=from_1904)
