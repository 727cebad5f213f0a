"""Mined candidates as the commands of their review take hold of them."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.errors import NotFound, Refusal
from tracker.ledger.models import Candidate, Document
from tracker.ledger.review_rows import WAITING
from tracker.ledger.words import CandidateKind, Verdict

WAITING_CODES = tuple(verdict.value for verdict in WAITING)


def document_of(session: Session, document_id: int) -> Document:
    """A 来源文件. Raises NotFound."""
    document = session.get(Document, document_id)
    if document is None:
        raise NotFound(f"没有编号为{document_id}的来源文件")
    return document


def candidates_of(session: Session, ids: Collection[int]) -> list[Candidate]:
    """All of them. Raises NotFound."""
    rows = list(session.scalars(select(Candidate).where(Candidate.id.in_(ids)).order_by(Candidate.id)))
    strangers = set(ids) - {row.id for row in rows}
    if strangers or not ids:
        raise NotFound(f"没有候选 {'、'.join(map(str, sorted(strangers)))}")
    return rows


def refuse_unless_waiting(row: Candidate) -> None:
    """Raise Refusal for one that was reviewed."""
    if row.verdict not in WAITING_CODES:
        raise Refusal(f"候选{row.ordinal + 1}已经复核过（{Verdict(row.verdict).word}）")


def first_verdict(kind: CandidateKind) -> Verdict:
    """成效 stay with the document; the others wait for review."""
    return Verdict.KEPT if kind is CandidateKind.RESULT else Verdict.PENDING
