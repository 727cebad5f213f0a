"""Reading 专项: how far each is, the limits that count from its events, its 方面 and what is under them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, func, select

from tracker.ledger.filtering.compiling import conditions
from tracker.ledger.filtering.tree import Comparison, Every, Query
from tracker.ledger.list_rows import CampaignRow, Deadline
from tracker.ledger.models import (
    Aspect,
    Campaign,
    CampaignEvent,
    Candidate,
    Document,
    ExtensionRequest,
    Item,
    Measure,
    Standing,
)
from tracker.ledger.portions import portions
from tracker.ledger.queries import campaign, campaigns_of
from tracker.ledger.row_reading import read_deadline
from tracker.ledger.sharing import count_of_measures
from tracker.ledger.store import Ledger
from tracker.ledger.words import RequestDecision, State, Verdict


@dataclass(frozen=True, slots=True)
class CampaignOverview:
    """One 专项 and how far it is."""

    settings: CampaignRow
    items: int
    """Its own."""
    standing: int
    """Of other campaigns, that stand in it too."""
    closed: int
    """Of both; stopped ones are counted in neither."""
    events: tuple[tuple[str, dt.date], ...]


class Holder(StrEnum):
    """What a time limit belongs to."""

    ITEM = "item"
    MEASURE = "measure"
    CANDIDATE = "candidate"


@dataclass(frozen=True, slots=True)
class EventLimit:
    """A time limit that counts from an event."""

    holder: Holder
    id: int
    number: str
    """编号 of the item; the document's title for a candidate that still waits for review."""
    ordinal: int | None
    """Of the measure, or of the candidate as people see it; None for the item's own."""
    text: str
    deadline: Deadline
    base: dt.date | None
    """Date of the document it was mined from."""
    left_alone: str
    """Why its date does not follow the event; empty when it does."""


@dataclass(frozen=True, slots=True)
class AspectRow:
    """方面 of a 专项整治, with the leader over it."""

    name: str
    ordinal: int
    leader: str
    items: int
    closed: int
    measures: int
    measures_done: int


def overviews(ledger: Ledger) -> list[CampaignOverview]:
    """Every campaign, in the order they were made."""
    with ledger.read() as connection:
        home = _counted(connection, select(Item.campaign_id, Item.state, func.count()), Item.campaign_id)
        linked = _counted(
            connection,
            select(Standing.campaign_id, Item.state, func.count()).join(Item, Item.id == Standing.item_id),
            Standing.campaign_id,
        )
        return [
            CampaignOverview(
                settings=row,
                items=_going(home.get(row.id, {})),
                standing=_going(linked.get(row.id, {})),
                closed=sum(states.get(row.id, {}).get(State.CLOSED.value, 0) for states in (home, linked)),
                events=tuple(_events(connection, row.id).items()),
            )
            for row in campaigns_of(connection)
        ]


def _counted(connection: Connection, query: Any, column: Any) -> dict[int, dict[str, int]]:
    counted: dict[int, dict[str, int]] = {}
    for key, state, number in connection.execute(query.group_by(column, Item.state)):
        counted.setdefault(key, {})[state] = number
    return counted


def _going(states: dict[str, int]) -> int:
    return sum(number for state, number in states.items() if state != State.STOPPED.value)


def _events(connection: Connection, campaign_id: int) -> dict[str, dt.date]:
    query = select(CampaignEvent.name, CampaignEvent.on).where(CampaignEvent.campaign_id == campaign_id)
    ordered = query.order_by(CampaignEvent.on, CampaignEvent.id)
    return {row.name: row.on for row in connection.execute(ordered)}


def events_of(ledger: Ledger, name: str | None = None) -> dict[str, dt.date]:
    """The days of a campaign's events, by their words; of the default campaign without a name."""
    with ledger.read() as connection:
        return _events(connection, campaign(ledger, name).id)


def home_of(ledger: Ledger, numbers: Sequence[str]) -> tuple[str, ...]:
    """The campaigns that these items are at home in, each once."""
    query = select(Campaign.name).join(Item, Item.campaign_id == Campaign.id).distinct()
    with ledger.read() as connection:
        found = {
            name
            for portion in portions(numbers)
            for name in connection.scalars(query.where(Item.number.in_(portion)))
        }
    return tuple(sorted(found))


@dataclass(frozen=True, slots=True)
class Heading:
    """What a paper or a list says that it is about, and who hands it in."""

    campaign: str
    """The one 专项 that all of it belongs to; empty where it is of several."""
    reporting_unit: str


def heading_of(ledger: Ledger, wanted: Query, *, today: dt.date) -> Heading:
    """What heads that which goes out with these items: the 专项 that was asked for (专项:巡察 and more), else
    the one that they all are of. Those of several are handed in by the one office, where they agree on it.
    """
    named = _named_campaign(ledger, wanted)
    if named:
        return Heading(named.name, named.reporting_unit)
    with ledger.read() as connection:
        rows = campaigns_of(connection)
        meant = conditions(wanted, today, connection, rows)
        ids = set(connection.scalars(select(Item.campaign_id).where(meant).distinct()))
    found = [row for row in rows if row.id in ids] or [campaign(ledger)]
    if len(found) == 1:
        return Heading(found[0].name, found[0].reporting_unit)
    units = {row.reporting_unit for row in found if row.reporting_unit}
    return Heading("", units.pop() if len(units) == 1 else campaign(ledger).reporting_unit)


