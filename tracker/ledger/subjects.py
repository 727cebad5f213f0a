"""Which items a change of the journal is about: the item's own row, or one that hangs on it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy import Connection, func, select

from tracker.ledger.journal import WHOLE_ROW
from tracker.ledger.models import Base, Candidate, Change, Item
from tracker.ledger.portions import portions

MOST_READ = 40
"""Changes of one action that are looked at for what it is about."""


class Changed(Protocol):
    """A change as the journal keeps it."""

    table: str
    key: int
    field: str
    before: str | None
    after: str | None


Row = tuple[str, int]
"""Table and key."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What one action is about."""

    numbers: tuple[str, ...]
    """编号 of the items, as far as they were looked at."""
    items: int


def items_of(connection: Connection, changes: Iterable[Changed]) -> dict[Row, int]:
    """Id of the item that each changed row hangs on; rows of no item are left out."""
    recorded: dict[Row, dict[str, Any]] = {}
    for change in changes:
        known = recorded.setdefault((change.table, change.key), {})
        if change.field == WHOLE_ROW:
            known.update(json.loads(change.after or change.before or "{}"))
    found = {row: row[1] for row in recorded if row[0] == Item.__tablename__}
    by_table: dict[str, dict[int, dict[str, Any]]] = defaultdict(dict)
    for (table, key), known in recorded.items():
        if table != Item.__tablename__:
            by_table[table][key] = known
    for table, rows in by_table.items():
        found.update(((table, key), item) for key, item in _items_of_rows(connection, table, rows).items())
    return found


def _items_of_rows(
    connection: Connection, table: str, rows: Mapping[int, Mapping[str, Any]]
) -> dict[int, int]:
    """By key, of rows of one table with what the journal has of them."""
    column = _way_to_item(table)
    if column is None:
        return {}
    pointing = {key: known[column] for key, known in rows.items() if known.get(column) is not None}
    meant = Base.metadata.tables[table]
    for keys in portions(key for key in rows if key not in pointing):
        query = select(meant.c.id, meant.c[column]).where(meant.c.id.in_(keys), meant.c[column].is_not(None))
        pointing.update((row[0], row[1]) for row in connection.execute(query))
    if column == "item_id":
        return pointing
    parent = _parent(table, column)
    above = Base.metadata.tables[parent]
    items: dict[int, int] = {}
    for keys in portions(set(pointing.values())):
        query = select(above.c.id, above.c.item_id).where(above.c.id.in_(keys), above.c.item_id.is_not(None))
        items.update((row[0], row[1]) for row in connection.execute(query))
    return {key: items[up] for key, up in pointing.items() if up in items}


def _way_to_item(table: str) -> str | None:
    """The column that points to the item, or to a row that hangs on one."""
    if table == Candidate.__tablename__:  # names the item made of it later; it hangs on its document
        return None
    columns = Base.metadata.tables[table].columns
    if "item_id" in columns:
        return "item_id"
    for column in columns:
        parent = _parent(table, column.name)
        if parent and "item_id" in Base.metadata.tables[parent].columns:
            return column.name
    return None


def _parent(table: str, column: str) -> str:
    foreign = Base.metadata.tables[table].c[column].foreign_keys
    return next((key.column.table.name for key in foreign), "")


def numbers_of(connection: Connection, items: Iterable[int]) -> dict[int, str]:
    """编号 by id; of an item that is gone as the journal has it."""
    wanted = list(set(items))
    numbers: dict[int, str] = {}
    for keys in portions(wanted):
        rows = connection.execute(select(Item.id, Item.number).where(Item.id.in_(keys)))
        numbers.update((row.id, row.number) for row in rows)
    for keys in portions([key for key in wanted if key not in numbers]):
        made = select(Change.key, Change.after, Change.before).where(
            Change.table == Item.__tablename__, Change.key.in_(keys), Change.field == WHOLE_ROW
        )
        for row in connection.execute(made):
            recorded = json.loads(row.after or row.before or "{}")
            numbers.setdefault(row.key, str(recorded.get("number", "")))
    return numbers


def items_touched(connection: Connection, actions: Iterable[int]) -> dict[int, int]:
    """How many items each of these actions changed themselves."""
    query = (
        select(Change.action_id, func.count(Change.key.distinct()))
        .where(Change.action_id.in_(list(actions)), Change.table == Item.__tablename__)
        .group_by(Change.action_id)
    )
    return {row[0]: row[1] for row in connection.execute(query)}


def subjects_of(connection: Connection, actions: Iterable[int]) -> dict[int, Subject]:
    """What each of these actions is about, told by its first changes."""
    ids = list(actions)
    changes = connection.execute(
        select(Change.__table__)
        .where(Change.action_id.in_(ids), Change.ordinal < MOST_READ)
        .order_by(Change.action_id, Change.ordinal)
    ).all()
    items = items_of(connection, changes)
    numbers = numbers_of(connection, items.values())
    named: dict[int, dict[str, None]] = {}
    for row in changes:
        if number := numbers.get(items.get((row.table, row.key), 0), ""):
            named.setdefault(row.action_id, {})[number] = None
    touched = items_touched(connection, ids)
    return {
        key: Subject(tuple(named.get(key, ())), max(touched.get(key, 0), len(named.get(key, ()))))
        for key in ids
    }
