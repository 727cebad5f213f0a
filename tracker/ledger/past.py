"""Winding rows back by the journal: what each row changed since an action was like after it.

All of it is done by the database, in temporary tables of the reading transaction: the first change of
each field since then says what it was before, and the first time that a row was made or deleted since
says whether it was there at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import JSON, BigInteger, Column, Connection, Table, case, cast, func, insert, or_, select
from sqlalchemy import Text as TextType
from sqlalchemy.schema import CreateTable, MetaData
from sqlalchemy.sql.dml import Insert
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from tracker.ledger.journal import WHOLE_ROW
from tracker.ledger.models import JOURNALLED, Base, Change
from tracker.ledger.models.base import Key

_PLACES = 1_000_000_000
"""More changes than any action has: action and ordinal as one number that orders them."""

_FIRST = Table(
    "past_change",
    MetaData(),
    Column("table", TextType, primary_key=True),
    Column("field", TextType, primary_key=True),
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("before", TextType),
    prefixes=["TEMPORARY"],
)
"""Of each field changed since, the value before the first change."""


def altered(table: str) -> str:
    """Name of the temporary table of the keys of all rows of a table that were changed since."""
    return f'"altered_{table}"'


def rows(table: str) -> str:
    """Name of the temporary table of those rows as they were; what was not there yet is not in it."""
    return f'"past_{table}"'


def wind_back(connection: Connection, last: int, sources: Mapping[str, str]) -> tuple[str, ...]:
    """Fill `altered` and `rows` of each table changed since the action `last`; names these tables.

    `sources` tells how each table of the present is called.
    """
    connection.execute(CreateTable(_FIRST))
    connection.execute(_first_changes(last))
    fields = connection.execute(select(_FIRST.c.table, _FIRST.c.field).distinct()).all()
    found = []
    for model in JOURNALLED:
        table = model.__tablename__
        changed = {row.field for row in fields if row.table == table}
        if changed:
            _restore(connection, Base.metadata.tables[table], changed, sources[table])
            found.append(table)
    return tuple(found)


def _first_changes(last: int) -> Insert:
    place = cast(Change.action_id, BigInteger) * _PLACES + Change.ordinal
    row = (Change.table, Change.key)
    ranked = (
        select(
            Change.table,
            Change.field,
            Change.key,
            Change.before,
            place.label("place"),
            func.row_number().over(partition_by=(*row, Change.field), order_by=place).label("rank"),
            func.min(case((Change.field == WHOLE_ROW, place))).over(partition_by=row).label("whole"),
        )
        .where(Change.action_id > last)
        .subquery()
    )
    c = ranked.c
    # What happened to a row made or deleted in between is told by that first making or deleting.
    first = select(c.table, c.field, c.key, c.before).where(
        c.rank == 1, or_(c.whole.is_(None), c.place <= c.whole)
    )
    return insert(_FIRST).from_select(["table", "field", "key", "before"], first)


def _restore(connection: Connection, table: Table, changed: set[str], present: str) -> None:
    run = connection.exec_driver_sql
    name = table.name
    mine = f"\"table\" = '{name}'"
    run(f"CREATE TEMP TABLE {altered(name)} (id BIGINT PRIMARY KEY)")
    run(f'INSERT INTO {altered(name)} SELECT DISTINCT "key" FROM past_change WHERE {mine}')
    connection.execute(CreateTable(_twin(table)))
    columns = ", ".join(f'"{column.name}"' for column in table.columns)
    whole = f"SELECT \"key\" FROM past_change WHERE {mine} AND field = '{WHOLE_ROW}'"
    run(
        f"INSERT INTO {rows(name)} ({columns}) SELECT {columns} FROM {present} WHERE id IN"
        f" (SELECT id FROM {altered(name)}) AND id NOT IN ({whole})"
    )
    if WHOLE_ROW in changed:
        values = ", ".join(_recorded(connection, column) for column in table.columns)
        run(
            f"INSERT INTO {rows(name)} ({columns}) SELECT {values} FROM past_change"
            f" WHERE {mine} AND field = '{WHOLE_ROW}' AND before IS NOT NULL"
        )
    for column in table.columns:
        if column.name in changed:
            run(
                f'UPDATE {rows(name)} SET "{column.name}" = {_decoded(connection, column)} FROM past_change'
                f" WHERE {mine} AND field = '{column.name}' AND past_change.\"key\" = {rows(name)}.id"
            )
    _index(connection, table)


def _twin(table: Table) -> Table:
    """The same columns without anything that holds them to other tables."""
    columns = [
        Column(column.name, Key if column.primary_key else column.type, primary_key=column.primary_key)
        for column in table.columns
    ]
    return Table(f"past_{table.name}", MetaData(), *columns, prefixes=["TEMPORARY"])


def _index(connection: Connection, table: Table) -> None:
    """By what other rows are found from: a page of items asks for what hangs on each."""
    for column in _references(table):
        connection.exec_driver_sql(
            f'CREATE INDEX "ix_past_{table.name}_{column}" ON {rows(table.name)} ("{column}")'
        )


def _references(table: Table) -> Iterable[str]:
    return (column.name for column in table.columns if column.foreign_keys)


def _decoded(connection: Connection, column: Column[object]) -> str:
    """The SQL that turns a change's JSON into the value of a column."""
    if connection.dialect.name == "sqlite":
        return "json_extract(before, '$')"
    if isinstance(column.type, JSON):
        return "before::json"
    return f"CAST(before::json #>> '{{}}' AS {column.type.compile(connection.dialect)})"


def _recorded(connection: Connection, column: Column[object]) -> str:
    """The SQL that takes the value of a column from the JSON of a whole row.

    A column that a later version added is in no record of an older one: it has its default then.
    """
    if column.name == "id":
        return '"key"'
    if column.name == "version":
        return "1"
    if connection.dialect.name == "sqlite":
        value = f"json_extract(before, '$.\"{column.name}\"')"
    elif isinstance(column.type, JSON):
        value = f"before::json -> '{column.name}'"
    else:
        value = f"CAST(before::json ->> '{column.name}' AS {column.type.compile(connection.dialect)})"
    if not isinstance(column.default, ScalarElementColumnDefault):
        return value
    return f"coalesce({value}, {_literal(connection, column.default.arg)})"


def _literal(connection: Connection, value: object) -> str:
    if isinstance(value, bool) and connection.dialect.name == "postgresql":
        return "true" if value else "false"
    return str(int(value)) if isinstance(value, int) else "'{}'".format(str(value).replace("'", "''"))
