"""Who answers for how much: units, leaders, what is open and late under each, or one of them whole."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, and_, func, select

from tracker.ledger.figures.counting import Tally, tally
from tracker.ledger.figures.definitions import item_figures
from tracker.ledger.figures.dimensions import NOBODY, with_names
from tracker.ledger.figures.glance import KEPT
from tracker.ledger.filtering.compiling import conditions
from tracker.ledger.filtering.tree import EVERYTHING, Presence, Query, Sign, every, of
from tracker.ledger.light_expression import light_expression
from tracker.ledger.list_rows import ItemRow
from tracker.ledger.models import Item, Owner, Person, Unit
from tracker.ledger.naming import name_and_unit
from tracker.ledger.people import PersonRow
from tracker.ledger.queries import Sort, apart, campaigns_of, item_ids, list_items
from tracker.ledger.store import Ledger
from tracker.ledger.words import OPEN_STATES, Dimension, Light, OwnerRole, State

_FIELDS: Mapping[Dimension, str] = {Dimension.UNIT: "统计单位", Dimension.LEADER: "领导"}

_NEAR = frozenset({Light.NEAR.value, Light.IMMINENT.value})
_OPEN = of("状态", *OPEN_STATES)


@dataclass(frozen=True, slots=True)
class AnsweringRow:
    """One unit, or one leader."""

    name: str
    items: int
    """终止 ones left out."""
    closed: int
    overdue: int
    near: int
    """临期 and 即将到期."""
    query: Query
    """Lists the items."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One of them whole."""

    name: str
    tally: Tally
    lists: Mapping[str, Query]
    """By the figures' codes: what lists the items that are counted."""
    open: tuple[ItemRow, ...]
    """Not yet 销号, the nearest 时限 first."""
    is_cut: bool
    behind: frozenset[int]
    """Ids of those that are behind their time (序时进度)."""
    open_query: Query
    people: tuple[PersonRow, ...]
    """Who belongs to the unit, or is the leader; whoever has left is left out."""


def under(by: Dimension, name: str) -> Query:
    """What stands under a name."""
    field = _FIELDS[by]
    return of(field, Presence.NONE) if name == NOBODY else of(field, name, sign=Sign.IS)


def answering(
    ledger: Ledger, by: Dimension, wanted: Query = EVERYTHING, *, today: dt.date
) -> tuple[AnsweringRow, ...]:
    """Each of them, where most is overdue first, then where most is open."""
    with ledger.read() as connection:
        campaigns = campaigns_of(connection)
        meant = conditions(every([wanted, KEPT]), today, connection, campaigns)
        light = light_expression(campaigns, today).label("light")
        items = apart(_named_by(select(Item.state, light).where(meant), by), connection).c
        keys = (items.name, items.state, items.light)
        query = select(*keys, func.count().label("number")).group_by(*keys)
        found: dict[str, list[int]] = {}
        for row in connection.execute(query):
            counts = found.setdefault(row.name, [0, 0, 0, 0])
            for place, counted in enumerate(
                (True, row.state == State.CLOSED.value, row.light == Light.OVERDUE.value, row.light in _NEAR)
            ):
                counts[place] += row.number if counted else 0
    rows = [
        AnsweringRow(name, items, closed, overdue, near, every([KEPT, under(by, name)]))
        for name, (items, closed, overdue, near) in found.items()
    ]
    return tuple(sorted(rows, key=lambda row: (-row.overdue, row.closed - row.items, row.name)))


def _named(by: Dimension, name: str) -> Query:
    """Holds of everything that stands under a unit, and an index answers it: the rest is asked of few."""
    return of("单位", name, sign=Sign.IS) if by is Dimension.UNIT and name != NOBODY else EVERYTHING


def _named_by(items: Select[*tuple[Any, ...]], by: Dimension) -> Select[*tuple[Any, ...]]:
    """As a query about them finds the items: a leader of one measure leads in the item."""
    if by is not Dimension.LEADER:
        return with_names(items, by)
    leads = and_(Owner.item_id == Item.id, Owner.role == OwnerRole.LEADER.value)
    name = func.coalesce(func.nullif(Owner.name, ""), NOBODY).label("name")
    return items.add_columns(Item.id, name).outerjoin(Owner, leads).distinct()


def sheet(
    ledger: Ledger,
    by: Dimension,
    name: str,
    wanted: Query = EVERYTHING,
    *,
    today: dt.date,
    limit: int = 200,
) -> Sheet:
    """One of them: every figure, what is open, and whom to call."""
    own = under(by, name)
    with ledger.snapshot():
        narrowed = every([wanted, _named(by, name), own])
        counted = tally(ledger, narrowed, today=today)
        open_query = every([own, _OPEN])
        asked = every([narrowed, _OPEN])
        rows = list_items(ledger, asked, today=today, sort=Sort.DEADLINE, limit=limit + 1)
        late = every([asked, item_figures()["behind"].query])
        behind = item_ids(ledger, late, today=today) if counted.counts["behind"] else []
        known = _people(ledger, by, name)
    return Sheet(
        name,
        counted,
        {figure.code: every([own, figure.query]) for figure in item_figures().values()},
        tuple(rows[:limit]),
        len(rows) > limit,
        frozenset(behind),
        open_query,
        known,
    )


def _people(ledger: Ledger, by: Dimension, name: str) -> tuple[PersonRow, ...]:
    if name == NOBODY:
        return ()
    with ledger.read() as connection:
        query = (
            select(Person.__table__, func.coalesce(Unit.name, "").label("unit"))
            .outerjoin_from(Person.__table__, Unit.__table__, Unit.id == Person.unit_id)
            .where(Person.left.is_(False))
            .order_by(Person.id)
        )
        if by is Dimension.UNIT:
            rows = connection.execute(query.where(Unit.name == name)).all()
        else:
            plain, unit = name_and_unit(name)
            rows = [
                row
                for row in connection.execute(query)
                if name_and_unit(row.name)[0] == plain and unit in ("", name_and_unit(row.unit)[0])
            ]
        held = _held(connection, [row.id for row in rows])
    return tuple(
        PersonRow(row.id, row.name, row.unit, row.post, row.telephone, row.left, held.get(row.id, 0))
        for row in rows
    )


def _held(connection: Connection, people: Sequence[int]) -> dict[int | None, int]:
    """In how many open items each of them has a part."""
    query = (
        select(Owner.person_id, func.count(Owner.item_id.distinct()))
        .join(Item, Item.id == Owner.item_id)
        .where(Owner.person_id.in_(people), Item.state.in_([state.value for state in OPEN_STATES]))
        .group_by(Owner.person_id)
    )
    return {row[0]: row[1] for row in connection.execute(query)} if people else {}
