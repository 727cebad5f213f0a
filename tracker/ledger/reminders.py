"""催办: who is to be chased for what on a day, rung by rung, never twice the same.

The ladder: 提醒 from the campaign's 临期 days on, 到期提醒 on the last day, 第一次督办 once it is past, and
each higher rung when the one below went out as many days ago as the campaign says (`standards`). A later
date begins a ladder of its own.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, select

from tracker.ledger.chasable import NextDue, Scope, Thing, key_of
from tracker.ledger.filtering.compiling import conditions
from tracker.ledger.filtering.tree import EVERYTHING, Query
from tracker.ledger.models import Item, Owner
from tracker.ledger.queries import campaigns_of
from tracker.ledger.store import Ledger
from tracker.ledger.words import OwnerRole, Rung

ESCALATED = (Rung.SECOND, Rung.LAST)
"""Rungs of which the responsible leader is told too."""


@dataclass(frozen=True, slots=True)
class Chase:
    """One thing that a unit is chased for."""

    key: str
    """What makes it the same one."""
    item_id: int
    measure_id: int | None
    number: str
    ordinal: int | None
    """Of the measure; None: the item as a whole."""
    text: str
    unit: str
    leaders: tuple[str, ...]
    """The item's 责任领导."""
    rung: Rung
    due: dt.date
    left: int
    """Days to the last day; negative: overdue."""
    is_review: bool = False
    """It is about the next 复核 of what goes on for long."""

    @property
    def words(self) -> str:
        """剩余3天, 今日到期, 已逾期5天; of a 复核 likewise."""
        if self.left < 0:
            return f"复核已过期{-self.left}天" if self.is_review else f"已逾期{-self.left}天"
        if self.left == 0:
            return "今日复核" if self.is_review else "今日到期"
        return f"{self.left}天后复核" if self.is_review else f"剩余{self.left}天"


@dataclass(frozen=True, slots=True)
class Digest:
    """All that one unit is told at once."""

    unit: str
    chases: tuple[Chase, ...]
    """The highest rung first, then by day."""

    @property
    def leaders(self) -> tuple[str, ...]:
        """Whom the higher rungs go to as well."""
        names = [name for chase in self.chases if chase.rung in ESCALATED for name in chase.leaders]
        return tuple(dict.fromkeys(names))


@dataclass(frozen=True, slots=True)
class Loose:
    """What nobody can be chased for until the office settles it."""

    number: str
    ordinal: int | None
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Chasing:
    """Everything that is new on a day."""

    digests: tuple[Digest, ...]
    loose: tuple[Loose, ...]

    @property
    def keys(self) -> frozenset[str]:
        """Of every chase."""
        return frozenset(chase.key for digest in self.digests for chase in digest.chases)


def chasing(ledger: Ledger, wanted: Query = EVERYTHING, *, today: dt.date, next_due: NextDue) -> Chasing:
    """Who is to be chased for what and was not yet."""
    with ledger.read() as connection:
        meant = conditions(wanted, today, connection, campaigns_of(connection))
        return chasing_now(connection, meant, today=today, next_due=next_due)


def chasing_now(
    connection: Connection, meant: ColumnElement[bool], *, today: dt.date, next_due: NextDue
) -> Chasing:
    """The same about the items of a condition, within a transaction."""
    scope = Scope.of(connection, meant, today)
    leaders = _leaders(connection, scope)
    chases: list[Chase] = []
    loose: list[Loose] = []
    for thing, due, rung, why in _looked_at(connection, scope, scope.things(connection), next_due):
        if why:
            loose.append(Loose(thing.number, thing.ordinal, thing.text, why))
        elif due is not None and rung is not None:
            chases.append(
                Chase(
                    key_of(thing, due, rung),
                    thing.item_id,
                    thing.measure_id,
                    thing.number,
                    thing.ordinal,
                    thing.text,
                    thing.unit,
                    leaders.get(thing.item_id, ()),
                    rung,
                    due,
                    (due - today).days,
                    thing.is_reviewed,
                )
            )
    return Chasing(_digests(chases), tuple(loose))


def chased_units(
    ledger: Ledger, wanted: Query = EVERYTHING, *, today: dt.date, next_due: NextDue
) -> Mapping[str, int]:
    """How much each unit is to be chased for: as `chasing` tells it, but nothing of it is named."""
    with ledger.read() as connection:
        meant = conditions(wanted, today, connection, campaigns_of(connection))
        scope = Scope.of(connection, meant, today)
        counts = Counter(scope.count_of_first_chases(connection))
        rest = scope.things(connection, but_first_chases=True)
        for thing, _, rung, why in _looked_at(connection, scope, rest, next_due):
            if rung is not None and not why:
                counts[thing.unit] += 1
    return counts


def _looked_at(
    connection: Connection, scope: Scope, things: Iterable[Thing], next_due: NextDue
) -> Iterator[tuple[Thing, dt.date | None, Rung | None, str]]:
    """Each thing with its day, the rung that is to go out, and why nobody can be chased for it."""
    issued = scope.issued(connection)
    for thing in things:
        due, why = thing.day(scope.today, next_due)
        if due is None or not thing.unit:
            yield thing, due, None, why or ("" if due is None else "没有牵头或责任单位，不知道催谁")
            continue
        known = issued.get(thing.item_id, {})  # empty of nearly every item in a large ledger
        sent = (
            {rung: known[key] for rung in Rung if (key := key_of(thing, due, rung)) in known} if known else {}
        )
        left, pace = (due - scope.today).days, scope.paces[thing.campaign_id]
        yield thing, due, rung_of(left, pace.near_days, sent, scope.today, between=pace.between), ""


def rung_of(
    left: int, near_days: int, issued: Mapping[Rung, dt.date], today: dt.date, *, between: int
) -> Rung | None:
    """The rung that is reached and did not go out yet; None where there is nothing to say."""
    if left > near_days:
        return None
    if left >= 0:
        rung = Rung.EARLY if left else Rung.DUE
        return None if rung in issued else rung
    below: dt.date | None = None
    for rung in (Rung.FIRST, *ESCALATED):
        if rung not in issued:
            waited = below is None or (today - below).days >= between
            return rung if waited else None
        below = issued[rung]
    return None


def _leaders(connection: Connection, scope: Scope) -> dict[int, tuple[str, ...]]:
    query = (
        select(Owner.item_id, Owner.name)
        .join(Item, Item.id == Owner.item_id)
        .where(scope.is_worked_on, Owner.measure_id.is_(None), Owner.role == OwnerRole.LEADER.value)
        .order_by(Owner.item_id, Owner.ordinal, Owner.id)
    )
    found: dict[int, tuple[str, ...]] = {}
    for item_id, name in connection.execute(query):
        found[item_id] = (*found.get(item_id, ()), name)
    return found


def _digests(chases: Iterable[Chase]) -> tuple[Digest, ...]:
    places = {rung: place for place, rung in enumerate(Rung)}
    by_unit: dict[str, list[Chase]] = {}
    for chase in sorted(chases, key=lambda one: (-places[one.rung], one.due)):
        by_unit.setdefault(chase.unit, []).append(chase)
    return tuple(Digest(unit, tuple(by_unit[unit])) for unit in sorted(by_unit))
