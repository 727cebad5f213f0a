"""Ruled tables of a page: lines that cross make a grid, and what stands in it is read row by row."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from tracker.reading.grids import Field, moved
from tracker.reading.joining import between
from tracker.reading.pdf.glyphs import Glyph, Rule
from tracker.reading.pdf.lines import cell_text

_TOUCH: Final = 3.0
"""Points by which lines that are meant to meet may miss each other."""
_MOST_LINES: Final = 400
"""Of one direction, after those in one line are joined; more is a drawing."""
_MOST_REPEATED: Final = 4
_ENDS: Final = "。；！？.;!?"


@dataclass(slots=True)
class Table:
    """The fields of a table, and the places of its upright lines."""

    fields: list[Field]
    height: int
    """Number of its rows."""
    edges: list[float]


@dataclass(frozen=True, slots=True)
class Grid:
    """The lines of one table: `xs` from left to right, `ys` from head to foot."""

    xs: list[float]
    ys: list[float]
    level: list[Rule]
    upright: list[Rule]

    def slot(self, glyph: Glyph) -> tuple[int, int] | None:
        """Row and column of the field that a character stands in."""
        x, y = (glyph.x0 + glyph.x1) / 2, glyph.y + 0.3 * glyph.size
        if not (self.xs[0] <= x <= self.xs[-1] and self.ys[-1] <= y <= self.ys[0]):
            return None
        column = min(bisect_right(self.xs, x), len(self.xs) - 1) - 1
        row = min(bisect_right([-height for height in self.ys], -y), len(self.ys) - 1) - 1
        return row, column


def find_grids(rules: Iterable[Rule]) -> list[Grid]:
    """The tables' lines; frames around a text, underlines and drawings are none."""
    level = _in_line([rule for rule in rules if rule.level])
    upright = _in_line([rule for rule in rules if not rule.level])
    if not 2 < len(upright) <= _MOST_LINES or not 2 < len(level) <= _MOST_LINES:
        return []
    grids = []
    for group in _crossing(level, upright):
        across = [rule for rule in group if rule.level]
        down = [rule for rule in group if not rule.level]
        xs, ys = _places(down), _places(across)[::-1]
        if len(xs) > 2 and len(ys) > 2:
            grids.append(Grid(xs, ys, across, down))
    return sorted(grids, key=lambda grid: -grid.ys[0])


def table_of(grid: Grid, glyphs: Iterable[Glyph]) -> Table:
    """The words of the grid's fields."""
    owners = _owners(grid)
    inside: dict[tuple[int, int], list[Glyph]] = {}
    for glyph in glyphs:
        slot = grid.slot(glyph)
        if slot is not None:
            inside.setdefault(owners[slot], []).append(glyph)
    ends: dict[tuple[int, int], tuple[int, int]] = {}
    for (row, column), owner in owners.items():
        last_row, last_column = ends.get(owner, owner)
        ends[owner] = max(row, last_row), max(column, last_column)
    fields = [
        Field(
            row, column, cell_text(found), ends[row, column][0] - row + 1, ends[row, column][1] - column + 1
        )
        for (row, column), found in sorted(inside.items())
    ]
    return Table(fields, len(grid.ys) - 1, grid.xs)


def join(before: Table, after: Table) -> None:
    """Let a table go on with its part on the next page, whose repeated heading is left out."""
    ours, theirs = _by_row(before), _by_row(after)
    repeated = 0
    while repeated < min(len(ours), len(theirs), _MOST_REPEATED) and _said(ours[repeated]) == _said(
        theirs[repeated]
    ):
        repeated += 1
    first = theirs[repeated][0].row if repeated < len(theirs) else after.height
    rest = [field for field in after.fields if field.row >= first]
    opening = [field for field in rest if field.row == first]
    if opening and _is_rest(before, opening):
        before.fields = [_lengthened(field, opening, before.height - 1) for field in before.fields]
        rest = [field for field in rest if field.row > first]
        first += 1
    before.fields += moved(rest, before.height - first)
    before.height += after.height - first


