"""What the screens read from the ledger; imported in workers only, for it brings the database with it."""

from __future__ import annotations

import datetime as dt

from tracker.desk.next_days import on_next_days
from tracker.ledger import campaigns, history, pages, queries
from tracker.ledger.actor import Actor
from tracker.ledger.campaigns import CampaignOverview
from tracker.ledger.openings import openings as openings_of
from tracker.ledger.pace import pace_of_item
from tracker.ledger.rows import ViewRow
from tracker.ledger.store import Ledger
from tracker.ledger.views import views as saved_views
from tracker.tui.views import Opened


def campaign_counts(ledger: Ledger) -> list[CampaignOverview]:
    """Every campaign with its figures."""
    return campaigns.overviews(ledger)


def views(ledger: Ledger) -> list[ViewRow]:
    """Saved views by name."""
    return saved_views(ledger)


def opened(
    ledger: Ledger, number: str, actor: Actor, *, today: dt.date, with_history: bool = False
) -> Opened:
    """One item as this actor finds it. Raises NotFound."""
    page = pages.item_page(ledger, number, today=today)
    actions = tuple(history.item_history(ledger, number)) if with_history else ()
    lag = queries.campaign(ledger, page.row.campaign).lag_percent
    pace = pace_of_item(page.row, page.registered_on, lag, today)
    facts = pages.facts_of_page(page)
    openings = openings_of(page, facts, actor, today=today)
    return Opened(on_next_days(page, today), pages.steps_of(page, actor), actions, pace, openings)


def units(ledger: Ledger) -> list[str]:
    """Every unit that is named anywhere."""
    return queries.units(ledger)
