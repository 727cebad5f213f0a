"""Many new rows at a time: their keys given beforehand, each table written by one statement.

A flush of the session reads keys back and looks after every object: for a 台账 of 100,000 rows that is
most of the time. Rows added here never enter the session, so nothing of them is looked up until they are
written; what the journal gets of them is what a flush would give it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from itertools import count
from typing import Any, Final

from sqlalchemy import Connection, insert, inspect, text
from sqlalchemy.orm import Session

from tracker.ledger.gathered import Differences
from tracker.ledger.journal import WHOLE_ROW, Difference, encode_values, journalled_fields
from tracker.ledger.models import JOURNALLED, Keyed
from tracker.ledger.numbering import give_back, numbers_given
from tracker.text.cleaning import clean

_KEYS_TOGETHER: Final = 200
"""Keys that a server is asked for at a time; what is left of them in the end stays unused."""


class Additions:
    """New rows of one unit of work that wait to be written."""

    def __init__(self, session: Session, differences: Differences) -> None:
        self._session = session
        self._differences = differences
        self._rows: list[Keyed] = []
        self._keys: dict[type[Keyed], Iterator[int]] = {}
        self.is_collecting = False
        """New rows come here and not into the session."""

    @contextmanager
    def collecting(self) -> Iterator[None]:
        """What is added within waits here; when it is refused, nothing of it was added, no 编号 given."""
        waiting, numbers = len(self._rows), len(numbers_given(self._session))
        self.is_collecting = True
        try:
            with self._session.no_autoflush:
                yield
        except BaseException:
            del self._rows[waiting:]
            give_back(self._session, numbers)
            raise
        finally:
            self.is_collecting = False

    def take(self, rows: Sequence[Keyed]) -> None:
        """Give these rows their keys, and keep them until they are written."""
        for row in rows:
            model = type(row)
            if model not in self._keys:
                self._keys[model] = _keys_of(self._session.connection(), model.__tablename__)
            row.id = next(self._keys[model])
        self._rows += rows

    def write(self) -> None:
        """Write what waits, parents before children, and tell the journal.

        On SQLite the keys given are used up only now: before the session makes rows of its own.
        """
        rows, self._rows = self._rows, []
        self._keys = {}
        by_model: dict[type[Keyed], list[Keyed]] = {}
        for row in rows:
            by_model.setdefault(type(row), []).append(row)
        for model in JOURNALLED:
            if model in by_model:
                self.write_rows(model, by_model[model])

    def write_rows(self, model: type[Keyed], rows: Sequence[Keyed]) -> None:
        """Write rows of one table that have their keys, and tell the journal."""
        values = [_values(model, row) for row in rows]
        self._session.connection().execute(insert(model), values)
        fields, table = journalled_fields(model), model.__tablename__
        self._differences.add(
            Difference(table, one["id"], WHOLE_ROW, None, encode_values({name: one[name] for name in fields}))
            for one in values
        )


def _values(model: type[Keyed], row: Keyed) -> dict[str, Any]:
    """A new row by column, as a flush would write it: clean texts, defaults, NULL for the rest."""
    held = inspect(row).dict
    values = {}
    for name, default in _columns(model).items():
        value = held[name] if name in held else default()
        values[name] = clean(value) if type(value) is str else value
    return values


@cache
def _columns(model: type[Keyed]) -> Mapping[str, Callable[[], Any]]:
    """Columns of a table, each with what makes its default."""
    return {
        attribute.key: _default(attribute.columns[0].default) for attribute in inspect(model).column_attrs
    }


def _default(default: Any) -> Callable[[], Any]:
    if default is None:
        return lambda: None
    if default.is_callable:
        return lambda: default.arg(None)
    return lambda: default.arg


def _keys_of(connection: Connection, table: str) -> Iterator[int]:
    """Keys for new rows of a table, never one that was used before."""
    if connection.dialect.name == "sqlite":
        # Nobody else writes while this transaction lasts.
        last = connection.scalar(
            text("SELECT seq FROM sqlite_sequence WHERE name = :table"), {"table": table}
        )
        yield from count((last or 0) + 1)
    some = text("SELECT nextval(pg_get_serial_sequence(:table, 'id')) FROM generate_series(1, :count)")
    while True:
        yield from connection.scalars(some, {"table": table, "count": _KEYS_TOGETHER}).all()
