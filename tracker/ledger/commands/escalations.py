"""提请上级: an item whose root lies above is raised to a superior unit and tied to its answer."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select

from tracker.errors import Refusal
from tracker.ledger.actor import Actor
from tracker.ledger.commands.finding import item_of
from tracker.ledger.commands.making import required
from tracker.ledger.models import Escalation, Item
from tracker.ledger.self_checks import is_same_unit
from tracker.ledger.store import Ledger
from tracker.ledger.words import State


def raise_item(ledger: Ledger, actor: Actor, number: str, *, unit: str, matter: str, today: dt.date) -> None:
    """Ask a superior unit to deal with a matter. The item itself goes on as it is."""
    superior, asked = required(unit, "上级单位"), required(matter, "提请的事项")
    with ledger.transaction(actor, "raise_item", today=today) as work:
        item = item_of(work.session, number)
        if item.state in (State.CLOSED.value, State.STOPPED.value):
            raise Refusal(f"{item.number} 现在是“{State(item.state).word}”，不能再提请上级")
        waiting = select(Escalation).where(Escalation.item_id == item.id, Escalation.answered_on.is_(None))
        for other in work.session.scalars(waiting):
            if is_same_unit(work.session.connection(), other.unit, superior) and other.matter == asked:
                raise Refusal(f"{item.number} 已于{other.raised_on}就这件事提请{other.unit}，还没有答复")
        work.session.add(
            Escalation(item_id=item.id, unit=superior, matter=asked, raised_on=today, raised_by=actor.name)
        )


def answer_raised(
    ledger: Ledger,
    actor: Actor,
    number: str,
    *,
    text: str,
    today: dt.date,
    unit: str | None = None,
    matter: str | None = None,
    dealing: str | None = None,
) -> str:
    """Take down a superior's answer, with the 编号 under which it deals with the matter; returns its name.

    Where several answers about the item are still owed, `unit` says whose it is, and `matter`, the words
    of it or a part, to what.
    """
    answer = required(text, "答复")
    with ledger.transaction(actor, "answer_raised", today=today) as work:
        item = item_of(work.session, number)
        connection = work.session.connection()
        waiting = [
            row
            for row in work.session.scalars(
                select(Escalation)
                .where(Escalation.item_id == item.id, Escalation.answered_on.is_(None))
                .order_by(Escalation.id)
            )
            if (unit is None or is_same_unit(connection, row.unit, unit))
            and (matter is None or matter.strip() in row.matter)
        ]
        row = _only(item, waiting, unit, matter)
        if dealing is not None:
            other = item_of(work.session, dealing)
            if other.id == item.id:
                raise Refusal(f"上级办理的事项不能是 {item.number} 自己")
            row.answer_item_id = other.id
        row.answer = answer
        row.answered_on = today
        row.answered_by = actor.name
        return row.unit


def _only(item: Item, waiting: list[Escalation], unit: str | None, matter: str | None) -> Escalation:
    """The one that an answer belongs to. Raises Refusal where it may be another."""
    if not waiting:
        whom = f"“{unit.strip()}”" if unit is not None else "上级单位"
        what = f"“{matter.strip()}”的" if matter is not None else ""
        raise Refusal(f"{item.number} 没有等待{whom}答复{what}提请，见 tracker raise list")
    if len({row.unit for row in waiting}) > 1:
        names = "、".join(dict.fromkeys(row.unit for row in waiting))
        raise Refusal(f"{item.number} 提请了{names}，请用 --unit 写明是谁的答复")
    exact = [row for row in waiting if matter is not None and row.matter == matter.strip()]
    if len(exact or waiting) > 1:
        raise Refusal(
            f"{item.number} 就几件事提请了{waiting[0].unit}，请用 --matter 写明答复的是哪一件：",
            [row.matter for row in waiting],
        )
    return (exact or waiting)[0]
