"""The sheets of a workbook cell by cell, streamed: what is seen in each, merged ranges, what is hidden.

For taking a 台账 in, where `workbook` only wants running text: line breaks stay, hidden rows are told and not
left out, and a sheet is never held as a tree, so that 100,000 rows take no more memory than their words.
Runs in the child process (`sheets_child`); formulas are never evaluated, what was stored with them counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import IO, Final
from xml.parsers import expat

from tracker.reading.numberformats import shown
from tracker.reading.package import Package
from tracker.reading.refused import Refused
from tracker.reading.workbook import R, S, book_of, iso_day, merge_of, place_of, whole
from tracker.text.cleaning import clean

LARGEST_SHEET: Final = 1 << 30
"""Bytes of one part once inflated; 100,000 rows of 16 columns have about 120 MB."""
MOST_CELLS: Final = 4_000_000
"""With words, of the whole workbook."""
MOST_CHARACTERS: Final = 120_000_000
MOST_MERGES: Final = 400_000
_CHUNK: Final = 1 << 20
_TOO_LARGE: Final = "工作簿的内容过多，请拆分成几份后再读"
_DAMAGED: Final = "工作簿已损坏或不完整，请用 WPS 或 Excel 打开后另存为新的 .xlsx 再读"
_DTD: Final = "文档含有外部定义（DTD），为安全起见不予读取"

Emit = Callable[[list[object]], None]
"""Takes one record: ["sheet", …], ["row", …], ["merges", …], ["hidden", …], ["book", …]."""


@dataclass(slots=True)
class Room:
    """What is left of the limits."""

    cells: int = MOST_CELLS
    characters: int = MOST_CHARACTERS

    def take(self, text: str) -> str:
        """The text, counted. Raises Refused."""
        self.cells -= 1
        self.characters -= len(text)
        if self.cells < 0 or self.characters < 0:
            raise Refused(_TOO_LARGE)
        return text


@dataclass(slots=True)
class _Book:
    strings: list[str]
    formats: tuple[tuple[int, str], ...]
    from_1904: bool
    room: Room = field(default_factory=Room)


def emit_sheets(package: Package, emit: Emit) -> None:
    """Give every sheet of the workbook, in their order. Raises Refused."""
    root = package.xml(package.main)
    if root is None or not package.is_workbook:
        raise Refused(_DAMAGED)
    formats, from_1904 = book_of(package, root)
    book = _Book(_strings(package), formats, from_1904)
    emit(["book", from_1904, package.has_macros])
    parts = package.targets()
    for sheet in root.iterfind(f"{S}sheets/{S}sheet"):
        part = parts.get(sheet.get(R + "id", ""), "")
        if package.has(part) and "chartsheet" not in part.lower():
            emit(["sheet", clean(sheet.get("name", "")), sheet.get("state", "visible") != "visible", part])
            with package.stream(part, LARGEST_SHEET) as stream:
                _SheetWalk(book, emit).walk(stream)


def _strings(package: Package) -> list[str]:
    """The texts that cells name by number."""
    part = package.part_of("sharedStrings")
    if not part:
        return []
    room = Room(cells=MOST_CELLS, characters=MOST_CHARACTERS)
    strings: list[str] = []
    pieces: list[str] = []
    state = {"text": False, "spoken": 0}

    def start(name: str, attributes: dict[str, str]) -> None:
        match name.rpartition(":")[2]:
            case "t":
                state["text"] = not state["spoken"]
            case "rPh":
                state["spoken"] += 1
            case "si":
                pieces.clear()

    def end(name: str) -> None:
        match name.rpartition(":")[2]:
            case "t":
                state["text"] = False
            case "rPh":
                state["spoken"] -= 1
            case "si":
                strings.append(room.take(tidy("".join(pieces))))

    def characters(data: str) -> None:
        if state["text"]:
            pieces.append(data)

    with package.stream(part, LARGEST_SHEET) as stream:
        parse(stream, start, end, characters)
    return strings


class _SheetWalk:
    """One sheet from top to bottom."""

    def __init__(self, book: _Book, emit: Emit) -> None:
        self.book = book
        self.emit = emit
        self.row = 0
        self.column = -1
        self.is_hidden = False
        self.cells: list[list[object]] = []
        self.kind = "n"
        self.style = 0
        self.pieces: list[str] = []
        self.takes = False
        self.spoken = 0
        self.merges: list[list[int]] = []
        self.hidden_columns: list[list[int]] = []

    def walk(self, stream: IO[bytes]) -> None:
        """Give its rows as they come, then what only stands behind them."""
        parse(stream, self._start, self._end, self._characters)
        if self.hidden_columns:
            self.emit(["hidden", self.hidden_columns])
        if self.merges:
            self.emit(["merges", self.merges])

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        if local == "c":
            place = place_of(attributes.get("r", ""))
            self.column = place[1] if place else self.column + 1
            self.kind = attributes.get("t", "n")
            self.style = whole(attributes.get("s"), 0)
            self.pieces = []
        elif local in {"v", "t"}:
            self.takes = not self.spoken and (local == "v" or self.kind == "inlineStr")
        elif local == "rPh":
            self.spoken += 1
        elif local == "row":
            self.row = whole(attributes.get("r"), self.row + 1)
            self.is_hidden = attributes.get("hidden") in {"1", "true"}
            self.column = -1
            self.cells = []
        elif local == "mergeCell":
            if (merge := merge_of(attributes.get("ref", ""))) is not None and len(self.merges) < MOST_MERGES:
                self.merges.append(list(merge))
        elif local == "col" and attributes.get("hidden") in {"1", "true"} and len(self.hidden_columns) < 1000:
            first, last = whole(attributes.get("min"), 1), whole(attributes.get("max"), 0)
            self.hidden_columns.append([first - 1, last - 1])

    def _end(self, name: str) -> None:
        local = name.rpartition(":")[2]
        if local == "c":
            if self.pieces and (text := self._said("".join(self.pieces))):
                self.cells.append([self.column, self.book.room.take(text)])
            self.pieces = []
        elif local in {"v", "t"}:
            self.takes = False
        elif local == "rPh":
            self.spoken -= 1
        elif local == "row" and self.cells:
            self.emit(["row", self.row, self.is_hidden, self.cells])
            self.cells = []

    def _characters(self, data: str) -> None:
        if self.takes:
            self.pieces.append(data)

    def _said(self, value: str) -> str:
        """What a cell shows; nothing for errors."""
        match self.kind:
            case "s":
                index = whole(value.strip(), -1)
                return self.book.strings[index] if 0 <= index < len(self.book.strings) else ""
            case "n":
                return self._number(value.strip())
            case "b":
                return "是" if value.strip() == "1" else "否"
            case "e":
                return ""
            case "d":
                return iso_day(value.strip())
        return tidy(value)

    def _number(self, value: str) -> str:
        formats = self.book.formats
        number, code = formats[self.style] if 0 <= self.style < len(formats) else (0, "")
        if value.isascii() and value.isdigit() and len(value) > 15:  # a number of an identity card
            return value
        try:
            found = float(value)
        except ValueError:
            return tidy(value)
        if found != found or abs(found) == float("inf"):
            return ""
        return shown(found, number, code, from_1904=self.book.from_1904)


def parse(
    stream: IO[bytes],
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None],
    characters: Callable[[str], None],
) -> None:
    """Walk an XML part without DTD, entities or a tree. Raises Refused."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = characters
    parser.StartDoctypeDeclHandler = refuse_dtd
    try:
        for chunk in _chunks(stream):
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except expat.ExpatError as broken:
        raise Refused(_DAMAGED) from broken


def refuse_dtd(*declaration: object) -> None:
    """A document type may define entities that grow without end. Raises Refused."""
    raise Refused(_DTD)


def _chunks(stream: IO[bytes]) -> Iterator[bytes]:
    while chunk := stream.read(_CHUNK):
        yield chunk


def tidy(text: str) -> str:
    """A cell's text with its line breaks as LF and without blanks around its lines."""
    if "_x" in text:
        from tracker.reading.workbook import unescaped

        text = unescaped(text)
    if text.isprintable() and "  " not in text:
        return text.strip()
    lines = clean(text.replace("\r\n", "\n")).split("\n")
    return "\n".join(line.strip() for line in lines).strip("\n")
