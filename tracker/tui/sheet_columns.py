"""A column of a workbook that came in, as a person is asked about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.text.cells import cut
from tracker.tui.dialogs.pick import Choice

ColumnPlace = tuple[int, int]
"""Which table, and which column of it."""

FieldChoices = tuple[tuple[str, str, str], ...]
"""Key, word and other names of every field."""

NO_FIELD = "ignored"
"""The column is not wanted."""


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """One column."""

    place: ColumnPlace
    sheet: str
    """Where there are several."""
    letters: str
    heading: str
    field: str
    """What it is, or is likely to be; empty: nobody knows."""
    word: str
    samples: tuple[str, ...]
    """What stands in it first."""

    @property
    def name(self) -> str:
        """“整改举措落实”一列, with its sheet where there are several."""
        where = f"“{self.sheet}”" if self.sheet else ""
        return f"{where}“{self.heading}”一列"


def column_choices(columns: Sequence[SheetColumn]) -> list[Choice]:
    """Every column, with what it is taken for and what stands in it."""
    return [
        Choice(
            str(place),
            f"{column.letters} {column.sheet} {column.heading}".replace("  ", " "),
            "bold $foreground",
            f"{column.word or '不认得'}  {_like(column)}",
        )
        for place, column in enumerate(columns)
    ]


def field_choices(column: SheetColumn, fields: FieldChoices) -> list[Choice]:
    """What a column may be: the likeliest first, then not to read it, then every other."""
    likely = [Choice(column.field, column.word, "bold $vermilion", _like(column))] if column.word else []
    others = [Choice(key, word, "", names) for key, word, names in fields if key != column.field]
    return [*likely, Choice(NO_FIELD, "不要这一列", "bold $foreground"), *others]


def _like(column: SheetColumn) -> str:
    return f"如 {cut('；'.join(column.samples), 30)}" if column.samples else "空的一列"
