"""A look at a ledger's file before SQLite may touch it: to open a foreign one could already change it."""

from __future__ import annotations

from enum import Enum, auto
from pathlib import Path
from typing import Final

from tracker.errors import LedgerUnusable, UnreadableFile
from tracker.files import plain_file
from tracker.ledger.identity import APPLICATION_ID
from tracker.ledger.location import Location

_MAGIC: Final = b"SQLite format 3\0"
_HEADER: Final = 100
_APPLICATION_ID: Final = slice(68, 72)
_JOURNAL_MAGIC: Final = bytes.fromhex("d9d505f920a163d7")
_PAGES_BEFORE: Final = slice(16, 20)
_LARGEST: Final = 1 << 48
"""Largest database that SQLite itself allows, about 281 TB."""


class Found(Enum):
    """What lies at a ledger's place."""

    NOTHING = auto()
    EMPTY = auto()
    """A file without content: made by hand, or left by a creation that was killed."""
    LEDGER = auto()


def probe(location: Location) -> Found:
    """Tell a ledger from everything else by its first hundred bytes; nothing is changed.

    Raises LedgerUnusable for whatever is there and is no ledger.
    """
    path, named = location.path, location.named
    assert path is not None and named is not None, "a server has no file to look at"
    try:
        if not path.exists():
            return _nothing(location, named)
        with plain_file(path, _LARGEST) as file:
            header = file.read(_HEADER)
        unfinished = not header.startswith(_MAGIC) and _is_unfinished(path)
    except UnreadableFile as problem:
        raise LedgerUnusable(f"打不开台账“{location.shown}”：{problem.why}") from problem
    except OSError as problem:
        raise LedgerUnusable(f"打不开台账“{location.shown}”：没有读取权限，请检查文件夹权限") from problem
    if not header or unfinished:
        return Found.EMPTY
    _demand_ledger(location, header)
    return Found.LEDGER


def _nothing(location: Location, named: Path) -> Found:
    if named.is_symlink():
        raise LedgerUnusable(
            f"打不开台账“{location.shown}”：这是一个链接，它指向的文件不存在，请检查移动盘或网络驱动器是否已连接"
        )
    return Found.NOTHING


def _is_unfinished(path: Path) -> bool:
    """Whether SQLite's journal says that there was nothing before the transaction that was killed.

    SQLite then takes everything back when it opens the file, whoever does it.
    """
    journal = path.with_name(f"{path.name}-journal")
    if not journal.is_file():
        return False
    with plain_file(journal, _LARGEST) as file:
        header = file.read(_PAGES_BEFORE.stop)
    return header.startswith(_JOURNAL_MAGIC) and not any(header[_PAGES_BEFORE])


def _demand_ledger(location: Location, header: bytes) -> None:
    if not header.startswith(_MAGIC):
        raise LedgerUnusable(
            f"“{location.shown}”不是台账文件（不是数据库），没有改动它。请用 --db 另指台账文件"
        )
    if len(header) < _HEADER:
        raise LedgerUnusable(f"“{location.shown}”是残缺的数据库文件，没有改动它。请用备份恢复")
    if int.from_bytes(header[_APPLICATION_ID], "big") != APPLICATION_ID:
        raise LedgerUnusable(
            f"“{location.shown}”是其他程序的数据库，不是台账，没有改动它。请用 --db 另指台账文件"
        )
