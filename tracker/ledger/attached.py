"""What hangs on a batch of items beside their measures, read once a table and put onto their pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection

from tracker.ledger.amounts import amounts_of
from tracker.ledger.parts import AmountRow, RegulationRow, ScoreRow, StageRow, Truths
from tracker.ledger.regulations import regulations_of
from tracker.ledger.rows import ItemPage
from tracker.ledger.stages import stages_of
from tracker.ledger.surveys import scores_of
from tracker.ledger.words import Classification, Reported, Term, Verified


@dataclass(frozen=True, slots=True)
class Attached:
    """Amounts by measure; stages, regulations and scores by item."""

    amounts: dict[int, tuple[AmountRow, ...]]
    stages: dict[int, tuple[StageRow, ...]]
    regulations: dict[int, tuple[RegulationRow, ...]]
    scores: dict[int, tuple[ScoreRow, ...]]

    def onto(self, page: ItemPage) -> ItemPage:
        """The page with what hangs on its item."""
        key = page.row.id
        return replace(
            page,
            measures=tuple(
                replace(measure, amounts=self.amounts[measure.id]) if measure.id in self.amounts else measure
                for measure in page.measures
            ),
            stages=self.stages.get(key, ()),
            regulations=self.regulations.get(key, ()),
            scores=self.scores.get(key, ()),
        )


def read_attached(
    connection: Connection, items: Sequence[int], measures: Sequence[int], today: dt.date
) -> Attached:
    """Four statements, however many items."""
    return Attached(
        amounts_of(connection, measures),
        stages_of(connection, items, today),
        regulations_of(connection, items),
        scores_of(connection, items),
    )


def truths_of(row: Any) -> Truths:
    """From the columns of `item`."""
    return Truths(
        reported=Reported(row.reported) if row.reported else None,
        reported_on=row.reported_on,
        reported_by=row.reported_by,
        unfinished_reason=row.unfinished_reason,
        next_step=row.next_step,
        verified=Verified(row.verified) if row.verified else None,
        verified_on=row.verified_on,
        verified_by=row.verified_by,
        verified_note=row.verified_note,
        stage_goal=row.stage_goal,
        next_review=row.next_review,
        stage_done_on=row.stage_done_on,
        term=Term(row.term) if row.term else None,
        classification=Classification(row.classification) if row.classification else None,
    )
