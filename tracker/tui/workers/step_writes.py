"""The steps of an item's life as the forms write them; for workers only."""

from __future__ import annotations

import datetime as dt

from tracker.errors import BadInput
from tracker.ledger.actor import Actor
from tracker.ledger.closing_rows import Signature
from tracker.ledger.commands import advancing, closing, extending, truths
from tracker.ledger.list_rows import Deadline
from tracker.ledger.pages import item_page
from tracker.ledger.store import Ledger
from tracker.ledger.words import DeadlineKind, Reported, RequestDecision, State, Verified
from tracker.tui.workers.writes import Values, day_of, day_or_none, deadline_of, measure_number

ANSWER = "answer-"
"""Before the number of a finding, in the name of the field that answers it."""


def signature_of(values: Values, today: dt.date) -> Signature | None:
    """What was signed on paper; None where nothing is filled in. Raises BadInput."""
    by, on, number = (values.get(name, "").strip() for name in ("signed_by", "signed_on", "document_number"))
    if not by:
        if on or number:
            raise BadInput("写了签字日期或文号，也要写签字人")
        return None
    return Signature(by, day_of(on, today, is_past=True), number)


def register(ledger: Ledger, actor: Actor, number: str, today: dt.date, values: Values) -> str:
    """挂号, with a reason where something is missing."""
    advancing.register(ledger, actor, [number], today=today, waiver=values.get("waiver", ""))
    return f"{number} 已挂号"


def apply(ledger: Ledger, actor: Actor, number: str, today: dt.date, values: Values) -> str:
    """申请销号."""
    advancing.apply_for_closing(
        ledger,
        actor,
        number,
        today=today,
        completion=values["completion"],
        inference=values["inference"],
        answers={
            int(name.removeprefix(ANSWER)): text
            for name, text in values.items()
            if name.startswith(ANSWER) and text.strip()
        },
    )
    return f"{number} 已申请销号"


def pass_preliminary(ledger: Ledger, actor: Actor, number: str, today: dt.date, values: Values) -> str:
    """初审通过."""
    advancing.pass_preliminary(
        ledger,
        actor,
        number,
        today=today,
        opinion=values["opinion"],
        signature=signature_of(values, today),
    )
    return f"{number} 初审已通过，请另一人销号"


def withdraw(ledger: Ledger, actor: Actor, number: str, today: dt.date, values: Values) -> str:
    """撤回申请."""
    advancing.withdraw(ledger, actor, number, today=today)
    return f"{number} 已撤回销号申请"


def close_item(ledger: Ledger, actor: Actor, number: str, today: dt.date, values: Values) -> str:
    """同意销号."""
    advancing.close(
        ledger,
        actor,
        number,
        today=today,
        opinion=values["opinion"],
        signature=signature_of(values, today),
    )
    return f"{number} 已销号"


def return_item(ledger: Ledger, actor: Actor, number: str, today: dt.date, values: Values) -> str:
    """退回."""
    advancing.return_for_more(
        ledger,
        actor,
        number,
        opinion=values["opinion"],
        today=today,
        signature=signature_of(values, today),
    )
    return f"{number} 已退回，补充整改"


def extend(ledger: Ledger, actor: Actor, number: str, today: dt.date, values: Values) -> str:
    """延期 that a leader approved already."""
    deadline = _new_deadline(ledger, number, values, today)
    extending.extend(
        ledger,
        actor,
        number,
        deadline=deadline,
        reason=values["reason"],
        approver=values["approver"],
        today=today,
        stage_goal=values["stage_goal"],
        next_review=day_or_none(values["next_review"], today),
    )
    return f"{number} 已延期到 {_limit_words(deadline)}"


