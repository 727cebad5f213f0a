"""承诺对账 that was done before: the list as it was numbered, and the lines that were taken over."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select

from tracker.ledger.models import Item, Measure, ReconciledLine, Reconciliation
from tracker.ledger.store import Ledger
from tracker.ledger.words import Standing


@dataclass(frozen=True, slots=True)
class Compared:
    """A promise of the ledger beside what a later document says of it, as a person is shown them."""

    standing: Standing
    number: str
    """编号; empty for what is new, until an item was made of it."""
    measure: int | None
    """The measure it is about, or that was made of it."""
    promised: str
    said: str
    start: int | None
    end: int | None
    """Of what is said, in the document's text."""
    score: float | None
    grounds: str
    """What speaks for it: the words, the days."""
    deed: str
    """What taking it over does, in words."""


@dataclass(frozen=True, slots=True)
class TakenLine:
    """A line that was taken over."""

    ordinal: int
    """Its number in the list, from 1."""
    compared: Compared
    on: dt.date
    by: str


@dataclass(frozen=True, slots=True)
class NumberedList:
    """The lines of one document of one day by their numbers; empty where none was taken over yet."""

    listed: tuple[str, ...] = ()
    """What each line is about, in the order of their numbers."""
    taken: tuple[TakenLine, ...] = ()


def numbered_list(ledger: Ledger, sha256: str, date: dt.date) -> NumberedList:
    """What is known of a document that was held against the ledger."""
    head = select(Reconciliation.id, Reconciliation.listed).where(
        Reconciliation.sha256 == sha256, Reconciliation.date == date
    )
    with ledger.read() as connection:
        found = connection.execute(head).first()
        if found is None:
            return NumberedList()
        rows = connection.execute(
            select(ReconciledLine.__table__, Item.number, Measure.ordinal.label("measure"))
            .join(Item, Item.id == ReconciledLine.item_id)
            .outerjoin(Measure, Measure.id == ReconciledLine.measure_id)
            .where(ReconciledLine.reconciliation_id == found.id)
            .order_by(ReconciledLine.ordinal)
        )
        taken = tuple(
            TakenLine(
                row.ordinal,
                Compared(
                    standing=Standing(row.standing),
                    number=row.number,
                    measure=row.measure,
                    promised=row.promised,
                    said=row.said,
                    start=row.start,
                    end=row.end,
                    score=row.score,
                    grounds=row.grounds,
                    deed=row.deed,
                ),
                row.on,
                row.by,
            )
            for row in rows
        )
    return NumberedList(tuple(found.listed), taken)
