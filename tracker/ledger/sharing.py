"""A measure that serves several items: counted for each of them, changed once, and once in a total."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, String, and_, cast, or_, select
from sqlalchemy import func as sql
from sqlalchemy.orm import Session

from tracker.ledger.models import Item, Measure, MeasureShare
from tracker.ledger.words import DeadlineKind

Condition = ColumnElement[bool]


def measures_of(session: Session, item: Item) -> list[tuple[int, Measure]]:
    """An item's measures, its own and those that serve it, each with its ordinal in the item's list."""
    serving = session.execute(
        select(MeasureShare.ordinal, Measure)
        .join(Measure, Measure.id == MeasureShare.measure_id)
        .where(MeasureShare.item_id == item.id)
        .order_by(MeasureShare.id)
    )
    own = [(measure.ordinal, measure) for measure in item.measures]
    return sorted([*own, *((row[0], row[1]) for row in serving)], key=lambda pair: pair[0])


def items_served(session: Session, measure: Measure) -> list[Item]:
    """The items that a measure serves, its own among them; on a server, those that the actor may see."""
    serving = select(MeasureShare.item_id).where(MeasureShare.measure_id == measure.id)
    wanted = or_(Item.id == measure.item_id, Item.id.in_(serving))
    return list(session.scalars(select(Item).where(wanted).order_by(Item.id)))


def next_ordinal(session: Session, item: Item) -> int:
    """The place of a new measure in an item's list."""
    return max((ordinal for ordinal, _ in measures_of(session, item)), default=0) + 1


def count_of_measures(*conditions: Condition) -> ColumnElement[int]:
    """How many measures of each item meet the conditions, those that serve it among them."""
    own = select(sql.count()).select_from(Measure).where(Measure.item_id == Item.id, *conditions)
    serving = (
        select(sql.count())
        .select_from(MeasureShare)
        .join(Measure, Measure.id == MeasureShare.measure_id)
        .where(MeasureShare.item_id == Item.id, *conditions)
    )
    return own.correlate(Item).scalar_subquery() + serving.correlate(Item).scalar_subquery()


def open_limits() -> ColumnElement[str]:
    """The last days of each item's measures that are not done and have one of their own, one behind the
    other: which of them are past is counted by whoever reads the row, for whom any day may be today.
    """
    is_held = and_(
        Measure.done_on.is_(None),
        Measure.deadline_due.is_not(None),
        Measure.deadline_confirm.is_(False),
        Measure.deadline_kind != DeadlineKind.RECURRING.value,
    )
    days = sql.coalesce(sql.aggregate_strings(cast(Measure.deadline_due, String), ","), "")
    own = select(days).where(Measure.item_id == Item.id, is_held)
    serving = (
        select(days)
        .select_from(MeasureShare)
        .join(Measure, Measure.id == MeasureShare.measure_id)
        .where(MeasureShare.item_id == Item.id, is_held)
    )
    return own.correlate(Item).scalar_subquery() + "," + serving.correlate(Item).scalar_subquery()


def has_measure(condition: Condition) -> Condition:
    """The item has such a measure, or is served by one; as sets that are made once."""
    serving = (
        select(MeasureShare.item_id)
        .join(Measure, Measure.id == MeasureShare.measure_id)
        .where(condition)
        .correlate(None)
    )
    own = select(Measure.item_id).where(condition).correlate(None)
    return or_(Item.id.in_(own), Item.id.in_(serving))


def serves_some(items: Any) -> Condition:
    """The measure serves one of the items whose ids are selected: each measure counts once."""
    return or_(Measure.item_id.in_(items), serves_too(items))


def serves_too(items: Any) -> Condition:
    """The measure serves one of them beside its own."""
    return Measure.id.in_(select(MeasureShare.measure_id).where(MeasureShare.item_id.in_(items)))
