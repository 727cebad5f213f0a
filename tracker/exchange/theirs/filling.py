"""Which cells of somebody's workbook are ours to write, and the copy of it in which they are written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from tracker.exchange.blocks import HIGHEST_ROW, lines_high
from tracker.exchange.importing.records import MeasureRecord, Record
from tracker.exchange.importing.tables import Table
from tracker.exchange.lists.item_texts import OVERALL
from tracker.exchange.settings import Typeface
from tracker.exchange.texts import cell_parts, normal
from tracker.exchange.theirs.matching import How, Match, bare
from tracker.exchange.theirs.parts import Parts
from tracker.exchange.theirs.splicing import NewCell, SheetMap, letters, map_sheet, spliced, words_offered
from tracker.exchange.theirs.words import Answer, Said, among, answer, day_text, is_day
from tracker.ledger.rows import ItemPage, MeasureRow
from tracker.reading.grid import Grid, Merge, Workbook
from tracker.reading.workbook import merge_of

_LIKE_A_MEASURE: Final = 75.0
_EPOCH_1900: Final = dt.date(1899, 12, 30)
_EPOCH_1904: Final = dt.date(1904, 1, 1)
_OTHERS_LOOKED_AT: Final = 50


@dataclass(frozen=True, slots=True)
class Wished:
    """What is written."""

    fields: frozenset[str]
    only_empty: bool = False
    """Cells that say something already are left."""
    fits_rows: bool = False
    """Rows too low for their text are made higher."""


@dataclass(frozen=True, slots=True)
class CellFilled:
    """One cell that is written."""

    place: str
    heading: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class CellLeft:
    """One cell that would be ours and is not written."""

    place: str
    heading: str
    why: str


@dataclass(slots=True)
class RowFilled:
    """What came of one row of theirs."""

    match: Match
    filled: list[CellFilled] = field(default_factory=list)
    left: list[CellLeft] = field(default_factory=list)
    same: int = 0
    """Cells that say it already."""


@dataclass(slots=True)
class SheetFilled:
    """One sheet: its rows' outcomes, and its part with our cells."""

    table: Table
    rows: list[RowFilled]
    part: bytes
    low: int = 0
    """Rows that do not show their text whole."""


def fill_sheet(
    parts: Parts,
    book: Workbook,
    table: Table,
    columns: Mapping[int, str],
    matches: Sequence[Match],
    pages: Mapping[int, ItemPage],
    wished: Wished,
    told: Callable[[], None],
) -> SheetFilled:
    """Write what the ledger says of the matched rows; `told` hears of each. Raises Refused."""
    return _Filler(parts, book, table, columns, matches, pages, wished).fill(told)


@dataclass(slots=True)
class _Target:
    """A cell to write, and the last row it reaches down to."""

    row: int
    last: int
    column: int


