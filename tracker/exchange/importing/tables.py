"""The tables of a workbook: which sheets hold a 台账, and what their columns are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from tracker.errors import BadInput
from tracker.exchange.importing.cells import read_state
from tracker.exchange.importing.header import Header, find_header
from tracker.exchange.importing.headings import (
    IGNORED,
    Certainty,
    Reading,
    field_named,
    fields,
    fingerprint,
    of_tiers,
    plain,
    read_heads,
)
from tracker.exchange.importing.own_lists import LEDGER, own_list, own_readings
from tracker.exchange.importing.records import Record, Skipped
from tracker.exchange.importing.rows import Sheet, columns_hidden, each_record, hidden_in, read_rows
from tracker.reading.grid import Grid, Workbook
from tracker.text.cleaning import one_line

_YEAR: Final = re.compile(r"(20[0-9]{2})\s?年")
_YEAR_OF_LIMIT: Final = re.compile(r"(20[0-9]{2})\s?[年./-]")
_WITH_YEAR: Final = re.compile(r"20[0-9]{2}|二[〇○零0]|(?<![0-9])2[0-9][./年-][0-9]{1,2}|[0-9]{5}")
_COUNTED_FROM: Final = re.compile(r"[0-9月季年周天日]")
_ALL_IN_LEDGER: Final = "本程序导出的，事项都在“整改台账”一页里，没有另读"
_LONGEST_STATE: Final = 12
_LETTERS: Final = re.compile(r"[A-Za-z]{1,3}")
_PRINTED_HEAD: Final = re.compile(r"(?<![0-9])([0-9]{1,9})[:：]([0-9a-f]{64})(?![0-9a-f])")


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet with a header that was recognised."""

    grid: Grid
    header: Header
    readings: tuple[Reading, ...]
    fingerprint: str
    own: str = ""
    """Key of our own list, where it is an export of it."""

    @property
    def name(self) -> str:
        return self.grid.name

    @property
    def unsure(self) -> tuple[Reading, ...]:
        """Columns somebody has to be asked about, where they hold anything."""
        return tuple(reading for reading in self.readings if reading.certainty is Certainty.UNSURE)

    @property
    def year(self) -> int | None:
        """That the rows above the header name, or the sheet's name."""
        years = [int(found[1]) for text in (*self.header.above, self.name) for found in _YEAR.finditer(text)]
        return years[0] if years else None

    @property
    def title(self) -> str:
        """The longest text above the header."""
        return max(self.header.above, key=len, default="")


def printed_heads(table: Table) -> Iterator[str]:
    """Each 台账校验码 (`COUNT:HASH`) that stands on the sheet, as our lists print one below."""
    for texts in table.grid.rows.values():
        for text in texts.values():
            if "校验码" in text or ":" in text:
                yield from (f"{found[1]}:{found[2]}" for found in _PRINTED_HEAD.finditer(text))


def find_tables(
    book: Workbook, only: Collection[str] = ()
) -> tuple[tuple[Table, ...], tuple[tuple[str, str], ...]]:
    """The 台账 among the sheets, and the sheets passed over with the reason.

    Hidden sheets are read only when named. Raises BadInput for a name that no sheet has.
    """
    names = [grid.name for grid in book.grids]
    if missing := [name for name in only if name not in names]:
        known = "、".join(f"“{one_line(name)}”" for name in names)
        raise BadInput(f"没有工作表“{one_line(missing[0])}”，有：{known}")
    tables, passed = [], []
    for grid in book.grids:
        if only and grid.name not in only:
            continue
        if grid.is_hidden and not only:
            passed.append((grid.name, "隐藏的工作表，没有读取"))
        elif not grid.rows:
            passed.append((grid.name, "空白的工作表"))
        elif (header := find_header(grid)) is None:
            passed.append((grid.name, "没有认出台账的表头"))
        else:
            tables.append(_table(grid, header))
    if not only and any(table.own == LEDGER for table in tables):
        passed += [(table.name, _ALL_IN_LEDGER) for table in tables if table.own not in ("", LEDGER)]
        tables = [table for table in tables if table.own in ("", LEDGER)]
    return tuple(tables), tuple(passed)


def _table(grid: Grid, header: Header) -> Table:
    readings = _by_values(grid, header, read_heads(header.heads))
    own = own_list(grid.name, header.heads)
    if own:
        readings = own_readings(own, header.heads, readings)
    return Table(grid, header, readings, fingerprint(header.heads), own)


