"""What 回炉 does to an item: the round that ends is kept as it stood, the new one starts clean."""

from __future__ import annotations

from sqlalchemy import select

from tracker.errors import Refusal
from tracker.ledger.commands.making import type_for
from tracker.ledger.commands.spans import give_immediate_span
from tracker.ledger.list_rows import Deadline
from tracker.ledger.models import ExtensionRequest, Item, Round
from tracker.ledger.store import Work
from tracker.ledger.words import RectificationType


def begin_new_round(work: Work, item: Item, *, reason: str, basis: str, deadline: Deadline | None) -> None:
    """Keep the round that ends in a row of its own, and start the next.

    Without a new limit the item has none and shows 待明确: the old one belongs to the old round, and would
    make the new one 逾期 on its first day. The new round runs from today: its share of time gone is
    counted from here.
    """
    if deadline is not None and deadline.due is not None and deadline.due < work.today:
        raise Refusal(f"{item.number} 不能回炉：", (f"新时限{deadline.due}已过，请给一个今天或以后的日子",))
    work.session.add(_as_it_stood(work, item, reason, basis))
    item.type = _type_again(work, item, deadline).value
    item.classification = item.stage_goal = ""
    item.next_review = None
    item.round += 1
    item.registered_on = work.today
    item.closed_on = None
    item.completion = item.inference = ""
    item.extension_count = 0
    item.deadline = deadline
    give_immediate_span(work, item)
    item.first_deadline_phrase = deadline.phrase if deadline else None
    item.first_deadline_due = item.deadline_due
    item.reported = item.reported_by = item.unfinished_reason = item.next_step = ""
    item.verified = item.verified_by = item.verified_note = ""
    item.reported_on = item.verified_on = item.stage_done_on = None


def _type_again(work: Work, item: Item, deadline: Deadline | None) -> RectificationType:
    """As it was planned: 长期坚持 that an extension brought belongs to the round before. A new limit that
    the plan cannot have decides itself.
    """
    extended = (
        select(ExtensionRequest.previous_type)
        .where(
            ExtensionRequest.item_id == item.id,
            ExtensionRequest.round == item.round,
            ExtensionRequest.previous_type != "",
        )
        .order_by(ExtensionRequest.id)
        .limit(1)
    )
    planned = RectificationType(work.session.scalar(extended) or item.type)
    if deadline is None:
        return planned
    implied, long_term = type_for(deadline), RectificationType.LONG_TERM
    return implied if long_term in (planned, implied) else planned


def _as_it_stood(work: Work, item: Item, reason: str, basis: str) -> Round:
    return Round(
        item_id=item.id,
        round=item.round,
        type=item.type,
        classification=item.classification,
        stage_goal=item.stage_goal,
        next_review=item.next_review,
        registered_on=item.registered_on,
        first_deadline_phrase=item.first_deadline_phrase,
        first_deadline_due=item.first_deadline_due,
        deadline_phrase=item.deadline_phrase,
        deadline_due=item.deadline_due,
        extension_count=item.extension_count,
        completion=item.completion,
        inference=item.inference,
        reported=item.reported,
        reported_on=item.reported_on,
        verified=item.verified,
        verified_on=item.verified_on,
        closed_on=item.closed_on,
        ended_on=work.today,
        reason=reason.strip(),
        basis=basis.strip(),
    )
