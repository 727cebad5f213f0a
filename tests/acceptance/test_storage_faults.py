"""Killed, crowded out, locked out: the ledger is as it was before or as it was to become."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tracker.errors import LedgerUnusable
from tracker.ledger import schema
from tracker.ledger.connecting import make_engine, writing
from tracker.ledger.engine import open_engine, translated
from tracker.ledger.location import Location, locate

DYING = Path(__file__).parent / "dying.py"
KILLED = -9

DAY = dt.date.today().toordinal()
"""Each day dies at other points, and within some weeks all have been tried."""

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and SIGKILL")


def attempts(*arguments: object) -> list[dict[str, Any]]:
    """What the script tells of each attempt."""
    done = subprocess.run(
        [sys.executable, str(DYING), *map(str, arguments)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture
def old_ledger(sqlite_location: Location, tmp_path: Path) -> Path:
    """A ledger of this version with rows, as a file to be copied."""
    path = tmp_path / "old.db"
    shutil.copyfile(str(sqlite_location.path), path)
    with closing(sqlite3.connect(path)) as connection:
        connection.executemany(
            "INSERT INTO number_sequence VALUES (?, 2024, 1)", [(f"ZG{n}" * 20,) for n in range(300)]
        )
        connection.commit()
    return path


@needs_fork
def test_killed_while_a_ledger_is_made(tmp_path: Path) -> None:
    folder = tmp_path / "ledger"
    folder.mkdir()
    told = attempts("making", folder / "台账.db", DAY)
    assert [attempt["code"] for attempt in told] == [KILLED] * (len(told) - 1) + [0]
    assert len(told) > 8
    assert any(attempt["hot"] for attempt in told), "no attempt was killed with a hot journal"
    for attempt in told:
        assert (attempt["revision"], attempt["troubles"]) == (schema.HEAD, []), attempt


@needs_fork
def test_killed_while_a_ledger_is_upgraded(tmp_path: Path, old_ledger: Path, later_migrations: Path) -> None:
    folder = tmp_path / "ledger"
    folder.mkdir()
    told = attempts("upgrading", folder / "台账.db", DAY, old_ledger, later_migrations, "0003")
    assert [attempt["code"] for attempt in told] == [KILLED] * (len(told) - 1) + [0]
    assert len(told) > 8
    assert any(attempt["hot"] for attempt in told), "no attempt was killed with a hot journal"
    for attempt in told:
        assert (attempt["revision"], attempt["rows"], attempt["troubles"]) == ("0003", 300, []), attempt
        assert attempt["backups"] in ([True], [True, True]), attempt


@needs_fork
def test_killed_while_a_server_is_upgraded(bare_postgresql_location: Location) -> None:
    told = attempts("server", bare_postgresql_location.url.render_as_string(hide_password=False))
    assert [(attempt["code"], attempt["revision"]) for attempt in told] == [
        *[(KILLED, None)] * (len(told) - 1),
        (0, schema.HEAD),
    ]
    assert schema.check(bare_postgresql_location) == ()


@needs_fork
def test_what_was_acknowledged_is_there_after_a_kill(sqlite_location: Location) -> None:
    told = attempts("recording", sqlite_location.path)
    assert len(told) > 15
    for attempt in told:
        kept = attempt["rows"] - attempt["before"]
        assert kept in (attempt["acknowledged"], attempt["acknowledged"] + 5), attempt
        assert attempt["troubles"] == []


@needs_fork
def test_several_programs_upgrade_at_once(bare_location: Location) -> None:
    where = bare_location.path or bare_location.url.render_as_string(hide_password=False)
    (told,) = attempts("race", where, 4)
    assert sorted(told["codes"]) == [0, 10, 10, 10]
    assert schema.check(bare_location) == ()


def insert(location: Location, rows: int, prepare: str = "") -> None:
    engine = open_engine(location, create=False, announce=lambda line: None)
    try:
        with translated(location), writing(engine).begin() as connection:
            if prepare:
                connection.exec_driver_sql(prepare)
            for n in range(rows):
                connection.exec_driver_sql(
                    f"INSERT INTO number_sequence VALUES ('{'甲' * 500}{n}', {rows}, 1)"
                )
    finally:
        engine.dispose()


def count(location: Location) -> int:
    engine = make_engine(location)
    with engine.begin() as connection:
        found = connection.exec_driver_sql("SELECT count(*) FROM number_sequence").scalar_one()
    engine.dispose()
    return int(found)


def test_no_room_on_the_disk(sqlite_location: Location) -> None:
    insert(sqlite_location, 10)
    with pytest.raises(LedgerUnusable, match=r"磁盘空间不足.*没有改动"):
        insert(sqlite_location, 1000, "PRAGMA max_page_count = 60")
    assert count(sqlite_location) == 10
    assert schema.check(sqlite_location) == ()


LIMITED = """
import resource, signal, sys
from tracker.errors import LedgerUnusable
from tracker.ledger import schema
from tracker.ledger.engine import open_engine
from tracker.ledger.location import locate
import alembic.command
for room, path in zip(sys.argv[1::2], sys.argv[2::2]):
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(room), -1))
    try:
        open_engine(locate(path), create=True, announce=print)
    except LedgerUnusable as refused:
        told = str(refused)
    resource.setrlimit(resource.RLIMIT_FSIZE, (-1, -1))
    print(told, flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs limits of the system")
def test_a_ledger_is_made_where_writing_fails(tmp_path: Path) -> None:
    """The system refuses every byte behind the limit; afterwards the same place is good for a ledger.

    Without -B what is compiled on the way would be cut off too, and found broken by the next program.
    """
    places = {room: tmp_path / f"{room}.db" for room in (0, 512, 4096, 30_000, 100_000)}
    arguments = [str(part) for room, path in places.items() for part in (room, path)]
    done = subprocess.run(
        [sys.executable, "-B", "-c", LIMITED, *arguments], capture_output=True, text=True, check=True
    )
    lines = done.stdout.splitlines()
    assert len(lines) == len(places)
    for (room, path), line in zip(places.items(), lines, strict=True):
        assert "磁盘" in line and path.name in line, room
        assert schema.upgrade(locate(str(path)), lambda line: None), room
        assert schema.check(locate(str(path))) == (), room


def test_damaged_pages_are_said_in_one_line(sqlite_location: Location) -> None:
    path = sqlite_location.path
    assert path is not None
    insert(sqlite_location, 50)
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xa5" * (len(content) - 4096)
    path.write_bytes(content)
    with pytest.raises(LedgerUnusable, match="已损坏") as refused:
        insert(sqlite_location, 1)
    assert "\n" not in str(refused.value)
    assert path.read_bytes() == content
    assert schema.check(sqlite_location) != ()


WRITE = """
import sys
from tracker.errors import LedgerUnusable
from tracker.ledger.engine import open_engine, translated, writing
from tracker.ledger.location import locate
for place in sys.argv[1:]:
    location = locate(place)
    try:
        engine = open_engine(location, create=True, announce=lambda line: None)
        with translated(location), engine.begin() as connection:
            print(connection.exec_driver_sql("SELECT count(*) FROM number_sequence").scalar())
        with translated(location), writing(engine).begin() as connection:
            connection.exec_driver_sql("INSERT INTO number_sequence VALUES ('ZG', 2024, 1)")
        print("written")
    except LedgerUnusable as refused:
        print(refused)
"""


def without_privileges() -> list[str]:
    """How to start a program that file modes bind; they do not bind root."""
    if sys.platform == "win32":
        pytest.skip("file modes are not how Windows protects files")
    if os.geteuid() != 0:
        return []
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        pytest.skip("file modes do not bind root, and there is no setpriv to change that")
    return [setpriv, "--bounding-set=-dac_override,-dac_read_search"]


READ_ONLY: dict[str, tuple[Callable[[Path], None], list[str]]] = {
    "the file": (lambda path: path.chmod(0o444), ["0", "文件是只读的"]),
    "the folder": (lambda path: path.parent.chmod(0o555), ["0", "所在文件夹“{folder}”是只读的"]),
    "a file nobody may read": (lambda path: path.chmod(0), ["没有读取权限"]),
    "a folder without a ledger": (
        lambda path: (path.unlink(), path.parent.chmod(0o555))[1],
        ["所在文件夹“{folder}”是只读的"],
    ),
    "a folder nobody may enter": (lambda path: path.parent.chmod(0), ["没有读取权限"]),
}
"""What protects a ledger, and what a program that would read it and write to it is told."""


def test_read_only_places_are_named(sqlite_location: Location, tmp_path: Path) -> None:
    """What may be read is read; what may not be written says whether it is the file or its folder."""
    paths = [tmp_path / name / "台账.db" for name in READ_ONLY]
    start = without_privileges()
    try:
        for path, (protect, _) in zip(paths, READ_ONLY.values(), strict=True):
            path.parent.mkdir()
            shutil.copyfile(str(sqlite_location.path), path)
            protect(path)
        command = [*start, sys.executable, "-c", WRITE, *map(str, paths)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    finally:
        for path in paths:
            path.parent.chmod(0o755)
    assert done.returncode == 0, done.stderr
    said = [
        part.format(folder=path.parent)
        for path, (_, parts) in zip(paths, READ_ONLY.values(), strict=True)
        for part in parts
    ]
    lines = done.stdout.splitlines()
    assert len(lines) == len(said), lines
    for line, part in zip(lines, said, strict=True):
        assert part in line
