"""The items whose content changes are about, looked for a batch of changes at a time."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.ledger.commands.items import ALWAYS_EDITABLE
from tracker.ledger.journal import WHOLE_ROW, Difference
from tracker.ledger.models import JOURNALLED, Item, Measure, MeasureShare
from tracker.ledger.portions import batches
from tracker.ledger.words import State

_ALWAYS: Final = ALWAYS_EDITABLE | {"source", "aspect_id"}
_ITEM, _MEASURE = Item.__tablename__, Measure.__tablename__
_OF_MEASURES: Final = frozenset({_MEASURE, "amount", "owner"})
"""Tables whose changes are about every item that their measure serves."""
_TABLES: Final = {model.__tablename__: model.__table__ for model in JOURNALLED}


@dataclass(frozen=True, slots=True)
class Served:
    """An item that changes are about."""

    id: int
    number: str
    state: State


@dataclass(frozen=True, slots=True)
class _Parents:
    """What a row hangs on."""

    item: int | None = None
    measure: int | None = None


def items_served_by(session: Session, changes: Iterable[Difference]) -> Iterator[Served]:
    """Each of them once, in the order of the changes."""
    seen: set[int] = set()
    for few in batches(changes):
        content = [change for change in few if not (change.table == _ITEM and change.field in _ALWAYS)]
        wanted = [key for key in _wanted(session, content) if key not in seen]
        rows = session.execute(select(Item.id, Item.number, Item.state).where(Item.id.in_(wanted)))
        found = {row.id: Served(row.id, row.number, State(row.state)) for row in rows}
        yield from (found[key] for key in dict.fromkeys(wanted) if key in found)
        seen.update(wanted)


def _wanted(session: Session, changes: Sequence[Difference]) -> Iterator[int]:
    """Keys of items, some of them perhaps gone: the one that a row hangs on, then those a measure serves."""
    parents = _parents(session, changes)
    serving = {
        (change.table, change.key): key
        for change in changes
        if (key := _measure_changed(change, parents[change.table, change.key])) is not None
    }
    served = _served(session, set(serving.values()))
    for change in changes:
        place = change.table, change.key
        item = change.key if change.table == _ITEM else parents[place].item
        if item is not None:
            yield item
        if place in serving:
            yield from served.get(serving[place], ())


def _measure_changed(change: Difference, parents: _Parents) -> int | None:
    """The measure that a change is about, where that matters to all whom it serves."""
    if change.table == _MEASURE:
        return None if change.field == WHOLE_ROW else change.key
    return parents.measure if change.table in _OF_MEASURES else None


def _parents(session: Session, changes: Sequence[Difference]) -> dict[tuple[str, int], _Parents]:
    """What the changed rows hang on: as they are, else as the change has recorded it."""
    found: dict[tuple[str, int], _Parents] = {}
    keys: dict[str, set[int]] = {}
    for change in changes:
        keys.setdefault(change.table, set()).add(change.key)
    for name, wanted in keys.items():
        table = _TABLES[name]
        columns = [table.c[key] for key in ("id", "item_id", "measure_id") if key in table.c]
        for row in session.execute(select(*columns).where(table.c.id.in_(wanted))).mappings():
            found[name, row["id"]] = _read(dict(row))
    for change in changes:
        if (place := (change.table, change.key)) not in found:
            recorded = (change.after or change.before) if change.field == WHOLE_ROW else None
            found[place] = _read(json.loads(recorded or "{}"))
    return found


def _read(row: Mapping[str, int]) -> _Parents:
    return _Parents(row.get("item_id"), row.get("measure_id"))


def _served(session: Session, measures: set[int]) -> dict[int, list[int]]:
    """The items that measures serve, their own among them."""
    if not measures:
        return {}
    own = session.execute(select(Measure.id, Measure.item_id).where(Measure.id.in_(measures)))
    found = {row.id: {row.item_id} for row in own}
    shares = select(MeasureShare.measure_id, MeasureShare.item_id)
    for share in session.execute(shares.where(MeasureShare.measure_id.in_(found))):
        found[share.measure_id].add(share.item_id)
    return {key: sorted(items) for key, items in found.items()}
