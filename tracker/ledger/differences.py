"""What changed in the ledger between two days: the evening of the one held against that of the other.

Each list compares the rows of both evenings, so that it comes out the same whenever it is asked for, and
what was undone in between is not in it. Steps that leave a row (an application accepted or returned, a
回炉) are found also where a later step has moved the item on.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, not_, select

from tracker.ledger.filtering.compiling import conditions
from tracker.ledger.filtering.tree import EVERYTHING, Query
from tracker.ledger.happened import ChangedItem, Differences, Happened
from tracker.ledger.leading import lead_unit
from tracker.ledger.light_expression import light_expression
from tracker.ledger.models import Application, Change, Item, Round
from tracker.ledger.overlay import cut
from tracker.ledger.portions import portions
from tracker.ledger.queries import campaigns_of
from tracker.ledger.store import Ledger
from tracker.ledger.words import DeadlineKind, Decision, Light, State


@dataclass(frozen=True, slots=True)
class _Item:
    """What the lists compare of an item on one evening."""

    id: int
    number: str
    title: str
    lead: str
    state: State
    light: str
    round: int
    registered_on: dt.date | None
    phrase: str
    due: dt.date | None
    kind: str
    extensions: int
    """In all rounds."""
    accepted: int
    """Applications accepted, in all rounds."""
    returned: int


def differences(ledger: Ledger, since: dt.date, until: dt.date, wanted: Query = EVERYTHING) -> Differences:
    """What happened after the end of `since` up to the end of `until`; two days the wrong way round are
    turned. `wanted` is asked on both evenings: an item is meant that answers to it on either.
    """
    since, until = min(since, until), max(since, until)
    with ledger.as_of(until):
        touched, overdue = _touched(ledger, since), _grown_overdue(ledger, since, until)
        after = _items(ledger, touched | overdue, until)
        meant = _meant(ledger, after, wanted, until)
    with ledger.as_of(since):
        before = _items(ledger, touched | overdue, since)
        meant |= _meant(ledger, before, wanted, since)
    pairs = [(before.get(key), after.get(key)) for key in sorted(meant)]
    return Differences(since, until, {what: tuple(_told(what, pairs)) for what in Happened})


def _touched(ledger: Ledger, since: dt.date) -> set[int]:
    """Items that a change since is about, themselves or their applications; seen from the later evening,
    where what came still later is out of sight.
    """
    with ledger.read() as connection:
        known = cut(connection, since)
        changed = select(Change.key).where(Change.action_id > known)
        items = changed.where(Change.table == Item.__tablename__).distinct()
        applications = changed.where(Change.table == Application.__tablename__).distinct()
        ids = set(connection.scalars(items))
        ids.update(
            connection.scalars(select(Application.item_id).where(Application.id.in_(applications)).distinct())
        )
        return ids


def _grown_overdue(ledger: Ledger, since: dt.date, until: dt.date) -> set[int]:
    """Time alone makes an item overdue: what nobody touched was the same row on the earlier evening."""
    with ledger.read() as connection:
        campaigns = campaigns_of(connection)
        is_late, was_late = (
            light_expression(campaigns, day) == Light.OVERDUE.value for day in (until, since)
        )
        return set(connection.scalars(select(Item.id).where(is_late, not_(was_late))))


def _items(ledger: Ledger, ids: Collection[int], day: dt.date) -> dict[int, _Item]:
    with ledger.read() as connection:
        return {
            item.id: item for portion in portions(sorted(ids)) for item in _read(connection, portion, day)
        }


def _read(connection: Connection, ids: list[int], day: dt.date) -> Iterator[_Item]:
    def counted(decision: Decision) -> Any:
        mine = select(func.count()).where(
            Application.item_id == Item.id, Application.decision == decision.value
        )
        return mine.correlate(Item).scalar_subquery()

    earlier = select(func.coalesce(func.sum(Round.extension_count), 0)).where(Round.item_id == Item.id)
    query = select(
        Item.id,
        Item.number,
        Item.title,
        func.coalesce(lead_unit(), "").label("lead"),
        Item.state,
        light_expression(campaigns_of(connection), day).label("light"),
        Item.round,
        Item.registered_on,
        func.coalesce(Item.deadline_phrase, ""),
        Item.deadline_due,
        func.coalesce(Item.deadline_kind, ""),
        (Item.extension_count + earlier.correlate(Item).scalar_subquery()).label("extensions"),
        counted(Decision.ACCEPTED),
        counted(Decision.RETURNED),
    )
    for row in connection.execute(query.where(Item.id.in_(ids))):
        values = list(row)
        values[4] = State(row.state)
        yield _Item(*values)


def _meant(ledger: Ledger, items: Mapping[int, _Item], wanted: Query, day: dt.date) -> set[int]:
    if wanted.is_everything:
        return set(items)
    with ledger.read() as connection:
        asked = conditions(wanted, day, connection, campaigns_of(connection))
        return {
            key
            for portion in portions(sorted(items))
            for key in connection.scalars(select(Item.id).where(asked, Item.id.in_(portion)))
        }


Pair = tuple["_Item | None", "_Item | None"]


def _told(what: Happened, pairs: list[Pair]) -> Iterator[ChangedItem]:
    say = _deadline if what in (Happened.DEADLINE, Happened.EXTENDED, Happened.OVERDUE) else _state
    for before, after in pairs:
        shown = after or before
        if shown is not None and _HAPPENED[what](before, after):
            yield ChangedItem(
                shown.number,
                shown.title,
                shown.lead,
                say(before) if before else "",
                say(after) if after else "",
            )


def _state(item: _Item) -> str:
    return item.state.word + (f"（第{item.round}轮）" if item.round > 1 else "")


def _deadline(item: _Item) -> str:
    if not item.kind:
        return "无时限"
    due = item.due.isoformat() if item.due else DeadlineKind(item.kind).word
    return f"{item.phrase}（{due}）" if item.phrase and item.phrase != due else due


def _more(count: Callable[[_Item], int]) -> Callable[[_Item | None, _Item | None], bool]:
    """More of something than there was."""
    return lambda before, after: after is not None and count(after) > (count(before) if before else 0)


def _became(is_so: Callable[[_Item], bool]) -> Callable[[_Item | None, _Item | None], bool]:
    """So on the later evening, and not on the earlier one."""
    return lambda before, after: after is not None and is_so(after) and not (before and is_so(before))


_HAPPENED: Mapping[Happened, Callable[[_Item | None, _Item | None], bool]] = {
    Happened.ADDED: lambda before, after: before is None and after is not None,
    Happened.REMOVED: lambda before, after: before is not None and after is None,
    Happened.REGISTERED: _became(lambda item: item.registered_on is not None),
    Happened.CLOSED: _more(lambda item: item.accepted),
    Happened.OVERDUE: _became(lambda item: item.light == Light.OVERDUE.value),
    Happened.EXTENDED: _more(lambda item: item.extensions),
    Happened.RETURNED: _more(lambda item: item.returned),
    Happened.REOPENED: _more(lambda item: item.round - 1),
    Happened.STOPPED: _became(lambda item: item.state is State.STOPPED),
    Happened.DEADLINE: lambda before, after: (
        before is not None
        and after is not None
        and (before.phrase, before.due, before.kind) != (after.phrase, after.due, after.kind)
    ),
}
