"""What hangs on an item beside its measures, as frozen rows: truths, stages, amounts, regulations, scores."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.ledger.words import (
    AmountKind,
    CheckResult,
    Classification,
    RegulationAct,
    Reported,
    Term,
    Verified,
)

if TYPE_CHECKING:
    from tracker.ledger.list_rows import Deadline

TEN_THOUSAND = 10_000


@dataclass(frozen=True, slots=True)
class AmountRow:
    """What a measure, or several together, promises and has achieved in figures."""

    kind: AmountKind
    detail: str
    """Of 追责 its kind (诫勉 …), of others what is counted."""
    target: int | None
    """In the smallest unit: 元 for money, else pieces or people; None: nothing was promised."""
    achieved: int

    @property
    def name(self) -> str:
        """金额, 追责（诫勉）."""
        return f"{self.kind.word}（{self.detail}）" if self.detail else self.kind.word

    @property
    def words(self) -> str:
        """目标120万元，已完成80万元（66.7%）."""
        done = f"已完成{self.written(self.achieved)}"
        if self.target is None:
            return done
        share = f"（{self.achieved / self.target:.1%}）" if self.target else ""
        return f"目标{self.written(self.target)}，{done}{share}"

    @property
    def is_reached(self) -> bool:
        """Nothing that was promised is missing."""
        return self.target is None or self.achieved >= self.target

    def written(self, count: int) -> str:
        """A figure with its unit; money in 万元 from ten thousand on, exact to the 元."""
        if self.kind is AmountKind.MONEY:
            if count < TEN_THOUSAND:
                return f"{count}元"
            whole, rest = divmod(count, TEN_THOUSAND)
            return f"{whole}{'.' + f'{rest:04d}'.rstrip('0') if rest else ''}万元"
        unit = {AmountKind.REGULATIONS: "项", AmountKind.PEOPLE: "人", AmountKind.ACCOUNTABILITY: "人次"}
        return f"{count}{unit.get(self.kind, '')}"


@dataclass(frozen=True, slots=True)
class Truths:
    """What is said, and what was found, of how an item stands; the third truth, 时限, is the light."""

    reported: Reported | None = None
    reported_on: dt.date | None = None
    reported_by: str = ""
    unfinished_reason: str = ""
    next_step: str = ""
    verified: Verified | None = None
    verified_on: dt.date | None = None
    verified_by: str = ""
    verified_note: str = ""
    stage_goal: str = ""
    next_review: dt.date | None = None
    stage_done_on: dt.date | None = None
    """The day from which a limit such as “年底前，并长期坚持” counts as kept and the rest goes on."""
    term: Term | None = None
    classification: Classification | None = None

    @property
    def is_verified_since(self) -> bool:
        """The last 核实 is not older than what was last reported."""
        return (
            self.verified_on is not None
            and self.reported_on is not None
            and self.verified_on >= self.reported_on
        )


NOTHING_SAID = Truths()
"""Of an item that nobody has reported on or looked at."""


@dataclass(frozen=True, slots=True)
class StageRow:
    """One 阶段 of an item."""

    id: int
    ordinal: int
    goal: str
    deadline: Deadline | None
    done_on: dt.date | None
    done_note: str
    light_words: str
    """剩余3天, 已逾期5天, 已完成."""
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class CheckRow:
    """A later look at whether a regulation is carried out."""

    on: dt.date
    by: str
    result: CheckResult
    finding: str


@dataclass(frozen=True, slots=True)
class RegulationRow:
    """One entry of the 制度清单."""

    id: int
    item_number: str
    item_title: str
    measure_ordinal: int | None
    name: str
    act: RegulationAct
    document_number: str
    issued_on: dt.date | None
    """None: planned, not yet issued."""
    checks: tuple[CheckRow, ...]


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """How many answered 好/较好/一般/差 to one indicator in one round."""

    survey: str
    on: dt.date
    indicator: str
    item_number: str
    """Empty: about the whole."""
    good: int
    fair: int
    average: int
    poor: int
    previous: int | None = None
    """满意率 of the round before on the same; None where there was none."""

    @property
    def answers(self) -> int:
        """How many answered."""
        return self.good + self.fair + self.average + self.poor

    @property
    def percent(self) -> int:
        """好 and 较好 of all, cut: 79.9 has not reached 80."""
        return (self.good + self.fair) * 100 // self.answers if self.answers else 0

    @property
    def change(self) -> int | None:
        """Points up or down since the round before."""
        return None if self.previous is None else self.percent - self.previous
