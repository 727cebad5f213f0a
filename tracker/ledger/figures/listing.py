"""What a figure counts, listed: the items or measures behind a number."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from tracker.errors import NotFound
from tracker.ledger.figures.counting import of_items
from tracker.ledger.figures.definitions import Figure, MeasureFigure
from tracker.ledger.figures.dimensions import items_by, measures_by, unit_of_measure
from tracker.ledger.figures.measures import measure_conditions
from tracker.ledger.filtering.compiling import conditions
from tracker.ledger.filtering.tree import EVERYTHING, Query, every
from tracker.ledger.list_rows import ItemRow
from tracker.ledger.models import Item, Measure, Unit
from tracker.ledger.naming import units_called
from tracker.ledger.queries import campaigns_of, items_by_id
from tracker.ledger.store import Ledger
from tracker.ledger.words import Dimension
from tracker.text.cleaning import one_line


@dataclass(frozen=True, slots=True)
class Group:
    """One name of a breakdown."""

    by: Dimension
    name: str


@dataclass(frozen=True, slots=True)
class CountedMeasure:
    """A measure behind a figure."""

    number: str
    """编号 of its item."""
    title: str
    ordinal: int
    text: str
    unit: str
    due: dt.date | None
    done_on: dt.date | None


def counted_items(
    ledger: Ledger,
    figure: Figure,
    wanted: Query = EVERYTHING,
    *,
    today: dt.date,
    group: Group | None = None,
) -> list[ItemRow]:
    """The items that a figure counts, of one name of a breakdown where one is given.

    Raises NotFound where nothing stands under that name.
    """
    with ledger.snapshot(), ledger.read() as connection:
        meant = conditions(every([wanted, figure.query]), today, connection, campaigns_of(connection))
        query = select(Item.id).where(meant).order_by(Item.id)
        if group:
            places = items_by(group.by).subquery()
            name = _meant(connection, group, places)
            query = query.where(Item.id.in_(select(places.c.item_id).where(places.c.name == name)))
        ids = list(connection.scalars(query))
        return list(items_by_id(ledger, ids, today=today).values())


def counted_measures(
    ledger: Ledger,
    figure: MeasureFigure,
    wanted: Query = EVERYTHING,
    *,
    today: dt.date,
    group: Group | None = None,
) -> list[CountedMeasure]:
    """The measures that a figure counts, of one name of a breakdown where one is given.

    Raises NotFound where nothing stands under that name.
    """
    with ledger.read() as connection:
        meant = conditions(wanted, today, connection, campaigns_of(connection))
        query = (
            select(
                Item.number,
                Item.title,
                Measure.ordinal,
                Measure.text,
                unit_of_measure().label("unit"),
                Measure.deadline_kind,
                Measure.deadline_due,
                Item.deadline_due.label("item_due"),
                Measure.done_on,
            )
            .select_from(Measure)
            .join(Item, Item.id == Measure.item_id)
            .where(of_items(meant), measure_conditions(today)[figure.code])
            .order_by(Item.id, Measure.ordinal, Measure.id)
        )
        if group:
            places = measures_by(group.by).subquery()
            named = select(places.c.measure_id).where(places.c.name == _meant(connection, group, places))
            query = query.where(Measure.id.in_(named))
        return [
            CountedMeasure(
                number=row.number,
                title=row.title,
                ordinal=row.ordinal,
                text=row.text,
                unit=row.unit or "",
                due=row.deadline_due if row.deadline_kind else row.item_due,
                done_on=row.done_on,
            )
            for row in connection.execute(query)
        ]


def _meant(connection: Connection, group: Group, places: Any) -> str:
    """The name in the breakdown: as typed, another name of that unit, or the only one that contains it."""
    names: list[str] = sorted(connection.scalars(select(places.c.name).distinct()))
    if group.name in names:
        return group.name
    if group.by is Dimension.UNIT:
        called = units_called(connection, group.name, exactly=True)
        if len(called) == 1:
            (own,) = connection.scalars(select(Unit.name).where(Unit.id.in_(called)))
            return str(own)
    holding = [name for name in names if group.name in name]
    if len(holding) != 1:
        raise NotFound(f"按{group.by.word}分开没有“{one_line(group.name)}”，现有：{'、'.join(names) or '无'}")
    return holding[0]
