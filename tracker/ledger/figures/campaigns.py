"""序时进度 of whole campaigns: the share of their time gone against the share of their measures done."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from tracker.ledger.figures.counting import tallies
from tracker.ledger.filtering.tree import EVERYTHING, Query
from tracker.ledger.pace import PaceRow, compared, share_of_time
from tracker.ledger.queries import campaigns_of
from tracker.ledger.store import Ledger
from tracker.ledger.words import Dimension


@dataclass(frozen=True, slots=True)
class CampaignPace:
    """How one campaign stands against its time."""

    campaign: str
    begins: dt.date
    ends: dt.date
    measures: int
    measures_done: int
    pace: PaceRow


def campaign_paces(ledger: Ledger, wanted: Query = EVERYTHING, *, today: dt.date) -> tuple[CampaignPace, ...]:
    """The campaigns that have begun and have an end, with measures among the items meant."""
    with ledger.snapshot():
        with ledger.read() as connection:
            campaigns = [
                (row, row.begins, row.ends)
                for row in campaigns_of(connection)
                if row.begins and row.ends and row.begins <= today
            ]
        if not campaigns:
            return ()
        counted = {row.name: row.counts for row in tallies(ledger, Dimension.CAMPAIGN, wanted, today=today)}
    found = []
    for row, begins, ends in campaigns:
        counts = counted.get(row.name, {})
        if total := counts.get("measures", 0):
            done = counts["measures_done"]
            pace = compared(share_of_time(begins, ends, today), (done, total), row.lag_percent)
            found.append(CampaignPace(row.name, begins, ends, total, done, pace))
    return tuple(found)
