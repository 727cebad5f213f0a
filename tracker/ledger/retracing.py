"""The actions of the ledger one after the other, and which of them a way back would take back."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select

from tracker.errors import NotFound
from tracker.ledger.actor import Actor
from tracker.ledger.commands.reversing import REVERSALS
from tracker.ledger.history import told
from tracker.ledger.journal import Difference
from tracker.ledger.labels import COMMAND_LABELS
from tracker.ledger.models import Action, Change
from tracker.ledger.portions import portions
from tracker.ledger.rows import ChangeRow
from tracker.ledger.store import Ledger
from tracker.ledger.subjects import items_of, numbers_of, subjects_of
from tracker.ledger.words import Role

MOST_TOLD = 400
"""Changes of one action that are told in full."""


@dataclass(frozen=True, slots=True)
class Reversal:
    """Who turned an action last."""

    action_id: int
    actor: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Logged:
    """One action as a line of the log."""

    id: int
    at: dt.datetime
    """Aware, UTC."""
    today: dt.date
    actor: str
    role: Role
    command: str
    """Its Chinese name."""
    reason: str
    target: int | None
    """Of an undo or redo: the action it is about."""
    numbers: tuple[str, ...]
    """编号 of the items it is about, as far as they were looked at."""
    items: int
    changes: int
    undone: Reversal | None
    """By whom it was taken back; None while it stands."""

    @property
    def is_reversal(self) -> bool:
        """An undo or redo: neither is taken back itself."""
        return self.target is not None


@dataclass(frozen=True, slots=True)
class Told:
    """What an action changed, field by field."""

    action: Logged
    changes: tuple[tuple[str, tuple[ChangeRow, ...]], ...]
    """By 编号, empty for what is about no item; in the order they were written."""
    unread: int
    """How many more there are."""


@dataclass(frozen=True, slots=True)
class WayBack:
    """What going back to an action would take back."""

    steps: tuple[Logged, ...]
    """One's own that stand, newest first, and the chosen one."""
    others: Mapping[str, int]
    """How much colleagues did meanwhile, by name: left as it is."""


def log(ledger: Ledger, *, before: int | None = None, limit: int = 200, only: str = "") -> list[Logged]:
    """Actions newest first, from the one before `before` on; `only`: of one person."""
    with ledger.read() as connection:
        query = select(Action.__table__).order_by(Action.id.desc()).limit(limit)
        if before is not None:
            query = query.where(Action.id < before)
        if only:
            query = query.where(Action.actor == only)
        return _logged(connection, connection.execute(query).all())


def told_action(ledger: Ledger, action_id: int) -> Told:
    """One action with what it changed. Raises NotFound."""
    with ledger.read() as connection:
        action = _one(connection, action_id)
        changes = connection.execute(
            select(Change.__table__)
            .where(Change.action_id == action_id, Change.ordinal < MOST_TOLD)
            .order_by(Change.ordinal)
        ).all()
        items = items_of(connection, changes)
        numbers = numbers_of(connection, items.values())
        by_number: dict[str, list[Difference]] = {}
        for row in changes:
            number = numbers.get(items.get((row.table, row.key), 0), "")
            by_number.setdefault(number, []).append(Difference(*row[2:]))
        words = told(connection, by_number.values())
        said = [(number, rows) for number, rows in zip(by_number, words, strict=True) if rows]
        return Told(action, tuple(said), max(0, action.changes - MOST_TOLD))


def way_back(ledger: Ledger, actor: Actor, action_id: int) -> WayBack:
    """One's own actions from the newest down to this one, whoever's this is. Raises NotFound."""
    with ledger.read() as connection:
        columns = select(Action.id, Action.command, Action.target, Action.actor)
        later = connection.execute(columns.where(Action.id >= action_id).order_by(Action.id.desc())).all()
        if not later or later[-1].id != action_id or later[-1].command in REVERSALS:
            raise NotFound(f"没有第{action_id}条操作，或者它本身就是一次撤销、重做")
        undone: dict[int, bool] = {}
        steps: list[int] = []
        others: Counter[str] = Counter()
        for row in later:
            if row.command in REVERSALS:
                undone.setdefault(row.target, row.command == "undo")
            elif undone.get(row.id, False):
                continue
            elif row.id == action_id or actor.is_called(row.actor):
                steps.append(row.id)
            else:
                others[row.actor] += 1
        logged = [one for portion in portions(steps) for one in _read(connection, portion)]
    return WayBack(tuple(logged), others)


def _one(connection: Connection, action_id: int) -> Logged:
    found = _read(connection, [action_id])
    if not found:
        raise NotFound(f"没有第{action_id}条操作")
    return found[0]


def _read(connection: Connection, ids: list[int]) -> list[Logged]:
    query = select(Action.__table__).where(Action.id.in_(ids)).order_by(Action.id.desc())
    return _logged(connection, connection.execute(query).all())


def _logged(connection: Connection, rows: Sequence[Any]) -> list[Logged]:
    ids = [action.id for action in rows]
    undone = _undone(connection, ids)
    subjects, counts = subjects_of(connection, ids), _counted(connection, ids)
    return [
        Logged(
            id=action.id,
            at=dt.datetime.fromisoformat(action.at),
            today=action.today,
            actor=action.actor,
            role=Role(action.role),
            command=COMMAND_LABELS.get(action.command, action.command),
            reason=action.reason,
            target=action.target,
            numbers=subjects[action.id].numbers,
            items=subjects[action.id].items,
            changes=counts.get(action.id, 0),
            undone=undone.get(action.id),
        )
        for action in rows
    ]


def _undone(connection: Connection, ids: Iterable[int]) -> dict[int, Reversal]:
    """Of these actions, who took back the ones that do not stand."""
    query = select(Action.id, Action.command, Action.target, Action.actor, Action.at).where(
        Action.target.in_(list(ids))
    )
    last = {row.target: row for row in connection.execute(query.order_by(Action.id))}
    return {
        target: Reversal(row.id, row.actor, dt.datetime.fromisoformat(row.at))
        for target, row in last.items()
        if row.command == "undo"
    }


def _counted(connection: Connection, ids: Iterable[int]) -> dict[int, int]:
    query = select(Change.action_id, func.count()).where(Change.action_id.in_(list(ids)))
    return {row[0]: row[1] for row in connection.execute(query.group_by(Change.action_id))}
