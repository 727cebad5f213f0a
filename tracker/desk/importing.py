"""Taking a 台账 in: read the file, say what its columns are, see what it would do, then do it."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tracker.desk.deadlines import ledger_deadline, understand_limit
from tracker.desk.heading_memory import remember, remembered
from tracker.errors import BadInput, Refusal, UnreadableFile
from tracker.exchange.importing.tables import (
    Table,
    chosen_columns,
    columns_of,
    find_tables,
    warnings_of,
)
from tracker.files import shown
from tracker.ledger.heard import Heard, nobody
from tracker.reading.grid import Workbook, read_grids
from tracker.text.cleaning import one_line
from tracker.text.dates import make_date

if TYPE_CHECKING:
    from tracker.desk.import_plan import Planned
    from tracker.exchange.importing.headings import Reading
    from tracker.exchange.importing.records import ReadPast
    from tracker.ledger.actor import Actor
    from tracker.ledger.list_rows import Deadline
    from tracker.ledger.rows import ChangeRow
    from tracker.ledger.store import Ledger

MOST_NAMED: Final = 20
"""Refused rows that a refusal of the whole names."""
_NAMESAKES: Final = (
    "编号、问题与台账的另一项相同的：是别处的，加 --foreign-numbers 作新事项；确是同一项的，在台账里改"
)


class Act(StrEnum):
    """What becomes of a row."""

    ADDED = "added"
    CHANGED = "changed"
    SAME = "same"
    REFUSED = "refused"

    @property
    def word(self) -> str:
        return _WORDS[self]


_WORDS: Final = {Act.ADDED: "新增", Act.CHANGED: "修改", Act.SAME: "不变", Act.REFUSED: "不能导入"}


@dataclass(frozen=True, slots=True)
class RowOutcome:
    """One problem of the workbook, with what becomes of it."""

    sheet: str
    row: int
    act: Act
    number: str
    title: str
    changes: tuple[ChangeRow, ...] = ()
    refusals: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    read: tuple[str, ...] = ()
    """How a new item was read: 牵头单位 办公室, 整改时限 11月底前 → 2024-11-30."""


@dataclass(frozen=True, slots=True)
class Source:
    """A workbook that was read."""

    path: Path
    sha256: str
    book: Workbook
    tables: tuple[Table, ...]
    passed: tuple[tuple[str, str], ...]
    """Sheets that are not read, with the reason."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """How it is to be taken in."""

    campaign: str | None = None
    base: dt.date | None = None
    """The day from which 11月底前 and the like are read; None: the year that the sheet names, else today."""
    as_new: bool = False
    """States of the sheet are left out: everything begins 待挂号."""
    keeps_unreadable: bool = False
    foreign_numbers: bool = False
    """What bears the 编号 of another problem of ours is a new item; else its row is refused."""
    only_possible: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """What was done, or would be."""

    rows: tuple[RowOutcome, ...]
    skipped: tuple[tuple[str, int, str, str], ...]
    """Sheet, row, why and text of rows that are none of the list."""
    warnings: tuple[str, ...]
    adding_action: int | None = None
    """The action that the new items are asked for by, 新增于; None where there are none."""

    def count(self, act: Act) -> int:
        """How many rows have this outcome."""
        return sum(row.act is act for row in self.rows)

    @property
    def added(self) -> tuple[str, ...]:
        """编号 of what is new."""
        return tuple(row.number for row in self.rows if row.act is Act.ADDED)

    @property
    def counted(self) -> str:
        """新增5项，修改2项."""
        return "，".join(f"{act.word}{count}项" for act in Act if (count := self.count(act))) or "0项"


@dataclass(slots=True)
class Told:
    """Who hears how far it is: rows read, compared with the ledger, written; then index and journal."""

    read: Callable[[int], None] = field(default=lambda rows: None)
    compared: Callable[[int], None] = field(default=lambda rows: None)
    written: Callable[[int], None] = field(default=lambda rows: None)
    entered: Heard = nobody


def open_source(path: Path, sheets: Sequence[str] = (), told: Told | None = None) -> Source:
    """Read a workbook and find its tables. Raises UnreadableFile, BadInput."""
    content, book = read_grids(path, (told or Told()).read)
    return source_in(path, content, book, sheets)


def source_in(path: Path, content: bytes, book: Workbook, sheets: Sequence[str]) -> Source:
    """The tables of a workbook that was read. Raises UnreadableFile where it has none, BadInput."""
    tables, passed = find_tables(book, sheets)
    if not tables:
        listed = "；".join(f"“{one_line(name)}”{why}" for name, why in passed[:5])
        raise UnreadableFile(shown(path), f"没有认出台账的表头（要有“反馈问题”一类的列）。{listed}")
    return Source(path, hashlib.sha256(content).hexdigest(), book, tables, passed)


def settle_columns(
    table: Table, typed: Sequence[tuple[str, str]], ask: Callable[[Table, str, str], str] | None
) -> dict[int, str]:
    """Field by column of a table: typed, else remembered, else sure; what is unsure is asked.

    `ask` gets the table, heading and likely field and returns a field's key, "" for none; None where nobody
    can be asked. What was typed or answered is remembered. Raises Refusal naming the unsure columns.
    """
    typed_columns = chosen_columns(table, typed)
    chosen = {**remembered(table), **typed_columns}
    open_ones = _open(table, chosen)
    if open_ones and ask is None:
        raise _unsure(table, [(reading.head.text, reading.field) for reading in open_ones])
    for reading in open_ones:
        assert ask is not None
        chosen[reading.head.column] = ask(table, reading.head.text, reading.field)
    columns = columns_of(table, chosen)
    if "title" not in columns.values() and "number" not in columns.values():
        raise Refusal(f"工作表“{one_line(table.name)}”没有反馈问题一列，请用 --map 列=反馈问题 指定")
    if typed_columns or open_ones:
        remember(table, chosen)
    return columns


def unsettled(table: Table) -> tuple[Reading, ...]:
    """Columns that somebody has to be asked about: unsure, and not said of the same header before."""
    return tuple(_open(table, remembered(table)))


def _open(table: Table, chosen: Mapping[int, str]) -> list[Reading]:
    return [reading for reading in table.unsure if reading.head.column not in chosen]


def _unsure(table: Table, columns: Sequence[tuple[str, str]]) -> Refusal:
    from tracker.exchange.importing.headings import fields

    lines = []
    for heading, likely in columns:
        name, word = one_line(heading), fields()[likely].word
        lines.append(f"“{name}”像是“{word}”：写 --map {name}={word}，不要这一列写 --map {name}=不要")
    where = f"工作表“{one_line(table.name)}”" if table.name else "表"
    return Refusal(f"{where}有{len(lines)}列拿不准，请指定（指定一次，以后同样的表头就认得）：", lines)


def take_in(
    ledger: Ledger,
    actor: Actor,
    source: Source,
    columns: Sequence[Mapping[int, str]],
    wishes: Wishes,
    *,
    today: dt.date,
    dry_run: bool = False,
    told: Told | None = None,
) -> Result:
    """Take the rows over, all or none unless only those possible are wished; or only see what would become of
    each. `columns` are those of each table. Raises Refusal with every reason, row by row.
    """
    from tracker.desk.import_plan import plan
    from tracker.ledger.imports import adding_action

    heard = told or Told()
    planned = plan(ledger, source, columns, wishes, today=today, compared=heard.compared)
    namesakes = (_NAMESAKES,) if planned.has_namesakes else ()
    result = Result((), planned.skipped, (*_warnings(source, columns), *planned.warnings, *namesakes))
    if not dry_run and not wishes.only_possible:
        rows = _all_or_none(ledger, actor, source, planned, today, heard)
    else:
        rows = _each(ledger, actor, source, planned, today, heard, dry_run=dry_run)
    result = replace(result, rows=rows)
    if dry_run or not result.added:
        return result
    return replace(result, adding_action=adding_action(ledger, result.added[0]))


def _warnings(source: Source, columns: Sequence[Mapping[int, str]]) -> tuple[str, ...]:
    told = [f"工作表“{one_line(name)}”：{why}" for name, why in source.passed]
    if source.book.has_macros:
        told.append("工作簿含有宏，宏没有运行")
    for table, held in zip(source.tables, columns, strict=True):
        told += warnings_of(table, held)
    return tuple(told)


def _all_or_none(
    ledger: Ledger, actor: Actor, source: Source, planned: Planned, today: dt.date, told: Told
) -> tuple[RowOutcome, ...]:
    from tracker.ledger.commands.importing import import_entries

    refused = [row for row in planned.rows if row.refusals]
    if not refused:
        try:
            done = import_entries(
                ledger,
                actor,
                planned.steps,
                reason=reason_of(source),
                today=today,
                last_row=planned.last_row,
                progressed=told.written,
                heard=told.entered,
            )
        except Refusal:
            refused = [
                row
                for row in _each(ledger, actor, source, planned, today, told, dry_run=True)
                if row.act is Act.REFUSED
            ]
            if not refused:
                raise
        else:
            return planned.outcomes([imported.number for imported in done])
    lines = [words_of(row, reason) for row in refused for reason in row.refusals]
    named = lines[:MOST_NAMED]
    if len(lines) > MOST_NAMED:
        named.append(f"……还有{len(lines) - MOST_NAMED}处，用 --dry-run 看全部")
    named += [_NAMESAKES] if planned.has_namesakes else []
    raise Refusal(
        f"{len(planned.rows)}项中有{len(refused)}项不能导入，都没有导入：",
        [*named, "改好表再导入，或加 --skip-refused 先导入其余各项"],
    )


def _each(
    ledger: Ledger,
    actor: Actor,
    source: Source,
    planned: Planned,
    today: dt.date,
    told: Told,
    *,
    dry_run: bool,
) -> tuple[RowOutcome, ...]:
    from tracker.ledger.commands.importing import import_entries, rehearse_imports

    if dry_run:
        done = rehearse_imports(
            ledger, actor, planned.steps, reason=reason_of(source), today=today, progressed=told.written
        )
    else:
        done = import_entries(
            ledger,
            actor,
            planned.steps,
            reason=reason_of(source),
            today=today,
            last_row=planned.last_row,
            only_possible=True,
            progressed=told.written,
            heard=told.entered,
        )
    numbers = ["" if dry_run and not imported.changes else imported.number for imported in done]
    return planned.outcomes(
        numbers, [imported.refusal for imported in done], [imported.changes for imported in done]
    )


def words_of(row: RowOutcome, text: str) -> str:
    """A line about a row: 第12行 …, with the sheet where it has a name."""
    where = f"“{one_line(row.sheet)}”" if row.sheet else ""
    return f"{where}第{row.row}行 {text}"


def reason_of(source: Source) -> str:
    """What the journal keeps as the reason: the file it came from."""
    return f"接转自{one_line(source.path.name)}（{source.sha256[:12]}）"


def limit_reader(
    base: dt.date, *, is_guessed: bool, events: Mapping[str, dt.date]
) -> Callable[[str], Deadline]:
    """Reads limits from a day; what counts from a guessed day (月底, 两周内) is a person's to settle."""
    known: dict[str, Deadline | BadInput] = {}

    def read(phrase: str) -> Deadline:
        found = known.get(phrase)
        if found is None:
            try:
                limit = understand_limit(phrase, base=base, events=events)
                found = ledger_deadline(limit)
                if is_guessed and limit.base == base:
                    found = replace(found, confirm=True)
            except BadInput as problem:
                found = problem
            known[phrase] = found
        if isinstance(found, BadInput):
            raise found
        return found

    return read


def past_reader(base: dt.date, today: dt.date) -> ReadPast:
    """Reads days without a year: the next from `base` on, or where that is still to come, the one before."""

    def read(month: int, day: int) -> dt.date | None:
        days = (make_date(base.year + more, month, day) for more in (1, 0, -1))
        known = [one for one in days if one is not None and one <= today]
        return min((one for one in known if one >= base), default=max(known, default=None))

    return read
