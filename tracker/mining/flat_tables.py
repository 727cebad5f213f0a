"""Tables that a copy flattened to one cell a line: the names of the columns, then the cells row by row."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from tracker.mining.tables import MATTERS, OTHER, Cell, Row, column_of

_FEWEST_COLUMNS = 3
_LONGEST_NAME = 8
_LONGEST_WRITTEN_NAME = 16
_LONGEST_LIMIT = 20
_MOST_COLUMNS = 12
_NUMBERS = ("序号", "编号")
_MOST_MORE = 8
"""So many lines more than one its longest cell may have."""


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class _Heading:
    columns: tuple[str, ...]
    counts_rows: bool
    """Its first column is 序号."""


def find_flat_rows(text: str) -> tuple[Row, ...]:
    """The rows of all such tables, in order. Only a column of time limits or of numbers shows that cells are
    told apart rightly; without one, and from a row on that does not fit, lines are left as they are."""
    if not any(sign in text for sign in ("限", "时间", *_NUMBERS)):
        return ()
    lines = _lines(text)
    rows: list[Row] = []
    place = 0
    while place < len(lines):
        heading = _heading_at(lines, place)
        if heading is None:
            place += 1
            continue
        below = place + len(heading.columns)
        found, after = _rows_below(lines, below, heading)
        if found and all(_is_told(text, row) for row in found):
            rows.append(Row(lines[place].start, lines[below - 1].end, opens_table=True))
            rows += found
        place = max(after, place + 1)
    return tuple(rows)


def _is_told(text: str, row: Row) -> bool:
    """What is wrong or to be done stands there in words, not in figures."""
    matters = [cell for cell in row.cells if cell.column in MATTERS]
    return all(_words().search(text, cell.start, cell.end) is not None for cell in matters)


def _lines(text: str) -> list[_Line]:
    found = []
    for match in re.finditer(r"[^\n]+", text):
        words = match.group().strip()
        if words:
            start = match.start() + len(match.group()) - len(match.group().lstrip())
            found.append(_Line(start, start + len(words), words))
    return found


def _heading_at(lines: list[_Line], place: int) -> _Heading | None:
    """The columns that lines from `place` on name, each other than the ones before; None for no table.

    Between 序号 and the first number every line names a column, whatever it is.
    """
    counts_rows = lines[place].words in _NUMBERS
    columns = _down_to_number(lines, place) if counts_rows else []
    for line in lines[place : place + _MOST_COLUMNS] if not columns else []:
        if not _may_name(line, _LONGEST_NAME):
            break
        column = column_of(line.words)
        if column is None or (column != OTHER and column in columns):
            break
        columns.append(column)
    is_table = len(columns) >= _FEWEST_COLUMNS and ("deadline" in columns or counts_rows)
    return _Heading(tuple(columns), counts_rows) if is_table and set(columns) & set(MATTERS) else None


def _down_to_number(lines: list[_Line], place: int) -> list[str]:
    """The columns that the lines down to the first row's number name; none where one of them cannot."""
    columns: list[str] = []
    for line in lines[place : place + _MOST_COLUMNS + 1]:
        if _number(line.words) is not None or _is_across(line.words):
            return columns
        if not _may_name(line, _LONGEST_WRITTEN_NAME):
            break
        columns.append(column_of(line.words) or OTHER)
    return []


def _may_name(line: _Line, longest: int) -> bool:
    words = "".join(line.words.split())
    return len(words) <= longest and words[-1] not in "。；：:，、" and "\t" not in line.words


def _rows_below(lines: list[_Line], place: int, heading: _Heading) -> tuple[list[Row], int]:
    rows: list[Row] = []
    while place < len(lines):
        first = place + (_is_across(lines[place].words) and place + 1 < len(lines))
        taken = _row_length(lines, first, heading)
        if not taken:
            break
        rows.append(_row(lines[first : first + taken], heading.columns))
        place = first + taken
    return rows, place


def _is_across(words: str) -> bool:
    """A title over some of the rows (一、作风方面)."""
    return _chapter().match(words) is not None


def _row_length(lines: list[_Line], place: int, heading: _Heading) -> int:
    """How many lines the row has that begins there; none where nothing shows where it ends."""
    number = _number(lines[place].words) if heading.counts_rows else None
    for length in range(len(heading.columns), len(heading.columns) + _MOST_MORE):
        if number is not None and place + length < len(lines):
            after = lines[place + length].words
            if _number(after) == number + 1 or _is_across(after):
                return length
        if place + length > len(lines):
            break
        if "deadline" in heading.columns and _ends_in_limit(lines, place + length, heading.columns):
            return length
    rest = lines[place : place + len(heading.columns)]
    if number is None or "deadline" in heading.columns or len(rest) < len(heading.columns):
        return 0
    return len(rest) if all(_number(line.words) != number + 1 for line in rest) else 0  # the last row


def _number(words: str) -> int | None:
    return int(words.rstrip(".．、")) if _row_number().fullmatch(words) else None


def _ends_in_limit(lines: list[_Line], end: int, columns: tuple[str, ...]) -> bool:
    """A time limit stands where a row that ends there has it."""
    words = lines[end - (len(columns) - columns.index("deadline"))].words
    return len(words) <= _LONGEST_LIMIT and _limit().search(words) is not None


def _row(lines: list[_Line], columns: tuple[str, ...]) -> Row:
    """Lines that are too many belong to the cell that says most: the last of the matters before the limit."""
    row = Row(lines[0].start, lines[-1].end, opens_table=False)
    matters = [place for place, column in enumerate(columns) if column in MATTERS]
    limit = columns.index("deadline") if "deadline" in columns else len(columns)
    longest = ([place for place in matters if place < limit] or matters)[-1]
    more = len(lines) - len(columns)
    place = 0
    for number, column in enumerate(columns):
        last = place + (more if number == longest else 0)
        if column != OTHER:
            row.cells.append(Cell(column, lines[place].start, lines[last].end))
        place = last + 1
    return row


@cache
def _words() -> re.Pattern[str]:
    return re.compile("[\u4e00-\u9fff]{2}")


@cache
def _chapter() -> re.Pattern[str]:
    return re.compile(r"[一二三四五六七八九十]{1,3}、[^。；]{2,80}$")


@cache
def _row_number() -> re.Pattern[str]:
    return re.compile(r"[0-9]{1,3}[.．、]?")


@cache
def _limit() -> re.Pattern[str]:
    """What a cell of time limits holds."""
    return re.compile(
        r"^(?:[^，。；]{0,6}(?:[0-9一二三四五六七八九十]\s?[年月日天]|20[0-9]{2}\s?[-./]|[年月]底|季度|半年)[^。；]{0,14}"
        r"|立行立改|立知立改|即知即改|立即(?:整改)?|长期(?:坚持)?|持续(?:整改|推进)?|限期整改)$"
    )
