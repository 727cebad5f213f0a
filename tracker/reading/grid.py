"""A workbook as grids of texts, read by a child under limits; the parent's side of `sheets`."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from sys import intern
from typing import Final

from tracker.errors import UnreadableFile
from tracker.files import read_plain, shown
from tracker.reading.decoding import decode
from tracker.reading.formats import demand, kind_of
from tracker.reading.refused import Refused
from tracker.reading.sandbox import records_of_sheets

LARGEST_FILE: Final = 100 << 20
"""Bytes; 100,000 rows of 16 columns have about 12 MB."""
_OFTEN_SAID: Final = 24
"""Characters; longer texts are hardly ever said twice."""
_EVERY: Final = 500
"""Rows after which it is told how far the reading is."""


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged range, rows from 1 and columns from 0, all inclusive."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class Grid:
    """One sheet: only what is filled in."""

    name: str
    is_hidden: bool = False
    part: str = ""
    """Name of its part in the package."""
    rows: dict[int, dict[int, str]] = field(default_factory=dict)
    """Texts by row (from 1) and column (from 0)."""
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)


@dataclass(slots=True)
class Workbook:
    """What a file holds."""

    grids: list[Grid] = field(default_factory=list)
    from_1904: bool = False
    has_macros: bool = False


def read_grids(
    path: Path, told: Callable[[int], None] = lambda rows: None, *, takes_csv: bool = True
) -> tuple[bytes, Workbook]:
    """The file's bytes, with every sheet of an .xlsx in them, or the one table of a .csv.

    `told` hears how many rows were read. Raises UnreadableFile with one Chinese line.
    """
    content, suffix = read_plain(path, LARGEST_FILE), path.suffix.lower()
    try:
        if not takes_csv:
            demand(content, suffix, "xlsx")
        return content, grids_of(content, suffix, told)
    except Refused as refused:
        raise UnreadableFile(shown(path), refused.why) from refused


def grids_of(content: bytes, suffix: str, told: Callable[[int], None] = lambda rows: None) -> Workbook:
    """What `read_grids` finds in a file's bytes. Raises Refused."""
    kind = kind_of(content, suffix)
    if kind == "text" and suffix == ".csv":
        return Workbook([_of_commas(decode(content)[0])])
    demand(content, suffix, "xlsx")
    return _of_records(content, told)


def _of_records(content: bytes, told: Callable[[int], None]) -> Workbook:
    book = Workbook()
    read = 0
    for record in records_of_sheets(content):
        match record:
            case ["book", from_1904, has_macros]:
                book.from_1904, book.has_macros = from_1904, has_macros
            case ["sheet", name, is_hidden, part]:
                book.grids.append(Grid(name, is_hidden, part))
            case ["row", number, is_hidden, cells]:
                grid = book.grids[-1]
                grid.rows[number] = {column: _kept(text) for column, text in cells}
                if is_hidden:
                    grid.hidden_rows.add(number)
                read += 1
                if read % _EVERY == 0:
                    told(read)
            case ["merges", merges]:
                book.grids[-1].merges = [Merge(*merge) for merge in merges]
            case ["hidden", columns]:
                book.grids[-1].hidden_columns = [(first, last) for first, last in columns]
    told(read)
    return book


def _kept(text: str) -> str:
    """The text, once for all cells that say the same: most columns say few different things."""
    return intern(text) if len(text) <= _OFTEN_SAID else text


def _of_commas(text: str) -> Grid:
    grid = Grid("")
    for number, row in enumerate(_rows(text), start=1):
        if cells := {column: cell.strip() for column, cell in enumerate(row) if cell.strip()}:
            grid.rows[number] = cells
    return grid


def _rows(text: str) -> Iterator[list[str]]:
    head = text[:4000]
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=head.count))
    except csv.Error as broken:
        raise Refused("表格（CSV）的引号不成对，请用 WPS 或 Excel 另存为 .xlsx 后再读") from broken
