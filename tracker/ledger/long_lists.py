"""Ids of a long list, in memory of their own."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from itertools import chain
from mmap import mmap
from typing import Final, Literal, overload

_PART: Final = 1 << 18
"""Ids in one piece of memory. Pages of it that were never filled take none."""

_FOUR_BYTES: Final = 1 << 32


class LongList(Sequence[int]):
    """Ids in their order, four bytes for each, eight where the `greatest` needs them; it grows at its end.

    A list of a million is made for every sign that is typed into a filter, and its memory goes back to the
    system when it is dropped. Given back to the allocator it would stay with the thread that made the list,
    and in the end every thread would hold one.
    """

    def __init__(self, greatest: int) -> None:
        self._code: Literal["I", "Q"] = "I" if greatest < _FOUR_BYTES else "Q"
        self._memory: list[mmap] = []
        self._parts: list[memoryview] = []
        """The same pieces as numbers."""
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[int]:
        return chain.from_iterable(self._stretches(0, self._count))

    @overload
    def __getitem__(self, place: int) -> int: ...

    @overload
    def __getitem__(self, place: slice) -> array[int]: ...

    def __getitem__(self, place: int | slice) -> int | array[int]:
        places = range(self._count)[place]
        if isinstance(places, int):
            part, within = divmod(places, _PART)
            found: int = self._parts[part][within]
            return found
        if places.step != 1:
            return array(self._code, [self[each] for each in places])
        taken = array(self._code)
        for stretch in self._stretches(places.start, places.stop):
            taken.frombytes(stretch.cast("B"))
        return taken

    def index(self, value: int, start: int = 0, stop: int | None = None) -> int:
        """Where it stands first; raises ValueError where it does not. Asked of a million while one types."""
        first, end, _ = slice(start, stop).indices(self._count)
        try:
            wanted = array(self._code, [value])
        except OverflowError:
            wanted, end = array(self._code), first
        while first < end:
            part, within = divmod(first, _PART)
            last = min(_PART, within + end - first)
            byte = self._memory[part].find(wanted, within * wanted.itemsize, last * wanted.itemsize)
            if byte >= 0 and byte % wanted.itemsize == 0:
                return part * _PART + byte // wanted.itemsize
            # Nothing in this piece, or bytes of two neighbours that look like it.
            first += last - within if byte < 0 else byte // wanted.itemsize + 1 - within
        raise ValueError(f"{value} is not in the list")

    def __contains__(self, value: object) -> bool:
        try:
            return isinstance(value, int) and self.index(value) >= 0
        except ValueError:
            return False

    def extend(self, more: Sequence[int]) -> None:
        """These come next."""
        rest = memoryview(array(self._code, more))
        while rest:
            within = self._count % _PART
            if not within:
                self._memory.append(mmap(-1, _PART * rest.itemsize))
                self._parts.append(memoryview(self._memory[-1]).cast(self._code))
            fitting = rest[: _PART - within]
            self._parts[-1][within : within + len(fitting)] = fitting
            self._count += len(fitting)
            rest = rest[len(fitting) :]

    def _stretches(self, start: int, stop: int) -> Iterator[memoryview]:
        """The ids from one place to another, as they lie in memory."""
        while start < stop:
            part, within = divmod(start, _PART)
            stretch = self._parts[part][within : within + stop - start]
            yield stretch
            start += len(stretch)
