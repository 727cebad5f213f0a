"""Items that are marked to be dealt with together; they stay marked whatever the list shows."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from itertools import compress, count, repeat
from typing import Final

OTHERWISE: Final = bytes((1, 0)).ljust(256, b"\0")
"""What is marked is not any more, and the other way round."""


class Marks:
    """A byte for each id, so that a million marks take a megabyte."""

    def __init__(self) -> None:
        self._flags = bytearray()

    @property
    def count(self) -> int:
        """How many there are."""
        return self._flags.count(1)

    def __contains__(self, key: int) -> bool:
        return key < len(self._flags) and self._flags[key] == 1

    def set(self, keys: Sequence[int], *, marked: bool) -> None:
        """Mark these items, or take their marks away."""
        self._reach(keys)
        self._put(keys, repeat(int(marked)))

    def toggle(self, keys: Sequence[int]) -> None:
        """Mark all of these; where all are marked already, none."""
        self._put(keys, repeat(int(0 in self._of(keys))))

    def invert(self, keys: Sequence[int]) -> None:
        """Of these, what is marked is not any more, and the other way round."""
        self._put(keys, self._of(keys).translate(OTHERWISE))

    def clear(self) -> None:
        """None."""
        self._flags = bytearray()

    def among(self, keys: Sequence[int]) -> array[int]:
        """Those of a list that are marked, in its order."""
        return array("q", compress(keys, self._of(keys)))

    def ids(self) -> array[int]:
        """All of them."""
        return array("q", compress(count(), self._flags))

    def _of(self, keys: Sequence[int]) -> bytes:
        self._reach(keys)
        flags = self._flags
        return bytes([flags[key] for key in keys])

    def _reach(self, keys: Sequence[int]) -> None:
        missing = max(keys, default=-1) + 1 - len(self._flags)
        if missing > 0:
            self._flags.extend(bytes(missing))

    def _put(self, keys: Sequence[int], flags: Iterable[int]) -> None:
        present = self._flags
        for key, flag in zip(keys, flags, strict=False):
            present[key] = flag