def ask_extension(ledger: Ledger, actor: Actor, number: str, today: dt.date, values: Values) -> str:
    """申请延期."""
    deadline = _new_deadline(ledger, number, values, today)
    extending.ask_extension(
        ledger,
        actor,
        number,
        deadline=deadline,
        reason=values["reason"],
        today=today,
        stage_goal=values["stage_goal"],
        next_review=day_or_none(values["next_review"], today),
    )
    return f"{number} 已申请延期到 {_limit_words(deadline)}，请领导批准"


def _new_deadline(ledger: Ledger, number: str, values: Values, today: dt.date) -> Deadline:
    deadline = deadline_of(ledger, number, values["deadline"], today)
    if deadline is None:
        raise BadInput("请写明新时限")
    return deadline


def _limit_words(deadline: Deadline) -> str:
    return str(deadline.due or deadline.kind.word)


def decide_extension(ledger: Ledger, actor: Actor, number: str, today: dt.date, values: Values) -> str:
    """同意 or 不同意 what was asked for."""
    opinion = values["opinion"]
    if values["decision"] == RequestDecision.REFUSED.value:
        extending.refuse_extension(ledger, actor, number, opinion=opinion, today=today)
        return f"{number} 不同意延期，时限不变"
    due = extending.approve_extension(ledger, actor, number, today=today, opinion=opinion)
    return f"{number} 已同意延期到 {due or DeadlineKind.CONTINUING.word}"


def withdraw_extension(ledger: Ledger, actor: Actor, number: str, today: dt.date, values: Values) -> str:
    """撤回延期申请."""
    extending.withdraw_extension(ledger, actor, number, today=today)
    return f"{number} 已撤回延期申请"


def report(ledger: Ledger, actor: Actor, number: str, today: dt.date, values: Values) -> str:
    """自报."""
    state = Reported(values["state"])
    truths.report(
        ledger,
        actor,
        number,
        state,
        today=today,
        text=values["text"],
        # A reason of an earlier report stands in the form too: it is none of a report of another kind.
        reason=values["reason"] if state is Reported.NOT_DONE else "",
        next_step=values["next_step"],
        stage_goal=values["stage_goal"],
        next_review=day_or_none(values["next_review"], today),
    )
    return f"{number} 已自报“{state.word}”"


def verify(ledger: Ledger, actor: Actor, number: str, today: dt.date, values: Values) -> str:
    """核实 of the item, or of one measure."""
    result, measure = Verified(values["result"]), measure_number(values)
    truths.verify(ledger, actor, number, result, note=values["note"], today=today, measure=measure)
    part = f"措施{measure}" if measure is not None else ""
    return f"{number} {part}已登记核实“{result.word}”"


def sign(ledger: Ledger, actor: Actor, number: str, today: dt.date, values: Values) -> str:
    """签字 on the printed form of one step of the review."""
    signature = signature_of(values, today)
    if signature is None:
        raise BadInput("请写明签字人")
    closing.sign(ledger, actor, number, signature, today=today, step=int(values["step"]))
    return f"{number} 已登记 {signature.by} 签字"


def look_back(ledger: Ledger, actor: Actor, number: str, today: dt.date, values: Values) -> str:
    """回头看, 巩固."""
    advancing.look_back(ledger, actor, number, finding=values["finding"], today=today)
    return f"{number} 已登记回头看（巩固）"


def reopen(ledger: Ledger, actor: Actor, number: str, today: dt.date, values: Values) -> str:
    """回炉, or 恢复办理 of what was stopped."""
    advancing.reopen(
        ledger,
        actor,
        number,
        reason=values["reason"],
        basis=values["basis"],
        today=today,
        deadline=deadline_of(ledger, number, values.get("deadline", ""), today),
    )
    row = item_page(ledger, number, today=today).row
    if row.state is State.UNREGISTERED:
        return f"{number} 已恢复办理，待挂号"
    return f"{number} 已回炉，第{row.round}轮整改"


def stop(ledger: Ledger, actor: Actor, number: str, today: dt.date, values: Values) -> str:
    """终止."""
    advancing.stop(ledger, actor, number, reason=values["reason"], today=today)
    return f"{number} 已终止"
