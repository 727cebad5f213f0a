"""Finds the header of a 台账 among its title rows: one to three tiers, cells merged across and down."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from tracker.exchange.importing.headings import IGNORED, ColumnHead, of_tiers
from tracker.reading.grid import Grid, Merge

_LOOKED_AT: Final = 40
"""Filled rows among which the header stands; above it only titles and notes on filling in."""
_MOST_TIERS: Final = 3
_MOST_COLUMNS: Final = 200
_FEWEST: Final = 2
"""Fields that a header names at least, one of them the problem."""
_KEYS: Final = frozenset({"title", "particular", "number", "measures"})


@dataclass(frozen=True, slots=True)
class Header:
    """Where the header stands and what its columns are called."""

    first: int
    last: int
    """Rows, from 1, inclusive."""
    heads: tuple[ColumnHead, ...]
    above: tuple[str, ...]
    """Texts of the rows above: the title, who filled it in, the day it is of."""


def find_header(grid: Grid) -> Header | None:
    """The likeliest header of the sheet; None where there is none of a 台账."""
    rows = list(islice(sorted(grid.rows), _LOOKED_AT))
    covers = _covers(grid.merges, set(rows))
    best: tuple[float, Header] | None = None
    for place, first in enumerate(rows):
        for depth in range(1, _MOST_TIERS + 1):
            last = first + depth - 1
            heads = _heads(grid, covers, first, last)
            score = _score(heads) - 0.01 * depth - 0.001 * place
            if (best is None or score > best[0]) and _is_header(heads):
                above = tuple(text for row in rows[:place] for _, text in sorted(grid.rows[row].items()))
                reach = _reach(grid, first, last)
                told = _heads(grid, covers, first, reach)  # with the tiers below that name no field
                best = (score, Header(first, reach, tuple(told), above))
    return best[1] if best else None


def _covers(merges: Sequence[Merge], rows: set[int]) -> Mapping[tuple[int, int], tuple[int, int]]:
    """For each cell inside a merged range among these rows, the cell that holds its text."""
    covers: dict[tuple[int, int], tuple[int, int]] = {}
    last = max(rows, default=0) + _MOST_TIERS
    for merge in merges:
        if merge.top > last:
            continue
        for row in range(merge.top, min(merge.bottom, merge.top + _MOST_TIERS) + 1):
            for column in range(merge.left, min(merge.right, merge.left + _MOST_COLUMNS) + 1):
                covers[row, column] = (merge.top, merge.left)
    return covers


def _heads(
    grid: Grid, covers: Mapping[tuple[int, int], tuple[int, int]], first: int, last: int
) -> list[ColumnHead]:
    """The columns under a header of these rows, with the tiers above each."""
    columns = {column for row in range(first, last + 1) for column in grid.rows.get(row, {})}
    columns |= {column for row, column in covers if first <= row <= last}
    heads = []
    for column in sorted(columns)[:_MOST_COLUMNS]:
        tiers: list[str] = []
        for row in range(first, last + 1):
            at = covers.get((row, column), (row, column))
            text = grid.rows.get(at[0], {}).get(at[1], "") if at[0] >= first else ""
            if text and (not tiers or tiers[-1] != text):
                tiers.append(text)
        if tiers:
            heads.append(ColumnHead(column, tuple(tiers)))
    return heads


def _score(heads: Sequence[ColumnHead]) -> float:
    """Different fields that are named, less the headings that are none: sentences of a data row."""
    found = {field for head in heads if (field := of_tiers(head.tiers))}
    own = sum(1 for head in heads if of_tiers(head.tiers[-1:]))
    odd = sum(1 for head in heads if len(head.tiers[-1]) > _LONG or _NUMBER.fullmatch(head.tiers[-1]))
    return len(found) + 0.1 * own - 0.5 * odd


_LONG: Final = 30
_NUMBER: Final = re.compile(r"[（(]?[0-9]+[）)]?[.、]?")


def _is_header(heads: Sequence[ColumnHead]) -> bool:
    found = {field for head in heads if (field := of_tiers(head.tiers))} - {IGNORED}
    return len(found) >= _FEWEST and bool(found & _KEYS) and len({head.text for head in heads}) > 1


def _reach(grid: Grid, first: int, last: int) -> int:
    """The header's last row, also where its cells are merged down over rows that say nothing, or most of
    them over rows that tell only the others apart.
    """
    reach = last
    down = [
        merge for merge in grid.merges if first <= merge.top <= last < merge.bottom <= first + _MOST_TIERS
    ]
    for bottom in sorted({merge.bottom for merge in down}):
        own = any(grid.rows.get(row) for row in range(last + 1, bottom + 1))
        covered = sum(merge.right - merge.left + 1 for merge in down if merge.bottom >= bottom)
        if not own or 2 * covered > max(grid.rows.get(first, {}), default=0) + 1:
            reach = bottom
    return reach
