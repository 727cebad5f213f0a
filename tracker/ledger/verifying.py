"""Whether the journal is whole: each link of its chain, and each row as the journal says it should be."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, RowMapping, Text, exists, func, select, type_coerce

from tracker.errors import BadInput, Refusal
from tracker.ledger.actor import own_unit
from tracker.ledger.journal import GENESIS, WHOLE_ROW, action_hash, encode, head
from tracker.ledger.labels import COMMAND_LABELS, FIELD_LABELS, TABLE_LABELS
from tracker.ledger.models import JOURNALLED, Action, Change, Keyed
from tracker.ledger.store import Ledger
from tracker.text.cleaning import one_line

WINDOW = 2000
"""Rows that are held in memory together while the journal is verified, however long it is."""

LONGEST_COUNT = 15
"""Digits of a count of actions; more is a slip of the pen."""


def verify(ledger: Ledger, against: str | None = None) -> tuple[str, ...]:
    """Everything that does not fit: broken links of the chain, rows changed behind the journal's back.

    `against` is a printed `COUNT:HASH`: the journal must still begin with what was printed then, so that
    a cut tail or a full re-stamp shows. Returns Chinese lines, none when all is well. Raises BadInput,
    and Refusal for who sees one unit's part only.
    """
    if own_unit(ledger.viewer):
        raise Refusal("校验要看全部台账，请由整改办办理")
    with ledger.read() as connection:
        broken = (*_broken_links(connection), *_changes_of_nobody(connection))
        # A journal that was tampered with proves nothing about the rows.
        altered = () if broken else tuple(_unjournalled_rows(connection))
        return (*broken, *altered, *(_against(connection, against) if against else ()))


def _streamed(connection: Connection, query: Any) -> Iterator[Any]:
    """The rows of a query that may be long, a batch at a time in memory."""
    return iter(connection.execute(query, execution_options={"yield_per": WINDOW}))


def _broken_links(connection: Connection) -> Iterator[str]:
    previous, expected = GENESIS, 1
    changes = _changes_by_action(connection)
    # The date as text, so that one which is none breaks the chain and not the reading.
    others = [column for column in Action.__table__.columns if column.key != "today"]
    query = select(*others, type_coerce(Action.today, Text).label("today")).order_by(Action.id)
    for row in _streamed(connection, query):
        if row.id != expected:
            yield f"第{expected}条操作记录不见了（下一条是第{row.id}条）"
            return
        body = {
            "id": row.id,
            "at": row.at,
            "today": str(row.today),
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


def _changes_by_action(connection: Connection) -> Callable[[int], Iterator[list[Any]]]:
    """A function giving each action's changes as hashed, reading the table once in order.

    Each must be gone through before the next is asked for: an import's may be a million.
    """
    rows = _streamed(connection, select(Change.__table__).order_by(Change.action_id, Change.ordinal))
    pending: list[Any] = [next(rows, None)]

    def take(action_id: int) -> Iterator[list[Any]]:
        while (row := pending[0]) is not None and row.action_id <= action_id:
            if row.action_id == action_id:
                yield [row.table, row.key, row.field, row.before, row.after]
            pending[0] = next(rows, None)

    return take


def _changes_of_nobody(connection: Connection) -> Iterator[str]:
    """Changes that hang on no action are in no link of the chain, and must not vouch for any row."""
    known = exists(select(Action.id).where(Action.id == Change.action_id))
    if count := connection.scalar(select(func.count()).select_from(Change).where(~known)):
        yield f"有{count}处改动不属于任何操作记录，是绕过台账直接写入的"


def _unjournalled_rows(connection: Connection) -> Iterator[str]:
    """Replay the journal and compare every row with what it should be, a window of keys at a time."""
    for model in JOURNALLED:
        after: int | None = None
        while (last := _window_end(connection, model, after)) is not None:
            yield from _compared(connection, model, _Window(after, last))
            after = last
        yield from _compared(connection, model, _Window(after, None))


@dataclass(frozen=True, slots=True)
class _Window:
    """A stretch of keys: after the one, up to the other, either end open."""

    after: int | None
    last: int | None

    def of(self, query: Any, key: Any) -> Any:
        """The query narrowed to these keys."""
        if self.after is not None:
            query = query.where(key > self.after)
        return query if self.last is None else query.where(key <= self.last)


def _window_end(connection: Connection, model: type[Keyed], after: int | None) -> int | None:
    """The key that the next window ends with; None for the last one, which takes all that is left."""
    made = select(Change.key).where(Change.table == model.__tablename__, Change.field == WHOLE_ROW)
    later = _Window(after, None).of(made, Change.key).order_by(Change.key)
    key: int | None = connection.scalar(later.offset(WINDOW).limit(1))
    return key


def _compared(connection: Connection, model: type[Keyed], window: _Window) -> Iterator[str]:
    table = model.__tablename__
    should = _replayed(connection, table, window)
    for key, row in _rows(connection, model, window):
        name = f"{TABLE_LABELS[table]}（第{key}行）"
        wanted = should.pop(key, None)
        if wanted is None:
            yield f"{name}没有操作记录，是绕过台账直接写入的"
        elif row is None:
            yield f"{name}被绕过台账改动：有读不出的内容"
        else:
            yield from _differences(name, wanted, row)
    for key in should:
        yield f"{TABLE_LABELS[table]}（第{key}行）被绕过台账删除"


def _rows(
    connection: Connection, model: type[Keyed], window: _Window
) -> Iterator[tuple[int, RowMapping | None]]:
    """Each row by its key; None for one that holds a date or a list that is none."""
    query = window.of(select(model.__table__), model.id).order_by(model.id)
    try:
        rows = connection.execute(query).mappings().all()
    except (ValueError, TypeError):
        for key in connection.scalars(window.of(select(model.id), model.id).order_by(model.id)).all():
            yield key, _readable(connection, model, key)
    else:
        for row in rows:
            yield row["id"], row


def _readable(connection: Connection, model: type[Keyed], key: int) -> RowMapping | None:
    try:
        return connection.execute(select(model.__table__).where(model.id == key)).mappings().one()
    except (ValueError, TypeError):
        return None


def _differences(name: str, wanted: dict[str, Any], row: RowMapping) -> Iterator[str]:
    for field, value in wanted.items():
        if encode(row[field]) != encode(value):
            label = FIELD_LABELS.get(field, field)
            yield f"{name}的“{label}”被绕过台账改动：应为“{value}”，现为“{row[field]}”"


def _replayed(connection: Connection, table: str, window: _Window) -> dict[int, dict[str, Any]]:
    rows: dict[int, dict[str, Any]] = {}
    query = select(Change.key, Change.field, Change.after).where(Change.table == table)
    query = window.of(query, Change.key).order_by(Change.action_id, Change.ordinal)
    for key, field, after in connection.execute(query):
        if field == WHOLE_ROW and after is None:
            rows.pop(key, None)
        elif field != WHOLE_ROW:
            rows.setdefault(key, {})[field] = json.loads(after or "null")
        else:
            rows[key] = json.loads(after or "{}")
    return rows


def _against(connection: Connection, printed: str) -> Iterable[str]:
    digits, colon, hash_ = printed.replace("：", ":").strip().partition(":")
    if not colon or not digits.isdecimal() or len(digits) > LONGEST_COUNT:
        raise BadInput(f"“{one_line(printed)[:80]}”不是“条数:校验值”的形式，请照导出件页脚抄写")
    count = int(digits)
    if count == 0:
        return ()
    kept = connection.scalar(select(Action.hash).where(Action.id == count))
    if kept is None:
        return (f"打印时有{count}条操作记录，现在只有{head(connection).count}条：末尾被截去",)
    if not hash_ or not kept.startswith(hash_.strip().lower()):
        return (f"第{count}条操作记录的校验值与打印件不符：整条链被重写过",)
    return ()
