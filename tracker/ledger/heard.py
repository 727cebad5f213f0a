"""How far a long piece of work is, for whoever waits for it; hearing of it is also the chance to stop it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sized
from typing import Final, Protocol, TypeVar

Heard = Callable[[str, int, int], None]
"""Gets what is being done, how much of it is done by now, and how much there is. What it raises ends the
work, of which nothing stays then.
"""

_BETWEEN: Final = 500
"""Rows after which it is told again."""

Row = TypeVar("Row")
Every = TypeVar("Every", covariant=True)


class Counted(Sized, Iterable[Every], Protocol[Every]):
    """Rows that can be gone through and counted, wherever they are kept."""


def nobody(doing: str, done: int, total: int) -> None:
    """Who hears it where nobody waits."""


def telling(heard: Heard, doing: str, rows: Iterable[Row], total: int) -> Iterator[Row]:
    """The rows, told of as they are gone through."""
    heard(doing, 0, total)
    for done, row in enumerate(rows, start=1):
        yield row
        if done % _BETWEEN == 0 or done == total:
            heard(doing, done, total)
