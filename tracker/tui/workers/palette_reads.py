"""What the palette finds in the ledger; imported in workers only, for it brings the database with it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from tracker.errors import TrackerError
from tracker.ledger import queries, reviews
from tracker.ledger.filtering.initials import answers_to, may_be_initials
from tracker.ledger.store import Ledger
from tracker.ledger.views import read_line, views

MOST = 8
"""Of each kind: who wants more lists them."""


@dataclass(frozen=True, slots=True)
class Found:
    """Items by 编号 and 问题, views by name and query, documents by id and title."""

    items: tuple[tuple[str, str, str], ...] = ()
    """编号, 问题, 牵头单位 and state."""
    views: tuple[tuple[str, str], ...] = ()
    documents: tuple[tuple[int, str, str], ...] = ()
    """Id, title, date and what is pending."""


def found(ledger: Ledger, typed: str, *, today: dt.date) -> Found:
    """Whatever has these words, this 编号 or these initials."""
    saved = [view for view in views(ledger) if _answers(view.name, typed)]
    documents = [row for row in reviews.documents(ledger) if _answers(row.title, typed)]
    return Found(
        _items(ledger, typed, today),
        tuple((view.name, view.query) for view in saved[:MOST]),
        tuple(
            (row.id, row.title, f"{row.date or '没有日期'}，待复核 {row.pending}") for row in documents[:MOST]
        ),
    )


def _items(ledger: Ledger, typed: str, today: dt.date) -> tuple[tuple[str, str, str], ...]:
    try:
        ids = queries.item_ids(ledger, read_line(ledger, typed), today=today, limit=MOST)
    except TrackerError:  # half a condition is no reason to say anything
        return ()
    rows = queries.items_by_id(ledger, ids, today=today).values()
    return tuple((row.number, row.title, f"{row.lead} {row.state.word}".strip()) for row in rows)


def _answers(name: str, typed: str) -> bool:
    return typed.lower() in name.lower() or (may_be_initials(typed) and answers_to(name, typed))
