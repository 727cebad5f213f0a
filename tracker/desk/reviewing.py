"""What a review asks the miner again: limits of a split part, or of a document of another day."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from tracker.desk.deadlines import ledger_deadline
from tracker.ledger.rows import Actor, Deadline
from tracker.mining import find_deadlines
from tracker.mining.findings import DeadlineKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tracker.ledger.review_rows import CandidateRow
    from tracker.ledger.store import Ledger


def split(
    ledger: Ledger, actor: Actor, document_id: int, candidate_id: int, at: int, *, today: dt.date
) -> int:
    """Cut a candidate in two at a place of its document; returns the ordinal of the new one.

    Each part has the limit that stands in it; a second part without one goes on under the first's, as
    “6月底前完成补齐归档，并开展一次检查” is meant.
    """
    from tracker.ledger.campaigns import events_of
    from tracker.ledger.commands.reviewing import cut_in_two, split_candidate
    from tracker.ledger.reviews import candidate, document_text, documents

    text = document_text(ledger, document_id)
    document = next(row for row in documents(ledger) if row.id == document_id)
    row = candidate(ledger, document_id, candidate_id)
    first, second = cut_in_two(text, row.start, row.end, at)
    base = document.date or today
    events = events_of(ledger, document.campaign)
    own = [_limit_in(text[start:end], base, events) for start, end in (first, second)]
    if own == [None, None]:
        limits = (row.deadline, row.deadline)  # said elsewhere, for the whole
    else:
        limits = (_kept(own[0], row.deadline), _kept(own[1] or own[0], row.deadline))
    return split_candidate(ledger, actor, candidate_id, at, today=today, limits=limits)


def _kept(own: Deadline | None, whole: Deadline | None) -> Deadline | None:
    """What a person settled before stays settled."""
    return whole if own is not None and whole is not None and own.phrase == whole.phrase else own


def _limit_in(part: str, base: dt.date, events: Mapping[str, dt.date]) -> Deadline | None:
    found = find_deadlines(part, base, events=events)
    ending = [limit for limit in found if limit.kind is not DeadlineKind.CONTINUING] or list(found)
    return ledger_deadline(ending[0], part) if ending else None


def edit_document(
    ledger: Ledger,
    actor: Actor,
    document_id: int,
    *,
    today: dt.date,
    title: str | None = None,
    date: dt.date | None = None,
    issuer: str | None = None,
) -> int:
    """Put right title, issuer or day of a document; returns how many limits another day moved.

    Candidates that wait are counted from the new day; what is in the ledger already keeps its limits.
    """
    from tracker.ledger.campaigns import events_of
    from tracker.ledger.commands.reviewing import edit_document as write
    from tracker.ledger.reviews import candidates, documents

    limits: dict[int, Deadline] = {}
    if date is not None:
        campaign = next((row.campaign for row in documents(ledger) if row.id == document_id), None)
        events = events_of(ledger, campaign)
        for row in candidates(ledger, document_id):
            moved = _counted_anew(row, date, events)
            if moved is not None:
                limits[row.id] = moved
    write(
        ledger, actor, document_id, today=today, title=title, date=date, issuer=issuer, limits=limits or None
    )
    return len(limits)


def _counted_anew(row: CandidateRow, date: dt.date, events: Mapping[str, dt.date]) -> Deadline | None:
    """Its limit from another day; None where nothing changes."""
    old = row.deadline
    if not row.is_waiting or old is None:
        return None
    new = _limit_in(old.phrase, date, events)
    return new if new is not None and (new.kind, new.due) != (old.kind, old.due) else None
