"""Which unit leads an item: the 牵头单位, and where none is named the first 责任单位 (DOMAIN.md §2)."""

from __future__ import annotations

from sqlalchemy import ScalarSelect, case, select

from tracker.ledger.models import Item, Owner
from tracker.ledger.words import OwnerRole


def lead_unit() -> ScalarSelect[str]:
    """The leading unit of each item; NULL where nobody is named."""
    place = case({OwnerRole.LEAD.value: 0}, value=Owner.role, else_=1)
    return (
        select(Owner.name)
        .where(
            Owner.item_id == Item.id,
            Owner.measure_id.is_(None),
            Owner.role.in_([OwnerRole.LEAD.value, OwnerRole.RESPONSIBLE.value]),
        )
        .order_by(place, Owner.ordinal)
        .limit(1)
        .correlate(Item)
        .scalar_subquery()
    )
