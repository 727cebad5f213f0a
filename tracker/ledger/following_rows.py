"""What follows an item beyond its own work: earlier rounds, kin, self-checks elsewhere, superiors asked."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from tracker.ledger.words import Classification, RectificationType, Reported, SelfCheckResult, Verified


@dataclass(frozen=True, slots=True)
class RoundRow:
    """One round that is over."""

    round: int
    began_on: dt.date | None
    """挂号 of the first round, 回炉 of a later one."""
    first_phrase: str
    first_due: dt.date | None
    """The limit it began with; empty where that was never settled."""
    phrase: str
    due: dt.date | None
    """The limit it ended with."""
    extension_count: int
    completion: str
    inference: str
    reported: Reported | None
    verified: Verified | None
    closed_on: dt.date | None
    ended_on: dt.date
    """The day of the 回炉."""
    reason: str
    basis: str
    type: RectificationType
    """整改类型, which an extension may have made 长期坚持."""
    classification: Classification | None
    stage_goal: str
    next_review: dt.date | None

    @property
    def days_late(self) -> int:
        """How many days after its last day it was closed; 0 in time, or without a date."""
        if self.closed_on is None or self.due is None:
            return 0
        return max((self.closed_on - self.due).days, 0)

    @property
    def judged(self) -> str:
        """How it was classed, reported and verified, in one line: 类型：立行立改；自报已完成；…"""
        parts = (
            f"类型：{self.type.word}",
            self.classification.word if self.classification else "",
            f"自报{self.reported.word}" if self.reported else "",
            f"核实{self.verified.word}" if self.verified else "",
            f"阶段目标：{self.stage_goal}" if self.stage_goal else "",
            f"下次复核{self.next_review}" if self.next_review else "",
        )
        return "；".join(filter(None, parts))


@dataclass(frozen=True, slots=True)
class RelativeRow:
    """A problem that an item is again, or that came up again after it."""

    number: str
    title: str
    closed_on: dt.date | None
    on: dt.date
    """The day somebody confirmed it."""
    by: str


@dataclass(frozen=True, slots=True)
class Kin:
    """The confirmed links of one item."""

    before: tuple[RelativeRow, ...] = ()
    after: tuple[RelativeRow, ...] = ()
    times: int = 1
    """第几次出现: 1 where it never came up before."""


ALONE = Kin()
"""An item that is nobody's kin."""


@dataclass(frozen=True, slots=True)
class SelfCheckRow:
    """举一反三: one list of units that look for a problem at home, and how far it is."""

    id: int
    number: str
    """编号 of the problem it began with."""
    matter: str
    on: dt.date
    by: str
    due: dt.date | None
    units: int
    none: int
    found: int
    days_overdue: int
    """0 where nothing is due, or everybody answered."""

    @property
    def waiting(self) -> int:
        """How many units have not answered."""
        return self.units - self.none - self.found

    @property
    def words(self) -> str:
        """已反馈3/8，存在1，逾期2天."""
        late = f"，逾期{self.days_overdue}天" if self.days_overdue else ""
        return f"已反馈{self.none + self.found}/{self.units}，存在{self.found}{late}"


@dataclass(frozen=True, slots=True)
class SelfCheckAnswerRow:
    """What one unit answered."""

    unit: str
    result: SelfCheckResult
    text: str
    on: dt.date | None
    by: str
    item_number: str
    """编号 of the item that was made of it; empty where none was."""


@dataclass(frozen=True, slots=True)
class EscalationRow:
    """提请上级: one matter that a superior unit was asked to deal with."""

    id: int
    number: str
    title: str
    unit: str
    matter: str
    raised_on: dt.date
    raised_by: str
    answer: str
    answered_on: dt.date | None
    answered_by: str
    answer_number: str
    """编号 of the item under which the superior deals with it; empty where none is named."""
    days: int
    """Since it was raised, until it was answered or until today."""

    @property
    def is_open(self) -> bool:
        """待答复."""
        return self.answered_on is None
