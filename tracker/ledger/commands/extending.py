"""延期: asked before the day with reason and new limit, decided by a leader who is not the asker."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select

from tracker.errors import NotPermitted, Refusal
from tracker.ledger.actor import Actor
from tracker.ledger.commands.finding import item_of
from tracker.ledger.commands.making import required
from tracker.ledger.extensions import extension_refusals, limit_refusals, refusals_by_state
from tracker.ledger.list_rows import Deadline
from tracker.ledger.models import ExtensionRequest, Item
from tracker.ledger.store import Ledger, Work
from tracker.ledger.words import DeadlineKind, RectificationType, RequestDecision, State


def ask_extension(
    ledger: Ledger,
    actor: Actor,
    number: str,
    *,
    deadline: Deadline,
    reason: str,
    today: dt.date,
    stage_goal: str = "",
    next_review: dt.date | None = None,
) -> None:
    """申请延期: one open request at a time; nothing moves until it is approved."""
    why = required(reason, "延期理由")
    with ledger.transaction(actor, "ask_extension", today=today, reason=why) as work:
        request_extension(work, number, deadline, why, stage_goal, next_review)


def extend(
    ledger: Ledger,
    actor: Actor,
    number: str,
    *,
    deadline: Deadline,
    reason: str,
    approver: str,
    today: dt.date,
    stage_goal: str = "",
    next_review: dt.date | None = None,
) -> None:
    """延期 that a leader approved on paper or by word: request and approval recorded at once."""
    why, name = required(reason, "延期理由"), required(approver, "批准人")
    with ledger.transaction(actor, "extend", today=today, reason=f"{why}（批准人：{name}）") as work:
        if actor.is_called(name):
            raise Refusal(f"{number} 的延期由另一人批准，批准人不能是申请人本人（{actor.name}）")
        item, request = request_extension(work, number, deadline, why, stage_goal, next_review)
        _approve(work, item, request, name, "")


def approve_extension(
    ledger: Ledger, actor: Actor, number: str, *, today: dt.date, opinion: str = ""
) -> dt.date | None:
    """同意延期: the new limit holds from now on; returns its day, None for 长期坚持."""
    with ledger.transaction(actor, "approve_extension", today=today, reason=opinion.strip()) as work:
        item, request = _open(work, number)
        _refuse_own(actor, item, request)
        present = item.deadline
        reasons = refusals_by_state(State(item.state), present)
        if not reasons and present is not None and present.due is not None and request.deadline is not None:
            reasons = limit_refusals(
                request.deadline,
                present.due,
                stage_goal=request.stage_goal,
                next_review=request.next_review,
                today=request.asked_on,
            )
        if reasons:
            raise Refusal(f"{item.number} 不能延期：", reasons)
        _approve(work, item, request, actor.name, opinion)
        return item.deadline_due


def refuse_extension(ledger: Ledger, actor: Actor, number: str, *, opinion: str, today: dt.date) -> None:
    """不同意延期: the limit stays as it is."""
    why = required(opinion, "不同意的理由")
    with ledger.transaction(actor, "refuse_extension", today=today, reason=why) as work:
        item, request = _open(work, number)
        _refuse_own(actor, item, request)
        _decide(work, request, RequestDecision.REFUSED, actor.name, why)


def withdraw_extension(ledger: Ledger, actor: Actor, number: str, *, today: dt.date) -> None:
    """The asker takes the request back."""
    with ledger.transaction(actor, "withdraw_extension", today=today) as work:
        item, request = _open(work, number)
        if not actor.is_called(request.asked_by):
            raise NotPermitted(f"{item.number} 的延期申请由申请人本人撤回（申请人：{request.asked_by}）")
        _decide(work, request, RequestDecision.WITHDRAWN, actor.name, "")


def drop_open_request(work: Work, item: Item, why: str) -> None:
    """An item that needs no more time leaves no request waiting."""
    request = _open_request(work, item)
    if request is not None:
        _decide(work, request, RequestDecision.WITHDRAWN, work.actor.name, why)


def request_extension(
    work: Work,
    number: str,
    deadline: Deadline,
    reason: str,
    stage_goal: str = "",
    next_review: dt.date | None = None,
) -> tuple[Item, ExtensionRequest]:
    """A request by the rules, within a command. Raises Refusal."""
    item = item_of(work.session, number)
    present = item.deadline
    reasons = list(extension_refusals(State(item.state), present, work.today))
    if (waiting := _open_request(work, item)) is not None:
        reasons.append(f"{waiting.asked_by}{waiting.asked_on}的延期申请还待批准，一次只办一个")
    if present is not None and present.due is not None and present.due >= work.today:
        reasons += limit_refusals(
            deadline, present.due, stage_goal=stage_goal, next_review=next_review, today=work.today
        )
    if reasons:
        raise Refusal(f"{item.number} 不能延期：", tuple(reasons))
    is_continuing = deadline.kind is DeadlineKind.CONTINUING
    request = ExtensionRequest(
        item_id=item.id,
        round=item.round,
        asked_on=work.today,
        asked_by=work.actor.name,
        reason=reason,
        stage_goal=stage_goal.strip() if is_continuing else "",
        next_review=next_review if is_continuing else None,
        previous_phrase=item.deadline_phrase,
        previous_due=item.deadline_due,
        decision=RequestDecision.PENDING.value,
    )
    request.deadline = deadline
    work.session.add(request)
    return item, request


def _approve(work: Work, item: Item, request: ExtensionRequest, approver: str, opinion: str) -> None:
    if item.first_deadline_phrase is None:  # 挂号 went on without one; it was settled later
        item.first_deadline_phrase = item.deadline_phrase
        item.first_deadline_due = item.deadline_due
    item.deadline = request.deadline
    item.extension_count += 1
    if request.deadline_kind == DeadlineKind.CONTINUING.value:
        request.previous_type = item.type
        item.type = RectificationType.LONG_TERM.value
        item.stage_goal = request.stage_goal
        item.next_review = request.next_review
    _decide(work, request, RequestDecision.APPROVED, approver, opinion)


def _decide(
    work: Work, request: ExtensionRequest, decision: RequestDecision, approver: str, opinion: str
) -> None:
    request.decision = decision.value
    request.decided_on = work.today
    request.approver = approver
    request.opinion = opinion.strip()


def _open(work: Work, number: str) -> tuple[Item, ExtensionRequest]:
    item = item_of(work.session, number)
    request = _open_request(work, item)
    if request is None:
        raise Refusal(f"{item.number} 没有待批准的延期申请")
    return item, request


def _open_request(work: Work, item: Item) -> ExtensionRequest | None:
    return work.session.scalars(
        select(ExtensionRequest).where(
            ExtensionRequest.item_id == item.id, ExtensionRequest.decision == RequestDecision.PENDING.value
        )
    ).first()


def _refuse_own(actor: Actor, item: Item, request: ExtensionRequest) -> None:
    if actor.is_called(request.asked_by):
        asker = request.asked_by
        raise NotPermitted(f"{item.number} 的延期由另一人批准，申请人不能批自己的（申请人：{asker}）")
