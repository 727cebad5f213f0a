"""The steps of an item's life; what each demands stands in `lifecycle`, nowhere else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from tracker.errors import Refusal
from tracker.ledger.commands.finding import application_of, facts_of, item_of
from tracker.ledger.commands.making import required
from tracker.ledger.lifecycle import Step, check
from tracker.ledger.models import Application, Item, LookBack
from tracker.ledger.rows import Actor, Deadline
from tracker.ledger.store import Ledger, Work
from tracker.ledger.words import Decision, LookBackResult, State


def _advance(
    work: Work,
    number: str,
    step: Step,
    *,
    waiver: str = "",
    opinion: str = "",
    reason: str = "",
    basis: str = "",
) -> Item:
    """Check the step against the table and move the item."""
    item = item_of(work.session, number)
    facts = replace(facts_of(work.session, item), opinion=opinion, reason=reason, basis=basis)
    transition = check(step, facts, work.actor, waiver=waiver)
    item.state = transition.target.value
    return item


def register(
    ledger: Ledger, actor: Actor, numbers: Sequence[str], *, today: dt.date, waiver: str = ""
) -> None:
    """挂号: the item goes on the books with its four 有.

    What is missing refuses, unless `waiver` says why one goes on without it; the reason stays in the journal.
    """
    with ledger.transaction(actor, "register", today=today, reason=waiver) as work:
        for number in numbers:
            item = _advance(work, number, Step.REGISTER, waiver=waiver)
            item.registered_on = today
            if item.first_deadline_phrase is None:
                item.first_deadline_phrase = item.deadline_phrase
                item.first_deadline_due = item.deadline_due


def apply_for_closing(
    ledger: Ledger,
    actor: Actor,
    number: str,
    *,
    today: dt.date,
    completion: str | None = None,
    inference: str | None = None,
) -> None:
    """申请销号; `completion` and `inference` replace what is written on the item when given."""
    with ledger.transaction(actor, "apply", today=today) as work:
        item = item_of(work.session, number)
        if completion is not None:
            item.completion = completion.strip()
        if inference is not None:
            item.inference = inference.strip()
        item = _advance(work, number, Step.APPLY)
        work.session.add(
            Application(
                item_id=item.id,
                round=item.round,
                applied_on=today,
                applicant=actor.name,
                completion=item.completion,
                inference=item.inference,
                decision=Decision.PENDING.value,
            )
        )


def withdraw(ledger: Ledger, actor: Actor, number: str, *, today: dt.date) -> None:
    """The applicant takes the application back."""
    with ledger.transaction(actor, "withdraw", today=today) as work:
        item = _advance(work, number, Step.WITHDRAW)
        _decide(work, item, Decision.WITHDRAWN, "")


def return_for_more(ledger: Ledger, actor: Actor, number: str, *, opinion: str, today: dt.date) -> None:
    """退回 with written 补充整改要求."""
    with ledger.transaction(actor, "return", today=today, reason=opinion.strip()) as work:
        item = _advance(work, number, Step.RETURN, opinion=opinion)
        _decide(work, item, Decision.RETURNED, opinion)


def close(ledger: Ledger, actor: Actor, number: str, *, today: dt.date, opinion: str = "") -> None:
    """销号: the reviewer accepts the proof and strikes the item."""
    with ledger.transaction(actor, "close", today=today, reason=opinion.strip()) as work:
        item = _advance(work, number, Step.CLOSE, opinion=opinion)
        _decide(work, item, Decision.ACCEPTED, opinion)
        item.closed_on = today


def _decide(work: Work, item: Item, decision: Decision, opinion: str) -> None:
    application = application_of(work.session, item)
    if application is None:
        raise Refusal(f"{item.number} 没有销号申请")
    application.decision = decision.value
    application.decided_on = work.today
    application.reviewer = work.actor.name
    application.opinion = opinion.strip()


def look_back(ledger: Ledger, actor: Actor, number: str, *, finding: str, today: dt.date) -> None:
    """回头看 with the result 巩固: the item stays closed. What must be done again goes through `reopen`."""
    with ledger.transaction(actor, "look_back", today=today) as work:
        item = _advance(work, number, Step.LOOK_BACK, reason=finding)
        _record_look_back(work, item, LookBackResult.CONSOLIDATED, finding, "")


def reopen(ledger: Ledger, actor: Actor, number: str, *, reason: str, basis: str, today: dt.date) -> None:
    """回炉: a new round, whose 完成情况 and 举一反三 are still to be written; the old round's application
    and dates stay. A stopped item is taken up again.
    """
    with ledger.transaction(actor, "reopen", today=today, reason=reason.strip()) as work:
        item = item_of(work.session, number)
        was_closed = item.state == State.CLOSED.value
        item = _advance(work, number, Step.REOPEN, reason=reason, basis=basis)
        if was_closed:
            _record_look_back(work, item, LookBackResult.RETURNED, reason, basis)
            item.round += 1
            item.closed_on = None
            item.completion = item.inference = ""
            item.extension_count = 0


def _record_look_back(work: Work, item: Item, result: LookBackResult, finding: str, basis: str) -> None:
    work.session.add(
        LookBack(
            item_id=item.id,
            round=item.round,
            on=work.today,
            by=work.actor.name,
            result=result.value,
            finding=finding.strip(),
            basis=basis.strip(),
        )
    )


def stop(ledger: Ledger, actor: Actor, number: str, *, reason: str, today: dt.date) -> None:
    """终止 with a reason."""
    with ledger.transaction(actor, "stop", today=today, reason=reason.strip()) as work:
        _advance(work, number, Step.STOP, reason=reason)


def extend(
    ledger: Ledger,
    actor: Actor,
    number: str,
    *,
    deadline: Deadline,
    reason: str,
    approver: str,
    today: dt.date,
) -> None:
    """延期: a later date, asked before the due one, with reason and approving leader (DOMAIN.md §6)."""
    approved = f"{required(reason, '延期理由')}（批准人：{required(approver, '批准人')}）"
    with ledger.transaction(actor, "extend", today=today, reason=approved) as work:
        item = item_of(work.session, number)
        reasons = extension_refusals(State(item.state), item.deadline, today)
        if item.deadline_due is not None and item.deadline_due >= today:
            reasons += _not_later(deadline, item.deadline_due)
        if reasons:
            raise Refusal(f"{item.number} 不能延期：", reasons)
        if item.first_deadline_phrase is None:  # 挂号 went on without one; it was settled later
            item.first_deadline_phrase = item.deadline_phrase
            item.first_deadline_due = item.deadline_due
        item.deadline = deadline
        item.extension_count += 1


def extension_refusals(state: State, present: Deadline | None, today: dt.date) -> tuple[str, ...]:
    """Why an item cannot be extended whatever the new limit, one line each; empty when it can."""
    lines = []
    if state is not State.RECTIFYING:
        lines.append(f"现在是“{state.word}”，只有“整改中”的事项才能延期")
    if present is None or present.due is None:
        lines.append("没有确定的整改时限，无从延期")
    elif present.due < today:
        lines.append(f"时限{present.due}已过，延期须在到期前提出")
    return tuple(lines)


def _not_later(deadline: Deadline, present: dt.date) -> tuple[str, ...]:
    if deadline.due is None or deadline.due <= present:
        return (f"新时限须晚于现时限{present}",)
    if deadline.confirm:
        return (f"新时限“{deadline.phrase}”待明确，请定下日期",)
    return ()
