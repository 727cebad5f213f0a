"""What figures are broken down by: which items, and which measures, stand under which name."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, and_, case, func, select, union_all

from tracker.ledger.leading import known_lead_unit, known_name
from tracker.ledger.models import Aspect, Campaign, Document, Item, Measure, Owner, Standing
from tracker.ledger.words import Dimension, OwnerRole, RectificationType, SourceKind

NOBODY = "（未写明）"
"""Where an item has nothing to stand under."""


def with_names(items: Select[*tuple[Any, ...]], dimension: Dimension) -> Select[*tuple[Any, ...]]:
    """A query about items with the `name` that each stands under; once for each where there are several."""
    if dimension not in _SEVERAL:
        return items.add_columns(_name(dimension))
    places = items_by(dimension).subquery()
    return items.add_columns(places.c.name).join(places, places.c.item_id == Item.id)


_SEVERAL = frozenset({Dimension.CAMPAIGN, Dimension.LEADER})
"""An item with several leaders or campaigns stands under each."""


def items_by(dimension: Dimension) -> Any:
    """Pairs of `item_id` and `name`."""
    if dimension is Dimension.CAMPAIGN:
        own = select(Item.id.label("item_id"), Item.campaign_id.label("campaign_id"))
        linked = select(Standing.item_id, Standing.campaign_id)
        places = union_all(own, linked).subquery()
        return select(places.c.item_id, Campaign.name.label("name")).join(
            Campaign, Campaign.id == places.c.campaign_id
        )
    if dimension is Dimension.LEADER:
        leads = and_(
            Owner.item_id == Item.id,
            Owner.measure_id.is_(None),
            Owner.role == OwnerRole.LEADER.value,
        )
        named = select(Item.id.label("item_id"), _or_nobody(Owner.name)).select_from(Item)
        return named.outerjoin(Owner, leads).distinct()
    return select(Item.id.label("item_id"), _name(dimension)).select_from(Item)


def _name(dimension: Dimension) -> Any:
    """What each item stands under."""
    match dimension:
        case Dimension.DOCUMENT:
            return _or_nobody(_of(Document.title, Document.id == Item.document_id))
        case Dimension.ASPECT:
            return _or_nobody(_of(Aspect.name, Aspect.id == Item.aspect_id))
        case Dimension.UNIT:
            return _or_nobody(known_lead_unit())
        case Dimension.TYPE:
            words = {word.value: word.word for word in RectificationType}
            return _or_nobody(case(words, value=Item.type, else_=Item.type))
        case Dimension.SOURCE:
            words = {word.value: word.word for word in SourceKind}
            return _or_nobody(case(words, value=Item.source, else_=Item.source))
        case Dimension.CATEGORY:
            return _or_nobody(Item.category)
        case _:
            raise KeyError(dimension)


def _of(column: Any, condition: Any) -> Any:
    return select(column).where(condition).correlate(Item).scalar_subquery()


def _or_nobody(name: Any) -> Any:
    return func.coalesce(func.nullif(name, ""), NOBODY).label("name")


def measures_by(dimension: Dimension) -> Any:
    """Pairs of `measure_id` and `name`: a measure with a unit of its own stands under that one."""
    if dimension is not Dimension.UNIT:
        places = items_by(dimension).subquery()
        return select(Measure.id.label("measure_id"), places.c.name).join(
            places, places.c.item_id == Measure.item_id
        )
    return select(Measure.id.label("measure_id"), _or_nobody(unit_of_measure()))


def unit_of_measure() -> Any:
    """The unit that a measure is asked of: its own, else the one that leads its item."""
    # With its item, by which owners are indexed: by the measure alone each one reads all owners.
    is_own = and_(Owner.item_id == Measure.item_id, Owner.measure_id == Measure.id)
    own = (
        select(known_name())
        .where(is_own, Owner.role.in_([OwnerRole.LEAD.value, OwnerRole.RESPONSIBLE.value]))
        .order_by(Owner.role, Owner.ordinal, Owner.id)
        .limit(1)
        .correlate(Measure)
        .scalar_subquery()
    )
    return func.coalesce(own, known_lead_unit(Measure.item_id))
