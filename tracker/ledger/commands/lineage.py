"""屡改屡犯: a person's word that a problem is an older one come back."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.errors import NotFound, Refusal
from tracker.ledger.actor import Actor
from tracker.ledger.commands.finding import item_of
from tracker.ledger.models import Item, Lineage
from tracker.ledger.store import Ledger


def confirm_lineage(ledger: Ledger, actor: Actor, number: str, ancestor: str, *, today: dt.date) -> None:
    """The item is this older one come back. Raises Refusal for one that is not older, or linked already."""
    with ledger.transaction(actor, "confirm_lineage", today=today) as work:
        item, older = item_of(work.session, number), item_of(work.session, ancestor)
        if older.id >= item.id:
            raise Refusal(f"{older.number} 不比 {item.number} 早，前一个问题要写早登记的那个")
        if _link(work.session, item, older) is not None:
            raise Refusal(f"{item.number} 已确认是 {older.number} 再次出现")
        work.session.add(Lineage(ancestor_id=older.id, descendant_id=item.id, on=today, by=actor.name))


def remove_lineage(ledger: Ledger, actor: Actor, number: str, ancestor: str, *, today: dt.date) -> None:
    """Take a link back. Raises NotFound where there is none."""
    with ledger.transaction(actor, "remove_lineage", today=today) as work:
        item, older = item_of(work.session, number), item_of(work.session, ancestor)
        link = _link(work.session, item, older)
        if link is None:
            raise NotFound(f"{item.number} 没有确认过是 {older.number} 再次出现")
        work.session.delete(link)


def _link(session: Session, item: Item, older: Item) -> Lineage | None:
    return session.scalars(
        select(Lineage).where(Lineage.descendant_id == item.id, Lineage.ancestor_id == older.id)
    ).first()
