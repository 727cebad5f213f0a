"""制度清单: what items left behind for good, and whether it is carried out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, func, select

from tracker.ledger.filtering.compiling import conditions
from tracker.ledger.filtering.tree import EVERYTHING, Query
from tracker.ledger.keys import KEYS, these
from tracker.ledger.models import Item, Measure, MeasureShare, Regulation, RegulationCheck
from tracker.ledger.parts import CheckRow, RegulationRow
from tracker.ledger.portions import portions
from tracker.ledger.queries import campaigns_of
from tracker.ledger.store import Ledger
from tracker.ledger.words import CheckResult, RegulationAct


def regulations(ledger: Ledger, wanted: Query = EVERYTHING, *, today: dt.date) -> list[RegulationRow]:
    """The 制度清单 of the items meant, in order of the items."""
    with ledger.read() as connection:
        meant = conditions(wanted, today, connection, campaigns_of(connection))
        return [row for _, row in _read(connection, connection.execute(_entries().where(meant)))]


def regulations_of(connection: Connection, items: Iterable[int]) -> dict[int, tuple[RegulationRow, ...]]:
    """What each of these items produced."""
    found: dict[int, list[RegulationRow]] = {}
    for item, row in _read(connection, connection.execute(_entries_of_items(), these(items))):
        found.setdefault(item, []).append(row)
    return {item: tuple(rows) for item, rows in found.items()}


@cache
def _entries_of_items() -> Select[Any]:
    return _entries().where(Regulation.item_id.in_(KEYS))


def _entries() -> Select[Any]:
    return (
        select(
            Regulation.__table__,
            Item.number,
            Item.title,
            func.coalesce(MeasureShare.ordinal, Measure.ordinal).label("ordinal"),
        )
        .join_from(Regulation, Item, Item.id == Regulation.item_id)
        .outerjoin(Measure, Measure.id == Regulation.measure_id)
        .outerjoin(
            MeasureShare,
            (MeasureShare.measure_id == Regulation.measure_id) & (MeasureShare.item_id == Regulation.item_id),
        )
        .order_by(Item.id, Regulation.id)
    )


def _read(connection: Connection, entries: Iterable[Any]) -> list[tuple[int, RegulationRow]]:
    rows = list(entries)
    checks = _checks(connection, [row.id for row in rows])
    return [
        (
            row.item_id,
            RegulationRow(
                id=row.id,
                item_number=row.number,
                item_title=row.title,
                measure_ordinal=row.ordinal,
                name=row.name,
                act=RegulationAct(row.act),
                document_number=row.document_number,
                issued_on=row.issued_on,
                checks=tuple(checks.get(row.id, ())),
            ),
        )
        for row in rows
    ]


def _checks(connection: Connection, keys: list[int]) -> dict[int, list[CheckRow]]:
    found: dict[int, list[CheckRow]] = {}
    for portion in portions(keys):
        for row in connection.execute(_checks_of_regulations(), these(portion)):
            check = CheckRow(row.on, row.by, CheckResult(row.result), row.finding)
            found.setdefault(row.regulation_id, []).append(check)
    return found


@cache
def _checks_of_regulations() -> Select[Any]:
    return (
        select(RegulationCheck.__table__)
        .where(RegulationCheck.regulation_id.in_(KEYS))
        .order_by(RegulationCheck.on, RegulationCheck.id)
    )
