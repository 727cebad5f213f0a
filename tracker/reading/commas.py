"""Tables saved as CSV: cells parted by commas become rows like those of every other table."""

from __future__ import annotations

import csv
import io
from typing import Final

from tracker.reading.grids import Field, draw
from tracker.reading.refused import Refused

_LONGEST_CELL: Final = 1_000_000


def table_text(text: str) -> str:
    """The rows with tabs between their cells. Raises Refused where a quotation never ends."""
    first = text[: text.find("\n") if "\n" in text else len(text)]
    parting = max(",;\t，", key=first.count)
    csv.field_size_limit(_LONGEST_CELL)
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter=parting))
    except csv.Error as broken:
        raise Refused("表格（CSV）的引号不成对，请用 WPS 或 Excel 另存为 .xlsx 后再读") from broken
    fields = (
        Field(number, column, " ".join(cell.split()))
        for number, row in enumerate(rows)
        for column, cell in enumerate(row)
    )
    return "\n".join(draw(fields))
