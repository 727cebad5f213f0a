"""Tables: models and migrations agree, and an upgrade loses nothing or does nothing."""

from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any, TypeVar

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, event

from tracker import paths
from tracker.errors import LedgerBusy, LedgerUnusable
from tracker.ledger import connecting, schema, search
from tracker.ledger.backup import backups
from tracker.ledger.connecting import make_engine, writing
from tracker.ledger.engine import open_engine
from tracker.ledger.identity import VERSION_TABLE
from tracker.ledger.location import Location
from tracker.ledger.models import Base

pytestmark = pytest.mark.usefixtures("scripts_run")

T = TypeVar("T")

CAMPAIGN = (
    "INSERT INTO campaign (id, version, name, kind, reporting_unit, number_prefix, near_days, imminent_days, "
    "immediate_days, lag_percent, review_steps, publicity_days, satisfaction_percent, sources, standards, "
    "is_default) "
    "VALUES (1, 1, '专项', '', '某局', 'ZG', 7, 3, 0, 10, 1, 0, 0, '[]', '{}', TRUE)"
)
DOCUMENT = (
    "INSERT INTO document "
    "(id, version, campaign_id, title, kind, issuer, source_name, source_sha256, sha256, text) "
    "VALUES (1, 1, 1, '讲话', '', '', 'a.txt', 'x', 'y', '全文')"
)


def quiet(line: str) -> None:
    """Nobody listens."""


def using(location: Location, use: Callable[[Connection], T]) -> T:
    engine = make_engine(location)
    try:
        with writing(engine).begin() as connection:
            return use(connection)
    finally:
        engine.dispose()


def execute(location: Location, *statements: str) -> None:
    using(location, lambda connection: [connection.exec_driver_sql(statement) for statement in statements])


def count(location: Location, table: str) -> int:
    return int(
        using(
            location,
            lambda connection: connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one(),
        )
    )


def revision(location: Location) -> str | None:
    return using(location, schema.revision)


def test_head_is_the_last_migration() -> None:
    assert ScriptDirectory(str(paths.migrations())).get_heads() == [schema.HEAD]


def of_models(name: str | None, kind: str, parents: object) -> bool:
    return kind != "table" or not search.is_own_table(name or "")


def test_models_equal_migrations(location: Location) -> None:
    def differences(connection: Connection) -> Any:
        context = MigrationContext.configure(
            connection,
            opts={"compare_type": True, "compare_server_default": True, "include_name": of_models},
        )
        return compare_metadata(context, Base.metadata)

    assert using(location, differences) == []


def test_models_equal_migrations_word_for_word_on_files(sqlite_location: Location) -> None:
    """What the comparison above does not see: AUTOINCREMENT, names of constraints."""
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        Base.metadata.create_all(connection)
        wanted = definitions(connection)
    engine.dispose()
    found = using(sqlite_location, definitions)
    found.pop(VERSION_TABLE)
    assert found == wanted
    assert any("AUTOINCREMENT" in line for lines in found.values() for line in lines)


def definitions(connection: Connection) -> dict[str, list[str]]:
    rows = connection.exec_driver_sql(
        "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"
    )
    return {
        name: sorted(line.strip(" ,\t") for line in re.split(r"\n", sql))
        for name, sql in rows
        if not search.is_own_table(name)
    }


def test_there_and_back(location: Location) -> None:
    from alembic import command

    with schema.migrating(location) as connection:
        config = schema.alembic_config(connection)
        command.downgrade(config, "base")
        command.upgrade(config, "head")
    assert schema.check(location) == ()


def test_from_nothing_once(bare_location: Location) -> None:
    lines: list[str] = []
    assert schema.upgrade(bare_location, lines.append)
    assert lines == [f"已新建台账：{bare_location.shown}"]
    assert not schema.upgrade(bare_location, lines.append)
    assert len(lines) == 1
    assert schema.check(bare_location) == ()


