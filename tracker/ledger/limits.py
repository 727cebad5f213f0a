"""A measure's limit against its item's: what serves an item is due no later than the item."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from tracker.ledger.list_rows import Deadline
from tracker.ledger.words import DeadlineKind

Late = tuple[tuple[int, dt.date], ...]
"""Measures due after their item: the ordinal in its list, and the last day."""


def is_later(own: Deadline | None, of_item: Deadline | None) -> bool:
    """Whether a measure's last day comes after its item's.

    What goes on beyond its day (长期坚持), comes round again and again (周期) or is 待明确 has no last day.
    """
    if own is None or of_item is None or own.due is None or of_item.due is None or of_item.confirm:
        return False
    if {own.kind, of_item.kind} & {DeadlineKind.CONTINUING, DeadlineKind.RECURRING}:
        return False
    return own.due > of_item.due


def later_than(of_item: Deadline | None, open_measures: Iterable[tuple[int, Deadline | None]]) -> Late:
    """Of the measures that are still to be done, those due after the item."""
    return tuple(
        (ordinal, own.due) for ordinal, own in open_measures if own and own.due and is_later(own, of_item)
    )
