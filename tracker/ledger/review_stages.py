"""Which step of the review an application waits for, as a condition on `item`."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import ColumnElement, and_, false, not_, or_, select

from tracker.ledger.models import Application, Campaign, Item, Review
from tracker.ledger.words import Decision, ReviewStage, State


def waits_for(codes: Collection[str]) -> ColumnElement[bool]:
    """The item is applied for, and one of these stages comes next."""
    two_steps = or_(
        Item.campaign_id.in_(select(Campaign.id).where(Campaign.review_steps > 1)),
        Item.id.in_(
            select(Application.item_id)
            .where(Application.decision == Decision.PENDING.value, Application.review_steps > 1)
            .correlate(None)
        ),
    )
    passed = Item.id.in_(
        select(Application.item_id)
        .join(Review, Review.application_id == Application.id)
        .where(
            Application.decision == Decision.PENDING.value,
            Review.decision == Decision.PASSED.value,
        )
        .correlate(None)
    )
    first = and_(two_steps, not_(passed))
    wanted = {ReviewStage.FIRST.value: first, ReviewStage.FINAL.value: not_(first)}
    chosen = [condition for code, condition in wanted.items() if code in codes]
    return and_(Item.state == State.APPLIED.value, or_(false(), *chosen))
