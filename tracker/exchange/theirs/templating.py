"""Writes a list into a copy of the office's own workbook: its rows for the sample's, all else kept."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from tracker.exchange.blocks import Block, Planner
from tracker.exchange.importing.tables import Table
from tracker.exchange.layout import Column, Kind, ListLayout
from tracker.exchange.rowxml import RowStream, text_cell, value_cell
from tracker.exchange.settings import Typeface
from tracker.exchange.sheet import Tick
from tracker.exchange.texts import cell_parts
from tracker.exchange.theirs.moving import Move, in_text, move_xml, repeated
from tracker.exchange.theirs.parts import Parts, write_copy
from tracker.exchange.theirs.splicing import (
    CellPlace,
    NewCell,
    RowPlace,
    SheetMap,
    letters,
    map_sheet,
    spliced,
)
from tracker.exchange.theirs.template import (
    MOST_ROWS,
    Sample,
    is_blank,
    marked,
    marks_in,
    sample_of,
    template_layout,
)
from tracker.exchange.theirs.words import day_text
from tracker.files import replacing
from tracker.reading.refused import Refused

_ROW_NUMBER: Final = re.compile(rb'(<(?:\w+:)?row\b[^>]*?\sr=")([0-9]+)(")')
_CELL_PLACE: Final = re.compile(rb'(<(?:\w+:)?c\b[^>]*?\sr="[A-Z]+)([0-9]+)(")')
_FORMULA: Final = re.compile(rb"<(?:\w+:)?f(?:\s[^>]*)?>([^<]*)</")
_WORKED_OUT: Final = re.compile(rb"(</(?:\w+:)?f>|<(?:\w+:)?f\b[^>]*/>)<(?:\w+:)?v>[^<]*</(?:\w+:)?v>")
_MERGES: Final = re.compile(rb"<((?:\w+:)?)mergeCells\b[^>]*?(?:/>|>(.*?)</(?:\w+:)?mergeCells>)", re.S)
_MERGE: Final = re.compile(rb'<(?:\w+:)?mergeCell\s+ref="([^"]+)"\s*(?:/>|></(?:\w+:)?mergeCell>)')
_AFTER_MERGES: Final = re.compile(
    rb"<(?:\w+:)?(?:phoneticPr|conditionalFormatting|dataValidations|hyperlinks|printOptions|pageMargins|"
    rb"pageSetup|headerFooter|rowBreaks|colBreaks|customProperties|cellWatches|ignoredErrors|smartTags|drawing|"
    rb"legacyDrawing|legacyDrawingHF|picture|oleObjects|controls|webPublishItems|tableParts|extLst)\b|"
    rb"</(?:\w+:)?worksheet>"
)
_DATA_END: Final = re.compile(rb"</(?:\w+:)?sheetData\s*>|<(?:\w+:)?sheetData\s*/>")
_OWN_TAGS: Final = re.compile(rb"<(/?)(row|c|is|t|v|f|mergeCells|mergeCell)(?=[ />])")
_ANCHOR: Final = re.compile(rb"(<(?:\w+:)?row>)([0-9]+)(</)")
_DIMENSION: Final = re.compile(rb'(<(?:\w+:)?dimension\s+ref=")([^"]*)(")')
_DEFINED: Final = re.compile(rb"(<(?:\w+:)?definedName\b[^>]*>)([^<]*)(</)")


class _All:
    """Holds every row: a template is small."""

    def __contains__(self, row: object) -> bool:
        return isinstance(row, int) and row <= MOST_ROWS

    def __iter__(self) -> Any:
        return iter(())

    def __len__(self) -> int:
        return MOST_ROWS


@dataclass(slots=True)
class Templated:
    """What came of it."""

    left: tuple[str, ...]
    """Headings of columns that nothing of ours belongs into."""
    has_sample: bool
    """There was a row to take the cells' looks from."""
    marks: frozenset[str]
    """The marks that were found around the list."""


