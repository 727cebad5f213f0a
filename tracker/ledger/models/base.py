"""What every table of the ledger has: keys, the optimistic lock, and the columns of a time limit."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import JSON, BigInteger, ColumnElement, Index, Integer, MetaData, Text
from sqlalchemy.orm import DeclarativeBase, InstrumentedAttribute, Mapped, mapped_column

from tracker.ledger.list_rows import Deadline
from tracker.ledger.words import DeadlineKind

Key = BigInteger().with_variant(Integer, "sqlite")
"""Row ids: SQLite wants plain INTEGER for its rowid."""

Said = Text().with_variant(Text(collation="C"), "postgresql")
"""In the order of its signs as SQLite has it: else lists would be in another order on each server, and words
would be found and told apart by the rules of its language.
"""

NEVER_REUSED = {"sqlite_autoincrement": True}
"""A deleted row's id must not come back: the journal names rows by id."""


class Base(DeclarativeBase):
    """Every table of the ledger."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {str: Said, list[str]: JSON, list[list[str]]: JSON, dict[str, int]: JSON}  # noqa: RUF012


def pointing(column: InstrumentedAttribute[int | None]) -> Index:
    """An index over the rows that point somewhere: else each row that goes has all of them looked through.

    Those that point nowhere are left out, so that nobody looks for them by it: they are most.
    """
    return partial_index(f"ix_{column.class_.__tablename__}_{column.key}", column, where=column.is_not(None))


def partial_index(name: str, *columns: InstrumentedAttribute[Any], where: ColumnElement[bool]) -> Index:
    """An index over some of the rows.

    Only SQLite is told which: an option of PostgreSQL's would load all that SQLAlchemy knows of that server,
    at every start on a file. `tell_postgresql` makes up for it.
    """
    return Index(name, *columns, sqlite_where=where)


def tell_postgresql(metadata: MetaData) -> None:
    """Let partial indexes be partial on PostgreSQL too; for whoever makes or compares its tables."""
    for table in metadata.tables.values():
        for index in table.indexes:
            index.dialect_options["postgresql"]["where"] = index.dialect_options["sqlite"]["where"]


class Keyed(Base):
    """A row with an id of its own and an optimistic lock."""

    __abstract__ = True

    id: Mapped[int] = mapped_column(Key, primary_key=True, autoincrement=True)
    version: Mapped[int] = mapped_column(default=1)
    """Counts updates; a stale writer is found by it. Not journalled."""

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it as it is


class Limited:
    """The columns of a 整改时限; all NULL where there is none."""

    deadline_phrase: Mapped[str | None]
    deadline_kind: Mapped[str | None]
    deadline_due: Mapped[dt.date | None]
    deadline_rule: Mapped[str | None]
    deadline_confirm: Mapped[bool | None]
    deadline_event: Mapped[str | None]
    """The event it counts from (反馈、印发 …), whose date may move."""

    @property
    def deadline(self) -> Deadline | None:
        """The columns as one value."""
        if self.deadline_kind is None:
            return None
        return Deadline(
            self.deadline_phrase or "",
            DeadlineKind(self.deadline_kind),
            self.deadline_due,
            self.deadline_rule or "",
            bool(self.deadline_confirm),
            self.deadline_event or "",
        )

    @deadline.setter
    def deadline(self, value: Deadline | None) -> None:
        self.deadline_phrase = value.phrase if value else None
        self.deadline_kind = value.kind.value if value else None
        self.deadline_due = value.due if value else None
        self.deadline_rule = value.rule if value else None
        self.deadline_confirm = value.confirm if value else None
        self.deadline_event = (value.event or None) if value else None
