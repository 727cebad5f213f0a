"""Reading the journal: the history of an item, the last actions, and whether it is whole."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, and_, or_, select

from tracker.errors import BadInput, NotFound
from tracker.ledger.journal import GENESIS, WHOLE_ROW, action_hash, encode, head
from tracker.ledger.labels import COMMAND_LABELS, FIELD_LABELS, TABLE_LABELS
from tracker.ledger.models import (
    JOURNALLED,
    Action,
    Application,
    Change,
    Evidence,
    Item,
    LookBack,
    Measure,
    Owner,
    Progress,
)
from tracker.ledger.rows import ActionRow, ChangeRow
from tracker.ledger.store import Ledger
from tracker.ledger.words import (
    DeadlineKind,
    Decision,
    ItemKind,
    LookBackResult,
    OwnerRole,
    RectificationType,
    Role,
    State,
    Verdict,
    Word,
)

PARTS = (Measure, Owner, Progress, Evidence, Application, LookBack)
"""Tables whose rows hang on an item."""

SAID_BY = {
    Measure: "text",
    Owner: "name",
    Progress: "text",
    Evidence: "name",
    Application: "completion",
    LookBack: "finding",
}
"""The column that says what a row is about when the whole of it was made or deleted."""

_SAID = {model.__tablename__: column for model, column in SAID_BY.items()} | {
    "item": "title",
    "document": "title",
    "candidate": "text",
    "campaign": "name",
}

_WORDS: dict[str, type[Word]] = {
    "state": State,
    "kind": ItemKind,
    "type": RectificationType,
    "deadline_kind": DeadlineKind,
    "decision": Decision,
    "result": LookBackResult,
    "role": OwnerRole,
    "verdict": Verdict,
}

QUIET = frozenset({"start", "end", "section", "ordinal", "item_id", "measure_id", "deadline_rule", "rules"})
"""Fields that say nothing to a reader of the history."""


def item_history(ledger: Ledger, number: str) -> list[ActionRow]:
    """Who did what to an item and everything that hangs on it, oldest first. Raises NotFound."""
    with ledger.read() as connection:
        keys = _keys_of(connection, number.strip().upper())
        if not keys:
            raise NotFound(f"没有编号为“{number}”的事项，请用 tracker list 查看编号")
        by_table: dict[str, set[int]] = {}
        for table, key in keys:
            by_table.setdefault(table, set()).add(key)
        condition = or_(
            *(and_(Change.table == table, Change.key.in_(ids)) for table, ids in by_table.items())
        )
        return list(_actions(connection, condition))


def _keys_of(connection: Connection, number: str) -> set[tuple[str, int]]:
    """The item's row and all rows that ever hung on it; what is gone is found in the journal."""
    item_id = connection.scalar(select(Item.id).where(Item.number == number)) or connection.scalar(
        select(Change.key)
        .where(Change.table == "item", Change.field == WHOLE_ROW)
        .where(Change.after.contains(f'"number":{encode(number)},', autoescape=True))
        .limit(1)
    )
    if item_id is None:
        return set()
    keys: set[tuple[str, int]] = {("item", item_id)}
    for model in PARTS:
        ids = connection.execute(select(model.id).where(model.item_id == item_id))
        keys.update((model.__tablename__, row.id) for row in ids)
    pattern = f'%"item_id":{item_id},%'
    gone = select(Change.table, Change.key).where(
        Change.field == WHOLE_ROW,
        Change.table.in_([model.__tablename__ for model in PARTS]),
        Change.before.like(pattern),
    )
    keys.update((row.table, row.key) for row in connection.execute(gone))
    return keys


def last_actions(ledger: Ledger, limit: int = 50) -> list[ActionRow]:
    """The latest actions of the ledger, newest first."""
    with ledger.read() as connection:
        newest = list(connection.scalars(select(Action.id).order_by(Action.id.desc()).limit(limit)))
        return list(reversed(list(_actions(connection, Change.action_id.in_(newest)))))


