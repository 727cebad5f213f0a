"""Units and people: who a name in a document is."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.ledger.models.base import NEVER_REUSED, Keyed


class Unit(Keyed):
    """单位, in a tree; a group (各×) is one whose members a person has named."""

    __tablename__ = "unit"
    __table_args__ = (Index(None, "parent_id"), NEVER_REUSED)

    name: Mapped[str] = mapped_column(unique=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    is_group: Mapped[bool] = mapped_column(default=False)


class UnitAlias(Keyed):
    """Another name of a unit: 简称, 曾用名; each name means one unit only."""

    __tablename__ = "unit_alias"
    __table_args__ = (Index(None, "unit_id"), NEVER_REUSED)

    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    name: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]


class GroupMember(Keyed):
    """A unit that a group stands for."""

    __tablename__ = "group_member"
    __table_args__ = (UniqueConstraint("group_id", "unit_id"), NEVER_REUSED)

    group_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))


class Person(Keyed):
    """人员: a name with unit, post and telephone; two people of one name are told apart by unit."""

    __tablename__ = "person"
    __table_args__ = (UniqueConstraint("name", "unit_id"), NEVER_REUSED)

    name: Mapped[str]
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    post: Mapped[str] = mapped_column(default="")
    telephone: Mapped[str] = mapped_column(default="")
    left: Mapped[bool] = mapped_column(default=False)
    """已离任: offered for nothing new."""


class Member(Keyed):
    """A colleague who signs in to a team's ledger with a login of their own."""

    __tablename__ = "member"
    __table_args__ = (NEVER_REUSED,)

    login: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    role: Mapped[str]
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    """Of a 承办: sees the items of this unit and of those below it, nothing else."""
