"""收发: what each unit answers for, line by line, with the values that its form goes out with."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from tracker.ledger.filtering.tree import Query, every, of
from tracker.ledger.forms import OF_HELPER, OF_ITEM, OF_MEASURE, day_value
from tracker.ledger.models import GroupMember, MeasureShare, Owner, Unit
from tracker.ledger.naming import directory
from tracker.ledger.pages import item_pages
from tracker.ledger.portions import portions
from tracker.ledger.queries import item_ids
from tracker.ledger.rows import ItemPage, MeasureRow
from tracker.ledger.store import Ledger
from tracker.ledger.visibility import ANSWERING
from tracker.ledger.words import FormCell, OwnerRole, State

_DOING = (OwnerRole.LEAD, OwnerRole.RESPONSIBLE)
"""Who says that something is done; who cooperates tells their part."""


@dataclass(frozen=True, slots=True)
class WorkRow:
    """One line of a unit's form."""

    page: ItemPage
    measure: MeasureRow | None
    """None: the item as a whole."""
    role: OwnerRole
    """As which the unit has to do with it."""
    cells: tuple[FormCell, ...]
    """What the unit answers."""

    @property
    def values(self) -> dict[FormCell, str]:
        """What the ledger says of these now."""
        return {cell: _value(self.page, self.measure, cell) for cell in self.cells}


@dataclass(frozen=True, slots=True)
class UnitWork:
    """All that one unit has to answer for."""

    unit: str
    rows: tuple[WorkRow, ...]

    @property
    def items(self) -> int:
        """How many items these rows are of."""
        return len({row.page.row.id for row in self.rows})


@dataclass(frozen=True, slots=True)
class Handed:
    """What there is to send."""

    units: tuple[UnitWork, ...]
    without_unit: tuple[str, ...]
    """编号 of items that name no unit."""
    withheld: int
    """Items that were asked for and are not 整改中."""


def units_meant(ledger: Ledger, names: Sequence[str]) -> tuple[str, ...]:
    """These units by the names they have on their forms: 简称 and 曾用名 mean the unit itself."""
    with ledger.read() as connection:
        known = directory(connection)
        own = {row.id: row.name for row in connection.execute(select(Unit.id, Unit.name))}
    found = {name: known.unit(name) for name in names}
    return tuple(dict.fromkeys(own[key] if key is not None else name for name, key in found.items()))


def work_of_units(ledger: Ledger, wanted: Query, *, today: dt.date, units: Sequence[str] = ()) -> Handed:
    """What each unit, or each of `units`, has to answer for of the items meant that are 整改中.

    An item given to a group (各科室) is given to each unit that the group lists.
    """
    asked = item_ids(ledger, wanted, today=today)
    ids = item_ids(ledger, every([wanted, of("状态", State.RECTIFYING)]), today=today)
    with ledger.read() as connection:
        answering = _answering(connection, ids)
        known = connection.scalars(select(Unit.name).order_by(Unit.id))
        order = {name: place for place, name in enumerate(known)}
    pages = {page.row.id: page for page in item_pages(ledger, ids, today=today)}
    names = sorted(
        {unit for roles in answering.values() for unit in roles},
        key=lambda name: (order.get(name, len(order)), name),
    )
    by_unit: dict[str, list[WorkRow]] = {name: [] for name in names if not units or name in units}
    unowned: list[str] = []
    for key in ids:
        page = pages[key]
        rows = list(_rows(page, answering))
        if not rows:
            unowned.append(page.row.number)
        for unit, row in rows:
            if unit in by_unit:
                by_unit[unit].append(row)
    handed = tuple(UnitWork(unit, tuple(rows)) for unit, rows in by_unit.items() if rows)
    return Handed(handed, tuple(unowned), len(asked) - len(ids))


_Answering = Mapping[tuple[int, int | None], Mapping[str, OwnerRole]]
"""By item and measure, or by 0 and a measure that serves several: units with the first role each has."""


def _answering(connection: Connection, ids: Sequence[int]) -> dict[Any, dict[str, OwnerRole]]:
    members: dict[int, list[str]] = {}
    query = select(GroupMember.group_id, Unit.name).join(Unit, Unit.id == GroupMember.unit_id)
    for row in connection.execute(query.order_by(GroupMember.id)):
        members.setdefault(row.group_id, []).append(row.name)
    found: dict[tuple[int, int | None], dict[str, OwnerRole]] = {}
    for row in _owners(connection, ids):
        names = members.get(row.unit_id) or [row.unit or row.name]
        place = (0, row.measure_id) if row.measure_id is not None else (row.item_id, None)
        for name in names:
            found.setdefault(place, {}).setdefault(name, OwnerRole(row.role))
    return found


def _owners(connection: Connection, ids: Sequence[int]) -> Iterator[Any]:
    """Units of the items and their measures, also of those measures of others that serve them."""
    places = {role.value: place for place, role in enumerate(ANSWERING)}
    for batch in portions(ids):
        serving = select(MeasureShare.measure_id).where(MeasureShare.item_id.in_(batch))
        query = (
            select(
                Owner.item_id,
                Owner.measure_id,
                Owner.role,
                Owner.name,
                Owner.unit_id,
                Unit.name.label("unit"),
            )
            .outerjoin_from(Owner, Unit, Unit.id == Owner.unit_id)
            .where(Owner.item_id.in_(batch) | Owner.measure_id.in_(serving), Owner.role.in_(list(places)))
        )
        rows = connection.execute(query.order_by(Owner.ordinal, Owner.id)).all()
        yield from sorted(rows, key=lambda row: places[row.role])


def _rows(page: ItemPage, answering: _Answering) -> Iterator[tuple[str, WorkRow]]:
    """The lines of one item, for each unit that has a part in it: the item first, then its own measures."""
    of_item = answering.get((page.row.id, None), {})
    of_measures = {m.id: answering.get((0, m.id), {}) for m in page.measures}
    units = dict.fromkeys([*of_item, *(unit for roles in of_measures.values() for unit in roles)])
    for unit in units:
        role = of_item.get(unit)
        as_which = role or next(roles[unit] for roles in of_measures.values() if unit in roles)
        yield unit, WorkRow(page, None, as_which, OF_ITEM if role in _DOING else OF_HELPER)
        for measure in page.measures:
            own = of_measures[measure.id]
            if unit in own or (not own and role is not None):
                doing = own.get(unit, as_which)
                yield unit, WorkRow(page, measure, doing, OF_MEASURE if doing in _DOING else OF_HELPER)


def _value(page: ItemPage, measure: MeasureRow | None, cell: FormCell) -> str:
    if cell is FormCell.PROGRESS:
        return ""
    if measure is not None:
        return day_value(measure.done_on)
    truths = page.truths
    if cell in (FormCell.COMPLETION, FormCell.INFERENCE):
        return str(getattr(page, cell.value))
    if cell is FormCell.REPORTED:
        return truths.reported.value if truths.reported else ""
    if cell is FormCell.NEXT_REVIEW:
        return day_value(truths.next_review)
    return str(getattr(truths, cell.value))
