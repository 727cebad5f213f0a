"""What the 台账 reads; imported in workers only, for it brings the database with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from tracker.ledger import campaigns, known_values, ordering, queries, reviews
from tracker.ledger.filtering.tree import EVERYTHING, Query, Sign, every, of
from tracker.ledger.known_values import KnownValues
from tracker.ledger.list_rows import ListRow
from tracker.ledger.ordering import Grouping, Order
from tracker.ledger.store import Ledger
from tracker.ledger.views import read_line, views
from tracker.tui.list_views import ListFigures, Listing, Wish

HEAD = 256
"""Items that are shown before the rest of a long list is read."""


def listing(
    ledger: Ledger,
    wish: Wish,
    *,
    today: dt.date,
    only_head: bool,
    is_wanted: Callable[[], bool],
) -> Listing:
    """The items meant, or the first of them where those are to be had sooner. Raises BadInput."""
    wanted = every([_within(wish.campaign), read_line(ledger, wish.line)])
    is_at_once = not wish.grouping and Order(wish.order) in ordering.AT_ONCE
    limit = HEAD if only_head and is_at_once else None
    found = ordering.ordered(
        ledger,
        wanted,
        today=today,
        order=Order(wish.order),
        descending=wish.descending,
        grouping=Grouping(wish.grouping) if wish.grouping else None,
        limit=limit,
        is_wanted=is_wanted,
    )
    is_whole = limit is None or len(found.ids) < limit
    return Listing(found.ids, found.groups, wanted, bool(wish.line.strip()), is_whole)


def _within(campaign: str) -> Query:
    return of("专项", campaign, sign=Sign.IS) if campaign else EVERYTHING


def figures(ledger: Ledger, campaign: str, *, today: dt.date) -> ListFigures:
    """The counts above the list."""
    within = _within(campaign)
    return ListFigures(
        campaign=queries.campaign(ledger, campaign or None),
        campaigns=tuple(row.settings.name for row in campaigns.overviews(ledger)),
        states=queries.counts_by_state(ledger, within, today=today),
        lights=queries.counts_by_light(ledger, within, today=today),
        pending=sum(document.pending for document in reviews.documents(ledger)),
        views=tuple(views(ledger)),
    )


def window(ledger: Ledger, ids: Sequence[int], *, today: dt.date) -> dict[int, ListRow]:
    """The rows of a window."""
    return ordering.list_rows(ledger, ids, today=today)


def known(ledger: Ledger) -> KnownValues:
    """What the filter line offers while one types."""
    return known_values.known_values(ledger)


def numbers(ledger: Ledger, ids: Sequence[int]) -> tuple[str, ...]:
    """编号 of marked items."""
    return ordering.numbers_of(ledger, ids)
