"""评估测评: rounds of a questionnaire, their scores and how they move, next to the items they judge."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, bindparam, func, select
from sqlalchemy.orm import Session

from tracker.ledger.choosing import meant
from tracker.ledger.keys import KEYS, these
from tracker.ledger.models import Campaign, Item, Survey, SurveyScore
from tracker.ledger.parts import ScoreRow
from tracker.ledger.store import Ledger


@dataclass(frozen=True, slots=True)
class SurveyRow:
    """One round of a questionnaire."""

    id: int
    name: str
    campaign: str
    on: dt.date
    by: str
    scores: int
    """How many indicators were recorded."""


def satisfaction(connection: Connection | Session, item_id: int) -> int | None:
    """满意度 in percent: 好 and 较好 of all answers about an item in the latest round that judged it.

    Cut, not rounded: 79.9 has not reached 80. None where no round judged the item.
    """
    sums = connection.execute(_last_answers(), {"item": item_id}).one()
    good, fair, average, poor = (int(count or 0) for count in sums)
    answers = good + fair + average + poor
    return (good + fair) * 100 // answers if answers else None


@cache
def _last_answers() -> Select[*tuple[Any, ...]]:
    about = SurveyScore.item_id == bindparam("item")
    last = (
        select(Survey.id)
        .join(SurveyScore, SurveyScore.survey_id == Survey.id)
        .where(about)
        .order_by(Survey.on.desc(), Survey.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    columns = (SurveyScore.good, SurveyScore.fair, SurveyScore.average, SurveyScore.poor)
    return select(*(func.sum(column) for column in columns)).where(SurveyScore.survey_id == last, about)


def surveys(ledger: Ledger) -> list[SurveyRow]:
    """Every round, the oldest first."""
    scores = (
        select(func.count()).where(SurveyScore.survey_id == Survey.id).correlate(Survey).scalar_subquery()
    )
    query = (
        select(Survey.id, Survey.name, Campaign.name, Survey.on, Survey.by, scores)
        .join(Campaign, Campaign.id == Survey.campaign_id)
        .order_by(Survey.on, Survey.id)
    )
    with ledger.read() as connection:
        return [SurveyRow(*row) for row in connection.execute(query)]


def scores(ledger: Ledger, survey: str | None = None) -> list[ScoreRow]:
    """The scores of a round, or of all, each with the 满意率 of the round before on the same.

    A round is called by its name, or by a part of it that only one has. Raises NotFound.
    """
    with ledger.read() as connection:
        rounds = list(connection.scalars(select(Survey.name).order_by(Survey.on, Survey.id)))
        wanted = None if survey is None else meant(survey, rounds, "测评")
        return [score for score in _moving(connection.execute(_scores())) if wanted in (None, score.survey)]


def scores_of(connection: Connection, items: Iterable[int]) -> dict[int, tuple[ScoreRow, ...]]:
    """The scores about each of these items, the oldest round first."""
    rows = list(connection.execute(_scores_of_items(), these(items)))
    found: dict[int, list[ScoreRow]] = {}
    for row, score in zip(rows, _moving(rows), strict=True):
        found.setdefault(row.item_id, []).append(score)
    return {item: tuple(scored) for item, scored in found.items()}


@cache
def _scores_of_items() -> Select[Any]:
    return _scores().where(SurveyScore.item_id.in_(KEYS))


def _scores() -> Select[Any]:
    return (
        select(
            Survey.id,
            Survey.campaign_id,
            Survey.name,
            Survey.on,
            *(column for column in SurveyScore.__table__.c if column.name not in ("id", "version")),
            func.coalesce(Item.number, "").label("number"),
        )
        .join(SurveyScore, SurveyScore.survey_id == Survey.id)
        .outerjoin(Item, Item.id == SurveyScore.item_id)
        .order_by(Survey.on, Survey.id, SurveyScore.id)
    )


def _moving(rows: Iterable[Any]) -> list[ScoreRow]:
    """In order of time; each score knows the one before of its campaign, indicator and item."""
    last: dict[tuple[int, str, int | None], int] = {}
    found = []
    for row in rows:
        key = (row.campaign_id, row.indicator, row.item_id)
        score = ScoreRow(
            row.name, row.on, row.indicator, row.number, row.good, row.fair, row.average, row.poor
        )
        found.append(replace(score, previous=last.get(key)))
        last[key] = score.percent
    return found
