"""What a review asks the miner again: limits of a split part, or of a document of another day."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from tracker.desk.deadlines import ledger_deadline, read_deadline
from tracker.ledger.actor import Actor
from tracker.ledger.list_rows import Deadline
from tracker.ledger.words import DeadlineKind as LedgerKind
from tracker.mining import find_deadlines
from tracker.mining.findings import DeadlineKind
from tracker.text.dates import add_months

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tracker.ledger.review_rows import CandidateRow
    from tracker.ledger.store import Ledger


SETTLED: Final = "settled"
"""The rule of a limit that a person settled."""


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


def why_limit(deadline: Deadline | None, base: dt.date) -> str:
    """Why a limit means its day, in a sentence for a screen; empty where a person gave the day or no rule."""
    from tracker.mining.deadlines.explaining import explain_deadline
    from tracker.mining.findings import Deadline as MinedDeadline

    if deadline is None or not deadline.rule:
        return ""
    mined = MinedDeadline(
        deadline.phrase,
        0,
        len(deadline.phrase),
        DeadlineKind(deadline.kind.value),
        deadline.due,
        deadline.rule,
        deadline.confirm,
        event=deadline.event,
    )
    try:
        sentence = explain_deadline(mined, base, for_command=False)
    except KeyError:  # settled by a person, or by a campaign's own rule
        return ""
    return sentence.removeprefix(f"“{deadline.phrase}”")


def proposals(deadline: Deadline | None, base: dt.date) -> list[Deadline]:
    """What a limit that wants settling may mean: the day it was read as, then the usual last days after it.

    With a day the phrase stays as written, so that the paper and the ledger say the same.
    """
    phrase = deadline.phrase if deadline else ""
    due = deadline.due if deadline else None
    days = [] if due is None else [due]
    start = max(due or base, base)
    for day in (_month_end(start), _month_end(add_months(start.replace(day=1), 1)), _quarter_end(start)):
        days.append(day)
    days.append(start.replace(month=12, day=31))
    kind = deadline.kind if deadline else LedgerKind.DATE
    dated = kind if kind not in (LedgerKind.CONTINUING, LedgerKind.IMMEDIATE) else LedgerKind.DATE
    found = [Deadline(phrase or _written(day), dated, day, SETTLED) for day in dict.fromkeys(days)]
    return [
        *found,
        Deadline("长期坚持", LedgerKind.CONTINUING, None, SETTLED),
        Deadline("立行立改", LedgerKind.IMMEDIATE, None, SETTLED),
    ]


def settled(deadline: Deadline | None, typed: str, base: dt.date) -> Deadline:
    """The limit as a person settled it: their day behind the words of the document. Raises BadInput."""
    said = read_deadline(typed, base=base)
    if deadline is None or said.due is None:
        return said
    return replace(said, phrase=deadline.phrase, rule=SETTLED, confirm=False)


def _written(day: dt.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日前"


def _month_end(day: dt.date) -> dt.date:
    return add_months(day.replace(day=1), 1) - dt.timedelta(days=1)


def _quarter_end(day: dt.date) -> dt.date:
    return _month_end(day.replace(month=(day.month + 2) // 3 * 3, day=1))


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
