"""What a page shows, as it comes from a worker: frozen, and free of the database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tracker.ledger.words import Pace, Verdict

if TYPE_CHECKING:
    from tracker.ledger.openings import Lack, Opening
    from tracker.ledger.pace import PaceRow
    from tracker.ledger.review_rows import CandidateRow, DocumentRow
    from tracker.ledger.rows import ActionRow, ItemPage, StepRow


@dataclass(frozen=True, slots=True)
class Opened:
    """One item with what can be done with it."""

    page: ItemPage
    steps: tuple[StepRow, ...]
    actions: tuple[ActionRow, ...]
    """Its history, oldest first; empty in the pane beside the list."""
    pace: PaceRow | None
    """序时进度; None where the item has none."""
    openings: Mapping[str, Opening] = field(default_factory=dict)
    """By ledger command: everything there is to do, with what is in the way."""
    is_past: bool = False
    """As it was on an earlier day: only read, nothing leads on from it."""

    def lacks(self, command: str) -> tuple[Lack, ...]:
        """What is in the way of a command."""
        opening = self.openings.get(command)
        return opening.lacks if opening is not None else ()

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
    limits: Mapping[int, str]
    """Why a candidate's time limit means its day, in words."""

    def place_of(self, candidate_id: int) -> int:
        """Which of them it is, from 1; what was merged into another is counted no longer."""
        standing = [row.id for row in self.candidates if row.verdict is not Verdict.MERGED]
        return standing.index(candidate_id) + 1 if candidate_id in standing else 0

    @property
    def count(self) -> int:
        """How many there are."""
        return sum(row.verdict is not Verdict.MERGED for row in self.candidates)


@dataclass(frozen=True, slots=True)
class Done:
    """What a page or form did."""

    sentence: str
    """For the foot: 已登记进展."""
    can_undo: bool = True
    subject: str = ""
    """What it was done to, where the next page needs to know."""
