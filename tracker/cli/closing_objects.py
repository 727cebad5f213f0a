"""What 销号 and 延期 show, as the documented JSON objects and as the lines of `tracker show`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tracker.ledger.closing_rows import FindingRow, PublicityRow, RequestRow, ReviewRow, Signature
from tracker.ledger.rows import ApplicationRow, ItemPage
from tracker.ledger.words import RequestDecision

Object = dict[str, Any]
Pairs = list[tuple[str, str]]


def finding_object(row: FindingRow) -> Object:
    """One finding of the 销号体检 with its answer."""
    return {"finding": row.ordinal, "check": row.check, "text": row.text, "answer": row.answer}


def review_object(row: ReviewRow) -> Object:
    """One step of a review."""
    signature = row.signature
    return {
        "step": row.step,
        "on": row.on,
        "reviewer": row.reviewer,
        "decision": row.decision,
        "opinion": row.opinion,
        "signed_by": signature.by if signature else "",
        "signed_on": signature.on if signature else None,
        "document_number": signature.document_number if signature else "",
    }


def publicity_object(row: PublicityRow) -> Object:
    """One 公示."""
    return {
        "round": row.round,
        "begins": row.begins,
        "ends": row.ends,
        "place": row.place,
        "objections": row.objections,
    }


def request_object(row: RequestRow) -> Object:
    """One request for 延期."""
    deadline = row.deadline
    return {
        "number": row.number,
        "title": row.title,
        "round": row.round,
        "asked_on": row.asked_on,
        "asked_by": row.asked_by,
        "reason": row.reason,
        "deadline": deadline.phrase if deadline else "",
        "due": deadline.due if deadline else None,
        "previous_deadline": row.previous_phrase,
        "previous_due": row.previous_due,
        "stage_goal": row.stage_goal,
        "next_review": row.next_review,
        "decision": row.decision,
        "decided_on": row.decided_on,
        "approver": row.approver,
        "opinion": row.opinion,
    }


def closing_sections(page: ItemPage) -> Iterator[tuple[str, Pairs]]:
    """The parts of an item's page that are about 延期, 公示 and 销号."""
    yield "延期申请", [(str(row.asked_on), _request(row)) for row in page.requests]
    yield "公示", [(f"{row.begins} 至 {row.ends}", _publicity(row)) for row in page.publicities]
    yield (
        "销号申请",
        [
            (str(entry.applied_on), "\n".join(_application(entry, page.row.round)))
            for entry in page.applications
        ],
    )


def _application(entry: ApplicationRow, present: int) -> Iterator[str]:
    """What was applied, found, answered, and decided at each step; all of it stays for ever."""
    rounds = f"第{entry.round}轮 " if present > 1 else ""
    yield (
        f"{rounds}{entry.applicant}申请：{entry.decision.word}"
        + (f"（{entry.decided_on} {entry.reviewer}）" if entry.decided_on else "")
        + (f" {entry.opinion}" if entry.opinion and not entry.reviews else "")
    )
    for finding in entry.findings:
        yield f"体检{finding.ordinal} {finding.text}——答复：{finding.answer}"
    for review in entry.reviews:
        opinion = f"：{review.opinion}" if review.opinion else ""
        yield f"{review.on} {review.reviewer} {review.decision.word}{opinion}" + _signed(review.signature)


def _signed(signature: Signature | None) -> str:
    if signature is None:
        return ""
    number = f"，{signature.document_number}" if signature.document_number else ""
    return f"（纸质件{signature.by} {signature.on}签字{number}）"


def _publicity(row: PublicityRow) -> str:
    return f"{row.place or '未写方式'}　{row.objections or '有无异议未登记'}"


def _request(row: RequestRow) -> str:
    wanted = row.deadline.due or row.deadline.phrase if row.deadline else ""
    line = f"{row.asked_by}申请由{row.previous_due or row.previous_phrase}延到{wanted}：{row.reason}"
    if row.stage_goal:
        line += f"；阶段目标：{row.stage_goal}，{row.next_review}复核"
    decided = f"（{row.decided_on} {row.approver}）" if row.decision is not RequestDecision.PENDING else ""
    opinion = f" {row.opinion}" if row.opinion else ""
    return f"{line}　{row.decision.word}{decided}{opinion}"
