"""Which tables a ledger has, how it is brought to this version's, and whether it is whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import Connection, func, inspect, select, table
from sqlalchemy.exc import DBAPIError

from tracker import paths
from tracker.errors import LedgerUnusable
from tracker.ledger import search
from tracker.ledger.backup import back_up, backups
from tracker.ledger.connecting import WAIT, make_engine, writing
from tracker.ledger.identity import APPLICATION_ID, VERSION_TABLE
from tracker.ledger.identity import HEAD as HEAD
from tracker.ledger.location import Location
from tracker.ledger.models import Base
from tracker.ledger.new_files import demand_in_place, take_away_empty
from tracker.ledger.probing import Found, probe
from tracker.ledger.troubles import explained, translated

if TYPE_CHECKING:
    from alembic.config import Config


def revision(connection: Connection) -> str | None:
    """The revision a ledger is at; None when it has no tables yet."""
    if connection.dialect.name == "sqlite":
        there = connection.exec_driver_sql(
            f"SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = '{VERSION_TABLE}'"
        ).scalar()
    else:
        there = connection.exec_driver_sql(f"SELECT to_regclass('{VERSION_TABLE}')").scalar()
    if there is None:
        return None
    found = connection.exec_driver_sql(f"SELECT version_num FROM {VERSION_TABLE}").scalar()
    return None if found is None else str(found)


def upgrade(location: Location, announce: Callable[[str], None]) -> bool:
    """Bring a ledger to HEAD, making it where there is none; False when it was there already.

    All scripts run in one transaction, begun as a writer: killed anywhere, the ledger is as it was,
    and two programs at once do it once. An older file is backed up first, under the same lock.
    """
    with migrating(location) as connection:
        before = revision(connection)
        if before == HEAD:
            return False
        if before is not None:
            demand_known(location, before)
            announce(f"台账“{location.shown}”是旧版本（{before}），正在升级到 {HEAD}")
            if not location.is_postgresql:
                copy = back_up(location, datetime.now().astimezone())
                announce(f"升级前已备份到：{copy}")
        _run_migrations(connection)
    announce(f"已新建台账：{location.shown}" if before is None else f"台账已升级到 {HEAD}")
    return True


@contextmanager
def migrating(location: Location, wait: float = WAIT) -> Iterator[Connection]:
    """A connection for changing tables: a writer's transaction, committed only when nothing was lost.

    A file that is made for it and stays empty goes again.
    """
    is_new = location.path is not None and probe(location) is Found.NOTHING
    if is_new:
        _make_folder(location)
    engine = make_engine(location, wait=wait, foreign_keys=False)
    try:
        with translated(location), writing(engine).begin() as connection:
            demand_in_place(location)
            if revision(connection) is None:
                _claim(location, connection)
            before = _counts(connection)
            yield connection
            _demand_whole(location, connection, before)
    except BaseException:
        engine.dispose()
        if is_new:
            take_away_empty(location)
        raise
    engine.dispose()


def check(location: Location) -> tuple[str, ...]:
    """Everything that is wrong with a ledger, one Chinese line each; nothing is changed.

    Raises LedgerUnusable where there is no ledger to check.
    """
    if location.path is not None and probe(location) is not Found.LEDGER:
        raise LedgerUnusable(f"还没有台账“{location.shown}”")
    engine = make_engine(location)
    try:
        with engine.begin() as connection:
            troubles = [*_file_troubles(connection), *_table_troubles(connection)]
    except DBAPIError as problem:
        troubles = [str(explained(problem.orig or problem, location))]
    finally:
        engine.dispose()
    if troubles and location.path is not None and (copies := backups(location)):
        troubles.append(f"最近的备份：{copies[-1]}")
    return tuple(troubles)


def demand_known(location: Location, found: str) -> None:
    """Raise LedgerUnusable when no script of this version knows the revision: a newer program wrote it."""
    from alembic.script import ScriptDirectory
    from alembic.util import CommandError

    try:
        ScriptDirectory.from_config(alembic_config()).get_revision(found)
    except CommandError as problem:
        raise LedgerUnusable(
            f"台账“{location.shown}”由更新的版本建立（{found}），本程序只认到 {HEAD}，没有改动；请升级本程序"
        ) from problem


def _claim(location: Location, connection: Connection) -> None:
    """Make an empty place a ledger; one whose record of versions is gone must not be built over."""
    if _counts(connection):
        raise LedgerUnusable(
            f"“{location.shown}”里有数据表，却没有台账的版本记录：是别的数据库，或已损坏，没有改动它"
        )
    if not location.is_postgresql:
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")


def alembic_config(connection: Connection | None = None) -> Config:
    """Alembic set up in code: where the scripts are, and the connection that they run on."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(paths.migrations()).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _run_migrations(connection: Connection) -> None:
    from alembic import command

    command.upgrade(alembic_config(connection), "head")


def _make_folder(location: Location) -> None:
    assert location.path is not None, "a server has no folder"
    try:
        location.path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise LedgerUnusable(
            f"建不了台账“{location.shown}”所在的文件夹，请检查位置和权限，或换一个位置"
        ) from problem


def _counts(connection: Connection) -> dict[str, int]:
    """Rows of each table."""
    names = [
        name
        for name in inspect(connection).get_table_names()
        if name != VERSION_TABLE and not search.is_own_table(name)
    ]
    return {
        name: connection.execute(select(func.count()).select_from(table(name))).scalar_one() for name in names
    }


def _demand_whole(location: Location, connection: Connection, before: dict[str, int]) -> None:
    after = _counts(connection)
    lost = [name for name, count in before.items() if after.get(name, count) < count]
    if connection.dialect.name == "sqlite":
        orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        lost += [str(row[0]) for row in orphans]
    if lost:
        raise LedgerUnusable(
            f"升级台账“{location.shown}”时核对不符（{'、'.join(sorted(set(lost)))}），已撤回，台账没有改动"
        )


def _file_troubles(connection: Connection) -> Iterator[str]:
    if connection.dialect.name != "sqlite":
        return
    for (line,) in connection.exec_driver_sql("PRAGMA integrity_check").all():
        if line != "ok":
            yield f"数据页有损坏：{line}"
    for name, row, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check").all():
        yield f"数据表 {name} 第 {row} 行指向的 {parent} 不存在"


def _table_troubles(connection: Connection) -> Iterator[str]:
    found = revision(connection)
    if found != HEAD:
        yield f"结构版本是 {found or '空'}，本程序要 {HEAD}：请运行 tracker db upgrade"
    inspector = inspect(connection)
    there = set(inspector.get_table_names())
    for model in Base.metadata.sorted_tables:
        if model.name not in there:
            yield f"缺少数据表 {model.name}"
            continue
        columns = {column["name"] for column in inspector.get_columns(model.name)}
        for column in model.columns:
            if column.name not in columns:
                yield f"数据表 {model.name} 缺少 {column.name} 列"
