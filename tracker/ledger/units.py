"""Units as they are shown: the tree with every name, and names in open items that nobody knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, func, select

from tracker.errors import Refusal
from tracker.ledger.models import GroupMember, Item, Owner, Person, Unit, UnitAlias
from tracker.ledger.naming import PERSONAL, directory, name_and_unit, plain_name
from tracker.ledger.near_names import near_names
from tracker.ledger.store import Ledger
from tracker.ledger.words import OPEN_STATES, OwnerRole, State, UnitAliasKind
from tracker.text.cleaning import one_line

OPEN = tuple(state.value for state in OPEN_STATES)
"""未销号."""


@dataclass(frozen=True, slots=True)
class AliasRow:
    """Another name of a unit."""

    name: str
    kind: UnitAliasKind


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit at its place in the tree."""

    id: int
    name: str
    parent: str
    """Empty at the top."""
    depth: int
    """0 at the top."""
    is_group: bool
    aliases: tuple[AliasRow, ...]
    members: tuple[str, ...]
    """Of a group."""
    people: int
    open_items: int
    """Items not yet 销号 that it has a part in, itself or in one of their measures."""


@dataclass(frozen=True, slots=True)
class UnknownOwner:
    """A name in open items that is nobody known."""

    name: str
    is_person: bool
    roles: tuple[OwnerRole, ...]
    times: int
    numbers: tuple[str, ...]
    """编号 of the open items where it stands."""
    near: tuple[str, ...]
    """Known names that it may mean, the likeliest first."""
    is_ambiguous: bool
    """Several people have this name."""


def unit_tree(ledger: Ledger) -> list[UnitRow]:
    """Every unit right after the one it belongs to, else in the order they were made known."""
    with ledger.read() as connection:
        units = {row.id: row for row in connection.execute(select(Unit.__table__).order_by(Unit.id))}
        aliases = _grouped(connection, select(UnitAlias.__table__).order_by(UnitAlias.id), "unit_id")
        members = _grouped(connection, select(GroupMember.__table__).order_by(GroupMember.id), "group_id")
        people = _counted(connection, select(Person.unit_id, func.count()).group_by(Person.unit_id))
        items = _counted(
            connection,
            select(Owner.unit_id, func.count(Owner.item_id.distinct()))
            .join(Item, Item.id == Owner.item_id)
            .where(Item.state.in_(OPEN), Owner.unit_id.is_not(None))
            .group_by(Owner.unit_id),
        )
    return [
        UnitRow(
            id=key,
            name=units[key].name,
            parent=units[parent].name if (parent := units[key].parent_id) else "",
            depth=depth,
            is_group=units[key].is_group,
            aliases=tuple(AliasRow(row.name, UnitAliasKind(row.kind)) for row in aliases.get(key, ())),
            members=tuple(units[row.unit_id].name for row in members.get(key, ())),
            people=people.get(key, 0),
            open_items=items.get(key, 0),
        )
        for key, depth in _in_tree_order({key: row.parent_id for key, row in units.items()})
    ]


def unknown_owners(ledger: Ledger) -> list[UnknownOwner]:
    """Names in open items that are no unit or person known, the most frequent first."""
    with ledger.read() as connection:
        found = connection.execute(
            select(Owner.name, Owner.role, Item.number)
            .join(Item, Item.id == Owner.item_id)
            .where(Item.state.in_(OPEN), Owner.unit_id.is_(None), Owner.person_id.is_(None))
            .order_by(Item.id, Owner.id)
        ).all()
        known = directory(connection)
        unit_names = [
            *connection.scalars(select(Unit.name).order_by(Unit.id)),
            *connection.scalars(select(UnitAlias.name).order_by(UnitAlias.id)),
        ]
        person_names = list(connection.scalars(select(Person.name).order_by(Person.id)))
    entries: dict[tuple[str, bool], list[tuple[OwnerRole, str]]] = {}
    by_code = {role.value: role for role in OwnerRole}
    for name, code, number in found:
        role = by_code[code]
        entries.setdefault((name, role in PERSONAL), []).append((role, number))
    rows = [
        UnknownOwner(
            name=name,
            is_person=is_person,
            roles=tuple(sorted({role for role, _ in places}, key=tuple(OwnerRole).index)),
            times=len(places),
            numbers=tuple(dict.fromkeys(number for _, number in places)),
            near=near_names(
                name_and_unit(name)[0] if is_person else name, person_names if is_person else unit_names
            ),
            is_ambiguous=is_person and len(known.called(name)) > 1,
        )
        for (name, is_person), places in entries.items()
    ]
    return sorted(rows, key=lambda row: -row.times)


