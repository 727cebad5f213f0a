"""Reading the journal: the history of an item, and the last actions."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, and_, bindparam, func, or_, select

from tracker.ledger.journal import WHOLE_ROW, Difference, encode
from tracker.ledger.keys import key_of
from tracker.ledger.labels import COMMAND_LABELS, FIELD_LABELS, TABLE_LABELS
from tracker.ledger.models import (
    JOURNALLED,
    Action,
    Amount,
    Application,
    ApplicationFinding,
    Aspect,
    Campaign,
    Candidate,
    Change,
    Key,
    Measure,
    MeasureShare,
    Regulation,
    RegulationCheck,
    Review,
)
from tracker.ledger.numbers import read_number, unknown_number
from tracker.ledger.rows import DELETED, MADE, NO, YES, ActionRow, ChangeRow
from tracker.ledger.standards import Standard
from tracker.ledger.store import Ledger
from tracker.ledger.telling import QUIET, SAID, words_of
from tracker.ledger.words import OwnerRole, Role

PARTS = tuple(
    model for model in JOURNALLED if "item_id" in model.__table__.columns and model is not Candidate
)
"""Tables whose rows hang on an item."""


def item_history(ledger: Ledger, number: str) -> list[ActionRow]:
    """Who did what to an item and everything that hangs on it, oldest first. Raises NotFound."""
    with ledger.read() as connection:
        keys = keys_of_item(connection, read_number(number))
        if not keys:
            raise unknown_number(number)
        by_table: dict[str, set[int]] = {}
        for table, key in keys:
            by_table.setdefault(table, set()).add(key)
        condition = or_(
            *(and_(Change.table == table, Change.key.in_(ids)) for table, ids in by_table.items())
        )
        return list(_actions(connection, condition))


def keys_of_item(connection: Connection, number: str) -> set[tuple[str, int]]:
    """The item's row and all rows that ever hung on it; what is gone is found in the journal."""
    item_id = key_of(connection, number) or connection.scalar(
        select(Change.key)
        .where(Change.table == "item", Change.field == WHOLE_ROW)
        .where(Change.after.contains(f'"number":{encode(number)},', autoescape=True))
        .limit(1)
    )
    if item_id is None:
        return set()
    keys: set[tuple[str, int]] = {("item", item_id)}
    for table, hanging in _hanging():
        keys.update((table, key) for key in connection.scalars(hanging, {"item": item_id}))
    gone = connection.execute(_gone(), {"pattern": f'%"item_id":{item_id},%'})
    keys.update((row.table, row.key) for row in gone)
    return keys


@cache
def _hanging() -> tuple[tuple[str, Select[int]], ...]:
    """By table, the statement for the rows that hang on the item it is run with, some by a row between."""
    item = bindparam("item", type_=Key)
    applications = select(Application.id).where(Application.item_id == item)
    serving = select(MeasureShare.measure_id).where(MeasureShare.item_id == item)
    own = select(Measure.id).where(Measure.item_id == item)
    regulations = select(Regulation.id).where(Regulation.item_id == item)
    return (
        *((part.__tablename__, select(part.id).where(part.__table__.c.item_id == item)) for part in PARTS),
        *(
            (below.__tablename__, select(below.id).where(below.application_id.in_(applications)))
            for below in (ApplicationFinding, Review)
        ),
        (Measure.__tablename__, serving),
        (Amount.__tablename__, select(Amount.id).where(Amount.measure_id.in_(own.union(serving)))),
        (
            RegulationCheck.__tablename__,
            select(RegulationCheck.id).where(RegulationCheck.regulation_id.in_(regulations)),
        ),
    )


@cache
def _gone() -> Select[str, int]:
    """Rows that hung on an item, by how they were written out when they were deleted."""
    return select(Change.table, Change.key).where(
        Change.field == WHOLE_ROW,
        Change.table.in_([model.__tablename__ for model in PARTS]),
        Change.before.like(bindparam("pattern")),
    )