def write_by_template(
    parts: Parts,
    table: Table,
    columns: Mapping[int, str],
    layout: ListLayout[Any],
    entries: Iterable[Any],
    words: Mapping[str, str],
    path: Path,
    *,
    is_public: bool = False,
    tick: Tick = lambda: None,
) -> Templated:
    """Write the list's entries into a copy of the template at `path`; `words` by the marks ({截至}) that may
    stand around the list. Raises Refused, BadInput, OutputFailed.
    """
    writer = _Writer(parts, table, columns, layout, words, is_public=is_public)
    changed = writer.changed(entries, tick)
    with replacing(path) as temporary:
        write_copy(parts.content, changed, temporary, without=writer.dropped)
    return Templated(writer.left, writer.sample_row is not None, writer.marks)


class _Writer:
    def __init__(
        self,
        parts: Parts,
        table: Table,
        columns: Mapping[int, str],
        layout: ListLayout[Any],
        words: Mapping[str, str],
        *,
        is_public: bool,
    ) -> None:
        self.parts = parts
        self.table = table
        self.name = table.grid.part
        part = parts.part(self.name)
        sheet = map_sheet(part, _All())
        if max(sheet.rows, default=0) >= MOST_ROWS:
            raise Refused(f"样表超过{MOST_ROWS:,}行，请删去多余的行再用")
        self.sample: Sample = sample_of(table, columns, sheet)
        said = marked(table, self.sample, words)
        cells = {
            place: NewCell(cell_parts(text)[0]) for place, text in said.items() if place[0] in sheet.rows
        }
        self.part = spliced(part, sheet, cells) if cells else part
        self.sheet: SheetMap = map_sheet(self.part, _All()) if cells else sheet
        self.layout = template_layout(layout, table, columns, self.sheet.width, is_public=is_public)
        self.sample_row: RowPlace | None = self.sheet.rows.get(self.sample.first)
        if self.sample.last < self.sample.first:
            self.sample_row = None
        self.left = tuple(
            head.text
            for head in table.header.heads
            if is_blank(self.layout.columns[head.column]) and not self.formula(head.column)
        )
        self.marks = marks_in(table)
        self.styles, self.twins = self._wrapping()
        self.dropped: tuple[str, ...] = ()

    def changed(self, entries: Iterable[Any], tick: Tick) -> dict[str, bytes]:
        """The parts that are not as they were."""
        rows, merges, count = self._rows(entries, tick)
        move = Move(
            self.table.grid.name,
            self.sample.first,
            self.sample.last,
            self.sample.first + count - 1,
            self.sample.has_foot,
        )
        changed = self.styles | {self.name: self._sheet(rows, merges, move)}
        for name in self.parts.names():
            if name != self.name.lower() and (part := self._other(name, move)) is not None:
                changed[name] = part
        return changed | self._without_order_of_work(changed, move)

    def _rows(self, entries: Iterable[Any], tick: Tick) -> tuple[bytes, bytes, int]:
        """The list's rows, its merged ranges, and how many rows they are."""
        target = BytesIO()
        stream = RowStream(target, self.layout.title)
        stream.row = self.sample.first
        planner = Planner(self.layout, self._face())
        body = _Body(stream, self)
        for ordinal, entry in enumerate(entries, 1):
            body.write(planner.plan(entry, ordinal))
            tick()
        stream.flush()
        merges = b""
        if stream.merges is not None:
            stream.merges.seek(0)
            merges = stream.merges.read()
        return self._prefixed(target.getvalue()), self._prefixed(merges), stream.row - self.sample.first

    def _prefixed(self, xml: bytes) -> bytes:
        prefix = self.sheet.prefix.encode()
        return _OWN_TAGS.sub(rb"<\1" + prefix + rb"\2", xml) if prefix else xml

    def _face(self) -> Typeface:
        """Of the sample's longest texts, as far as one can tell: its widest column of ours."""
        ours = [place for place, column in enumerate(self.layout.columns) if not is_blank(column)]
        widest = max(ours, key=lambda place: self.layout.columns[place].width)
        style = self.parts.style(self.style(widest))
        return Typeface(style.font, style.points)

    def cell(self, column: int) -> CellPlace | None:
        """The sample's, where it is there."""
        return self.sample_row.cell(column) if self.sample_row else None

    def style(self, column: int) -> int:
        """How a column's cells look."""
        if known := self.cell(column):
            return known.style
        if self.sample_row is not None and self.sample_row.style is not None:
            return self.sample_row.style
        return self.sheet.column_style(column)

    def _wrapping(self) -> tuple[dict[str, bytes], dict[int, int]]:
        """Where no sample says how texts stand they are broken into lines, as in lists of our own."""
        if self.sample_row is not None:
            return {}, {}
        texts = [place for place, column in enumerate(self.layout.columns) if column.kind is Kind.TEXT]
        return self.parts.wrapping([self.style(place) for place in texts])

    def shown_style(self, column: int) -> int:
        """How a column's cells look when they are written."""
        style = self.style(column)
        return self.twins.get(style, style) if self.layout.columns[column].kind is Kind.TEXT else style

    def formula(self, column: int) -> str:
        """That the sample works this column out with; empty for none."""
        known = self.cell(column)
        if known is None or not known.has_formula:
            return ""
        found = _FORMULA.search(self.part[known.start : known.end])
        return found[1].decode() if found else ""

    def _sheet(self, rows: bytes, merges: bytes, move: Move) -> bytes:
        end = _DATA_END.search(self.part, max((row.end for row in self.sheet.rows.values()), default=0))
        if end is None:
            raise Refused("样表已损坏或不完整，请用 WPS 或 Excel 打开后另存为新的 .xlsx 再用")
        above = [row for row in self.sheet.rows.values() if row.number < self.sample.first]
        below = [
            row for row in self.sheet.rows.values() if row.number > self.sample.last and self.sample.has_foot
        ]
        cut = max((row.end for row in above), default=end.start())
        resume = min((row.start for row in below), default=end.start())
        head, opening, rows_above = self.part[:cut].partition(
            b"<" + self.sheet.prefix.encode() + b"sheetData"
        )
        head = _DIMENSION.sub(in_text(move.ranges), head)
        foot = _moved_rows(self.part[resume : end.start()], move)
        tail = self._tail(self.part[end.start() :], merges, move)
        above_list = _WORKED_OUT.sub(rb"\1", move_xml(rows_above, move, of_this_sheet=True))
        return head + opening + above_list + rows + foot + tail

    def _tail(self, tail: bytes, merges: bytes, move: Move) -> bytes:
        """What stands behind the rows: merged ranges first, then all that is said of ranges."""
        known = _MERGES.search(tail)
        prefix = self.sheet.prefix.encode()
        kept = [
            move.ranges(found[1].decode()).encode()
            for found in _MERGE.finditer(known[2] or b"" if known else b"")
            if not self._is_of_sample(found[1].decode())
        ]
        inner = b"".join(b"<" + prefix + b'mergeCell ref="' + place + b'"/>' for place in kept) + merges
        said = b"<" + prefix + b"mergeCells>" + inner + b"</" + prefix + b"mergeCells>" if inner else b""
        if known:
            start, end = known.span()
        else:
            place = _AFTER_MERGES.search(tail)
            start = end = place.start() if place else len(tail)
        return (
            move_xml(tail[:start], move, of_this_sheet=True)
            + said
            + move_xml(tail[end:], move, of_this_sheet=True)
        )

    def _is_of_sample(self, place: str) -> bool:
        rows = [int(number) for number in re.findall(r"[0-9]+", place)]
        return bool(rows) and self.sample.first <= rows[0] <= self.sample.last

    def _other(self, name: str, move: Move) -> bytes | None:
        """Another part that names the list's rows: sheets, charts, tables, pictures below; None where it
        stays as it is.
        """
        own = self.parts.related_to(self.name)
        if name in own["table"]:
            part = self.parts.part(name)
            return move_xml(part, move, of_this_sheet=True)
        if name in own["drawing"]:
            return _moved_anchors(self.parts.part(name), move)
        if name.startswith(("xl/worksheets/sheet", "xl/charts/chart")):
            part = self.parts.part(name)
            changed = move_xml(part, move, of_this_sheet=False)
            return changed if changed != part else None
        return None

    def _without_order_of_work(self, changed: Mapping[str, bytes], move: Move) -> dict[str, bytes]:
        """The list of sheets with its defined names moved; the order in which formulas were last worked out
        is left out, for it names cells that are elsewhere now.
        """
        main = self.parts.package.main
        book = self.parts.recalculating()
        book = _DEFINED.sub(in_text(lambda text: move.formula(text, of_this_sheet=False)), book)
        found = {main: book}
        if order := self.parts.package.part_of("calcChain"):
            self.dropped = (order,)
            found |= self.parts.without(order)
        return found


