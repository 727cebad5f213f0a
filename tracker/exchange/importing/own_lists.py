"""Our own lists come back without a question: what their columns hold is known, whatever they sound like."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import Final

from tracker.exchange.importing.headings import IGNORED, Certainty, ColumnHead, Reading, plain

LEDGER: Final = "ledger"
_BACK: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "problems": ("number", "category", "type", "note"),
        "measures": (
            *("number", "title", "target", "measures", "lead", "responsible", "cooperating"),
            *("deadline", "standard"),
        ),
        "duties": ("number", "title", "leader", "deadline"),
        "supervision": ("number", "title", "leader", "deadline"),
        "closings": ("number", "title", "measures", "deadline"),
    }
)
"""By list, the columns that say of one field what it is; the others draw several together (牵头单位及责任人
（电话）) or tell what became of an item. 整改台账 is read as any other."""


def own_list(name: str, heads: Sequence[ColumnHead]) -> str:
    """Key of our list of which this sheet is an export, with all columns or some; empty for none."""
    said = {plain(tier) for head in heads for tier in head.tiers}
    for key, (title, headings) in _lists().items():
        known = {tier for tiers in headings for tier in tiers}
        if title in name and said <= known and len(said) > 1:
            return key
    return ""


def own_readings(key: str, heads: Sequence[ColumnHead], readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """What the columns of our own list hold; nothing is unsure."""
    back = _BACK.get(key)
    if back is None:
        return tuple(
            reading if reading.certainty is Certainty.SURE else Reading(reading.head, IGNORED, Certainty.SURE)
            for reading in readings
        )
    _, headings = _lists()[key]
    found = [headings.get(_plain(head.tiers), "") for head in heads]
    return tuple(
        Reading(head, field if field in back else IGNORED, Certainty.SURE)
        for head, field in zip(heads, found, strict=True)
    )


def _plain(tiers: Sequence[str]) -> tuple[str, ...]:
    """Headings are broken into lines where their columns are narrow."""
    return tuple(plain(tier) for tier in tiers)


@cache
def _lists() -> Mapping[str, tuple[str, Mapping[tuple[str, ...], str]]]:
    """By key the list's title, and its columns' keys by their headings."""
    from tracker.exchange.lists.all_lists import layout_of

    keys = ("problems", "measures", "duties", "supervision", "closings", LEDGER)
    layouts = [layout_of(key, with_private_notes=True) for key in keys]
    return {
        layout.key: (layout.title, {_plain(column.tiers): column.key for column in layout.columns})
        for layout in layouts
    }
