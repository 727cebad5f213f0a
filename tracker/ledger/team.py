"""The team of a PostgreSQL ledger: setting up what the server enforces, and who is in it."""

from __future__ import annotations

from sqlalchemy import Connection, inspect, text

from tracker.errors import Refusal
from tracker.ledger import guarding
from tracker.ledger.connecting import make_engine, writing
from tracker.ledger.location import Location
from tracker.ledger.membership import MemberRow, members
from tracker.ledger.models import Base
from tracker.ledger.search import ITEM_TEXT
from tracker.ledger.store import Ledger
from tracker.ledger.troubles import translated
from tracker.ledger.words import Role


def initialise(location: Location) -> tuple[str, ...]:
    """Make the server enforce the roles; returns the group roles. Can be run again, after an upgrade too.

    Raises Refusal on a file, LedgerUnusable where the login may not do it.
    """
    demand_server(location)
    engine = make_engine(location)
    try:
        with translated(location), writing(engine).begin() as connection:
            database, schema = _place(connection)
            there = set(inspect(connection).get_table_names())
            known = [*(table.name for table in Base.metadata.sorted_tables), ITEM_TEXT.name]
            plain = connection.execution_options(no_parameters=True)
            for statement in guarding.statements(database, schema, [name for name in known if name in there]):
                plain.exec_driver_sql(statement)
    finally:
        engine.dispose()
    return tuple(guarding.group_role(database, role) for role in Role)


def team(ledger: Ledger) -> list[MemberRow]:
    """Everybody in the team."""
    demand_server(ledger.location)
    with ledger.read() as connection:
        return members(connection)


def demand_server(location: Location) -> None:
    """Raise Refusal on a file, where the roles only order the work of honest colleagues."""
    if not location.is_postgresql:
        raise Refusal("文件台账没有团队登录，角色靠大家自觉；由服务器管住各人权限的，请用 PostgreSQL 台账")


def group_of(connection: Connection, role: Role) -> str:
    """The group role of a role in this database. Raises Refusal before `initialise`."""
    group = guarding.group_role(_place(connection)[0], role)
    if not is_login(connection, group):
        raise Refusal("这个台账还没有设置团队权限，请管理员先运行 tracker db team init")
    return group


def is_login(connection: Connection, name: str) -> bool:
    """Whether the server knows a role of this name."""
    found = connection.scalar(text("SELECT 1 FROM pg_roles WHERE rolname = :name"), {"name": name})
    return found is not None


def _place(connection: Connection) -> tuple[str, str]:
    row = connection.execute(text("SELECT current_database(), current_schema()")).one()
    return str(row[0]), str(row[1])
