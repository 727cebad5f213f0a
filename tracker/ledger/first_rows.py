"""The first lines of a list, read from a ledger's file before the mapped tables are loaded (decision 0020).

SQLAlchemy and the tables take a start three times as long as all that is drawn with it. The statements are
those of `ordering` and `queries` as SQLAlchemy writes them out, kept in `first_rows.sql` by
`docs/make_first_rows.py`; a test holds them equal. The rows are built by the same functions.
"""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Final
from urllib.parse import quote

from tracker.errors import TrackerError
from tracker.ledger.actor import Actor, own_unit
from tracker.ledger.identity import HEAD, VERSION_TABLE
from tracker.ledger.list_rows import ListRow
from tracker.ledger.location import locate
from tracker.ledger.probing import Found, probe
from tracker.ledger.row_reading import campaign_row, list_row

COUNT: Final = 128
"""Lines that are read: more than a screen has."""

_WAL: Final = 2
"""In the header's bytes 18 and 19, which say how the file is written and read."""

STATEMENTS: Final = Path(__file__).with_suffix(".sql")

sqlite3.register_converter("DATE", lambda said: dt.date.fromisoformat(said.decode()))
sqlite3.register_converter("BOOLEAN", lambda said: said == b"1")
sqlite3.register_converter("JSON", json.loads)


def first_rows(address: str | None, order: str, actor: Actor, today: dt.date) -> dict[int, ListRow]:
    """The first lines of the list of everything, by id and in their order.

    None of them where they are not to be had like this: on a server, in an order that no index keeps, for who
    sees one unit's items only, where there is no ledger yet or one of another version, while somebody writes.
    Opening the ledger says then what there is to say, of damaged rows too. Nothing is ever written to the
    file, nor beside it.
    """
    if own_unit(actor):
        return {}
    try:
        location = locate(address)
        if location.path is None or probe(location) is not Found.LEDGER or _keeps_files_beside(location.path):
            return {}
        where = f"file:{quote(str(location.path))}?mode=ro"
        with closing(
            sqlite3.connect(where, uri=True, timeout=0, detect_types=sqlite3.PARSE_DECLTYPES)
        ) as connection:
            return _read(connection, order, today)
    except (TrackerError, sqlite3.Error, OSError, ValueError, KeyError, TypeError):
        return {}


def _keeps_files_beside(path: Path) -> bool:
    """Some other program has set it to WAL: to read it makes two files beside it."""
    with path.open("rb") as file:
        return _WAL in file.read(20)[18:]


def _read(connection: sqlite3.Connection, order: str, today: dt.date) -> dict[int, ListRow]:
    connection.execute("BEGIN")  # all of one moment
    found = connection.execute(f"SELECT version_num FROM {VERSION_TABLE}").fetchone()
    if found != (HEAD,):
        return {}
    statements = written_out()
    if order not in statements:
        return {}
    campaigns = {row.id: campaign_row(row) for row in _rows(connection, statements["campaigns"])}
    return {
        row.id: list_row(row, campaigns[row.campaign_id], today)
        for row in _rows(connection, statements[order])
    }


def _rows(connection: sqlite3.Connection, statement: str) -> Iterator[Any]:
    cursor = connection.execute(statement)
    names = [column[0] for column in cursor.description]
    for values in cursor:
        yield SimpleNamespace(**dict(zip(names, values, strict=True)))


def written_out() -> dict[str, str]:
    """Each statement by its name: `campaigns`, and the orders of a list."""
    parts = STATEMENTS.read_text(encoding="utf-8").split("-- ")[2:]
    return {name: statement.strip() for name, _, statement in (part.partition("\n") for part in parts)}
