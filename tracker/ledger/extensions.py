"""延期: what refuses one, and the requests for it as rows."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import Select, select

from tracker.ledger.closing_rows import RequestRow
from tracker.ledger.list_rows import Deadline
from tracker.ledger.models import ExtensionRequest, Item
from tracker.ledger.numbers import read_number, unknown_number
from tracker.ledger.store import Ledger
from tracker.ledger.words import DeadlineKind, RequestDecision, State


def extension_refusals(state: State, present: Deadline | None, today: dt.date) -> tuple[str, ...]:
    """Why an item cannot be extended whatever the new limit, one line each; empty when it can."""
    lines = refusals_by_state(state, present)
    if not lines and present is not None and present.due is not None and present.due < today:
        lines = (f"时限{present.due}已过，延期须在到期前提出",)
    return lines


def refusals_by_state(state: State, present: Deadline | None) -> tuple[str, ...]:
    """Why it cannot whatever the day: what was asked for in time may be approved when the day is past."""
    lines = []
    if state is not State.RECTIFYING:
        lines.append(f"现在是“{state.word}”，只有“整改中”的事项才能延期")
    if present is None or present.due is None:
        lines.append("没有确定的整改时限，无从延期")
    return tuple(lines)


def limit_refusals(
    deadline: Deadline, present: dt.date, *, stage_goal: str, next_review: dt.date | None, today: dt.date
) -> tuple[str, ...]:
    """What is wrong with the new limit: it lies later; 长期坚持 wants 阶段目标 and 下次复核."""
    if deadline.kind is DeadlineKind.CONTINUING and deadline.due is None:
        lines = [] if stage_goal.strip() else ["延期为长期坚持，须写明阶段目标"]
        if next_review is None:
            lines.append("延期为长期坚持，须写明下次复核日期")
        elif next_review <= today:
            lines.append(f"下次复核日期{next_review}须在今天（{today}）之后")
        return tuple(lines)
    if deadline.due is None or deadline.due <= present:
        return (f"新时限须晚于现时限{present}",)
    return (f"新时限“{deadline.phrase}”待明确，请定下日期",) if deadline.confirm else ()


def requests_query() -> Select[Any]:
    """The columns that `request_row` reads, in the order they were asked."""
    return (
        select(ExtensionRequest.__table__, Item.number, Item.title)
        .join(Item, Item.id == ExtensionRequest.item_id)
        .order_by(ExtensionRequest.id)
    )


def request_row(row: Any) -> RequestRow:
    """A request from the columns of `requests_query`."""
    deadline = None
    if row.deadline_kind is not None:
        deadline = Deadline(row.deadline_phrase or "", DeadlineKind(row.deadline_kind), row.deadline_due)
    return RequestRow(
        number=row.number,
        title=row.title,
        round=row.round,
        asked_on=row.asked_on,
        asked_by=row.asked_by,
        reason=row.reason,
        deadline=deadline,
        previous_phrase=row.previous_phrase or "",
        previous_due=row.previous_due,
        stage_goal=row.stage_goal,
        next_review=row.next_review,
        decision=RequestDecision(row.decision),
        decided_on=row.decided_on,
        approver=row.approver,
        opinion=row.opinion,
    )


def extension_requests(
    ledger: Ledger, number: str | None = None, *, only_open: bool = True
) -> list[RequestRow]:
    """Requests of one item or of all, the longest waiting first. Raises NotFound."""
    query = requests_query()
    if only_open:
        query = query.where(ExtensionRequest.decision == RequestDecision.PENDING.value)
    with ledger.read() as connection:
        if number is not None:
            wanted = read_number(number)
            if connection.scalar(select(Item.id).where(Item.number == wanted)) is None:
                raise unknown_number(number)
            query = query.where(Item.number == wanted)
        return [request_row(row) for row in connection.execute(query)]
