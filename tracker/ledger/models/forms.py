"""收发: forms that went out to units, what came back, and each value that was taken over."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.ledger.models.base import NEVER_REUSED, Keyed
from tracker.ledger.models.items import Progress


class FormRound(Keyed):
    """一批填报表, sent to several units at once."""

    __tablename__ = "form_round"
    __table_args__ = (NEVER_REUSED,)

    ordinal: Mapped[int] = mapped_column(unique=True)
    """第几批."""
    on: Mapped[dt.date]
    by: Mapped[str]
    due: Mapped[dt.date | None]
    """By when it is to be back."""


class UnitForm(Keyed):
    """The form of one unit in a round."""

    __tablename__ = "unit_form"
    __table_args__ = (Index(None, "round_id"), Index(None, "unit"), NEVER_REUSED)

    round_id: Mapped[int] = mapped_column(ForeignKey("form_round.id"))
    unit: Mapped[str]
    token: Mapped[str] = mapped_column(unique=True)
    """What the form calls itself."""
    digest: Mapped[str]
    """SHA-256 of the values it went out with: a form that says others was tampered with."""
    items: Mapped[int]
    rows: Mapped[int]


class FormReturn(Keyed):
    """A form that came back and was merged."""

    __tablename__ = "form_return"
    __table_args__ = (Index(None, "form_id"), NEVER_REUSED)

    form_id: Mapped[int] = mapped_column(ForeignKey("unit_form.id"))
    file: Mapped[str]
    """Name of the file that came."""
    sha256: Mapped[str]
    on: Mapped[dt.date]
    by: Mapped[str]


class FormAnswer(Keyed):
    """A value that was taken over from a form."""

    __tablename__ = "form_answer"
    __table_args__ = (Index(None, "item_id"), Index(None, "return_id"), NEVER_REUSED)

    return_id: Mapped[int] = mapped_column(ForeignKey("form_return.id"))
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"))
    measure_id: Mapped[int | None] = mapped_column(ForeignKey("measure.id"))
    progress_id: Mapped[int | None] = mapped_column(ForeignKey("progress.id"))
    """The entry of 整改进展 that it became."""
    cell: Mapped[str]
    """Which one of the form: a word of `FormCell`."""
    value: Mapped[str]
    origin: Mapped[str]
    """File, row and heading, as people are told."""

    progress: Mapped[Progress | None] = relationship()
