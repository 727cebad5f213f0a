"""What every test may use: fresh ledgers on both databases, a fixed today, and nothing of this machine."""

from __future__ import annotations

import datetime as dt
import gc
import itertools
import os
import shutil
import sqlite3
import zlib
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import Connection, Dialect, Engine, event
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import Pool
from sqlalchemy.util import LRUCache

from tests import databases
from tests.databases import Databases
from tracker import paths
from tracker.ledger import schema
from tracker.ledger.location import Location, locate

ADMIN = "TRACKER_TEST_POSTGRESQL"
"""Names a PostgreSQL server, as the URL of a user who may create databases."""

settings.register_profile("developer", deadline=None)
settings.register_profile(
    "ci", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.load_profile("ci" if os.environ.get("CI") else "developer")

# The programs that tests start are then compiled once, as an installed tracker is, and not at every start.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

for _name in [name for name in os.environ if name.startswith("TRACKER_") and name != ADMIN]:
    del os.environ[_name]  # how the developer's own tracker is set up


@pytest.hookimpl(wrapper=True, optionalhook=True)
def pytest_xdist_auto_num_workers() -> Generator[None, int, int]:
    """One more than there are cores: a third of the time is waiting for a server, a program or a screen."""
    return (yield) + 1


def pytest_collection() -> None:
    """What is loaded for the tests stays: looking through it again and again was an eighth of loading it."""
    gc.disable()


def pytest_collection_finish() -> None:
    """Look for what was dropped, but seldom, and not through all that is loaded by now.

    It was a sixth of the time of a test that opens the app.
    """
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)
    gc.enable()


def pytest_sessionfinish() -> None:
    """Look for what was dropped once more, and leave nothing to the five times that pytest looks for it."""
    gc.collect()
    gc.freeze()


_statements: LRUCache[Any, Any] = LRUCache(5_000)
"""What was made of a statement, for all engines of a run: each test's own engine would begin with none, and
making SQL of statements is half of the time that a command takes on a small ledger."""


def _alike(one: Dialect, other: object) -> bool:
    return type(one) is type(other)


for _dialect in (PGDialect_psycopg, SQLiteDialect_pysqlite):
    _dialect.__eq__ = _alike  # type: ignore[method-assign, assignment]
    _dialect.__hash__ = lambda one: hash(type(one))  # type: ignore[method-assign]


@event.listens_for(Engine, "engine_connect")
def _share_statements(connection: Connection) -> None:
    connection.execution_options(compiled_cache=_statements)


_QUICK = "waits for no disk"
"""Noted with a connection of the driver, which is taken from its pool again and again."""


@event.listens_for(Engine, "engine_connect")
def _wait_for_no_disk(connection: Connection) -> None:
    """Whether a ledger outlives a kill is tried by programs of their own, which this does not reach."""
    if connection.dialect.name == "sqlite" and not connection.info.get(_QUICK):
        driver = connection.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        driver.execute("PRAGMA synchronous = OFF")
        connection.info[_QUICK] = True


_run_scripts = schema._run_migrations
_SCRIPTS = paths.migrations()
_made: dict[str, list[tuple[str, Any]]] = {}
"""The statements that made the first ledger of a run, by the kind of its database."""


def _make_tables(connection: Connection) -> None:
    """As the scripts do: they take half a second, their statements alone a hundredth of it."""
    kind = connection.dialect.name
    if schema.revision(connection) is not None or paths.migrations() != _SCRIPTS:
        _run_scripts(connection)
    elif kind in _made:
        for statement, parameters in _made[kind]:
            connection.exec_driver_sql(statement, parameters or None)
    else:
        statements: list[tuple[str, Any]] = []

        def note(_: Connection, __: object, statement: str, parameters: Any, *___: object) -> None:
            statements.append((statement, parameters))

        event.listen(connection, "before_cursor_execute", note)
        _run_scripts(connection)
        event.remove(connection, "before_cursor_execute", note)
        _made[kind] = statements


schema._run_migrations = _make_tables


