"""Reading the ledger: frozen rows built from columns, lists as windows on a query (decision 0017)."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    SQLColumnExpression,
    Subquery,
    and_,
    case,
    func,
    select,
)

from tracker.ledger.choosing import meant
from tracker.ledger.connecting import is_overlaid
from tracker.ledger.filtering.compiling import Compiler, conditions
from tracker.ledger.filtering.tree import EVERYTHING, Query
from tracker.ledger.keys import KEYS, these
from tracker.ledger.leading import lead_unit
from tracker.ledger.light_expression import light_expression
from tracker.ledger.lights import Thresholds
from tracker.ledger.list_rows import CampaignRow, ItemRow
from tracker.ledger.models import (
    DEADLINE_ORDER,
    Aspect,
    Campaign,
    Evidence,
    Item,
    Measure,
    MeasureShare,
    Owner,
    Unit,
)
from tracker.ledger.numbers import read_number, unknown_number
from tracker.ledger.portions import portions
from tracker.ledger.row_reading import campaign_row, item_row, thresholds
from tracker.ledger.rows import EvidenceRow
from tracker.ledger.sharing import count_of_measures, open_limits
from tracker.ledger.store import Ledger
from tracker.ledger.words import OwnerRole, State

DEFAULT_CAMPAIGN_ROW = CampaignRow(0, "整改台账", "", "ZG", 7, 3)
"""The settings of a ledger nobody has written to yet."""


class Sort(StrEnum):
    """How a list is ordered."""

    NUMBER = "number"
    DEADLINE = "deadline"
    STATE = "state"
    LEAD = "lead"


def campaigns_of(connection: Connection) -> tuple[CampaignRow, ...]:
    """Every campaign with its settings."""
    return tuple(campaign_row(row) for row in connection.execute(_campaigns()))


@cache
def _campaigns() -> Select[Any]:
    return select(Campaign.__table__).order_by(Campaign.id)


def campaign(ledger: Ledger, name: str | None = None) -> CampaignRow:
    """The campaign of this name, or of a part of it that only one has; without a name the default one,
    with the default settings where there is none yet. Raises NotFound, listing the known ones.
    """
    with ledger.read() as connection:
        rows = campaigns_of(connection)
    if name is not None:
        known = {row.name: row for row in rows}
        return known[meant(name, known, "专项")]
    return next((row for row in rows if row.is_default), rows[0] if rows else DEFAULT_CAMPAIGN_ROW)


def item_ids(
    ledger: Ledger,
    wanted: Query = EVERYTHING,
    *,
    today: dt.date,
    sort: Sort = Sort.NUMBER,
    descending: bool = False,
    limit: int | None = None,
) -> list[int]:
    """Ids of the items meant, in order, the first `limit` of them; the rows are fetched by window
    (`items_by_id`).
    """

    def built(condition: ColumnElement[bool]) -> Select[int]:
        query = select(Item.id).where(condition)
        for column in _ordering(sort):
            query = query.order_by(column.desc() if descending else column)
        return query.limit(limit)

    with ledger.read() as connection:
        query = _remembered(("ids", sort, descending, limit), built, wanted, today, connection)
        return list(connection.scalars(query))


_statements: dict[tuple[Any, ...], Select[Any]] = {}
"""Statements made before: making one anew takes longer than reading fifty rows with it."""
_MANY = 200
"""Statements that are kept."""


def _remembered(
    shape: tuple[Any, ...],
    built: Callable[[ColumnElement[bool]], Select[Any]],
    wanted: Query,
    today: dt.date,
    connection: Connection,
) -> Select[Any]:
    """The statement of this shape about the items meant; made anew where it rests on what the ledger says."""
    # As written out, not by equality: 有 as a word and 有 as any text at all are equal.
    key = (*shape, repr(wanted), today, connection.dialect.name, is_overlaid(connection))
    if (known := _statements.get(key)) is not None:
        return known
    compiler = Compiler(today, connection, lambda: campaigns_of(connection))
    made = built(compiler.compiled(wanted))
    if not compiler.has_asked:
        if len(_statements) >= _MANY:
            _statements.clear()
        _statements[key] = made
    return made


def _ordering(sort: Sort) -> tuple[SQLColumnExpression[Any], ...]:
    match sort:
        case Sort.DEADLINE:
            return (DEADLINE_ORDER, Item.id)
        case Sort.STATE:
            places = {state.value: place for place, state in enumerate(State)}
            return (case(places, value=Item.state), Item.id)
        case Sort.LEAD:
            return (func.coalesce(lead_unit(), ""), Item.id)
        case Sort.NUMBER:
            return (Item.id,)


def items_by_id(ledger: Ledger, ids: Sequence[int], *, today: dt.date) -> dict[int, ItemRow]:
    """The rows of these items in the order asked for; ids that are gone are left out."""
    with ledger.read() as connection:
        rows = {
            row.id: item_row(row, thresholds(row.near_days, row.imminent_days), today)
            for portion in portions(ids)
            for row in connection.execute(_judged_rows(), these(portion))
        }
    return {key: rows[key] for key in ids if key in rows}


def list_items(
    ledger: Ledger,
    wanted: Query = EVERYTHING,
    *,
    today: dt.date,
    sort: Sort = Sort.NUMBER,
    limit: int | None = None,
) -> list[ItemRow]:
    """The rows of the items meant, in one snapshot: all of them, or the first `limit`."""

    def built(condition: ColumnElement[bool]) -> Select[Any]:
        return _judged_columns().where(condition).order_by(*_ordering(sort)).limit(limit)

    with ledger.read() as connection:
        query = _remembered(("rows", sort, limit), built, wanted, today, connection)
        return [
            item_row(row, thresholds(row.near_days, row.imminent_days), today)
            for row in connection.execute(query)
        ]


def thresholds_of(connection: Connection) -> dict[int, Thresholds]:
    """The thresholds of each campaign's lights."""
    return {row.id: thresholds(row.near_days, row.imminent_days) for row in campaigns_of(connection)}


