"""What the screens read from the ledger; imported in workers only, for it brings the database with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from tracker.ledger import campaigns, history, pages, queries, reviews
from tracker.ledger.campaigns import CampaignOverview
from tracker.ledger.filtering.tree import EVERYTHING, Sign, every, of
from tracker.ledger.pace import pace_of
from tracker.ledger.queries import Sort
from tracker.ledger.review_rows import DocumentRow
from tracker.ledger.rows import Actor, ItemRow, ViewRow
from tracker.ledger.store import Ledger
from tracker.ledger.views import read_line
from tracker.ledger.views import views as saved_views
from tracker.tui.views import Listing, Opened, Review


def listing(
    ledger: Ledger, line: str, *, today: dt.date, sort: str, campaign: str = "", descending: bool = False
) -> Listing:
    """The items that a filter line means, of one campaign or of all. Raises BadInput where it means none."""
    within = of("专项", campaign, sign=Sign.IS) if campaign else EVERYTHING
    wanted = every([within, read_line(ledger, line)])
    states = queries.counts_by_state(ledger, within, today=today)
    lights = queries.counts_by_light(ledger, within, today=today)
    ids = queries.item_ids(ledger, wanted, today=today, sort=Sort(sort), descending=descending)
    pending = sum(document.pending for document in reviews.documents(ledger))
    names = tuple(row.settings.name for row in campaigns.overviews(ledger))
    shown = queries.campaign(ledger, campaign or None)
    return Listing(tuple(ids), wanted, shown, states, lights, pending, names, is_narrowed=bool(line.strip()))


def campaign_counts(ledger: Ledger) -> list[CampaignOverview]:
    """Every campaign with its figures."""
    return campaigns.overviews(ledger)


def views(ledger: Ledger) -> list[ViewRow]:
    """Saved views by name."""
    return saved_views(ledger)


def window(ledger: Ledger, ids: Sequence[int], *, today: dt.date) -> dict[int, ItemRow]:
    """The rows of a window."""
    return queries.items_by_id(ledger, ids, today=today)


def opened(
    ledger: Ledger, number: str, actor: Actor, *, today: dt.date, with_history: bool = False
) -> Opened:
    """One item as this actor finds it. Raises NotFound."""
    page = pages.item_page(ledger, number, today=today)
    actions = tuple(history.item_history(ledger, number)) if with_history else ()
    row = page.row
    pace = pace_of(
        row.deadline,
        state=row.state,
        registered_on=page.registered_on,
        measures=row.measures_total,
        measures_done=row.measures_done,
        today=today,
        lag_percent=queries.campaign(ledger, row.campaign).lag_percent,
    )
    return Opened(page, pages.steps_of(page, actor), actions, pace)


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
