"""Reading documents and what was mined from them."""

from __future__ import annotations

from sqlalchemy import func, select

from tracker.errors import NotFound
from tracker.ledger.models import Candidate, Document, Item
from tracker.ledger.queries import read_deadline
from tracker.ledger.rows import CandidateRow, DocumentRow, OwnerRow
from tracker.ledger.store import Ledger
from tracker.ledger.words import CandidateKind, OwnerRole, Verdict


def documents(ledger: Ledger) -> list[DocumentRow]:
    """Every document and how far its review is, newest first."""
    with ledger.read() as connection:
        tallies: dict[int, dict[str, int]] = {}
        counted = select(Candidate.document_id, Candidate.verdict, func.count()).group_by(
            Candidate.document_id, Candidate.verdict
        )
        for document_id, verdict, count in connection.execute(counted):
            tallies.setdefault(document_id, {})[verdict] = count
        columns = (
            Document.id,
            Document.title,
            Document.date,
            Document.source_name,
            func.length(Document.text).label("characters"),
            Document.sha256,
        )
        return [
            DocumentRow(*row, *(tallies.get(row.id, {}).get(verdict, 0) for verdict in Verdict))
            for row in connection.execute(select(*columns).order_by(Document.id.desc()))
        ]


def document_text(ledger: Ledger, document_id: int) -> str:
    """The whole text of a document. Raises NotFound."""
    with ledger.read() as connection:
        text = connection.scalar(select(Document.text).where(Document.id == document_id))
    if text is None:
        raise NotFound(f"没有编号为{document_id}的来源文件")
    return text


def candidates(ledger: Ledger, document_id: int) -> list[CandidateRow]:
    """What was mined from a document, in the order of its text."""
    query = (
        select(Candidate.__table__, Item.number)
        .outerjoin_from(Candidate.__table__, Item.__table__, Item.id == Candidate.item_id)
        .where(Candidate.document_id == document_id)
        .order_by(Candidate.ordinal)
    )
    with ledger.read() as connection:
        return [
            CandidateRow(
                id=row.id,
                ordinal=row.ordinal,
                kind=CandidateKind(row.kind),
                text=row.text,
                start=row.start,
                end=row.end,
                section=tuple(row.section),
                parent=row.parent,
                checkable=row.checkable,
                confidence=row.confidence,
                deadline=read_deadline(row),
                owners=tuple(OwnerRow(OwnerRole(role), name) for role, name in row.owners),
                missing=tuple(row.missing),
                rules=tuple(row.rules),
                verdict=Verdict(row.verdict),
                reason=row.reason,
                item_number=row.number or "",
            )
            for row in connection.execute(query)
        ]
