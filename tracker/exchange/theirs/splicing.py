"""Cells of a sheet put into its XML where they belong, every other byte of it left as it was."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat

from tracker.exchange.rowxml import text_cell
from tracker.reading.refused import Refused
from tracker.reading.sheets import refuse_dtd
from tracker.reading.workbook import column_of, place_of, whole

_DAMAGED: Final = "工作簿已损坏或不完整，请用 WPS 或 Excel 打开后另存为新的 .xlsx 再试"
_TAG: Final = re.compile(rb"<[^>\"']*(?:\"[^\"]*\"[^>\"']*|'[^']*'[^>\"']*)*>")
_SPANS: Final = re.compile(rb'\sspans="[^"]*"')
_HEIGHT: Final = re.compile(rb'\s(?:ht|customHeight)="[^"]*"')
_OWN_TAGS: Final = re.compile(r"<(/?)(c|is|t|v)(?=[ />])")
_PLAIN_LETTERS: Final = 26


@dataclass(frozen=True, slots=True)
class CellPlace:
    """Where a cell stands in the part."""

    column: int
    start: int
    end: int
    style: int
    has_formula: bool


@dataclass(slots=True)
class RowPlace:
    """Where a row stands in the part."""

    number: int
    start: int
    tag_end: int
    """Behind its opening tag."""
    is_empty: bool
    style: int | None
    height: float | None
    end: int = 0
    inner_end: int = 0
    """Before its closing tag."""
    cells: list[CellPlace] = field(default_factory=list)

    def cell(self, column: int) -> CellPlace | None:
        """The one in this column."""
        return next((cell for cell in self.cells if cell.column == column), None)


@dataclass(frozen=True, slots=True)
class Choice:
    """A drop-down: the cells it is for, and the words or the range that it offers."""

    cells: str
    source: str


@dataclass(slots=True)
class SheetMap:
    """Where things stand in the XML of one sheet."""

    prefix: str = ""
    """Of its element names, with the colon."""
    rows: dict[int, RowPlace] = field(default_factory=dict)
    columns: list[tuple[int, int, int, float]] = field(default_factory=list)
    """First and last column, style and width."""
    choices: list[Choice] = field(default_factory=list)
    is_protected: bool = False

    def column_style(self, column: int) -> int:
        """Of cells that are not there yet."""
        return next((style for first, last, style, _ in self.columns if first <= column <= last), 0)

    def width(self, column: int) -> float:
        """In digits of the standard font."""
        return next((width for first, last, _, width in self.columns if first <= column <= last), 8.43)


@dataclass(frozen=True, slots=True)
class NewCell:
    """What is to stand in a cell."""

    text: str
    serial: int | None = None
    """A day's number, where the cell shows numbers as dates."""


def letters(column: int) -> str:
    """A column, counted from 0, as it is called."""
    named = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, _PLAIN_LETTERS)
        named = chr(65 + rest) + named
    return named


def map_sheet(part: bytes, wanted: Collection[int]) -> SheetMap:
    """Where the wanted rows and their cells stand. Raises Refused."""
    return _Mapper(part, wanted).map()


class _Mapper:
    """Walks the part once and notes byte places."""

    def __init__(self, part: bytes, wanted: Collection[int]) -> None:
        self.part = part
        self.wanted = wanted
        self.found = SheetMap()
        self.row = 0
        self.column = -1
        self.current: RowPlace | None = None
        self.cell: tuple[int, int] | None = None
        """Start and style of the cell that is open."""
        self.has_formula = False
        self.choice: list[str] | None = None
        """Cells and source of the drop-down that is open."""
        self.takes = ""
        self.parser = expat.ParserCreate()

    def map(self) -> SheetMap:
        parser = self.parser
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.StartDoctypeDeclHandler = refuse_dtd
        try:
            parser.Parse(self.part, True)
        except expat.ExpatError as broken:
            raise Refused(_DAMAGED) from broken
        return self.found

    def _tag_end(self, start: int) -> int:
        found = _TAG.match(self.part, start)
        if found is None:
            raise Refused(_DAMAGED)
        return found.end()

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        prefix, _, local = name.rpartition(":")
        match local:
            case "worksheet":
                self.found.prefix = f"{prefix}:" if prefix else ""
            case "row":
                self._start_row(attributes)
            case "c" if self.current is not None:
                place = place_of(attributes.get("r", ""))
                self.column = place[1] if place else self.column + 1
                self.cell = (self.parser.CurrentByteIndex, whole(attributes.get("s"), 0))
                self.has_formula = False
            case "f" if self.cell is not None:
                self.has_formula = True
            case "col":
                self._note_column(attributes)
            case "sheetProtection":
                self.found.is_protected = attributes.get("sheet") in ("1", "true")
            case "dataValidation" if attributes.get("type") == "list":
                self.choice = [attributes.get("sqref", ""), ""]
            case "formula1" | "sqref" if self.choice is not None:
                self.takes = local

    def _start_row(self, attributes: Mapping[str, str]) -> None:
        self.row = whole(attributes.get("r"), self.row + 1)
        self.column = -1
        if self.row not in self.wanted:
            return
        start = self.parser.CurrentByteIndex
        tag_end = self._tag_end(start)
        is_styled = attributes.get("customFormat") in ("1", "true")
        self.current = RowPlace(
            self.row,
            start,
            tag_end,
            self.part[tag_end - 2 : tag_end] == b"/>",
            whole(attributes.get("s"), 0) if is_styled else None,
            _number(attributes.get("ht")),
        )
        self.found.rows[self.row] = self.current

    def _note_column(self, attributes: Mapping[str, str]) -> None:
        first, last = whole(attributes.get("min"), 1) - 1, whole(attributes.get("max"), 0) - 1
        width = _number(attributes.get("width")) or 8.43
        self.found.columns.append((first, last, whole(attributes.get("style"), 0), width))

    def _end(self, name: str) -> None:
        match name.rpartition(":")[2]:
            case "c" if self.cell is not None and self.current is not None:
                start, style = self.cell
                self.current.cells.append(
                    CellPlace(self.column, start, self._element_end(start), style, self.has_formula)
                )
                self.cell = None
            case "row" if self.current is not None:
                row = self.current
                row.inner_end = row.tag_end if row.is_empty else self.parser.CurrentByteIndex
                row.end = self._element_end(row.start)
                self.current = None
            case "formula1" | "sqref":
                self.takes = ""
            case "dataValidation" if self.choice is not None:
                self.found.choices.append(Choice(*self.choice))
                self.choice = None

    def _element_end(self, start: int) -> int:
        """Behind the element that began there: of an empty one its only tag, else the tag that closes it."""
        first = self._tag_end(start)
        if self.part[first - 2 : first] == b"/>":
            return first
        return self._tag_end(self.parser.CurrentByteIndex)

    def _characters(self, data: str) -> None:
        if self.takes and self.choice is not None:
            self.choice[self.takes == "formula1"] += data


