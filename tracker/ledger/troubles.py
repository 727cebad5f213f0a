"""What databases complain of, as one clear Chinese line each; no value and no password gets out."""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from tracker.errors import LedgerBusy, LedgerUnusable
from tracker.files import shown
from tracker.ledger.location import Location

_UNCHANGED: Final = "本次没有改动"

_SERVER_CODES: Final = {
    "28P01": "用户名或密码不对，请检查后重试",
    "28000": "服务器不许这个用户登录，请联系管理员",
    "3D000": "服务器上没有这个数据库，请管理员先建库",
    "42501": "这个用户没有所需的权限，请联系管理员",
    "42P01": "数据库里缺少台账的数据表，请先运行 tracker db upgrade",
    "42703": "数据表与本程序的版本不符，请先运行 tracker db upgrade",
    "3F000": "数据库里缺少台账的数据表，请先运行 tracker db upgrade",
    "53100": f"服务器磁盘空间不足，{_UNCHANGED}，请联系管理员",
    "53300": "服务器的连接数已满，请稍后再试",
    "57P03": "服务器正在启动，请稍后再试",
    "25006": "服务器目前只读，不能改动，请联系管理员",
    "25P03": f"操作停顿太久，服务器已中断这次操作，{_UNCHANGED}，请重试",
    "22003": f"数字太大，{_UNCHANGED}，请核对后重试",
    "40001": f"与别人的改动冲突，{_UNCHANGED}，请重试",
    "40P01": f"与别人的改动冲突，{_UNCHANGED}，请重试",
}
_LOST: Final = {"08000", "08003", "08006", "57P01", "57P02"}
_LOCKED: Final = {"55P03", "57014"}

_SERVER_WORDS: Final = (
    (r"password authentication failed|no password supplied|密码", _SERVER_CODES["28P01"]),
    (r"no pg_hba\.conf entry|role .* does not exist|角色 .* 不存在|pg_hba", _SERVER_CODES["28000"]),
    (r"database .* does not exist|数据库 .* 不存在", _SERVER_CODES["3D000"]),
    (r"too many (clients|connections)|remaining connection slots", _SERVER_CODES["53300"]),
    (r"starting up|recovery mode", _SERVER_CODES["57P03"]),
    (r"timeout|timed out|超时", "连接超时，请检查主机名、端口和网络"),
    (r"resolve|translate host|Name or service", "找不到这台主机，请检查主机名和网络"),
    (
        r"refused|could not connect|No such file|unreachable",
        "连接不上，请检查主机名、端口，以及服务器是否已启动",
    ),
)


@contextmanager
def translated(location: Location) -> Iterator[None]:
    """Turn what SQLAlchemy and the drivers raise inside into LedgerBusy or LedgerUnusable.

    Goes around every use of the database. A stale version (StaleDataError) passes: it is a rule's
    business. The original stays the cause, for the log; SQLAlchemy keeps parameters out of it.
    """
    try:
        yield
    except DBAPIError as problem:
        raise explained(problem.orig or problem, location) from problem
    except PoolTimeout as problem:
        raise LedgerBusy(f"台账“{location.shown}”的连接都在使用中，{_UNCHANGED}，请稍后再试") from problem
    except sqlite3.Error as problem:
        raise explained(problem, location) from problem
    except OverflowError as problem:  # of SQLite's driver, for what PostgreSQL calls 22003
        raise LedgerUnusable(f"台账“{location.shown}”：{_SERVER_CODES['22003']}") from problem


def explained(problem: BaseException, location: Location) -> LedgerUnusable:
    """The error of ours that a driver's error means."""
    if isinstance(problem, sqlite3.Error):
        return _file_trouble(problem, location)
    return _server_trouble(problem, location)


