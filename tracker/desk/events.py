"""What becomes of time limits when the event they count from gets its day, another one, or none."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from tracker.ledger import queries
from tracker.ledger.actor import Actor
from tracker.ledger.campaigns import EventLimit, events_of, limits_from_events
from tracker.ledger.commands import events as commands
from tracker.ledger.commands.events import Recounted
from tracker.ledger.list_rows import Deadline
from tracker.ledger.store import Ledger
from tracker.mining import find_deadlines
from tracker.mining.deadlines.events import is_own_event, name_of
from tracker.text.cleaning import one_line

UNREADABLE = "时限的表述读不出日期，请用 tracker edit 改"


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event of a campaign, or one that limits wait for."""

    name: str
    """As it was given; for one that nobody gave a day as the limits write it."""
    on: dt.date | None
    limits: int
    """How many limits of the campaign count from it."""


@dataclass(frozen=True, slots=True)
class EventChange:
    """An event's day before and after, and what it does to the limits that count from it."""

    campaign: str
    name: str
    before: dt.date | None
    after: dt.date | None
    """None: the event's day is to be forgotten."""
    moved: tuple[Recounted, ...]
    left_alone: tuple[EventLimit, ...]
    """Each with its reason."""
    same: int
    """Limits that count from it and stay on their day."""

    @property
    def changes_nothing(self) -> bool:
        """The event has this day already and every limit follows it."""
        return self.before == self.after and not self.moved


def event_rows(ledger: Ledger, campaign: str | None = None) -> list[EventRow]:
    """The campaign's events by day, then those that limits count from and nobody gave a day."""
    with ledger.snapshot():
        given = events_of(ledger, campaign)
        limits = _limits(ledger, campaign)
    counted: Counter[str] = Counter()
    waiting: Counter[str] = Counter()
    for limit in limits:
        name = name_of(limit.deadline.event, given)
        if name is not None:
            counted[name] += 1
        elif not is_own_event(limit.deadline.event):
            waiting[limit.deadline.event] += 1
    return [
        *(EventRow(name, on, counted[name]) for name, on in given.items()),
        *(EventRow(name, None, count) for name, count in waiting.most_common()),
    ]


def preview(
    ledger: Ledger, name: str, on: dt.date | None, *, today: dt.date, campaign: str | None = None
) -> EventChange:
    """What giving an event this day would change, or forgetting its day where `on` is None."""
    word = one_line(name)
    with ledger.snapshot():
        home = queries.campaign(ledger, campaign)
        given = events_of(ledger, campaign)
        limits = _limits(ledger, campaign)
    after = {known: day for known, day in given.items() if known != word}
    if on is not None:
        after[word] = on
    moved: list[Recounted] = []
    left_alone: list[EventLimit] = []
    same = 0
    for limit in _counting_from(word, limits, {*given, *after}):
        new = _recounted(limit, after, today)
        if new == limit.deadline:
            same += 1
        elif limit.left_alone or new is None:
            left_alone.append(replace(limit, left_alone=limit.left_alone or UNREADABLE))
        else:
            moved.append(Recounted(limit, new))
    return EventChange(home.name, word, given.get(word), on, tuple(moved), tuple(left_alone), same)


def apply(ledger: Ledger, actor: Actor, change: EventChange, *, today: dt.date) -> None:
    """Do what was shown, as one action. Raises Conflict when a limit was changed since."""
    if change.after is None:
        commands.remove_event(ledger, actor, change.name, change.moved, today=today, campaign=change.campaign)
    else:
        commands.set_event(
            ledger, actor, change.name, change.after, change.moved, today=today, campaign=change.campaign
        )


def _limits(ledger: Ledger, campaign: str | None) -> list[EventLimit]:
    home = queries.campaign(ledger, campaign)
    with ledger.read() as connection:
        return limits_from_events(connection, home.id)


def _counting_from(name: str, limits: Iterable[EventLimit], names: Iterable[str]) -> list[EventLimit]:
    known = set(names)
    return [limit for limit in limits if name_of(limit.deadline.event, known) == name]


def _recounted(limit: EventLimit, events: Mapping[str, dt.date], today: dt.date) -> Deadline | None:
    """The limit by these days; None where its phrase no longer says one."""
    for found in find_deadlines(limit.deadline.phrase, limit.base or today, events=events):
        if found.event == limit.deadline.event:
            return replace(limit.deadline, due=found.due, rule=found.rule, confirm=found.confirm)
    return None
