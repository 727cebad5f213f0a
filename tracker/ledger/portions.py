"""Many keys are asked for portion by portion: a statement binds only so many values.

SQLite as it is mostly built takes 32,766, PostgreSQL's protocol 65,535.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, TypeVar

TOGETHER: Final = 400
"""Keys of one statement: far below either limit, and few enough to be planned quickly."""

Key = TypeVar("Key")


def portions(keys: Iterable[Key], *, together: int = 0) -> Iterator[list[Key]]:
    """The keys in their order, so many at a time; `together` where fewer are wanted."""
    known, many = list(keys), together or TOGETHER
    for start in range(0, len(known), many):
        yield known[start : start + many]
