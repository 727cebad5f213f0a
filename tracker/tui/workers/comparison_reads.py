"""What looking back reads; imported in workers only, for it brings the database with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tracker.desk.comparison_text import comparison_text, write_text
from tracker.files import shown
from tracker.ledger import comparing, item_changes, queries, retracing
from tracker.ledger.actor import Actor
from tracker.ledger.comparing import Passage
from tracker.ledger.differences import differences
from tracker.ledger.figures.counting import Tally
from tracker.ledger.filtering.tree import EVERYTHING, Query, Sign, every, of
from tracker.ledger.happened import Differences
from tracker.ledger.item_changes import ItemChanges
from tracker.ledger.list_rows import ListRow
from tracker.ledger.pages import item_page
from tracker.ledger.retracing import Logged, Told
from tracker.ledger.store import Ledger
from tracker.tui.list_views import Listing, Wish
from tracker.tui.views import Opened
from tracker.tui.workers import list_reads


@dataclass(frozen=True, slots=True)
class Counts:
    """Every figure on both evenings."""

    then: Tally
    now: Tally


@dataclass(frozen=True, slots=True)
class PastListing:
    """The list of a past day with the figures above it."""

    listing: Listing
    states: dict[str, int]
    lights: dict[str, int]


def within(campaign: str) -> Query:
    """The items of one campaign, or all."""
    return of("专项", campaign, sign=Sign.IS) if campaign else EVERYTHING


def counts(ledger: Ledger, since: dt.date, until: dt.date, campaign: str) -> Counts:
    """The figures side by side."""
    wanted = within(campaign)
    return Counts(comparing.tally_on(ledger, since, wanted), comparing.tally_on(ledger, until, wanted))


def changes(ledger: Ledger, since: dt.date, until: dt.date, campaign: str) -> Differences:
    """新增, 销号, 逾期 … with their items."""
    return differences(ledger, since, until, within(campaign))


def passage(ledger: Ledger, wanted: Query, since: dt.date, until: dt.date, campaign: str) -> Passage | None:
    """Which items make the difference of a figure."""
    return comparing.passage(ledger, every([within(campaign), wanted]), since, until)


def as_text(ledger: Ledger, since: dt.date, until: dt.date, campaign: str) -> str:
    """All of it as text to pass on."""
    found = counts(ledger, since, until, campaign)
    return comparison_text(campaign, found.then, found.now, changes(ledger, since, until, campaign))


def export(ledger: Ledger, since: dt.date, until: dt.date, campaign: str, typed: str) -> str:
    """The same in a file; returns the sentence for the foot."""
    path = write_text(typed, as_text(ledger, since, until, campaign))
    return f"两天之间的变化已存为 {shown(str(path))}"


def past_listing(ledger: Ledger, wish: Wish, day: dt.date, *, is_wanted: Callable[[], bool]) -> PastListing:
    """The list as it was at the end of a day. Raises BadInput."""
    with ledger.as_of(day):
        listing = list_reads.listing(ledger, wish, today=day, only_head=False, is_wanted=is_wanted)
        wanted = within(wish.campaign)
        return PastListing(
            listing,
            queries.counts_by_state(ledger, wanted, today=day),
            queries.counts_by_light(ledger, wanted, today=day),
        )


def past_window(ledger: Ledger, ids: Sequence[int], day: dt.date) -> dict[int, ListRow]:
    """The rows of a window as they were."""
    with ledger.as_of(day):
        return list_reads.window(ledger, ids, today=day)


def past_item(ledger: Ledger, number: str, day: dt.date) -> Opened:
    """An item as it was, with its history up to then; nothing can be done with it. Raises NotFound."""
    from tracker.ledger.history import item_history

    with ledger.as_of(day):
        page = item_page(ledger, number, today=day)
        return Opened(page, (), tuple(item_history(ledger, number)), None, is_past=True)


def between(ledger: Ledger, number: str, since: dt.date, until: dt.date) -> ItemChanges:
    """What became of an item. Raises NotFound."""
    return item_changes.item_changes(ledger, number, since, until)


def log(ledger: Ledger, before: int | None, actor: Actor, *, only_mine: bool) -> list[Logged]:
    """A stretch of the log, newest first."""
    return retracing.log(ledger, before=before, only=actor.name if only_mine else "")


def told(ledger: Ledger, action_id: int) -> Told:
    """What one action changed."""
    return retracing.told_action(ledger, action_id)
