"""What the pages of units and leaders read; imported in workers only, for it brings the database with it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from tracker.ledger import answering, consequences, queries
from tracker.ledger.answering import AnsweringRow, Sheet
from tracker.ledger.people import Charge, charges
from tracker.ledger.store import Ledger
from tracker.ledger.words import Dimension, OwnerRole
from tracker.tui.workers.overview_reads import within


@dataclass(frozen=True, slots=True)
class Held:
    """What stands in somebody's name."""

    all: tuple[Charge, ...]
    as_leader: tuple[Charge, ...]


def names(ledger: Ledger, by: Dimension, campaign: str, *, today: dt.date) -> tuple[AnsweringRow, ...]:
    """Every unit or leader."""
    return answering.answering(ledger, by, within(campaign), today=today)


def sheet(ledger: Ledger, by: Dimension, name: str, campaign: str, *, today: dt.date) -> Sheet:
    """One of them."""
    return answering.sheet(ledger, by, name, within(campaign), today=today)


def grounds(ledger: Ledger, unit: str, campaign: str, *, today: dt.date) -> tuple[str, ...]:
    """重视不够、落实不力、进展缓慢, where the unit's figures say so: every unit is counted for it."""
    home = queries.campaign(ledger, campaign).id if campaign else None
    found = consequences.proposals(ledger, today=today, unit=unit, campaign_id=home)
    return tuple(line for row in found for line in row.grounds)


def held(ledger: Ledger, who: str, *, today: dt.date) -> Held:
    """What may be handed over. Raises Refusal where several people have the name."""
    found = charges(ledger, who, today=today)
    return Held(tuple(found), tuple(one for one in found if one.role is OwnerRole.LEADER))
