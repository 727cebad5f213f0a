"""What every test may use: fresh ledgers on both databases, a fixed today, and nothing of this machine."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

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


@pytest.fixture(autouse=True)
def _own_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the developer's own ledgers, settings and exports."""
    for name in list(os.environ):
        if name.startswith("TRACKER_") and name != ADMIN:
            monkeypatch.delenv(name)
    home = tmp_path / "home"
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
def postgresql_location(_postgresql: str, _postgresql_template: str) -> Iterator[Location]:
    """A fresh empty ledger in a database of its own."""
    with _database(_postgresql, template=_postgresql_template) as name:
        yield locate(_address(_postgresql, name))


@pytest.fixture
def bare_postgresql_location(_postgresql: str) -> Iterator[Location]:
    """An empty database."""
    with _database(_postgresql) as name:
        yield locate(_address(_postgresql, name))


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
def _postgresql_template(_postgresql: str) -> Iterator[str]:
    """Migrated once, copied by the server for each test."""
    with _database(_postgresql) as name:
        _migrate(locate(_address(_postgresql, name)))
        yield name


def _migrate(location: Location) -> None:
    schema.upgrade(location, lambda line: None)


def _address(admin: str, database: str) -> str:
    before, _, options = admin.partition("?")
    return f"{before.rpartition('/')[0]}/{database}" + (f"?{options}" if options else "")


@contextmanager
def _database(admin: str, *, template: str = "template0") -> Iterator[str]:
    """A database that no other test or worker knows."""
    name = f"tracker_test_{uuid.uuid4().hex}"
    with _administering(admin) as server:
        # Copying files is six times as fast as through the log, where nothing is synced.
        how = "STRATEGY FILE_COPY" if server.info.server_version >= 150_000 else ""
        server.execute(f"CREATE DATABASE {name} TEMPLATE {template} ENCODING 'UTF8' {how}")
    try:
        yield name
    finally:
        with _administering(admin) as server:
            server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


@contextmanager
def _administering(admin: str) -> Iterator[Any]:
    import psycopg

    with psycopg.connect(admin, autocommit=True) as server:
        yield server
