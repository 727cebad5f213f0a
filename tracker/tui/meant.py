"""Items that a page has in hand: what is asked for elsewhere can be about them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from tracker.ledger.filtering.tree import Query


@dataclass(frozen=True, slots=True)
class Meant:
    """Some of them, by a query or one by one."""

    words: str
    """标记的 3 项; printed on papers as their range where items are meant one by one."""
    query: Query | None = None
    ids: Sequence[int] = ()
    line: str = ""
    """A filter line, where it was typed."""


EVERYTHING: Final = Meant("")
"""Nobody said which: what is asked for chooses by itself."""
