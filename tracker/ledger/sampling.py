"""What the draws for 回头看 are and how far each has been looked at."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, and_, exists, func, select
from sqlalchemy import case as sql_case

from tracker.errors import BadInput, NotFound, Refusal
from tracker.ledger.drawing import Case, Weighed, draw
from tracker.ledger.filtering.compiling import conditions
from tracker.ledger.filtering.tree import EVERYTHING, Query
from tracker.ledger.leading import lead_unit
from tracker.ledger.lineage import ancestor_counts
from tracker.ledger.models import Application, Evidence, Item, LookBack, Sample, SampleItem
from tracker.ledger.queries import campaigns_of
from tracker.ledger.sharing import count_of_measures
from tracker.ledger.store import Ledger
from tracker.ledger.words import Decision, LookBackResult, State


@dataclass(frozen=True, slots=True)
class SampleRow:
    """One draw and how far it is."""

    id: int
    on: dt.date
    by: str
    percent: int
    seed: str
    query: str
    population: int
    """How many could have been drawn."""
    drawn: int
    consolidated: int
    returned: int

    @property
    def checked(self) -> int:
        """How many have been looked at."""
        return self.consolidated + self.returned

    @property
    def words(self) -> str:
        """已查3/8，巩固2，回炉1."""
        return f"已查{self.checked}/{self.drawn}，巩固{self.consolidated}，回炉{self.returned}"


@dataclass(frozen=True, slots=True)
class SampleItemRow:
    """One item that was drawn."""

    number: str
    title: str
    lead: str
    weight: int
    """In hundredths; 100 where nothing spoke for it."""
    grounds: tuple[str, ...]
    result: LookBackResult | None
    """None: still to be looked at."""
    on: dt.date | None
    by: str
    finding: str


def samples(ledger: Ledger) -> list[SampleRow]:
    """Every draw, the last one first."""
    with ledger.read() as connection:
        return _samples(connection, None)


def sample(ledger: Ledger, key: int) -> tuple[SampleRow, tuple[SampleItemRow, ...]]:
    """One draw with its items, those still to be looked at first. Raises NotFound."""
    with ledger.read() as connection:
        found = _samples(connection, key)
        if not found:
            raise NotFound(f"没有第{key}次抽查，已有的见 tracker sample list")
        return found[0], _items(connection, key)


def try_draw(
    ledger: Ledger,
    *,
    percent: int,
    seed: str,
    today: dt.date,
    query: Query = EVERYTHING,
    again: bool = False,
) -> tuple[list[Weighed], int]:
    """What would be drawn, and out of how many; nothing is kept. Raises BadInput, Refusal."""
    refuse_impossible(percent, seed)
    with ledger.read() as connection:
        population = cases(connection, query, today=today, again=again)
    if not population:
        raise Refusal(nothing_to_draw(again=again))
    return draw(population, percent, seed), len(population)


def refuse_impossible(percent: int, seed: str) -> None:
    """Raise BadInput where nothing can be drawn so."""
    if not 1 <= percent <= 100:
        raise BadInput(f"抽查比例“{percent}”不行：写 1 到 100，是百分之几")
    if not seed.strip():
        raise BadInput("种子不能为空，随便写几个字就行")


def nothing_to_draw(*, again: bool) -> str:
    """Why a draw came to nothing."""
    tail = "" if again else "（本轮已做过回头看的不再抽；要一起抽，加 --again）"
    return f"没有可抽的已销号事项{tail}"


def cases(connection: Connection, query: Query, *, today: dt.date, again: bool) -> list[Case]:
    """The closed items meant that a draw may take; with `again` also those looked at in this round."""
    seen = exists(select(LookBack.id).where(LookBack.item_id == Item.id, LookBack.round == Item.round))
    wanted = and_(
        Item.state == State.CLOSED.value, conditions(query, today, connection, campaigns_of(connection))
    )
    ancestors = ancestor_counts(connection)
    rows = select(
        Item.id,
        Item.number,
        Item.round,
        Item.registered_on,
        Item.deadline_due,
        Item.closed_on,
        Item.extension_count,
        count_of_measures().label("measures"),
        _count_of(Evidence, Evidence.round == Item.round).label("evidence"),
        _count_of(Application, Application.decision == Decision.RETURNED.value).label("returned"),
    ).where(wanted if again else and_(wanted, ~seen))
    return [
        Case(
            item_id=row.id,
            number=row.number,
            round=row.round,
            began_on=row.registered_on,
            due=row.deadline_due,
            closed_on=row.closed_on,
            extensions=row.extension_count,
            measures=row.measures,
            evidence=row.evidence,
            returned=row.returned,
            ancestors=ancestors.get(row.id, 0),
        )
        for row in connection.execute(rows.order_by(Item.id))
    ]


def _count_of(model: Any, condition: Any) -> Any:
    count = select(func.count()).select_from(model).where(model.item_id == Item.id, condition)
    return count.correlate(Item).scalar_subquery()


def _result_of_draw() -> Any:
    """The look-back that was done for a drawn item."""
    return and_(LookBack.sample_id == SampleItem.sample_id, LookBack.item_id == SampleItem.item_id)


def _samples(connection: Connection, key: int | None) -> list[SampleRow]:
    def with_result(result: LookBackResult) -> Any:
        return func.sum(sql_case((LookBack.result == result.value, 1), else_=0))

    query = (
        select(
            *Sample.__table__.columns,
            func.count(SampleItem.id).label("drawn"),
            with_result(LookBackResult.CONSOLIDATED).label("consolidated"),
            with_result(LookBackResult.RETURNED).label("returned"),
        )
        .join(SampleItem, SampleItem.sample_id == Sample.id)
        .outerjoin(LookBack, _result_of_draw())
        .group_by(Sample.id)
        .order_by(Sample.id.desc())
    )
    if key is not None:
        query = query.where(Sample.id == key)
    return [
        SampleRow(
            id=row.id,
            on=row.on,
            by=row.by,
            percent=row.percent,
            seed=row.seed,
            query=row.query,
            population=row.population,
            drawn=row.drawn,
            consolidated=row.consolidated,
            returned=row.returned,
        )
        for row in connection.execute(query)
    ]


def _items(connection: Connection, key: int) -> tuple[SampleItemRow, ...]:
    query = (
        select(
            Item.number,
            Item.title,
            lead_unit().label("lead"),
            SampleItem.weight,
            SampleItem.grounds,
            LookBack.result,
            LookBack.on,
            LookBack.by,
            LookBack.finding,
        )
        .join(SampleItem, SampleItem.item_id == Item.id)
        .outerjoin(LookBack, _result_of_draw())
        .where(SampleItem.sample_id == key)
        .order_by(Item.id)
    )
    rows = [
        SampleItemRow(
            number=row.number,
            title=row.title,
            lead=row.lead or "",
            weight=row.weight,
            grounds=tuple(row.grounds),
            result=LookBackResult(row.result) if row.result else None,
            on=row.on,
            by=row.by or "",
            finding=row.finding or "",
        )
        for row in connection.execute(query)
    ]
    return tuple(sorted(rows, key=lambda row: row.result is not None))
