"""The columns of the item table: what each shows, and how they share the width there is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from textual.content import Content

from tracker.ledger.rows import ItemRow
from tracker.text.cells import Align, cut, pad
from tracker.text.screen import safe_for_screen
from tracker.tui.lamps import LAMPS, STATE_STYLES, lamp_words

GAP: Final = 2
"""Cells between two columns."""

TWINS: Final = str.maketrans({"“": "「", "”": "」", "—": "–", "…": "⋯"})
"""Signs that some terminals draw two cells wide, and twins without that doubt; in table cells only."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column."""

    heading: str
    text: Callable[[ItemRow], str]
    style: Callable[[ItemRow], str]
    cells: int
    """Its least width."""
    most: int
    """What it grows to when there is room."""
    rank: int
    """The highest rank goes first when the width is short; 0 always stays."""
    align: Align = "left"


def _deadline(row: ItemRow) -> str:
    return row.deadline.phrase if row.deadline else "—"


def _measures(row: ItemRow) -> str:
    return f"{row.measures_done}/{row.measures_total}" if row.measures_total else "—"


def _body(row: ItemRow) -> str:
    return "$faint" if row.state.value in ("closed", "stopped") else "$foreground"


def _quiet(row: ItemRow) -> str:
    return "$faint" if row.state.value in ("closed", "stopped") else "$muted"


COLUMNS: Final = (
    Column("编号", lambda row: row.number, _quiet, 12, 12, 3),
    Column("问题 / 任务", lambda row: row.title, _body, 20, 400, 0),
    Column("牵头单位", lambda row: row.lead or "—", _body, 8, 18, 4),
    Column("时限", _deadline, _quiet, 10, 16, 5),
    Column(
        "预警",
        lambda row: lamp_words(row.light, row.light_words),
        lambda row: LAMPS[row.light].style,
        14,
        16,
        1,
    ),
    Column("状态", lambda row: row.state.word, lambda row: STATE_STYLES[row.state], 8, 8, 2),
    Column("措施", _measures, _quiet, 5, 5, 6, "right"),
)

TITLE_FIRST: Final = 34
"""Up to so many cells the problem grows before any other column does."""

FLEXIBLE: Final = 1
"""Index of the column that takes what is left."""


def fitted(cells: int) -> list[tuple[Column, int]]:
    """The columns that fit into so many cells, each with its width."""
    columns = list(COLUMNS)
    while len(columns) > 1 and _least(columns) > cells:
        columns.remove(max(columns, key=lambda column: column.rank))
    title = COLUMNS[FLEXIBLE]
    first_share = min(TITLE_FIRST - title.cells, max(0, cells - _least(columns)))
    spare = cells - _least(columns) - first_share
    widths = {}
    for column in columns:
        grown = 0 if column is COLUMNS[FLEXIBLE] else min(spare // 3, column.most - column.cells)
        widths[column.heading] = column.cells + max(0, grown)
        spare -= max(0, grown)
    widths[title.heading] = max(4, widths[title.heading] + first_share + spare)
    return [(column, widths[column.heading]) for column in columns]


def _least(columns: list[Column]) -> int:
    return sum(column.cells for column in columns) + GAP * (len(columns) - 1)


def header_line(columns: list[tuple[Column, int]]) -> Content:
    """The headings."""
    cells = [pad(cut(column.heading, cells), cells, column.align) for column, cells in columns]
    return Content((" " * GAP).join(cells))


def row_line(row: ItemRow, columns: list[tuple[Column, int]]) -> Content:
    """One item, its light and state in their colours."""
    parts: list[Content] = []
    for column, cells in columns:
        text = safe_for_screen(column.text(row)).translate(TWINS)
        shown = Content(pad(cut(text, cells).translate(TWINS), cells, column.align))
        parts.append(shown.stylize(column.style(row)))
    return Content(" " * GAP).join(parts)
