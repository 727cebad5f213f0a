"""周期工作: what the office does again and again, and which of its periods are done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from tracker.ledger.models import Campaign, Duty, DutyOccurrence
from tracker.ledger.store import Ledger
from tracker.ledger.words import Light
from tracker.text.periods import period_words

NEAR_DAYS = 7
"""Days before its day from which a duty is told of."""


@dataclass(frozen=True, slots=True)
class DutyRow:
    """One duty."""

    id: int
    name: str
    phrase: str
    unit: str
    campaign: str
    begins: dt.date
    ends: dt.date | None


@dataclass(frozen=True, slots=True)
class OccurrenceRow:
    """One period of a duty."""

    duty: DutyRow
    period: str
    due: dt.date
    today: dt.date
    done_on: dt.date | None = None
    done_by: str = ""
    note: str = ""
    advice: str = ""
    """Where the last day is no working day: the one before it."""

    @property
    def is_overdue(self) -> bool:
        """Its day is past and it is not done."""
        return self.done_on is None and self.due < self.today

    @property
    def period_words(self) -> str:
        """第25周, 6月."""
        return period_words(self.period, seen_from=self.today)

    @property
    def light(self) -> Light:
        """A duty comes again and again: only one that is near, or late, is told from the others."""
        if self.is_overdue:
            return Light.OVERDUE
        return Light.NEAR if (self.due - self.today).days <= NEAR_DAYS else Light.CONTINUING

    @property
    def words(self) -> str:
        """已办, 逾期5天补办, 已逾期5天, 今日到期, 剩余3天."""
        if self.done_on is not None:
            late = (self.done_on - self.due).days
            return f"逾期{late}天补办" if late > 0 else "已办"
        left = (self.due - self.today).days
        if left < 0:
            return f"已逾期{-left}天"
        return "今日到期" if left == 0 else f"剩余{left}天"


@dataclass(frozen=True, slots=True)
class Recorded:
    """What the ledger holds of one period."""

    due: dt.date
    done_on: dt.date | None
    done_by: str
    note: str


def duties(ledger: Ledger) -> list[DutyRow]:
    """Every duty, by campaign and name."""
    query = select(Duty.__table__, Campaign.name.label("campaign")).join_from(
        Duty.__table__, Campaign.__table__, Campaign.id == Duty.campaign_id
    )
    with ledger.read() as connection:
        rows = [
            DutyRow(row.id, row.name, row.phrase, row.unit, row.campaign, row.begins, row.ends)
            for row in connection.execute(query)
        ]
    return sorted(rows, key=lambda row: (row.campaign, row.name))


def recorded(ledger: Ledger) -> Mapping[tuple[int, str], Recorded]:
    """The periods that were recorded, by duty and period."""
    with ledger.read() as connection:
        return {
            (row.duty_id, row.period): Recorded(row.due, row.done_on, row.done_by, row.note)
            for row in connection.execute(select(DutyOccurrence.__table__))
        }