def last_actions(ledger: Ledger, limit: int = 50, *, most: int | None = None) -> list[ActionRow]:
    """The latest actions of the ledger, newest first; `most`: no more changes of each are read."""
    with ledger.read() as connection:
        newest = select(Action.id).order_by(Action.id.desc()).limit(limit).subquery()
        meant = Change.action_id.in_(select(newest.c.id))
        if most is None:
            return list(reversed(list(_actions(connection, meant))))
        by_action = select(Change.action_id, func.count()).where(meant).group_by(Change.action_id)
        counts = {row[0]: row[1] for row in connection.execute(by_action)}
        actions = reversed(list(_actions(connection, and_(meant, Change.ordinal < most))))
        return [replace(action, unread=max(0, counts[action.id] - most)) for action in actions]


def _actions(connection: Connection, condition: Any) -> Iterator[ActionRow]:
    grouped: dict[int, list[ChangeRow]] = {}
    query = select(Change.__table__).where(condition).order_by(Change.action_id, Change.ordinal)
    names = _names(connection)
    for row in connection.execute(query):
        grouped.setdefault(row.action_id, []).extend(_change(row, names))
    undone = _undone(connection)
    for action in connection.execute(
        select(Action.__table__)
        .where(Action.id.in_(select(Change.action_id).where(condition)))
        .order_by(Action.id)
    ):
        yield ActionRow(
            id=action.id,
            at=dt.datetime.fromisoformat(action.at),
            today=action.today,
            actor=action.actor,
            role=Role(action.role),
            command=COMMAND_LABELS.get(action.command, action.command),
            reason=action.reason,
            changes=tuple(grouped[action.id]),
            undone=action.id in undone,
        )


def _undone(connection: Connection) -> set[int]:
    """Ids of the actions that an undo has taken back and no later redo has brought again."""
    undone: set[int] = set()
    for command, target in connection.execute(_reversals()):
        if target is not None and command == "undo":
            undone.add(target)
        elif target is not None:
            undone.discard(target)
    return undone


@cache
def _reversals() -> Select[str, int | None]:
    return select(Action.command, Action.target).where(Action.target.is_not(None)).order_by(Action.id)


def told(connection: Connection, groups: Iterable[Iterable[Difference]]) -> list[tuple[ChangeRow, ...]]:
    """Changes that are not in the journal yet, group by group, as it will tell them."""
    names = _names(connection)
    return [tuple(row for difference in group for row in _change(difference, names)) for group in groups]


Names = Mapping[str, Mapping[int, str]]
"""By column, what the rows that it points to are called."""


def _names(connection: Connection) -> Names:
    return {
        field: {row.id: row.name for row in connection.execute(select(model.id, model.name))}
        for field, model in (("campaign_id", Campaign), ("aspect_id", Aspect))
    }


def _change(row: Any, names: Names) -> Iterator[ChangeRow]:
    what = TABLE_LABELS.get(row.table, row.table)
    if row.field == WHOLE_ROW:
        yield ChangeRow(
            _role(row.before or row.after) if row.table == "owner" else what,
            MADE if row.before is None else DELETED,
            _said(row.table, row.before, names),
            _said(row.table, row.after, names),
        )
    elif row.field not in QUIET:
        label = FIELD_LABELS.get(row.field, row.field)
        yield ChangeRow(what, label, _shown(row, row.before, names), _shown(row, row.after, names))


def _role(encoded: str) -> str:
    """As what somebody is named or was named: 牵头单位."""
    return OwnerRole(json.loads(encoded)["role"]).word


def _said(table: str, encoded: str | None, names: Names) -> str:
    """What a row that was made or deleted is about."""
    if encoded is None:
        return ""
    value = json.loads(encoded)[SAID[table]]
    if isinstance(value, list):  # the grounds on which an item was drawn
        return "；".join(map(str, value))
    return names.get(SAID[table], {}).get(value) or str(value)


def _shown(row: Any, encoded: str | None, names: Names) -> str:
    value = json.loads(encoded) if encoded is not None else None
    if isinstance(value, int) and (name := names.get(row.field, {}).get(value)):
        return name
    if value is None:
        return ""
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, dict):
        return "、".join(f"{Standard(code).word}{count}" for code, count in value.items())
    words = words_of(row.table, row.field)
    member = words.read(value) if words and isinstance(value, str) else None
    return member.word if member else str(value)
