"""Tables of every format become lines: cells parted by tabs, so that each row says all that it means.

What is merged over several rows is said in each of them; a heading of two or three tiers becomes one line
(“责任落实” over “牵头单位” is “责任落实牵头单位”); titles and notes across a table are lines of their own.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final

from tracker.reading.refused import Refused

MOST_CELLS: Final = 1_000_000
"""Cells with words of one table once merged ones are said in each row."""
_TOO_LARGE: Final = "表格过大，请拆分成几份后再读"
_MOST_TIERS: Final = 4
_BROADEST_MERGE: Final = 64
"""Columns; what claims to reach over more is a title merged without end."""
_LONGEST_HEADING: Final = 16
"""A joined heading longer than this is cut to what its lowest tier says."""


@dataclass(frozen=True, slots=True)
class Field:
    """A cell with words, perhaps merged: its first row and column, and over how many it reaches."""

    row: int
    column: int
    text: str
    rows: int = 1
    columns: int = 1


def draw(fields: Iterable[Field]) -> list[str]:
    """The lines of a table; an empty one where rows are left out between others.

    Of too many fields those beyond the limit are not even asked for. Raises Refused.
    """
    filled = list(islice((field for field in fields if field.text), MOST_CELLS + 1))
    if len(filled) > MOST_CELLS:
        raise Refused(_TOO_LARGE)
    if not filled:
        return []
    rows = _rows(filled)
    left = min(field.column for field in filled)
    width = max(field.column + min(field.columns, _BROADEST_MERGE) for field in filled) - left
    head = _head(rows, width)
    tiers = [head + tier for tier in range(_tiers(rows, head, width) + 1)]
    lines: list[str] = []
    before = next(iter(rows))
    for number, row in rows.items():
        if number > before + 1:
            lines.append("")
        before = number
        if number == head and len(tiers) > 1:
            lines.append(_heading([rows[tier] for tier in tiers], left))
        elif number not in tiers[1:]:
            lines.append(_line(row, left, width, is_above=number < head))
    return lines


def _head(rows: dict[int, list[Field]], width: int) -> int:
    """The first row that fills most columns: above it stand titles, who filled it in, and when."""
    for number, row in rows.items():
        if len(row) > 1 and 2 * sum(field.columns for field in row) > width:
            return number
    return next((number for number, row in rows.items() if len(row) > 1), next(iter(rows)))


def _rows(fields: Sequence[Field]) -> dict[int, list[Field]]:
    """The fields that reach into each row where something begins, from left to right, rows in order."""
    numbers = sorted({field.row for field in fields})
    rows: dict[int, list[Field]] = {number: [] for number in numbers}
    cells = 0
    for field in sorted(fields, key=lambda field: field.column):
        first = bisect_left(numbers, field.row)
        last = bisect_left(numbers, field.row + field.rows)
        cells += last - first
        if cells > MOST_CELLS:
            raise Refused(_TOO_LARGE)
        for number in numbers[first:last]:
            rows[number].append(field)
    return rows


def _tiers(rows: dict[int, list[Field]], head: int, width: int) -> int:
    """How many rows below the first one of the heading belong to it too."""
    depth = 0
    while depth < _MOST_TIERS and head + depth + 1 in rows:
        upper, lower = rows[head + depth], rows[head + depth + 1]
        begun = [field for field in lower if field.row == head + depth + 1]
        wide = [field for field in upper if 1 < field.columns < width and field.row == head + depth]
        under_wide = sum(any(_is_over(above, field) for above in wide) for field in begun)
        if not wide or under_wide < 2 or under_wide < len(begun):
            break
        depth += 1
    return depth


def _is_over(upper: Field, lower: Field) -> bool:
    return upper.column <= lower.column < upper.column + upper.columns


def _heading(tiers: list[list[Field]], left: int) -> str:
    """The tiers of a heading as one line: each column says what stands above it, then its own."""
    columns = sorted({field.column for tier in tiers for field in tier})
    cells: dict[int, str] = {}
    for column in columns:
        here = Field(0, column, "")
        above = list(dict.fromkeys(field for tier in tiers for field in tier if _is_over(field, here)))
        words = "".join(field.text for field in above)
        cells[column] = words if len(words) <= _LONGEST_HEADING or not above else above[-1].text
    return _tabbed(cells, left)


def _line(fields: list[Field], left: int, width: int, *, is_above: bool) -> str:
    """A row; alone above the heading, across the table or in its first cell, words are a plain line."""
    if is_above:
        return "\t".join(field.text for field in fields)
    if len(fields) == 1 and (fields[0].columns * 2 > width or fields[0].column == left):
        return fields[0].text
    return _tabbed({field.column: field.text for field in fields}, left)


def _tabbed(cells: dict[int, str], left: int) -> str:
    line, place = "", left
    for column, words in cells.items():
        line += "\t" * (column - place) + words
        place = column
    return line


def moved(fields: Iterable[Field], rows: int) -> list[Field]:
    """The same fields so many rows further down."""
    return [replace(field, row=field.row + rows) for field in fields]
