"""Tables in a text: rows of cells parted by tabs below a heading that names its columns."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from tracker.mining.vocabulary import any_of, load

MATTERS = ("problem", "task", "measure")
"""Columns that say what is wrong or is to be done."""
OTHER = "other"
_LONGEST_HEADING_CELL = 16
_LONGEST_ACROSS = 40
_FEWEST_NAMED = 2


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that holds something, with what its column is for."""

    column: str
    start: int
    end: int


@dataclass(slots=True)
class Row:
    """A line of a table; its heading has no cells."""

    start: int
    end: int
    opens_table: bool
    cells: list[Cell] = field(default_factory=list)

    def of(self, column: str) -> list[Cell]:
        return [cell for cell in self.cells if cell.column == column]


@cache
def _columns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, any_of(entry["any"])) for name, entry in load("tables").items())


def column_of(heading: str) -> str | None:
    """What a column with this heading holds; None where the words are no heading."""
    words = "".join(heading.split())
    if not words or len(words) > _LONGEST_HEADING_CELL:
        return None
    return next((name for name, pattern in _columns() if pattern.search(words)), None)


def find_rows(text: str) -> tuple[Row, ...]:
    """All rows of all tables whose heading is understood, in order."""
    rows: list[Row] = []
    columns: list[str | None] = []
    paused: list[str | None] = []
    """The columns above a line across the table, which go on below it."""
    start = len(text) + 1 if "\t" not in text else text.rfind("\n", 0, text.find("\t")) + 1
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if not columns and text.find("\t", start, end) < 0:  # running text
            paused = paused if start == end else []
            start = end + 1
            continue
        pieces = text[start:end].split("\t")
        heading = _heading(pieces)
        if len(pieces) == 1 and pieces[0].strip():
            paused = columns if _is_across(pieces[0].strip()) else []
            columns = []
        elif heading:
            columns = heading
            rows.append(Row(start, end, opens_table=True))
        elif (columns or len(paused) == len(pieces)) and len(pieces) > 1:
            columns = columns or paused
            rows.append(_row(pieces, columns, start, end))
        start = end + 1
    return tuple(rows)


def _is_across(words: str) -> bool:
    """A title over some of a table's rows (“一、作风方面”): short, and no sentence."""
    return len(words) <= _LONGEST_ACROSS and words[-1] not in "。；！？：:，"


def pieces_of(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The sentences of a cell."""
    pieces = []
    for match in re.compile(r"[^。；\n]+[。；]*").finditer(text, start, end):
        words = match.group()
        begin = match.start() + len(words) - len(words.lstrip())
        if words.strip():
            pieces.append((begin, begin + len(words.strip())))
    return pieces


def _heading(pieces: list[str]) -> list[str | None]:
    """The columns that a line names, where it is a table's heading, else nothing."""
    if len(pieces) < _FEWEST_NAMED:
        return []
    columns = [column_of(piece) for piece in pieces]
    named = [column for column in columns if column]
    blank = sum(not piece.strip() for piece in pieces)
    if len(named) < _FEWEST_NAMED or len(named) + blank < len(pieces) - 1 or not set(named) & set(MATTERS):
        return []
    return columns


def _row(pieces: list[str], columns: list[str | None], start: int, end: int) -> Row:
    row = Row(start, end, opens_table=False)
    place = start
    for number, piece in enumerate(pieces):
        column = columns[number] if number < len(columns) else None
        if piece.strip() and column not in (None, OTHER):
            assert column is not None
            begin = place + len(piece) - len(piece.lstrip())
            row.cells.append(Cell(column, begin, begin + len(piece.strip())))
        place += len(piece) + 1
    return row
