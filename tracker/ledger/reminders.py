"""催办: who is to be chased for what on a day, rung by rung, never twice the same.

The ladder: 提醒 from the campaign's 临期 days on, 到期提醒 on the last day, 第一次督办 once it is past, and
each higher rung when the one below went out as many days ago as the campaign says (`standards`). A later
date begins a ladder of its own.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, and_, or_, select

from tracker.ledger.figures.dimensions import unit_of_measure
from tracker.ledger.filtering.compiling import conditions
from tracker.ledger.filtering.tree import EVERYTHING, Query
from tracker.ledger.leading import known_lead_unit
from tracker.ledger.models import Item, Measure, Owner, Reminder
from tracker.ledger.queries import campaigns_of, deadline_columns
from tracker.ledger.row_reading import read_deadline
from tracker.ledger.rows import Deadline
from tracker.ledger.store import Ledger
from tracker.ledger.words import DeadlineKind, OwnerRole, Rung, State

ESCALATED = (Rung.SECOND, Rung.LAST)
"""Rungs of which the responsible leader is told too."""

NextDue = Callable[[str, dt.date], dt.date | None]
"""The day on which a recurring limit falls due next, from a day on."""


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
        return chasing_now(connection, wanted, today=today, next_due=next_due)


def chasing_now(connection: Connection, wanted: Query, *, today: dt.date, next_due: NextDue) -> Chasing:
    """The same, within a transaction."""
    campaigns = campaigns_of(connection)
    near = {campaign.id: campaign.near_days for campaign in campaigns}
    between = {campaign.id: campaign.standards.between for campaign in campaigns}
    meant = conditions(wanted, today, connection, campaigns)
    horizon = today + dt.timedelta(max(near.values(), default=0))
    items, measures = _items(meant, horizon), _measures(meant, horizon)
    things = [*_read_items(connection, items), *_read_measures(connection, measures)]
    touched = or_(
        Item.id.in_(items.with_only_columns(Item.id)), Item.id.in_(measures.with_only_columns(Item.id))
    )
    issued, leaders = _issued(connection, touched), _leaders(connection, touched)
    chases: list[Chase] = []
    loose: list[Loose] = []
    for thing in things:
        due, why, is_review = _day_of(thing, today, next_due)
        if due is None or not thing.unit:
            why = why or ("" if due is None else "没有牵头或责任单位，不知道催谁")
            if why:
                loose.append(Loose(thing.number, thing.ordinal, thing.text, why))
            continue
        key = _Key(thing, due)
        rung = rung_of(
            (due - today).days,
            near[thing.campaign_id],
            key.issued(issued.get(thing.item_id, {})),
            today,
            between=between[thing.campaign_id],
        )
        if rung is not None:
            chases.append(
                Chase(
                    key.of(rung),
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
                    is_review,
                )
            )
    return Chasing(_digests(chases), tuple(loose))


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


@dataclass(frozen=True, slots=True)
class _Thing:
    """An item or measure that may be chased."""

    item_id: int
    measure_id: int | None
    campaign_id: int
    number: str
    round: int
    ordinal: int | None
    text: str
    unit: str
    deadline: Deadline | None
    next_review: dt.date | None
    is_stage_done: bool


@dataclass(frozen=True, slots=True)
class _Key:
    thing: _Thing
    due: dt.date

    def of(self, rung: Rung) -> str:
        thing = self.thing
        parts = (thing.number, thing.measure_id or 0, thing.round, self.due, rung.value, thing.unit)
        return "/".join(map(str, parts))

    def issued(self, known: Mapping[str, dt.date]) -> dict[Rung, dt.date]:
        if not known:  # of nearly every item in a large ledger
            return {}
        return {rung: known[self.of(rung)] for rung in Rung if self.of(rung) in known}


def _day_of(thing: _Thing, today: dt.date, next_due: NextDue) -> tuple[dt.date | None, str, bool]:
    """The day it is chased by, or why there is none, and whether that is a 复核."""
    deadline = thing.deadline
    if deadline is None or deadline.confirm:
        phrase = f"“{deadline.phrase}”" if deadline else ""
        return None, f"时限{phrase}待明确", False
    if thing.is_stage_done or deadline.kind is DeadlineKind.CONTINUING:
        if thing.measure_id is not None:
            return None, "", False
        return thing.next_review, "" if thing.next_review else "长期坚持，没有定下次复核的日期", True
    if deadline.due is None:
        why = "" if deadline.kind is DeadlineKind.IMMEDIATE else f"时限“{deadline.phrase}”待明确"
        return None, why, False
    if deadline.kind is DeadlineKind.RECURRING and deadline.due < today:
        return next_due(deadline.phrase, today), "", False
    return deadline.due, "", False


def _may_matter(table: Any, horizon: dt.date) -> Any:
    """Rows with a day up to the horizon, or without a settled one."""
    return or_(
        table.deadline_due <= horizon,
        table.deadline_due.is_(None),
        table.deadline_confirm.is_(True),
        table.deadline_kind == DeadlineKind.RECURRING.value,
    )


def _items(meant: Any, horizon: dt.date) -> Select[*tuple[Any, ...]]:
    matters = or_(_may_matter(Item, horizon), Item.stage_done_on.is_not(None))
    return select(
        *(Item.id, Item.campaign_id, Item.number, Item.round, Item.title),
        *(Item.next_review, Item.stage_done_on, *deadline_columns(Item)),
        known_lead_unit().label("unit"),
    ).where(meant, Item.state == State.RECTIFYING.value, matters)


def _read_items(connection: Connection, items: Select[*tuple[Any, ...]]) -> list[_Thing]:
    return [
        _Thing(
            row.id,
            None,
            row.campaign_id,
            row.number,
            row.round,
            None,
            row.title,
            row.unit or "",
            read_deadline(row),
            row.next_review,
            row.stage_done_on is not None,
        )
        for row in connection.execute(items.order_by(Item.id))
    ]


def _measures(meant: Any, horizon: dt.date) -> Select[*tuple[Any, ...]]:
    """Measures with a time limit of their own; the others go with their item."""
    return (
        select(
            *(Measure.id, Measure.item_id, Measure.ordinal, Measure.text, *deadline_columns(Measure)),
            *(Item.campaign_id, Item.number, Item.round),
            unit_of_measure().label("unit"),
        )
        .join(Item, Item.id == Measure.item_id)
        .where(
            meant,
            Item.state == State.RECTIFYING.value,
            Measure.done_on.is_(None),
            and_(Measure.deadline_kind.is_not(None), _may_matter(Measure, horizon)),
        )
    )


def _read_measures(connection: Connection, measures: Select[*tuple[Any, ...]]) -> list[_Thing]:
    return [
        _Thing(
            row.item_id,
            row.id,
            row.campaign_id,
            row.number,
            row.round,
            row.ordinal,
            row.text,
            row.unit or "",
            read_deadline(row),
            None,
            False,
        )
        for row in connection.execute(measures.order_by(Item.id, Measure.ordinal, Measure.id))
    ]


def _issued(connection: Connection, items: Any) -> dict[int, dict[str, dt.date]]:
    """When each reminder of these items went out, by item and key."""
    query = select(Reminder.item_id, Reminder.key, Reminder.on).join(Item, Item.id == Reminder.item_id)
    found: dict[int, dict[str, dt.date]] = {}
    for item_id, key, day in connection.execute(query.where(items)):
        found.setdefault(item_id, {})[key] = day
    return found


def _leaders(connection: Connection, items: Any) -> dict[int, tuple[str, ...]]:
    query = (
        select(Owner.item_id, Owner.name)
        .join(Item, Item.id == Owner.item_id)
        .where(items, Owner.measure_id.is_(None), Owner.role == OwnerRole.LEADER.value)
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
