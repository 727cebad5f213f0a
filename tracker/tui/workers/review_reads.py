"""What the pages of documents read from the ledger; imported in workers only."""

from __future__ import annotations

import datetime as dt

from tracker.desk.reviewing import proposals, why_limit
from tracker.ledger import promises, reviews
from tracker.ledger.list_rows import Deadline
from tracker.ledger.promises import DocumentPromises
from tracker.ledger.review_rows import CandidateRow, DocumentRow
from tracker.ledger.store import Ledger
from tracker.tui.views import Review


def documents(ledger: Ledger) -> list[DocumentRow]:
    """Every document, newest first."""
    return reviews.documents(ledger)


def review(ledger: Ledger, document_id: int, today: dt.date) -> Review:
    """A document with its candidates. Raises NotFound."""
    text = reviews.document_text(ledger, document_id)
    document = next(row for row in reviews.documents(ledger) if row.id == document_id)
    rows = reviews.candidates(ledger, document_id)
    base = document.date or today
    limits = {row.id: why_limit(row.deadline, base) for row in rows if row.deadline is not None}
    return Review(document, text, tuple(rows), limits)


def settling(ledger: Ledger, document_id: int, candidate_id: int, today: dt.date) -> list[Deadline]:
    """What the limit of a candidate may be settled as."""
    row: CandidateRow = reviews.candidate(ledger, document_id, candidate_id)
    document = next(row for row in reviews.documents(ledger) if row.id == document_id)
    return proposals(row.deadline, document.date or today)


def document_promises(ledger: Ledger, document_id: int, today: dt.date) -> DocumentPromises:
    """What became of everything a document says. Raises NotFound."""
    return promises.document_promises(ledger, document_id, today=today)