@pytest.fixture
def scripts_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each ledger is made by the scripts themselves."""
    monkeypatch.setattr(schema, "_run_migrations", _run_scripts)


_reads_backwards = False


def pytest_runtest_setup(item: pytest.Item) -> None:
    """In half of the tests, always the same ones, files give the rows that no statement puts in order from
    the last to the first: PostgreSQL gives them in any order, so nothing may rest on it.

    Those of the app are left alone: it reads by the functions that the others try.
    """
    global _reads_backwards
    is_of_the_app = item.nodeid.startswith("tests/tui/")
    _reads_backwards = not is_of_the_app and zlib.crc32(item.nodeid.encode()) % 2 == 1


@event.listens_for(Pool, "connect")
def _read_backwards(driver: DBAPIConnection, _: object) -> None:
    if isinstance(driver, sqlite3.Connection):
        driver.execute(f"PRAGMA reverse_unordered_selects = {_reads_backwards}")


@pytest.fixture
def waiting_for_the_disk() -> Iterator[None]:
    """Connections to files as the program makes them."""
    event.remove(Engine, "engine_connect", _wait_for_no_disk)
    yield
    event.listen(Engine, "engine_connect", _wait_for_no_disk)


_homes = itertools.count(1)


@pytest.fixture(autouse=True)
def _own_machine(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the developer's own ledgers, settings and exports.

    Its own home is not made: most tests need none.
    """
    home = tmp_path_factory.getbasetemp() / "homes" / str(next(_homes))
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "config"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(home / "cache"))
    monkeypatch.setenv("XDG_STATE_HOME", str(home / "state"))
    monkeypatch.setenv("TRACKER_EXPORTS", str(home / "exports"))


@pytest.fixture
def today() -> dt.date:
    """The business date of most tests: a Tuesday."""
    return dt.date(2024, 6, 18)


@pytest.fixture(params=["sqlite", "postgresql"])
def location(request: pytest.FixtureRequest) -> Location:
    """A fresh empty ledger at this version's tables, once on each database."""
    found: Location = request.getfixturevalue(f"{request.param}_location")
    return found


@pytest.fixture(params=["sqlite", "postgresql"])
def bare_location(request: pytest.FixtureRequest) -> Location:
    """A place without any table yet, once on each database."""
    found: Location = request.getfixturevalue(f"bare_{request.param}_location")
    return found


@pytest.fixture
def sqlite_location(_sqlite_template: Path, tmp_path: Path) -> Location:
    """A fresh empty ledger in a file."""
    path = tmp_path / "台账.db"
    shutil.copyfile(_sqlite_template, path)
    return locate(str(path))


@pytest.fixture
def bare_sqlite_location(tmp_path: Path) -> Location:
    """A path where nothing is yet."""
    return locate(str(tmp_path / "台账.db"))


@pytest.fixture
def postgresql_location(_empty_databases: Databases) -> Iterator[Location]:
    """A fresh empty ledger in a database that no other test uses meanwhile."""
    with _empty_databases.empty() as url:
        yield locate(url)


@pytest.fixture
def bare_postgresql_location(_postgresql: str) -> Iterator[Location]:
    """An empty database."""
    name = databases.make(_postgresql)
    yield locate(databases.address(_postgresql, name))
    databases.drop(_postgresql, name)


@pytest.fixture
def later_migrations(tmp_path: Path) -> Path:
    """The migrations with two more that no version has: what this version will be upgraded to."""
    folder = tmp_path / "migrations"
    shutil.copytree(paths.migrations(), folder, ignore=shutil.ignore_patterns("__pycache__"))
    for script in (Path(__file__).parent / "fixtures" / "later_migrations").glob("*.py"):
        shutil.copy(script, folder / "versions")
    return folder


@pytest.fixture
def later_version(later_migrations: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Call it, and from then on the program is that later version."""

    def become() -> None:
        monkeypatch.setattr(paths, "migrations", lambda: later_migrations)
        monkeypatch.setattr(schema, "HEAD", "0003")

    return become


@pytest.fixture(scope="session")
def _sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Migrated once, copied for each test."""
    path = tmp_path_factory.mktemp("template") / "ledger.db"
    _migrate(locate(str(path)))
    return path


@pytest.fixture(scope="session")
def _postgresql() -> str:
    """The server's URL; its tests are skipped where there is none, and fail so in CI."""
    address = os.environ.get(ADMIN)
    if address is None:
        why = f"{ADMIN} names no PostgreSQL server"
        if os.environ.get("CI"):
            pytest.fail(why)
        pytest.skip(why)
    return address


@pytest.fixture(scope="session")
def _empty_databases(_postgresql: str) -> Iterator[Databases]:
    """Copied by the server from one that is migrated here."""
    template = databases.make(_postgresql)
    _migrate(locate(databases.address(_postgresql, template)))
    empty = Databases(_postgresql, template)
    yield empty
    empty.drop_all()
    databases.drop(_postgresql, template)


def _migrate(location: Location) -> None:
    schema.upgrade(location, lambda line: None)
