"""How a list looks on paper, as data: its columns, their headings, widths and texts.

The writer is driven by it, so that a new list is a new `ListLayout` and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Generic, TypeVar

Entry = TypeVar("Entry")
"""What one numbered line of the list stands for, e.g. an `ItemPage`."""


UNIT_PIXELS = 7
"""Of a column's width, at 96 to the inch."""


class Align(StrEnum):
    """How a column's text stands: short texts centred, long ones left."""

    LEFT = "left"
    CENTER = "center"


class Kind(StrEnum):
    """What a column's texts are stored as; a text that is empty leaves the cell empty."""

    TEXT = "text"
    NUMBER = "number"
    SHARE = "share"
    """From 0 to 1, shown in percent."""
    DAY = "day"
    """Written as 2025-06-30."""


@dataclass(frozen=True, slots=True)
class Total(Generic[Entry]):
    """What a column comes to, below the list, as a formula that the workbook works out itself.

    In formulas `[key]` is a column from its first to its last row and `{key}` the cell of the same row.
    """

    formula: str
    count: Callable[[Entry], int] | None = None
    """What one entry adds; None where the whole is given (`Frame.totals`)."""
    unit: str = ""
    """Shown behind the figure: 项, 条."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of some columns, one bar or line for each entry."""

    title: str
    names: str
    """Key of the column whose texts stand below the bars."""
    values: tuple[str, ...]
    """Keys of the columns that are drawn."""
    is_share: bool = False
    """The axis goes from 0 to 100%."""


@dataclass(frozen=True, slots=True)
class Column(Generic[Entry]):
    """One column of a list."""

    key: str
    """Its name in code, unique within the list."""
    tiers: tuple[str, ...]
    """Its headings from top to bottom; equal neighbours of a tier are merged, the last reaches down."""
    width: float
    """In units of `UNIT_PIXELS`, its rim included."""
    align: Align
    texts: Callable[[Entry, int], Sequence[str]]
    """Of an entry and its 序号: one text for the whole entry, or one for each of its rows."""
    kind: Kind = Kind.TEXT
    formula: str = ""
    """Of cells of the same row (see `Total`), where the workbook works the figure out."""
    total: Total[Entry] | None = None
    choices: tuple[str, ...] = ()
    """Words offered in a drop-down; others may be typed."""
    is_light: bool = False
    """Coloured by the light that its text names."""
    repeats: bool = False
    """A short text that also stands, unseen, in the rows that its merged cell covers: a filter for it
    then shows the whole entry and not only its first row."""
    is_public: bool = True
    """False: left out of the 公开版."""
    is_open: Callable[[Entry], bool] | None = None
    """Whether an entry's cell is to be filled in by whoever gets the sheet; None: never."""

    @property
    def heading(self) -> str:
        """The lowest heading, which names the column."""
        return self.tiers[-1]

    @property
    def is_counted(self) -> bool:
        """Its total counts its own cells, whatever entry they belong to: none may be said twice."""
        formula = self.total.formula if self.total else ""
        return f"[{self.key}]" in formula and "[ordinal]" not in formula


@dataclass(frozen=True, slots=True)
class ListLayout(Generic[Entry]):
    """One list: what it is called and its columns in order."""

    key: str
    """As typed after `tracker export`."""
    title: str
    """Where the paper gives none; also the sheet's name then."""
    columns: tuple[Column[Entry], ...]
    rows: Callable[[Entry], int]
    """Rows that an entry wants (its measures); 0 counts as one."""
    frozen_columns: int
    """Columns that stay in sight when the sheet is scrolled sideways."""
    charts: tuple[Chart, ...] = ()
    """Stand on a sheet behind the list."""

    @property
    def tiers(self) -> int:
        """Rows of the header."""
        return max(len(column.tiers) for column in self.columns)

    @property
    def width(self) -> float:
        """Of all columns together."""
        return sum(column.width for column in self.columns)

    @property
    def is_form(self) -> bool:
        """Somebody is to fill in cells of it."""
        return any(column.is_open for column in self.columns)

    def open_columns(self, entry: Entry) -> Sequence[int]:
        """Places of the columns that are to be filled in for an entry."""
        return [
            place for place, column in enumerate(self.columns) if column.is_open and column.is_open(entry)
        ]

    @property
    def has_totals(self) -> bool:
        """A line of totals stands below the list."""
        return any(column.total for column in self.columns)


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the list on the sheet."""

    title: str
    """Merged over all columns; empty for the list's own."""
    ends: tuple[str, ...]
    """The line under the title: 填报单位 at its left end, 截至××××年×月×日 at its right."""
    foot: tuple[str, ...]
    """Lines below the list: the statistics sentence, the filter."""
    signatures: tuple[str, ...]
    """The foot line, spread over the width: 审核人 · 填报人 · 联系电话."""
    small: str
    """The last line, small and grey: count and head of the journal."""
    as_of: date
    """The day the list is of; the file's own times are set to it."""
    label: str = ""
    """The 密级 and the version (内部版), in the corner above the title."""
    totals: Mapping[str, float | None] = field(default_factory=dict)
    """By the columns' keys, where a total is not counted from the entries; None: nothing to be shared."""
    choices: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """By the columns' keys: more words for their drop-downs, from the ledger."""
