"""预警 in SQL: one rule with `lights`; a property test holds the two equal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from sqlalchemy import ColumnElement, Date, and_, case, false, literal, or_

from tracker.ledger.list_rows import CampaignRow
from tracker.ledger.models import Item
from tracker.ledger.words import DeadlineKind, Light, State


def light_expression(campaigns: Iterable[CampaignRow], today: dt.date) -> ColumnElement[str]:
    """The same rule over the columns of `item`, each campaign with its own thresholds."""

    def within(threshold: str) -> ColumnElement[bool]:
        return or_(
            *(
                and_(
                    Item.campaign_id == campaign.id,
                    Item.deadline_due <= literal(_days_after(today, getattr(campaign, threshold)), Date),
                )
                for campaign in campaigns
            ),
            false(),
        )

    campaigns = tuple(campaigns)
    return case(
        (Item.state == State.STOPPED.value, Light.STOPPED.value),
        (
            and_(Item.state == State.CLOSED.value, Item.closed_on > Item.deadline_due),
            Light.CLOSED_LATE.value,
        ),
        (Item.state == State.CLOSED.value, Light.CLOSED.value),
        (or_(Item.deadline_kind.is_(None), Item.deadline_confirm.is_(True)), Light.UNSETTLED.value),
        (Item.stage_done_on.is_not(None), Light.CONTINUING.value),
        (
            and_(Item.deadline_due.is_(None), Item.deadline_kind == DeadlineKind.CONTINUING.value),
            Light.CONTINUING.value,
        ),
        (
            and_(Item.deadline_due.is_(None), Item.deadline_kind == DeadlineKind.IMMEDIATE.value),
            Light.NORMAL.value,
        ),
        (Item.deadline_due.is_(None), Light.UNSETTLED.value),
        (
            and_(
                Item.deadline_due < literal(today, Date),
                Item.deadline_kind == DeadlineKind.RECURRING.value,
            ),
            Light.CONTINUING.value,
        ),
        (Item.deadline_due < literal(today, Date), Light.OVERDUE.value),
        (Item.extension_count > 0, Light.EXTENDED.value),
        (within("imminent_days"), Light.IMMINENT.value),
        (within("near_days"), Light.NEAR.value),
        else_=Light.NORMAL.value,
    )


def _days_after(today: dt.date, days: int) -> dt.date:
    """The calendar ends on 9999-12-31."""
    return today + dt.timedelta(min(days, (dt.date.max - today).days))
