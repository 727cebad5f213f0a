"""Which unit leads an item: the 牵头单位, and where none is named the first 责任单位."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ScalarSelect, case, select
from sqlalchemy.orm import InstrumentedAttribute

from tracker.ledger.models import Item, Owner
from tracker.ledger.words import OwnerRole


def lead_unit() -> ScalarSelect[str]:
    """The leading unit of each item as written; NULL where nobody is named."""
    return _of_lead(Owner.name)


def lead_unit_id() -> ScalarSelect[int | None]:
    """Which unit leads each item; NULL where nobody is named, or nobody known."""
    return _of_lead(Owner.unit_id)


def _of_lead(column: InstrumentedAttribute[Any]) -> ScalarSelect[Any]:
    place = case({OwnerRole.LEAD.value: 0}, value=Owner.role, else_=1)
    return (
        select(column)
        .where(
            Owner.item_id == Item.id,
            Owner.measure_id.is_(None),
            Owner.role.in_([OwnerRole.LEAD.value, OwnerRole.RESPONSIBLE.value]),
        )
        .order_by(place, Owner.ordinal, Owner.id)
        .limit(1)
        .correlate(Item)
        .scalar_subquery()
    )
