"""Reading another ledger than the one of now: that of a past day, or what one unit may see of it.

The queries stay as they are. In one reading transaction, temporary views named like the tables come
before them (SQLite looks into `temp` first, PostgreSQL into `pg_temp`): a row that was changed since is
left out and its former self put beside what is left (`past`), a row of another unit's is left out altogether.
So the work grows with what changed since, not with the ledger. Everything temporary is gone when the
transaction is rolled back, and nothing of the ledger is ever written.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, func, select

from tracker.ledger import past, visibility
from tracker.ledger.connecting import OVERLAID
from tracker.ledger.models import JOURNALLED, Action, Base, Change

SEEN_THROUGH = (*(model.__tablename__ for model in JOURNALLED), "change", "action")
"""Tables that may get a view before them; `change` stands before `action`, which asks it."""


@contextmanager
def overlaid(engine: Engine, *, day: dt.date | None, unit: str) -> Iterator[Connection]:
    """A connection to the ledger as of `day` (None: now), and to what `unit` may see (empty: all)."""
    with engine.execution_options(**{OVERLAID: True}).connect() as connection, _unprepared(connection):
        sources = {name: _main(connection, name) for name in SEEN_THROUGH}
        if day is not None:
            sources = _past(connection, cut(connection, day), sources)
        if unit:
            sources = _own(connection, unit, sources)
        for name in SEEN_THROUGH:
            if sources[name] != _main(connection, name):
                _view(connection, name, f"SELECT {_columns(name)} FROM {sources[name]}")
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("SET TRANSACTION READ ONLY")
        yield connection


def cut(connection: Connection, day: dt.date) -> int:
    """The last action that belongs to the ledger as of a day: those before the first one dated later.

    By order, not by date: what is recorded later never changes what the ledger was, whatever day it is
    recorded for and however a clock was set.
    """
    first_later = connection.scalar(select(func.min(Action.id)).where(Action.today > day))
    if first_later is not None:
        return int(first_later) - 1
    return int(connection.scalar(select(func.max(Action.id))) or 0)


def _past(connection: Connection, last: int, sources: Mapping[str, str]) -> dict[str, str]:
    """Each table as it was after the action `last`."""
    if last == (connection.scalar(select(func.max(Action.id))) or 0):
        return dict(sources)
    then = dict(sources)
    for table, query in past.wind_back(connection, last, sources).items():
        then[table] = _view(connection, f"then_{table}", query)
    for model, key in ((Change, "action_id"), (Action, "id")):
        name = model.__tablename__
        select_earlier = f"SELECT {_columns(name)} FROM {sources[name]} WHERE {key} <= {last}"
        then[name] = _view(connection, f"then_{name}", select_earlier)
    return then


def _own(connection: Connection, unit: str, sources: Mapping[str, str]) -> dict[str, str]:
    """Of each table the rows that a unit may see."""
    visibility.gather(connection, unit, sources)
    own = dict(sources)
    for name in SEEN_THROUGH:
        condition = visibility.condition(name, own if name == "action" else sources, connection.dialect.name)
        if condition:
            select_own = f"SELECT {_columns(name)} FROM {sources[name]} AS present WHERE {condition}"
            own[name] = _view(connection, f"seen_{name}", select_own)
    return own


def _main(connection: Connection, table: str) -> str:
    """A table of the ledger itself, whatever stands before it."""
    schema = "main" if connection.dialect.name == "sqlite" else _schema(connection)
    return f'"{schema}"."{table}"'


def _schema(connection: Connection) -> str:
    info = connection.info
    if "schema" not in info:
        info["schema"] = connection.exec_driver_sql("SELECT current_schema()").scalar_one()
    return str(info["schema"])


def _view(connection: Connection, name: str, query: str) -> str:
    connection.exec_driver_sql(f'CREATE TEMP VIEW "{name}" AS {query}')
    return f'"{name}"'


def _columns(table: str) -> str:
    return quoted(column.name for column in Base.metadata.tables[table].columns)


def quoted(names: Iterable[str]) -> str:
    """Names of columns as SQL lists them."""
    return ", ".join(f'"{name}"' for name in names)


@contextmanager
def _unprepared(connection: Connection) -> Iterator[None]:
    """A statement that PostgreSQL keeps prepared goes on reading the table behind a new view."""
    driver = connection.connection.driver_connection
    if connection.dialect.name != "postgresql" or driver is None:
        yield
        return
    before, driver.prepare_threshold = driver.prepare_threshold, None
    try:
        yield
    finally:
        driver.prepare_threshold = before
