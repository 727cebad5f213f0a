"""The columns of a workbook that came in: which are asked about, what each of them is; for workers only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tracker.desk.importing import settle_columns, unsettled
from tracker.exchange.importing.headings import IGNORED, fields
from tracker.exchange.importing.tables import Table, column_letters
from tracker.text.cleaning import one_line
from tracker.tui.sheet_columns import ColumnPlace, SheetColumn

_SAMPLES = 3


def columns_in_doubt(tables: Sequence[Table]) -> list[SheetColumn]:
    """What somebody has to be asked about, with what it is likely to be."""
    return [
        _column(place, tables, reading.head.column, reading.field)
        for place, table in enumerate(tables)
        for reading in unsettled(table)
    ]


def all_columns(tables: Sequence[Table], settled: Sequence[Mapping[int, str]]) -> list[SheetColumn]:
    """Every column with a heading, and what it is taken for; empty for nothing that is known."""
    return [
        _column(place, tables, head.column, settled[place].get(head.column, "") if settled else "")
        for place, table in enumerate(tables)
        for head in table.header.heads
    ]


def settled_columns(
    tables: Sequence[Table], answers: Mapping[ColumnPlace, str], typed: Mapping[ColumnPlace, str]
) -> list[dict[int, str]]:
    """Field by column of each table; answers and what was chosen anew are remembered. Raises Refusal."""
    found = []
    for place, table in enumerate(tables):
        waiting = {reading.head.column for reading in unsettled(table)}
        said = {
            column: field for (one, column), field in answers.items() if one == place and column in waiting
        }
        said |= {column: field for (one, column), field in typed.items() if one == place}
        # By letters: several columns may have the same heading.
        pairs = [(column_letters(column), _word(field)) for column, field in said.items()]
        found.append(settle_columns(table, pairs, lambda _, heading, likely: likely))
    return found


def field_choices() -> tuple[tuple[str, str, str], ...]:
    """Key, word and other names of every field that a column may be."""
    return tuple(
        (key, entry.word, "、".join(entry.names[:4])) for key, entry in fields().items() if key != IGNORED
    )


def _word(field: str) -> str:
    return fields()[field or IGNORED].word


def _column(place: int, tables: Sequence[Table], column: int, field: str) -> SheetColumn:
    table = tables[place]
    heading = next(head.text for head in table.header.heads if head.column == column)
    below = (
        table.grid.rows[row].get(column, "") for row in sorted(table.grid.rows) if row > table.header.last
    )
    samples = [one_line(str(text)) for text in below if str(text).strip()][:_SAMPLES]
    return SheetColumn(
        place=(place, column),
        sheet=table.name if len(tables) > 1 else "",
        letters=column_letters(column),
        heading=one_line(heading),
        field=field,
        word=fields()[field].word if field else "",
        samples=tuple(samples),
    )
