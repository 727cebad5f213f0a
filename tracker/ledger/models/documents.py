"""Documents and what was mined from them."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.ledger.models.base import NEVER_REUSED, Key, Keyed, Limited


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
    is_detail: Mapped[bool] = mapped_column(default=False)
    """A problem that goes in as 具体表现 of the one it belongs to, not as one of its own."""
    target: Mapped[str] = mapped_column(default="")
    """整改目标, where the document says it on a line of its own."""
    checkable: Mapped[bool]
    confidence: Mapped[float]
    owners: Mapped[list[list[str]]]
    """Pairs of role and name."""
    missing: Mapped[list[str]]
    marks: Mapped[list[list[str]]] = mapped_column(default=list)
    """Where its time limit, owners and soft words stand in the document: kind, start, end."""
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
