"""Tables that a copy flattened to one cell a line: the names of the columns, then the cells row by row."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from tracker.mining.tables import MATTERS, OTHER, Cell, Row, column_of

_FEWEST_COLUMNS = 3
_LONGEST_NAME = 8
_LONGEST_LIMIT = 20
_MOST_MORE = 8
"""So many lines more than one its longest cell may have."""


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    words: str


def find_flat_rows(text: str) -> tuple[Row, ...]:
    """The rows of all such tables, in order. Only a column of time limits shows that cells are told apart
    rightly; without one, and from a row on that does not fit, lines are left as they are."""
    if "限" not in text and "时间" not in text:
        return ()
    lines = _lines(text)
    rows: list[Row] = []
    place = 0
    while place < len(lines):
        columns = _columns_at(lines, place)
        if not columns:
            place += 1
            continue
        below = place + len(columns)
        found, after = _rows_below(lines, below, columns)
        if found:
            rows.append(Row(lines[place].start, lines[below - 1].end, opens_table=True))
            rows += found
        place = max(after, place + 1)
    return tuple(rows)


def _lines(text: str) -> list[_Line]:
    found = []
    for match in re.finditer(r"[^\n]+", text):
        words = match.group().strip()
        if words:
            start = match.start() + len(match.group()) - len(match.group().lstrip())
            found.append(_Line(start, start + len(words), words))
    return found


def _columns_at(lines: list[_Line], place: int) -> list[str]:
    """The columns that lines from `place` on name, each other than the ones before; none for no table."""
    columns: list[str] = []
    for line in lines[place : place + 12]:
        if len(line.words) > _LONGEST_NAME or line.words[-1] in "。；：:，、" or "\t" in line.words:
            break
        column = column_of(line.words)
        if column is None or (column != OTHER and column in columns):
            break
        columns.append(column)
    is_table = len(columns) >= _FEWEST_COLUMNS and "deadline" in columns
    return columns if is_table and set(columns) & set(MATTERS) else []


def _rows_below(lines: list[_Line], place: int, columns: list[str]) -> tuple[list[Row], int]:
    rows: list[Row] = []
    while taken := _row_length(lines, place, columns):
        rows.append(_row(lines[place : place + taken], columns))
        place += taken
    return rows, place


def _row_length(lines: list[_Line], place: int, columns: list[str]) -> int:
    """How many lines the row has that begins there; none where no time limit stands in its place."""
    behind = len(columns) - columns.index("deadline")
    for length in range(len(columns), len(columns) + _MOST_MORE):
        if place + length > len(lines):
            break
        words = lines[place + length - behind].words
        if len(words) <= _LONGEST_LIMIT and _limit().search(words):
            return length
    return 0


def _row(lines: list[_Line], columns: list[str]) -> Row:
    """Lines that are too many belong to the cell that says most: the last of the matters before the limit."""
    row = Row(lines[0].start, lines[-1].end, opens_table=False)
    matters = [place for place, column in enumerate(columns) if column in MATTERS]
    before = [place for place in matters if place < columns.index("deadline")] or matters
    more = len(lines) - len(columns)
    place = 0
    for number, column in enumerate(columns):
        last = place + (more if number == before[-1] else 0)
        if column != OTHER:
            row.cells.append(Cell(column, lines[place].start, lines[last].end))
        place = last + 1
    return row


@cache
def _limit() -> re.Pattern[str]:
    """What a cell of time limits holds."""
    return re.compile(
        r"^(?:[^，。；]{0,6}(?:[0-9一二三四五六七八九十]\s?[年月日天]|20[0-9]{2}\s?[-./]|[年月]底|季度|半年)[^。；]{0,14}"
        r"|立行立改|立知立改|即知即改|立即(?:整改)?|长期(?:坚持)?|持续(?:整改|推进)?|限期整改)$"
    )
