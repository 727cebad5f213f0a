"""Turning recorded changes back, or forth again: rows of a table that come or go are so by few statements."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import groupby
from typing import Any, Final

from sqlalchemy import ColumnElement, Date, delete, inspect, select
from sqlalchemy.orm import Session

from tracker.errors import Refusal
from tracker.ledger.journal import WHOLE_ROW, Difference, encode, encode_values, journalled_fields
from tracker.ledger.models import JOURNALLED, Keyed
from tracker.ledger.obstacles import altered_since, hanging_on
from tracker.ledger.portions import batches, portions
from tracker.ledger.store import Work

_MODELS: Final[Mapping[str, type[Keyed]]] = {model.__tablename__: model for model in JOURNALLED}


class Turning:
    """One action being turned; `what` is how its refusals begin, `last` the action that left its rows so."""

    def __init__(self, work: Work, what: str, last: int, *, forward: bool) -> None:
        self.work = work
        self.session: Session = work.session
        self.what = what
        self.last = last
        self.forward = forward

    def turn(self, changes: Iterable[Difference]) -> None:
        """All of them in this order. Raises Refusal where a row is not as it was left."""
        for (table, comes), alike in groupby(changes, self._manner):
            for few in batches(alike):
                if comes is None:
                    self._set(few)
                elif comes:
                    self._bring(_MODELS[table], few)
                else:
                    self._take(_MODELS[table], few)
                self.work.differences.put_aside()
        self.session.flush()

    def _manner(self, change: Difference) -> tuple[str, bool | None]:
        """The table whose rows come or go; for a field that is set, which table it is in does not matter."""
        if change.field != WHOLE_ROW:
            return "", None
        return change.table, self._wanted(change) is not None

    def _expected(self, change: Difference) -> str | None:
        return change.before if self.forward else change.after

    def _wanted(self, change: Difference) -> str | None:
        return change.after if self.forward else change.before

    def _refuse(self, change: Difference) -> Refusal:
        """Its row is another than it was left."""
        return Refusal(self.what, (altered_since(self.session, change, self.last),))

    def _set(self, few: Sequence[Difference]) -> None:
        rows = self._at_hand(few)
        for change in few:
            row = rows.get((change.table, change.key))
            if row is None or encode(getattr(row, change.field)) != self._expected(change):
                raise self._refuse(change)
            value = json.loads(self._wanted(change) or "null")
            setattr(row, change.field, _decoded(type(row), change.field, value))

    def _at_hand(self, few: Sequence[Difference]) -> dict[tuple[str, int], Keyed]:
        keys: dict[str, set[int]] = {}
        for change in few:
            keys.setdefault(change.table, set()).add(change.key)
        with self.session.no_autoflush:
            return {
                (table, row.id): row
                for table, wanted in keys.items()
                for portion in portions(sorted(wanted))
                for row in self.session.scalars(select(_MODELS[table]).where(_MODELS[table].id.in_(portion)))
            }

    def _bring(self, model: type[Keyed], few: Sequence[Difference]) -> None:
        """Make rows again that are gone."""
        self.session.flush()
        there = set(self.session.scalars(select(model.id).where(model.id.in_([one.key for one in few]))))
        rows = []
        for change in few:
            if change.key in there:
                raise self._refuse(change)
            recorded = json.loads(self._wanted(change) or "{}")
            values = {name: _decoded(model, name, value) for name, value in recorded.items()}
            rows.append(model(id=change.key, **values))
        self.work.additions.write_rows(model, rows)

    def _take(self, model: type[Keyed], few: Sequence[Difference]) -> None:
        """Delete rows that are as they were left, and on which nothing hangs."""
        self.session.flush()
        keys = [change.key for change in few]
        query = select(model.__table__).where(model.id.in_(keys))
        rows = {row["id"]: dict(row) for row in self.session.execute(query).mappings()}
        gone = []
        for change in few:
            row, expected = rows.get(change.key), self._expected(change) or "{}"
            if row is None:
                raise self._refuse(change)
            encoded = encode_values({name: row[name] for name in journalled_fields(model)})
            if encoded != expected and not _is_as_recorded(row, json.loads(expected)):
                raise self._refuse(change)
            gone.append(Difference(change.table, change.key, WHOLE_ROW, encoded, None))
        self._refuse_hanging(model, keys)
        self.session.execute(delete(model).where(model.id.in_(keys)))
        self.work.differences.add(gone)

    def _refuse_hanging(self, model: type[Keyed], keys: Sequence[int]) -> None:
        """Raise Refusal where something would hang in the air when these rows go."""
        for child, column in _pointing_at(model):
            hanging = select(child.id).where(column.in_(keys)).limit(1)
            if child is model:
                hanging = hanging.where(child.id.not_in(keys))
            if self.session.scalar(hanging) is not None:
                rows = (self.session.get_one(model, key) for key in keys)
                raise Refusal(self.what, next(filter(None, (hanging_on(self.session, row) for row in rows))))


@cache
def _pointing_at(model: type[Keyed]) -> tuple[tuple[type[Keyed], ColumnElement[int]], ...]:
    """Columns whose rows hang on rows of this table."""
    return tuple(
        (child, column)
        for child in JOURNALLED
        for column in child.__table__.columns
        if any(key.column.table is model.__table__ for key in column.foreign_keys)
    )


def _is_as_recorded(row: Mapping[str, Any], recorded: Mapping[str, Any]) -> bool:
    """Field by field: a column that a later version added is in no record of an older one."""
    return all(encode(row[name]) == encode(value) for name, value in recorded.items())


def _decoded(model: type[Keyed], field: str, value: Any) -> Any:
    return dt.date.fromisoformat(value) if value is not None and field in _days(model) else value


@cache
def _days(model: type[Keyed]) -> frozenset[str]:
    """Fields that hold a date."""
    columns = inspect(model).column_attrs
    return frozenset(column.key for column in columns if isinstance(column.columns[0].type, Date))