class _Body:
    """The entries' rows, each cell in the style of the sample's."""

    def __init__(self, stream: RowStream, writer: _Writer) -> None:
        self._stream = stream
        self._columns: tuple[Column[Any], ...] = writer.layout.columns
        self._letters = [letters(place) for place in range(len(self._columns))]
        self._styles = [str(writer.shown_style(place)) for place in range(len(self._columns))]
        self._is_date = [
            writer.parts.style(writer.style(place)).is_date for place in range(len(self._columns))
        ]
        samples = writer.table.grid.rows.get(writer.sample.first, {})
        self._samples = [samples.get(place, "") for place in range(len(self._columns))]
        self._formulas = [
            writer.formula(place) if is_blank(column) else "" for place, column in enumerate(self._columns)
        ]
        self._first = writer.sample.first
        self._lowest = (writer.sample_row.height or 0.0) if writer.sample_row else 0.0

    def write(self, block: Block) -> None:
        top = self._stream.row
        cells = [[""] * len(self._columns) for _ in block.heights]
        for column, first, last, text in block.areas:
            cells[first][column] = self._cell(column, top + first, text)
            if last > first:
                covered = text if self._columns[column].repeats else ""
                for row in range(first + 1, last + 1):
                    cells[row][column] = self._cell(column, top + row, covered, is_first=False)
                letter = self._letters[column]
                self._stream.merge(f"{letter}{top + first}:{letter}{top + last}")
        for height, row_cells in zip(block.heights, cells, strict=True):
            self._stream.write(max(height, self._lowest), row_cells)

    def _cell(self, column: int, row: int, text: str, *, is_first: bool = True) -> str:
        place, style = f"{self._letters[column]}{row}", self._styles[column]
        kind = self._columns[column].kind
        if formula := self._formulas[column] if is_first else "":
            return f'<c r="{place}" s="{style}"><f>{repeated(formula, row - self._first)}</f></c>'
        if kind is Kind.DAY and not self._is_date[column]:
            text = self._day(column, text)
            kind = Kind.TEXT
        if kind is Kind.TEXT:
            return text_cell(place, style, text)
        return value_cell(place, style, kind, text)

    def _day(self, column: int, text: str) -> str:
        """As the sample writes its own where the column holds text: 2024年6月18日, 2024.6.18."""
        return day_text(dt.date.fromisoformat(text), [self._samples[column]]) if text else text


def _moved_rows(rows: bytes, move: Move) -> bytes:
    """Rows below the list, where they stand now."""

    def moved(found: re.Match[bytes]) -> bytes:
        return found[1] + str(move.row(int(found[2]))).encode() + found[3]

    rows = _CELL_PLACE.sub(moved, _ROW_NUMBER.sub(moved, rows))
    return _WORKED_OUT.sub(rb"\1", move_xml(rows, move, of_this_sheet=True))


def _moved_anchors(drawing: bytes, move: Move) -> bytes:
    """Pictures and shapes that stand below the list go along; their rows are counted from 0."""
    return _ANCHOR.sub(
        lambda found: found[1] + str(move.row(int(found[2]) + 1) - 1).encode() + found[3], drawing
    )
