"""轮次: the rounds of an item that 回炉 ended, each as it stood on its last day."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, select

from tracker.ledger.following_rows import RoundRow
from tracker.ledger.keys import KEYS, these
from tracker.ledger.models import Round
from tracker.ledger.words import Classification, RectificationType, Reported, Verified


def rounds_by_item(connection: Connection, ids: Sequence[int]) -> dict[int, tuple[RoundRow, ...]]:
    """The rounds that are over of these items, the first one first."""
    found: dict[int, tuple[RoundRow, ...]] = {}
    for row in connection.execute(_rounds(), these(ids)):
        ended = RoundRow(
            round=row.round,
            began_on=row.registered_on,
            first_phrase=row.first_deadline_phrase or "",
            first_due=row.first_deadline_due,
            phrase=row.deadline_phrase or "",
            due=row.deadline_due,
            extension_count=row.extension_count,
            completion=row.completion,
            inference=row.inference,
            reported=Reported(row.reported) if row.reported else None,
            verified=Verified(row.verified) if row.verified else None,
            closed_on=row.closed_on,
            ended_on=row.ended_on,
            reason=row.reason,
            basis=row.basis,
            type=RectificationType(row.type),
            classification=Classification(row.classification) if row.classification else None,
            stage_goal=row.stage_goal,
            next_review=row.next_review,
        )
        found[row.item_id] = (*found.get(row.item_id, ()), ended)
    return found


@cache
def _rounds() -> Select[Any]:
    return select(Round.__table__).where(Round.item_id.in_(KEYS)).order_by(Round.item_id, Round.round)
