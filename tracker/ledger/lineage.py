"""屡改屡犯: which problems came back, as people confirmed it, and which older ones a problem may be again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import CTE, ColumnElement, Connection, Select, and_, func, literal, or_, select
from sqlalchemy.orm import aliased

from tracker.ledger.following_rows import Kin, RelativeRow
from tracker.ledger.keys import KEYS, these
from tracker.ledger.leading import lead_unit
from tracker.ledger.likeness import Likeness, Texts, without
from tracker.ledger.models import Campaign, Item, Lineage, Owner
from tracker.ledger.naming import directory, plain_name
from tracker.ledger.numbers import read_number, unknown_number
from tracker.ledger.store import Ledger
from tracker.ledger.words import ItemKind, OwnerRole, State

ANSWERING = (OwnerRole.LEAD.value, OwnerRole.RESPONSIBLE.value)
"""Whose problem it is."""
MOST_COMPARED = 2000
"""So many of a unit's latest problems are compared with a new one, so that adding stays quick."""
MOST_OFFERED = 5


@dataclass(frozen=True, slots=True)
class OfferRow:
    """An older problem that one may be again."""

    number: str
    title: str
    campaign: str
    unit: str
    """The unit both have, as the older one writes it."""
    state: State
    closed_on: dt.date | None
    likeness: Likeness

    @property
    def words(self) -> str:
        """Why it is offered."""
        return f"同一单位：{self.unit}；{self.likeness.words}"


@dataclass(frozen=True, slots=True)
class ChainRow:
    """A problem with all that it was before."""

    numbers: tuple[str, ...]
    """The oldest first; the last one is the latest to come up."""
    title: str
    unit: str
    state: State
    """Both of the latest one."""

    @property
    def times(self) -> int:
        """How often it came up."""
        return len(self.numbers)


def offers(ledger: Ledger, number: str) -> tuple[OfferRow, ...]:
    """Older problems of the same unit about the same matter, the likest first. Raises NotFound.

    Offered is what was closed once, or stands in another campaign, and is not linked yet.
    """
    with ledger.read() as connection:
        item = connection.execute(
            select(Item.id, Item.title, Item.campaign_id).where(Item.number == read_number(number))
        ).first()
        if item is None:
            raise unknown_number(number)
        older = _older_of_the_same_unit(connection, item)
        units = [row.unit for row in older.values()]
        texts = Texts.of({row.id: without(row.title, units) for row in older.values()})
        found = texts.like(without(item.title, units), most=MOST_OFFERED)
        return tuple(
            OfferRow(
                number=older[key].number,
                title=older[key].title,
                campaign=older[key].campaign,
                unit=older[key].unit,
                state=State(older[key].state),
                closed_on=older[key].closed_on,
                likeness=likeness,
            )
            for key, likeness in found
        )


def _older_of_the_same_unit(connection: Connection, item: Any) -> dict[int, Any]:
    """By id; each once, with one of the units that both have."""
    own = select(Owner.name, Owner.unit_id).where(
        Owner.item_id == item.id, Owner.role.in_(ANSWERING), Owner.measure_id.is_(None)
    )
    names, known = set(), set()
    for owner in connection.execute(own):
        names.add(owner.name)
        known.add(owner.unit_id)
    known.discard(None)
    if not names:
        return {}
    linked = select(Lineage.ancestor_id).where(Lineage.descendant_id == item.id)
    query = (
        select(
            Item.id,
            Item.number,
            Item.title,
            Item.state,
            Item.closed_on,
            Campaign.name.label("campaign"),
            Owner.name.label("unit"),
        )
        .join(Owner, Owner.item_id == Item.id)
        .join(Campaign, Campaign.id == Item.campaign_id)
        .where(
            or_(Owner.name.in_(names), Owner.unit_id.in_(known)),
            Owner.role.in_(ANSWERING),
            Owner.measure_id.is_(None),
            Item.id < item.id,
            Item.kind == ItemKind.PROBLEM.value,
            Item.state != State.STOPPED.value,
            or_(
                Item.state == State.CLOSED.value,
                Item.round > 1,
                Item.campaign_id != item.campaign_id,
            ),
            Item.id.not_in(linked),
        )
        .order_by(Item.id.desc(), Owner.ordinal.desc(), Owner.id.desc())
        .limit(MOST_COMPARED)
    )
    return {row.id: row for row in connection.execute(query)}


