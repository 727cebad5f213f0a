"""立行立改 has no date of its own: a campaign may give it so many days from 挂号 on."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from tracker.ledger.models import Campaign, Item, Measure
from tracker.ledger.store import Work
from tracker.ledger.words import DeadlineKind, State

IMMEDIATE_SPAN = "immediate-span"
"""The rule by which the date was found."""


def give_immediate_span(work: Work, item: Item) -> None:
    """Date what is 立行立改, the item and its measures, where its campaign says in how many days."""
    days = work.session.get_one(Campaign, item.campaign_id).immediate_days
    if days:
        rows: list[Item | Measure] = [item, *item.measures]
        for row in rows:
            _give(row, work.today + dt.timedelta(days))


def give_added_span(work: Work, item: Item, measure: Measure) -> None:
    """The same for a measure that comes, or becomes 立行立改, after 挂号: its days run from today."""
    days = work.session.get_one(Campaign, item.campaign_id).immediate_days
    if days and item.state == State.RECTIFYING.value:
        _give(measure, work.today + dt.timedelta(days))


def _give(row: Item | Measure, last_day: dt.date) -> None:
    deadline = row.deadline
    if (
        deadline is not None
        and deadline.kind is DeadlineKind.IMMEDIATE
        and deadline.due is None
        and not deadline.confirm
    ):
        row.deadline = replace(deadline, due=last_day, rule=IMMEDIATE_SPAN)
