"""Small tables for the terminal, aligned by cells and cut to its width."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.text.cells import Align, cut, pad, width, wrap
from tracker.text.screen import safe_for_screen

GAP = 2
"""Blanks between columns."""
NARROWEST = 8
"""A text column is not cut below this while others can give."""
ENOUGH = 24
"""Rather than cut text below this, a spare column is left out."""

Cell = str | int


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    heading: str
    flexible: bool = False
    """Long text: cut first when the table is too wide."""
    align: Align = "left"
    spare: int = 0
    """Where the terminal is narrow, columns are left out, the highest first; 0 always stays."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under columns; cells are raw, made safe when drawn."""

    columns: tuple[Column, ...]
    rows: Sequence[tuple[Cell, ...]]


def draw(table: Table, limit: int | None) -> list[str]:
    """The table's lines, none wider than `limit` cells; None draws everything in full."""
    rows, widths = _measured(table)
    shown = _shown(widths, table.columns, limit)
    columns = [table.columns[place] for place in shown]
    widths = [widths[place] for place in shown]
    if limit is not None:
        widths = _fitted(widths, columns, limit - GAP * (len(widths) - 1))
    head, *body = [[row[place] for place in shown] for row in rows]
    lines = [_line(row, widths, columns) for row in (head, ["-" * cells for cells in widths], *body)]
    return lines if limit is None else [cut(line, limit) for line in lines]


def left_out(table: Table, limit: int | None) -> tuple[str, ...]:
    """Headings of the columns for which `limit` cells leave no room."""
    _, widths = _measured(table)
    shown = _shown(widths, table.columns, limit)
    return tuple(column.heading for place, column in enumerate(table.columns) if place not in shown)


def _measured(table: Table) -> tuple[list[list[str]], list[int]]:
    """Heading and rows as they are drawn, and how wide each column is."""
    rows = [[column.heading for column in table.columns]]
    rows += [[safe_for_screen(str(cell)) for cell in row] for row in table.rows]
    return rows, [max(map(width, cells)) for cells in zip(*rows, strict=True)]


def _shown(widths: Sequence[int], columns: Sequence[Column], limit: int | None) -> list[int]:
    """Places of the columns that stay, so that those with text have enough room."""
    shown = list(range(len(columns)))
    wanted = [
        min(cells, ENOUGH) if column.flexible else cells
        for cells, column in zip(widths, columns, strict=True)
    ]
    while limit is not None and sum(wanted[place] + GAP for place in shown) - GAP > limit:
        most = max(shown, key=lambda place: columns[place].spare)
        if not columns[most].spare:
            break
        shown.remove(most)
    return shown


def _fitted(widths: list[int], columns: Sequence[Column], room: int) -> list[int]:
    """Narrower widths that fit the room: text columns give first, the longest most."""
    for flexible, floor in ((True, NARROWEST), (False, 1)):
        while sum(widths) > room:
            candidates = [
                place
                for place, column in enumerate(columns)
                if (column.flexible or not flexible) and widths[place] > floor
            ]
            if not candidates:
                break
            widest = max(candidates, key=lambda place: widths[place])
            second = max((widths[place] for place in candidates if place != widest), default=floor)
            step = max(1, min(sum(widths) - room, widths[widest] - max(second, floor)))
            widths[widest] -= step
    return widths


def _line(row: Sequence[str], widths: Sequence[int], columns: Sequence[Column]) -> str:
    cells = [
        pad(cut(cell, cells), cells, column.align)
        for cell, cells, column in zip(row, widths, columns, strict=True)
    ]
    return (" " * GAP).join(cells).rstrip()


def labelled(pairs: Sequence[tuple[str, str]], limit: int | None, indent: int = 0) -> list[str]:
    """Lines `label  text`, the text wrapped beside its label; pairs without text are left out."""
    shown = [(label, safe_for_screen(text, keep_lines=True)) for label, text in pairs if text]
    margin = max((width(label) for label, _ in shown), default=0) + GAP
    lines: list[str] = []
    for label, text in shown:
        parts = folded(text, None if limit is None else limit - indent - margin)
        lines.append(" " * indent + pad(label, margin) + parts[0])
        lines.extend(" " * (indent + margin) + part for part in parts[1:])
    return lines


def folded(text: str, cells: int | None) -> list[str]:
    """Safe text as lines of at most `cells`, at least ten wide; None keeps its own lines only."""
    return text.split("\n") if cells is None else wrap(text, max(cells, 10))
