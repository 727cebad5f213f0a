"""Undo and redo of any depth: a new action that reverses another (decision 0004).

Nothing is overwritten. Everybody takes back their own: the last of their actions that still stands, then
the one before. What colleagues did since does not stand in the way unless it is about the same fields, or
hangs on what would go; then the refusal names who did what when, and to which item.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tracker.errors import NotFound, Refusal
from tracker.ledger.actor import Actor
from tracker.ledger.authority import demand_reversal
from tracker.ledger.commands.reversing import (
    REVERSALS,
    refuse_over_work,
    refuse_own_cause,
    refuse_where_settled,
)
from tracker.ledger.commands.turning import Turning
from tracker.ledger.heard import Heard, nobody, telling
from tracker.ledger.labels import COMMAND_LABELS
from tracker.ledger.models import Action
from tracker.ledger.recorded import Recorded
from tracker.ledger.store import Ledger, Work, demand_own
from tracker.ledger.subjects import Subject, subjects_of


@dataclass(frozen=True, slots=True)
class Reversed:
    """What an undo or redo was about."""

    action_id: int
    command: str
    """Its Chinese name."""
    actor: str
    changes: int
    subject: Subject
    """As it was before: who wrote a row may not see the action any more once the row is gone."""


def undo(
    ledger: Ledger,
    actor: Actor,
    *,
    today: dt.date,
    action_id: int | None = None,
    heard: Heard = nobody,
) -> Reversed:
    """Take back the actor's last action that still stands, or the action of this number, whoever's it is.

    Raises Refusal naming what stands in the way, NotFound for a number that there is not.
    """
    with ledger.transaction(actor, "undo", today=today, heard=heard) as work:
        if action_id is not None:
            action = _numbered(work.session, action_id)
            if _is_undone(work.session, action_id):
                raise Refusal(f"第{action_id}条操作已经撤销了")
        elif (found := _last_standing(work.session, actor)) is not None:
            action = found
        else:
            raise Refusal("没有可以撤销的操作", _others_last(work.session))
        demand_reversal(actor, action.command, action.actor, redo=False)
        return _reverse(work, action, forward=False)


def redo(
    ledger: Ledger,
    actor: Actor,
    *,
    today: dt.date,
    action_id: int | None = None,
    heard: Heard = nobody,
) -> Reversed:
    """Do again what the actor's last undo took back, while they have done nothing new since; or the
    action of this number. Raises as `undo` does.
    """
    with ledger.transaction(actor, "redo", today=today, heard=heard) as work:
        if action_id is not None:
            action = _numbered(work.session, action_id)
            if not _is_undone(work.session, action_id):
                raise Refusal(f"第{action_id}条操作没有被撤销，无须重做")
        elif (found := _last_undone(work.session, actor)) is not None:
            action = found
        else:
            raise Refusal("没有可以重做的操作")
        demand_reversal(actor, action.command, action.actor, redo=True)
        return _reverse(work, action, forward=True)


def _newest_first(session: Session) -> Iterator[Any]:
    columns = select(Action.id, Action.command, Action.target, Action.actor)
    yield from session.execute(columns.order_by(Action.id.desc()), execution_options={"yield_per": 50})


def _numbered(session: Session, action_id: int) -> Action:
    action = session.get(Action, action_id)
    if action is None:
        raise NotFound(f"没有第{action_id}条操作，请用 tracker journal log 核对序号")
    if action.command in REVERSALS:
        word = "重做" if action.command == "undo" else "撤销"
        raise Refusal(
            f"第{action_id}条操作是“{COMMAND_LABELS[action.command]}”第{action.target}条，"
            f"请{word}第{action.target}条"
        )
    return action


def _is_undone(session: Session, action_id: int) -> bool:
    last = session.scalar(
        select(Action.command).where(Action.target == action_id).order_by(Action.id.desc()).limit(1)
    )
    return last == "undo"


def _last_standing(session: Session, actor: Actor) -> Action | None:
    """Walk back, skipping others' work and what an undo has taken back and no redo has brought again."""
    undone: dict[int, bool] = {}
    for action in _newest_first(session):
        if action.command in REVERSALS and action.target is not None:
            undone.setdefault(action.target, action.command == "undo")
        elif not undone.get(action.id, False) and actor.is_called(action.actor):
            return session.get(Action, action.id)
    return None


def _last_undone(session: Session, actor: Actor) -> Action | None:
    """The action of the actor's latest undo that is not redone, while only undos and redos followed it."""
    standing: dict[int, bool] = {}
    for action in _newest_first(session):
        target = action.target if action.command in REVERSALS else None
        if target is not None:
            stands = standing.setdefault(target, action.command == "redo")
            if not stands and action.command == "undo" and actor.is_called(action.actor):
                return session.get(Action, target)
        elif actor.is_called(action.actor):
            return None
    return None


def _others_last(session: Session) -> tuple[str, ...]:
    """Whose action would have been taken back if everybody could take back everything."""
    for action in _newest_first(session):
        if action.command not in REVERSALS and not _is_undone(session, action.id):
            what = COMMAND_LABELS.get(action.command, action.command)
            return (
                f"最近一次是{action.actor}的“{what}”（第{action.id}条操作），请本人撤销，"
                f"或写明序号撤销：tracker undo --action {action.id}",
            )
    return ()


def _reverse(work: Work, action: Action, *, forward: bool) -> Reversed:
    changes = Recorded(work.session, action.id)
    demand_own(work.session, changes)
    turned = work.session.scalar(select(func.max(Action.id)).where(Action.target == action.id))
    work.target = action.id
    word = "重做" if forward else "撤销"
    label = COMMAND_LABELS.get(action.command, action.command)
    what = f"不能{word}{action.actor}的“{label}”（第{action.id}条操作）："
    subject = subjects_of(work.session.connection(), [action.id])[action.id]
    refuse_own_cause(work.session, work.actor, action, changes)
    refuse_where_settled(work, action, changes, what)
    refuse_over_work(work.session, action, changes, turned or action.id, what)
    turning = Turning(work, what, turned or action.id, forward=forward)
    try:
        turning.turn(telling(work.heard, word, changes if forward else reversed(changes), len(changes)))
    except IntegrityError as problem:
        raise Refusal(what, ("其中的内容与现有的重复，或者它所属的内容已经不在了",)) from problem
    return Reversed(action.id, label, action.actor, len(changes), subject)
