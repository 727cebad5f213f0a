"""Many keys are asked for portion by portion: a statement binds only so many values.

SQLite as it is mostly built takes 32,766, PostgreSQL's protocol 65,535.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final, TypeVar

TOGETHER: Final = 400
"""Keys of one statement: far below either limit, and few enough to be planned quickly."""

Key = TypeVar("Key")


def portions(keys: Iterable[Key], *, together: int = 0) -> Iterator[list[Key]]:
    """The keys in their order, so many at a time; `together` where fewer are wanted."""
    yield from batches(list(keys), together=together)


def batches(rows: Iterable[Key], *, together: int = 0) -> Iterator[list[Key]]:
    """The same of what is not read before it is asked for."""
    left = iter(rows)
    while few := list(islice(left, together or TOGETHER)):
        yield few
