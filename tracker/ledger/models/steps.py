"""The steps of an item's life that leave rows: applications, extensions, look-backs, rounds, reminders."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.ledger.models.base import NEVER_REUSED, Keyed, Limited


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
    review_steps: Mapped[int] = mapped_column(default=1)
    """What its campaign demanded on the day of the application; what is loosened later does not help it."""
    publicity_days: Mapped[int] = mapped_column(default=0)
    satisfaction_percent: Mapped[int] = mapped_column(default=0)


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
    sample_id: Mapped[int | None] = mapped_column(ForeignKey("sample.id"))
    """The draw it was done for."""


class ApplicationFinding(Keyed):
    """What the 销号体检 found when an application was made, and what the applicant answers."""

    __tablename__ = "application_finding"
    __table_args__ = (UniqueConstraint("application_id", "ordinal"), NEVER_REUSED)

    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"))
    ordinal: Mapped[int]
    check: Mapped[str]
    """Which of the checks found it."""
    text: Mapped[str]
    answer: Mapped[str] = mapped_column(default="")


class Review(Keyed):
    """One step of the review of an application, with what was signed on paper."""

    __tablename__ = "review"
    __table_args__ = (Index(None, "application_id"), NEVER_REUSED)

    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"))
    step: Mapped[int]
    """1: the only one or 初审; 2: 终审."""
    on: Mapped[dt.date]
    reviewer: Mapped[str]
    decision: Mapped[str]
    opinion: Mapped[str] = mapped_column(default="")
    signed_by: Mapped[str] = mapped_column(default="")
    """Who signed the printed form; empty: no paper is recorded."""
    signed_on: Mapped[dt.date | None]
    document_number: Mapped[str] = mapped_column(default="")


class Publicity(Keyed):
    """公示 of what was done, before 销号."""

    __tablename__ = "publicity"
    __table_args__ = (Index(None, "item_id"), NEVER_REUSED)

    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"))
    round: Mapped[int]
    begins: Mapped[dt.date]
    ends: Mapped[dt.date]
    """Its last day."""
    place: Mapped[str] = mapped_column(default="")
    objections: Mapped[str] = mapped_column(default="")
    """What was said against it, and how that was dealt with."""


class ExtensionRequest(Limited, Keyed):
    """申请延期: its time limit is the one that is asked for."""

    __tablename__ = "extension_request"
    __table_args__ = (Index(None, "item_id", "decision"), NEVER_REUSED)

    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"))
    round: Mapped[int]
    asked_on: Mapped[dt.date]
    asked_by: Mapped[str]
    reason: Mapped[str]
    stage_goal: Mapped[str] = mapped_column(default="")
    """Of an extension to 长期坚持."""
    next_review: Mapped[dt.date | None]
    previous_phrase: Mapped[str | None]
    previous_due: Mapped[dt.date | None]
    previous_type: Mapped[str] = mapped_column(default="")
    """整改类型 before it was extended to 长期坚持: what a 回炉 goes back to; empty: not changed by it."""
    decision: Mapped[str]
    decided_on: Mapped[dt.date | None]
    approver: Mapped[str] = mapped_column(default="")
    opinion: Mapped[str] = mapped_column(default="")


class Round(Keyed):
    """A round that 回炉 ended, as it stood: its dates and figures stay as they were."""

    __tablename__ = "round"
    __table_args__ = (UniqueConstraint("item_id", "round"), NEVER_REUSED)

    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"))
    round: Mapped[int]
    type: Mapped[str]
    classification: Mapped[str] = mapped_column(default="")
    stage_goal: Mapped[str] = mapped_column(default="")
    next_review: Mapped[dt.date | None]
    registered_on: Mapped[dt.date | None]
    first_deadline_phrase: Mapped[str | None]
    first_deadline_due: Mapped[dt.date | None]
    deadline_phrase: Mapped[str | None]
    deadline_due: Mapped[dt.date | None]
    extension_count: Mapped[int]
    completion: Mapped[str]
    inference: Mapped[str]
    reported: Mapped[str] = mapped_column(default="")
    reported_on: Mapped[dt.date | None]
    verified: Mapped[str] = mapped_column(default="")
    verified_on: Mapped[dt.date | None]
    closed_on: Mapped[dt.date | None]
    ended_on: Mapped[dt.date]
    """The day of the 回炉."""
    reason: Mapped[str]
    basis: Mapped[str]


class Sample(Keyed):
    """抽查: closed items drawn for 回头看, drawn the same again from the same seed."""

    __tablename__ = "sample"
    __table_args__ = (NEVER_REUSED,)

    on: Mapped[dt.date]
    by: Mapped[str]
    percent: Mapped[int]
    seed: Mapped[str]
    query: Mapped[str] = mapped_column(default="")
    population: Mapped[int]
    """How many could have been drawn."""


class SampleItem(Keyed):
    """One item of a draw, with why it was likelier to be drawn."""

    __tablename__ = "sample_item"
    __table_args__ = (UniqueConstraint("sample_id", "item_id"), Index(None, "item_id"), NEVER_REUSED)

    sample_id: Mapped[int] = mapped_column(ForeignKey("sample.id"))
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"))
    weight: Mapped[int]
    """In hundredths; 100 where nothing speaks for it."""
    grounds: Mapped[list[str]]


class Lineage(Keyed):
    """屡改屡犯: a person's word that an item is an older problem come back."""

    __tablename__ = "lineage"
    __table_args__ = (
        UniqueConstraint("descendant_id", "ancestor_id"),
        Index(None, "ancestor_id"),
        NEVER_REUSED,
    )

    ancestor_id: Mapped[int] = mapped_column(ForeignKey("item.id"))
    descendant_id: Mapped[int] = mapped_column(ForeignKey("item.id"))
    on: Mapped[dt.date]
    by: Mapped[str]


