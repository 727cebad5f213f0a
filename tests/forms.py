"""Forms as units give them back, for the tests of both faces."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import openpyxl

from tracker.reading.package import Package
from tracker.reading.sheets import emit_sheets

Answers = Mapping[tuple[str, str], Mapping[str, Any]]
"""By 编号 and 措施 what is written under each heading."""


def records_read_here(content: bytes, seconds: float = 0) -> Iterator[list[Any]]:
    """As `grid.records_of_sheets`, but in this process: the other one is tried in the tests of `reading`."""
    found: list[list[Any]] = []
    emit_sheets(Package(content), found.append)
    yield from found


def filled(
    source: Path, target: Path, answers: Answers, also: Callable[[Any, dict[str, int]], None] | None = None
) -> Path:
    """A form as it comes back, with these answers."""
    book = openpyxl.load_workbook(source)
    sheet = book["填报表"]
    columns = {cell.value.replace("\n", ""): cell.column for cell in sheet[4] if cell.value}
    for row in range(5, sheet.max_row + 1):
        place = (sheet.cell(row, columns["编号"]).value, str(sheet.cell(row, columns["措施"]).value))
        for heading, value in answers.get(place, {}).items():
            sheet.cell(row, columns[heading]).value = value
    if also:
        also(sheet, columns)
    book.save(target)
    return target
