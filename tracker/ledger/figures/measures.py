"""What a figure of measures counts: each as one condition on a measure and the item it belongs to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Date, and_, case, func, literal, or_, true

from tracker.ledger.models import Item, Measure
from tracker.ledger.words import DeadlineKind, State

_ENDED = (State.CLOSED.value, State.STOPPED.value)


def _limit(column: str) -> Any:
    """Of the measure where it has a time limit of its own, else of its item."""
    own, item = getattr(Measure, column), getattr(Item, column)
    return case((Measure.deadline_kind.is_not(None), own), else_=item)


def measure_conditions(today: dt.date) -> Mapping[str, ColumnElement[bool]]:
    """By code of the figure, over `measure` joined with its own `item`."""
    due, kind = _limit("deadline_due"), _limit("deadline_kind")
    is_settled = func.coalesce(_limit("deadline_confirm"), True).is_(False)
    day = literal(today, Date)
    done = Measure.done_on.is_not(None)
    waiting = and_(~done, Item.state.not_in(_ENDED), is_settled)
    recurring = func.coalesce(kind == DeadlineKind.RECURRING.value, False)
    immediate = func.coalesce(kind == DeadlineKind.IMMEDIATE.value, False)
    past = func.coalesce(due < day, False)
    return {
        "measures": true(),
        "measures_done": done,
        "measures_overdue": and_(waiting, past, ~recurring),
        "measures_late": and_(done, func.coalesce(Measure.done_on > due, False)),
        "measures_extended": and_(
            waiting,
            Measure.deadline_kind.is_(None),
            Item.extension_count > 0,
            func.coalesce(due >= day, False),
        ),
        "measures_continuing": and_(
            waiting,
            or_(
                and_(due.is_(None), func.coalesce(kind == DeadlineKind.CONTINUING.value, False)),
                and_(past, recurring),
            ),
        ),
        "measures_immediate": immediate,
        "measures_immediate_done": and_(immediate, done),
    }
