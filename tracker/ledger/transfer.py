"""A ledger's rows carried whole to another place, between databases too, and the hash that proves it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Final

from sqlalchemy import Connection, Table, func, insert, select, text, update

from tracker.errors import LedgerUnusable, OutputFailed
from tracker.files import replacing
from tracker.ledger import schema, search
from tracker.ledger.blobs import EvidenceFolder
from tracker.ledger.connecting import make_engine, writing
from tracker.ledger.journal import encode
from tracker.ledger.location import Location, locate
from tracker.ledger.models import Action, Base
from tracker.ledger.probing import Found, probe
from tracker.ledger.troubles import translated

PORTION: Final = 1000
"""Rows that are in memory together."""


def canonical_hash(connection: Connection) -> str:
    """SHA-256 over every row of every table: equal for equal content, whichever database holds it.

    Tables by name, rows by their key; each row is one line of JSON as the journal writes it.
    """
    digest = hashlib.sha256()
    for table in sorted(Base.metadata.sorted_tables, key=lambda table: table.name):
        digest.update(f"{table.name}\n".encode())
        for row in _rows(connection, table):
            digest.update(encode(_encodable(row)).encode("utf-8", errors="surrogatepass") + b"\n")
    return digest.hexdigest()


@contextmanager
def reading(location: Location) -> Iterator[Connection]:
    """One snapshot of a ledger of this version; nothing is written. Raises LedgerUnusable."""
    if location.path is not None and probe(location) is not Found.LEDGER:
        raise LedgerUnusable(f"还没有台账“{location.shown}”")
    engine = make_engine(location)
    try:
        with translated(location), engine.begin() as connection:
            if schema.revision(connection) != schema.HEAD:
                raise LedgerUnusable(f"台账“{location.shown}”是另一版本的，请先运行 tracker db upgrade")
            yield connection
    finally:
        engine.dispose()


def move(source: Connection, origin: Location, target: Location) -> str:
    """Carry every row to a place where no ledger is yet; returns the canonical hash of both.

    A file appears whole or not at all; in a database everything is one transaction. `origin` is where
    the source lives. Raises LedgerUnusable for a place that is taken and for an origin that is damaged,
    OutputFailed when what arrived is not what was sent.
    """
    if target.path is None:
        return _move_to_server(source, origin, target)
    refuse_taken(target)
    target.path.parent.mkdir(parents=True, exist_ok=True)
    with replacing(target.path) as temporary:
        return _fill(source, origin, locate(str(temporary)))


def move_ledger(source: Location, target: Location) -> tuple[str, tuple[str, ...]]:
    """Carry a ledger with its 佐证材料; returns the canonical hash, and the names of files that are gone.

    The source stays as it is. Raises as `move`.
    """
    kept, folder = EvidenceFolder(target.evidence_root), EvidenceFolder(source.evidence_root)
    missing = []
    with reading(source) as connection:
        refuse_taken(target)
        for sha256, _, name in evidence_of(connection):  # before the rows that speak of them
            if folder.holds(sha256):
                kept.keep(folder.path_of(sha256))
            else:
                missing.append(name)
        return move(connection, source, target), tuple(missing)


def refuse_taken(target: Location) -> None:
    """Raise LedgerUnusable where a file lies already."""
    if target.path is not None and target.path.exists():
        raise LedgerUnusable(f"“{target.shown}”已经存在，没有改动它；请另写一个新的位置")


def _move_to_server(source: Connection, origin: Location, target: Location) -> str:
    """Into an empty database, or into one whose ledger nobody has written to yet."""
    schema.upgrade(target, lambda line: None)
    return _fill(source, origin, target)


def _fill(source: Connection, origin: Location, target: Location) -> str:
    if target.path is not None:
        schema.upgrade(target, lambda line: None)
    engine = make_engine(target, foreign_keys=False)
    try:
        with translated(target), writing(engine).begin() as connection:
            if connection.scalar(select(func.count()).select_from(Action)):
                raise LedgerUnusable(f"“{target.shown}”里已有台账，没有改动它；请新建一个空的数据库")
            for table in Base.metadata.sorted_tables:
                _copy(_rows_from(source, origin, table), connection, table)
            _go_on_counting(connection)
            search.rebuild(connection)
            with translated(origin):
                sent = canonical_hash(source)
            arrived = canonical_hash(connection)
            if sent != arrived:
                raise OutputFailed(target.shown, "核对不符，已撤回；请检查磁盘后重试")
        return sent
    finally:
        engine.dispose()


def _copy(rows: Iterable[dict[str, Any]], target: Connection, table: Table) -> None:
    """The rows as they are; a row that points into its own table gets that once all are there."""
    own = [key.parent.name for key in table.foreign_keys if key.column.table is table]
    later: list[dict[str, Any]] = []
    portion: list[dict[str, Any]] = []
    for row in rows:
        later += [{"key": row["id"], **{name: row[name] for name in own}}] if own else []
        portion.append(row | dict.fromkeys(own))
        if len(portion) == PORTION:
            target.execute(insert(table), portion)
            portion = []
    if portion:
        target.execute(insert(table), portion)
    for values in later:
        target.execute(update(table).where(table.c.id == values.pop("key")).values(values))


def _rows(connection: Connection, table: Table) -> Iterator[dict[str, Any]]:
    query = select(table).order_by(*table.primary_key.columns)
    found = connection.execute(query, execution_options={"yield_per": PORTION})
    return (dict(row) for row in found.mappings())


def _rows_from(source: Connection, origin: Location, table: Table) -> Iterator[dict[str, Any]]:
    """What goes wrong in reading is the origin's trouble, not that of the place it is carried to."""
    with translated(origin):
        yield from _rows(source, table)


def _encodable(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in row.items()}


def _go_on_counting(connection: Connection) -> None:
    """New rows must get keys beyond those that came along, also beyond those deleted since.

    The journal names every row that ever was.
    """
    for table in Base.metadata.sorted_tables:
        if "id" not in table.columns or table.name == Action.__tablename__:
            continue
        last = connection.scalar(
            text(
                "SELECT max(k) FROM (SELECT max(id) AS k FROM "
                f'"{table.name}" UNION ALL SELECT max(key) FROM change WHERE "table" = :name) AS known'
            ),
            {"name": table.name},
        )
        if last is None:
            continue
        if connection.dialect.name == "sqlite":
            connection.execute(text("DELETE FROM sqlite_sequence WHERE name = :name"), {"name": table.name})
            connection.execute(
                text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :last)"),
                {"name": table.name, "last": last},
            )
        else:
            connection.execute(
                text("SELECT setval(pg_get_serial_sequence(:name, 'id'), :last)"),
                {"name": f'"{table.name}"', "last": last},
            )


def evidence_of(connection: Connection) -> list[tuple[str, int, str]]:
    """Hash, size and name of every kept file, each hash once."""
    table = Base.metadata.tables["evidence"]
    found: dict[str, tuple[str, int, str]] = {}
    for row in connection.execute(select(table.c.sha256, table.c.size, table.c.name).order_by(table.c.id)):
        found.setdefault(row.sha256, (row.sha256, row.size, row.name))
    return list(found.values())
