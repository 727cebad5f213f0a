"""Counting the figures: one grouped statement for items, one for measures, none that loads an item.

Items that are alike in everything the figures ask form one cell; a figure is the sum of the cells that its
query means.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, and_, case, func, literal, or_, select

from tracker.ledger.figures.definitions import (
    CODES,
    ITEM_FIGURES,
    ITEM_RATES,
    MEASURE_RATES,
    REGULATIONS,
)
from tracker.ledger.figures.dimensions import measures_by, with_names
from tracker.ledger.figures.measures import measure_conditions
from tracker.ledger.filtering.compiling import conditions
from tracker.ledger.filtering.tree import EVERYTHING, Comparison, Every, Not, Query, Some
from tracker.ledger.light_expression import light_expression
from tracker.ledger.list_rows import CampaignRow
from tracker.ledger.models import Item, Measure, Regulation
from tracker.ledger.pace_expression import pace_expression
from tracker.ledger.queries import alone, apart, campaigns_of
from tracker.ledger.sharing import serves_too
from tracker.ledger.store import Ledger
from tracker.ledger.words import Dimension, RegulationAct, State


@dataclass(frozen=True, slots=True)
class Tally:
    """Every figure of what stands under one name."""

    name: str
    """A unit, a leader …; empty for all together."""
    counts: Mapping[str, int]
    """By the figures' codes."""

    @property
    def rates(self) -> dict[str, float]:
        """From 0 to 1 by the rates' codes; none where there is nothing to be shared."""
        return {
            rate.code: self.counts[rate.part] / self.counts[rate.whole]
            for rate in (*ITEM_RATES, *MEASURE_RATES)
            if self.counts[rate.whole]
        }


def tally(ledger: Ledger, wanted: Query = EVERYTHING, *, today: dt.date) -> Tally:
    """Every figure of the items meant."""
    with ledger.read() as connection:
        return _counted(connection, wanted, today, None)[0]


def tallies(
    ledger: Ledger, by: Dimension, wanted: Query = EVERYTHING, *, today: dt.date
) -> tuple[Tally, ...]:
    """Every figure of the items meant, for each name there is, by name."""
    with ledger.read() as connection:
        return tuple(sorted(_counted(connection, wanted, today, by), key=lambda row: row.name))


def _counted(connection: Connection, wanted: Query, today: dt.date, by: Dimension | None) -> Sequence[Tally]:
    campaigns = campaigns_of(connection)
    meant = conditions(wanted, today, connection, campaigns)
    counts: dict[str, Counter[str]] = {} if by else {"": Counter()}
    for name, found in (
        *_items(connection, campaigns, meant, today, by),
        *_measures(connection, meant, today, by),
        *_regulations(connection, meant, by),
    ):
        counts.setdefault(name, Counter()).update(found)
    return [Tally(name, _complete(found)) for name, found in counts.items()]


def _complete(found: Mapping[str, int]) -> Mapping[str, int]:
    return {code: found.get(code, 0) for code in CODES}


class _Cells:
    """The columns that tell apart what the figures tell apart."""

    def __init__(self, connection: Connection, campaigns: tuple[CampaignRow, ...], today: dt.date) -> None:
        self.words: dict[str, Any] = {
            "状态": Item.state,
            "类型": Item.type,
            "类别": Item.kind,
            "自报": Item.reported,
            "分类": Item.classification,
            "预警": light_expression(campaigns, today),
            "进度": pace_expression(today),
        }
        others = {test: None for figure in ITEM_FIGURES for test in self._others(figure.query)}
        self.flags = {
            test: case((conditions(test, today, connection, campaigns), 1), else_=0) for test in others
        }
        self.columns = [*self.words.values(), *self.flags.values()]

    def _others(self, query: Query) -> list[Query]:
        """What is asked and is no word of the item."""
        match query:
            case Every(parts) | Some(parts):
                return [test for part in parts for test in self._others(part)]
            case Not(part):
                return self._others(part)
            case Comparison(field) if field in self.words:
                return []
            case _:
                return [query]

    def of(self, values: Sequence[Any]) -> list[str]:
        """The figures that an item of these values counts in."""
        cell: dict[Any, Any] = dict(zip([*self.words, *self.flags], values, strict=True))
        return [figure.code for figure in ITEM_FIGURES if _holds(figure.query, cell)]


def _holds(query: Query, cell: Mapping[Any, Any]) -> bool:
    match query:
        case Every(parts):
            return all(_holds(part, cell) for part in parts)
        case Some(parts):
            return any(_holds(part, cell) for part in parts)
        case Not(part):
            return not _holds(part, cell)
        case Comparison(field, _, values) if field in cell:
            return cell[field] in values
        case _:
            return bool(cell[query])


def _items(
    connection: Connection,
    campaigns: tuple[CampaignRow, ...],
    meant: Any,
    today: dt.date,
    by: Dimension | None,
) -> list[tuple[str, dict[str, int]]]:
    cells = _Cells(connection, campaigns, today)
    labels = [f"c{place}" for place in range(len(cells.columns))]
    each = select(*(column.label(label) for column, label in zip(cells.columns, labels, strict=True))).where(
        meant
    )
    rows = (apart if by else alone)(_named(each, by), connection)
    # Grouped over a derived table: PostgreSQL takes two equal expressions with parameters for two.
    keys = [rows.c.name, *(rows.c[label] for label in labels)]
    return [
        (row[0], dict.fromkeys(cells.of(row[1:-1]), row[-1]))
        for row in connection.execute(select(*keys, func.count()).group_by(*keys))
    ]


def _named(items: Select[*tuple[Any, ...]], by: Dimension | None) -> Select[*tuple[Any, ...]]:
    return with_names(items, by) if by else items.add_columns(literal("").label("name"))


def _measures(
    connection: Connection, meant: Any, today: dt.date, by: Dimension | None
) -> list[tuple[str, dict[str, int]]]:
    tests = measure_conditions(today)
    sums = [func.coalesce(func.sum(case((test, 1), else_=0)), 0).label(code) for code, test in tests.items()]
    query = select(*sums).select_from(Measure).join(Item, Item.id == Measure.item_id).where(of_items(meant))
    if by is None:
        return [("", dict(connection.execute(query).one()._mapping))]
    places = measures_by(by).subquery()
    named = (
        query.add_columns(places.c.name)
        .join(places, places.c.measure_id == Measure.id)
        .group_by(places.c.name)
    )
    return [(row.name, {code: row._mapping[code] for code in tests}) for row in connection.execute(named)]


def of_items(meant: Any) -> Any:
    """The measure, joined with its own item, serves an item that is meant and not stopped."""
    kept = and_(Item.state != State.STOPPED.value, meant)
    return or_(kept, serves_too(select(Item.id).where(kept).correlate(None)))


def _regulations(
    connection: Connection, meant: Any, by: Dimension | None
) -> list[tuple[str, dict[str, int]]]:
    acts = (RegulationAct.NEW.value, RegulationAct.REVISED.value)
    query = (
        select(Regulation.id)
        .join(Item, Item.id == Regulation.item_id)
        .where(Regulation.act.in_(acts), Regulation.issued_on.is_not(None))
        .where(Item.state != State.STOPPED.value, meant)
    )
    name = apart(_named(query, by), connection).c.name
    rows = connection.execute(select(name, func.count()).group_by(name))
    return [(row[0], {REGULATIONS.code: row[1]}) for row in rows]
