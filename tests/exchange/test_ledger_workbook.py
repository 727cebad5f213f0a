"""The 整改台账 as a file, read back as the office that gets it would."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tracker.errors import OutputFailed
from tracker.exchange import workbook as workbook_module
from tracker.exchange.layout import Align, Column, Frame, ListLayout
from tracker.exchange.lists.ledger import LEDGER
from tracker.exchange.package import load_openpyxl
from tracker.exchange.sentences import statistics_sentence
from tracker.exchange.settings import PaperSettings
from tracker.exchange.sheet import SheetPaper
from tracker.exchange.workbook import write_workbook
from tracker.exchange.workbooks import Paper, write_papers
from tracker.ledger.list_rows import Deadline
from tracker.ledger.rows import Figures, ItemPage, MeasureRow, OwnerRow
from tracker.ledger.words import DeadlineKind, Light, OwnerRole, State

MakePage = Callable[..., ItemPage]
MakePaper = Callable[..., Paper[ItemPage]]
MakeMeasures = Callable[..., tuple[MeasureRow, ...]]

HEADINGS = [
    "序号",
    "编号",
    "问题类别",
    "反馈问题",
    "具体表现",
    "整改目标",
    "整改措施",
    "责任领导",
    "牵头单位",
    "责任单位",
    "配合单位",
    "责任人",
    "整改时限",
    "整改进展",
    "整改状态",
    "佐证材料",
    "是否销号",
    "销号时间",
    "备注",
]


@dataclass(frozen=True)
class Sheet:
    """A written sheet: values by (row, column), merged ranges, and openpyxl's own object."""

    raw: Any

    def row(self, number: int) -> list[Any]:
        cells = self.raw[number]
        return [cell.value or "" for cell in cells]

    def column(self, heading: str) -> list[str]:
        index = HEADINGS.index(heading) + 1
        rows = range(4, self.raw.max_row + 1)
        return [self.raw.cell(row, index).value or "" for row in rows]

    @property
    def merged(self) -> set[str]:
        return {str(area) for area in self.raw.merged_cells.ranges}


def write_ledger(paper: Paper[ItemPage], path: Path) -> None:
    write_papers([paper], path)


def read(path: Path) -> Sheet:
    return Sheet(load_openpyxl().load_workbook(path).active)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "台账.xlsx"


def test_the_sheet_is_what_an_office_hands_in(
    make_page: MakePage, make_paper: MakePaper, make_measures: MakeMeasures, target: Path
) -> None:
    owners = (OwnerRow(OwnerRole.LEADER, "周明远"), OwnerRow(OwnerRole.LEAD, "办公室"))
    deadline = Deadline("11月底前", DeadlineKind.DATE, date(2024, 11, 30))
    first = make_page(owners=owners, deadline=deadline, measures=make_measures("甲", "乙"), note="并案")
    second = make_page(
        number="ZG-2024-0002", state=State.CLOSED, light=Light.CLOSED, closed_on=date(2024, 9, 1)
    )
    write_ledger(make_paper(first, second, filter_words="单位:办公室"), target)
    sheet = read(target)
    raw = sheet.raw
    assert raw.title == "2024年专项检查整改台账"
    assert sheet.row(1)[0] == "2024年专项检查整改台账"
    assert sheet.row(2)[0] == "填报单位：市综合服务管理局"
    assert "截至2024年9月18日" in sheet.row(2)
    assert ["".join(heading.split()) for heading in sheet.row(3)] == HEADINGS
    assert sheet.row(4) == [
        *(1, "ZG-2024-0001", "作风建设", "文件会议仍有反弹", "上半年通知比上年同期多11件"),
        *("全年发文压减5%以上", "1.甲", "周明远", "办公室", "", "", "", "11月底前\n（2024-11-30）"),
        *("", "整改中\n剩余73天", "", "否", "", "并案"),
    ]
    assert sheet.column("整改措施")[1] == "2.乙"
    assert sheet.row(6)[:2] == [2, "ZG-2024-0002"]
    assert sheet.row(6)[16:18] == ["是", datetime(2024, 9, 1)]
    assert sheet.row(7)[:2] == ["合计", "=COUNT(A4:A6)"]
    assert sheet.row(8)[0].startswith("共反馈问题3个")
    assert sheet.row(9)[0] == "本表范围：单位:办公室"
    assert [text for text in sheet.row(10) if text] == ["审核人：", "填报人：", "联系电话："]
    assert sheet.row(11)[0] == "台账校验码 318:" + "9f" * 32
    assert {"A1:S1", "A4:A5", "D4:D5", "M4:M5", "A8:S8"} <= sheet.merged
    assert "G4:G5" not in sheet.merged


