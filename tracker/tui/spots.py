"""What on an item's page the cursor can stand on, and what can be done there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import TYPE_CHECKING

from tracker.tui.lines import Lines

if TYPE_CHECKING:
    from tracker.ledger.openings import Lack


class SpotKind(Enum):
    """What lies under the cursor."""

    TARGET = auto()
    MEASURE = auto()
    STAGE = auto()
    OWNERS = auto()
    DEADLINE = auto()
    REGULATION = auto()
    EVIDENCE = auto()
    SOURCE = auto()
    STEP = auto()
    LACK = auto()
    REQUEST = auto()
    PROGRESS = auto()
    PUBLICITY = auto()
    APPLICATION = auto()
    LOOK_BACK = auto()
    KIN = auto()
    SELF_CHECK = auto()
    ESCALATION = auto()
    ACTION = auto()


@dataclass(frozen=True, slots=True)
class Spot:
    """One of them."""

    kind: SpotKind
    key: int = 0
    """Ordinal of a measure or stage, id of evidence, a regulation or a list."""
    action: str = ""
    """The action of a step."""
    lack: Lack | None = None
    is_done: bool = field(default=False, compare=False)
    """A measure or stage that is done, a regulation that is issued: the same spot as before."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a spot stands on the page."""

    spot: Spot
    first: int
    last: int
    """Its lines, both counted in."""


class SpottedLines(Lines):
    """Lines of a page, some of which can be acted on."""

    def __init__(self, cells: int) -> None:
        super().__init__(cells)
        self.places: list[Place] = []

    @contextmanager
    def spot(self, spot: Spot) -> Iterator[None]:
        """What is laid out meanwhile belongs to a spot."""
        first = len(self)
        yield
        if len(self) > first:
            self.places.append(Place(spot, first, len(self) - 1))
