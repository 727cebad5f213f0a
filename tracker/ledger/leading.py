"""Which unit leads an item: the 牵头单位, and where none is named the first 责任单位."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, Select, func, select

from tracker.ledger.models import LEADING, Item, Measure, Owner, Unit


def lead_unit() -> ScalarSelect[str]:
    """The leading unit of each item as written; NULL where nobody is named."""
    return _first(select(Owner.name), Item.id)


def lead_unit_id() -> ScalarSelect[int | None]:
    """Which unit leads each item; NULL where nobody is named, or nobody known."""
    return _first(select(Owner.unit_id), Item.id)


def known_lead_unit(item_id: Any = Item.id) -> ScalarSelect[str]:
    """The leading unit of each item by the name it is known by; NULL where nobody is named."""
    return _first(select(known_name()), item_id)


def known_name() -> ColumnElement[str]:
    """What an owner is known by: its unit's name, else what is written.

    Not a join: PostgreSQL would read all units for each owner, and lose the order that its index has.
    """
    unit = select(Unit.name).where(Unit.id == Owner.unit_id).correlate(Owner).scalar_subquery()
    return func.coalesce(unit, Owner.name)


def _first(query: Select[Any], item_id: Any) -> ScalarSelect[Any]:
    # By role: `lead` comes before `responsible` in every alphabet, and an index has them in this order.
    ordered = query.where(Owner.item_id == item_id, LEADING).order_by(Owner.role, Owner.ordinal, Owner.id)
    return ordered.limit(1).correlate(Item, Measure).scalar_subquery()