def test_it_is_set_up_for_print(make_page: MakePage, make_paper: MakePaper, target: Path) -> None:
    write_ledger(make_paper(make_page()), target)
    raw = read(target).raw
    assert raw.page_setup.orientation == "landscape"
    assert raw.page_setup.paperSize == 9
    assert (raw.page_setup.fitToWidth, raw.page_setup.fitToHeight) == (1, 0)
    assert raw.sheet_properties.pageSetUpPr.fitToPage
    assert raw.print_title_rows == "$3:$3"
    assert raw.oddFooter.center.text == "第 &P 页 共 &N 页"
    assert raw.freeze_panes == "C4"
    assert raw["A1"].font.name == "方正小标宋简体"
    assert (raw["A3"].font.name, raw["A3"].font.sz) == ("黑体", 12)
    assert (raw["E4"].font.name, raw["E4"].font.sz) == ("仿宋_GB2312", 10.5)
    assert raw["E4"].alignment.horizontal == "left" and raw["E4"].alignment.wrap_text
    assert raw["A4"].alignment.horizontal == "center"


def test_the_body_stays_readable_on_the_page() -> None:
    settings = PaperSettings()
    printable = (297 - 2 * settings.side_margin) / 25.4 * 72
    assert printable / (LEDGER.width * 5.25) * settings.body.points > 7


def test_borders_are_complete_around_merged_cells(
    make_page: MakePage, make_paper: MakePaper, make_measures: MakeMeasures, target: Path
) -> None:
    write_ledger(make_paper(make_page(measures=make_measures("甲", "乙", "丙"))), target)
    raw = read(target).raw
    for row in range(3, 7):
        for column in range(1, len(HEADINGS) + 1):
            border = raw.cell(row, column).border
            assert column > 1 or border.left.style == "thin"
            assert column < len(HEADINGS) or border.right.style == "thin"
    assert all(raw.cell(6, c).border.bottom.style == "thin" for c in range(1, 20))


def test_private_notes_are_never_exported(make_page: MakePage, make_paper: MakePaper, target: Path) -> None:
    write_ledger(make_paper(make_page(private_note="只给自己看")), target)
    with zipfile.ZipFile(target) as archive:
        assert all("只给自己看" not in archive.read(name).decode() for name in archive.namelist())


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("=cmd|'/c calc'!A1", "=cmd|'/c calc'!A1"),
        ("＝SUM(1)", "＝SUM(1)"),
        ("  @甲", "  @甲"),
        ("-5℃", "-5℃"),
        ("#N/A", "#N/A"),
        ("{=1+1}", "{=1+1}"),
        ("\t缩进", "\t缩进"),
        ("2024-11-30", "2024-11-30"),
        ("110101199001011234", "110101199001011234"),
        ("甲\x00\x1b[2J\u202e", "甲␀␛[2J⟨U+202E⟩"),
        ("\ud800", "⟨U+D800⟩"),
        ("<b>&amp;</b>]]>", "<b>&amp;</b>]]>"),
    ],
)
def test_hostile_text_stays_text(
    make_page: MakePage, make_paper: MakePaper, target: Path, text: str, kept: str
) -> None:
    write_ledger(make_paper(make_page(title=text), title=text, reporting_unit=text), target)
    cell = read(target).raw["D4"]
    assert (cell.value, cell.data_type) == (kept, "s")
    assert bool(cell.quotePrefix) == (kept.strip()[0] in "=@-＝" or kept[0] == "\t")


@pytest.mark.parametrize("text", ["逐" * 33_000, "第一行\n" * 500, "😀" * 20_000])
def test_a_text_beyond_a_cell_goes_on_below(
    make_page: MakePage, make_paper: MakePaper, make_measures: MakeMeasures, target: Path, text: str
) -> None:
    write_ledger(make_paper(make_page(detail=text, measures=make_measures("甲", "乙"))), target)
    sheet = read(target)
    parts = [part for part in sheet.column("具体表现") if part]
    assert len(parts) > 1
    assert "".join(part.removeprefix("（续）") for part in parts) == text
    heights = [dimension.height for dimension in sheet.raw.row_dimensions.values()]
    assert max(heights) <= 409


def test_the_same_ledger_is_the_same_bytes(
    make_page: MakePage, make_paper: MakePaper, make_measures: MakeMeasures, tmp_path: Path
) -> None:
    paper = make_paper(*(make_page(measures=make_measures("甲", "乙")) for _ in range(20)))
    for name in ("first.xlsx", "second.xlsx"):
        write_ledger(paper, tmp_path / name)
    assert (tmp_path / "first.xlsx").read_bytes() == (tmp_path / "second.xlsx").read_bytes()
    with zipfile.ZipFile(tmp_path / "first.xlsx") as archive:
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2024-09-18T00:00:00" in archive.read("docProps/core.xml")


