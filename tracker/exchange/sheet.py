"""One sheet of a workbook, written from top to bottom as its `ListLayout` describes it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import IO, TYPE_CHECKING, Any, Final, Generic

from tracker.exchange.blocks import HIGHEST_ROW, Area, Block, Planner, balanced, lines_high
from tracker.exchange.charts import add_charts
from tracker.exchange.layout import UNIT_PIXELS, Column, Entry, Frame, Kind, ListLayout
from tracker.exchange.page_breaks import PageBreaks, page_points, paper_for
from tracker.exchange.rowxml import FORMATS, RowStream, text_cell, value_cell
from tracker.exchange.settings import PaperSettings, Typeface
from tracker.exchange.sheet_extras import add_choices, add_colours
from tracker.exchange.styles import (
    HEADER,
    LABEL,
    NOTE,
    NOTE_RIGHT,
    SMALL,
    STANDARD_DIGIT,
    TITLE,
    TOTAL,
    Styles,
    body_style,
)
from tracker.exchange.texts import GOES_ON, cell_parts, looks_like_formula

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_MILLIMETRES: Final = 25.4
_TOTAL_WORD: Final = "合计"
_SHORT: Final = 24
_MOST_KNOWN: Final = 10_000
_REFERENCES: Final = re.compile(r"\[(\w+)\]|\{(\w+)\}")

Tick = Callable[[], object]
"""Called after each entry that was written."""


@dataclass(frozen=True, slots=True)
class SheetPaper(Generic[Entry]):
    """What stands on one sheet."""

    layout: ListLayout[Entry]
    entries: Iterable[Entry]
    frame: Frame


class SheetWriter(Generic[Entry]):
    """Writes one sheet: first what openpyxl has to know of it, then its rows."""

    def __init__(
        self,
        sheet: Worksheet,
        paper: SheetPaper[Entry],
        settings: PaperSettings,
        styles: Styles,
        choices: Mapping[str, str],
        tick: Tick,
        charts: Worksheet | None = None,
    ) -> None:
        self.sheet = sheet
        self.layout = paper.layout
        self.frame = paper.frame
        self.entries = paper.entries
        self.settings = settings
        self.styles = styles
        self.choices = choices
        """By a column's key: where the words of its drop-down stand."""
        self.tick = tick
        self.charts = charts
        """The sheet behind, for the list's charts."""
        self.body = range(0)
        """The rows of the entries, once they are written."""
        self.letters = [_letter(index) for index in range(1, len(self.layout.columns) + 1)]
        self.title = self.frame.title or self.layout.title
        self.header = len(cell_parts(self.title)) + 1 + bool(self.frame.label) + 1
        """The header's first row."""
        self._set_columns()
        self._set_up_print(self.header, self.header + self.layout.tiers - 1)

    def write(self, target: IO[bytes]) -> IO[bytes] | None:
        """The rows; where the merged ranges are noted. Sets what depends on the last row."""
        self.rows = RowStream(target, self.layout.title)
        width = len(self.layout.columns)
        if self.frame.label:
            self._write_across(self.frame.label, LABEL, self.settings.header)
        self._write_across(self.title, TITLE, self.settings.title)
        self._write_spread(self.frame.ends, last=NOTE_RIGHT)
        above = self.rows.height
        self._write_header()
        page = page_points(self.layout.width, self.settings)
        breaks = PageBreaks(page - self.rows.height, page - (self.rows.height - above))
        first = self.rows.row
        sums = self._write_entries(breaks)
        last, end = self.rows.row - 1, self.rows.height
        self.body = range(first, last + 1)
        if last >= first:
            if self.layout.has_totals:
                self._write_totals(first, last, sums)
            self.sheet.auto_filter.ref = f"A{first - 1}:{self.letters[width - 1]}{last}"
            add_colours(self.sheet, self.layout, self.settings.colours, first, last)
            add_choices(self.sheet, self.layout, self.choices, first, last)
        for line in self.frame.foot:
            self._write_across(line, NOTE, self.settings.note)
        self._write_spread(self.frame.signatures, last=NOTE)
        self._write_across(self.frame.small, SMALL, self.settings.small)
        self.rows.flush()
        breaks.close(self.rows.height - end)
        self._break_pages(breaks)
        if last >= first and self.charts is not None:
            add_charts(self.charts, self.sheet, self.layout, first, last)
        return self.rows.merges

    def _set_columns(self) -> None:
        for letter, column in zip(self.letters, self.layout.columns, strict=True):
            self.sheet.column_dimensions[letter].width = column.width * UNIT_PIXELS / STANDARD_DIGIT

    def _break_pages(self, breaks: PageBreaks) -> None:
        """Not in a form, whose rows grow with what is typed into them."""
        from openpyxl.worksheet.pagebreak import Break

        if not self.layout.is_form:
            for row in breaks.rows:
                self.sheet.row_breaks.append(Break(id=row - 1))

    def _write_entries(self, breaks: PageBreaks) -> dict[str, float | None]:
        """Every entry's rows; what the columns with a count come to."""
        is_form = self.layout.is_form
        goes_over_pages = not is_form and any(column.key == "ordinal" for column in self.layout.columns)
        # Reckoned for the first page, which holds the title too: the others have a little to spare.
        planner = Planner(self.layout, self.settings.body, breaks.left if goes_over_pages else None)
        body = _Body(self.rows, self.layout, self.letters, self.styles)
        counts = [(c.key, c.total.count) for c in self.layout.columns if c.total and c.total.count]
        sums: dict[str, float | None] = {key: 0 for key, _ in counts}
        for ordinal, entry in enumerate(self.entries, 1):
            opened = self.layout.open_columns(entry) if is_form else ()
            block = planner.plan(entry, ordinal, breaks.left)
            breaks.place(self.rows.row, block.heights, block.pages)
            body.write(block, opened)
            for key, count in counts:
                sums[key] = (sums[key] or 0) + count(entry)
            self.tick()
        return sums | dict(self.frame.totals)

    def _write_totals(self, first: int, last: int, sums: Mapping[str, float | None]) -> None:
        """A line of formulas, each with what it comes to, so that it is there before it is worked out."""
        row = self.rows.row
        places = Places(self.layout.columns, self.letters)
        cells = [text_cell(f"A{row}", self.styles.number(TOTAL), _TOTAL_WORD)]
        for letter, column in zip(self.letters[1:], self.layout.columns[1:], strict=True):
            total = column.total
            template = total.formula if total else column.formula
            if column.key not in sums:
                cells.append(text_cell(f"{letter}{row}", self.styles.number(TOTAL), ""))
                continue
            kind = column.kind if column.kind is Kind.SHARE else Kind.NUMBER
            unit = f'0"{total.unit}"' if total and total.unit else FORMATS[kind]
            value = sums.get(column.key)
            cells.append(
                value_cell(
                    f"{letter}{row}",
                    self.styles.number(TOTAL, number_format=unit),
                    kind,
                    "" if value is None else f"{value:.12g}",
                    places.formula(template, row, first, last),
                )
            )
        self.rows.write(lines_high(_TOTAL_WORD, 10, self.settings.body) + 4, cells)

    def _write_across(self, text: str, style: str, face: Typeface) -> None:
        """A line over all columns, in as many rows as its text takes."""
        for part in cell_parts(text):
            height = min(HIGHEST_ROW, lines_high(part, self.layout.width, face))
            self._write_areas([(Area(0, 0, 0, part), len(self.letters), style)], [height])

    def _write_spread(self, texts: Sequence[str], last: str) -> None:
        """A line of several texts, each over its share of the columns; `last` styles the last."""
        columns, face = self.layout.columns, self.settings.note
        if not texts:
            return
        starts = [len(columns) * index // len(texts) for index in range(len(texts) + 1)]
        areas, height = [], 0.0
        for text, (start, end) in zip(texts, pairwise(starts), strict=True):
            if end == start:
                continue
            part = cell_parts(text)[0]
            height = max(height, lines_high(part, _width(columns[start:end]), face))
            areas.append((Area(start, 0, 0, part), end - start, last if end == len(columns) else NOTE))
        self._write_areas(areas, [min(HIGHEST_ROW, height)])

    def _write_header(self) -> None:
        """The headings; equal neighbours of a tier stand in one cell, a last one reaches down."""
        tiers = self.layout.tiers
        heights = [0.0] * tiers
        areas = []
        for tier in range(tiers):
            for area, across in _header_areas(self.layout.columns, tier, tiers):
                width = _width(self.layout.columns[area.column : area.column + across])
                heading = balanced(area.text, width, self.settings.header)
                areas.append((area._replace(text=heading), across, HEADER))
                rows = range(area.first, area.last + 1)
                needed = lines_high(heading, width, self.settings.header) / len(rows)
                for row in rows:
                    heights[row] = max(heights[row], needed)
        self._write_areas(areas, heights)

    def _write_areas(self, areas: Sequence[tuple[Area, int, str]], heights: Sequence[float]) -> None:
        """Texts that may go over several columns; every cell of such an area bears its style."""
        cells = [[""] * len(self.letters) for _ in heights]
        top = self.rows.row
        for area, across, style in areas:
            number = self.styles.number(style, quoted=looks_like_formula(area.text))
            for row in range(area.first, area.last + 1):
                for column in range(area.column, area.column + across):
                    is_first = row == area.first and column == area.column
                    place = f"{self.letters[column]}{top + row}"
                    cells[row][column] = text_cell(place, number, area.text if is_first else "")
            if across > 1 or area.last > area.first:
                right = self.letters[area.column + across - 1]
                left = self.letters[area.column]
                self.rows.merge(f"{left}{top + area.first}:{right}{top + area.last}")
        for height, row_cells in zip(heights, cells, strict=True):
            self.rows.write(height, row_cells)

    def _set_up_print(self, first_header: int, last_header: int) -> None:
        from openpyxl.worksheet.properties import PageSetupProperties

        sheet, settings = self.sheet, self.settings
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.paperSize = paper_for(self.layout.width, settings).code
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
        frozen = min(self.layout.frozen_columns, len(self.letters) - 1)
        sheet.freeze_panes = f"{_letter(frozen + 1)}{last_header + 1}"


class Places(Generic[Entry]):
    """Where columns stand, for formulas."""

    def __init__(self, columns: Sequence[Column[Entry]], letters: Sequence[str]) -> None:
        self._letters = {column.key: letter for column, letter in zip(columns, letters, strict=True)}

    def formula(self, template: str, row: int, first: int = 0, last: int = 0) -> str:
        """The formula in one row; empty where it asks for a column that was left out."""
        asked = {range_key or cell_key for range_key, cell_key in _REFERENCES.findall(template)}
        if not asked <= self._letters.keys():
            return ""

        def place(match: re.Match[str]) -> str:
            if match[1]:
                letter = self._letters[match[1]]
                return f"{letter}{first}:{letter}{last}"
            return f"{self._letters[match[2]]}{row}"

        return _REFERENCES.sub(place, template)


class _Body(Generic[Entry]):
    """The entries' own rows, by far the most: what can be known before them is."""

    def __init__(
        self, rows: RowStream, layout: ListLayout[Entry], letters: Sequence[str], styles: Styles
    ) -> None:
        self._rows = rows
        self._known: list[dict[str, str]] = [{} for _ in layout.columns]
        """By column, cells of short texts, which come again and again, from behind their place on."""
        self._letters = letters
        self._columns = layout.columns
        self._places = Places(layout.columns, letters)
        self._styles = [
            [
                [
                    styles.number(
                        body_style(column.align, at_top), quoted=quoted, number_format=FORMATS[column.kind]
                    )
                    for quoted in (False, True)
                ]
                for column in layout.columns
            ]
            for at_top in (False, True)
        ]
        self._open_styles = [
            [
                styles.number(
                    body_style(column.align, at_top),
                    number_format="@" if column.kind is Kind.TEXT else FORMATS[column.kind],
                    is_open=True,
                )
                if column.is_open
                else ""
                for column in layout.columns
            ]
            for at_top in (False, True)
        ]

    def write(self, block: Block, opened: Collection[int] = ()) -> None:
        """The rows of one entry; the columns in `opened` are to be filled in."""
        styles: Sequence[Sequence[str]] = self._styles[block.is_tall]
        if opened:
            styles = [
                (self._open_styles[block.is_tall][index],) * 2 if index in opened else pair
                for index, pair in enumerate(styles)
            ]
        if len(block.heights) == 1:
            self._write_row(block, styles, is_fixed=not opened)
            return
        top = self._rows.row
        grid = [[""] * len(self._letters) for _ in block.heights]
        for column, first, last, text in block.areas:
            grid[first][column] = self._cell(column, top + first, text, styles)
            if last > first:
                letter = self._letters[column]
                covered = text if self._columns[column].repeats else ""
                for row in range(first + 1, last + 1):
                    grid[row][column] = self._cell(column, top + row, covered, styles)
                self._rows.merge(f"{letter}{top + first}:{letter}{top + last}")
        for height, row_cells in zip(block.heights, grid, strict=True):
            self._rows.write(height, row_cells)

    def _write_row(self, block: Block, styles: Sequence[Sequence[str]], *, is_fixed: bool) -> None:
        """An entry that is one row, as most are."""
        row, letters, known = self._rows.row, self._letters, self._known
        if styles is not self._styles[False]:
            cells = [self._cell(column, row, text, styles) for column, _, _, text in block.areas]
        else:
            cells = [
                f'<c r="{letters[column]}{row}{after}'
                if (after := known[column].get(text))
                else self._usual_cell(column, row, text)
                for column, _, _, text in block.areas
            ]
        self._rows.write(block.heights[0], cells, is_fixed=is_fixed)

    def _usual_cell(self, index: int, row: int, text: str) -> str:
        """A cell in its column's usual style; a short text is known from then on."""
        cell = self._cell(index, row, text, self._styles[False])
        if len(text) <= _SHORT and self._columns[index].kind is Kind.TEXT:
            known = self._known[index]
            if len(known) >= _MOST_KNOWN:
                known.clear()
            known[text] = cell[len(f'<c r="{self._letters[index]}{row}') :]
        return cell

    def _cell(self, index: int, row: int, text: str, styles: Sequence[Sequence[str]]) -> str:
        column = self._columns[index]
        place = f"{self._letters[index]}{row}"
        if column.kind is Kind.TEXT or text == GOES_ON:
            return text_cell(place, styles[index][looks_like_formula(text)], text)
        formula = self._places.formula(column.formula, row) if column.formula else ""
        return value_cell(place, styles[index][0], column.kind, text, formula)


def _header_areas(columns: Sequence[Column[Entry]], tier: int, tiers: int) -> Iterator[tuple[Area, int]]:
    """The cells that start in one tier, each with the columns it goes across."""
    start = 0
    for above, group in groupby(columns, key=lambda column: column.tiers[: tier + 1]):
        across = len(list(group))
        if len(above) > tier:
            is_last = all(len(column.tiers) == tier + 1 for column in columns[start : start + across])
            yield Area(start, tier, tiers - 1 if is_last else tier, above[-1]), across
        start += across


def _width(columns: Sequence[Column[Entry]]) -> float:
    return sum(column.width for column in columns)


def _letter(column: int) -> str:
    from openpyxl.utils import get_column_letter

    return get_column_letter(column)
