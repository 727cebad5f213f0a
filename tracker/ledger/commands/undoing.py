"""Undo and redo: a new action that reverses another, last one first (D2).

Nothing is overwritten: a row that is not as the journal left it refuses.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Date, inspect, select
from sqlalchemy.orm import Session

from tracker.errors import Refusal
from tracker.ledger.authority import demand_reversal
from tracker.ledger.journal import WHOLE_ROW, encode
from tracker.ledger.labels import COMMAND_LABELS, FIELD_LABELS, TABLE_LABELS
from tracker.ledger.models import JOURNALLED, Action, Change, Keyed
from tracker.ledger.rows import Actor
from tracker.ledger.store import Ledger, Work

MODELS: dict[str, type[Keyed]] = {model.__tablename__: model for model in JOURNALLED}
REVERSALS = ("undo", "redo")


@dataclass(frozen=True, slots=True)
class Reversed:
    """What an undo or redo was about."""

    action_id: int
    command: str
    """Its Chinese name."""
    actor: str
    changes: int


def undo(ledger: Ledger, actor: Actor, *, today: dt.date) -> Reversed:
    """Take back the last action of this ledger that still stands."""
    with ledger.transaction(actor, "undo", today=today) as work:
        action = _last_standing(work.session)
        if action is None:
            raise Refusal("没有可以撤销的操作")
        demand_reversal(actor, action.command, action.actor, redo=False)
        return _reverse(work, action, forward=False)


def redo(ledger: Ledger, actor: Actor, *, today: dt.date) -> Reversed:
    """Do again what the last undo took back; nothing new may have been done since."""
    with ledger.transaction(actor, "redo", today=today) as work:
        action = _last_undone(work.session)
        if action is None:
            raise Refusal("没有可以重做的操作")
        demand_reversal(actor, action.command, action.actor, redo=True)
        return _reverse(work, action, forward=True)


def _last_standing(session: Session) -> Action | None:
    """Walk back, skipping what an undo has taken back and no redo has brought again."""
    undone: dict[int, bool] = {}
    for action in session.scalars(select(Action).order_by(Action.id.desc()).execution_options(yield_per=50)):
        if action.command in REVERSALS and action.target is not None:
            undone.setdefault(action.target, action.command == "undo")
        elif not undone.get(action.id, False):
            return action
    return None


def _last_undone(session: Session) -> Action | None:
    """The action of the latest undo not yet redone, while only undos and redos have followed it."""
    redone: set[int] = set()
    for action in session.scalars(select(Action).order_by(Action.id.desc()).execution_options(yield_per=50)):
        if action.command == "redo" and action.target is not None:
            redone.add(action.target)
        elif action.command == "undo" and action.target is not None:
            if action.target not in redone:
                return session.get(Action, action.target)
            redone.discard(action.target)
        else:
            return None
    return None


def _reverse(work: Work, action: Action, *, forward: bool) -> Reversed:
    changes = list(
        work.session.scalars(select(Change).where(Change.action_id == action.id).order_by(Change.ordinal))
    )
    work.target = action.id
    for change in changes if forward else reversed(changes):
        expected, wanted = (change.before, change.after) if forward else (change.after, change.before)
        if not _put(work.session, change, expected, wanted):
            raise _altered_outside(action, change, "重做" if forward else "撤销")
    work.session.flush()
    return Reversed(action.id, COMMAND_LABELS.get(action.command, action.command), action.actor, len(changes))


def _put(session: Session, change: Change, expected: str | None, wanted: str | None) -> bool:
    """Turn one change: from the value it is expected to have to the wanted one; False when it has another."""
    model = MODELS[change.table]
    row = session.get(model, change.key)
    if change.field != WHOLE_ROW:
        if row is None or encode(getattr(row, change.field)) != expected:
            return False
        setattr(row, change.field, _decode(model, change.field, json.loads(wanted or "null")))
    elif wanted is None:
        if row is None or not _is_as_recorded(row, json.loads(expected or "{}")):
            return False
        session.delete(row)
        session.flush()
    else:
        if row is not None:
            return False
        values = {name: _decode(model, name, value) for name, value in json.loads(wanted).items()}
        session.add(model(id=change.key, **values))
        session.flush()
    return True


def _is_as_recorded(row: Keyed, recorded: dict[str, Any]) -> bool:
    """Field by field: a column that a later version added is in no record of an older one."""
    return all(encode(getattr(row, name)) == encode(value) for name, value in recorded.items())


def _decode(model: type[Keyed], field: str, value: Any) -> Any:
    column = inspect(model).column_attrs[field].columns[0]
    return dt.date.fromisoformat(value) if isinstance(column.type, Date) and value is not None else value


def _altered_outside(action: Action, change: Change, word: str) -> Refusal:
    """What came later was taken back before, so only somebody outside the journal can have done it."""
    what = f"{TABLE_LABELS[change.table]}的“{FIELD_LABELS.get(change.field, change.field)}”"
    return Refusal(
        f"不能{word}“{COMMAND_LABELS.get(action.command, action.command)}”：",
        (f"{what}之后被绕过台账改动过，请先运行 tracker journal verify 查明",),
    )
