"""What a page shows, as it comes from a worker: frozen, and free of the database."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.ledger.review_rows import CandidateRow, DocumentRow
from tracker.ledger.rows import ActionRow, ItemPage, StepRow
from tracker.ledger.words import Pace

if TYPE_CHECKING:
    from tracker.ledger.pace import PaceRow


@dataclass(frozen=True, slots=True)
class Opened:
    """One item with what can be done with it."""

    page: ItemPage
    steps: tuple[StepRow, ...]
    actions: tuple[ActionRow, ...]
    """Its history, oldest first; empty in the pane beside the list."""
    pace: PaceRow | None
    """序时进度; None where the item has none."""

    @property
    def is_behind(self) -> bool:
        """滞后."""
        return self.pace is not None and self.pace.pace is Pace.BEHIND


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
