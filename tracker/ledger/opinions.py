"""Reading the 意见建议清单: what waits for an answer first."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select

from tracker.ledger.models import Campaign, Item, Opinion
from tracker.ledger.queries import campaign as campaign_row
from tracker.ledger.store import Ledger
from tracker.ledger.words import source_word


@dataclass(frozen=True, slots=True)
class OpinionRow:
    """One entry of the 意见建议清单."""

    id: int
    campaign: str
    source: str
    """As people read it."""
    text: str
    said_by: str
    on: dt.date
    number: str
    """编号 of the item it became or was tied to; empty while it is none."""
    answer: str
    answered_on: dt.date | None
    answered_by: str
    days_waiting: int | None
    """Since it was said, while it is neither answered nor adopted."""


def opinions(
    ledger: Ledger, *, today: dt.date, campaign: str | None = None, waiting: bool = False
) -> list[OpinionRow]:
    """The entries of a campaign, of all where none is named: what waits first, the longest first.

    With `waiting` only those. Raises NotFound for an unknown campaign.
    """
    query = (
        select(Opinion.__table__, Campaign.name, Item.number)
        .join_from(Opinion.__table__, Campaign.__table__, Campaign.id == Opinion.campaign_id)
        .outerjoin(Item.__table__, Item.id == Opinion.item_id)
        .order_by(Opinion.on, Opinion.id)
    )
    if campaign is not None:
        query = query.where(Opinion.campaign_id == campaign_row(ledger, campaign).id)
    with ledger.read() as connection:
        rows = [
            OpinionRow(
                id=row.id,
                campaign=row.name,
                source=source_word(row.source),
                text=row.text,
                said_by=row.said_by,
                on=row.on,
                number=row.number or "",
                answer=row.answer,
                answered_on=row.answered_on,
                answered_by=row.answered_by,
                days_waiting=None if row.answered_on or row.item_id else max((today - row.on).days, 0),
            )
            for row in connection.execute(query)
        ]
    waits = [row for row in rows if row.days_waiting is not None]
    return waits if waiting else [*waits, *(row for row in rows if row.days_waiting is None)]
