"""Items and everything that hangs on them while they are put right."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    ForeignKey,
    Index,
    UniqueConstraint,
    and_,
    func,
    literal_column,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.ledger.models.base import NEVER_REUSED, Keyed, Limited, partial_index


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
    source: Mapped[str] = mapped_column(default="")
    """问题来源: how it came to light; a word of its own where a campaign adds one."""
    aspect_id: Mapped[int | None] = mapped_column(ForeignKey("aspect.id"))
    secrecy: Mapped[str] = mapped_column(default="")
    """密级; empty: none."""
    title: Mapped[str]
    detail: Mapped[str] = mapped_column(default="")
    target: Mapped[str] = mapped_column(default="")
    type: Mapped[str]
    state: Mapped[str]
    round: Mapped[int] = mapped_column(default=1)
    completion: Mapped[str] = mapped_column(default="")
    inference: Mapped[str] = mapped_column(default="")
    term: Mapped[str] = mapped_column(default="")
    """短期 or 中长期."""
    classification: Mapped[str] = mapped_column(default="")
    """五分类盘点."""
    stage_goal: Mapped[str] = mapped_column(default="")
    """阶段目标 of what goes on for long."""
    next_review: Mapped[dt.date | None]
    """下次复核 of what goes on for long."""
    stage_done_on: Mapped[dt.date | None]
    """The day a limit such as “年底前，并长期坚持” was kept; what is left goes on without a date."""
    reported: Mapped[str] = mapped_column(default="")
    """自报: what the unit says; moves nothing else."""
    reported_on: Mapped[dt.date | None]
    reported_by: Mapped[str] = mapped_column(default="")
    unfinished_reason: Mapped[str] = mapped_column(default="")
    """未完成原因."""
    next_step: Mapped[str] = mapped_column(default="")
    """下一步措施."""
    verified: Mapped[str] = mapped_column(default="")
    """核实: what somebody found who went to see; moves nothing else."""
    verified_on: Mapped[dt.date | None]
    verified_by: Mapped[str] = mapped_column(default="")
    verified_note: Mapped[str] = mapped_column(default="")
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
        order_by="Measure.ordinal, Measure.id", back_populates="item", passive_deletes="all"
    )
    owners: Mapped[list[Owner]] = relationship(
        order_by="Owner.ordinal, Owner.id", back_populates="item", passive_deletes="all"
    )


LAST_DAY: ColumnElement[dt.date] = literal_column("'9999-12-31'")
"""Where the calendar ends: items without a date come last. Written out, so that the index below serves it."""

DEADLINE_ORDER = func.coalesce(Item.deadline_due, LAST_DAY)
"""Items by their 整改时限."""

Index("ix_item_deadline_order", DEADLINE_ORDER, Item.id)

partial_index("ix_item_next_review", Item.next_review, where=Item.next_review.is_not(None))


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
    verified: Mapped[str] = mapped_column(default="")
    verified_on: Mapped[dt.date | None]
    verified_by: Mapped[str] = mapped_column(default="")
    verified_note: Mapped[str] = mapped_column(default="")
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"))
    start: Mapped[int | None]
    end: Mapped[int | None]

    item: Mapped[Item] = relationship(back_populates="measures")


partial_index(
    "ix_measure_deadline",
    Measure.deadline_kind,
    Measure.deadline_due,
    where=Measure.deadline_kind.is_not(None),
)
"""The few measures that have a limit of their own, by day."""


class Owner(Keyed):
    """A body or person answering for an item, or for one measure of it."""

    __tablename__ = "owner"
    __table_args__ = (
        Index(None, "item_id", "role", "ordinal"),
        Index(None, "name", "role"),
        Index(None, "unit_id", "item_id"),
        NEVER_REUSED,
    )

    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"))
    measure_id: Mapped[int | None] = mapped_column(ForeignKey("measure.id"))
    role: Mapped[str]
    name: Mapped[str]
    """As written; never changed by knowing who it is."""
    ordinal: Mapped[int]
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    """Which unit it is, where the name is known."""
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    item: Mapped[Item] = relationship(back_populates="owners")


LEADING: ColumnElement[bool] = and_(
    Owner.measure_id.is_(None), Owner.role.in_([literal_column("'lead'"), literal_column("'responsible'")])
)
"""Who may lead an item. Written out, so that the index below serves it."""

partial_index(
    "ix_owner_leading",
    *(Owner.item_id, Owner.role, Owner.ordinal, Owner.id, Owner.unit_id, Owner.name),
    where=LEADING,
)
"""In the order in which one of them leads, with all that is asked of whoever does: every list asks it of
every item."""


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
    __table_args__ = (Index(None, "item_id"), Index(None, "measure_id"), Index(None, "sha256"), NEVER_REUSED)

    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"))
    measure_id: Mapped[int | None] = mapped_column(ForeignKey("measure.id"))
    name: Mapped[str]
    sha256: Mapped[str]
    size: Mapped[int] = mapped_column(BigInteger)
    note: Mapped[str] = mapped_column(default="")
    round: Mapped[int] = mapped_column(default=1)
    """The item's round it proves; what closed an earlier round does not close this one."""
    dated_on: Mapped[dt.date | None]
    """The day the material itself bears."""
    gist: Mapped[str] = mapped_column(default="")
    """How its text begins without blanks and signs, to find the same text used twice."""
    added_on: Mapped[dt.date]
    added_by: Mapped[str]


