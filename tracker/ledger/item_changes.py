"""What became of one item between two days: what is different field by field, and by whose actions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from tracker.ledger.history import item_history, keys_of_item, told
from tracker.ledger.journal import WHOLE_ROW, Difference
from tracker.ledger.models import Change
from tracker.ledger.numbers import read_number
from tracker.ledger.overlay import cut
from tracker.ledger.portions import portions
from tracker.ledger.rows import ActionRow, ChangeRow
from tracker.ledger.store import Ledger


@dataclass(frozen=True, slots=True)
class ItemChanges:
    """One item on two evenings."""

    number: str
    net: tuple[ChangeRow, ...]
    """Then → now; what was changed back in between is not in it."""
    actions: tuple[ActionRow, ...]
    """Who did what, oldest first; what was undone is marked so."""


def item_changes(ledger: Ledger, number: str, since: dt.date, until: dt.date) -> ItemChanges:
    """What happened to an item after the end of `since` up to the end of `until`. Raises NotFound."""
    since, until = min(since, until), max(since, until)
    with ledger.as_of(until), ledger.read() as connection:
        known = cut(connection, since)
        actions = tuple(action for action in item_history(ledger, number) if action.id > known)
        rows: list[Any] = []
        for table, keys in _by_table(keys_of_item(connection, read_number(number))):
            query = select(Change.__table__).where(
                Change.table == table, Change.key.in_(keys), Change.action_id > known
            )
            rows += connection.execute(query).all()
        rows.sort(key=lambda row: (row.action_id, row.ordinal))
        (net,) = told(connection, [_net(Difference(*row[2:]) for row in rows)])
    return ItemChanges(read_number(number), net, actions)


def _by_table(rows: Iterable[tuple[str, int]]) -> Iterable[tuple[str, list[int]]]:
    tables: dict[str, list[int]] = {}
    for table, key in rows:
        tables.setdefault(table, []).append(key)
    for table, keys in tables.items():
        for portion in portions(keys):
            yield table, portion


def _net(changes: Iterable[Difference]) -> list[Difference]:
    """One change for each field, from the first value to the last; nothing for what came and went again."""
    by_row: dict[tuple[str, int], dict[str, Difference]] = {}
    for change in changes:
        fields = by_row.setdefault((change.table, change.key), {})
        first = fields.get(change.field)
        before = change.before if first is None else first.before
        fields[change.field] = Difference(change.table, change.key, change.field, before, change.after)
    found: list[Difference] = []
    for fields in by_row.values():
        whole = fields.get(WHOLE_ROW)
        told_by = [whole] if whole is not None and whole.before != whole.after else list(fields.values())
        found += [one for one in told_by if one.before != one.after]
    return found
