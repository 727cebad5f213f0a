"""Rows from the columns of a statement, whoever ran it: SQLAlchemy, or a start that has not loaded it yet."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import Any

from tracker.ledger.lights import Thresholds, light_of, light_words
from tracker.ledger.list_rows import CampaignRow, Deadline, ItemRow, ListRow
from tracker.ledger.pace import pace_of_item
from tracker.ledger.standards import read_standards
from tracker.ledger.words import (
    OPEN_STATES,
    DeadlineKind,
    ItemKind,
    Pace,
    RectificationType,
    State,
    source_word,
)


def campaign_row(row: Any) -> CampaignRow:
    """A 专项 with its settings."""
    return CampaignRow(
        id=row.id,
        name=row.name,
        reporting_unit=row.reporting_unit,
        number_prefix=row.number_prefix,
        near_days=row.near_days,
        imminent_days=row.imminent_days,
        kind=row.kind,
        begins=row.begins,
        ends=row.ends,
        immediate_days=row.immediate_days,
        lag_percent=row.lag_percent,
        review_steps=row.review_steps,
        publicity_days=row.publicity_days,
        satisfaction_percent=row.satisfaction_percent,
        sources=tuple(row.sources),
        standards=read_standards(row.standards),
        is_default=row.is_default,
    )


@cache
def thresholds(near_days: int, imminent_days: int) -> Thresholds:
    """Of a 专项's lights; the same ones for every row of it."""
    return Thresholds(near_days, imminent_days)


def read_deadline(row: Any) -> Deadline | None:
    """The deadline in the columns of an item or measure."""
    if row.deadline_kind is None:
        return None
    return Deadline(
        row.deadline_phrase or "",
        DeadlineKind(row.deadline_kind),
        row.deadline_due,
        row.deadline_rule or "",
        bool(row.deadline_confirm),
        row.deadline_event or "",
    )


def item_row(row: Any, thresholds: Thresholds, today: dt.date) -> ItemRow:
    """A list row from the columns of `queries.row_columns`."""
    deadline = read_deadline(row)
    state = State(row.state)
    light = light_of(
        deadline,
        extended=row.extension_count > 0,
        state=state,
        closed_on=row.closed_on,
        today=today,
        thresholds=thresholds,
        stage_done_on=row.stage_done_on,
    )
    return ItemRow(
        id=row.id,
        number=row.number,
        kind=ItemKind(row.kind),
        category=row.category,
        title=row.title,
        lead=row.lead or "",
        type=RectificationType(row.type),
        deadline=deadline,
        state=state,
        light=light,
        light_words=light_words(
            light,
            deadline,
            row.closed_on,
            today,
            next_review=row.next_review,
            stage_done_on=row.stage_done_on,
        ),
        round=row.round,
        measures_total=row.measures_total,
        measures_done=row.measures_done,
        evidence_count=row.evidence_count,
        closed_on=row.closed_on,
        version=row.version,
        campaign=row.campaign,
        source=source_word(row.source),
        aspect=row.aspect or "",
        measures_past_own_day=_count_past(row.open_limits, today) if state in OPEN_STATES else 0,
    )


def _count_past(days: str, today: dt.date) -> int:
    """Of the days that `sharing.open_limits` gives."""
    return sum("" < day < today.isoformat() for day in days.split(","))


def list_row(row: Any, campaign: CampaignRow, today: dt.date) -> ListRow:
    """A line of the list from the columns of `ordering.line_columns`."""
    item = item_row(row, thresholds(campaign.near_days, campaign.imminent_days), today)
    pace = pace_of_item(item, row.registered_on, campaign.lag_percent, today)
    return ListRow(
        item,
        row.leader or "",
        row.document_title or "",
        pace.pace if pace else Pace.NONE,
        row.extension_count,
        row.registered_on,
    )
