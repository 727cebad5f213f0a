"""Items that are marked to be dealt with together; they stay marked whatever the list shows."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence


class Marks:
    """A byte for each id, so that a million marks take a megabyte."""

    def __init__(self) -> None:
        self._flags = bytearray()
        self.count = 0

    def __contains__(self, key: int) -> bool:
        return key < len(self._flags) and self._flags[key] == 1

    def set(self, keys: Iterable[int], *, marked: bool) -> None:
        """Mark these items, or take their marks away."""
        flags, wanted = self._flags, int(marked)
        for key in keys:
            if key >= len(flags):
                if not marked:
                    continue
                flags.extend(bytes(key + 1 - len(flags) + (len(flags) >> 1)))
            flags[key] = wanted
        self.count = flags.count(1)

    def toggle(self, keys: Sequence[int]) -> None:
        """Mark all of these; where all are marked already, none."""
        self.set(keys, marked=not all(key in self for key in keys))

    def invert(self, keys: Sequence[int]) -> None:
        """Of these, what is marked is not any more, and the other way round."""
        marked = [key for key in keys if key in self]
        self.set(keys, marked=True)
        self.set(marked, marked=False)

    def clear(self) -> None:
        """None."""
        self._flags = bytearray()
        self.count = 0

    def among(self, keys: Iterable[int]) -> array[int]:
        """Those of a list that are marked, in its order."""
        return array("q", [key for key in keys if key in self])

    def ids(self) -> array[int]:
        """All of them."""
        found: array[int] = array("q")
        place = self._flags.find(1)
        while place >= 0:
            found.append(place)
            place = self._flags.find(1, place + 1)
        return found
