"""The list as a reader wants it: ids alone in any order and group, and rows with all that columns tell.

A million ids take 4 MB and come in portions, so that whoever asks can stop on the way.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any, Final

from sqlalchemy import Connection, ScalarSelect, Select, SQLColumnExpression, case, func, select

from tracker.ledger.filtering.compiling import conditions
from tracker.ledger.filtering.tree import EVERYTHING, Query
from tracker.ledger.keys import KEYS, these
from tracker.ledger.leading import lead_unit
from tracker.ledger.light_expression import light_expression
from tracker.ledger.list_rows import CampaignRow, ListRow
from tracker.ledger.long_lists import LongList
from tracker.ledger.models import DEADLINE_ORDER, Aspect, Campaign, Document, Evidence, Item, Measure, Owner
from tracker.ledger.models.items import LAST_DAY
from tracker.ledger.portions import portions
from tracker.ledger.queries import campaigns_of, row_columns
from tracker.ledger.row_reading import list_row
from tracker.ledger.sharing import count_of_measures
from tracker.ledger.stopping import while_wanted
from tracker.ledger.store import Ledger
from tracker.ledger.words import Light, OwnerRole, RectificationType, State, Word

PORTION: Final = 2_000
"""Ids fetched between two looks at whether they are still wanted."""

URGENCY: Final = (
    Light.OVERDUE,
    Light.IMMINENT,
    Light.NEAR,
    Light.UNSETTLED,
    Light.EXTENDED,
    Light.NORMAL,
    Light.CONTINUING,
    Light.CLOSED_LATE,
    Light.CLOSED,
    Light.STOPPED,
)
"""Lights in the order of a list that is sorted by them."""


class Order(StrEnum):
    """What a list is sorted by."""

    NUMBER = "number"
    TITLE = "title"
    CATEGORY = "category"
    TYPE = "type"
    LEAD = "lead"
    LEADER = "leader"
    DEADLINE = "deadline"
    LIGHT = "light"
    STATE = "state"
    MEASURES = "measures"
    EVIDENCE = "evidence"
    CAMPAIGN = "campaign"
    ASPECT = "aspect"
    SOURCE = "source"
    DOCUMENT = "document"
    ROUND = "round"
    EXTENSIONS = "extensions"
    REGISTERED = "registered"
    CLOSED = "closed"


AT_ONCE: Final = frozenset((Order.NUMBER, Order.DEADLINE))
"""Orders that an index keeps: the first items are there before the last are read."""


class Grouping(StrEnum):
    """What the items of a list can be put together by."""

    UNIT = "unit"
    LEADER = "leader"
    CATEGORY = "category"
    DOCUMENT = "document"
    CAMPAIGN = "campaign"


@dataclass(frozen=True, slots=True)
class Group:
    """Items that stand together in a list."""

    name: str
    """Empty for those that have none."""
    count: int


@dataclass(frozen=True, slots=True)
class Ordered:
    """The ids of a list in their order."""

    ids: Sequence[int]
    groups: tuple[Group, ...] = ()
    """In their order, their counts together as many as there are ids; empty where nothing is grouped."""


def ordered(
    ledger: Ledger,
    wanted: Query = EVERYTHING,
    *,
    today: dt.date,
    order: Order = Order.NUMBER,
    descending: bool = False,
    grouping: Grouping | None = None,
    limit: int | None = None,
    is_wanted: Callable[[], bool] = lambda: True,
) -> Ordered:
    """The items meant, the first `limit` of them; what is read until `is_wanted` says no."""
    with ledger.read() as connection:
        campaigns = campaigns_of(connection)
        sorting = [part.desc() if descending else part for part in _sorting(order, campaigns, today)]
        where = conditions(wanted, today, connection, campaigns)
        ids = LongList(connection.scalar(select(func.max(Item.id))) or 0)
        if grouping is None:
            alone = select(Item.id).where(where).order_by(*sorting).limit(limit)
            for portion in _portions(connection, alone, is_wanted):
                ids.extend([row[0] for row in portion])
            return Ordered(ids)
        key = func.coalesce(_group(grouping), "").label("together")  # asked for once: it is the dearest part
        query = select(Item.id, key).where(where).order_by("together", *sorting).limit(limit)
        return _nameless_last(_grouped(_portions(connection, query, is_wanted), ids))


def _portions(
    connection: Connection, query: Any, is_wanted: Callable[[], bool]
) -> Iterator[Sequence[tuple[Any, ...]]]:
    """Rows as the driver gives them: numbers and text need no reading, which is two thirds of the time."""
    with while_wanted(connection, is_wanted):
        result = connection.execute(query, execution_options={"stream_results": True})
        first = result.fetchone()  # all that SQLAlchemy has taken from the cursor so far
        portion: Sequence[tuple[Any, ...]] = [] if first is None else [tuple(first)]
        while portion and is_wanted():
            yield portion
            portion = result.cursor.fetchmany(PORTION)
        result.close()


def _grouped(portions: Iterable[Sequence[tuple[Any, ...]]], ids: LongList) -> Ordered:
    groups: list[Group] = []
    present, begun = None, 0
    for portion in portions:
        for place, (_, name) in enumerate(portion, len(ids)):
            if name != present:
                if present is not None:
                    groups.append(Group(present, place - begun))
                present, begun = name, place
        ids.extend([row[0] for row in portion])
    if present is not None:
        groups.append(Group(present, len(ids) - begun))
    return Ordered(ids, tuple(groups))


def _nameless_last(found: Ordered) -> Ordered:
    """An empty name sorts before all others, but says least."""
    if not found.groups or found.groups[0].name:
        return found
    nameless, *named = found.groups
    ids = LongList(max(found.ids))
    ids.extend(found.ids[nameless.count :])
    ids.extend(found.ids[: nameless.count])
    return Ordered(ids, (*named, nameless))


def _first_leader() -> ScalarSelect[str]:
    return (
        select(Owner.name)
        .where(Owner.item_id == Item.id, Owner.measure_id.is_(None), Owner.role == OwnerRole.LEADER.value)
        .order_by(Owner.ordinal, Owner.id)
        .limit(1)
        .correlate(Item)
        .scalar_subquery()
    )


def _document_title() -> ScalarSelect[str]:
    return select(Document.title).where(Document.id == Item.document_id).correlate(Item).scalar_subquery()


def _campaign_name() -> ScalarSelect[str]:
    return select(Campaign.name).where(Campaign.id == Item.campaign_id).correlate(Item).scalar_subquery()


def _aspect_name() -> ScalarSelect[str | None]:
    return select(Aspect.name).where(Aspect.id == Item.aspect_id).correlate(Item).scalar_subquery()


def _group(grouping: Grouping) -> SQLColumnExpression[Any]:
    match grouping:
        case Grouping.UNIT:
            return lead_unit()
        case Grouping.LEADER:
            return _first_leader()
        case Grouping.CATEGORY:
            return Item.category
        case Grouping.DOCUMENT:
            return _document_title()
        case Grouping.CAMPAIGN:
            return _campaign_name()


def _sorting(
    order: Order, campaigns: Sequence[CampaignRow], today: dt.date
) -> tuple[SQLColumnExpression[Any], ...]:
    """What comes first; items alike in it stay in the order of their 编号."""
    if order is Order.NUMBER:
        return (Item.id,)
    if order is Order.LIGHT:
        return (_places(URGENCY, light_expression(campaigns, today)), DEADLINE_ORDER, Item.id)
    return (_sorted_by(order), Item.id)


def _sorted_by(order: Order) -> SQLColumnExpression[Any]:
    plain: dict[Order, SQLColumnExpression[Any]] = {
        Order.TITLE: Item.title,
        Order.CATEGORY: Item.category,
        Order.SOURCE: Item.source,
        Order.ROUND: Item.round,
        Order.EXTENSIONS: Item.extension_count,
        Order.DEADLINE: DEADLINE_ORDER,
        Order.TYPE: _places(tuple(RectificationType), Item.type),
        Order.STATE: _places(tuple(State), Item.state),
        Order.REGISTERED: func.coalesce(Item.registered_on, LAST_DAY),
        Order.CLOSED: func.coalesce(Item.closed_on, LAST_DAY),
    }
    if order in plain:
        return plain[order]
    if order is Order.MEASURES:
        total, done = count_of_measures(), count_of_measures(Measure.done_on.is_not(None))
        return func.coalesce(100 * done / func.nullif(total, 0), -1)
    if order is Order.EVIDENCE:
        counted = select(func.count()).where(Evidence.item_id == Item.id)
        return counted.correlate(Item).scalar_subquery()
    names = {
        Order.LEAD: lead_unit,
        Order.LEADER: _first_leader,
        Order.DOCUMENT: _document_title,
        Order.CAMPAIGN: _campaign_name,
        Order.ASPECT: _aspect_name,
    }
    return func.coalesce(names[order](), "")


def _places(words: Sequence[Word], column: Any) -> SQLColumnExpression[Any]:
    return case({word.value: place for place, word in enumerate(words)}, value=column)


@cache
def line_columns() -> Select[Any]:
    """The columns that `row_reading.list_row` reads."""
    return row_columns().add_columns(
        Item.registered_on, _first_leader().label("leader"), _document_title().label("document_title")
    )


@cache
def _lines() -> Select[Any]:
    return line_columns().where(Item.id.in_(KEYS))


def first_lines(order: Order, count: int) -> Select[Any]:
    """The statement for the first lines of a list of everything; `order` is one of AT_ONCE."""
    return line_columns().order_by(*_sorting(order, (), dt.date.min)).limit(count)


def list_rows(ledger: Ledger, ids: Sequence[int], *, today: dt.date) -> dict[int, ListRow]:
    """The rows of a window; ids that are gone are left out."""
    if not ids:
        return {}
    with ledger.read() as connection:
        campaigns = {row.id: row for row in campaigns_of(connection)}
        return {
            row.id: list_row(row, campaigns[row.campaign_id], today)
            for row in connection.execute(_lines(), these(ids))
        }


def numbers_of(ledger: Ledger, ids: Sequence[int]) -> tuple[str, ...]:
    """编号 of these items in their order; those that are gone are left out."""
    found: dict[int, str] = {}
    with ledger.read() as connection:
        for some in portions(ids):
            found |= {
                row.id: row.number
                for row in connection.execute(select(Item.id, Item.number).where(Item.id.in_(some)))
            }
    return tuple(found[key] for key in ids if key in found)