def test_an_older_file_is_backed_up_and_upgraded_by_opening(
    sqlite_location: Location, later_version: Callable[[], None]
) -> None:
    execute(sqlite_location, CAMPAIGN, DOCUMENT)
    later_version()
    lines: list[str] = []
    open_engine(sqlite_location, create=False, announce=lines.append).dispose()
    (copy,) = backups(sqlite_location)
    assert [line.partition("：")[0] for line in lines] == [
        f"台账“{sqlite_location.shown}”是旧版本（0001），正在升级到 0003",
        "升级前已备份到",
        "台账已升级到 0003",
    ]
    assert str(copy) in lines[1]
    assert revision(sqlite_location) == "0003"
    assert count(sqlite_location, "document") == 1
    with closing(sqlite3.connect(copy)) as old:
        assert old.execute("SELECT version_num FROM alembic_version").fetchall() == [("0001",)]
        assert old.execute("SELECT text FROM document").fetchall() == [("全文",)]


def test_an_older_server_ledger_is_upgraded_by_command_only(
    postgresql_location: Location, later_version: Callable[[], None]
) -> None:
    execute(postgresql_location, CAMPAIGN, DOCUMENT)
    later_version()
    with pytest.raises(LedgerUnusable, match="tracker db upgrade"):
        open_engine(postgresql_location, create=True, announce=quiet)
    assert revision(postgresql_location) == "0001"
    assert schema.upgrade(postgresql_location, quiet)
    assert revision(postgresql_location) == "0003"
    assert count(postgresql_location, "document") == 1


def test_a_newer_ledger_is_refused_unchanged(location: Location) -> None:
    execute(location, "UPDATE alembic_version SET version_num = '9999'")
    before = location.path.read_bytes() if location.path else None
    for use in (
        lambda: open_engine(location, create=True, announce=quiet),
        lambda: schema.upgrade(location, quiet),
    ):
        with pytest.raises(LedgerUnusable, match="由更新的版本建立（9999）"):
            use()
    assert (location.path.read_bytes() if location.path else None) == before
    assert location.path is None or backups(location) == ()


def test_children_are_kept_when_their_parent_is_rebuilt(
    location: Location, later_version: Callable[[], None]
) -> None:
    execute(location, CAMPAIGN, DOCUMENT)
    later_version()
    schema.upgrade(location, quiet)
    assert [count(location, table) for table in ("campaign", "document", "branch", "leaf")] == [1, 1, 2, 3]