def _file_trouble(problem: sqlite3.Error, location: Location) -> LedgerUnusable:
    name: str = getattr(problem, "sqlite_errorname", "") or ""
    where = f"台账“{location.shown}”"
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return LedgerBusy(f"{where}正被另一程序写入，{_UNCHANGED}，请稍后再试")
    for prefix, why in (
        ("SQLITE_READONLY", _why_read_only(location)),
        ("SQLITE_FULL", f"磁盘空间不足，{_UNCHANGED}，请清理后重试"),
        ("SQLITE_IOERR", f"磁盘读写出错，{_UNCHANGED}，请检查磁盘或网络驱动器"),
        ("SQLITE_CORRUPT", "文件已损坏，请用 tracker db check 检查，并用备份恢复"),
        ("SQLITE_NOTADB", "文件已损坏或不是台账，请用备份恢复"),
        ("SQLITE_CANTOPEN", _why_not_opened(location)),
        ("SQLITE_PERM", "没有权限，请检查文件权限"),
        ("SQLITE_AUTH", "没有权限，请检查文件权限"),
        ("SQLITE_CONSTRAINT", f"数据不合台账的约束（{name}），{_UNCHANGED}"),
    ):
        if name.startswith(prefix):
            return LedgerUnusable(f"{where}：{why}")
    if re.match(r"no such (table|column)", str(problem)):
        return LedgerUnusable(f"{where}：数据表与本程序的版本不符，请用 tracker db check 检查，并用备份恢复")
    return LedgerUnusable(f"{where}：数据库出错（{name or type(problem).__name__}），{_UNCHANGED}")


def _why_read_only(location: Location) -> str:
    """SQLite needs the folder as well: its journal lies beside the file."""
    path = location.path
    if path is not None and path.exists() and os.access(path, os.W_OK) and not _writable(path.parent):
        return f"所在文件夹“{shown(path.parent)}”是只读的，{_UNCHANGED}，请换一个位置或检查权限"
    return f"文件是只读的，{_UNCHANGED}，请检查文件权限，或换一个位置"


def _why_not_opened(location: Location) -> str:
    path = location.path
    if path is not None and not path.parent.is_dir():
        return "所在文件夹不存在，请检查路径"
    if path is not None and not _writable(path.parent):
        return f"所在文件夹“{shown(path.parent)}”是只读的或没有权限，{_UNCHANGED}，请换一个位置或检查权限"
    return "文件打不开，请检查路径和权限"


def _writable(folder: Path) -> bool:
    return os.access(folder, os.W_OK | os.X_OK)


def _server_trouble(problem: BaseException, location: Location) -> LedgerUnusable:
    where = f"台账“{location.shown}”"
    code: str = getattr(problem, "sqlstate", None) or ""
    if code in _LOCKED:
        return LedgerBusy(f"{where}正被别人写入，{_UNCHANGED}，请稍后再试")
    if code in _SERVER_CODES:
        return LedgerUnusable(f"{where}：{_SERVER_CODES[code]}")
    if code.startswith("23"):
        return LedgerUnusable(f"{where}：数据不合台账的约束（{_constraint(problem)}），{_UNCHANGED}")
    if code in _LOST or (not code and _was_connected(problem)):
        return LedgerUnusable(
            f"{where}：与服务器的连接中断，请检查网络后重新打开，并核对刚才的操作是否已记下"
        )
    words = str(problem)
    for pattern, why in _SERVER_WORDS if not code else ():
        if re.search(pattern, words, re.IGNORECASE):
            return LedgerUnusable(f"{where}：{why}")
    return LedgerUnusable(f"{where}：服务器出错（{code or type(problem).__name__}），{_UNCHANGED}")


def _constraint(problem: BaseException) -> str:
    diagnosis: Any = getattr(problem, "diag", None)
    return str(getattr(diagnosis, "constraint_name", None) or type(problem).__name__)


def _was_connected(problem: BaseException) -> bool:
    """Words of libpq for a connection that had been there; it gives no code for them."""
    return (
        re.search(r"server closed|connection (is|was) (closed|lost)|terminat|reset by peer", str(problem))
        is not None
    )
