"""阶段 of items that are put right step by step, with the light of each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, select

from tracker.ledger.keys import KEYS, these
from tracker.ledger.lights import Thresholds, light_of, light_words
from tracker.ledger.models import Stage
from tracker.ledger.parts import StageRow
from tracker.ledger.row_reading import read_deadline
from tracker.ledger.words import Light, State


def stages_of(
    connection: Connection, items: Iterable[int], today: dt.date
) -> dict[int, tuple[StageRow, ...]]:
    """The stages of each of these items, in their order."""
    found: dict[int, list[StageRow]] = {}
    for row in connection.execute(_stages(), these(items)):
        found.setdefault(row.item_id, []).append(_stage(row, today))
    return {item: tuple(rows) for item, rows in found.items()}


@cache
def _stages() -> Select[Any]:
    return select(Stage.__table__).where(Stage.item_id.in_(KEYS)).order_by(Stage.ordinal, Stage.id)


def _stage(row: Any, today: dt.date) -> StageRow:
    deadline = read_deadline(row)
    light = light_of(
        deadline,
        extended=False,
        state=State.CLOSED if row.done_on else State.RECTIFYING,
        closed_on=row.done_on,
        today=today,
        thresholds=Thresholds(),
    )
    words = "已完成" if light is Light.CLOSED else light_words(light, deadline, row.done_on, today)
    return StageRow(
        id=row.id,
        ordinal=row.ordinal,
        goal=row.goal,
        deadline=deadline,
        done_on=row.done_on,
        done_note=row.done_note,
        light_words=words,
        is_overdue=light is Light.OVERDUE,
    )
