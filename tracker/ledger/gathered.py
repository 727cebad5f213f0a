"""What one unit of work has changed so far: the latest changes as they are, those long before them packed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from tracker.ledger.journal import Difference
from tracker.ledger.packed import Packed

_TOGETHER: Final = 2_000
"""Changes that are packed together."""


class Differences:
    """Changes in their order. A command looks back at its own, and takes them back when it is refused."""

    def __init__(self) -> None:
        self._before: Packed[Difference] = Packed()
        self._latest: list[Difference] = []

    def __len__(self) -> int:
        return len(self._before) + len(self._latest)

    def __iter__(self) -> Iterator[Difference]:
        yield from self._before
        yield from self._latest

    def add(self, differences: Iterable[Difference]) -> None:
        """These came last."""
        self._latest.extend(differences)

    def since(self, place: int) -> list[Difference]:
        """Those from this one on, none of which may be put aside."""
        return self._latest[place - len(self._before) :]

    def forget(self, place: int) -> None:
        """Those from this one on did not happen after all."""
        del self._latest[place - len(self._before) :]

    def put_aside(self) -> None:
        """What has come by now stays: where it is much, pack it."""
        if len(self._latest) >= _TOGETHER:
            self._before.keep(self._latest)
            self._latest = []
