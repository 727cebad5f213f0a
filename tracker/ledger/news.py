"""What others did to the ledger since one last looked: a look costs one row of the journal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from tracker.ledger.history import told
from tracker.ledger.journal import Difference
from tracker.ledger.labels import COMMAND_LABELS
from tracker.ledger.models import Action, Change
from tracker.ledger.rows import ChangeRow, JournalHead
from tracker.ledger.store import Ledger
from tracker.ledger.subjects import items_of, items_touched, numbers_of

MOST_TOLD = 50
"""Actions that are told one by one: more at once is a long absence."""

MOST_READ = 200
"""Changes of one action that are looked at for what it is about."""


@dataclass(frozen=True, slots=True)
class News:
    """One action of somebody else, or of oneself in another window."""

    action_id: int
    at: dt.datetime
    """Aware, UTC."""
    actor: str
    command: str
    """Its Chinese name."""
    numbers: tuple[str, ...]
    """编号 of the items it is about, as far as they were looked at."""
    items: int
    """How many there are."""
    changes: tuple[tuple[str, ChangeRow], ...]
    """What it changed, each with the 编号 of its item; empty for what is about none."""


@dataclass(frozen=True, slots=True)
class Seen:
    """How far one has seen the journal, and what was new in it."""

    head: JournalHead
    news: tuple[News, ...] = ()
    """Oldest first."""
    is_new: bool = False
    """Others wrote, even where nothing of it may be told to who works here."""


def look(ledger: Ledger, known: JournalHead | None) -> Seen:
    """What others wrote since `known`; nothing the first time."""
    head = ledger.head()
    if known is None or head == known:
        return Seen(head)
    if head.count <= known.count:  # a backup was put in place of the ledger
        return Seen(head, is_new=True)
    mine = [number for number in tuple(ledger.written) if number > known.count]
    if len(mine) == head.count - known.count:
        return Seen(head)
    with ledger.read() as connection:
        others = select(Action.id, Action.at, Action.actor, Action.command).where(
            Action.id > known.count, Action.id <= head.count, Action.id.not_in(mine)
        )
        actions = connection.execute(others.order_by(Action.id.desc()).limit(MOST_TOLD)).all()
        return Seen(head, tuple(_news(connection, tuple(reversed(actions)))), is_new=True)


def _news(connection: Connection, actions: Sequence[Any]) -> list[News]:
    ids = [action.id for action in actions]
    changes = connection.execute(
        select(Change.__table__)
        .where(Change.action_id.in_(ids), Change.ordinal < MOST_READ)
        .order_by(Change.action_id, Change.ordinal)
    ).all()
    items = items_of(connection, changes)
    numbers = numbers_of(connection, items.values())
    words = told(connection, [[Difference(*change[2:])] for change in changes])
    said: dict[int, list[tuple[str, ChangeRow]]] = {}
    about: dict[int, dict[str, None]] = {}
    for change, lines in zip(changes, words, strict=True):
        number = numbers.get(items.get((change.table, change.key), 0), "")
        said.setdefault(change.action_id, []).extend((number, line) for line in lines)
        if number:
            about.setdefault(change.action_id, {})[number] = None
    touched = items_touched(connection, ids)
    return [
        News(
            action.id,
            dt.datetime.fromisoformat(action.at),
            action.actor,
            COMMAND_LABELS.get(action.command, action.command),
            tuple(about.get(action.id, ())),
            max(touched.get(action.id, 0), len(about.get(action.id, ()))),
            tuple(said.get(action.id, ())),
        )
        for action in actions
    ]
