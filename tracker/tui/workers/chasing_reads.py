"""What 催办 reads; imported in workers only, for it brings the database with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from tracker.desk import duties
from tracker.desk.reminding import digest_title
from tracker.ledger import people, queries, reminders
from tracker.ledger.duties import OccurrenceRow
from tracker.ledger.people import PersonRow
from tracker.ledger.reminders import Chasing
from tracker.ledger.store import Ledger
from tracker.tui.workers.overview_reads import duties_due, within


@dataclass(frozen=True, slots=True)
class Chased:
    """Who is to be chased today, and whom to call there."""

    found: Chasing
    duties: tuple[OccurrenceRow, ...]
    titles: Mapping[str, str]
    """By unit: how its notice is headed."""
    people: Mapping[str, tuple[PersonRow, ...]]
    """By unit: those who can be called."""


def chased(ledger: Ledger, campaign: str, *, today: dt.date) -> Chased:
    """What is new today; nothing is recorded by looking."""
    found = reminders.chasing(ledger, within(campaign), today=today, next_due=duties.next_due)
    near_days = queries.campaign(ledger, campaign or None).near_days
    by_unit: dict[str, tuple[PersonRow, ...]] = {}
    for person in people.people(ledger):
        if person.telephone and not person.left:
            by_unit[person.unit] = (*by_unit.get(person.unit, ()), person)
    titles = {digest.unit: digest_title(digest) for digest in found.digests}
    return Chased(found, duties_due(ledger, campaign, near_days, today=today), titles, by_unit)
