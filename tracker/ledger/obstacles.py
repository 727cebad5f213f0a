"""What stands in the way of an undo or redo, told to the person: who did what since, and to which item."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.ledger.journal import WHOLE_ROW, Difference, row_values
from tracker.ledger.labels import COMMAND_LABELS, FIELD_LABELS, TABLE_LABELS
from tracker.ledger.models import JOURNALLED, Action, Base, Change, Item, Keyed
from tracker.ledger.telling import SAID
from tracker.text.cleaning import one_line

MOST_OBSTACLES = 5
"""Rows that are named one by one."""
_LONGEST = 20
"""Characters of a row's text that say which one it is."""


def altered_since(session: Session, change: Difference, last: int) -> str:
    """Who changed the same after the action `last`; what no later one did was done behind the journal."""
    same = () if change.field == WHOLE_ROW else (Change.field.in_((change.field, WHOLE_ROW)),)
    later = session.execute(
        select(Action, Change.field)
        .join(Change, Change.action_id == Action.id)
        .where(Change.table == change.table, Change.key == change.key, Action.id > last)
        .where(*same)
        .order_by(Action.id.desc(), Change.ordinal)
        .limit(1)
    ).first()
    field = later.field if later is not None and change.field == WHOLE_ROW else change.field
    what = _what(session, change.table, change.key, known_of(session, change))
    if field != WHOLE_ROW:
        what += f"的“{FIELD_LABELS.get(field, field)}”"
    if later is None:
        return f"{what}之后被绕过台账改动过，请先运行 tracker journal verify 查明"
    return f"{what}之后由{who_did(later.Action)}改过"


def hanging_on(session: Session, row: Keyed) -> tuple[str, ...]:
    """What would hang in the air when a row goes, one line each, with who put it there."""
    lines = []
    for model, key in _children(session, row):
        known = row_values(session.get_one(model, key))
        made = session.scalars(
            select(Action)
            .join(Change, Change.action_id == Action.id)
            .where(Change.table == model.__tablename__, Change.key == key)
            .order_by(Action.id.desc())
            .limit(1)
        ).first()
        what = _what(session, model.__tablename__, key, known)
        lines.append(f"{what}还在，由{who_did(made)}记入" if made else f"{what}还在")
        if len(lines) == MOST_OBSTACLES:
            break
    return tuple(lines)


def _children(session: Session, row: Keyed) -> Iterator[tuple[type[Keyed], int]]:
    for model in JOURNALLED:
        for column in model.__table__.columns:
            if any(key.column.table.name == row.__tablename__ for key in column.foreign_keys):
                hanging = select(model.id).where(column == row.id).order_by(model.id).limit(MOST_OBSTACLES)
                for found in session.scalars(hanging):
                    yield model, found


def who_did(action: Action) -> str:
    what = COMMAND_LABELS.get(action.command, action.command)
    return f"{action.actor}于{action.today}（第{action.id}条操作“{what}”）"


def known_of(session: Session, change: Difference) -> dict[str, Any]:
    """A row's values: as it is, else as the change has recorded it."""
    model = next(model for model in JOURNALLED if model.__tablename__ == change.table)
    row = session.get(model, change.key)
    if row is not None:
        return row_values(row)
    recorded = (change.after or change.before) if change.field == WHOLE_ROW else None
    return dict(json.loads(recorded)) if recorded else {}


def _what(session: Session, table: str, key: int, known: dict[str, Any]) -> str:
    """ZG-2024-0001 的佐证材料“会议纪要”."""
    label = TABLE_LABELS.get(table, table)
    if table == "item":
        return str(known.get("number") or f"{label}（第{key}行）")
    said = one_line(str(known.get(SAID[table], "")))
    shown = f"“{said[:_LONGEST]}{'…' if len(said) > _LONGEST else ''}”" if said else f"（第{key}行）"
    number = _number_of(session, table, known)
    return f"{number} 的{label}{shown}" if number else f"{label}{shown}"


def _number_of(session: Session, table: str, known: dict[str, Any]) -> str:
    """编号 of the item that a row hangs on, directly or by its parent; empty where there is none."""
    if (item_id := known.get("item_id")) is not None:
        return session.scalar(select(Item.number).where(Item.id == item_id)) or ""
    for column in Base.metadata.tables[table].columns:
        for foreign in column.foreign_keys:
            parent = foreign.column.table
            if "item_id" in parent.columns and known.get(column.name) is not None:
                found = session.scalar(
                    select(Item.number)
                    .join(parent, parent.c.item_id == Item.id)
                    .where(parent.c.id == known[column.name])
                )
                return found or ""
    return ""
