"""Writes any list that a `ListLayout` describes as a workbook to be handed in (decision 0018)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from tracker.exchange.package import load_openpyxl, write_package
from tracker.exchange.settings import PaperSettings
from tracker.exchange.sheet import SheetPaper, SheetWriter, Tick
from tracker.exchange.styles import Styles
from tracker.exchange.texts import clean, free_sheet_name, looks_like_formula, stored
from tracker.files import replacing

if TYPE_CHECKING:
    from openpyxl import Workbook

_LONGEST_CHOICES: Final = 255
"""Characters that Excel takes for the words of a drop-down themselves."""
_CHOICES_SHEET: Final = "选项"
_CHARTS_SHEET: Final = "统计图"


def write_workbook(
    papers: Sequence[SheetPaper[Any]], settings: PaperSettings, path: Path, tick: Tick = lambda: None
) -> None:
    """Write lists to `path`, a sheet each, whole or not at all; the same content is the same bytes.

    A list is never held in memory whole: its entries are taken one after the other. Raises OutputFailed; a
    file that was there is then untouched.
    """
    with replacing(path) as temporary:
        workbook = load_openpyxl().Workbook()
        moment = dt.datetime.combine(papers[0].frame.as_of, dt.time())
        workbook.properties.created = workbook.properties.modified = moment
        workbook.properties.creator = "tracker"
        styles = Styles(workbook, settings)
        sheets = _sheets(workbook, papers)
        choices = _Choices(workbook)
        writers = {
            sheet: SheetWriter(sheet, paper, settings, styles, choices.places(paper), tick, charts).write
            for (sheet, charts), paper in zip(sheets, papers, strict=True)
        }
        write_package(workbook, temporary, writers)


def _sheets(workbook: Workbook, papers: Sequence[SheetPaper[Any]]) -> list[tuple[Any, Any]]:
    """A sheet for each, called as the paper is where it stands alone, else as the list is; and one for
    its charts.
    """
    sheets: list[tuple[Any, Any]] = []
    taken = [_CHOICES_SHEET]
    workbook.remove(workbook.worksheets[0])

    def make(name: str, otherwise: str) -> Any:
        sheet = workbook.create_sheet()
        sheet.title = free_sheet_name(name, otherwise, taken)
        taken.append(sheet.title)
        return sheet

    for paper in papers:
        alone = paper.frame.title if len(papers) == 1 else ""
        sheet = make(alone or paper.layout.title, paper.layout.title)
        sheets.append((sheet, make(_CHARTS_SHEET, _CHARTS_SHEET) if paper.layout.charts else None))
    return sheets


class _Choices:
    """Words of drop-downs: in the drop-down where they fit, else on a hidden sheet."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._places: dict[tuple[str, ...], str] = {}
        self._sheet: Any = None

    def places(self, paper: SheetPaper[Any]) -> dict[str, str]:
        """By the columns' keys."""
        offered = {
            column.key: tuple(dict.fromkeys([*column.choices, *paper.frame.choices.get(column.key, ())]))
            for column in paper.layout.columns
        }
        return {key: self._place(words) for key, words in offered.items() if words}

    def _place(self, words: tuple[str, ...]) -> str:
        joined = ",".join(words)
        if len(joined) <= _LONGEST_CHOICES and not any(sign in word for word in words for sign in ',"\n'):
            return f'"{joined}"'
        if words not in self._places:
            self._places[words] = self._write(words)
        return self._places[words]

    def _write(self, words: tuple[str, ...]) -> str:
        from openpyxl.utils import get_column_letter

        if self._sheet is None:
            self._sheet = self._workbook.create_sheet(_CHOICES_SHEET)
            self._sheet.sheet_state = "hidden"
        column = len(self._places) + 1
        for row, word in enumerate(words, 1):
            cell = self._sheet.cell(row, column)
            cell.value = stored(clean(word))
            cell.data_type = "s"  # never a formula or an error value
            cell.quotePrefix = looks_like_formula(word)
        letter = get_column_letter(column)
        return f"{_CHOICES_SHEET}!${letter}$1:${letter}${len(words)}"
