"""What the first page reads, dear things apart from cheap ones; imported in workers only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import import_module

from tracker.desk import duties
from tracker.ledger import campaigns, queries, reminders, reviews
from tracker.ledger.duties import OccurrenceRow
from tracker.ledger.figures import glance
from tracker.ledger.figures.definitions import Figure
from tracker.ledger.figures.glance import PeriodRow
from tracker.ledger.filtering.tree import EVERYTHING, Comparison, Query, Sign, every, of
from tracker.ledger.store import Ledger
from tracker.ledger.words import Dimension, Word
from tracker.text.cells import width
from tracker.text.periods import Grain
from tracker.text.screen import safe_for_screen
from tracker.tui.rows.overview import ShareRow


@dataclass(frozen=True, slots=True)
class Standing:
    """How the ledger stands."""

    states: Mapping[str, int]
    lights: Mapping[str, int]
    """By code."""
    pending: int
    """Mined candidates that wait for review."""
    campaigns: int
    """How many there are."""
    name: str
    """Of the one that is shown, or of the default one."""
    near_days: int

    @property
    def total(self) -> int:
        """Items, the stopped ones too."""
        return sum(self.states.values())

    def known(self, query: Query) -> int | None:
        """What a query about nothing but one state or light counts; None of every other."""
        if isinstance(query, Comparison) and query.sign is Sign.HAS and len(query.values) == 1:
            counts = {"状态": self.states, "预警": self.lights}.get(query.field)
            if counts is not None and isinstance(query.values[0], Word):
                return counts.get(query.values[0].value, 0)
        return None


@dataclass(frozen=True, slots=True)
class Charts:
    """What the charts draw."""

    units: tuple[ShareRow, ...]
    categories: tuple[ShareRow, ...]


@dataclass(frozen=True, slots=True)
class Chased:
    """Who is to be chased today."""

    matters: int
    units: int


def within(campaign: str) -> Query:
    """The items of one campaign, or all."""
    return of("专项", campaign, sign=Sign.IS) if campaign else EVERYTHING


def standing(ledger: Ledger, campaign: str, *, today: dt.date) -> Standing:
    """Counts by state and light: an index answers them."""
    wanted = within(campaign)
    shown = queries.campaign(ledger, campaign or None)
    return Standing(
        states=queries.counts_by_state(ledger, wanted, today=today),
        lights=queries.counts_by_light(ledger, wanted, today=today),
        pending=sum(
            row.pending for row in reviews.documents(ledger) if not campaign or row.campaign == campaign
        ),
        campaigns=len(campaigns.overviews(ledger)),
        name=shown.name,
        near_days=shown.near_days,
    )


def counted(ledger: Ledger, figures: Iterable[Figure], campaign: str, *, today: dt.date) -> dict[str, int]:
    """Each figure by its code."""
    return {
        figure.code: glance.count(ledger, every([within(campaign), figure.query]), today=today)
        for figure in figures
    }


def duties_due(ledger: Ledger, campaign: str, near_days: int, *, today: dt.date) -> tuple[OccurrenceRow, ...]:
    """周期工作 that is missed or due within so many days, the oldest first."""
    rows = duties.attention(ledger, today=today, near_days=near_days)
    return tuple(row for row in rows if not campaign or row.duty.campaign == campaign)


def charts(ledger: Ledger, campaign: str, *, today: dt.date) -> Charts:
    """完成进度 by unit and by category."""

    def rows(by: Dimension) -> tuple[ShareRow, ...]:
        found = glance.shares(ledger, by, within(campaign), today=today)
        widest = max((width(safe_for_screen(row.name)) for row in found), default=0)
        return tuple(
            ShareRow(by.value, row.name, row.items, row.closed, str(row.query), widest) for row in found
        )

    return Charts(rows(Dimension.UNIT), rows(Dimension.CATEGORY))


def trend(
    ledger: Ledger, campaign: str, grain: Grain, number: int, *, today: dt.date
) -> tuple[PeriodRow, ...]:
    """What was taken on and closed, by period; what draws it is imported here, off the screen's thread."""
    import_module("textual_plotext")
    return glance.periods(ledger, grain, number, within(campaign), today=today)


def chased(ledger: Ledger, campaign: str, *, today: dt.date) -> Chased:
    """What is to be chased today and was not yet."""
    counts = reminders.chased_units(ledger, within(campaign), today=today, next_due=duties.next_due)
    return Chased(sum(counts.values()), len(counts))
