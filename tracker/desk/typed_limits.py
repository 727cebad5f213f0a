"""整改时限 typed for items that are in the ledger: counted by the events of their campaign."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from tracker.desk.deadlines import read_deadline
from tracker.errors import BadInput
from tracker.ledger.campaigns import events_of, home_of
from tracker.ledger.list_rows import Deadline
from tracker.ledger.store import Ledger


def limit_of(ledger: Ledger, phrase: str, numbers: Sequence[str], today: dt.date) -> Deadline:
    """A time limit for these items, counted by the events of their campaign.

    Raises BadInput where it cannot be read, or its event has a day in several campaigns.
    """
    homes = home_of(ledger, numbers)
    deadline = read_deadline(phrase, base=today, events=events_of(ledger, homes[0] if homes else None))
    if deadline.event and len(homes) > 1:
        raise BadInput(f"这些事项分属{len(homes)}个专项，“{deadline.event}”的日期各不相同，请按专项分开改")
    return deadline