def test_chinese_is_written_as_it_is_and_the_environment_left_alone(tmp_path: Path) -> None:
    script = f"""
import os, zipfile
from datetime import date, datetime
from pathlib import Path
from tracker.exchange.layout import Frame
from tracker.exchange.lists.ledger import LEDGER
from tracker.exchange.settings import PaperSettings
from tracker.exchange.sheet import SheetPaper
from tracker.exchange.workbook import write_workbook
path = Path({str(tmp_path / "a.xlsx")!r})
frame = Frame("题目", ("甲",), (), ("乙",), "丙", date(2024, 9, 18))
write_workbook([SheetPaper(LEDGER, [], frame)], PaperSettings(), path)
assert "题目" in zipfile.ZipFile(path).read("xl/worksheets/sheet1.xml").decode()
assert "OPENPYXL_LXML" not in os.environ
"""
    environment = {"PYTHONPATH": ":".join(sys.path), "PATH": ""}
    subprocess.run([sys.executable, "-c", script], check=True, env=environment)


def test_importing_the_exporter_does_not_load_openpyxl() -> None:
    script = "import sys, tracker.exchange.workbooks; assert 'openpyxl' not in sys.modules"
    subprocess.run([sys.executable, "-c", script], check=True, env={"PYTHONPATH": ":".join(sys.path)})


def test_a_failed_write_leaves_the_old_file(
    make_page: MakePage, make_paper: MakePaper, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_ledger(make_paper(make_page()), target)
    before = target.read_bytes()

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(workbook_module, "write_package", fail)
    with pytest.raises(OutputFailed, match="磁盘空间不足"):
        write_ledger(make_paper(make_page(title="新的")), target)
    assert target.read_bytes() == before
    assert list(target.parent.iterdir()) == [target]


def test_a_folder_that_is_missing_is_named(
    make_page: MakePage, make_paper: MakePaper, tmp_path: Path
) -> None:
    with pytest.raises(OutputFailed, match="文件夹不存在"):
        write_ledger(make_paper(make_page()), tmp_path / "没有" / "a.xlsx")


@given(
    title=st.text(st.characters(), max_size=30),
    measures=st.lists(st.text(st.characters(), max_size=30), max_size=3),
)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_makes_a_workbook_that_opens(
    make_page: MakePage,
    make_paper: MakePaper,
    make_measures: MakeMeasures,
    target: Path,
    title: str,
    measures: list[str],
) -> None:
    page = make_page(title=title, measures=make_measures(*measures))
    write_ledger(make_paper(page, page, title=title), target)
    assert read(target).row(4)[0] == 1


def test_headings_of_two_tiers_are_merged(target: Path) -> None:
    def column(key: str, *tiers: str) -> Column[str]:
        return Column(key, tiers, 10.75, Align.CENTER, lambda unit, ordinal: [unit])

    layout = ListLayout(
        key="two-tiers",
        title="统计表",
        columns=(
            column("unit", "单位"),
            column("due", "立行立改", "应整改"),
            column("closed", "立行立改", "已销号"),
            column("rate", "完成率"),
        ),
        rows=lambda unit: 0,
        frozen_columns=1,
    )
    frame = Frame("", ("甲", "乙"), (), ("审核人：",), "", date(2024, 9, 18))
    write_workbook([SheetPaper(layout, ["办公室"], frame)], PaperSettings(), target)
    sheet = read(target)
    assert sheet.row(1)[0] == "统计表"
    assert sheet.row(3) == ["单位", "立行立改", "", "完成率"]
    assert sheet.row(4) == ["", "应整改", "已销号", ""]
    assert {"A3:A4", "B3:C3", "D3:D4"} <= sheet.merged
    assert sheet.raw.print_title_rows == "$3:$4"


def test_the_columns_have_names_of_their_own() -> None:
    keys = [column.key for column in LEDGER.columns]
    assert len(set(keys)) == len(keys)
    assert [column.heading for column in LEDGER.columns] == HEADINGS


def test_an_empty_ledger_says_so(
    make_paper: MakePaper, make_figures: Callable[..., Figures], target: Path
) -> None:
    empty = make_figures(problems=0, closed=0, rectifying=0)
    write_ledger(make_paper(sentences=(statistics_sentence(empty),)), target)
    assert read(target).row(4)[0] == "尚无问题和任务。"
