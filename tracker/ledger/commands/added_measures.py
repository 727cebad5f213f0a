"""Measures that units put into their forms, taken over for the items they stand under."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from tracker.errors import Refusal
from tracker.ledger.actor import Actor
from tracker.ledger.commands.drafts import MeasureDraft
from tracker.ledger.commands.finding import item_of, keep_at_hand
from tracker.ledger.commands.items import refuse_unless_open
from tracker.ledger.commands.making import make_measure
from tracker.ledger.sharing import measures_of
from tracker.ledger.store import Ledger
from tracker.ledger.words import OwnerRole
from tracker.text.cleaning import one_line


@dataclass(frozen=True, slots=True)
class AddedMeasure:
    """One of them."""

    number: str
    """编号 of the item."""
    text: str
    """In one line."""
    unit: str
    """Who answers for it; empty for whoever leads the item."""


def take_added_measures(
    ledger: Ledger, actor: Actor, measures: Sequence[AddedMeasure], *, source: str, today: dt.date
) -> None:
    """Add them all as one action; `source` names the forms. Raises Refusal, and adds none, where one may not
    be added or is there already.
    """
    if not measures:
        raise Refusal("没有选中要收下的措施")
    with ledger.transaction(actor, "take_added_measures", today=today, reason=source) as work:
        keep_at_hand(work.session, [measure.number for measure in measures])
        for measure in measures:
            item = item_of(work.session, measure.number)
            refuse_unless_open(item, "增加措施")
            if any(one_line(known.text) == measure.text for _, known in measures_of(work.session, item)):
                raise Refusal(f"{item.number} 已有措施“{measure.text}”，可能别人刚刚收过，请重新看过再收")
            owners = {OwnerRole.RESPONSIBLE: (measure.unit,)} if measure.unit else {}
            make_measure(work, item, MeasureDraft(measure.text, owners=owners))
