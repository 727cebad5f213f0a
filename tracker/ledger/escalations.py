"""“表现在基层、根子在上面”: what superior units were asked to deal with, and what they answered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, select
from sqlalchemy.orm import aliased

from tracker.ledger.following_rows import EscalationRow
from tracker.ledger.keys import KEYS, these
from tracker.ledger.models import Escalation, Item
from tracker.ledger.store import Ledger
from tracker.ledger.words import EscalationState

_DEALING = aliased(Item)


def escalations(ledger: Ledger, *, today: dt.date, only_open: bool = False) -> list[EscalationRow]:
    """Everything that was raised, what waits for an answer first, the oldest at the head."""
    with ledger.read() as connection:
        rows = [_row(row, today) for row in connection.execute(_escalations())]
    return [row for row in sorted(rows, key=lambda row: not row.is_open) if row.is_open or not only_open]


def escalations_by_item(
    connection: Connection, ids: Sequence[int], today: dt.date
) -> dict[int, tuple[EscalationRow, ...]]:
    """What was raised of these items."""
    found: dict[int, tuple[EscalationRow, ...]] = {}
    for row in connection.execute(_escalations_of_items(), these(ids)):
        found[row.item_id] = (*found.get(row.item_id, ()), _row(row, today))
    return found


@cache
def _escalations_of_items() -> Select[Any]:
    return _escalations().where(Escalation.item_id.in_(KEYS))


def _escalations() -> Select[Any]:
    return (
        select(Escalation.__table__, Item.number, Item.title, _DEALING.number.label("dealing"))
        .join_from(Escalation.__table__, Item, Item.id == Escalation.item_id)
        .outerjoin(_DEALING, _DEALING.id == Escalation.answer_item_id)
        .order_by(Escalation.id)
    )


def _row(row: Any, today: dt.date) -> EscalationRow:
    return EscalationRow(
        id=row.id,
        number=row.number,
        title=row.title,
        unit=row.unit,
        matter=row.matter,
        raised_on=row.raised_on,
        raised_by=row.raised_by,
        answer=row.answer,
        answered_on=row.answered_on,
        answered_by=row.answered_by,
        answer_number=row.dealing or "",
        days=max(((row.answered_on or today) - row.raised_on).days, 0),
    )


def raised(states: Sequence[str]) -> ColumnElement[bool]:
    """The item was raised to a superior unit, and that is how it stands (codes of `EscalationState`)."""
    wanted = select(Escalation.item_id).correlate(None)
    if EscalationState.OPEN.value not in states:
        wanted = wanted.where(Escalation.answered_on.is_not(None))
    elif EscalationState.ANSWERED.value not in states:
        wanted = wanted.where(Escalation.answered_on.is_(None))
    return Item.id.in_(wanted)
