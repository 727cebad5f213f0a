"""The tables of the ledger; nothing outside `ledger` ever sees an object of these classes.

Codes of enumerations are stored as text (`words.py`), dates as dates, lists as JSON. Every table
but the journal's own is journalled by `journal.py`, field by field, `version` excepted.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, Integer, MetaData, Text, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

from tracker.ledger.rows import Deadline
from tracker.ledger.words import DeadlineKind

APPLICATION_ID = 0x5A475454
"""`ZGTT` in the header of every SQLite ledger (PRAGMA application_id)."""

Key = BigInteger().with_variant(Integer, "sqlite")
"""Row ids: SQLite wants plain INTEGER for its rowid."""

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
    type_annotation_map = {str: Text, list[str]: JSON, list[list[str]]: JSON}  # noqa: RUF012


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
        )

    @deadline.setter
    def deadline(self, value: Deadline | None) -> None:
        self.deadline_phrase = value.phrase if value else None
        self.deadline_kind = value.kind.value if value else None
        self.deadline_due = value.due if value else None
        self.deadline_rule = value.rule if value else None
        self.deadline_confirm = value.confirm if value else None


class Campaign(Keyed):
    """专项: one ledger with its settings."""

    __tablename__ = "campaign"
    __table_args__ = (NEVER_REUSED,)

    name: Mapped[str] = mapped_column(unique=True)
    reporting_unit: Mapped[str] = mapped_column(default="")
    number_prefix: Mapped[str] = mapped_column(default="ZG")
    near_days: Mapped[int] = mapped_column(default=7)
    imminent_days: Mapped[int] = mapped_column(default=3)


class Document(Keyed):
    """来源文件, stored whole."""

    __tablename__ = "document"
    __table_args__ = (UniqueConstraint("campaign_id", "sha256"), NEVER_REUSED)

    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id"))
    title: Mapped[str]
    kind: Mapped[str] = mapped_column(default="")
    issuer: Mapped[str] = mapped_column(default="")
    date: Mapped[dt.date | None]
    source_name: Mapped[str]
    source_sha256: Mapped[str]
    """Of the file's bytes."""
    sha256: Mapped[str]
    """Of the text in UTF-8: the same speech as .txt and as .docx is one document."""
    text: Mapped[str]


class Candidate(Limited, Keyed):
    """A mined finding and what a person made of it."""

    __tablename__ = "candidate"
    __table_args__ = (
        UniqueConstraint("document_id", "ordinal"),
        Index(None, "item_id"),
        Index(None, "said"),
        NEVER_REUSED,
    )

    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    ordinal: Mapped[int]
    kind: Mapped[str]
    text: Mapped[str]
    """As it goes into the ledger: the quote without its enumerator."""
    start: Mapped[int]
    end: Mapped[int]
    section: Mapped[list[str]]
    parent: Mapped[int | None]
    """Ordinal of the candidate it belongs to."""
    checkable: Mapped[bool]
    confidence: Mapped[float]
    owners: Mapped[list[list[str]]]
    """Pairs of role and name."""
    missing: Mapped[list[str]]
    rules: Mapped[list[str]]
    said: Mapped[str] = mapped_column(default="")
    """How its text begins without number, signs and blanks: what says the same begins alike."""
    same_as: Mapped[int | None]
    """Ordinal of an earlier candidate of its document that says the same."""
    twin_id: Mapped[int | None] = mapped_column(Key)
    """A candidate of another document that says the same; it may have been taken back since."""
    twin_number: Mapped[str] = mapped_column(default="")
    """编号 of an item that says the same and was typed in or imported."""
    answers: Mapped[list[list[str]]] = mapped_column(default=list)
    """Problems that a task or measure seems to answer: ordinal or 编号, score, grounds."""
    home: Mapped[str] = mapped_column(default="")
    """编号 of the problem out of another document that a person linked a measure to."""
    verdict: Mapped[str]
    reason: Mapped[str] = mapped_column(default="")
    item_id: Mapped[int | None] = mapped_column(ForeignKey("item.id"))
    measure_id: Mapped[int | None] = mapped_column(ForeignKey("measure.id"))


