"""What figures are broken down by: which items, and which measures, stand under which name."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ScalarSelect, and_, case, func, select, union_all

from tracker.ledger.models import Aspect, Campaign, Document, Item, Measure, Owner, Standing, Unit
from tracker.ledger.words import Dimension, OwnerRole, RectificationType, SourceKind

NOBODY = "（未写明）"
"""Where an item has nothing to stand under."""


def items_by(dimension: Dimension) -> Any:
    """Pairs of `item_id` and `name`: an item with several leaders or campaigns stands under each."""
    match dimension:
        case Dimension.CAMPAIGN:
            own = select(Item.id.label("item_id"), Item.campaign_id.label("campaign_id"))
            linked = select(Standing.item_id, Standing.campaign_id)
            places = union_all(own, linked).subquery()
            return select(places.c.item_id, Campaign.name.label("name")).join(
                Campaign, Campaign.id == places.c.campaign_id
            )
        case Dimension.LEADER:
            leads = and_(
                Owner.item_id == Item.id,
                Owner.measure_id.is_(None),
                Owner.role == OwnerRole.LEADER.value,
            )
            return _named(Owner.name).outerjoin(Owner, leads).distinct()
        case Dimension.DOCUMENT:
            return _named(Document.title).outerjoin(Document, Document.id == Item.document_id)
        case Dimension.ASPECT:
            return _named(Aspect.name).outerjoin(Aspect, Aspect.id == Item.aspect_id)
        case Dimension.UNIT:
            return _named(leading_unit(Owner.item_id == Item.id, Owner.measure_id.is_(None)))
        case Dimension.TYPE:
            words = {word.value: word.word for word in RectificationType}
            return _named(case(words, value=Item.type, else_=Item.type))
        case Dimension.SOURCE:
            words = {word.value: word.word for word in SourceKind}
            return _named(case(words, value=Item.source, else_=Item.source))
        case Dimension.CATEGORY:
            return _named(Item.category)


def measures_by(dimension: Dimension) -> Any:
    """Pairs of `measure_id` and `name`: a measure with a unit of its own stands under that one."""
    if dimension is not Dimension.UNIT:
        places = items_by(dimension).subquery()
        return select(Measure.id.label("measure_id"), places.c.name).join(
            places, places.c.item_id == Measure.item_id
        )
    return select(
        Measure.id.label("measure_id"),
        func.coalesce(func.nullif(unit_of_measure(), ""), NOBODY).label("name"),
    )


def unit_of_measure() -> Any:
    """The unit that a measure is asked of: its own, else the one that leads its item."""
    # With its item, by which owners are indexed: by the measure alone each one reads all owners.
    own = leading_unit(Owner.item_id == Measure.item_id, Owner.measure_id == Measure.id)
    return func.coalesce(own, leading_unit(Owner.item_id == Measure.item_id, Owner.measure_id.is_(None)))


def leading_unit(*conditions: Any) -> ScalarSelect[str]:
    """The leading or first responsible unit by the name it is known by; NULL where nobody is named."""
    place = case({OwnerRole.LEAD.value: 0}, value=Owner.role, else_=1)
    return (
        select(func.coalesce(Unit.name, Owner.name))
        .outerjoin_from(Owner, Unit, Unit.id == Owner.unit_id)
        .where(*conditions, Owner.role.in_([OwnerRole.LEAD.value, OwnerRole.RESPONSIBLE.value]))
        .order_by(place, Owner.ordinal, Owner.id)
        .limit(1)
        .correlate(Item, Measure)
        .scalar_subquery()
    )


def _named(name: Any) -> Any:
    known = func.coalesce(func.nullif(name, ""), NOBODY).label("name")
    return select(Item.id.label("item_id"), known).select_from(Item)
