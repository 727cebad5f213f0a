"""Writes the workbook that a unit fills in: keys locked, answers open, drop-downs, notes, a signed base."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final

from tracker.exchange.forms.base import Base, BaseRow, cells_of, digest_of, row_key
from tracker.exchange.forms.columns import TITLE, FormLine, answerable, form_layout, plain
from tracker.exchange.layout import Frame
from tracker.exchange.package import load_openpyxl, write_package
from tracker.exchange.settings import PaperSettings
from tracker.exchange.sheet import SheetPaper, SheetWriter
from tracker.exchange.styles import Styles
from tracker.files import replacing
from tracker.ledger.form_work import UnitWork
from tracker.ledger.forms import DAYS
from tracker.ledger.words import FormCell, Reported

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

BASE_SHEET: Final = "校验页"
SIGNATURES: Final = ("填报人：", "单位负责人：", "联系电话：", "填报日期：")
_ADVICE: Final = (
    "填报说明：1.只在黄色单元格中填写，其他各栏和隐藏的校验页请勿改动，也不要抄到新表里；2.“总体”一行填整个事项的"
    "情况，下面各行填每条措施的情况，措施办结的填完成日期；3.没有变化的不用填，已有内容不对的直接改；"
    "4.要增加措施的写在“下一步措施”里；5.填好后保存为 .xlsx 交回，文件名可以改。"
)
_NOTES: Final = {
    FormCell.REPORTED: (
        "点右边的箭头选择。选“未完成”的要填未完成原因和下一步措施；"
        "选“持续整改”或“已阶段性完成并长期坚持”的要填阶段目标和下次复核。"
    ),
    FormCell.DONE_ON: "措施办结的那一天，如 2024-06-18。没有办结的空着。",
    FormCell.PROGRESS: "这一期做了什么、结果怎样。只写新的，以前报过的不用重复。",
    FormCell.COMPLETION: "整个事项到现在的完成情况，申请销号时用。",
    FormCell.UNFINISHED_REASON: "自报“未完成”的必填。",
    FormCell.NEXT_STEP: "自报“未完成”的必填。",
    FormCell.STAGE_GOAL: "长期坚持的必填。",
    FormCell.NEXT_REVIEW: "长期坚持的必填，要在今天之后，如 2024-09-30。",
    FormCell.INFERENCE: "同类问题在其他地方有没有，怎样改的。",
}
_FIRST_DAY: Final = date(2000, 1, 1)
_LAST_DAY: Final = date(2099, 12, 31)


@dataclass(frozen=True, slots=True)
class FormHead:
    """What a form says of itself."""

    ledger: str
    """Which one it comes from."""
    token: str
    round: int
    on: date
    due: date | None
    campaign: str


def base_of(work: UnitWork, head: FormHead) -> Base:
    """The values that the form of a unit goes out with."""
    return Base(
        ledger=head.ledger,
        token=head.token,
        round=head.round,
        unit=work.unit,
        on=head.on.isoformat(),
        rows=tuple(
            BaseRow(
                key=row_key(head.token, row.page.row.number, row.measure.id if row.measure else None),
                number=row.page.row.number,
                measure_id=row.measure.id if row.measure else None,
                ordinal=row.measure.ordinal if row.measure else None,
                values={cell: plain(value) for cell, value in answerable(row).items()},
            )
            for row in work.rows
        ),
    )


def write_form(work: UnitWork, base: Base, head: FormHead, settings: PaperSettings, path: Path) -> None:
    """Write the form of one unit to `path`, whole or not at all; the same content is the same bytes.

    Raises OutputFailed.
    """
    lines = [FormLine(row, said.key, answerable(row)) for row, said in zip(work.rows, base.rows, strict=True)]
    with replacing(path) as temporary:
        workbook = load_openpyxl().Workbook()
        moment = datetime.combine(head.on, time())
        workbook.properties.created = workbook.properties.modified = moment
        workbook.properties.creator = "tracker"
        styles = Styles(workbook, settings)
        sheet = workbook.worksheets[0]
        sheet.title = "填报表"
        _write_base(workbook, base)
        paper = SheetPaper(form_layout(), lines, _frame(work, base, head))
        form = SheetWriter(sheet, paper, settings, styles, {}, lambda: None)
        _lock(workbook, sheet, form)

        def write_rows(target: IO[bytes]) -> IO[bytes] | None:
            merges = form.write(target)
            _offer(sheet, form)
            return merges

        write_package(workbook, temporary, {sheet: write_rows})


def _frame(work: UnitWork, base: Base, head: FormHead) -> Frame:
    due = f"请于{_in_words(head.due)}前交回" if head.due else ""
    digest = digest_of(base.text())
    return Frame(
        title=head.campaign.removesuffix("台账").removesuffix("整改") + TITLE,
        ends=(f"填报单位：{work.unit}", due, f"第{head.round}批　{_in_words(head.on)}发出"),
        foot=(_ADVICE,),
        signatures=SIGNATURES,
        small=f"表号 {base.token[:12]}　校验码 {digest[:12]}",
        as_of=head.on,
    )


def _in_words(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _write_base(workbook: Any, base: Base) -> None:
    sheet = workbook.create_sheet(BASE_SHEET)
    sheet.sheet_state = "veryHidden"
    for row, text in enumerate(cells_of(base.text()), start=1):
        cell = sheet.cell(row, 1)
        cell.value = text
        cell.data_type = "s"  # never a formula, whatever it begins with
    sheet.protection.sheet = True


def _lock(workbook: Any, sheet: Worksheet, form: SheetWriter[FormLine]) -> None:
    """Only open cells can be written; widths, heights and filters stay free. There is no password: it is
    for slips of the hand, what is changed all the same shows when the form is back.
    """
    from openpyxl.workbook.protection import WorkbookProtection

    workbook.security = WorkbookProtection(lockStructure=True)
    protection = sheet.protection
    protection.sheet = True
    protection.formatColumns = protection.formatRows = protection.formatCells = False
    protection.autoFilter = protection.sort = protection.insertRows = False
    sheet.column_dimensions[form.letters[-1]].hidden = True


def _offer(sheet: Worksheet, form: SheetWriter[FormLine]) -> None:
    """Drop-downs and dates, and for each column to be filled in what belongs there."""
    from openpyxl.worksheet.datavalidation import DataValidation

    first, last = form.body.start, form.body.stop - 1
    for letter, column in zip(form.letters, form.layout.columns, strict=True):
        if column.is_open is None:
            continue
        cell = FormCell(column.key)
        rules = _rules(cell)
        note = DataValidation(
            allow_blank=True,
            showInputMessage=True,
            promptTitle=cell.word,
            prompt=_NOTES[cell],
            errorTitle=cell.word,
            showErrorMessage=bool(rules),
            **rules,
        )
        note.add(f"{letter}{first}:{letter}{last}")
        sheet.add_data_validation(note)


def _rules(cell: FormCell) -> dict[str, Any]:
    if cell is FormCell.REPORTED:
        words = ",".join(word.word for word in Reported)
        return {"type": "list", "formula1": f'"{words}"', "error": "请从下拉列表中选择"}
    if cell in DAYS:
        epoch = date(1899, 12, 30)
        return {
            "type": "date",
            "operator": "between",
            "formula1": str((_FIRST_DAY - epoch).days),
            "formula2": str((_LAST_DAY - epoch).days),
            "error": "请写成日期，如 2024-06-18",
        }
    return {}