class Item(Limited, Keyed):
    """A 问题 or 任务 that has to be put right."""

    __tablename__ = "item"
    __table_args__ = (
        Index(None, "campaign_id", "state", "deadline_kind", "deadline_due"),
        NEVER_REUSED,
    )

    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id"))
    number: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    category: Mapped[str] = mapped_column(default="")
    title: Mapped[str]
    detail: Mapped[str] = mapped_column(default="")
    target: Mapped[str] = mapped_column(default="")
    type: Mapped[str]
    state: Mapped[str]
    round: Mapped[int] = mapped_column(default=1)
    completion: Mapped[str] = mapped_column(default="")
    inference: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    private_note: Mapped[str] = mapped_column(default="")
    first_deadline_phrase: Mapped[str | None]
    first_deadline_due: Mapped[dt.date | None]
    extension_count: Mapped[int] = mapped_column(default=0)
    registered_on: Mapped[dt.date | None]
    closed_on: Mapped[dt.date | None]
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"))
    start: Mapped[int | None]
    end: Mapped[int | None]
    section: Mapped[list[str]] = mapped_column(default=list)

    measures: Mapped[list[Measure]] = relationship(
        order_by="Measure.ordinal", back_populates="item", passive_deletes="all"
    )
    owners: Mapped[list[Owner]] = relationship(
        order_by="Owner.ordinal", back_populates="item", passive_deletes="all"
    )


class Measure(Limited, Keyed):
    """整改措施: one thing done for an item."""

    __tablename__ = "measure"
    __table_args__ = (Index(None, "item_id", "ordinal"), NEVER_REUSED)

    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"))
    ordinal: Mapped[int]
    text: Mapped[str]
    standard: Mapped[str] = mapped_column(default="")
    done_on: Mapped[dt.date | None]
    done_note: Mapped[str] = mapped_column(default="")
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"))
    start: Mapped[int | None]
    end: Mapped[int | None]

    item: Mapped[Item] = relationship(back_populates="measures")


class Owner(Keyed):
    """A body or person answering for an item, or for one measure of it."""

    __tablename__ = "owner"
    __table_args__ = (Index(None, "item_id", "role", "ordinal"), Index(None, "name"), NEVER_REUSED)

    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"))
    measure_id: Mapped[int | None] = mapped_column(ForeignKey("measure.id"))
    role: Mapped[str]
    name: Mapped[str]
    ordinal: Mapped[int]

    item: Mapped[Item] = relationship(back_populates="owners")


class Progress(Keyed):
    """A dated entry of 整改进展."""

    __tablename__ = "progress"
    __table_args__ = (Index(None, "item_id", "on"), NEVER_REUSED)

    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"))
    measure_id: Mapped[int | None] = mapped_column(ForeignKey("measure.id"))
    on: Mapped[dt.date]
    text: Mapped[str]
    by: Mapped[str]


class Evidence(Keyed):
    """佐证材料: a file kept by its content's hash."""

    __tablename__ = "evidence"
    __table_args__ = (Index(None, "item_id"), Index(None, "sha256"), NEVER_REUSED)

    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"))
    measure_id: Mapped[int | None] = mapped_column(ForeignKey("measure.id"))
    name: Mapped[str]
    sha256: Mapped[str]
    size: Mapped[int] = mapped_column(BigInteger)
    note: Mapped[str] = mapped_column(default="")
    round: Mapped[int] = mapped_column(default=1)
    """The item's round it proves; what closed an earlier round does not close this one."""
    added_on: Mapped[dt.date]
    added_by: Mapped[str]


class Application(Keyed):
    """申请销号 and its decision."""

    __tablename__ = "application"
    __table_args__ = (Index(None, "item_id", "decision"), NEVER_REUSED)

    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"))
    round: Mapped[int]
    applied_on: Mapped[dt.date]
    applicant: Mapped[str]
    completion: Mapped[str]
    inference: Mapped[str]
    decision: Mapped[str]
    decided_on: Mapped[dt.date | None]
    reviewer: Mapped[str] = mapped_column(default="")
    opinion: Mapped[str] = mapped_column(default="")


class LookBack(Keyed):
    """回头看 of a closed item."""

    __tablename__ = "look_back"
    __table_args__ = (Index(None, "item_id"), NEVER_REUSED)

    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"))
    round: Mapped[int]
    on: Mapped[dt.date]
    by: Mapped[str]
    result: Mapped[str]
    finding: Mapped[str]
    basis: Mapped[str] = mapped_column(default="")


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


JOURNALLED: tuple[type[Keyed], ...] = (
    Campaign,
    Document,
    Item,
    Measure,
    Candidate,
    Owner,
    Progress,
    Evidence,
    Application,
    LookBack,
    SavedView,
)
"""Tables whose every change is journalled, parents before children."""
