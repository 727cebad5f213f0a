"""承诺对账: the numbered list that lines were chosen from, and each line that was taken over."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.ledger.models.base import NEVER_REUSED, Keyed


class Reconciliation(Keyed):
    """A later document of a day, held against the promises."""

    __tablename__ = "reconciliation"
    __table_args__ = (UniqueConstraint("sha256", "date"), NEVER_REUSED)

    sha256: Mapped[str]
    """Of the document's text."""
    date: Mapped[dt.date]
    title: Mapped[str]
    listed: Mapped[list[str]]
    """What each line is about, in the order of their numbers: a number stays with its line."""


class ReconciledLine(Keyed):
    """A line that was taken over, as it was shown."""

    __tablename__ = "reconciled_line"
    __table_args__ = (
        UniqueConstraint("reconciliation_id", "ordinal"),
        Index(None, "item_id"),
        NEVER_REUSED,
    )

    reconciliation_id: Mapped[int] = mapped_column(ForeignKey("reconciliation.id"))
    ordinal: Mapped[int]
    """Its number in the list, from 1."""
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"))
    """The item it is about, or that was made of it."""
    measure_id: Mapped[int | None] = mapped_column(ForeignKey("measure.id"))
    """The measure it is about, or that was made of it."""
    standing: Mapped[str]
    promised: Mapped[str]
    said: Mapped[str]
    start: Mapped[int | None]
    end: Mapped[int | None]
    """Of what is said, in the document's text."""
    score: Mapped[float | None]
    grounds: Mapped[str]
    deed: Mapped[str]
    """What was done, in words."""
    on: Mapped[dt.date]
    by: Mapped[str]