def _by_values(grid: Grid, header: Header, readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """完成情况 with nothing but 已完成、正在推进 under it tells the state, where no other column does."""
    if any(reading.field == "state" for reading in readings):
        return tuple(readings)
    return tuple(
        Reading(reading.head, "state", Certainty.SURE)
        if of_tiers(reading.head.tiers) == "completion" and _holds_states(grid, header, reading.head.column)
        else reading
        for reading in readings
    )


def _holds_states(grid: Grid, header: Header, column: int) -> bool:
    said = {texts[column] for row, texts in grid.rows.items() if row > header.last and column in texts}
    return bool(said) and all(len(text) <= _LONGEST_STATE and not read_state(text, "")[2] for text in said)


def columns_of(table: Table, chosen: Mapping[int, str]) -> dict[int, str]:
    """Field by column: what somebody chose, else what is sure."""
    columns = {
        reading.head.column: reading.field
        for reading in table.readings
        if reading.certainty is Certainty.SURE and reading.field
    }
    for column, field in chosen.items():
        if field not in ("", IGNORED) and not fields()[field].joins:
            columns = {place: known for place, known in columns.items() if known != field}
        columns[column] = field or IGNORED
    return columns


def chosen_columns(table: Table, typed: Sequence[tuple[str, str]]) -> dict[int, str]:
    """Field by column as typed (列=字段), the column by its heading or letters; what other sheets have is
    passed over. Raises BadInput for a field that there is none of.
    """
    found: dict[int, str] = {}
    for heading, word in typed:
        field = field_named(word)
        if not field:
            known = "、".join(entry.word for entry in fields().values())
            raise BadInput(f"没有字段“{one_line(word)}”，可用：{known}")
        for head in table.header.heads:
            names = {plain(head.text), plain(head.tiers[-1]), plain("".join(head.tiers))}
            if plain(heading) in names or (
                _LETTERS.fullmatch(heading) and column_letters(head.column) == heading.upper()
            ):
                found[head.column] = field
    return found


def column_letters(column: int) -> str:
    """A column's name on the sheet: A, B, … AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def sheet_of(table: Table, columns: Mapping[int, str]) -> Sheet:
    """The records below the header."""
    return read_rows(table.grid, table.header, columns, table.name)


def year_of(table: Table, columns: Mapping[int, str]) -> int | None:
    """That its limits without a year belong to: the title's, else the one that most of the others name."""
    if table.year is not None:
        return table.year
    years = Counter(found[1] for text in _limits(table, columns) if (found := _YEAR_OF_LIMIT.match(text)))
    return next((int(year) for year, _ in years.most_common(1)), None)


def leaves_out_years(table: Table, columns: Mapping[int, str]) -> bool:
    """Whether a limit of the sheet is counted from a day that it does not say."""
    return any(
        _COUNTED_FROM.search(text) is not None and _WITH_YEAR.search(text) is None
        for text in _limits(table, columns)
    )


def _limits(table: Table, columns: Mapping[int, str]) -> Iterator[str]:
    places = [column for column, field in columns.items() if field == "deadline"]
    rows = (texts for row, texts in table.grid.rows.items() if row > table.header.last)
    return (texts[column] for texts in rows for column in places if column in texts)


def records_of(
    table: Table, columns: Mapping[int, str], pass_over: Callable[[Skipped], None]
) -> Iterator[Record]:
    """The same one after the other; `pass_over` hears of rows that are part of none."""
    return each_record(table.grid, table.header, columns, table.name, pass_over)


def warnings_of(table: Table, columns: Mapping[int, str]) -> tuple[str, ...]:
    """What a person should know of the sheet as a whole."""
    told = []
    where = f"“{table.name}”" if table.name else ""
    if rows := hidden_in(table.grid, table.header):
        told.append(f"{where}有{rows}行是隐藏的，已一并读取")
    if hidden := list(columns_hidden(table.grid, columns)):
        told.append(f"{where}有{len(hidden)}列是隐藏的，已一并读取")
    unknown = [
        reading.head.text
        for reading in table.readings
        if reading.head.column not in columns and reading.certainty is not Certainty.SURE
    ]
    if unknown:
        listed = "、".join(f"“{one_line(text)}”" for text in unknown[:8])
        more = f"等{len(unknown)}列" if len(unknown) > 8 else ""
        told.append(f"{where}不认得的列：{listed}{more}，内容随导入来源留存；要读进来，写 --map 列=字段")
    words = [fields()[key].word for key in columns.values() if fields()[key].told_only]
    if words:
        told.append(f"{where}{'、'.join(words)}由自报登记，不从表里读，内容随导入来源留存")
    return tuple(told)
