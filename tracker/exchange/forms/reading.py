"""What stands in a form that came back, however its rows, columns and sheets were moved about."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from tracker.exchange.forms.base import MARK, Base, NotAForm, read_base
from tracker.exchange.forms.columns import KEY, MATTER, MEASURE, NUMBER, plain
from tracker.exchange.forms.writing import SIGNATURES
from tracker.ledger.words import FormCell
from tracker.reading.grid import Grid, Workbook

_BLANKS: Final = re.compile(r"\s+")
_LATEST_HEADER: Final = 60
"""Rows that may stand above the header, titles and what somebody put in."""
_MOST_LINES: Final = 200_000
_MOST_MERGES: Final = 5_000


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the form as it came back."""

    sheet: str
    row: int
    key: str
    number: str
    measure: str
    """What stands in 措施: 总体, or a number."""
    matter: str
    cells: Mapping[FormCell, str]
    """Of the columns that are there, blanks around their texts left out; a cell that a merged one covers
    says nothing and is not among them."""

    @property
    def is_blank(self) -> bool:
        return not (self.key or self.number or self.matter or any(self.cells.values()))


@dataclass(frozen=True, slots=True)
class Returned:
    """A form that came back."""

    base: Base
    digest: str
    lines: tuple[Line, ...]
    missing: tuple[FormCell, ...]
    """Columns that somebody took away."""
    from_1904: bool
    has_macros: bool


def read_form(book: Workbook) -> Returned:
    """Raises NotAForm."""
    bases = [grid for grid in book.grids if _first(grid) == MARK]
    if not bases:
        raise NotAForm(
            "不是发出去的填报表，或者是把内容抄到了新表里（隐藏的校验页不在了），请让单位在发去的原表里填写"
        )
    if len(bases) > 1:
        raise NotAForm("几份填报表合在了一个文件里，请分开交回")
    base, digest = read_base([bases[0].rows[row].get(0, "") for row in sorted(bases[0].rows)])
    lines: list[Line] = []
    found: set[FormCell] = set()
    for grid in book.grids:
        header = _header(grid)
        if header is not None:
            row, columns = header
            found |= {FormCell(key) for key in columns.values() if key in _ANSWERS}
            lines += _lines(grid, row, columns)
    if not found:
        raise NotAForm("填报表的表头不在了（要有编号、措施、本期进展等列），请让单位在发去的原表里填写")
    if len(lines) > _MOST_LINES:
        raise NotAForm("填报表的行数过多，请让单位在发去的原表里填写")
    asked = {cell for said in base.rows for cell in said.values}
    missing = tuple(cell for cell in FormCell if cell in asked - found)
    return Returned(base, digest, tuple(lines), missing, book.from_1904, book.has_macros)


_ANSWERS: Final = {cell.value: cell for cell in FormCell}
_HEADINGS: Final = {
    **{cell.word: cell.value for cell in FormCell},
    NUMBER: "number",
    MEASURE: "measure",
    MATTER: "matter",
    KEY: "key",
}


def _first(grid: Grid) -> str:
    rows = grid.rows
    return rows[min(rows)].get(0, "") if rows else ""


def _header(grid: Grid) -> tuple[int, dict[int, str]] | None:
    """The row with the headings, and which column holds what; each heading counts once."""
    for row in sorted(grid.rows)[:_LATEST_HEADER]:
        columns: dict[int, str] = {}
        for column, text in sorted(grid.rows[row].items()):
            key = _HEADINGS.get(_BLANKS.sub("", text))
            if key and key not in columns.values():
                columns[column] = key
        keys = set(columns.values())
        if keys & _ANSWERS.keys() and keys & {"number", "key"}:
            return row, columns
    return None


def _lines(grid: Grid, header: int, columns: Mapping[int, str]) -> Iterator[Line]:
    covered = _covered(grid, header, columns)
    places = {key: column for column, key in columns.items()}
    for row in sorted(grid.rows):
        said = grid.rows[row]
        if row <= header or _is_foot(said):
            continue

        def text(key: str, said: Mapping[int, str] = said) -> str:
            return plain(said.get(places[key], "")) if key in places else ""

        line = Line(
            sheet=grid.name,
            row=row,
            key=text("key"),
            number=text("number"),
            measure=text("measure"),
            matter=text("matter"),
            cells={
                cell: text(key)
                for key, cell in _ANSWERS.items()
                if key in places and (row, places[key]) not in covered
            },
        )
        if not line.is_blank:
            yield line


def _covered(grid: Grid, header: int, columns: Mapping[int, str]) -> set[tuple[int, int]]:
    """Cells to be answered that lie under a merged one. Raises NotAForm."""
    numbers = sorted(row for row in grid.rows if row > header)
    answers = sorted(column for column, key in columns.items() if key in _ANSWERS)
    merges = [merge for merge in grid.merges if merge.bottom > header and numbers]
    if len(merges) > _MOST_MERGES:
        raise NotAForm("填报表里合并的单元格过多，请让单位在发去的原表里填写")
    found: set[tuple[int, int]] = set()
    for merge in merges:
        rows = numbers[bisect_left(numbers, merge.top) : bisect_right(numbers, merge.bottom)]
        across = answers[bisect_left(answers, merge.left) : bisect_right(answers, merge.right)]
        under = {(row, column) for row in rows for column in across} - {(merge.top, merge.left)}
        found |= under
        if len(found) > _MOST_LINES:
            raise NotAForm("填报表里合并的单元格过多，请让单位在发去的原表里填写")
    return found


def _is_foot(said: Mapping[int, str]) -> bool:
    """A line below the list: what to heed, and who signs."""
    texts = [text for text in said.values() if text.strip()]
    known = (*SIGNATURES, "填报说明：", "表号 ")
    return any(text.startswith(known) for text in texts)