class MeasureShare(Keyed):
    """A measure that serves another item too: changed once, counted there as its own."""

    __tablename__ = "measure_share"
    __table_args__ = (UniqueConstraint("item_id", "measure_id"), Index(None, "measure_id"), NEVER_REUSED)

    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"))
    """The item it serves beside its own."""
    measure_id: Mapped[int] = mapped_column(ForeignKey("measure.id"))
    ordinal: Mapped[int]
    """Its place in that item's list."""


class Amount(Keyed):
    """What a measure promises and has achieved in figures: 制度, 金额, 人数, 追责 by kind."""

    __tablename__ = "amount"
    __table_args__ = (UniqueConstraint("measure_id", "kind", "detail"), NEVER_REUSED)

    measure_id: Mapped[int] = mapped_column(ForeignKey("measure.id"))
    kind: Mapped[str]
    detail: Mapped[str] = mapped_column(default="")
    """Of 追责 its kind (诫勉 …), of others what is counted."""
    target: Mapped[int | None] = mapped_column(BigInteger)
    """In the smallest unit: 元 for money, else pieces or people; None: nothing was promised."""
    achieved: Mapped[int] = mapped_column(BigInteger, default=0)


class Regulation(Keyed):
    """长久立: an entry of the 制度清单 that an item produced."""

    __tablename__ = "regulation"
    __table_args__ = (Index(None, "item_id"), Index(None, "measure_id"), NEVER_REUSED)

    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"))
    measure_id: Mapped[int | None] = mapped_column(ForeignKey("measure.id"))
    name: Mapped[str]
    act: Mapped[str]
    """新建, 修订 or 废止."""
    document_number: Mapped[str] = mapped_column(default="")
    issued_on: Mapped[dt.date | None]
    """None: planned, not yet issued."""


class RegulationCheck(Keyed):
    """A later look at whether a regulation is carried out."""

    __tablename__ = "regulation_check"
    __table_args__ = (Index(None, "regulation_id"), NEVER_REUSED)

    regulation_id: Mapped[int] = mapped_column(ForeignKey("regulation.id"))
    on: Mapped[dt.date]
    by: Mapped[str]
    result: Mapped[str]
    finding: Mapped[str] = mapped_column(default="")


class Stage(Limited, Keyed):
    """阶段 of an item that is put right step by step."""

    __tablename__ = "stage"
    __table_args__ = (Index(None, "item_id", "ordinal"), NEVER_REUSED)

    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"))
    ordinal: Mapped[int]
    goal: Mapped[str]
    done_on: Mapped[dt.date | None]
    done_note: Mapped[str] = mapped_column(default="")


class ImportedRow(Keyed):
    """导入来源: the row of a workbook that an item was taken over from, as it was written there."""

    __tablename__ = "imported_row"
    __table_args__ = (Index(None, "item_id"), Index(None, "said"), NEVER_REUSED)

    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"))
    file: Mapped[str]
    """The workbook's name."""
    sha256: Mapped[str]
    sheet: Mapped[str]
    row: Mapped[int]
    """From 1."""
    number: Mapped[str]
    """原编号: as written there."""
    said: Mapped[str]
    """What the row says, as a hash: the same row imported again is known by it."""
    state: Mapped[str]
    """原状态: the state it was taken over in; empty where it began here."""
    kept: Mapped[list[list[str]]] = mapped_column(default=list)
    """Headings and texts that no field of an item holds."""
    on: Mapped[dt.date]
    by: Mapped[str]