def spliced(
    part: bytes,
    sheet: SheetMap,
    cells: Mapping[tuple[int, int], NewCell],
    heights: Mapping[int, float] | None = None,
) -> bytes:
    """The part with these cells (by row, from 1, and column, from 0) written, each in the style it had.

    `heights`: rows that are made so high.
    """
    by_row: dict[int, dict[int, NewCell]] = {number: {} for number in heights or ()}
    for (number, column), cell in cells.items():
        by_row.setdefault(number, {})[column] = cell
    pieces, place = [], 0
    for number in sorted(by_row):
        row = sheet.rows[number]
        pieces.append(part[place : row.start])
        pieces += _row(part, sheet, row, by_row[number], (heights or {}).get(number))
        place = row.end
    pieces.append(part[place:])
    return b"".join(pieces)


def _row(
    part: bytes, sheet: SheetMap, row: RowPlace, cells: Mapping[int, NewCell], height: float | None
) -> Iterator[bytes]:
    opening = part[row.start : row.tag_end]
    if any(row.cell(column) is None for column in cells):
        opening = _SPANS.sub(b"", opening)  # only a hint, which would be wrong now
    if height is not None:
        end = -2 if opening.endswith(b"/>") else -1
        opening = _HEIGHT.sub(b"", opening)
        opening = opening[:end] + f' ht="{height:g}" customHeight="1"'.encode() + opening[end:]
    yield opening[:-2] + b">" if row.is_empty else opening
    place = row.tag_end
    for column in sorted(cells):
        known = row.cell(column)
        start = known.start if known else _before(row, column)
        yield part[place:start]
        style = known.style if known else sheet.column_style(column) if row.style is None else row.style
        yield _cell(f"{letters(column)}{row.number}", style, cells[column], sheet.prefix)
        place = known.end if known else start
    yield part[place : row.inner_end]
    yield f"</{sheet.prefix}row>".encode() if row.is_empty else part[row.inner_end : row.end]


def _before(row: RowPlace, column: int) -> int:
    """Where a cell that is not there yet belongs."""
    return next((cell.start for cell in row.cells if cell.column > column), row.inner_end)


def _cell(place: str, style: int, cell: NewCell, prefix: str) -> bytes:
    xml = (
        text_cell(place, str(style), cell.text)
        if cell.serial is None
        else f'<c r="{place}" s="{style}"><v>{cell.serial}</v></c>'
    )
    return (_OWN_TAGS.sub(rf"<\1{prefix}\2", xml) if prefix else xml).encode()


def covers(reference: str, row: int, column: int) -> bool:
    """Whether ranges such as `K4:K20 M3` hold a cell."""
    return any(_covers(part, row, column) for part in reference.replace("$", "").split())


def _covers(reference: str, row: int, column: int) -> bool:
    first, _, last = reference.partition(":")
    one, other = place_of(first), place_of(last or first)
    if one is None or other is None:
        return bool(re.fullmatch(r"[A-Z]{1,3}:[A-Z]{1,3}", reference)) and (
            column_of(first) <= column <= column_of(last)
        )
    return one[0] <= row <= other[0] and one[1] <= column <= other[1]


def words_offered(choices: Sequence[Choice], row: int, column: int) -> str:
    """What the drop-down of a cell offers, as its file says it; empty where it has none."""
    return next((choice.source.strip() for choice in choices if covers(choice.cells, row, column)), "")


def _number(text: str | None) -> float | None:
    try:
        return float(text) if text else None
    except ValueError:
        return None