class _Filler:
    def __init__(
        self,
        parts: Parts,
        book: Workbook,
        table: Table,
        columns: Mapping[int, str],
        matches: Sequence[Match],
        pages: Mapping[int, ItemPage],
        wished: Wished,
    ) -> None:
        self.parts = parts
        self.book = book
        self.grid: Grid = table.grid
        self.table = table
        self.columns = columns
        self.matches = matches
        self.pages = pages
        self.wished = wished
        self.headings = {head.column: head.text for head in table.header.heads}
        self.merges: dict[tuple[int, int], Merge] = {}
        rows = {row for match in matches for row in range(match.record.row, match.record.last_row + 1)}
        for merge in self.grid.merges:
            for row in range(merge.top, merge.bottom + 1) if merge.bottom - merge.top < 5000 else ():
                if row in rows:
                    self.merges.update(dict.fromkeys(((row, c) for c in self._own(merge)), merge))
        self.part = parts.part(self.grid.part)
        self.sheet: SheetMap = map_sheet(self.part, rows)
        self.cells: dict[tuple[int, int], NewCell] = {}
        self.needed: dict[tuple[int, int], float] = {}
        """Points by the first and last row that a text has."""

    def _own(self, merge: Merge) -> list[int]:
        return [column for column in self.columns if merge.left <= column <= merge.right]

    def fill(self, told: Callable[[], None]) -> SheetFilled:
        rows = []
        for match in self.matches:
            rows.append(self._row(match))
            told()
        low = self._low_rows()
        heights = low if self.wished.fits_rows else {}
        part = spliced(self.part, self.sheet, self.cells, heights) if self.cells else self.part
        return SheetFilled(self.table, rows, part, 0 if heights else len(low))

    def _row(self, match: Match) -> RowFilled:
        done = RowFilled(match)
        is_known = match.item is not None and match.how is not How.UNSURE
        page = self.pages.get(match.item.id) if match.item and is_known else None
        if page is None:
            return done
        beside = _measures(match.record, page)
        for column, key in sorted(self.columns.items()):
            if key in self.wished.fields:
                said = answer(
                    key, self.headings.get(column, "").rpartition("/")[2], page, tuple(self.columns.values())
                )
                self._column(done, column, key, said, beside)
        return done

    def _column(
        self, done: RowFilled, column: int, key: str, said: Answer, beside: Mapping[int, MeasureRow | None]
    ) -> None:
        """One column of a row: a cell for each measure where theirs stand apart, else one for all."""
        record = done.match.record
        merge = self.merges.get((record.row, column))
        reach = merge.bottom if merge else record.row
        apart = said.by_measure is not None and len(beside) > 1 and reach < max(beside)
        if not apart or said.by_measure is None:
            self._cell(done, record.row, column, key, said.whole)
            return
        for row, measure in beside.items():
            own = said.by_measure.get(measure.ordinal, Said()) if measure else Said()
            if said.overall and row == record.row:
                own = Said(f"{OVERALL}{said.overall}\n{own.text}".rstrip("\n"))
            elif measure is None:
                self._leave(done, row, column, "这条措施台账里没有对上")
            self._cell(done, row, column, key, own)

    def _cell(self, done: RowFilled, row: int, column: int, key: str, said: Said) -> None:
        if not said.text and said.day is None:
            return
        merge = self.merges.get((row, column))
        if merge and (merge.top, merge.left) != (row, column):
            self._leave(done, row, column, "和别的格子合并在一起")
            return
        target = _Target(row, merge.bottom if merge else row, column)
        before = self.grid.rows.get(row, {}).get(column, "")
        if why := self._why_not(target, before):
            self._leave(done, row, column, why)
            return
        cell, shown = self._value(target, key, said)
        if cell is None:
            self._leave(done, row, column, f"下拉里没有和“{said.text}”一样意思的词")
            return
        if normal(before) == normal(shown):
            done.same += 1
            return
        self.cells[row, column] = cell
        self._note_height(target, shown, merge)
        done.filled.append(
            CellFilled(f"{letters(column)}{row}", self.headings.get(column, ""), before, shown)
        )

    def _leave(self, done: RowFilled, row: int, column: int, why: str) -> None:
        done.left.append(CellLeft(f"{letters(column)}{row}", self.headings.get(column, ""), why))

    def _why_not(self, target: _Target, before: str) -> str:
        """Why the cell is not ours to write."""
        if self.wished.only_empty and before:
            return "已经有内容"
        place = self.sheet.rows.get(target.row)
        if place is None:
            return "工作表里没有这一行"
        known = place.cell(target.column)
        if known and known.has_formula:
            return "是公式"
        if self.sheet.is_protected and self.parts.style(self._style(target)).is_locked:
            return "工作表加了保护，这一格是锁定的"
        return ""

    def _style(self, target: _Target) -> int:
        row = self.sheet.rows[target.row]
        known = row.cell(target.column)
        if known:
            return known.style
        return self.sheet.column_style(target.column) if row.style is None else row.style

    def _value(self, target: _Target, key: str, said: Said) -> tuple[NewCell | None, str]:
        """What is written, and how it reads; None where a drop-down has no word for it."""
        if said.day is not None and is_day(key):
            return self._day(target, said.day)
        text = cell_parts(said.text)[0]
        words = self._words(target)
        if words:
            text = among(words, key, text)
        return (NewCell(text) if text else None), text

    def _day(self, target: _Target, day: dt.date) -> tuple[NewCell, str]:
        if self.parts.style(self._style(target)).is_date:
            epoch = _EPOCH_1904 if self.book.from_1904 else _EPOCH_1900
            return NewCell("", (day - epoch).days), f"{day.year}年{day.month}月{day.day}日"
        texts = (row.get(target.column, "") for number, row in self.grid.rows.items() if number != target.row)
        others = [text for text in texts if text][:_OTHERS_LOOKED_AT]
        text = day_text(day, others)
        return NewCell(text), text

    def _words(self, target: _Target) -> tuple[str, ...]:
        """What the cell's drop-down offers, as far as it can be told."""
        source = words_offered(self.sheet.choices, target.row, target.column)
        if source.startswith('"') and source.endswith('"'):
            return tuple(word.strip() for word in source[1:-1].split(",") if word.strip())
        reference = (
            source if merge_of(source.rpartition("!")[2].replace("$", "")) else self.parts.named(source)
        )
        name, _, place = reference.replace("$", "").rpartition("!")
        asked = name.strip("'") or self.grid.name
        grid = next((grid for grid in self.book.grids if grid.name == asked), None)
        reach = merge_of(place)
        if grid is None or reach is None:
            return ()
        top, left, bottom, right = reach
        return tuple(
            text
            for row in sorted(grid.rows)
            if top <= row <= bottom
            for column, text in sorted(grid.rows[row].items())
            if left <= column <= right
        )

    def _note_height(self, target: _Target, text: str, merge: Merge | None) -> None:
        right = merge.right if merge else target.column
        width = sum(self.sheet.width(column) for column in range(target.column, right + 1))
        style = self.parts.style(self._style(target))
        needed = min(HIGHEST_ROW, lines_high(text, width, Typeface(style.font, style.points)))
        rows = (target.row, target.last)
        self.needed[rows] = max(needed, self.needed.get(rows, 0.0))

    def _low_rows(self) -> dict[int, float]:
        """Rows of a fixed height that hide some of our text, with the height they want; where a text goes
        over several rows the last of them. Rows without a height get theirs from whoever opens the file.
        """
        found: dict[int, float] = {}
        for (first, last), needed in sorted(self.needed.items(), key=lambda pair: pair[0][1] - pair[0][0]):
            places = [place for row in range(first, last + 1) if (place := self.sheet.rows.get(row))]
            heights = [found.get(place.number, place.height or 0.0) for place in places]
            if places and all(place.height for place in places) and (missing := needed - sum(heights)) > 0:
                found[places[-1].number] = min(HIGHEST_ROW, heights[-1] + missing)
        return found


def _measures(record: Record, page: ItemPage) -> dict[int, MeasureRow | None]:
    """For each row in which a measure of theirs stands, ours that it is."""
    left = list(page.measures)
    found: dict[int, MeasureRow | None] = {}
    for written in record.measures:
        row = _same(written, left)
        if row is not None:
            left.remove(row)
        found[written.row] = row
    return found


def _same(written: MeasureRecord, left: Sequence[MeasureRow]) -> MeasureRow | None:
    from rapidfuzz import fuzz, process

    text = bare(written.cells["measures"])
    exact = next((row for row in left if bare(row.text) == text), None)
    if exact is not None or not left:
        return exact
    near = process.extractOne(
        text, [bare(row.text) for row in left], scorer=fuzz.ratio, score_cutoff=_LIKE_A_MEASURE
    )
    return left[near[2]] if near else None
