"""Filling in a superior's workbook: which rows are our items, and our cells written into a copy of it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tracker.desk.exporting import without_secret
from tracker.desk.importing import Source, Told, settle_columns, source_in
from tracker.errors import BadInput, OutputFailed, Refusal, UnreadableFile
from tracker.exchange.importing.headings import field_named, fields
from tracker.exchange.importing.tables import Table, sheet_of
from tracker.exchange.theirs.matching import How, Match, match_records
from tracker.exchange.theirs.words import OURS, fillable
from tracker.files import replacing, shown
from tracker.ledger import pages, queries
from tracker.ledger.filtering.tree import EVERYTHING, Query
from tracker.ledger.listed import NamedItem, named_items
from tracker.ledger.numbers import read_number
from tracker.ledger.store import Ledger
from tracker.reading.grid import read_grids
from tracker.reading.refused import Refused
from tracker.text.cleaning import one_line

if TYPE_CHECKING:
    from tracker.exchange.theirs.filling import RowFilled, SheetFilled, Wished
    from tracker.exchange.theirs.parts import Parts

_CHOSEN: Final = re.compile(r"(?:(?P<sheet>.+)[!！])?(?P<row>[0-9]{1,7})\s*[=＝]\s*(?P<number>.*)")
_NOT_OURS: Final = ("", "不是", "无", "-")

Columns = Mapping[int, str]
Ask = Callable[[Match], NamedItem | None]
"""Says which item an unsure row is, None for none."""


@dataclass(frozen=True, slots=True)
class Theirs:
    """A workbook that is to be filled in."""

    content: bytes
    source: Source


@dataclass(frozen=True, slots=True)
class Wish:
    """What is written, and of which items."""

    wanted: Query = EVERYTHING
    with_secret: bool = False
    columns: tuple[str, ...] = ()
    """As typed; empty: the usual ones."""
    only_empty: bool = False
    fits_rows: bool = False


@dataclass(frozen=True, slots=True)
class Matched:
    """The rows of each table with the items they are."""

    matches: tuple[tuple[Match, ...], ...]
    items: tuple[NamedItem, ...]

    @property
    def absent(self) -> tuple[NamedItem, ...]:
        """Items that no row stands for."""
        found = {
            match.item.id
            for rows in self.matches
            for match in rows
            if match.item is not None and match.how is not How.UNSURE
        }
        return tuple(item for item in self.items if item.id not in found)


@dataclass(frozen=True, slots=True)
class Filled:
    """What was written, or would be."""

    rows: tuple[RowFilled, ...]
    absent: tuple[NamedItem, ...]
    warnings: tuple[str, ...] = field(default=())

    def count(self, *ways: How) -> int:
        """Rows that were known in one of these ways."""
        return sum(row.match.how in ways for row in self.rows)

    @property
    def cells(self) -> int:
        """Cells written."""
        return sum(len(row.filled) for row in self.rows)

    @property
    def counted(self) -> str:
        """对上5行，填了12格，拿不准1行."""
        known = self.count(How.NUMBER, How.TEXT, How.LIKENESS, How.CHOSEN)
        parts = [f"对上{known}行，填了{self.cells}格"]
        parts += [f"拿不准{count}行" for count in [self.count(How.UNSURE)] if count]
        parts += [f"没有对上{count}行" for count in [self.count(How.NOBODY)] if count]
        return "，".join(parts)


def open_theirs(path: Path, sheets: Sequence[str] = (), told: Told | None = None) -> Theirs:
    """Read the workbook and find its tables. Raises UnreadableFile, BadInput."""
    content, book = read_grids(path, (told or Told()).read, takes_csv=False)
    return Theirs(content, source_in(path, content, book, sheets))


def columns_of_theirs(
    theirs: Theirs, typed: Sequence[tuple[str, str]], ask: Callable[[Table, str, str], str] | None
) -> list[dict[int, str]]:
    """Field by column of each table. Raises Refusal, BadInput."""
    return [settle_columns(table, typed, ask) for table in theirs.source.tables]


def match_theirs(
    ledger: Ledger,
    theirs: Theirs,
    columns: Sequence[Columns],
    wish: Wish,
    typed: Sequence[str],
    *,
    today: dt.date,
) -> Matched:
    """Which row is which item; `typed` (12=ZG-2024-0007) goes before all. Raises BadInput, Refusal."""
    wanted = wish.wanted if wish.with_secret else without_secret(wish.wanted)
    items = named_items(ledger, queries.item_ids(ledger, wanted, today=today))
    if not items:
        raise Refusal(
            "台账里没有可以填的事项" + (f"（筛选：{wish.wanted}）" if wish.wanted != EVERYTHING else "")
        )
    sheets = [sheet_of(table, held) for table, held in zip(theirs.source.tables, columns, strict=True)]
    rows = {(record.sheet, record.row) for sheet in sheets for record in sheet.records}
    chosen = _chosen(typed, items, rows)
    return Matched(tuple(tuple(match_records(sheet.records, items, chosen)) for sheet in sheets), items)


def _chosen(
    typed: Sequence[str], items: Sequence[NamedItem], rows: set[tuple[str, int]]
) -> dict[tuple[str, int], NamedItem | None]:
    by_number = {item.number: item for item in items}
    chosen: dict[tuple[str, int], NamedItem | None] = {}
    for text in typed:
        said = _CHOSEN.fullmatch(text.strip())
        if said is None:
            raise BadInput(f"“{one_line(text)}”看不懂，请写成 --match 行=编号，如 --match 12=ZG-2024-0007")
        places = [
            place for place in rows if place[1] == int(said["row"]) and said["sheet"] in (None, place[0])
        ]
        if len(places) != 1:
            why = "没有这一行事项" if not places else "几个工作表都有这一行，请写成 工作表!行=编号"
            raise BadInput(f"--match {one_line(text)}：{why}")
        number = read_number(said["number"])
        if number not in by_number and number not in _NOT_OURS:
            raise BadInput(f"--match {one_line(text)}：没有编号为“{one_line(number)}”的可填事项")
        chosen[places[0]] = by_number.get(number)
    return chosen


def settle_unsure(matched: Matched, ask: Ask) -> Matched:
    """Rows that somebody was asked about; an item once given stands for no other row of its sheet."""

    def settled(rows: tuple[Match, ...]) -> tuple[Match, ...]:
        taken = {match.item.id for match in rows if match.item and match.how is not How.UNSURE}
        found = []
        for match in rows:
            if match.how is How.UNSURE and match.item is not None and match.item.id not in taken:
                item = ask(match)
                is_free = item is not None and item.id not in taken
                match = replace(
                    match, how=How.CHOSEN if is_free else How.NOBODY, item=item if is_free else None
                )
                taken |= {item.id} if item else set()
            found.append(match)
        return tuple(found)

    return replace(matched, matches=tuple(settled(rows) for rows in matched.matches))


def fill_theirs(
    ledger: Ledger,
    theirs: Theirs,
    columns: Sequence[Columns],
    matched: Matched,
    wish: Wish,
    target: Path | None,
    *,
    today: dt.date,
    told: Told | None = None,
) -> Filled:
    """Write what the ledger says of the rows that are known into a copy at `target`; None: only see what
    would be written. Where `told` raises, nothing is. Raises Refusal, BadInput, OutputFailed, UnreadableFile.
    """
    from tracker.exchange.theirs.filling import Wished
    from tracker.exchange.theirs.parts import Parts

    if target is not None:
        _demand_another(theirs.source.path, target)
    how = Wished(_fields(wish, columns), wish.only_empty, wish.fits_rows)
    try:
        parts = Parts(theirs.content)
        sheets = _sheets(ledger, theirs, parts, columns, matched, how, today, told or Told())
        changed = {
            sheet.table.grid.part: sheet.part for sheet in sheets if any(row.filled for row in sheet.rows)
        }
        if changed and _works_out(parts, theirs, changed):
            changed[parts.package.main] = parts.recalculating()
    except Refused as refused:
        raise UnreadableFile(shown(theirs.source.path), refused.why) from refused
    if target is not None:
        _write(theirs, changed, target)
    rows = tuple(row for sheet in sheets for row in sheet.rows)
    return Filled(rows, matched.absent, _warnings(theirs, parts, sheets))


def _sheets(
    ledger: Ledger,
    theirs: Theirs,
    parts: Parts,
    columns: Sequence[Columns],
    matched: Matched,
    how: Wished,
    today: dt.date,
    told: Told,
) -> list[SheetFilled]:
    from tracker.exchange.theirs.filling import fill_sheet

    rows = count(1)
    known = [
        match.item.id
        for rows in matched.matches
        for match in rows
        if match.item is not None and match.how is not How.UNSURE
    ]
    found = {page.row.id: page for page in pages.item_pages(ledger, known, today=today)}
    return [
        fill_sheet(
            parts, theirs.source.book, table, held, matches, found, how, lambda: told.written(next(rows))
        )
        for table, held, matches in zip(theirs.source.tables, columns, matched.matches, strict=True)
    ]


def _fields(wish: Wish, columns: Sequence[Columns]) -> frozenset[str]:
    """Keys of what is written. Raises BadInput, Refusal."""
    held = {key for one in columns for key in one.values()}
    wished: list[str] = []
    for word in wish.columns:
        key = field_named(word)
        if not fillable(key):
            known = "、".join(entry.word for name, entry in fields().items() if fillable(name))
            raise BadInput(f"“{one_line(word)}”不是可以填的列，可用：{known}")
        if key not in held:
            raise BadInput(f"表里没有“{one_line(word)}”这一列")
        wished.append(key)
    if chosen := frozenset(wished or OURS) & held:
        return chosen
    usual = "、".join(fields()[key].word for key in OURS)
    raise Refusal(f"表里没有要填的列（{usual}）；要填别的列，加 --columns 列名")


def _demand_another(path: Path, target: Path) -> None:
    """Raises OutputFailed where the original would be lost."""
    try:
        is_same = target.exists() and target.samefile(path)
    except OSError:
        is_same = False
    if is_same:
        raise OutputFailed(shown(target), "这是上级发来的原件，请另起一个文件名")


def _works_out(parts: Parts, theirs: Theirs, changed: Mapping[str, bytes]) -> bool:
    """Whether any sheet has formulas, which may be of our cells."""
    names = {grid.part for grid in theirs.source.book.grids}
    return any(parts.has_formulas({name: changed.get(name) or parts.part(name)}) for name in names)


def _write(theirs: Theirs, changed: Mapping[str, bytes], target: Path) -> None:
    from tracker.exchange.theirs.parts import write_copy

    with replacing(target) as temporary:
        write_copy(theirs.content, changed, temporary)


def _warnings(theirs: Theirs, parts: Parts, sheets: Sequence[SheetFilled]) -> tuple[str, ...]:
    told = [f"工作表“{one_line(name)}”：{why}，没有填" for name, why in theirs.source.passed]
    if theirs.source.book.has_macros:
        told.append("工作簿含有宏，宏没有运行，原样留着")
    if parts.is_signed:
        told.append("工作簿有电子签名，填过以后签名不再有效")
    if low := sum(sheet.low for sheet in sheets):
        told.append(f"有{low}行的行高放不下填的文字；加 --fit-rows 就加高这些行")
    return tuple(told)


def how_words(row: RowFilled) -> str:
    """编号相同, 文字相近 95%, 拿不准，像ZG-2024-0007 71%."""
    match = row.match
    if match.how is How.UNSURE and match.item:
        return f"{match.how.word}，像{match.item.number} {match.score}%"
    return f"{match.how.word} {match.score}%" if match.how is How.LIKENESS else match.how.word


def free_name(path: Path) -> Path:
    """Beside the original, called as it with （已填） behind; a name that is free."""
    stems = [f"{path.stem}（已填）", *(f"{path.stem}（已填{number}）" for number in range(2, 100))]
    places = [path.with_name(f"{stem}{path.suffix}") for stem in stems]
    return next((place for place in places if not place.exists()), places[-1])