READ = (
    *("id", "version", "campaign_id", "number", "kind", "category", "source", "title", "type", "state"),
    *("round", "stage_done_on", "next_review", "extension_count", "closed_on"),
    *("deadline_phrase", "deadline_kind", "deadline_due", "deadline_rule", "deadline_confirm"),
    "deadline_event",
)
"""Columns of an item that a list row is made of: its long texts are left where they are."""


@cache
def row_columns() -> Select[Any]:
    """The columns that `item_row` reads."""
    return select(*(getattr(Item, name) for name in READ), *_counted_columns())


@cache
def _judged_columns() -> Select[Any]:
    """The same with the thresholds of each item's lights."""
    return row_columns().add_columns(
        *(
            select(column).where(Campaign.id == Item.campaign_id).scalar_subquery().label(column.key)
            for column in (Campaign.near_days, Campaign.imminent_days)
        )
    )


@cache
def _judged_rows() -> Select[Any]:
    return _judged_columns().where(Item.id.in_(KEYS))


@cache
def whole_rows() -> Select[Any]:
    """Of the items whose keys it is run with: what `item_row` reads, and all other columns."""
    return select(*Item.__table__.columns, *_counted_columns()).where(Item.id.in_(KEYS))


def _counted_columns() -> tuple[ColumnElement[Any], ...]:
    return (
        lead_unit().label("lead"),
        count_of_measures().label("measures_total"),
        count_of_measures(Measure.done_on.is_not(None)).label("measures_done"),
        open_limits().label("open_limits"),
        select(func.count())
        .where(Evidence.item_id == Item.id)
        .correlate(Item)
        .scalar_subquery()
        .label("evidence_count"),
        select(Campaign.name).where(Campaign.id == Item.campaign_id).scalar_subquery().label("campaign"),
        select(Aspect.name).where(Aspect.id == Item.aspect_id).scalar_subquery().label("aspect"),
    )


def deadline_columns(model: Any) -> tuple[Any, ...]:
    """What `read_deadline` wants of an item or measure."""
    return (
        *(model.deadline_phrase, model.deadline_kind, model.deadline_due),
        *(model.deadline_rule, model.deadline_confirm, model.deadline_event),
    )


def counts_by_state(
    ledger: Ledger, wanted: Query = EVERYTHING, *, today: dt.date = dt.date.min
) -> dict[str, int]:
    """How many of the items meant are in each state (codes); the day matters to a query about days only."""
    # By campaign too, as the index is ordered: read along it, nothing is sorted. An index on the state alone
    # would draw SQLite away from the one that keeps a list's first page at hand.
    found: Counter[str] = Counter()
    with ledger.read() as connection:
        each: Select[*tuple[Any, ...]] = select(Item.campaign_id, Item.state)
        rows = alone(_narrowed(each, wanted, today, connection), connection).c
        columns = (rows.campaign_id, rows.state)
        for _, state, count in connection.execute(select(*columns, func.count()).group_by(*columns)):
            found[state] += count
    return dict(found)


