"""People as they are shown, and what stands in one person's name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select

from tracker.errors import Refusal
from tracker.ledger.filtering.compiling import conditions
from tracker.ledger.filtering.tree import EVERYTHING, Query
from tracker.ledger.list_rows import Deadline
from tracker.ledger.models import Item, Measure, Owner, Person, Unit
from tracker.ledger.naming import PERSONAL, Directory, directory, name_and_unit, plain_name
from tracker.ledger.pages import item_pages
from tracker.ledger.portions import portions
from tracker.ledger.queries import campaigns_of
from tracker.ledger.rows import ItemPage
from tracker.ledger.store import Ledger
from tracker.ledger.units import OPEN
from tracker.ledger.words import Light, OwnerRole, State


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person."""

    id: int
    name: str
    unit: str
    post: str
    telephone: str
    left: bool
    open_items: int
    """Items not yet 销号 in which they are 责任领导, 责任人 or 联系人."""


@dataclass(frozen=True, slots=True)
class Charge:
    """One thing that stands in a person's name: an open item, or an unfinished measure of one."""

    owner_id: int
    number: str
    title: str
    measure: int | None
    """Ordinal; None for the item as a whole."""
    text: str
    """Of the measure; empty for the item as a whole."""
    role: OwnerRole
    name: str
    """As written."""
    deadline: Deadline | None
    light: Light
    light_words: str
    state: State


def people(ledger: Ledger, *, unit: str = "") -> list[PersonRow]:
    """Everybody known, by unit and in the order they were made known; only a unit's own with `unit`."""
    with ledger.read() as connection:
        query = (
            select(Person.__table__, func.coalesce(Unit.name, "").label("unit"))
            .outerjoin_from(Person.__table__, Unit.__table__, Unit.id == Person.unit_id)
            .order_by(func.coalesce(Person.unit_id, 0), Person.id)
        )
        if unit:
            query = query.where(Person.unit_id == _unit_id(connection, unit))
        held = select(Owner.person_id, func.count(Owner.item_id.distinct()))
        held = held.join(Item, Item.id == Owner.item_id).group_by(Owner.person_id)
        held = held.where(Item.state.in_(OPEN), Owner.person_id.is_not(None))
        items = {row[0]: row[1] for row in connection.execute(held)}
        return [
            PersonRow(row.id, row.name, row.unit, row.post, row.telephone, row.left, items.get(row.id, 0))
            for row in connection.execute(query)
        ]


def charges(
    ledger: Ledger,
    who: str,
    *,
    today: dt.date,
    roles: Collection[OwnerRole] = PERSONAL,
    wanted: Query = EVERYTHING,
) -> list[Charge]:
    """What is open in somebody's name, known to the ledger or not, the nearest deadline first.

    Raises Refusal where several known people have the name.
    """
    with ledger.snapshot():
        with ledger.read() as connection:
            query = (
                select(Owner.id, Owner.item_id, Owner.measure_id, Owner.role, Owner.name)
                .join(Item, Item.id == Owner.item_id)
                .where(
                    Item.state.in_(OPEN),
                    Owner.role.in_([role.value for role in roles]),
                    _is_called(connection, who),
                    conditions(wanted, today, connection, campaigns_of(connection)),
                )
                .order_by(Owner.item_id, Owner.id)
            )
            owners = connection.execute(query).all()
            unfinished = _unfinished(connection, [row.measure_id for row in owners if row.measure_id])
        ids = list(dict.fromkeys(row.item_id for row in owners))
        pages = {page.row.id: page for page in item_pages(ledger, ids, today=today)}
    found = [
        _charge(pages[row.item_id], row)
        for row in owners
        if row.measure_id is None or row.measure_id in unfinished
    ]
    last = dt.date.max
    return sorted(found, key=lambda one: (one.deadline and one.deadline.due) or last)


def _charge(page: ItemPage, owner: Any) -> Charge:
    measure = next((one for one in page.measures if one.id == owner.measure_id), None)
    limited = measure or page.row
    return Charge(
        owner_id=owner.id,
        number=page.row.number,
        title=page.row.title,
        measure=measure.ordinal if measure else None,
        text=measure.text if measure else "",
        role=OwnerRole(owner.role),
        name=owner.name,
        deadline=limited.deadline or page.row.deadline,
        light=limited.light,
        light_words=limited.light_words,
        state=page.row.state,
    )


def _unfinished(connection: Connection, measures: Iterable[int]) -> set[int]:
    """Those not yet done."""
    query = select(Measure.id).where(Measure.done_on.is_(None))
    return {
        key
        for portion in portions(measures)
        for key in connection.scalars(query.where(Measure.id.in_(portion)))
    }


def _is_called(connection: Connection, who: str) -> ColumnElement[bool]:
    """Entries of one person; of somebody nobody has made known, those written so."""
    person_id = one_person(directory(connection), who)
    if person_id is not None:
        return Owner.person_id == person_id
    unknown = connection.scalars(select(Owner.name).where(Owner.person_id.is_(None)).distinct())
    wanted = name_and_unit(who)
    names = [name for name in unknown if name_and_unit(name) == wanted]
    return Owner.person_id.is_(None) & Owner.name.in_(names)


def one_person(known: Directory, who: str) -> int | None:
    """The person meant; None for somebody nobody has made known. Raises Refusal where several may be."""
    found = known.called(who)
    if len(found) > 1:
        raise Refusal(f"有{len(found)}个“{who}”，请写明单位，如 {plain_name(who)}（办公室）")
    return found[0].id if found else None


def _unit_id(connection: Connection, name: str) -> int:
    key = directory(connection).unit(name)
    if key is None:
        raise Refusal(f"没有单位“{name}”，已有的见 tracker unit list")
    return key
