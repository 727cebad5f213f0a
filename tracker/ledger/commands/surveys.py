"""评估测评: a round of a questionnaire and what was answered to each of its indicators."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.errors import Refusal
from tracker.ledger.actor import Actor
from tracker.ledger.choosing import meant
from tracker.ledger.commands.finding import campaign_of, item_of
from tracker.ledger.commands.making import not_to_come, required
from tracker.ledger.models import Survey, SurveyScore
from tracker.ledger.store import Ledger


@dataclass(frozen=True, slots=True)
class Answers:
    """How many answered 好, 较好, 一般 and 差."""

    good: int = 0
    fair: int = 0
    average: int = 0
    poor: int = 0

    @property
    def total(self) -> int:
        """How many answered."""
        return self.good + self.fair + self.average + self.poor


def add_survey(
    ledger: Ledger, actor: Actor, name: str, *, on: dt.date, today: dt.date, campaign: str | None = None
) -> None:
    """A new round of a questionnaire; its name tells it from the other rounds."""
    with ledger.transaction(actor, "add_survey", today=today) as work:
        not_to_come(on, "测评日期", today)
        row = campaign_of(work, campaign)
        title = required(name, "测评名称")
        if work.session.scalars(select(Survey).where(Survey.name == title)).first() is not None:
            raise Refusal(f"已有测评“{title}”，每一轮起一个名，如 {on.year}年第二轮")
        work.session.add(Survey(campaign_id=row.id, name=title, on=on, by=actor.name))


def score_survey(
    ledger: Ledger,
    actor: Actor,
    survey: str,
    indicator: str,
    answers: Answers,
    *,
    today: dt.date,
    item: str | None = None,
) -> bool:
    """Record the answers to one indicator, about the whole or one item; what was recorded of it is replaced.

    Returns whether there was something to replace.
    """
    with ledger.transaction(actor, "score_survey", today=today) as work:
        if not answers.total:
            raise Refusal("没有人作答，请写明 --good --fair --average --poor 各多少人")
        round_ = _survey(work.session, survey)
        judged = item_of(work.session, item).id if item is not None else None
        what = required(indicator, "指标")
        known = work.session.scalars(
            select(SurveyScore).where(
                SurveyScore.survey_id == round_.id,
                SurveyScore.indicator == what,
                SurveyScore.item_id.is_(None) if judged is None else SurveyScore.item_id == judged,
            )
        ).first()
        score = known or SurveyScore(survey_id=round_.id, indicator=what, item_id=judged)
        score.good, score.fair = answers.good, answers.fair
        score.average, score.poor = answers.average, answers.poor
        work.session.add(score)
        return known is not None


def _survey(session: Session, name: str) -> Survey:
    """By its name, or by a part of it that only one round has. Raises NotFound."""
    rounds = {row.name: row for row in session.scalars(select(Survey).order_by(Survey.on, Survey.id))}
    return rounds[meant(name, rounds, "测评")]
