"""What one unit of work has changed so far: the latest changes as they are, those long before them packed.

Taking 100,000 rows over makes a million changes, and the journal wants them all when the work is done. As
objects they take a gigabyte, packed about a fiftieth of that.
"""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Iterable, Iterator
from typing import Final

from tracker.ledger.journal import Difference

_TOGETHER: Final = 2_000
"""Changes that are packed together, and that are in memory at once when they are read."""


class Differences:
    """Changes in their order. A command looks back at its own, and takes them back when it is refused."""

    def __init__(self) -> None:
        self._packed: list[bytes] = []
        self._before = 0
        """How many are packed."""
        self._latest: list[Difference] = []

    def __len__(self) -> int:
        return self._before + len(self._latest)

    def __iter__(self) -> Iterator[Difference]:
        for packed in self._packed:
            yield from (Difference(*fields) for fields in pickle.loads(zlib.decompress(packed)))
        yield from self._latest

    def add(self, differences: Iterable[Difference]) -> None:
        """These came last."""
        self._latest.extend(differences)

    def since(self, place: int) -> list[Difference]:
        """Those from this one on, none of which may be put aside."""
        return self._latest[place - self._before :]

    def forget(self, place: int) -> None:
        """Those from this one on did not happen after all."""
        del self._latest[place - self._before :]

    def put_aside(self) -> None:
        """What has come by now stays: where it is much, pack it."""
        if len(self._latest) >= _TOGETHER:
            rows = [(one.table, one.key, one.field, one.before, one.after) for one in self._latest]
            self._packed.append(zlib.compress(pickle.dumps(rows, pickle.HIGHEST_PROTOCOL), 1))
            self._before += len(rows)
            self._latest = []
