"""What 销号 and 延期 show of themselves: findings, reviews, 公示, requests, facts that closing rests on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from tracker.ledger.words import Check, Decision, RequestDecision

if TYPE_CHECKING:
    from tracker.ledger.list_rows import Deadline


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One thing that the 销号体检 found, and what the applicant answers."""

    ordinal: int
    """1, 2, 3 …: the number people answer by."""
    check: Check
    text: str
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Signature:
    """What was signed on paper."""

    by: str
    """Who signed the printed form."""
    on: date
    document_number: str = ""
    """文号; empty where the paper bears none."""


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One step of the review of an application."""

    step: int
    """1: the only one or 初审; 2: 终审."""
    on: date
    reviewer: str
    decision: Decision
    opinion: str
    signature: Signature | None


@dataclass(frozen=True, slots=True)
class PublicityRow:
    """One 公示."""

    round: int
    begins: date
    ends: date
    """Its last day."""
    place: str
    objections: str
    """What was said against it and how that was dealt with; empty: not recorded yet."""


@dataclass(frozen=True, slots=True)
class RequestRow:
    """One request for 延期."""

    number: str
    """编号 of the item."""
    title: str
    round: int
    asked_on: date
    asked_by: str
    reason: str
    deadline: Deadline | None
    """What is asked for."""
    previous_phrase: str
    previous_due: date | None
    stage_goal: str
    next_review: date | None
    decision: RequestDecision
    decided_on: date | None
    approver: str
    opinion: str


@dataclass(frozen=True, slots=True)
class ClosingFacts:
    """What the campaign demands before 销号, and what of it is there."""

    review_steps: int = 1
    first_reviewer: str = ""
    """Who passed the 初审 of the open application; empty when nobody did."""
    publicity_days: int = 0
    publicity: PublicityRow | None = None
    """The last one of the present round."""
    publicity_over: bool = False
    """Its last day is past."""
    satisfaction_percent: int = 0
    satisfaction: int | None = None
    """In percent; None: nobody was asked."""


NOTHING_DEMANDED = ClosingFacts()
"""A campaign as it is set at first: one reviewer decides."""
