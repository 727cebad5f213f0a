"""What the 台账 shows, as it comes from a worker: the list itself, and the figures above it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.ledger.filtering.tree import Query
    from tracker.ledger.list_rows import CampaignRow
    from tracker.ledger.ordering import Group
    from tracker.ledger.rows import ViewRow


@dataclass(frozen=True, slots=True)
class Wish:
    """What the list is to show."""

    line: str
    campaign: str = ""
    """Of one 专项; empty: of all."""
    order: str = "number"
    descending: bool = False
    grouping: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """The list as filtered, sorted and grouped."""

    ids: Sequence[int]
    groups: tuple[Group, ...]
    """Empty where nothing is grouped."""
    wanted: Query
    is_narrowed: bool
    """Something is typed into the filter line."""
    is_whole: bool
    """False for the first screens of a long list whose rest is on its way."""


@dataclass(frozen=True, slots=True)
class ListFigures:
    """What the lines above the list tell, whatever it is narrowed to."""

    campaign: CampaignRow
    campaigns: tuple[str, ...]
    """Every campaign by name."""
    states: dict[str, int]
    """How many items of the campaign, or of all, are in each state (codes)."""
    lights: dict[str, int]
    pending: int
    """Mined candidates that wait for review."""
    views: tuple[ViewRow, ...] = ()

    @property
    def total(self) -> int:
        """Items of the campaign, or of all."""
        return sum(self.states.values())
