"""Putting the members of a group (各×) in its place, by choice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sqlalchemy.orm import Session

from tracker.errors import NotFound, Refusal
from tracker.ledger.actor import Actor
from tracker.ledger.commands.finding import item_of
from tracker.ledger.commands.items import refuse_unless_open
from tracker.ledger.commands.knowing import directory_of
from tracker.ledger.commands.making import set_owners
from tracker.ledger.models import Item, Measure, Owner
from tracker.ledger.naming import PERSONAL, plain_name
from tracker.ledger.store import Ledger, Work
from tracker.ledger.words import OwnerRole
from tracker.text.cleaning import one_line


def expand_owner(
    ledger: Ledger,
    actor: Actor,
    group: str,
    members: Sequence[str],
    numbers: Sequence[str],
    *,
    today: dt.date,
    reason: str = "",
) -> int:
    """Put the members chosen where these items name the group, as one action that keeps what was written.

    Returns how many entries were replaced. Raises NotFound where an item does not name the group.
    """
    if not members:
        raise Refusal(f"没有写明“{one_line(group)}”展开为哪些单位")
    why = f"原文“{one_line(group)}”，展开为{'、'.join(members)}"
    why += f"：{one_line(reason)}" if reason.strip() else ""
    with ledger.transaction(actor, "expand_owner", today=today, reason=why) as work:
        return sum(_expand(work, item_of(work.session, number), group, members) for number in numbers)


def _expand(work: Work, item: Item, group: str, members: Sequence[str]) -> int:
    refuse_unless_open(item, "展开责任单位")
    places = [owner for owner in item.owners if _is(work.session, owner, group)]
    if not places:
        named = "、".join(dict.fromkeys(owner.name for owner in item.owners)) or "无"
        raise NotFound(f"{item.number} 的责任单位里没有“{one_line(group)}”（现有：{named}）")
    for place in places:
        role = OwnerRole(place.role)
        beside = sorted(
            (one for one in item.owners if one.role == place.role and one.measure_id == place.measure_id),
            key=lambda one: one.ordinal,
        )
        names = [name for one in beside for name in (members if one is place else (one.name,))]
        measure = None if place.measure_id is None else work.session.get_one(Measure, place.measure_id)
        set_owners(work, item, {role: tuple(_once(work.session, names))}, measure=measure)
    return len(places)


def _is(session: Session, owner: Owner, group: str) -> bool:
    """The group as written, or by another of its names."""
    if OwnerRole(owner.role) in PERSONAL:
        return False
    key = directory_of(session).unit(group)
    return plain_name(owner.name) == plain_name(group) or (key is not None and owner.unit_id == key)


def _once(session: Session, names: Sequence[str]) -> list[str]:
    """The first name of each unit: one that was there already is not named again."""
    known = directory_of(session)
    found: dict[object, str] = {}
    for name in names:
        found.setdefault(known.unit(name) or plain_name(name), name)
    return list(found.values())
