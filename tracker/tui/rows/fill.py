"""What 填表 shows: a row for each row of the superior's workbook, and what is not in it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Final

from tracker.tui.rows.preview import Kind, PreviewRow

UNSURE: Final = Kind("?", "拿不准", "bold $lamp-overdue")
FILLED: Final = Kind("+", "要填", "$lamp-normal")
LEFT: Final = Kind("!", "没有填", "$lamp-near")
SAME: Final = Kind("·", "已经一样", "$muted")
NOBODY: Final = Kind("-", "没有对上", "$muted")
NOTED: Final = Kind("!", "注意", "$lamp-imminent")
ABSENT: Final = Kind("○", "台账里有、表里没有", "$muted")

KINDS: Final = (UNSURE, FILLED, LEFT, NOBODY, NOTED, SAME, ABSENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class TheirRow(PreviewRow):
    """A row of the superior's workbook."""

    place: str
    """问题台账!12: how it is meant when somebody says which item it is."""
    likely: str
    """编号 of the item that it is, or is likely to be."""
    score: int


@dataclass(frozen=True, slots=True)
class FillWish:
    """What is filled in, as a person says it."""

    line: str = ""
    """Which items, in the query language."""
    day: dt.date | None = None
    """As the ledger was at its end; None: as it is."""
    with_secret: bool = False
    columns: tuple[str, ...] = ()
    only_empty: bool = False
    fits_rows: bool = False
    sheets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """What filling in would write."""

    rows: tuple[PreviewRow, ...]
    cells: int
    counted: str
    """对上5行，填了12格."""
    items: tuple[tuple[str, str], ...] = field(default=())
    """编号 and title of what a row may be: the items without a row first."""
