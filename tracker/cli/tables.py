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

Cell = str | int


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    heading: str
    flexible: bool = False
    """Long text: cut first when the table is too wide."""
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under columns; cells are raw, made safe when drawn."""

    columns: tuple[Column, ...]
    rows: Sequence[tuple[Cell, ...]]


def draw(table: Table, limit: int | None) -> list[str]:
    """The table's lines, none wider than `limit` cells; None draws everything in full."""
    rows = [[safe_for_screen(str(cell)) for cell in row] for row in table.rows]
    headings = [column.heading for column in table.columns]
    widths = [max(map(width, cells)) for cells in zip(headings, *rows, strict=True)]
    if limit is not None:
        widths = _fitted(widths, table.columns, limit - GAP * (len(widths) - 1))
    rule = ["-" * cells for cells in widths]
    lines = [_line(row, widths, table.columns) for row in (headings, rule, *rows)]
    return lines if limit is None else [cut(line, limit) for line in lines]


def _fitted(widths: list[int], columns: tuple[Column, ...], room: int) -> list[int]:
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