def kin_by_item(connection: Connection, ids: Sequence[int]) -> dict[int, Kin]:
    """The confirmed links of these items; what has none is left out."""
    before = _relatives(connection, _ancestors(), ids)
    after = _relatives(connection, _descendants(), ids)
    if not before and not after:
        return {}
    counts = ancestor_counts(connection)
    return {
        key: Kin(tuple(before.get(key, ())), tuple(after.get(key, ())), 1 + counts.get(key, 0))
        for key in {*before, *after}
    }


@cache
def _ancestors() -> Select[Any]:
    return _linked_items(of=Lineage.descendant_id, to=Lineage.ancestor_id)


@cache
def _descendants() -> Select[Any]:
    return _linked_items(of=Lineage.ancestor_id, to=Lineage.descendant_id)


def _linked_items(*, of: Any, to: Any) -> Select[Any]:
    return (
        select(of.label("of"), Item.number, Item.title, Item.closed_on, Lineage.on, Lineage.by)
        .join(Item, Item.id == to)
        .where(of.in_(KEYS))
        .order_by(Item.id)
    )


def _relatives(
    connection: Connection, links: Select[Any], ids: Sequence[int]
) -> dict[int, list[RelativeRow]]:
    found: dict[int, list[RelativeRow]] = {}
    for row in connection.execute(links, these(ids)):
        found.setdefault(row.of, []).append(RelativeRow(row.number, row.title, row.closed_on, row.on, row.by))
    return found


def ancestor_counts(connection: Connection) -> dict[int, int]:
    """How often each item's problem came up before, over all links; what never did is left out."""
    return {key: len(found) for key, found in _ancestry(connection).items()}


def _ancestry(connection: Connection) -> dict[int, frozenset[int]]:
    """All ancestors of every item that has one. An ancestor is always older: there is no circle."""
    parents: dict[int, set[int]] = {}
    for descendant, ancestor in connection.execute(select(Lineage.descendant_id, Lineage.ancestor_id)):
        parents.setdefault(descendant, set()).add(ancestor)
    found: dict[int, frozenset[int]] = {}
    for key in sorted(parents):
        found[key] = frozenset(parents[key]).union(
            *(found.get(parent, frozenset()) for parent in parents[key])
        )
    return found


def chains(ledger: Ledger, unit: str | None = None) -> list[ChainRow]:
    """Every problem that came back with what it was before, the most frequent first; of one unit if named."""
    with ledger.read() as connection:
        ancestry = _ancestry(connection)
        latest = set(ancestry).difference(*ancestry.values())
        shown = latest | {one for key in latest for one in ancestry[key]}
        query = select(Item.id, Item.number, Item.title, Item.state, lead_unit().label("lead"))
        rows = {row.id: row for row in connection.execute(query.where(Item.id.in_(shown)))}
        names = directory(connection)

    def is_meant(lead: str | None) -> bool:
        if unit is None:
            return True
        known = names.unit(unit)
        same_unit = known is not None and names.unit(lead or "") == known
        return same_unit or plain_name(lead or "") == plain_name(unit)

    found = [
        ChainRow(
            numbers=tuple(rows[one].number for one in (*sorted(ancestry[key]), key)),
            title=rows[key].title,
            unit=rows[key].lead or "",
            state=State(rows[key].state),
        )
        for key in sorted(latest)
        if is_meant(rows[key].lead)
    ]
    return sorted(found, key=lambda chain: -chain.times)


def repeats_by_unit(found: Iterable[ChainRow]) -> Mapping[str, tuple[int, int]]:
    """By unit: how many problems came back, and how often in all; the worst first."""
    counted: dict[str, tuple[int, int]] = {}
    for chain in found:
        problems, again = counted.get(chain.unit, (0, 0))
        counted[chain.unit] = (problems + 1, again + chain.times - 1)
    return dict(sorted(counted.items(), key=lambda one: (-one[1][1], one[0])))


def came_before(compare: Callable[[Any, int], Any], times: int) -> ColumnElement[bool]:
    """The item's problem came up so often before; links of links count, each item once."""
    ancestry = _all_links()
    counted = (
        select(ancestry.c.descendant_id)
        .group_by(ancestry.c.descendant_id)
        .having(compare(func.count(), times))
        .correlate(None)
    )
    linked = select(Lineage.descendant_id).correlate(None)
    return or_(Item.id.in_(counted), and_(Item.id.not_in(linked), compare(literal(0), times)))


@cache
def _all_links() -> CTE:
    """Every item with each of its ancestors. One for all: a query that asks twice names it twice."""
    step = select(Lineage.descendant_id, Lineage.ancestor_id).cte("ancestry", recursive=True)
    link = aliased(Lineage)
    return step.union(
        select(step.c.descendant_id, link.ancestor_id).join(link, link.descendant_id == step.c.ancestor_id)
    )