def _actions(connection: Connection, condition: Any) -> Iterator[ActionRow]:
    grouped: dict[int, list[ChangeRow]] = {}
    query = select(Change.__table__).where(condition).order_by(Change.action_id, Change.ordinal)
    for row in connection.execute(query):
        grouped.setdefault(row.action_id, []).extend(_change(row))
    undone = _undone(connection)
    for action in connection.execute(
        select(Action.__table__).where(Action.id.in_(grouped)).order_by(Action.id)
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
    reversals = select(Action.command, Action.target).where(Action.target.is_not(None)).order_by(Action.id)
    for command, target in connection.execute(reversals):
        if target is not None and command == "undo":
            undone.add(target)
        elif target is not None:
            undone.discard(target)
    return undone


def _change(row: Any) -> Iterator[ChangeRow]:
    what = TABLE_LABELS.get(row.table, row.table)
    if row.field == WHOLE_ROW:
        said = _SAID[row.table]
        yield ChangeRow(
            what,
            "新增" if row.before is None else "删除",
            "" if row.before is None else str(json.loads(row.before)[said]),
            "" if row.after is None else str(json.loads(row.after)[said]),
        )
    elif row.field not in QUIET:
        label = FIELD_LABELS.get(row.field, row.field)
        yield ChangeRow(what, label, _shown(row.field, row.before), _shown(row.field, row.after))


def _shown(field: str, encoded: str | None) -> str:
    value = json.loads(encoded) if encoded is not None else None
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    words = _WORDS.get(field)
    member = words.read(value) if words and isinstance(value, str) else None
    return member.word if member else str(value)


def verify(ledger: Ledger, against: str | None = None) -> tuple[str, ...]:
    """Everything that does not fit: broken links of the chain, rows changed behind the journal's back.

    `against` is a printed `COUNT:HASH`: the journal must still begin with what was printed then, so that
    a cut tail or a full re-stamp shows. Returns Chinese lines, none when all is well. Raises BadInput.
    """
    with ledger.read() as connection:
        broken = tuple(_broken_links(connection))
        # A journal that was tampered with proves nothing about the rows.
        altered = () if broken else tuple(_unjournalled_rows(connection))
        return (*broken, *altered, *(_against(connection, against) if against else ()))


def _broken_links(connection: Connection) -> Iterator[str]:
    previous, expected = GENESIS, 1
    changes = _changes_by_action(connection)
    for row in connection.execute(select(Action.__table__).order_by(Action.id)):
        if row.id != expected:
            yield f"第{expected}条操作记录不见了（下一条是第{row.id}条）"
            return
        body = {
            "id": row.id,
            "at": row.at,
            "today": row.today.isoformat(),
            "actor": row.actor,
            "role": row.role,
            "command": row.command,
            "reason": row.reason,
            "target": row.target,
            "request": row.request,
            "previous": row.previous,
        }
        if row.previous != previous or row.hash != action_hash(body, changes(row.id)):
            label = COMMAND_LABELS.get(row.command, row.command)
            yield f"第{row.id}条操作记录被改过（{row.today} {row.actor} {label}），校验链从这里断开"
            return
        previous, expected = row.hash, expected + 1


def _changes_by_action(connection: Connection) -> Any:
    """A function giving each action's changes as hashed, reading the table once in order."""
    rows = iter(connection.execute(select(Change.__table__).order_by(Change.action_id, Change.ordinal)))
    pending: list[Any] = [next(rows, None)]

    def take(action_id: int) -> list[list[Any]]:
        taken: list[list[Any]] = []
        while pending[0] is not None and pending[0].action_id <= action_id:
            row = pending[0]
            if row.action_id == action_id:
                taken.append([row.table, row.key, row.field, row.before, row.after])
            pending[0] = next(rows, None)
        return taken

    return take


def _unjournalled_rows(connection: Connection) -> Iterator[str]:
    """Replay the journal and compare every row with what it should be."""
    for model in JOURNALLED:
        table = model.__tablename__
        should = _replayed(connection, table)
        for row in connection.execute(select(model.__table__).order_by(model.id)):
            name = f"{TABLE_LABELS[table]}（第{row.id}行）"
            wanted = should.pop(row.id, None)
            if wanted is None:
                yield f"{name}没有操作记录，是绕过台账直接写入的"
                continue
            for field, value in wanted.items():
                present = row._mapping[field]
                if encode(present) != encode(value):
                    label = FIELD_LABELS.get(field, field)
                    yield f"{name}的“{label}”被绕过台账改动：应为“{value}”，现为“{present}”"
        for key in should:
            yield f"{TABLE_LABELS[table]}（第{key}行）被绕过台账删除"


def _replayed(connection: Connection, table: str) -> dict[int, dict[str, Any]]:
    rows: dict[int, dict[str, Any]] = {}
    query = (
        select(Change.key, Change.field, Change.after)
        .where(Change.table == table)
        .order_by(Change.action_id, Change.ordinal)
    )
    for key, field, after in connection.execute(query):
        if field == WHOLE_ROW and after is None:
            rows.pop(key, None)
        elif field != WHOLE_ROW:
            rows.setdefault(key, {})[field] = json.loads(after or "null")
        else:
            rows[key] = json.loads(after or "{}")
    return rows


def _against(connection: Connection, printed: str) -> Iterable[str]:
    count, colon, hash_ = printed.replace("：", ":").strip().partition(":")
    if not colon or not count.isdecimal():
        raise BadInput(f"“{printed}”不是“条数:校验值”的形式，请照导出件页脚抄写")
    if int(count) == 0:
        return ()
    kept = connection.scalar(select(Action.hash).where(Action.id == int(count)))
    if kept is None:
        return (f"打印时有{int(count)}条操作记录，现在只有{head(connection).count}条：末尾被截去",)
    if not hash_ or not kept.startswith(hash_.strip().lower()):
        return (f"第{int(count)}条操作记录的校验值与打印件不符：整条链被重写过",)
    return ()
