"""The figures of the ledger (DOMAIN.md §7): each counted in one place, by one rule."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from sqlalchemy import func, select

from tracker.ledger.filtering.compiling import conditions
from tracker.ledger.filtering.tree import EVERYTHING, Query
from tracker.ledger.lights import light_expression
from tracker.ledger.models import Item, Measure
from tracker.ledger.queries import campaigns_of
from tracker.ledger.rows import Figures
from tracker.ledger.sharing import serves_some
from tracker.ledger.store import Ledger
from tracker.ledger.words import ItemKind, Light, RectificationType, State


@dataclass(frozen=True, slots=True)
class _Cell:
    """Items that are alike in everything that is counted."""

    kind: str
    state: str
    light: str
    type: str


def figures(ledger: Ledger, wanted: Query = EVERYTHING, *, today: dt.date) -> Figures:
    """The figures of the items meant, on a day.

    长期坚持 is counted apart from 整改中; stopped items count nowhere else.
    """
    with ledger.read() as connection:
        campaigns = campaigns_of(connection)
        light = light_expression(campaigns, today)
        columns = (Item.kind, Item.state, light, Item.type)
        meant = conditions(wanted, today, connection, campaigns)
        counted = select(*columns, func.count()).where(meant).group_by(*columns)
        cells = Counter({_Cell(*row[:4]): row[4] for row in connection.execute(counted)})
        measures = connection.execute(
            select(func.count(), func.count(Measure.done_on)).where(
                serves_some(select(Item.id).where(Item.state != State.STOPPED.value, meant))
            )
        ).one()

    def count(**wanted: str) -> int:
        return sum(
            number
            for cell, number in cells.items()
            if all(getattr(cell, name) == value for name, value in wanted.items())
        )

    long_term = count(state=State.RECTIFYING.value, light=Light.CONTINUING.value)
    immediate = RectificationType.IMMEDIATE.value
    stopped_immediate = count(type=immediate, state=State.STOPPED.value)
    return Figures(
        problems=count(kind=ItemKind.PROBLEM.value),
        tasks=count(kind=ItemKind.TASK.value),
        unregistered=count(state=State.UNREGISTERED.value),
        rectifying=count(state=State.RECTIFYING.value) - long_term,
        applied=count(state=State.APPLIED.value),
        closed=count(state=State.CLOSED.value),
        stopped=count(state=State.STOPPED.value),
        continuing=long_term,
        overdue=count(light=Light.OVERDUE.value),
        extended=count(light=Light.EXTENDED.value),
        closed_late=count(light=Light.CLOSED_LATE.value),
        immediate=count(type=immediate) - stopped_immediate,
        immediate_closed=count(type=immediate, state=State.CLOSED.value),
        measures=measures[0],
        measures_done=measures[1],
    )
