"""Texts beside each other under their headings, or one below the other where there is no room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from tracker.text.cells import cut, pad, wrap
from tracker.text.screen import safe_for_screen
from tracker.tui.lines import Lines, Part, assemble

NARROWEST = 24
"""Cells that a column has at least."""

LABEL = 15
"""Cells of a heading where the texts stand one below the other."""

_MOST = 2_000
"""Characters of each that are laid out."""


@dataclass(frozen=True, slots=True)
class Column:
    """One of the texts."""

    heading: str
    text: str
    style: str
    is_chosen: bool = False


def set_beside(lines: Lines, columns: Sequence[Column]) -> None:
    """Each wrapped in its column; what is chosen is marked in words, not by colour alone."""
    room = (lines.cells - 3 * (len(columns) - 1)) // len(columns)
    if room < NARROWEST:
        for column in columns:
            style = f"bold {column.style}" if column.is_chosen else "$muted"
            sign = "▸ " if column.is_chosen else ""
            label = cut(f"{sign}{safe_for_screen(column.heading)}", LABEL - 1)
            lines.text(column.text[:_MOST] or "（空）", column.style, indent=LABEL, first=(label, style))
        return
    bodies = [
        wrap(safe_for_screen(column.text[:_MOST], keep_lines=True) or "（空）", room) for column in columns
    ]
    headings: list[Part] = []
    for place, column in enumerate(columns):
        style = f"bold {column.style}" if column.is_chosen else "$muted"
        headings += [(" │ ", "$rule")] if place else []
        headings.append((pad(cut(safe_for_screen(_heading(column)), room), room), style))
    lines.add(assemble(*headings))
    for row in zip_longest(*bodies, fillvalue=""):
        parts: list[Part] = []
        for place, (column, text) in enumerate(zip(columns, row, strict=True)):
            parts += [(" │ ", "$rule")] if place else []
            parts.append((pad(text, room), column.style))
        lines.add(assemble(*parts))


def _heading(column: Column) -> str:
    return f"▸ {column.heading}（用这个）" if column.is_chosen else column.heading
