"""Tables saved as CSV: cells parted by commas become rows like those of every other table."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Final

from tracker.reading.grids import Field, draw
from tracker.reading.refused import Refused

_LONGEST_CELL: Final = 1_000_000
_HEAD: Final = 20
"""So many lines tell what parts the cells: the first one may be a title."""
_END: Final = "\0"
"""Set behind the table, where no text has it: a quotation that is still open there takes it in."""
_UNCLOSED: Final = "表格（CSV）的引号不成对，请用 WPS 或 Excel 另存为 .xlsx 后再读"


def table_text(text: str) -> str:
    """The rows with tabs between their cells. Raises Refused where a quotation never ends."""
    head = "\n".join(text.split("\n", _HEAD)[:_HEAD])
    parting = max(",;\t", key=head.count)
    if parting not in head:
        parting = "，"
    csv.field_size_limit(_LONGEST_CELL)
    rows = csv.reader(io.StringIO(f"{text}\n{_END}"), delimiter=parting)
    try:
        return "\n".join(draw(_fields(rows)))
    except csv.Error as broken:
        raise Refused(_UNCLOSED) from broken


def _fields(rows: Iterable[list[str]]) -> Iterator[Field]:
    """The cells that have words."""
    for number, row in enumerate(rows):
        if row == [_END]:
            return
        for column, cell in enumerate(row):
            if cell:
                yield Field(number, column, " ".join(cell.split()))
    raise Refused(_UNCLOSED)
