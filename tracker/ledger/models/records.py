"""The journal's own tables, numbers and saved views."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import BigInteger, ForeignKey, Index, and_, literal_column
from sqlalchemy.orm import Mapped, mapped_column

from tracker.ledger.models.base import NEVER_REUSED, Base, Key, Keyed, partial_index


class SavedView(Keyed):
    """视图: a query that colleagues call by a name."""

    __tablename__ = "saved_view"
    __table_args__ = (NEVER_REUSED,)

    name: Mapped[str] = mapped_column(unique=True)
    query: Mapped[str]
    """As typed: 本月 stays the month of whoever calls it."""


class NumberSequence(Base):
    """The last 编号 given per prefix and year; never wound back, so that no number is used twice."""

    __tablename__ = "number_sequence"

    prefix: Mapped[str] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int]


class Action(Base):
    """One command that was carried out: a link of the journal's hash chain."""

    __tablename__ = "action"
    __table_args__ = (Index(None, "today"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True, autoincrement=False)
    """1, 2, 3 … without gaps."""
    at: Mapped[str]
    """UTC, ISO 8601 with microseconds and `+00:00`: text, so that its hash never depends on a driver."""
    today: Mapped[dt.date]
    """The business date the command was given."""
    actor: Mapped[str]
    role: Mapped[str]
    command: Mapped[str]
    reason: Mapped[str]
    target: Mapped[int | None] = mapped_column(Key)
    """For undo and redo: the action they are about."""
    request: Mapped[str] = mapped_column(unique=True)
    """Id given by the caller before COMMIT, so that a lost answer can be asked for."""
    previous: Mapped[str]
    hash: Mapped[str]


class Change(Base):
    """One field of one row, before and after, as JSON; field `*` is the whole row (made or deleted)."""

    __tablename__ = "change"
    __table_args__ = (Index(None, "table", "key"),)

    action_id: Mapped[int] = mapped_column(ForeignKey("action.id"), primary_key=True, autoincrement=False)
    ordinal: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    table: Mapped[str]
    key: Mapped[int] = mapped_column(BigInteger)
    field: Mapped[str]
    before: Mapped[str | None]
    after: Mapped[str | None]


OF_WHOLE_ITEM = and_(Change.table == literal_column("'item'"), Change.field == literal_column("'*'"))
"""An item came or went. Written out, so that the index below serves it."""

partial_index("ix_change_of_whole_item", Change.action_id, Change.key, where=OF_WHOLE_ITEM)
"""The items that an action has added: among all that an import writes they are few."""

MAKES_ITEM = and_(OF_WHOLE_ITEM, Change.before.is_(None))
