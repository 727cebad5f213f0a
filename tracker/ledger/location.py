"""Where a ledger is: a file of SQLite or a database of PostgreSQL, as people write it."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import SplitResult, quote, unquote, urlsplit

from tracker import paths
from tracker.errors import BadInput
from tracker.files import shown

if TYPE_CHECKING:
    from sqlalchemy import URL

_POSTGRESQL: Final = {"postgresql", "postgresql+psycopg", "postgres"}
_HOW: Final = "请写成文件路径，或 postgresql://用户@主机/数据库"


@dataclass(frozen=True, slots=True)
class Location:
    """One ledger's place; says nothing about whether anything is there."""

    path: Path | None
    """The real file, links followed, so that all who use one ledger share its lock; None on PostgreSQL."""
    shown: str
    """For messages: the path as it was given, or the URL without password and options."""
    named: Path | None = None
    """The file as it was given, made absolute."""
    _address: str = field(default="", repr=False)
    """The URL of PostgreSQL; may hold a password."""

    @property
    def is_postgresql(self) -> bool:
        """A server, not a file."""
        return self.path is None

    @property
    def url(self) -> URL:
        """For SQLAlchemy."""
        from sqlalchemy import URL, make_url

        if self.path is not None:
            return URL.create("sqlite", database=str(self.path))
        url = make_url(self._address)
        password = url.query.get("password")
        if isinstance(password, str):  # where SQLAlchemy would print it
            url = url.difference_update_query(["password"]).set(password=password)
        return url

    @property
    def evidence_root(self) -> Path:
        """The folder of this ledger's 佐证材料: beside the file; a server's among the user's data, or in
        the folder that a team shares (environment variable TRACKER_EVIDENCE).
        """
        if self.path is not None:
            return beside(self.path, "evidence")
        ledger = quote(self.shown.partition("://")[2].rpartition("@")[2], safe="")
        return Path(os.environ.get("TRACKER_EVIDENCE") or paths.data_dir() / "evidence") / ledger


def beside(ledger: Path, what: str) -> Path:
    """A folder that belongs to this file alone: `甲.evidence` for `甲.db`, else the whole name before it."""
    return ledger.with_name(f"{ledger.stem if ledger.suffix == '.db' else ledger.name}.{what}")


def locate(value: str | None) -> Location:
    """Read `--db` or `TRACKER_DB`; None means the user's own ledger. Raises BadInput."""
    if value is None:
        default = paths.data_dir() / "ledger.db"
        return _file(default, str(default))
    text = value.strip()
    if not text:
        raise BadInput(f"台账位置是空的。{_HOW}")
    if "://" in text:
        return _server(text)
    return _file(Path(text), text)


def _file(path: Path, text: str) -> Location:
    try:
        named = path.expanduser().absolute()
        real = named.resolve()
    except (OSError, ValueError, RuntimeError) as problem:  # a NUL, an endless chain of links, no home
        raise BadInput(f"台账位置“{shown(text)}”不是合规的路径（循环链接或含非法字符）。{_HOW}") from problem
    if "\0" in text:
        raise BadInput(f"台账位置“{shown(text)}”不是合规的路径（含非法字符）。{_HOW}")
    return Location(real, shown(path), named)


def _server(text: str) -> Location:
    scheme = text.partition("://")[0]
    if scheme.lower() not in _POSTGRESQL:
        raise BadInput(f"不支持“{shown(scheme)}://”这种台账位置。{_HOW}")
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as problem:
        raise _unclear() from problem
    database = unquote(parts.path.removeprefix("/"))
    if parts.fragment or "#" in text or "@" in parts.path:
        raise _unclear()
    if not database or "/" in database:
        raise BadInput(f"台账位置没有写明数据库名。{_HOW}")
    return Location(
        None,
        _without_password(parts, port, database),
        None,
        "postgresql+psycopg://" + text.partition("://")[2],
    )


def _unclear() -> BadInput:
    """Says nothing of what was written: a part of the password may have landed anywhere in it."""
    return BadInput(f"PostgreSQL 台账位置读不懂；密码中的 @ : / # % 等符号要写成 %40 这样的编码。{_HOW}")


def _without_password(parts: SplitResult, port: int | None, database: str) -> str:
    user = f"{shown(unquote(parts.username))}@" if parts.username else ""
    host = shown(parts.hostname or "本机")
    at = f":{port}" if port else ""
    return f"postgresql://{user}{host}{at}/{shown(database)}"
