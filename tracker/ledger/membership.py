"""Who is signed in to a team's ledger: the member of a PostgreSQL login."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, func, literal_column, select

from tracker.ledger.actor import Actor
from tracker.ledger.models import Member, Unit
from tracker.ledger.words import Role


@dataclass(frozen=True, slots=True)
class MemberRow:
    """One member of the team."""

    login: str
    name: str
    role: Role
    unit: str
    """Of a 承办; empty: none."""


def members(connection: Connection) -> list[MemberRow]:
    """Everybody in the team, in the order they joined."""
    query = (
        select(Member.login, Member.name, Member.role, func.coalesce(Unit.name, "").label("unit"))
        .outerjoin(Unit, Unit.id == Member.unit_id)
        .order_by(Member.id)
    )
    return [MemberRow(row.login, row.name, Role(row.role), row.unit) for row in connection.execute(query)]


def signed_in(connection: Connection) -> Actor | None:
    """The member whose login this connection has; None for a login that is nobody's, and on a file."""
    if connection.dialect.name != "postgresql":
        return None
    login = connection.scalar(select(literal_column("session_user::text")))
    found = next((row for row in members(connection) if row.login == login), None)
    return Actor(found.name, found.role, found.unit) if found else None