def alone(query: Select[*tuple[Any, ...]], connection: Connection) -> Subquery:
    """What is to be counted, as a table of its own.

    A past or partial ledger is read through unions, and SQLite takes every column of each row out of one
    that is counted; a limit keeps it from doing so, and what is not asked for is left where it is.
    """
    return apart(query, connection) if is_overlaid(connection) else query.subquery()


def apart(query: Select[*tuple[Any, ...]], connection: Connection) -> Subquery:
    """As a table that is worked out by itself: SQLite else works out what a column is made of wherever that
    column is named.
    """
    return (query.limit(-1) if connection.dialect.name == "sqlite" else query).subquery()


def counts_by_light(ledger: Ledger, wanted: Query = EVERYTHING, *, today: dt.date) -> dict[str, int]:
    """How many of the items meant are in each light (codes)."""
    with ledger.read() as connection:
        light = light_expression(campaigns_of(connection), today).label("light")
        each: Select[*tuple[Any, ...]] = select(light)
        found = alone(_narrowed(each, wanted, today, connection), connection).c.light
        rows = connection.execute(select(found, func.count()).group_by(found))
        return {row[0]: row[1] for row in rows}


def _narrowed(
    query: Select[*tuple[Any, ...]], wanted: Query, today: dt.date, connection: Connection
) -> Select[*tuple[Any, ...]]:
    """Without any condition where everything is meant: an index then answers alone."""
    if wanted == EVERYTHING:
        return query
    return query.where(conditions(wanted, today, connection, campaigns_of(connection)))


def units(ledger: Ledger) -> list[str]:
    """Every unit that leads, answers or cooperates, and every one made known, for completion."""
    roles = [OwnerRole.LEAD.value, OwnerRole.RESPONSIBLE.value, OwnerRole.COOPERATING.value]
    with ledger.read() as connection:
        # Sorted here: every server has an order of its own.
        named = select(Owner.name).where(Owner.role.in_(roles))
        return sorted(connection.scalars(named.union(select(Unit.name))))


def evidence(ledger: Ledger, numbers: Iterable[str] | None = None) -> list[EvidenceRow]:
    """佐证材料 of some items, or of the whole ledger. Raises NotFound for an unknown 编号."""
    query = (
        select(Evidence, Item.number, func.coalesce(MeasureShare.ordinal, Measure.ordinal).label("ordinal"))
        .join(Item, Item.id == Evidence.item_id)
        .outerjoin(Measure, Measure.id == Evidence.measure_id)
        .outerjoin(
            MeasureShare,
            and_(MeasureShare.measure_id == Evidence.measure_id, MeasureShare.item_id == Evidence.item_id),
        )
        .order_by(Item.id, Evidence.id)
    )
    with ledger.read() as connection:
        if numbers is None:
            return [evidence_row(row) for row in connection.execute(query)]
        ids = _ids_of(connection, [read_number(number) for number in numbers])
        return [
            evidence_row(row)
            for portion in portions(ids)
            for row in connection.execute(query.where(Item.id.in_(portion)))
        ]


def _ids_of(connection: Connection, numbers: Sequence[str]) -> list[int]:
    """In the ledger's order. Raises NotFound for the first one that is not there."""
    found: dict[str, int] = {}
    for portion in portions(numbers):
        rows = connection.execute(select(Item.number, Item.id).where(Item.number.in_(portion)))
        found |= {row.number: row.id for row in rows}
    for number in numbers:
        if number not in found:
            raise unknown_number(number)
    return sorted(found.values())


def evidence_row(row: Any) -> EvidenceRow:
    """From the columns of `evidence` with its item's number and its measure's ordinal."""
    return EvidenceRow(
        id=row.id,
        name=row.name,
        sha256=row.sha256,
        size=row.size,
        note=row.note,
        added_on=row.added_on,
        added_by=row.added_by,
        measure_ordinal=row.ordinal,
        item_number=row.number,
        round=row.round,
        dated_on=row.dated_on,
    )
