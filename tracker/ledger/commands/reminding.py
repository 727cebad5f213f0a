"""Recording that reminders went out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable

from tracker.ledger.actor import Actor
from tracker.ledger.chasable import NextDue, among
from tracker.ledger.commands.duties import recorded_period
from tracker.ledger.duties import OccurrenceRow
from tracker.ledger.models import Item, Reminder
from tracker.ledger.reminders import chasing_now
from tracker.ledger.store import Ledger


def issue_reminders(
    ledger: Ledger,
    actor: Actor,
    keys: Collection[str],
    duties: Iterable[OccurrenceRow] = (),
    *,
    today: dt.date,
    next_due: NextDue,
) -> int:
    """Record that the reminders of these keys went out today; returns how many are new.

    One that somebody else has recorded meanwhile, or that is no longer due, is left as it is. The periods
    of 周期工作 that were shown with them are kept too.
    """
    with ledger.transaction(actor, "remind", today=today) as work:
        numbers = {key.partition("/")[0] for key in keys}
        meant = among(Item.number, numbers)
        found = chasing_now(work.session.connection(), meant, today=today, next_due=next_due)
        wanted = [chase for digest in found.digests for chase in digest.chases if chase.key in keys]
        for chase in wanted:
            work.session.add(
                Reminder(
                    key=chase.key,
                    item_id=chase.item_id,
                    measure_id=chase.measure_id,
                    unit=chase.unit,
                    rung=chase.rung.value,
                    due=chase.due,
                    on=today,
                    by=actor.name,
                )
            )
        for occurrence in duties:
            recorded_period(work.session, occurrence)
        return len(wanted)
