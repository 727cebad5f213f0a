"""What goes with 销号 beside its steps: paper that was signed, and 公示."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select

from tracker.errors import Refusal
from tracker.ledger.actor import Actor
from tracker.ledger.closing_rows import Signature
from tracker.ledger.closings import closing_facts
from tracker.ledger.commands.finding import application_of, item_of
from tracker.ledger.commands.making import not_to_come, required
from tracker.ledger.models import Application, Item, Publicity, Review
from tracker.ledger.store import Ledger, Work
from tracker.ledger.words import State

USUAL_DAYS = 7
"""公示 lasts so long where the campaign says nothing."""
OPEN_TO_PUBLIC = frozenset({State.RECTIFYING.value, State.APPLIED.value})
"""公示 comes before 销号."""


def sign(
    ledger: Ledger,
    actor: Actor,
    number: str,
    signature: Signature,
    *,
    today: dt.date,
    step: int | None = None,
) -> None:
    """Record who signed the printed form of the last review, or of its first or second step."""
    with ledger.transaction(actor, "sign", today=today) as work:
        item = item_of(work.session, number)
        application = application_of(work.session, item)
        query = select(Review).where(Review.application_id == (application.id if application else 0))
        if step is not None:
            query = query.where(Review.step == step)
        review = work.session.scalars(query.order_by(Review.id.desc())).first()
        if application is None or review is None:
            which = f"第{step}步" if step is not None else ""
            raise Refusal(f"{item.number} 本轮还没有{which}审核，无从登记签字")
        if review.signed_by:
            raise Refusal(
                f"{item.number} 第{review.step}步审核已登记签字：{review.signed_by}，{review.signed_on}",
                ("登记错了的，先用 tracker undo 撤销",),
            )
        record_signature(work, item, application, review, signature)


def record_signature(
    work: Work, item: Item, application: Application, review: Review, signature: Signature
) -> None:
    """Put a signature on a review. Who applied does not sign for the reviewer."""
    name = required(signature.by, "签字人")
    if Actor(name, work.actor.role).is_called(application.applicant):
        raise Refusal(f"{item.number} 的签字人不能是申请人（申请人：{application.applicant}）")
    not_to_come(signature.on, "签字日期", work.today)
    if signature.on < application.applied_on:
        raise Refusal(f"签字日期{signature.on}在申请日（{application.applied_on}）之前，请核对日期")
    review.signed_by = name
    review.signed_on = signature.on
    review.document_number = signature.document_number.strip()


def publicise(
    ledger: Ledger,
    actor: Actor,
    number: str,
    *,
    begins: dt.date,
    today: dt.date,
    ends: dt.date | None = None,
    place: str = "",
    objections: str = "",
) -> dt.date:
    """Record a 公示 from a day on, until `ends` or for as many days as the campaign asks for; returns its
    last day. `objections` are what was said against it and how that was dealt with, once it is over.
    """
    with ledger.transaction(actor, "publicity", today=today) as work:
        item = _before_closing(work, number)
        demanded = closing_facts(work.session, [item.id], today=today)[item.id].publicity_days
        days = demanded or USUAL_DAYS
        last = ends or begins + dt.timedelta(days=days - 1)
        if last < begins:
            raise Refusal(f"公示结束日期{last}在开始日期{begins}之前，请核对日期")
        _refuse_before_end(last, objections, today)
        _refuse_repeated(work, item, begins, last)
        work.session.add(
            Publicity(
                item_id=item.id,
                round=item.round,
                begins=begins,
                ends=last,
                place=place.strip(),
                objections=objections.strip(),
            )
        )
        return last


def record_objections(ledger: Ledger, actor: Actor, number: str, *, objections: str, today: dt.date) -> None:
    """Write what was said against the last 公示 of this round, and how that was dealt with."""
    with ledger.transaction(actor, "publicity", today=today) as work:
        item = _before_closing(work, number)
        row = work.session.scalars(
            select(Publicity)
            .where(Publicity.item_id == item.id, Publicity.round == item.round)
            .order_by(Publicity.id.desc())
        ).first()
        if row is None:
            raise Refusal(f"{item.number} 本轮还没有登记公示，请先写明从哪一天开始（--from）")
        text = required(objections, "有无异议和处理情况")
        _refuse_before_end(row.ends, text, today)
        row.objections = text


def _refuse_repeated(work: Work, item: Item, begins: dt.date, last: dt.date) -> None:
    query = select(Publicity.id).where(
        Publicity.item_id == item.id,
        Publicity.round == item.round,
        Publicity.begins == begins,
        Publicity.ends == last,
    )
    if work.session.scalar(query) is not None:
        raise Refusal(
            f"{item.number} 已登记{begins}至{last}的公示，不重复登记",
            (f"要登记有无异议：tracker publicity {item.number} --objections 文字",),
        )


def _before_closing(work: Work, number: str) -> Item:
    item = item_of(work.session, number)
    if item.state not in OPEN_TO_PUBLIC:
        raise Refusal(f"{item.number} 现在是“{State(item.state).word}”，整改中或申请销号的才登记公示")
    return item


def _refuse_before_end(last: dt.date, objections: str, today: dt.date) -> None:
    if objections.strip() and last >= today:
        raise Refusal(f"公示到{last}为止，期满后再登记有无异议")
