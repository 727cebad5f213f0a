"""Which columns the list has, in what order and how wide: chosen by the user, kept in the settings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

LEAST: Final = 4
"""Cells that a column keeps however far it is narrowed."""

WIDEST: Final = 60

TITLE: Final = "title"
"""The column that is always there and takes what the others leave."""

NUMBER: Final = "number"
"""The column that stays while the others are passed to the side."""

_KEPT = re.compile(r"([a-z]+)(?::(\d{1,3}))?")


@dataclass(frozen=True, slots=True)
class Place:
    """One column of a layout."""

    key: str
    cells: int = 0
    """As wide as somebody made it; 0: as there is room."""


@dataclass(frozen=True, slots=True)
class ColumnLayout:
    """The columns from left to right."""

    places: tuple[Place, ...]
    is_chosen: bool = False
    """By the user; else as the app is delivered, where what matters least goes first."""

    @property
    def keys(self) -> tuple[str, ...]:
        """Columns by name."""
        return tuple(place.key for place in self.places)

    def widened(self, key: str, by: int, present: int) -> ColumnLayout:
        """One column wider or narrower than it is shown now."""
        cells = min(WIDEST, max(LEAST, present + by))
        places = [replace(place, cells=cells) if place.key == key else place for place in self.places]
        return ColumnLayout(tuple(places), is_chosen=True)

    def beyond(self, passed: int) -> ColumnLayout:
        """As it is seen from further to the side: 编号 stays, where there is none the problem, and so many
        of the others have gone by."""
        if not passed:
            return self
        stays = NUMBER if NUMBER in self.keys else TITLE
        others = [place for place in self.places if place.key != stays]
        first = next(place for place in self.places if place.key == stays)
        return ColumnLayout((first, *others[passed:]), is_chosen=True)

    def with_keys(self, keys: Sequence[str]) -> ColumnLayout:
        """These columns in this order, as wide as they were."""
        widths = {place.key: place.cells for place in self.places}
        return ColumnLayout(tuple(Place(key, widths.get(key, 0)) for key in keys), is_chosen=True)

    def kept(self) -> tuple[str, ...]:
        """As the settings keep it: `lead`, or `lead:12` where somebody made it so wide."""
        if not self.is_chosen:
            return ()
        return tuple(f"{place.key}:{place.cells}" if place.cells else place.key for place in self.places)


def read_layout(kept: Sequence[str], known: Sequence[str], default: ColumnLayout) -> ColumnLayout:
    """What the settings say; columns that are not known are left out, the title is always there."""
    places: dict[str, Place] = {}
    for word in kept:
        match = _KEPT.fullmatch(word)
        if match and match[1] in known:
            cells = min(WIDEST, max(LEAST, int(match[2]))) if match[2] else 0
            places.setdefault(match[1], Place(match[1], cells))
    if not places:
        return default
    places.setdefault(TITLE, Place(TITLE))
    return ColumnLayout(tuple(places.values()), is_chosen=True)
