"""方面 of a 专项整治: kept in order, each with the leader over it."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import func, select

from tracker.errors import Refusal
from tracker.ledger.actor import Actor
from tracker.ledger.choosing import meant
from tracker.ledger.commands.finding import campaign_of
from tracker.ledger.commands.making import led_by_aspect, required
from tracker.ledger.models import Aspect, Campaign, Item
from tracker.ledger.store import Ledger, Work
from tracker.text.cleaning import one_line


def add_aspect(
    ledger: Ledger,
    actor: Actor,
    name: str,
    *,
    today: dt.date,
    leader: str = "",
    campaign: str | None = None,
) -> None:
    """A new 方面 after those there are. Raises Refusal when the campaign has one of this name."""
    wanted = required(one_line(name), "方面名称")
    with ledger.transaction(actor, "set_aspect", today=today) as work:
        home = campaign_of(work, campaign)
        known = _aspects(work, home)
        if wanted in known:
            raise Refusal(f"专项“{one_line(home.name)}”已有方面“{wanted}”")
        last = max((aspect.ordinal for aspect in known.values()), default=0)
        work.session.add(
            Aspect(campaign_id=home.id, ordinal=last + 1, name=wanted, leader=one_line(leader).strip())
        )


def edit_aspect(
    ledger: Ledger,
    actor: Actor,
    name: str,
    *,
    today: dt.date,
    leader: str | None = None,
    new_name: str | None = None,
    place: int | None = None,
    campaign: str | None = None,
) -> int:
    """Change a 方面's name, its place in the list or the leader over it, who becomes the 责任领导 of open
    items that have none; returns of how many. Raises Refusal, NotFound.
    """
    with ledger.transaction(actor, "set_aspect", today=today) as work:
        known = _aspects(work, campaign_of(work, campaign))
        aspect = known[meant(name, known, "方面")]
        if new_name is not None:
            wanted = required(one_line(new_name), "方面名称")
            if known.get(wanted, aspect) is not aspect:
                raise Refusal(f"已有方面“{wanted}”，请换个名称")
            aspect.name = wanted
        if place is not None:
            _move(list(known.values()), aspect, place)
        if leader is None:
            return 0
        aspect.leader = one_line(leader).strip()
        items = work.session.scalars(select(Item).where(Item.aspect_id == aspect.id).order_by(Item.id))
        return sum(led_by_aspect(work, item, aspect) for item in items.all())


def remove_aspect(
    ledger: Ledger, actor: Actor, name: str, *, today: dt.date, campaign: str | None = None
) -> str:
    """Forget a 方面 that no item belongs to; returns its name. Raises Refusal, NotFound."""
    with ledger.transaction(actor, "remove_aspect", today=today) as work:
        known = _aspects(work, campaign_of(work, campaign))
        aspect = known[meant(name, known, "方面")]
        count = work.session.scalar(select(func.count()).where(Item.aspect_id == aspect.id))
        if count:
            raise Refusal(
                f"方面“{one_line(aspect.name)}”还有{count}个事项，不能删除",
                ("先改到别的方面：tracker edit 编号… --aspect 方面",),
            )
        work.session.delete(aspect)
        return aspect.name


def _aspects(work: Work, home: Campaign) -> dict[str, Aspect]:
    rows = select(Aspect).where(Aspect.campaign_id == home.id).order_by(Aspect.ordinal, Aspect.id)
    return {aspect.name: aspect for aspect in work.session.scalars(rows)}


def _move(ordered: list[Aspect], moved: Aspect, place: int) -> None:
    ordered.remove(moved)
    ordered.insert(place - 1, moved)
    for ordinal, aspect in enumerate(ordered, start=1):
        aspect.ordinal = ordinal
