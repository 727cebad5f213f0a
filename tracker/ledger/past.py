"""Winding rows back by the journal: what each row changed since an action was like after it.

All of it is done by the database, in temporary tables of the reading transaction: the first change of
each field since then says what it was before, and the first time that a row was made or deleted since
says whether it was there at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import JSON, BigInteger, Column, Connection, Table, and_, cast, func, insert, or_, select
from sqlalchemy import Text as TextType
from sqlalchemy.schema import CreateTable, MetaData
from sqlalchemy.sql.dml import Insert
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from tracker.ledger.journal import WHOLE_ROW
from tracker.ledger.models import JOURNALLED, Base, Change
from tracker.ledger.models.base import Key

_PLACES = 1_000_000_000
"""More changes than any action has: action and ordinal as one number that orders them."""

MUCH = 10
"""A table of which one row in so many was changed since is put together whole."""

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


def wind_back(connection: Connection, last: int, sources: Mapping[str, str]) -> dict[str, str]:
    """Of each table changed since the action `last`, the SQL that reads it as it was.

    `sources` tells how each table of the present is called.
    """
    connection.execute(CreateTable(_FIRST))
    connection.execute(_first_changes(last))
    _analyze(connection, _FIRST.name)
    fields = connection.execute(select(_FIRST.c.table, _FIRST.c.field).distinct()).all()
    found = {}
    for model in JOURNALLED:
        table = model.__tablename__
        changed = {row.field for row in fields if row.table == table}
        if changed:
            _restore(connection, Base.metadata.tables[table], changed, sources[table])
            found[table] = _reading(connection, Base.metadata.tables[table], sources[table])
    return found


def _reading(connection: Connection, table: Table, present: str) -> str:
    """What is left of the present beside what was restored; where much was changed, all is put together
    once, with its indexes: every statement would have to do it again, for each item some.
    """
    run, name = connection.exec_driver_sql, table.name
    columns = ", ".join(f'"{column.name}"' for column in table.columns)
    # NOT IN is asked of each row that is found; as a join, PostgreSQL would begin it anew for each item.
    unchanged = f"SELECT {columns} FROM {present} WHERE id NOT IN (SELECT id FROM {altered(name)})"
    there = run(f"SELECT count(*) FROM {present}").scalar_one()
    is_whole = run(f"SELECT count(*) FROM {altered(name)}").scalar_one() * MUCH >= there
    if is_whole:
        run(f"INSERT INTO {rows(name)} ({columns}) {unchanged}")
    _analyze(connection, altered(name), rows(name))
    restored = f"SELECT {columns} FROM {rows(name)}"
    if is_whole:  # named first, so that PostgreSQL lets nobody write through a view of it
        return f"WITH restored AS ({restored}) SELECT {columns} FROM restored"
    return f"{unchanged} UNION ALL {restored}"


def _analyze(connection: Connection, *names: str) -> None:
    """Tell PostgreSQL how much is in temporary tables: it takes them for all but empty, and then reads
    them row by row for each row of another.
    """
    if connection.dialect.name == "postgresql":
        for name in names:
            connection.exec_driver_sql(f"ANALYZE {name}")


def _first_changes(last: int) -> Insert:
    place = cast(Change.action_id, BigInteger) * _PLACES + Change.ordinal
    row = (Change.table, Change.key, Change.field)
    first = (
        select(*row, func.min(place).label("place"))
        .where(Change.action_id > last)
        .group_by(*row)
        .cte("first_change")
    )
    whole = first.alias("whole")
    # What happened to a row made or deleted in between is told by that first making or deleting.
    query = (
        select(Change.table, Change.field, Change.key, Change.before)
        .select_from(first)
        .join(
            Change,
            and_(Change.action_id == first.c.place // _PLACES, Change.ordinal == first.c.place % _PLACES),
        )
        .outerjoin(
            whole,
            and_(whole.c.table == first.c.table, whole.c.key == first.c.key, whole.c.field == WHOLE_ROW),
        )
        .where(or_(whole.c.place.is_(None), first.c.place <= whole.c.place))
    )
    return insert(_FIRST).from_select(["table", "field", "key", "before"], query)


def _restore(connection: Connection, table: Table, changed: set[str], present: str) -> None:
    run = connection.exec_driver_sql
    name = table.name
    mine = f"\"table\" = '{name}'"
    run(f"CREATE TEMP TABLE {altered(name)} (id BIGINT PRIMARY KEY)")
    run(f'INSERT INTO {altered(name)} SELECT DISTINCT "key" FROM past_change WHERE {mine}')
    connection.execute(CreateTable(_twin(table)))
    _index(connection, table)
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


def _twin(table: Table) -> Table:
    """The same columns without anything that holds them to other tables."""
    columns = [
        Column(column.name, Key if column.primary_key else column.type, primary_key=column.primary_key)
        for column in table.columns
    ]
    return Table(f"past_{table.name}", MetaData(), *columns, prefixes=["TEMPORARY"])


def _index(connection: Connection, table: Table) -> None:
    """By what other rows are found from: a page of items asks for what hangs on each.

    Before the rows come: an index made over rows updated in the same transaction PostgreSQL does not use.
    """
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
    return f"(before::json #>> '{{}}')::{column.type.compile(connection.dialect)}"


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
        value = f"(before::json ->> '{column.name}')::{column.type.compile(connection.dialect)}"
    if not isinstance(column.default, ScalarElementColumnDefault):
        return value
    return f"coalesce({value}, {_literal(connection, column.default.arg)})"


def _literal(connection: Connection, value: object) -> str:
    if isinstance(value, bool) and connection.dialect.name == "postgresql":
        return "true" if value else "false"
    return str(int(value)) if isinstance(value, int) else "'{}'".format(str(value).replace("'", "''"))
