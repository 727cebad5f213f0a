"""Opening a ledger: what is refused unchanged, what is made, and how readers and writers begin."""

from __future__ import annotations

import os
import socket
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Engine

from tracker.errors import LedgerBusy, LedgerUnusable
from tracker.ledger import schema
from tracker.ledger.engine import open_engine, translated, writing
from tracker.ledger.identity import APPLICATION_ID
from tracker.ledger.location import Location, locate
from tracker.ledger.troubles import explained

INSERT = "INSERT INTO number_sequence (prefix, year, last) VALUES ('ZG', {year}, 1)"
COUNT = "SELECT count(*) FROM number_sequence"


def quiet(line: str) -> None:
    """Nobody listens."""


@contextmanager
def opened(location: Location, *, create: bool = False, wait: float = 10.0) -> Iterator[Engine]:
    engine = open_engine(location, create=create, announce=quiet, wait=wait)
    try:
        with translated(location):
            yield engine
    finally:
        engine.dispose()


def insert(engine: Engine, year: int) -> None:
    with writing(engine).begin() as connection:
        connection.exec_driver_sql(INSERT.format(year=year))


def count(engine: Engine) -> int:
    with engine.begin() as connection:
        return int(connection.exec_driver_sql(COUNT).scalar_one())


def other_programs_database(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE alembic_version (version_num TEXT)")
        connection.execute("INSERT INTO alembic_version VALUES ('0001')")
    connection.close()


def half_a_ledger(path: Path) -> None:
    schema.upgrade(locate(str(path)), quiet)
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])


def a_header_only(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\0" + b"\1" * 20)


BAD_FILES: list[tuple[str, Callable[[Path], object], str]] = [
    ("text", lambda path: path.write_text("整改台账\n一、加强学习\n", "utf-8"), "不是台账文件"),
    ("random bytes", lambda path: path.write_bytes(os.urandom(20_000)), "不是台账文件"),
    ("one byte", lambda path: path.write_bytes(b"S"), "不是台账文件"),
    ("a zip", lambda path: path.write_bytes(b"PK\3\4" + bytes(5000)), "不是台账文件"),
    ("a cut header", a_header_only, "残缺"),
    ("half a file", half_a_ledger, "损坏"),
    ("another program's database", other_programs_database, "其他程序的数据库"),
    ("a folder", lambda path: path.mkdir(), "这是文件夹"),
    ("a pipe", os.mkfifo, "这是管道"),
    ("a dangling link", lambda path: path.symlink_to(path.with_name("不存在.db")), "指向的文件不存在"),
]


@pytest.mark.parametrize("create", [False, True])
@pytest.mark.parametrize(
    ("make", "why"), [case[1:] for case in BAD_FILES], ids=[case[0] for case in BAD_FILES]
)
def test_what_is_no_ledger_is_refused_unchanged(
    make: Callable[[Path], object], why: str, create: bool, tmp_path: Path
) -> None:
    path = tmp_path / "台账.db"
    make(path)
    before = (path.lstat(), path.read_bytes() if path.is_file() else None, sorted(tmp_path.rglob("*")))
    with pytest.raises(LedgerUnusable, match=why) as refused:
        open_engine(locate(str(path)), create=create, announce=quiet)
    after = (path.lstat(), path.read_bytes() if path.is_file() else None, sorted(tmp_path.rglob("*")))
    assert before[0].st_mtime_ns == after[0].st_mtime_ns
    assert before[1:] == after[1:]
    assert str(path) in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("empty_file", [False, True])
def test_no_ledger_yet(empty_file: bool, tmp_path: Path) -> None:
    path = tmp_path / "台账.db"
    if empty_file:
        path.touch()
    with pytest.raises(LedgerUnusable, match="还没有台账"):
        open_engine(locate(str(path)), create=False, announce=quiet)
    assert path.exists() is empty_file
    assert not empty_file or path.read_bytes() == b""


@pytest.mark.parametrize("empty_file", [False, True])
def test_a_ledger_is_made_and_said(empty_file: bool, tmp_path: Path) -> None:
    path = tmp_path / "二级 单位" / "台账.db"
    if empty_file:
        path.parent.mkdir()
        path.touch()
    lines: list[str] = []
    engine = open_engine(locate(str(path)), create=True, announce=lines.append)
    assert count(engine) == 0
    engine.dispose()
    assert lines == [f"已新建台账：{path}"]
    assert int.from_bytes(path.read_bytes()[68:72], "big") == APPLICATION_ID
    assert list(path.parent.iterdir()) == [path]


def test_opening_again_says_and_changes_nothing(sqlite_location: Location) -> None:
    assert sqlite_location.path is not None
    before = sqlite_location.path.read_bytes()
    lines: list[str] = []
    open_engine(sqlite_location, create=True, announce=lines.append).dispose()
    assert lines == []
    assert sqlite_location.path.read_bytes() == before


def test_an_empty_server_database_names_the_command(bare_postgresql_location: Location) -> None:
    for create in (False, True):
        with pytest.raises(LedgerUnusable, match="tracker db upgrade"):
            open_engine(bare_postgresql_location, create=create, announce=quiet)
    schema.upgrade(bare_postgresql_location, quiet)
    with opened(bare_postgresql_location) as engine:
        assert count(engine) == 0


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("foreign_keys", 1), ("synchronous", 3), ("journal_mode", "delete"), ("busy_timeout", 10_000)],
)
@pytest.mark.usefixtures("waiting_for_the_disk")
def test_files_are_used_safely(pragma: str, value: object, sqlite_location: Location) -> None:
    with opened(sqlite_location) as engine, engine.begin() as connection:
        assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar_one() == value


