"""Connections to a ledger whose transactions begin as they must, on SQLite and on PostgreSQL.

Readers see one snapshot. Writers (`writing(engine)`) wait for each other from their first statement:
a transaction that reads first and writes later would fail at once on SQLite, however long it may wait,
and the journal is one chain on PostgreSQL too. The driver itself begins nothing.
"""

from __future__ import annotations

import random
import sqlite3
import time
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event

from tracker.errors import LedgerUnusable
from tracker.ledger.location import Location

WAIT: Final = 10.0
"""Seconds to wait for another writer."""

_IDLE_SECONDS: Final = 60
"""A transaction of PostgreSQL left open longer than this was forgotten by a dead program."""
_CONNECT_SECONDS: Final = 10
_ASK_AGAIN: Final = (0.001, 0.006)
"""Seconds between two tries for the lock of a file, drawn anew each time."""
OVERLAID: Final = "overlaid"
"""Execution option of a reading connection whose tables are hidden behind temporary views: an index beside
a table (for text search, say) knows only the present and must not be asked."""
WRITER_LOCK: Final = 0x5A475454_0001
"""Advisory lock of PostgreSQL held by the one writer until its transaction ends."""


def is_overlaid(connection: Connection) -> bool:
    """Whether it reads the past, or one unit's part, through temporary views."""
    return bool(connection.get_execution_options().get(OVERLAID, False))


def make_engine(location: Location, *, wait: float = WAIT, foreign_keys: bool = True) -> Engine:
    """An engine for this place; opens and checks nothing yet.

    Foreign keys are off only while tables are rebuilt: with them on, SQLite deletes the children.
    """
    if location.is_postgresql:
        return _server_engine(location, wait)
    return _file_engine(location, wait, foreign_keys)


def writing(engine: Engine) -> Engine:
    """The same engine, its transactions beginning as a writer's."""
    return engine.execution_options(writes=True)


def _file_engine(location: Location, wait: float, foreign_keys: bool) -> Engine:
    engine = create_engine(
        location.url,
        hide_parameters=True,
        connect_args={"timeout": wait, "isolation_level": None},
    )

    def prepare(connection: sqlite3.Connection, _: object) -> None:
        connection.execute("PRAGMA synchronous = EXTRA")
        connection.execute(f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}")

    event.listen(engine, "connect", prepare)

    def begin(connection: Connection) -> None:
        if connection.get_execution_options().get("writes", False):
            _begin_writing(connection, wait)
        else:
            connection.exec_driver_sql("BEGIN")

    event.listen(engine, "begin", begin)
    return engine


def _begin_writing(connection: Connection, wait: float) -> None:
    """Wait for the writers' lock by asking often: SQLite itself soon asks ten times a second only, and a
    program that writes without a pause lets go of the lock for a moment at a time, so that it starves others.
    """
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    last = time.monotonic() + wait
    driver.execute("PRAGMA busy_timeout = 0")
    try:
        while not _settled(driver) and time.monotonic() < last:
            time.sleep(random.uniform(*_ASK_AGAIN))
        if not driver.in_transaction:  # to raise as every other statement does
            connection.exec_driver_sql("BEGIN IMMEDIATE")
    finally:
        driver.execute(f"PRAGMA busy_timeout = {int(wait * 1000)}")


def _settled(driver: sqlite3.Connection) -> bool:
    """Whether asking again is of no use: the lock is there, or something else than a lock is wrong."""
    try:
        driver.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as problem:
        return problem.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY
    return True


def _server_engine(location: Location, wait: float) -> Engine:
    url = location.url
    given = url.query.get("options", "")
    settings = {
        "lock_timeout": int(wait * 1000),
        "idle_in_transaction_session_timeout": _IDLE_SECONDS * 1000,
        # What is counted for each item is overestimated, and compiling it takes longer than running it.
        "jit": "off",
        "datestyle": "ISO",  # days are written out and compared as text
    }
    options = [given if isinstance(given, str) else " ".join(given)]
    options += [f"-c {name}={value}" for name, value in settings.items()]
    engine = create_engine(
        url.difference_update_query(["options"]),
        hide_parameters=True,
        pool_pre_ping=True,
        use_native_hstore=False,
        connect_args={
            "options": " ".join(options).strip(),
            "connect_timeout": _CONNECT_SECONDS,
            "client_encoding": "utf8",
            "application_name": "tracker",
        },
    )
    event.listen(engine, "connect", _demand_utf8)
    event.listen(engine, "begin", _begin_on_server)
    return engine


def allow_silence(connection: Connection) -> None:
    """Until the transaction ends: a server breaks off one of which it hears nothing, and to hash a million
    changes takes minutes on a busy machine.
    """
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SET LOCAL idle_in_transaction_session_timeout = '15min'")


def _demand_utf8(connection: Any, _: object) -> None:
    encoding = connection.info.parameter_status("server_encoding")
    if encoding != "UTF8":
        raise LedgerUnusable(
            f"数据库的字符编码是 {encoding}，存不了全部汉字；请管理员新建编码为 UTF8 的数据库"
        )


def _begin_on_server(connection: Connection) -> None:
    if connection.get_execution_options().get("writes", False):
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITER_LOCK})")
    elif is_overlaid(connection):
        # Read only once its temporary views are made.
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
    else:
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
