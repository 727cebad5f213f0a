"""Giving an item the units and the limit that its measures name, where it has none of its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from tracker.errors import Refusal
from tracker.ledger.actor import Actor
from tracker.ledger.commands.drafts import ItemEdit
from tracker.ledger.commands.finding import item_of
from tracker.ledger.commands.items import change_item, refuse_unless_open
from tracker.ledger.models import Item, Measure
from tracker.ledger.said_by_measures import UNIT_ROLES, SaidByMeasures, said_by_measures
from tracker.ledger.sharing import measures_of
from tracker.ledger.store import Ledger
from tracker.ledger.words import OwnerRole


def follow_measures(ledger: Ledger, actor: Actor, number: str, *, today: dt.date) -> None:
    """照措施补齐: what is written already stays. Raises Refusal where there is nothing to fill in."""
    with ledger.transaction(actor, "follow_measures", today=today) as work:
        item = item_of(work.session, number)
        refuse_unless_open(item, "照措施补齐")
        measures = [measure for _, measure in measures_of(work.session, item)]
        said = _said(measures).where_open(names_units=_names_units(item), has_limit=item.deadline is not None)
        if said.deadline is None and not said.units:
            raise Refusal(
                f"{number} 没有可以照措施补的：", _why_not(item) if measures else ["还没有措施，请先增加"]
            )
        change_item(work, item, ItemEdit(deadline=said.deadline, owners=said.units))


def _said(measures: Sequence[Measure]) -> SaidByMeasures:
    owners = [
        (OwnerRole(owner.role), owner.name)
        for measure in measures
        for owner in measure.item.owners
        if owner.measure_id == measure.id
    ]
    return said_by_measures([measure.deadline for measure in measures], owners)


def _names_units(item: Item) -> bool:
    return any(owner.measure_id is None and OwnerRole(owner.role) in UNIT_ROLES for owner in item.owners)


def _why_not(item: Item) -> list[str]:
    units = "责任单位已经写明" if _names_units(item) else "措施没有写责任单位"
    if item.deadline is not None:
        return [units, "整改时限已经写明"]
    return [units, "措施没有截止日，或有待明确的，整改时限要由人定"]
