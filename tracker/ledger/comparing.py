"""Figures on two evenings side by side, and which items make their difference."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import func, select

from tracker.ledger.figures.counting import Tally, tally
from tracker.ledger.filtering.compiling import conditions
from tracker.ledger.filtering.tree import EVERYTHING, Query
from tracker.ledger.leading import lead_unit
from tracker.ledger.models import Item
from tracker.ledger.queries import campaigns_of
from tracker.ledger.store import Ledger

MOST_COMPARED = 200_000
"""Items of a figure whose coming and going is told: more are not held in memory on both sides."""

MOST_NAMED = 500
"""Of those that came, and of those that went."""


@dataclass(frozen=True, slots=True)
class Named:
    """One item that a figure counts on one of the evenings only."""

    number: str
    title: str
    lead: str


@dataclass(frozen=True, slots=True)
class Passage:
    """Why a figure is another one than it was."""

    came: int
    went: int
    newcomers: tuple[Named, ...]
    """The first of those that came."""
    leavers: tuple[Named, ...]


def tally_on(ledger: Ledger, day: dt.date, wanted: Query = EVERYTHING) -> Tally:
    """Every figure at the end of a day."""
    with ledger.as_of(day):
        return tally(ledger, wanted, today=day)


def passage(ledger: Ledger, wanted: Query, since: dt.date, until: dt.date) -> Passage | None:
    """Items that are meant on the one evening and not on the other; None where they are too many."""
    since, until = min(since, until), max(since, until)
    with ledger.as_of(since):
        before = _ids(ledger, wanted, since)
    with ledger.as_of(until):
        after = _ids(ledger, wanted, until)
        if before is None or after is None:
            return None
        came, went = sorted(after - before), sorted(before - after)
        newcomers = _named(ledger, came)
        leavers = {row.number: row for row in _named(ledger, went)}
    if len(leavers) < min(len(went), MOST_NAMED):  # some are gone altogether by now
        with ledger.as_of(since):
            leavers = {row.number: row for row in _named(ledger, went)}
    return Passage(len(came), len(went), newcomers, tuple(leavers.values()))


def _ids(ledger: Ledger, wanted: Query, day: dt.date) -> set[int] | None:
    with ledger.read() as connection:
        meant = conditions(wanted, day, connection, campaigns_of(connection))
        ids = connection.scalars(select(Item.id).where(meant).limit(MOST_COMPARED + 1)).all()
    return set(ids) if len(ids) <= MOST_COMPARED else None


def _named(ledger: Ledger, ids: list[int]) -> tuple[Named, ...]:
    query = select(Item.number, Item.title, func.coalesce(lead_unit(), "").label("lead"))
    wanted = query.where(Item.id.in_(ids[:MOST_NAMED])).order_by(Item.number)
    with ledger.read() as connection:
        return tuple(Named(*row) for row in connection.execute(wanted))
