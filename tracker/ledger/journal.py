"""The journal (decisions 0002, 0003): every command leaves one action with its changes, chained by hash.

What changed is gathered from the session's own attribute history as it is flushed, so that no
command can forget to write it. Canonical form of an action, hashed with SHA-256 in UTF-8:
a JSON object with sorted keys, no blanks and unescaped Chinese, holding `id`, `at`, `today`,
`actor`, `role`, `command`, `reason`, `target`, `request`, `previous` (hash of the action before,
64 zeros for the first) and `changes`, a list of `[table, key, field, before, after]` in order,
where before and after are JSON texts or null.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Select, insert, inspect, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import History

from tracker.ledger.connecting import is_overlaid
from tracker.ledger.heard import Counted, Heard, nobody, telling
from tracker.ledger.models import JOURNALLED, Action, Change, Keyed
from tracker.ledger.rows import JournalHead
from tracker.text.cleaning import clean

GENESIS = "0" * 64
"""What the first action names as the hash before it."""

GUARDED = "guarded"
"""Execution option of a connection whose server shows it a part of the journal (`guarding`): the last link,
which the next one needs, is then asked of a view."""

WHOLE_ROW = "*"
"""Field name of a change that makes or deletes a row."""

UNJOURNALLED = frozenset({"id", "version"})
"""The key is named anyway; the lock only counts."""

_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))

_TOGETHER = 5_000
"""Changes written by one statement."""

_ORDER = {model: place for place, model in enumerate(JOURNALLED)}


@dataclass(frozen=True, slots=True)
class Difference:
    """One change as gathered, before and after encoded."""

    table: str
    key: int
    field: str
    before: str | None
    after: str | None


def encode(value: Any) -> str:
    """A column's value as JSON text; dates as ISO strings."""
    if isinstance(value, dt.date):
        value = value.isoformat()
    return _ENCODER.encode(value)


@cache
def journalled_fields(model: type[Keyed]) -> tuple[str, ...]:
    """The journalled columns of a table by attribute name."""
    return tuple(column.key for column in inspect(model).column_attrs if column.key not in UNJOURNALLED)


def row_values(row: Keyed) -> dict[str, Any]:
    """The journalled columns of a row by attribute name."""
    return {field: getattr(row, field) for field in journalled_fields(type(row))}


def encode_row(row: Keyed) -> str:
    """A whole row as one JSON object."""
    return encode_values(row_values(row))


def encode_values(values: Mapping[str, Any]) -> str:
    """The journalled values of a row as one JSON object."""
    return encode(
        {field: value.isoformat() if isinstance(value, dt.date) else value for field, value in values.items()}
    )


def prepare(session: Session) -> None:
    """Before a flush: new rows get their NULLs, so that later changes to them have a history; and no
    control character or surrogate comes in, wherever the text was typed.
    """
    new = session.new  # made anew each time it is asked for
    for row in (*new, *session.dirty):
        state = inspect(row)
        is_new = row in new
        for attribute in state.mapper.column_attrs:
            column = attribute.columns[0]
            if attribute.key not in state.dict:
                if is_new and column.default is None and not column.primary_key:
                    setattr(row, attribute.key, None)
            elif isinstance(value := state.dict[attribute.key], str) and clean(value) != value:
                setattr(row, attribute.key, clean(value))


def gather(session: Session) -> list[Difference]:
    """What the flush that has just run changed, in an order that can be replayed.

    Called in `after_flush`, when keys are known and history is still there.
    """
    return [
        *_made(session),
        *_altered(session),
        *_deleted(session),
    ]


def _journalled(rows: Any) -> list[Keyed]:
    found = [row for row in rows if type(row) in _ORDER]
    return sorted(found, key=lambda row: (_ORDER[type(row)], row.id))


def _made(session: Session) -> Iterator[Difference]:
    for row in _journalled(session.new):
        yield Difference(row.__tablename__, row.id, WHOLE_ROW, None, encode_row(row))


def _altered(session: Session) -> Iterator[Difference]:
    for row in _journalled(session.dirty):
        state = inspect(row)
        for column in state.mapper.column_attrs:
            if column.key in UNJOURNALLED or column.key not in state.committed_state:
                continue
            history: History = state.attrs[column.key].history
            if history.added and history.deleted and history.added[0] != history.deleted[0]:
                yield Difference(
                    row.__tablename__,
                    row.id,
                    column.key,
                    encode(history.deleted[0]),
                    encode(history.added[0]),
                )


def _deleted(session: Session) -> Iterator[Difference]:
    for row in reversed(_journalled(session.deleted)):
        yield Difference(row.__tablename__, row.id, WHOLE_ROW, encode_row(row), None)


def action_hash(action: dict[str, Any], changes: Iterable[list[Any]]) -> str:
    """SHA-256 of an action's canonical form (module docstring), which is never whole in memory."""
    before, after = encode({**action, "changes": []}).split('"changes":[]')
    digest = hashlib.sha256()

    def read(text: str) -> None:
        digest.update(text.encode("utf-8", errors="surrogatepass"))

    read(f'{before}"changes":[')
    for place, change in enumerate(changes):
        read(f"{',' if place else ''}{encode(change)}")
    read(f"]{after}")
    return digest.hexdigest()


def head(connection: Connection) -> JournalHead:
    """Count and hash of the last action."""
    is_guarded = connection.get_execution_options().get(GUARDED, False)
    if is_guarded and not is_overlaid(connection):
        row = connection.exec_driver_sql("SELECT id, hash FROM journal_head").first()
    else:
        row = connection.execute(_last_link()).first()
    return JournalHead(row.id, row.hash) if row else JournalHead(0, GENESIS)


@cache
def _last_link() -> Select[int, str]:
    return select(Action.id, Action.hash).order_by(Action.id.desc()).limit(1)


def append(
    session: Session,
    *,
    at: str,
    today: dt.date,
    actor: str,
    role: str,
    command: str,
    reason: str,
    target: int | None,
    request: str,
    differences: Counted[Difference],
    heard: Heard = nobody,
) -> int:
    """Write the action that these differences belong to, which are gone through twice; returns its id."""
    before = head(session.connection())
    action: dict[str, Any] = {
        "id": before.count + 1,
        "at": at,
        "today": today.isoformat(),
        "actor": actor,
        "role": role,
        "command": command,
        "reason": reason,
        "target": target,
        "request": request,
        "previous": before.hash,
    }
    hashed = telling(heard, "计算校验值", differences, len(differences))
    changes = ([d.table, d.key, d.field, d.before, d.after] for d in hashed)
    stored = {**action, "today": today, "hash": action_hash(action, changes)}
    connection = session.connection()
    connection.execute(insert(Action), [stored])
    rows = (
        {
            "action_id": action["id"],
            "ordinal": ordinal,
            "table": d.table,
            "key": d.key,
            "field": d.field,
            "before": d.before,
            "after": d.after,
        }
        for ordinal, d in enumerate(telling(heard, "记入操作记录", differences, len(differences)))
    )
    while together := list(islice(rows, _TOGETHER)):
        connection.execute(insert(Change), together)
    return int(action["id"])
