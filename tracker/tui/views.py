"""What a page shows, as it comes from a worker: frozen, and free of the database."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.ledger.rows import ActionRow, CampaignRow, CandidateRow, DocumentRow, ItemPage, StepRow

if TYPE_CHECKING:
    from tracker.ledger.filtering.tree import Query


@dataclass(frozen=True, slots=True)
class Listing:
    """The list as filtered and sorted, with the figures above it."""

    ids: tuple[int, ...]
    wanted: Query
    campaign: CampaignRow
    states: dict[str, int]
    """How many items of the whole ledger are in each state (codes)."""
    lights: dict[str, int]
    pending: int
    """Mined candidates that wait for review."""

    @property
    def total(self) -> int:
        """Items of the whole ledger."""
        return sum(self.states.values())


@dataclass(frozen=True, slots=True)
class Opened:
    """One item with what can be done with it."""

    page: ItemPage
    steps: tuple[StepRow, ...]
    actions: tuple[ActionRow, ...]
    """Its history, oldest first; empty in the pane beside the list."""


@dataclass(frozen=True, slots=True)
class Review:
    """A document and its candidates."""

    document: DocumentRow
    text: str
    candidates: tuple[CandidateRow, ...]


@dataclass(frozen=True, slots=True)
class Done:
    """What a page or form did."""

    sentence: str
    """For the foot: 已登记进展."""
    can_undo: bool = True
    subject: str = ""
    """What it was done to, where the next page needs to know."""
