"""Handing over: what is open in one person's name goes to another, with its history."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from tracker.errors import Conflict, Refusal
from tracker.ledger.actor import Actor
from tracker.ledger.commands.knowing import directory_of, person_of
from tracker.ledger.commands.making import required
from tracker.ledger.models import Owner, Person
from tracker.ledger.naming import name_and_unit
from tracker.ledger.people import Charge, one_person
from tracker.ledger.portions import portions
from tracker.ledger.store import Ledger, Work
from tracker.text.cleaning import one_line


@dataclass(frozen=True, slots=True)
class HandedOver:
    """What was done."""

    entries: int
    items: int
    left: bool
    """The one who gave it up is 离任 now."""


def hand_over(
    ledger: Ledger,
    actor: Actor,
    charges: Sequence[Charge],
    old: str,
    new: str,
    *,
    reason: str,
    today: dt.date,
    leaves: bool = False,
) -> HandedOver:
    """Put another's name where one stood, in the charges that were looked at, as one action.

    Raises Conflict when one of them was changed since, and Refusal where the new one has left.
    """
    why = required(reason, "移交的理由")
    with ledger.transaction(actor, "hand_over", today=today, reason=why) as work:
        person_id = _successor(work, old, new)
        name = one_line(new)
        owners = _entries(work, charges)
        for owner in owners:
            if _stands_already(work, owner, name, person_id):
                work.session.delete(owner)
            else:
                owner.name, owner.person_id = name, person_id
            work.session.flush()
        if leaves:
            person_of(work.session, old).left = True
        return HandedOver(len(owners), len({owner.item_id for owner in owners}), leaves)


def _successor(work: Work, old: str, new: str) -> int | None:
    """Who takes over; None for somebody nobody has made known."""
    name = required(one_line(new), "接手人")
    if name_and_unit(old) == name_and_unit(name):
        raise Refusal(f"移交人和接手人都是“{name}”")
    key = one_person(directory_of(work.session), name)
    if key is not None and (person := work.session.get_one(Person, key)).left:
        raise Refusal(f"“{person.name}”已登记为离任，不能接手；确已回任的先用 tracker person set --returned")
    return key


def _entries(work: Work, charges: Sequence[Charge]) -> list[Owner]:
    """The rows behind the charges, as they were looked at."""
    found: dict[int, Owner] = {}
    keys = [charge.owner_id for charge in charges]
    for few in portions(keys):
        found |= {owner.id: owner for owner in work.session.scalars(select(Owner).where(Owner.id.in_(few)))}
    for charge in charges:
        owner = found.get(charge.owner_id)
        if owner is None or owner.name != charge.name:
            raise Conflict(f"{charge.number} 的{charge.role.word}刚刚被别人改过，请重新查看后再移交", ())
    return [found[key] for key in keys]


def _stands_already(work: Work, owner: Owner, name: str, person_id: int | None) -> bool:
    """Whether the new one has this role here by another entry."""
    others = work.session.scalars(
        select(Owner).where(
            Owner.item_id == owner.item_id,
            Owner.measure_id.is_not_distinct_from(owner.measure_id),
            Owner.role == owner.role,
            Owner.id != owner.id,
        )
    )
    return any(
        name_and_unit(other.name) == name_and_unit(name)
        or (person_id is not None and other.person_id == person_id)
        for other in others
    )
