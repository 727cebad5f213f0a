"""The steps of an item's life; what each demands stands in `lifecycle`, nowhere else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy import func, select

from tracker.errors import Refusal
from tracker.ledger.actor import Actor
from tracker.ledger.closing_rows import FindingRow, Signature
from tracker.ledger.closings import closing_facts
from tracker.ledger.commands.closing import record_signature
from tracker.ledger.commands.extending import drop_open_request
from tracker.ledger.commands.finding import application_of, facts_of, item_of, keep_at_hand
from tracker.ledger.commands.rounds import begin_new_round
from tracker.ledger.commands.sampling import waiting_sample
from tracker.ledger.commands.spans import give_immediate_span
from tracker.ledger.examination import examine
from tracker.ledger.lifecycle import Step, check
from tracker.ledger.list_rows import Deadline
from tracker.ledger.models import Application, ApplicationFinding, Campaign, Item, LookBack, Review
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
    findings: tuple[FindingRow, ...] = (),
) -> Item:
    """Check the step against the table and move the item."""
    item = item_of(work.session, number)
    facts = replace(
        facts_of(work.session, item),
        opinion=opinion,
        reason=reason,
        basis=basis,
        findings=findings,
        closing=closing_facts(work.session, [item.id], today=work.today)[item.id],
    )
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
        if len(numbers) > 1:
            keep_at_hand(work.session, numbers)
        for number in numbers:
            item = _advance(work, number, Step.REGISTER, waiver=waiver)
            item.registered_on = item.registered_on or today  # 终止 and taken up again: on the books since
            give_immediate_span(work, item)
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
    answers: Mapping[int, str] | None = None,
) -> None:
    """申请销号; `completion` and `inference` replace what is written on the item when given.

    `answers` are to the findings of the 销号体检 (`examination`) by their ordinals; all go with the
    application, and one without an answer refuses it.
    """
    with ledger.transaction(actor, "apply", today=today) as work:
        item = item_of(work.session, number)
        if completion is not None:
            item.completion = completion.strip()
        if inference is not None:
            item.inference = inference.strip()
        findings = _answered(item, examine(work.session, item, today), answers or {})
        item = _advance(work, number, Step.APPLY, findings=findings)
        drop_open_request(work, item, "已申请销号")
        application = Application(
            item_id=item.id,
            round=item.round,
            applied_on=today,
            applicant=actor.name,
            completion=item.completion,
            inference=item.inference,
            decision=Decision.PENDING.value,
            **_demands(work, item),
        )
        work.session.add(application)
        work.session.flush()
        for finding in findings:
            work.session.add(
                ApplicationFinding(
                    application_id=application.id,
                    ordinal=finding.ordinal,
                    check=finding.check.value,
                    text=finding.text,
                    answer=finding.answer,
                )
            )


def _demands(work: Work, item: Item) -> dict[str, int]:
    """What the campaign demands before 销号 on the day of the application."""
    campaign = work.session.get_one(Campaign, item.campaign_id)
    return {
        "review_steps": campaign.review_steps,
        "publicity_days": campaign.publicity_days,
        "satisfaction_percent": campaign.satisfaction_percent,
    }


def _answered(
    item: Item, findings: Sequence[FindingRow], answers: Mapping[int, str]
) -> tuple[FindingRow, ...]:
    if unknown := sorted(set(answers) - {finding.ordinal for finding in findings}):
        known = f"只有{len(findings)}条" if findings else "没有查出问题"
        raise Refusal(
            f"{item.number} 的销号体检没有第{'、'.join(map(str, unknown))}条（{known}），请核对序号"
        )
    return tuple(
        replace(finding, answer=answers.get(finding.ordinal, finding.answer).strip()) for finding in findings
    )


def withdraw(ledger: Ledger, actor: Actor, number: str, *, today: dt.date) -> None:
    """The applicant takes the application back."""
    with ledger.transaction(actor, "withdraw", today=today) as work:
        item = _advance(work, number, Step.WITHDRAW)
        _decide(work, item, Decision.WITHDRAWN, "")


def return_for_more(
    ledger: Ledger,
    actor: Actor,
    number: str,
    *,
    opinion: str,
    today: dt.date,
    signature: Signature | None = None,
) -> None:
    """退回 with written 补充整改要求, at either step of the review."""
    with ledger.transaction(actor, "return", today=today, reason=opinion.strip()) as work:
        item = _advance(work, number, Step.RETURN, opinion=opinion)
        _review(work, item, Decision.RETURNED, opinion, signature)
        _decide(work, item, Decision.RETURNED, opinion)


def pass_preliminary(
    ledger: Ledger,
    actor: Actor,
    number: str,
    *,
    today: dt.date,
    opinion: str = "",
    signature: Signature | None = None,
) -> None:
    """初审通过: the first of two reviewers; the application stays open for the second one."""
    with ledger.transaction(actor, "preliminary", today=today, reason=opinion.strip()) as work:
        item = _advance(work, number, Step.PRELIMINARY, opinion=opinion)
        _review(work, item, Decision.PASSED, opinion, signature)


def close(
    ledger: Ledger,
    actor: Actor,
    number: str,
    *,
    today: dt.date,
    opinion: str = "",
    signature: Signature | None = None,
) -> None:
    """销号: the reviewer accepts the proof and strikes the item."""
    with ledger.transaction(actor, "close", today=today, reason=opinion.strip()) as work:
        item = _advance(work, number, Step.CLOSE, opinion=opinion)
        _review(work, item, Decision.ACCEPTED, opinion, signature)
        _decide(work, item, Decision.ACCEPTED, opinion)
        item.closed_on = today


def _review(work: Work, item: Item, decision: Decision, opinion: str, signature: Signature | None) -> None:
    """Keep what one reviewer found, with what was signed on paper."""
    application = _application(work, item)
    earlier = work.session.scalar(select(func.count()).where(Review.application_id == application.id)) or 0
    review = Review(
        application_id=application.id,
        step=earlier + 1,
        on=work.today,
        reviewer=work.actor.name,
        decision=decision.value,
        opinion=opinion.strip(),
    )
    if signature is not None:
        record_signature(work, item, application, review, signature)
    work.session.add(review)


def _decide(work: Work, item: Item, decision: Decision, opinion: str) -> None:
    application = _application(work, item)
    application.decision = decision.value
    application.decided_on = work.today
    application.reviewer = work.actor.name
    application.opinion = opinion.strip()


def _application(work: Work, item: Item) -> Application:
    application = application_of(work.session, item)
    if application is None:
        raise Refusal(f"{item.number} 没有销号申请")
    return application


def look_back(ledger: Ledger, actor: Actor, number: str, *, finding: str, today: dt.date) -> None:
    """回头看 with the result 巩固: the item stays closed. What must be done again goes through `reopen`.

    Either counts for the last draw in which the item still waits to be looked at.
    """
    with ledger.transaction(actor, "look_back", today=today) as work:
        item = _advance(work, number, Step.LOOK_BACK, reason=finding)
        _record_look_back(work, item, LookBackResult.CONSOLIDATED, finding, "")


def reopen(
    ledger: Ledger,
    actor: Actor,
    number: str,
    *,
    reason: str,
    basis: str,
    today: dt.date,
    deadline: Deadline | None = None,
) -> int:
    """回炉: a new round with a limit of its own; the old round stays as it was. A stopped item is taken up
    again, with the limit it had.

    Returns the round that begins; 0 where a stopped item goes on in its own.
    """
    with ledger.transaction(actor, "reopen", today=today, reason=reason.strip()) as work:
        item = item_of(work.session, number)
        was_closed = item.state == State.CLOSED.value
        item = _advance(work, number, Step.REOPEN, reason=reason, basis=basis)
        if was_closed:
            _record_look_back(work, item, LookBackResult.RETURNED, reason, basis)
            begin_new_round(work, item, reason=reason, basis=basis, deadline=deadline)
        elif deadline is not None:
            raise Refusal(f"{number} 是恢复办理，不是回炉，时限请用 tracker edit {number} --deadline 修改")
        return item.round if was_closed else 0


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
            sample_id=waiting_sample(work.session, item.id),
        )
    )


def stop(ledger: Ledger, actor: Actor, number: str, *, reason: str, today: dt.date) -> None:
    """终止 with a reason."""
    with ledger.transaction(actor, "stop", today=today, reason=reason.strip()) as work:
        item = _advance(work, number, Step.STOP, reason=reason)
        drop_open_request(work, item, "事项已终止")