def _grouped(connection: Connection, query: Any, by: str) -> dict[int, list[Row[Any]]]:
    rows: dict[int, list[Row[Any]]] = {}
    for row in connection.execute(query):
        rows.setdefault(getattr(row, by), []).append(row)
    return rows


def _counted(connection: Connection, query: Any) -> dict[int | None, int]:
    return {row[0]: row[1] for row in connection.execute(query)}


def _in_tree_order(parents: Mapping[int, int | None]) -> Iterator[tuple[int, int]]:
    """Each id with its depth."""
    children: dict[int | None, list[int]] = {}
    for key, parent in parents.items():
        children.setdefault(parent, []).append(key)

    def walk(keys: Iterable[int], depth: int) -> Iterator[tuple[int, int]]:
        for key in keys:
            yield key, depth
            yield from walk(children.get(key, ()), depth + 1)

    return walk(children.get(None, ()), 0)


@dataclass(frozen=True, slots=True)
class GroupPlaces:
    """Where open items name a group, and what it may be replaced by."""

    members: tuple[str, ...]
    numbers: tuple[str, ...]
    """编号 of the items that may be changed now."""
    applied: tuple[str, ...]
    """编号 of those that wait for 销号 and stay as they are."""


def group_places(ledger: Ledger, group: str, only: Sequence[str] = ()) -> GroupPlaces:
    """What expanding a group would do. Raises Refusal where nobody has said what it stands for."""
    with ledger.read() as connection:
        known = directory(connection)
        key = known.unit(group)
        members = _chosen(connection, key, group, only)
        names = connection.scalars(
            select(Owner.name).where(Owner.role.not_in([role.value for role in PERSONAL])).distinct()
        )
        written = [name for name in names if plain_name(name) == plain_name(group)]
        meant = Owner.name.in_(written) if key is None else Owner.unit_id == key
        rows = connection.execute(
            select(Item.number, Item.state)
            .where(Item.id.in_(select(Owner.item_id).where(meant)), Item.state.in_(OPEN))
            .order_by(Item.id)
        ).all()
    return GroupPlaces(
        members,
        tuple(row.number for row in rows if row.state != State.APPLIED),
        tuple(row.number for row in rows if row.state == State.APPLIED),
    )


def _chosen(connection: Connection, key: int | None, group: str, only: Sequence[str]) -> tuple[str, ...]:
    query = select(Unit.id, Unit.name).join(GroupMember, GroupMember.unit_id == Unit.id)
    query = query.where(GroupMember.group_id == key).order_by(GroupMember.id)
    members = {row.id: row.name for row in connection.execute(query)} if key is not None else {}
    if not only:
        if members:
            return tuple(members.values())
        shown = one_line(group)
        raise Refusal(
            f"还没有登记“{shown}”包括哪些单位",
            (
                f"登记：tracker unit add {shown} --members 甲、乙（已登记的用 unit set）",
                "或只在这里写明：--only 甲、乙",
            ),
        )
    known = directory(connection)
    for name in only:
        if members and known.unit(name) not in members:
            raise Refusal(
                f"“{one_line(name)}”不是“{one_line(group)}”的成员单位（{'、'.join(members.values())}）"
            )
    return tuple(one_line(name) for name in only if name.strip())
