"""Which line of the table shows what: an item, or the heading of a group, which may be folded."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.ledger.ordering import Group


@dataclass(frozen=True, slots=True)
class Heading:
    """The line above a group."""

    name: str
    count: int
    first: int
    """Place of its first item among the ids."""
    is_folded: bool


class ListLines:
    """Ids and groups as lines; a fold costs as much as there are groups, whatever the number of items."""

    def __init__(self, ids: Sequence[int] = (), groups: Sequence[Group] = ()) -> None:
        self.ids = ids
        self.groups = tuple(groups)
        self._folded: set[str] = set()
        self._firsts: list[int] = []
        self._heads: list[int] = []
        self._length = 0
        self._lay()

    def fold_as(self, other: ListLines) -> None:
        """Fold what is folded there."""
        self._folded = set(other._folded)
        self._lay()

    def _lay(self) -> None:
        self._firsts, self._heads, first, line = [], [], 0, 0
        for group in self.groups:
            self._firsts.append(first)
            self._heads.append(line)
            first += group.count
            line += 1 + (0 if group.name in self._folded else group.count)
        self._length = line if self.groups else len(self.ids)

    def __len__(self) -> int:
        return self._length

    def at(self, line: int) -> int | Heading | None:
        """Place of the item among the ids, or a heading; None below the last line."""
        if not 0 <= line < self._length:
            return None
        if not self.groups:
            return line
        number = bisect_right(self._heads, line) - 1
        if line == self._heads[number]:
            group = self.groups[number]
            return Heading(group.name, group.count, self._firsts[number], group.name in self._folded)
        return self._firsts[number] + line - self._heads[number] - 1

    def place_of(self, *wanted: int | None) -> int | None:
        """Among the ids, of the first of these that is one of them."""
        find: Callable[[int], int] = self.ids.index
        for one in wanted:
            if one is not None:
                try:
                    return find(one)
                except ValueError:
                    pass
        return None

    def line_of(self, place: int) -> int:
        """The line of an item; its group's heading where that is folded."""
        if not self.groups:
            return place
        number = bisect_right(self._firsts, place) - 1
        is_folded = self.groups[number].name in self._folded
        return self._heads[number] + (0 if is_folded else 1 + place - self._firsts[number])

    def heading_line(self, line: int) -> int:
        """The line of the heading above a line."""
        return self._heads[bisect_right(self._heads, line) - 1] if self.groups else line

    def fold(self, name: str, *, folded: bool) -> None:
        """One group."""
        (self._folded.add if folded else self._folded.discard)(name)
        self._lay()

    def fold_all(self, *, folded: bool) -> None:
        """Every group."""
        self._folded = {group.name for group in self.groups} if folded else set()
        self._lay()

    def ids_between(self, first: int, last: int) -> Sequence[int]:
        """The items on these lines, and all that are folded away under headings among them."""
        line, last = min(first, last), min(max(first, last), self._length - 1)
        if not self.groups:
            return self.ids[line : last + 1]
        is_one = line == last
        found: list[int] = []
        while line <= last:
            number = bisect_right(self._heads, line) - 1
            head, place, group = self._heads[number], self._firsts[number], self.groups[number]
            if line == head:
                if is_one or group.name in self._folded:
                    found += self.ids[place : place + group.count]
                line += 1
            else:
                end = min(last, head + group.count)
                found += self.ids[place + line - head - 1 : place + end - head]
                line = end + 1
        return found
