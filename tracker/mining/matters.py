"""What the cells of a table's row mean: which are findings, and the owners and limits beside them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from tracker.mining.deadlines import find_deadlines
from tracker.mining.findings import Deadline, FindingKind, Owner, OwnerRole
from tracker.mining.owners import name_cell
from tracker.mining.tables import MATTERS, Cell, Row

_FIGURES = re.compile(r"\s*20[0-9]{2}\s?[-./]\s?[0-9]{1,2}\s?[-./]\s?[0-9]{1,2}\s*$")
"""A cell that is a day in figures."""


def matter_kind(column: str, *, carried_out: bool) -> FindingKind | None:
    """What stands in a column; a task that no measure beside it carries out is a measure itself."""
    if column not in MATTERS:
        return None
    kind = FindingKind(column)
    return FindingKind.MEASURE if kind is FindingKind.TASK and not carried_out else kind


def limits_in(
    text: str, cells: Sequence[Cell], day: date, events: Mapping[str, date]
) -> tuple[Deadline, ...]:
    """The time limits in cells; a day or month needs no 前 there."""
    limits: list[Deadline] = []
    for cell in cells:
        words = text[cell.start : cell.end]
        words += "前" if _FIGURES.match(words) else "完成"
        for found in find_deadlines(words, day, events=events):
            start, end = found.start + cell.start, min(found.end + cell.start, cell.end)
            limits.append(replace(found, text=text[start:end], start=start, end=end))
    return tuple(limits)


def owners_beside(text: str, row: Row) -> tuple[Owner, ...]:
    """Whom the row's cells name; a person (责任人) answers for it where they name no body."""
    owners = [owner for role in OwnerRole for owner in _named_in(text, row, role.value, role)]
    if all(owner.role is OwnerRole.LEADER for owner in owners):
        owners += _named_in(text, row, "person", OwnerRole.RESPONSIBLE)
    return tuple(owners)


def _named_in(text: str, row: Row, column: str, role: OwnerRole) -> list[Owner]:
    return [owner for cell in row.of(column) for owner in name_cell(text, cell.start, cell.end, role)]