def _named_campaign(ledger: Ledger, wanted: Query) -> CampaignRow | None:
    """The only one that fits what the query says."""
    parts = wanted.parts if isinstance(wanted, Every) else (wanted,)
    named = [part for part in parts if isinstance(part, Comparison) and part.field == "专项"]
    with ledger.read() as connection:
        rows = campaigns_of(connection)
    for part in named:
        fitting = [row for row in rows if any(str(value) in row.name for value in part.values)]
        exact = [row for row in fitting if row.name in map(str, part.values)]
        if len(exact or fitting) == 1:
            return (exact or fitting)[0]
    return None


def limits_from_events(connection: Connection, campaign_id: int) -> list[EventLimit]:
    """Every time limit of a campaign that counts from some event: items, measures, waiting candidates."""
    return [
        *_limits_of_items(connection, campaign_id),
        *_limits_of_measures(connection, campaign_id),
        *_limits_of_candidates(connection, campaign_id),
    ]


def _limits_of_items(connection: Connection, campaign_id: int) -> Iterator[EventLimit]:
    query = (
        select(Item.__table__, Document.date, _asks_for_more_time())
        .outerjoin_from(Item.__table__, Document.__table__, Document.id == Item.document_id)
        .where(Item.campaign_id == campaign_id, Item.deadline_event.is_not(None))
        .order_by(Item.id)
    )
    for row in connection.execute(query):
        if (deadline := read_deadline(row)) is not None:
            why = _left_alone(row.state, row.extension_count, row.asks, is_done=False)
            yield EventLimit(Holder.ITEM, row.id, row.number, None, row.title, deadline, row.date, why)


def _limits_of_measures(connection: Connection, campaign_id: int) -> Iterator[EventLimit]:
    query = (
        select(
            Measure.__table__,
            Item.number,
            Item.state,
            Item.extension_count,
            Document.date,
            _asks_for_more_time(),
        )
        .join_from(Measure.__table__, Item.__table__, Item.id == Measure.item_id)
        .outerjoin(Document.__table__, Document.id == Measure.document_id)
        .where(Item.campaign_id == campaign_id, Measure.deadline_event.is_not(None))
        .order_by(Item.id, Measure.ordinal, Measure.id)
    )
    for row in connection.execute(query):
        if (deadline := read_deadline(row)) is not None:
            why = _left_alone(row.state, row.extension_count, row.asks, is_done=row.done_on is not None)
            yield EventLimit(
                Holder.MEASURE, row.id, row.number, row.ordinal, row.text, deadline, row.date, why
            )


def _limits_of_candidates(connection: Connection, campaign_id: int) -> Iterator[EventLimit]:
    query = (
        select(Candidate.__table__, Document.title, Document.date)
        .join_from(Candidate.__table__, Document.__table__, Document.id == Candidate.document_id)
        .where(
            Document.campaign_id == campaign_id,
            Candidate.deadline_event.is_not(None),
            Candidate.verdict.in_([Verdict.PENDING.value, Verdict.REPEATED.value]),
        )
        .order_by(Candidate.document_id, Candidate.ordinal)
    )
    for row in connection.execute(query):
        if (deadline := read_deadline(row)) is not None:
            yield EventLimit(
                Holder.CANDIDATE, row.id, row.title, row.ordinal + 1, row.text, deadline, row.date, ""
            )


def _asks_for_more_time() -> Any:
    return (
        select(func.count())
        .where(
            ExtensionRequest.item_id == Item.id,
            ExtensionRequest.decision == RequestDecision.PENDING.value,
        )
        .correlate(Item)
        .scalar_subquery()
        .label("asks")
    )


def _left_alone(state: str, extensions: int, asks: int, *, is_done: bool) -> str:
    """Why a limit stays as it is when its event moves: what is decided is not decided anew."""
    if state in (State.APPLIED.value, State.CLOSED.value, State.STOPPED.value):
        return f"{State(state).word}"
    if extensions:
        return f"已延期{extensions}次"
    if asks:
        return "有待批准的延期申请"
    return "措施已完成" if is_done else ""


def aspects(ledger: Ledger, name: str | None = None) -> list[AspectRow]:
    """The 方面 of a campaign in their order, with what stands under each; stopped items are not counted."""
    going = select(func.count()).where(Item.aspect_id == Aspect.id, Item.state != State.STOPPED.value)

    def measures(*which: Any) -> Any:
        each = (
            select(func.coalesce(func.sum(count_of_measures(*which)), 0))
            .where(Item.aspect_id == Aspect.id, Item.state != State.STOPPED.value)
            .correlate(Aspect)
        )
        return each.scalar_subquery()

    query = select(
        Aspect.name,
        Aspect.ordinal,
        Aspect.leader,
        going.correlate(Aspect).scalar_subquery().label("items"),
        going.where(Item.state == State.CLOSED.value).correlate(Aspect).scalar_subquery().label("closed"),
        measures().label("measures"),
        measures(Measure.done_on.is_not(None)).label("measures_done"),
    )
    with ledger.read() as connection:
        home = campaign(ledger, name)
        query = query.where(Aspect.campaign_id == home.id).order_by(Aspect.ordinal, Aspect.id)
        return [
            AspectRow(
                name=row.name,
                ordinal=row.ordinal,
                leader=row.leader,
                items=row.items,
                closed=row.closed,
                measures=int(row.measures),
                measures_done=int(row.measures_done),
            )
            for row in connection.execute(query)
        ]
