"""A figure as a text states it: which number, of what, among what, on which day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Bound(StrEnum):
    """How a number is meant."""

    EXACT = "exact"
    ABOUT = "about"
    """约20个."""
    MORE = "more"
    """超过20个."""
    FEWER = "fewer"
    """不足20个."""
    ODD = "odd"
    """20余个, 六成多: from the number on, below the next round one."""


class Doubt(StrEnum):
    """Why a figure is not one that the ledger could be asked for."""

    NONE = ""
    MEANING = "meaning"
    """Nothing that the ledger counts, or not said what."""
    SEVERAL = "several"
    """Said with two meanings at once."""
    PERIOD = "period"
    """Of a period for which this is not counted."""
    COMPARISON = "comparison"
    """A difference to something that is not named, or a bound."""
    OTHERS = "others"
    """Of what no ledger of items counts: 举报, 会议."""
    PLAN = "plan"
    """An aim, still to come."""


class Change(StrEnum):
    """Which way a number says that something went since another time."""

    NONE = ""
    UP = "up"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as written."""

    value: Decimal
    """Of a share in percent."""
    is_share: bool
    bound: Bound = Bound.EXACT
    places: int = 0
    """Digits behind the point, as far as it was written."""
    step: int = 1
    """Of an odd number: so much further the next round one is."""


@dataclass(frozen=True, slots=True)
class Stated:
    """One figure of a draft."""

    text: str
    start: int
    end: int
    """Code-point offsets of the words that state it; `document[start:end] == text`."""
    quantity: Quantity
    figure: str
    """Code of the figure; empty where `doubt` says why there is none."""
    whole: str = ""
    """Of a share: the code of the figure it is a share of."""
    kind: str = ""
    """`problem` or `task` where only those are meant."""
    facet: str = ""
    """整改类型 that it is limited to (`immediate` …), or `at_once` (即知即改)."""
    names: tuple[str, ...] = ()
    """Units, leaders, categories … that it is limited to, as written."""
    period: str = ""
    """Only what happened in it (本月, 5月)."""
    as_of: date | None = None
    """截至: the day that the text itself names for it."""
    against: str = ""
    """The other time that it is held against (上月, 去年同期), as written."""
    change: Change = Change.NONE
    """The number is the difference to that time; without it, what it was then."""
    about: str = ""
    """Of an amount (金额, 人数 …): what the words before it say it is of."""
    unit: str = ""
    """Of an amount: what it is counted in (万元, 人次)."""
    doubt: Doubt = Doubt.NONE
