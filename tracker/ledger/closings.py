"""Reading what 销号 rests on: reviews, findings, 公示, requests for 延期, and what the campaign demands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, and_, case, select
from sqlalchemy.orm import Session

from tracker.ledger.closing_rows import (
    ClosingFacts,
    FindingRow,
    PublicityRow,
    ReviewRow,
    Signature,
)
from tracker.ledger.extensions import request_row, requests_query
from tracker.ledger.keys import KEYS, these
from tracker.ledger.models import (
    Application,
    ApplicationFinding,
    Campaign,
    Item,
    Publicity,
    Review,
)
from tracker.ledger.rows import ItemPage
from tracker.ledger.surveys import satisfaction
from tracker.ledger.words import Check, Decision

Reader = Connection | Session


def closing_facts(reader: Reader, ids: Sequence[int], *, today: dt.date) -> dict[int, ClosingFacts]:
    """By item: the demands of its campaign and what of them is met on a day.

    One that is applied for is held to what was demanded when it was, where that was more.
    """
    settings = {row.id: row for row in reader.execute(_demands(), these(ids))}
    asking = [key for key, row in settings.items() if row.satisfaction_percent]
    first, shown = _first_reviewers(reader, ids), _last_publicities(reader, ids)
    satisfied = {key: satisfaction(reader, key) for key in asking}
    found = {}
    for key, row in settings.items():
        publicity = shown.get((key, row.round))
        found[key] = ClosingFacts(
            review_steps=row.review_steps,
            first_reviewer=first.get(key, ""),
            publicity_days=row.publicity_days,
            publicity=publicity,
            publicity_over=publicity is not None and publicity.ends < today,
            satisfaction_percent=row.satisfaction_percent,
            satisfaction=satisfied.get(key),
        )
    return found


@cache
def _demands() -> Select[Any]:
    def stricter(now: Any, then: Any) -> Any:
        return case((then > now, then), else_=now).label(now.key)

    pending = and_(Application.item_id == Item.id, Application.decision == Decision.PENDING.value)
    return (
        select(
            Item.id,
            Item.round,
            stricter(Campaign.review_steps, Application.review_steps),
            stricter(Campaign.publicity_days, Application.publicity_days),
            stricter(Campaign.satisfaction_percent, Application.satisfaction_percent),
        )
        .join(Campaign, Campaign.id == Item.campaign_id)
        .outerjoin(Application, pending)
        .where(Item.id.in_(KEYS))
    )


def _first_reviewers(reader: Reader, ids: Sequence[int]) -> dict[int, str]:
    """Who passed the 初审 of an application that is still open."""
    return {row.item_id: row.reviewer for row in reader.execute(_passed(), these(ids))}


@cache
def _passed() -> Select[int, str]:
    return (
        select(Application.item_id, Review.reviewer)
        .join(Application, Application.id == Review.application_id)
        .where(
            Application.item_id.in_(KEYS),
            Application.decision == Decision.PENDING.value,
            Review.decision == Decision.PASSED.value,
        )
    )


def _last_publicities(reader: Reader, ids: Sequence[int]) -> dict[tuple[int, int], PublicityRow]:
    """By item and round, the last 公示."""
    rows = reader.execute(_publicities(), these(ids))
    return {(row.item_id, row.round): _publicity_row(row) for row in rows}


@cache
def _publicities() -> Select[Any]:
    return select(Publicity.__table__).where(Publicity.item_id.in_(KEYS)).order_by(Publicity.id)


@dataclass(slots=True)
class Closings:
    """What hangs on the applications of a batch of items, to be put onto their pages."""

    findings: dict[int, list[FindingRow]] = field(default_factory=dict)
    """By application."""
    reviews: dict[int, list[ReviewRow]] = field(default_factory=dict)
    publicities: dict[int, list[PublicityRow]] = field(default_factory=dict)
    """By item."""
    requests: dict[int, list[Any]] = field(default_factory=dict)
    facts: dict[int, ClosingFacts] = field(default_factory=dict)

    def onto(self, page: ItemPage) -> ItemPage:
        """The page with all of it."""
        key = page.row.id
        return replace(
            page,
            applications=tuple(
                replace(
                    entry,
                    findings=tuple(self.findings.get(entry.id, ())),
                    reviews=tuple(self.reviews.get(entry.id, ())),
                )
                for entry in page.applications
            ),
            publicities=tuple(self.publicities.get(key, ())),
            requests=tuple(map(request_row, self.requests.get(key, ()))),
            closing=self.facts.get(key, ClosingFacts()),
        )


def read_closings(reader: Reader, ids: Sequence[int], *, today: dt.date) -> Closings:
    """All of it for some items, one statement a table."""
    found = Closings(facts=closing_facts(reader, ids, today=today))
    wanted = these(ids)
    for row in reader.execute(_findings(), wanted):
        finding = FindingRow(row.ordinal, Check(row.check), row.text, row.answer)
        found.findings.setdefault(row.application_id, []).append(finding)
    for row in reader.execute(_reviews(), wanted):
        found.reviews.setdefault(row.application_id, []).append(review_row(row))
    for row in reader.execute(_publicities(), wanted):
        found.publicities.setdefault(row.item_id, []).append(_publicity_row(row))
    for row in reader.execute(_requests(), wanted):
        found.requests.setdefault(row.item_id, []).append(row)
    return found


@cache
def _findings() -> Select[Any]:
    return _of_applications(ApplicationFinding).order_by(ApplicationFinding.ordinal)


@cache
def _reviews() -> Select[Any]:
    return _of_applications(Review).order_by(Review.id)


def _of_applications(model: Any) -> Select[Any]:
    return (
        select(model.__table__)
        .join(Application, Application.id == model.application_id)
        .where(Application.item_id.in_(KEYS))
    )


@cache
def _requests() -> Select[Any]:
    return requests_query().where(Item.id.in_(KEYS))


def review_row(row: Any) -> ReviewRow:
    """A review from its columns."""
    signed = Signature(row.signed_by, row.signed_on, row.document_number) if row.signed_by else None
    return ReviewRow(row.step, row.on, row.reviewer, Decision(row.decision), row.opinion, signed)


def _publicity_row(row: Any) -> PublicityRow:
    return PublicityRow(row.round, row.begins, row.ends, row.place, row.objections)
