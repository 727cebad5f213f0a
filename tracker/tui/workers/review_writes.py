"""What the review of a document writes; each returns the sentence for the foot; for workers only."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from tracker.desk import reviewing as desk
from tracker.desk.deadlines import read_deadline
from tracker.errors import Refusal
from tracker.ledger import reviews
from tracker.ledger.actor import Actor
from tracker.ledger.commands import intake, reviewing
from tracker.ledger.commands.drafts import CandidateEdit
from tracker.ledger.list_rows import Deadline
from tracker.ledger.review_rows import CandidateRow, DocumentRow
from tracker.ledger.store import Ledger
from tracker.ledger.words import CandidateKind, OwnerRole
from tracker.text.dates import parse_date
from tracker.tui.lines import editable
from tracker.tui.workers.writes import Values, split_names

ROLES = {
    "leader": OwnerRole.LEADER,
    "lead": OwnerRole.LEAD,
    "responsible": OwnerRole.RESPONSIBLE,
    "cooperating": OwnerRole.COOPERATING,
}


@dataclass(frozen=True, slots=True)
class Desk:
    """Who reviews which document on what day."""

    actor: Actor
    document_id: int
    base: dt.date
    """The document's day, which limits count from."""
    today: dt.date


def reject(ledger: Ledger, at: Desk, candidate_id: int, reason: str) -> str:
    """弃 with a reason."""
    intake.reject(ledger, at.actor, [candidate_id], reason=reason, today=at.today)
    return "已弃用这条候选"


def change_kind(ledger: Ledger, at: Desk, candidate_id: int, kind: CandidateKind) -> str:
    """换类别."""
    edit = CandidateEdit(kind=kind)
    reviewing.edit_candidate(ledger, at.actor, candidate_id, edit, today=at.today)
    return f"已改为{kind.word}"


def merge(ledger: Ledger, at: Desk, candidate_id: int) -> str:
    """并入上条."""
    merged = reviewing.merge_candidates(ledger, at.actor, candidate_id, today=at.today)
    if merged.number:
        return f"已写入 {merged.number} 的具体表现"
    return f"已并入第{merged.ordinal + 1}条"


def split(ledger: Ledger, at: Desk, candidate_id: int, place: int) -> str:
    """拆分 at a place of the document."""
    ordinal = desk.split(ledger, at.actor, at.document_id, candidate_id, place, today=at.today)
    return f"已拆成两条，后一条是第{ordinal + 1}条"


def settle(ledger: Ledger, at: Desk, candidate_id: int, deadline: Deadline) -> str:
    """明确 what a limit means."""
    edit = CandidateEdit(deadline=deadline)
    reviewing.edit_candidate(ledger, at.actor, candidate_id, edit, today=at.today)
    return f"时限已明确为 {deadline.due or deadline.kind.word}"


def settle_typed(ledger: Ledger, at: Desk, candidate_id: int, values: Values) -> str:
    """明确 by a date of one's own."""
    row = reviews.candidate(ledger, at.document_id, candidate_id)
    if not values["deadline"].strip():
        raise Refusal("请写明时限")
    return settle(ledger, at, candidate_id, desk.settled(row.deadline, values["deadline"], at.base))


def candidate_values(row: CandidateRow) -> dict[str, str]:
    """A candidate as its form shows it."""
    names = {
        name: "、".join(owner.name for owner in row.owners if owner.role is role)
        for name, role in ROLES.items()
    }
    return {
        "kind": row.kind.value,
        "text": row.text,
        "deadline": row.deadline.phrase if row.deadline else "",
        **names,
        "missing": "、".join(row.missing),
        "target": row.target,
        "is_detail": "yes" if row.is_detail else "no",
    }


def edit(ledger: Ledger, at: Desk, row: CandidateRow, values: Values) -> str:
    """改: only what differs from the candidate that was shown."""
    old = candidate_values(row)
    changed = {name: text for name, text in values.items() if text.strip() != editable(old[name]).strip()}
    if not changed:
        raise Refusal("没有改动任何内容")
    phrase = changed.get("deadline")
    owners = None
    if changed.keys() & ROLES.keys():
        owners = {role: split_names(values[name]) for name, role in ROLES.items()}
    wanted = CandidateEdit(
        kind=CandidateKind(changed["kind"]) if "kind" in changed else None,
        text=changed.get("text"),
        deadline=read_deadline(phrase, base=at.base) if phrase and phrase.strip() else None,
        without_deadline=phrase is not None and not phrase.strip(),
        owners=owners,
        missing=split_names(changed["missing"]) if "missing" in changed else None,
        target=changed.get("target"),
        is_detail=changed["is_detail"] == "yes" if "is_detail" in changed else None,
    )
    reviewing.edit_candidate(ledger, at.actor, row.id, wanted, today=at.today)
    return f"第{row.ordinal + 1}条已修改"


def edit_document(ledger: Ledger, actor: Actor, row: DocumentRow, values: Values, today: dt.date) -> str:
    """改标题、日期."""
    title = values["title"] if values["title"].strip() != editable(row.title).strip() else None
    day = parse_date(values["date"]) if values["date"].strip() else None
    date = day if day != row.date else None
    if title is None and date is None:
        raise Refusal("没有改动任何内容")
    moved = desk.edit_document(ledger, actor, row.id, title=title, date=date, today=today)
    counted = f"，{moved}条待复核的时限按新日期重新推算" if moved else ""
    return f"文件已修改{counted}"