class SelfCheck(Keyed):
    """举一反三: a problem that the other units are to look for at home."""

    __tablename__ = "self_check"
    __table_args__ = (Index(None, "item_id"), NEVER_REUSED)

    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"))
    matter: Mapped[str]
    on: Mapped[dt.date]
    by: Mapped[str]
    due: Mapped[dt.date | None]


class SelfCheckAnswer(Keyed):
    """What one unit found at home."""

    __tablename__ = "self_check_answer"
    __table_args__ = (UniqueConstraint("self_check_id", "unit"), NEVER_REUSED)

    self_check_id: Mapped[int] = mapped_column(ForeignKey("self_check.id"))
    unit: Mapped[str]
    result: Mapped[str]
    text: Mapped[str] = mapped_column(default="")
    on: Mapped[dt.date | None]
    by: Mapped[str] = mapped_column(default="")
    item_id: Mapped[int | None] = mapped_column(ForeignKey("item.id"))
    """The item that was made of what was found."""


class Escalation(Keyed):
    """“表现在基层、根子在上面”: an item raised to a superior unit, and its answer."""

    __tablename__ = "escalation"
    __table_args__ = (Index(None, "item_id"), NEVER_REUSED)

    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"))
    unit: Mapped[str]
    matter: Mapped[str]
    raised_on: Mapped[dt.date]
    raised_by: Mapped[str]
    answer: Mapped[str] = mapped_column(default="")
    answered_on: Mapped[dt.date | None]
    answered_by: Mapped[str] = mapped_column(default="")
    answer_item_id: Mapped[int | None] = mapped_column(ForeignKey("item.id"))
    """The item under which the superior unit deals with it."""


class Reminder(Keyed):
    """A chasing note that went out; never the same twice."""

    __tablename__ = "reminder"
    __table_args__ = (Index(None, "item_id"), NEVER_REUSED)

    key: Mapped[str] = mapped_column(unique=True)
    """编号, measure, round, last day, rung and unit: what makes it the same one."""
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"))
    measure_id: Mapped[int | None] = mapped_column(ForeignKey("measure.id"))
    unit: Mapped[str]
    rung: Mapped[str]
    """Which step of the ladder: 提醒, 到期, 督办一, 督办二, 告诫."""
    due: Mapped[dt.date]
    """The last day it is about."""
    on: Mapped[dt.date]
    by: Mapped[str]
    document_number: Mapped[str] = mapped_column(default="")


class IssuedPaper(Keyed):
    """That a numbered paper about an item went out; a paper about several has a row for each."""

    __tablename__ = "issued_paper"
    __table_args__ = (
        UniqueConstraint("kind", "year", "ordinal", "item_id"),
        Index(None, "item_id"),
        NEVER_REUSED,
    )

    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"))
    round: Mapped[int]
    kind: Mapped[str]
    year: Mapped[int]
    ordinal: Mapped[int]
    """Within its kind and year."""
    document_number: Mapped[str]
    """As printed: 督办〔2024〕3号."""
    level: Mapped[int]
    """第几次: how many of its kind the item had in this round, with this one."""
    unit: Mapped[str]
    """Whom it went to; empty where it goes to nobody in particular."""
    due: Mapped[dt.date | None]
    """By when it asks for something."""
    on: Mapped[dt.date]
    by: Mapped[str]
