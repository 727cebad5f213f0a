"""Letting colleagues sign in to a team's ledger with PostgreSQL logins of their own, and no longer."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import Connection, select

from tracker.errors import NotFound, Refusal
from tracker.ledger.actor import Actor
from tracker.ledger.commands.knowing import unit_of
from tracker.ledger.commands.making import required
from tracker.ledger.models import Member
from tracker.ledger.store import Ledger, Work
from tracker.ledger.team import demand_server, group_of, is_login
from tracker.ledger.words import Role
from tracker.text.cleaning import one_line


@dataclass(frozen=True, slots=True)
class MemberDraft:
    """A colleague who is to sign in."""

    login: str
    name: str
    role: Role
    unit: str = ""
    """Of a 承办: whose items they see."""


def add_member(ledger: Ledger, actor: Actor, draft: MemberDraft, *, today: dt.date) -> bool:
    """Put a login into the team, or change what it is there; returns whether the login was made anew.

    Raises Refusal before `team.initialise`, and for a 承办 without a unit.
    """
    demand_server(ledger.location)
    login, name = required(one_line(draft.login), "登录名"), required(one_line(draft.name), "姓名")
    if (draft.role is Role.UNDERTAKER) != bool(draft.unit.strip()):
        raise Refusal("承办要写明是哪个单位的（--unit），其他角色不写单位")
    with ledger.transaction(actor, "add_member", today=today) as work:
        connection = work.session.connection()
        group = group_of(connection, draft.role)
        unit = unit_of(work.session, draft.unit) if draft.unit.strip() else None
        member = _member(work, login)
        if member is None:
            member = Member(login=login)
            work.session.add(member)
        else:
            _revoke(connection, login)
        member.name, member.role = name, draft.role.value
        member.unit_id = unit.id if unit else None
        work.session.flush()
        is_new = not is_login(connection, login)
        quoted = connection.dialect.identifier_preparer.quote_identifier
        if is_new:
            connection.exec_driver_sql(f"CREATE ROLE {quoted(login)} LOGIN")
        connection.exec_driver_sql(f"GRANT {quoted(group)} TO {quoted(login)}")
        return is_new


def remove_member(ledger: Ledger, actor: Actor, login: str, *, today: dt.date) -> str:
    """Take a login out of the team; the login itself is the administrator's. Returns the name."""
    demand_server(ledger.location)
    with ledger.transaction(actor, "remove_member", today=today) as work:
        member = _member(work, one_line(login))
        if member is None:
            raise NotFound(f"团队里没有登录名“{one_line(login)}”，已有的见 tracker db team list")
        _revoke(work.session.connection(), member.login)
        work.session.delete(member)
        return member.name


def _member(work: Work, login: str) -> Member | None:
    return work.session.scalars(select(Member).where(Member.login == login)).first()


def _revoke(connection: Connection, login: str) -> None:
    """Every group role of this ledger, whichever the login has."""
    if not is_login(connection, login):
        return
    quoted = connection.dialect.identifier_preparer.quote_identifier
    groups = ", ".join(quoted(group_of(connection, role)) for role in Role)
    connection.exec_driver_sql(f"REVOKE {groups} FROM {quoted(login)}")
