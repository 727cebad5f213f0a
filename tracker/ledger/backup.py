"""Copies of a ledger's file that are known to be good."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Final

from tracker.errors import BadInput, LedgerUnusable, OutputFailed
from tracker.files import replacing, shown
from tracker.ledger.location import Location, beside
from tracker.ledger.troubles import translated

KEPT: Final = 3
"""Backups kept beside a ledger; older ones go."""

_WAIT: Final = 10.0


def back_up(location: Location, moment: datetime) -> Path:
    """Copy the ledger as it stands in one moment, verify the copy, put it in place whole.

    It lies at `<stem>.backup/<stem>-<revision>-<moment>.db`. Others may go on reading and writing.
    Raises LedgerUnusable for the ledger, OutputFailed for the copy.
    """
    if location.path is None:
        raise BadInput("PostgreSQL 台账请由管理员用 pg_dump 备份")
    folder = backup_folder(location)
    try:
        folder.mkdir(exist_ok=True)
    except OSError as problem:
        raise OutputFailed(shown(folder), "建不了备份文件夹，请检查位置和权限") from problem
    with translated(location), closing(_connect(location.path)) as source:
        source.execute("BEGIN")
        target = folder / f"{location.path.stem}-{_revision(source)}-{moment:%Y%m%dT%H%M%S%f}.db"
        with replacing(target) as temporary:
            _copy(source, temporary, target)
    for old in backups(location)[:-KEPT]:
        old.unlink(missing_ok=True)
    return target


def backup_folder(location: Location) -> Path:
    """Beside the ledger's file."""
    assert location.path is not None, "only files are backed up"
    return beside(location.path, "backup")


def backups(location: Location) -> tuple[Path, ...]:
    """Those there are, oldest first."""
    assert location.path is not None, "only files are backed up"
    stem = location.path.stem
    found = [path for path in _listed(backup_folder(location)) if path.name.startswith(f"{stem}-")]
    return tuple(sorted(found, key=lambda path: path.stem.rpartition("-")[2]))


def _listed(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.db")) if folder.is_dir() else []


def _connect(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=_WAIT, isolation_level=None)


def _copy(source: sqlite3.Connection, temporary: Path, target: Path) -> None:
    try:
        with closing(_connect(temporary)) as copy:
            copy.execute("PRAGMA journal_mode = MEMORY")  # no second file left behind by a kill
            source.backup(copy)
            if not _is_good(copy) or _counts(source) != _counts(copy):
                raise OutputFailed(shown(target), "备份核对不符，请检查磁盘后重试")
    except sqlite3.OperationalError as problem:
        why = "磁盘空间不足，请清理后重试" if "full" in str(problem) else "写入出错，请检查磁盘或权限"
        raise OutputFailed(shown(target), why) from problem
    except sqlite3.DatabaseError as problem:
        raise LedgerUnusable("台账文件已损坏，备份没有做成，请用较早的备份恢复") from problem


def _is_good(connection: sqlite3.Connection) -> bool:
    return connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def _counts(connection: sqlite3.Connection) -> dict[str, int]:
    tables = connection.execute(  # an index without content cannot be counted
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
    ).fetchall()
    return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for (name,) in tables}


def _revision(connection: sqlite3.Connection) -> str:
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return str(row[0]) if row else "0"
