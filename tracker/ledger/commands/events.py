"""反馈、印发、动员…: days of a campaign from which time limits count; a day that moves takes them along."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from tracker.errors import Conflict, NotFound
from tracker.ledger.actor import Actor
from tracker.ledger.campaigns import EventLimit, Holder, limits_from_events
from tracker.ledger.commands.finding import campaign_of
from tracker.ledger.commands.making import required
from tracker.ledger.list_rows import Deadline
from tracker.ledger.models import Campaign, CampaignEvent, Candidate, Item, Measure
from tracker.ledger.store import Ledger, Work
from tracker.text.cleaning import one_line


@dataclass(frozen=True, slots=True)
class Recounted:
    """A time limit as it was when the change was shown, and what it becomes."""

    limit: EventLimit
    deadline: Deadline


def set_event(
    ledger: Ledger,
    actor: Actor,
    name: str,
    on: dt.date,
    recounted: Sequence[Recounted],
    *,
    today: dt.date,
    campaign: str | None = None,
) -> None:
    """Give an event its day, and the limits that count from it theirs, as one action.

    Raises Conflict when a limit is no longer as it was shown.
    """
    word = required(one_line(name), "事件名称")
    with ledger.transaction(actor, "set_event", today=today) as work:
        home = campaign_of(work, campaign)
        event = _event(work, home, word)
        if event is None:
            work.session.add(CampaignEvent(campaign_id=home.id, name=word, on=on))
        else:
            event.on = on
        _recount(work, home, recounted)


def remove_event(
    ledger: Ledger,
    actor: Actor,
    name: str,
    recounted: Sequence[Recounted],
    *,
    today: dt.date,
    campaign: str | None = None,
) -> None:
    """Forget an event's day; the limits that count from it are 待明确 again. Raises NotFound, Conflict."""
    with ledger.transaction(actor, "remove_event", today=today) as work:
        home = campaign_of(work, campaign)
        event = _event(work, home, one_line(name))
        if event is None:
            raise NotFound(f"专项“{one_line(home.name)}”没有登记事件“{one_line(name)}”")
        work.session.delete(event)
        _recount(work, home, recounted)


def _event(work: Work, home: Campaign, name: str) -> CampaignEvent | None:
    return work.session.scalars(
        select(CampaignEvent).where(CampaignEvent.campaign_id == home.id, CampaignEvent.name == name)
    ).first()


def _recount(work: Work, home: Campaign, recounted: Sequence[Recounted]) -> None:
    present = {
        (limit.holder, limit.id): limit for limit in limits_from_events(work.session.connection(), home.id)
    }
    for change in recounted:
        limit = change.limit
        now = present.get((limit.holder, limit.id))
        if now is None or now.deadline != limit.deadline or now.left_alone:
            raise Conflict(f"{limit.number} 的时限刚刚被别人改过，请重新预览后再办", ())
        row = _row(work, limit)
        if isinstance(row, Item):
            _move_first_limit(row, change.deadline)
        row.deadline = change.deadline


def _row(work: Work, limit: EventLimit) -> Item | Measure | Candidate:
    match limit.holder:
        case Holder.ITEM:
            return work.session.get_one(Item, limit.id)
        case Holder.MEASURE:
            return work.session.get_one(Measure, limit.id)
        case Holder.CANDIDATE:
            return work.session.get_one(Candidate, limit.id)


def _move_first_limit(item: Item, deadline: Deadline) -> None:
    """The limit of 挂号 follows its event; it is the first one still, for nobody has extended it."""
    if (item.first_deadline_phrase, item.first_deadline_due) == (item.deadline_phrase, item.deadline_due):
        item.first_deadline_due = deadline.due