def test_an_upgrade_that_would_lose_children_is_taken_back(
    sqlite_location: Location, later_version: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The danger is real: with foreign keys on, the same scripts delete rows and report success."""
    execute(sqlite_location, CAMPAIGN)
    later_version()
    monkeypatch.setattr(schema, "HEAD", "0002")
    upgrade_to(sqlite_location, "0002")
    assert count(sqlite_location, "leaf") == 3
    monkeypatch.setattr(schema, "HEAD", "0003")
    monkeypatch.setattr(
        schema, "make_engine", lambda location, **_: connecting.make_engine(location, foreign_keys=True)
    )
    with pytest.raises(LedgerUnusable, match=r"核对不符（leaf）.*没有改动"):
        schema.upgrade(sqlite_location, quiet)
    assert revision(sqlite_location) == "0002"
    assert count(sqlite_location, "leaf") == 3


def upgrade_to(location: Location, target: str) -> None:
    from alembic import command

    with schema.migrating(location) as connection:
        command.upgrade(schema.alembic_config(connection), target)


def test_a_script_that_fails_leaves_the_ledger_as_it_was(
    location: Location, later_version: Callable[[], None], later_migrations: Path
) -> None:
    execute(location, CAMPAIGN)
    script = later_migrations / "versions" / "0003_rebuilt.py"
    failing = '    op.execute("INSERT INTO leaf (id, branch_id) VALUES (1, 1)")\n'
    script.write_text(
        script.read_text("utf-8").replace("\n\ndef downgrade", f"{failing}\n\ndef downgrade"), "utf-8"
    )
    later_version()
    with pytest.raises(LedgerUnusable, match="约束"):
        schema.upgrade(location, quiet)
    assert revision(location) == "0001"
    assert count(location, "campaign") == 1


@pytest.mark.parametrize("was_there", [False, True])
def test_a_ledger_that_cannot_be_made_leaves_no_file(
    was_there: bool, bare_sqlite_location: Location, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = bare_sqlite_location.path
    assert path is not None
    if was_there:
        path.touch()

    def full(connection: Connection) -> None:
        connection.exec_driver_sql("PRAGMA max_page_count = 1")
        connection.exec_driver_sql("CREATE TABLE one (id INTEGER)")

    with monkeypatch.context() as crowded:
        crowded.setattr(schema, "_run_migrations", full)
        with pytest.raises(LedgerUnusable, match="磁盘空间不足"):
            schema.upgrade(bare_sqlite_location, quiet)
    assert path.exists() is was_there
    assert schema.upgrade(bare_sqlite_location, quiet)


def test_nobody_fills_a_file_that_its_maker_took_away(
    bare_sqlite_location: Location, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = bare_sqlite_location.path
    assert path is not None
    engine = make_engine(bare_sqlite_location, foreign_keys=False)
    event.listen(engine, "begin", lambda _: path.unlink())
    monkeypatch.setattr(schema, "make_engine", lambda *_, **__: engine)
    with pytest.raises(LedgerBusy, match="请再试一次"):
        schema.upgrade(bare_sqlite_location, quiet)
    assert not path.exists()


def test_other_peoples_tables_are_not_built_upon(bare_postgresql_location: Location) -> None:
    execute(bare_postgresql_location, "CREATE TABLE payroll (id INTEGER)")
    with pytest.raises(LedgerUnusable, match="没有改动"):
        schema.upgrade(bare_postgresql_location, quiet)


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        ("DROP TABLE look_back", "缺少数据表 look_back"),
        ("ALTER TABLE campaign RENAME COLUMN near_days TO near", "数据表 campaign 缺少 near_days 列"),
        ("UPDATE alembic_version SET version_num = '0000'", "结构版本是 0000"),
        ("DELETE FROM alembic_version", "结构版本是 空"),
    ],
)
def test_check_names_what_is_wrong_with_the_tables(harm: str, said: str, location: Location) -> None:
    assert schema.check(location) == ()
    execute(location, harm)
    assert any(said in line for line in schema.check(location))


def test_check_names_rows_without_their_parent(sqlite_location: Location) -> None:
    with closing(sqlite3.connect(str(sqlite_location.path))) as connection:
        connection.execute(DOCUMENT)
        connection.commit()
    assert schema.check(sqlite_location) == ("数据表 document 第 1 行指向的 campaign 不存在",)


def test_check_where_there_is_nothing(bare_sqlite_location: Location) -> None:
    with pytest.raises(LedgerUnusable, match="还没有台账"):
        schema.check(bare_sqlite_location)
    assert bare_sqlite_location.path is not None
    assert not bare_sqlite_location.path.exists()


def test_to_open_a_ledger_at_head_needs_no_alembic(sqlite_location: Location) -> None:
    code = (
        "import sys; from tracker.ledger.engine import open_engine; "
        "from tracker.ledger.location import locate; "
        f"open_engine(locate({str(sqlite_location.path)!r}), create=False, announce=print).dispose(); "
        "assert not {'alembic', 'psycopg', 'platformdirs'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_postgresql_has_the_partial_indexes_that_a_file_has(postgresql_location: Location) -> None:
    partial = {
        index.name
        for table in Base.metadata.tables.values()
        for index in table.indexes
        if index.dialect_options["sqlite"]["where"] is not None
    }

    def definitions(connection: Connection) -> dict[str, str]:
        rows = connection.exec_driver_sql("SELECT indexname, indexdef FROM pg_indexes")
        return {name: said for name, said in rows if " WHERE " in said}

    assert partial <= set(using(postgresql_location, definitions))
    assert len(partial) > 5
