"""What the screens read from the ledger; imported in workers only, for it brings the database with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from tracker.ledger import history, pages, queries, reviews
from tracker.ledger.queries import Sort
from tracker.ledger.rows import Actor, DocumentRow, ItemRow
from tracker.ledger.store import Ledger
from tracker.ledger.views import read_line
from tracker.tui.views import Listing, Opened, Review


def listing(ledger: Ledger, line: str, *, today: dt.date, sort: str, descending: bool = False) -> Listing:
    """The items that a filter line means. Raises BadInput when it cannot be read."""
    wanted = read_line(ledger, line)
    states, lights = queries.counts_by_state(ledger), queries.counts_by_light(ledger, today=today)
    ids = queries.item_ids(ledger, wanted, today=today, sort=Sort(sort), descending=descending)
    pending = sum(document.pending for document in reviews.documents(ledger))
    return Listing(tuple(ids), wanted, queries.campaign(ledger), states, lights, pending)


def window(ledger: Ledger, ids: Sequence[int], *, today: dt.date) -> dict[int, ItemRow]:
    """The rows of a window."""
    return queries.items_by_id(ledger, ids, today=today)


def opened(
    ledger: Ledger, number: str, actor: Actor, *, today: dt.date, with_history: bool = False
) -> Opened:
    """One item as this actor finds it. Raises NotFound."""
    page = pages.item_page(ledger, number, today=today)
    actions = tuple(history.item_history(ledger, number)) if with_history else ()
    return Opened(page, pages.steps_of(page, actor), actions)


def units(ledger: Ledger) -> list[str]:
    """Every unit that is named anywhere."""
    return queries.units(ledger)


def documents(ledger: Ledger) -> list[DocumentRow]:
    """Every document, newest first."""
    return reviews.documents(ledger)


def review(ledger: Ledger, document_id: int) -> Review:
    """A document with its candidates. Raises NotFound."""
    text = reviews.document_text(ledger, document_id)
    document = next(row for row in reviews.documents(ledger) if row.id == document_id)
    return Review(document, text, tuple(reviews.candidates(ledger, document_id)))
