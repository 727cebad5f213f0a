"""意见建议清单: entries are answered, or turned into items; nothing said is lost."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from tracker.errors import NotFound, Refusal
from tracker.ledger.actor import Actor, own_unit
from tracker.ledger.commands.drafts import ItemDraft
from tracker.ledger.commands.finding import campaign_of, item_of
from tracker.ledger.commands.making import make_item, not_to_come, read_source, required
from tracker.ledger.models import Campaign, Item, Opinion
from tracker.ledger.store import Ledger, Work


@dataclass(frozen=True, slots=True)
class OpinionDraft:
    """An opinion as it came in."""

    text: str
    source: str
    """A usual word, or one of the campaign's own."""
    on: dt.date
    said_by: str = ""
    campaign: str | None = None


def add_opinion(ledger: Ledger, actor: Actor, draft: OpinionDraft, *, today: dt.date) -> int:
    """Put an opinion on the list; returns its number there. Raises Refusal."""
    not_to_come(draft.on, "提出日期", today)
    with ledger.transaction(actor, "add_opinion", today=today) as work:
        home = campaign_of(work, draft.campaign)
        opinion = Opinion(
            campaign_id=home.id,
            source=required(read_source(home, draft.source), "问题来源"),
            text=required(draft.text, "意见建议"),
            said_by=_said_by(actor, draft),
            on=draft.on,
        )
        work.session.add(opinion)
        work.session.flush()
        return opinion.id


def _said_by(actor: Actor, draft: OpinionDraft) -> str:
    """A 承办 speaks for the own unit, and sees again what it said."""
    said_by, unit = draft.said_by.strip(), own_unit(actor)
    if unit and said_by not in ("", unit):
        raise Refusal(f"承办只能以本单位（{unit}）的名义提意见建议")
    return unit or said_by


def answer_opinion(ledger: Ledger, actor: Actor, opinion_id: int, text: str, *, today: dt.date) -> None:
    """Answer an opinion, also one that became an item. Raises Refusal, NotFound."""
    with ledger.transaction(actor, "answer_opinion", today=today) as work:
        opinion = _opinion(work, opinion_id)
        if opinion.answered_on is not None:
            raise Refusal(f"意见建议{opinion_id}已于{opinion.answered_on}答复")
        opinion.answer = required(text, "答复")
        opinion.answered_on = today
        opinion.answered_by = actor.name


def adopt_opinion(ledger: Ledger, actor: Actor, opinion_id: int, draft: ItemDraft, *, today: dt.date) -> str:
    """Make an item of an opinion, in its campaign and with its source; returns the 编号.

    The draft's title and source stand where they are given, else the opinion's own words.
    """
    with ledger.transaction(actor, "adopt_opinion", today=today) as work:
        opinion = _unadopted(work, opinion_id)
        item = make_item(
            work,
            replace(draft, title=draft.title.strip() or opinion.text, source=draft.source or opinion.source),
            campaign=work.session.get_one(Campaign, opinion.campaign_id),
        )
        opinion.item_id = item.id
        return item.number


def tie_opinion(ledger: Ledger, actor: Actor, opinion_id: int, number: str, *, today: dt.date) -> None:
    """An item that is there already takes the opinion in. Raises Refusal, NotFound."""
    with ledger.transaction(actor, "adopt_opinion", today=today) as work:
        opinion = _unadopted(work, opinion_id)
        opinion.item_id = item_of(work.session, number).id


def _opinion(work: Work, opinion_id: int) -> Opinion:
    opinion = work.session.get(Opinion, opinion_id)
    if opinion is None:
        raise NotFound(f"没有序号为{opinion_id}的意见建议，见 tracker opinion list")
    return opinion


def _unadopted(work: Work, opinion_id: int) -> Opinion:
    opinion = _opinion(work, opinion_id)
    if opinion.item_id is not None:
        item = work.session.get_one(Item, opinion.item_id)
        raise Refusal(f"意见建议{opinion_id}已经采纳，见 {item.number}")
    return opinion
