"""Copies of a ledger: whole, verified, three kept."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tracker.errors import BadInput, LedgerUnusable, OutputFailed
from tracker.ledger import backup, schema
from tracker.ledger.backup import back_up, backups
from tracker.ledger.connecting import make_engine, writing
from tracker.ledger.location import Location, locate

NOON = datetime(2024, 6, 18, 12, 0, 0, 250, tzinfo=UTC)


@pytest.fixture
def path(sqlite_location: Location) -> Path:
    assert sqlite_location.path is not None
    with closing(sqlite3.connect(sqlite_location.path)) as connection:
        connection.execute("INSERT INTO number_sequence VALUES ('ZG', 2024, 7)")
        connection.commit()
    return sqlite_location.path


@contextmanager
def being_written(location: Location) -> Iterator[None]:
    """Another program in the middle of a transaction."""
    engine = make_engine(location)
    with writing(engine).begin() as connection:
        connection.exec_driver_sql("INSERT INTO number_sequence VALUES ('ZG', 2025, 1)")
        yield
    engine.dispose()


def numbers(path: Path) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT year, last FROM number_sequence").fetchall()


def test_the_copy_is_a_ledger_with_the_same_rows(sqlite_location: Location, path: Path) -> None:
    before = path.read_bytes()
    copy = back_up(sqlite_location, NOON)
    assert copy == path.parent / "台账.backup" / "台账-0001-20240618T120000000250.db"
    assert numbers(copy) == [(2024, 7)]
    assert schema.check(locate(str(copy))) == ()
    assert path.read_bytes() == before
    assert list(copy.parent.iterdir()) == [copy]


def test_what_another_program_has_not_yet_committed_is_not_copied(
    sqlite_location: Location, path: Path
) -> None:
    with being_written(sqlite_location):
        copy = back_up(sqlite_location, NOON)
    assert numbers(copy) == [(2024, 7)]
    assert len(numbers(path)) == 2


def test_the_last_three_are_kept_and_nothing_else_goes(sqlite_location: Location, path: Path) -> None:
    folder = backup.backup_folder(sqlite_location)
    folder.mkdir()
    strangers = [folder / "别的台账-0001-20200101T000000000000.db", folder / "说明.txt"]
    for stranger in strangers:
        stranger.write_bytes(b"mine")
    made = [back_up(sqlite_location, NOON + timedelta(days=day)) for day in range(5)]
    assert backups(sqlite_location) == tuple(made[-3:])
    assert {*folder.iterdir()} == {*made[-3:], *strangers}


def test_a_damaged_ledger_is_not_backed_up_over_good_copies(sqlite_location: Location, path: Path) -> None:
    good = back_up(sqlite_location, NOON)
    content = bytearray(path.read_bytes())
    content[4096 + 100 : 4096 * 6] = b"\xff" * (4096 * 5 - 100)
    path.write_bytes(content)
    with pytest.raises((LedgerUnusable, OutputFailed)):
        back_up(sqlite_location, NOON + timedelta(days=1))
    assert backups(sqlite_location) == (good,)
    assert list(good.parent.iterdir()) == [good]
    troubles = schema.check(sqlite_location)
    assert len(troubles) > 1
    assert troubles[-1] == f"最近的备份：{good}"


def test_no_room_for_the_copy(sqlite_location: Location, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    connect = backup._connect

    def crowded(place: Path) -> sqlite3.Connection:
        connection = connect(place)
        if place != path:
            connection.execute("PRAGMA max_page_count = 3")
        return connection

    monkeypatch.setattr(backup, "_connect", crowded)
    with pytest.raises(OutputFailed, match="磁盘空间不足"):
        back_up(sqlite_location, NOON)
    assert backups(sqlite_location) == ()


def test_a_file_in_the_way_of_the_folder(sqlite_location: Location, path: Path) -> None:
    backup.backup_folder(sqlite_location).write_bytes(b"")
    with pytest.raises(OutputFailed, match="备份文件夹"):
        back_up(sqlite_location, NOON)


def test_a_server_is_backed_up_by_its_own_tools() -> None:
    with pytest.raises(BadInput, match="pg_dump"):
        back_up(locate("postgresql://host/zhenggai"), NOON)
