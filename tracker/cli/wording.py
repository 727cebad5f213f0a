"""How items are named in what the program says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tracker.text.cleaning import one_line

if TYPE_CHECKING:
    from tracker.ledger.store import Ledger

LONGEST = 24


def shortened(text: str) -> str:
    """The beginning of a text, enough to know it by."""
    line = one_line(text)
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"


def named(ledger: Ledger, numbers: Sequence[str], today: dt.date) -> str:
    """`ZG-2024-0007“调研不深”`; several by number alone. Read before the change, shown after it."""
    if len(numbers) > 1:
        return f"{'、'.join(numbers)}（共{len(numbers)}项）"
    from tracker.ledger.filtering import tree
    from tracker.ledger.numbers import read_number
    from tracker.ledger.queries import list_items

    rows = list_items(ledger, tree.of("编号", *map(read_number, numbers)), today=today)
    return f"{numbers[0]}“{shortened(rows[0].title)}”" if rows else numbers[0]