def can_join(before: Table, after: Table) -> bool:
    """Whether the upright lines of both stand at the same places."""
    return len(before.edges) == len(after.edges) and all(
        abs(a - b) <= 2 * _TOUCH for a, b in zip(before.edges, after.edges, strict=True)
    )


def _by_row(table: Table) -> list[list[Field]]:
    rows: dict[int, list[Field]] = {}
    for field in table.fields:
        rows.setdefault(field.row, []).append(field)
    return [rows[row] for row in sorted(rows)]


def _said(fields: list[Field]) -> list[tuple[int, str]]:
    return [(field.column, field.text) for field in fields]


def _is_rest(before: Table, opening: list[Field]) -> bool:
    """A page's first row that only goes on with the last row of the page before: nothing in its first
    column, and each cell goes on with a sentence that has no end there."""
    last = {field.column: field.text for field in before.fields if field.row + field.rows == before.height}
    return opening[0].column > 0 and all(
        field.column in last and last[field.column][-1] not in _ENDS for field in opening
    )


def _lengthened(field: Field, opening: list[Field], row: int) -> Field:
    if field.row + field.rows - 1 == row:
        for more in opening:
            if more.column == field.column:
                return replace(field, text=field.text + between(field.text, more.text) + more.text)
    return field


def _owners(grid: Grid) -> dict[tuple[int, int], tuple[int, int]]:
    """For each slot the first slot of the field it belongs to: slots no line parts are one field."""
    rows, columns = len(grid.ys) - 1, len(grid.xs) - 1
    owners: dict[tuple[int, int], tuple[int, int]] = {}
    for row in range(rows):
        for column in range(columns):
            owner = (row, column)
            if column and not _is_ruled(grid.upright, grid.xs[column], (grid.ys[row] + grid.ys[row + 1]) / 2):
                owner = owners[row, column - 1]
            elif row and not _is_ruled(grid.level, grid.ys[row], (grid.xs[column] + grid.xs[column + 1]) / 2):
                owner = owners[row - 1, column]
            owners[row, column] = owner
    return owners


def _is_ruled(rules: list[Rule], at: float, through: float) -> bool:
    return any(
        abs(rule.at - at) <= _TOUCH and rule.start - _TOUCH <= through <= rule.end + _TOUCH for rule in rules
    )


def _in_line(rules: list[Rule]) -> list[Rule]:
    """Pieces that continue or cover each other become one line."""
    joined: list[Rule] = []
    for at in _heaps(sorted(rules, key=lambda rule: rule.at)):
        pieces = sorted(at, key=lambda rule: rule.start)
        current = pieces[0]
        for piece in pieces[1:]:
            if piece.start <= current.end + _TOUCH:
                current = current._replace(end=max(current.end, piece.end))
            else:
                joined.append(current)
                current = piece
        joined.append(current)
    return joined


def _heaps(rules: list[Rule]) -> list[list[Rule]]:
    """Rules at the same place, of rules in the order of their places."""
    heaps: list[list[Rule]] = []
    for rule in rules:
        if heaps and rule.at - heaps[-1][0].at <= _TOUCH:
            heaps[-1].append(rule)
        else:
            heaps.append([rule])
    return heaps


def _places(rules: list[Rule]) -> list[float]:
    return [heap[0].at for heap in _heaps(sorted(rules, key=lambda rule: rule.at))]


def _crossing(level: list[Rule], upright: list[Rule]) -> list[list[Rule]]:
    """Groups of lines that hang together."""
    rules = [*level, *upright]
    group_of = list(range(len(rules)))

    def root(index: int) -> int:
        while group_of[index] != index:
            group_of[index] = group_of[group_of[index]]
            index = group_of[index]
        return index

    for first, across in enumerate(level):
        for second, down in enumerate(upright, len(level)):
            meets = across.start - _TOUCH <= down.at <= across.end + _TOUCH
            if meets and down.start - _TOUCH <= across.at <= down.end + _TOUCH:
                group_of[root(first)] = root(second)
    groups: dict[int, list[Rule]] = {}
    for index, rule in enumerate(rules):
        groups.setdefault(root(index), []).append(rule)
    return list(groups.values())
