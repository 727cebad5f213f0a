"""Reading documents and what was mined from them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, func, select

from tracker.errors import NotFound
from tracker.ledger.models import Campaign, Candidate, Document, Item
from tracker.ledger.portions import portions
from tracker.ledger.review_rows import (
    DIRECTIVES,
    AnswerRow,
    CandidateRow,
    DocumentRow,
    MarkRow,
    SayingRow,
    TwinRow,
)
from tracker.ledger.row_reading import read_deadline
from tracker.ledger.rows import OwnerRow
from tracker.ledger.store import Ledger
from tracker.ledger.words import (
    CHANGEABLE_STATES,
    CandidateKind,
    ItemKind,
    MarkKind,
    OwnerRole,
    Verdict,
)


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
            Campaign.name.label("campaign"),
        )
        query = select(*columns).join(Campaign, Campaign.id == Document.campaign_id)
        return [
            _document(row, tallies.get(row.id, {}))
            for row in connection.execute(query.order_by(Document.id.desc()))
        ]


def _document(row: Any, tally: Mapping[str, int]) -> DocumentRow:
    return DocumentRow(
        id=row.id,
        title=row.title,
        date=row.date,
        source_name=row.source_name,
        characters=row.characters,
        sha256=row.sha256,
        pending=tally.get(Verdict.PENDING.value, 0),
        accepted=tally.get(Verdict.ACCEPTED.value, 0),
        rejected=tally.get(Verdict.REJECTED.value, 0),
        kept=tally.get(Verdict.KEPT.value, 0),
        repeated=tally.get(Verdict.REPEATED.value, 0),
        campaign=row.campaign,
    )


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
        .order_by(Candidate.start, Candidate.ordinal)  # what was split off has the last ordinal
    )
    with ledger.read() as connection:
        rows = list(connection.execute(query))
        twins = _twins(connection, rows)
        titles = _titles(connection, rows)
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
                missing=tuple(row.missing) if CandidateKind(row.kind) in DIRECTIVES else (),
                rules=tuple(row.rules),
                verdict=Verdict(row.verdict),
                reason=row.reason,
                item_number=row.number or "",
                same_as=row.same_as,
                twin=twins.get(row.twin_id)
                or (TwinRow("", None, row.twin_number) if row.twin_number else None),
                answers=tuple(_answer(answer, titles) for answer in row.answers),
                home=row.home,
                marks=tuple(MarkRow(MarkKind(kind), int(start), int(end)) for kind, start, end in row.marks),
                target=row.target,
                is_detail=row.is_detail,
            )
            for row in rows
        ]


def candidate(ledger: Ledger, document_id: int, candidate_id: int) -> CandidateRow:
    """One of them. Raises NotFound."""
    found = next((row for row in candidates(ledger, document_id) if row.id == candidate_id), None)
    if found is None:
        raise NotFound(f"这份文件里没有候选 {candidate_id}")
    return found


def known_sayings(ledger: Ledger, beginnings: Collection[str], texts: Collection[str]) -> list[SayingRow]:
    """What the ledger has that may say the same: candidates that begin alike, items of one of these texts.

    Of what was said more than once the oldest comes first; what was rejected or is itself a repetition is
    left out.
    """
    said = (
        select(Candidate.id, Candidate.kind, Candidate.text, Candidate.document_id)
        .where(Candidate.verdict.in_((Verdict.PENDING.value, Verdict.ACCEPTED.value)))
        .order_by(Candidate.id)
    )
    typed = select(Item.number, Item.kind, Item.title).where(Item.document_id.is_(None)).order_by(Item.id)
    with ledger.read() as connection:
        return [
            *(
                SayingRow(row.kind, row.text, row.id, "", row.document_id)
                for part in portions(sorted(set(beginnings)))
                for row in connection.execute(said.where(Candidate.said.in_(part)))
            ),
            *(
                SayingRow(row.kind, row.title, None, row.number, None)
                for part in portions(sorted(set(texts)))
                for row in connection.execute(typed.where(Item.title.in_(part)))
            ),
        ]


def open_problems(ledger: Ledger, *, limit: int) -> list[tuple[str, str]]:
    """编号 and text of problems that may still get measures, the newest first."""
    query = (
        select(Item.number, Item.title)
        .where(
            Item.kind == ItemKind.PROBLEM.value,
            Item.state.in_([state.value for state in CHANGEABLE_STATES]),
        )
        .order_by(Item.id.desc())
        .limit(limit)
    )
    with ledger.read() as connection:
        return [(row.number, row.title) for row in connection.execute(query)]


def _twins(connection: Connection, rows: Sequence[Any]) -> dict[int, TwinRow]:
    ids = {row.twin_id for row in rows if row.twin_id is not None}
    query = (
        select(Candidate.id, Candidate.ordinal, Document.title, Item.number)
        .join_from(Candidate.__table__, Document.__table__, Document.id == Candidate.document_id)
        .outerjoin(Item.__table__, Item.id == Candidate.item_id)
    )
    return {
        row.id: TwinRow(row.title, row.ordinal, row.number or "")
        for part in portions(ids)
        for row in connection.execute(query.where(Candidate.id.in_(part)))
    }


def _titles(connection: Connection, rows: Sequence[Any]) -> dict[str, str]:
    """The problems that candidates may answer, by ordinal or 编号 as stored."""
    titles = {str(row.ordinal): str(row.text) for row in rows}
    numbers = {answer[0] for row in rows for answer in row.answers if answer[0] not in titles}
    for part in portions(numbers):
        for row in connection.execute(select(Item.number, Item.title).where(Item.number.in_(part))):
            titles[row.number] = row.title
    return titles


def _answer(stored: Sequence[str], titles: Mapping[str, str]) -> AnswerRow:
    key, score, *grounds = stored
    ordinal = int(key) if key.isdecimal() else None
    number = key if ordinal is None else ""
    return AnswerRow(ordinal, number, titles.get(key, ""), float(score), tuple(grounds))
