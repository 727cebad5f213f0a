"""Many rows that are wanted again later: kept compressed, and never more than a batch of them as objects."""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Iterator, Sequence
from typing import Generic, TypeVar

Row = TypeVar("Row")

_QUICK = 1
"""The level of compression that costs least; the next ones gain little."""


class Packed(Generic[Row]):
    """Rows in their order, gone through as often as wanted.

    What 100,000 rows of a 台账 ask of the ledger, and the million changes that come of it, take a gigabyte as
    objects and a thirtieth of that in here. They stay in memory: nothing of a ledger is left in a file.
    """

    def __init__(self) -> None:
        self._batches: list[bytes] = []
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Row]:
        for packed in self._batches:
            yield from pickle.loads(zlib.decompress(packed))

    def keep(self, rows: Sequence[Row]) -> None:
        """These come next; hundreds at a time pack best."""
        self._batches.append(zlib.compress(pickle.dumps(rows, pickle.HIGHEST_PROTOCOL), _QUICK))
        self._count += len(rows)