def test_a_reader_sees_one_snapshot(location: Location) -> None:
    """On SQLite the reader may also make the writer wait, so the writer gives up soon."""
    with opened(location, wait=0.1) as engine, engine.begin() as reader:
        assert reader.exec_driver_sql(COUNT).scalar_one() == 0
        if location.is_postgresql:
            insert(engine, 2024)
        else:
            with pytest.raises(LedgerBusy), translated(location):
                insert(engine, 2024)
        assert reader.exec_driver_sql(COUNT).scalar_one() == 0


def test_nobody_writes_as_a_reader_on_a_server(postgresql_location: Location) -> None:
    with (
        pytest.raises(LedgerUnusable, match="只读"),
        opened(postgresql_location) as engine,
        engine.begin() as reader,
    ):
        reader.exec_driver_sql(INSERT.format(year=2024))


def test_a_failed_transaction_leaves_nothing(location: Location) -> None:
    with opened(location) as engine:
        with pytest.raises(ZeroDivisionError), writing(engine).begin() as connection:
            connection.exec_driver_sql(INSERT.format(year=2024))
            raise ZeroDivisionError
        assert count(engine) == 0


def test_two_writers_that_read_first_both_succeed(location: Location) -> None:
    """Each reads the last number and writes the next: nobody fails, and no number is lost."""
    with opened(location) as engine:
        insert(engine, 2024)

        def number(times: int) -> None:
            for _ in range(times):
                with writing(engine).begin() as connection:
                    last = connection.exec_driver_sql("SELECT last FROM number_sequence").scalar_one()
                    time.sleep(0.005)
                    connection.exec_driver_sql(f"UPDATE number_sequence SET last = {last + 1}")

        threads = [threading.Thread(target=number, args=(10,)) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        with engine.begin() as connection:
            assert connection.exec_driver_sql("SELECT last FROM number_sequence").scalar_one() == 21


def test_a_lock_held_too_long_is_said(location: Location) -> None:
    with opened(location) as first, opened(location, wait=0.2) as second:
        with writing(first).begin() as holder:
            holder.exec_driver_sql(INSERT.format(year=2024))
            started = time.monotonic()
            with pytest.raises(LedgerBusy, match="没有改动"), translated(location):
                insert(second, 2025)
            assert time.monotonic() - started > 0.1
        assert count(second) == 1


def test_links_share_one_lock(sqlite_location: Location, tmp_path: Path) -> None:
    (tmp_path / "别处").mkdir()
    link = tmp_path / "别处" / "链接.db"
    assert sqlite_location.path is not None
    link.symlink_to(sqlite_location.path)
    linked = locate(str(link))
    with (
        opened(sqlite_location) as first,
        opened(linked, wait=0.1) as second,
        writing(first).begin(),
        pytest.raises(LedgerBusy),
        translated(linked),
    ):
        insert(second, 2024)


def test_neither_values_nor_passwords_in_a_refusal(location: Location) -> None:
    secret = "群众来信的内容"
    with opened(location) as engine:
        with (
            pytest.raises(LedgerUnusable) as refused,
            translated(location),
            writing(engine).begin() as connection,
        ):
            connection.exec_driver_sql(
                f"INSERT INTO number_sequence VALUES ('{secret}', 2024, 1), ('{secret}', 2024, 1)"
            )
        assert secret not in str(refused.value)
        assert "约束" in str(refused.value)
        with pytest.raises(LedgerUnusable, match="数据表"), translated(location), engine.begin() as reader:
            reader.exec_driver_sql("SELECT * FROM no_such_table")


def closed_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def test_a_server_that_is_not_there() -> None:
    location = locate(f"postgresql://li:miMa2024@127.0.0.1:{closed_port()}/zhenggai")
    with pytest.raises(LedgerUnusable, match="连接不上") as refused:
        open_engine(location, create=False, announce=quiet)
    assert "miMa2024" not in str(refused.value)


def test_a_database_or_user_that_is_not_there(postgresql_location: Location) -> None:
    there = postgresql_location.url
    absent = locate(there.set(database="no_such").render_as_string(hide_password=False))
    with pytest.raises(LedgerUnusable, match="没有这个数据库"):
        open_engine(absent, create=False, announce=quiet)
    stranger = locate(there.set(username="nobody_here").render_as_string(hide_password=False))
    with pytest.raises(LedgerUnusable, match="不许这个用户登录"):
        open_engine(stranger, create=False, announce=quiet)


def test_a_server_that_cannot_keep_chinese(_postgresql: str, bare_postgresql_location: Location) -> None:
    with psycopg.connect(_postgresql, autocommit=True) as server:
        name = f"{bare_postgresql_location.url.database}_latin"
        server.execute(f"CREATE DATABASE {name} ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0")
        try:
            url = bare_postgresql_location.url.set(database=name)
            latin = locate(url.render_as_string(hide_password=False))
            for use in (
                lambda: open_engine(latin, create=False, announce=quiet),
                lambda: schema.upgrade(latin, quiet),
            ):
                with pytest.raises(LedgerUnusable, match="LATIN1"):
                    use()
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def test_a_lost_connection_is_said_and_the_next_works(
    postgresql_location: Location, _postgresql: str
) -> None:
    with opened(postgresql_location) as engine:
        lost = pytest.raises(LedgerUnusable, match="连接中断")
        with lost, translated(postgresql_location), writing(engine).begin() as connection:
            end_connections(_postgresql, str(postgresql_location.url.database))
            connection.exec_driver_sql(INSERT.format(year=2024))
        assert count(engine) == 0
        end_connections(_postgresql, str(postgresql_location.url.database))
        assert count(engine) == 0


def end_connections(admin: str, database: str) -> None:
    with psycopg.connect(admin, autocommit=True) as server:
        server.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", (database,)
        )


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ('connection failed: FATAL:  password authentication failed for user "li"', "用户名或密码不对"),
        ("connection failed: fe_sendauth: no password supplied", "用户名或密码不对"),
        ('FATAL:  no pg_hba.conf entry for host "10.0.0.2", user "li"', "不许这个用户登录"),
        ("connection timeout expired", "连接超时"),
        ("failed to resolve host 'nowhere': [Errno -2] Name or service not known", "找不到这台主机"),
        ("FATAL:  sorry, too many clients already", "连接数已满"),
        ("FATAL:  the database system is starting up", "正在启动"),
        ("server closed the connection unexpectedly", "连接中断"),
        ("something else with miMa2024 in it", "服务器出错"),
    ],
)
def test_words_of_the_server_in_the_users_language(words: str, why: str) -> None:
    said = explained(psycopg.OperationalError(words), locate("postgresql://li:miMa2024@host/zg"))
    assert why in str(said)
    assert "miMa2024" not in str(said)
    assert "\n" not in str(said)
