"""Writes any list that a `ListLayout` describes as a workbook to be handed in (DESIGN.md D10)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic

from tracker.exchange.blocks import HIGHEST_ROW, Area, Block, balanced, lines_high, plan
from tracker.exchange.layout import Column, Entry, Frame, ListLayout
from tracker.exchange.package import load_openpyxl, write_package
from tracker.exchange.settings import PaperSettings, Typeface
from tracker.exchange.styles import HEADER, NOTE, NOTE_RIGHT, SMALL, TITLE, Styles, body_style
from tracker.exchange.texts import cell_parts, sheet_name, stored
from tracker.files import replacing

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_MILLIMETRES = 25.4
_A4 = 9


def write_list(
    layout: ListLayout[Entry],
    entries: Iterable[Entry],
    frame: Frame,
    settings: PaperSettings,
    path: Path,
) -> None:
    """Write one list to `path`, whole or not at all; the same content is the same bytes.

    Raises OutputFailed; a file that was there is then untouched.
    """
    with replacing(path) as temporary:
        workbook = load_openpyxl().Workbook()
        moment = dt.datetime.combine(frame.as_of, dt.time())
        workbook.properties.created = workbook.properties.modified = moment
        workbook.properties.creator = "tracker"
        sheet = workbook.active
        sheet.title = sheet_name(frame.title or layout.title, layout.title)
        _SheetWriter(sheet, layout, settings, Styles(workbook, sheet, settings)).write(entries, frame)
        write_package(workbook, temporary)


class _SheetWriter(Generic[Entry]):
    """One sheet, written from top to bottom."""

    def __init__(
        self, sheet: Worksheet, layout: ListLayout[Entry], settings: PaperSettings, styles: Styles
    ) -> None:
        self.sheet = sheet
        self.layout = layout
        self.settings = settings
        self.styles = styles
        self.row = 1
        """The next row to write."""

    def write(self, entries: Iterable[Entry], frame: Frame) -> None:
        self._set_columns()
        self._write_across(frame.title or self.layout.title, TITLE, self.settings.title)
        self._write_spread(frame.ends, last=NOTE_RIGHT)
        top = self.row
        self._write_header()
        self._set_up_print(top, self.row - 1)
        for ordinal, entry in enumerate(entries, 1):
            self._write_block(plan(self.layout, entry, ordinal, self.settings.body))
        for line in frame.foot:
            self._write_across(line, NOTE, self.settings.note)
        self._write_spread(frame.signatures, last=NOTE)
        self._write_across(frame.small, SMALL, self.settings.small)

    def _set_columns(self) -> None:
        for index, column in enumerate(self.layout.columns, 1):
            self.sheet.column_dimensions[_letter(index)].width = column.width

    def _write_across(self, text: str, style: str, face: Typeface) -> None:
        """A line over all columns, in as many rows as its text takes."""
        for part in cell_parts(text):
            height = lines_high(part, self.layout.width, face)
            self._write_area(Area(0, 0, 0, part), style, across=len(self.layout.columns))
            self._set_heights([min(HIGHEST_ROW, height)])

    def _write_spread(self, texts: Sequence[str], last: str) -> None:
        """A line of several texts, each over its share of the columns; `last` styles the last."""
        columns, face = self.layout.columns, self.settings.note
        starts = [len(columns) * index // len(texts) for index in range(len(texts) + 1)]
        height = 0.0
        for text, (start, end) in zip(texts, pairwise(starts), strict=True):
            part = cell_parts(text)[0]
            height = max(height, lines_high(part, _width(columns[start:end]), face))
            style = last if end == len(columns) else NOTE
            self._write_area(Area(start, 0, 0, part), style, end - start)
        self._set_heights([min(HIGHEST_ROW, height)])

    def _write_header(self) -> None:
        """The headings; equal neighbours of a tier stand in one cell, a last one reaches down."""
        tiers = self.layout.tiers
        heights = [0.0] * tiers
        for tier in range(tiers):
            for area, across in _header_areas(self.layout.columns, tier, tiers):
                width = _width(self.layout.columns[area.column : area.column + across])
                heading = balanced(area.text, width, self.settings.header)
                self._write_area(replace(area, text=heading), HEADER, across)
                needed = lines_high(heading, width, self.settings.header)
                rows = area.last - area.first + 1
                for row in range(area.first, area.last + 1):
                    heights[row] = max(heights[row], needed / rows)
        self._set_heights(heights)

    def _write_block(self, block: Block) -> None:
        for area in block.areas:
            self._write_area(area, body_style(self.layout.columns[area.column].align, at_top=block.is_tall))
        self._set_heights(block.heights)

    def _write_area(self, area: Area, style: str, across: int = 1) -> None:
        """One text in its cell, rows counted from the next one to write; all cells bear the style."""
        top, left = self.row + area.first, area.column + 1
        bottom, right = self.row + area.last, area.column + across
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                self.styles.put(self.sheet.cell(row, column), style, area.text)
        if area.text:
            cell = self.sheet.cell(top, left)
            cell.value = stored(area.text)
            cell.data_type = "s"  # never a formula or an error value
        if bottom > top or right > left:
            self._merge(left, top, right, bottom)

    def _merge(self, left: int, top: int, right: int, bottom: int) -> None:
        """As `merge_cells`, which compares every range with every other and makes a border per cell."""
        from openpyxl.worksheet.cell_range import CellRange

        self.sheet.merged_cells.ranges.add(
            CellRange(min_col=left, min_row=top, max_col=right, max_row=bottom)
        )

    def _set_heights(self, heights: Sequence[float]) -> None:
        for height in heights:
            self.sheet.row_dimensions[self.row].height = height
            self.row += 1

    def _set_up_print(self, first_header: int, last_header: int) -> None:
        from openpyxl.worksheet.properties import PageSetupProperties

        sheet, settings = self.sheet, self.settings
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.paperSize = _A4
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.page_setup.fitToWidth = 1
        sheet.page_setup.fitToHeight = 0
        sheet.print_options.horizontalCentered = True
        margins = sheet.page_margins
        margins.left = margins.right = settings.side_margin / _MILLIMETRES
        margins.top = settings.top_margin / _MILLIMETRES
        margins.bottom = settings.bottom_margin / _MILLIMETRES
        margins.header = margins.footer = settings.footer_margin / _MILLIMETRES
        footer: Any = sheet.oddFooter
        footer.center.text = "第 &P 页 共 &N 页"
        sheet.HeaderFooter.scaleWithDoc = False
        sheet.print_title_rows = f"{first_header}:{last_header}"
        sheet.freeze_panes = f"{_letter(self.layout.frozen_columns + 1)}{last_header + 1}"


def _header_areas(columns: Sequence[Column[Entry]], tier: int, tiers: int) -> Iterator[tuple[Area, int]]:
    """The cells that start in one tier, each with the columns it goes across."""
    start = 0
    for above, group in groupby(columns, key=lambda column: column.tiers[: tier + 1]):
        across = len(list(group))
        if len(above) == tier + 1:
            is_last = len(columns[start].tiers) == tier + 1
            yield Area(start, tier, tiers - 1 if is_last else tier, above[-1]), across
        start += across


def _width(columns: Sequence[Column[Entry]]) -> float:
    return sum(column.width for column in columns)


def _letter(column: int) -> str:
    from openpyxl.utils import get_column_letter

    return get_column_letter(column)
