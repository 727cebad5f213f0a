"""The lines of the list and what they stand on: all that a start needs of the ledger's rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tracker.ledger.standards import USUAL, Standards
from tracker.ledger.words import DeadlineKind, ItemKind, Light, Pace, RectificationType, State


@dataclass(frozen=True, slots=True)
class Deadline:
    """整改时限 as the ledger keeps it: the phrase as written and the date it means."""

    phrase: str
    kind: DeadlineKind
    due: date | None
    """Last day allowed, inclusive."""
    rule: str = ""
    """Name of the rule that read the phrase; empty when a person gave the date."""
    confirm: bool = False
    """待明确: somebody has to settle it."""
    event: str = ""
    """The event it counts from (反馈、印发 …), whose date may move."""


@dataclass(frozen=True, slots=True)
class CampaignRow:
    """One 专项 with its settings."""

    id: int
    name: str
    reporting_unit: str
    """填报单位."""
    number_prefix: str
    near_days: int
    """临期 from so many days before the last day."""
    imminent_days: int
    """即将到期 from so many days before the last day."""
    kind: str = ""
    """上级巡视、巡察、审计…: a word of `CampaignKind`; empty: not said."""
    begins: date | None = None
    ends: date | None = None
    immediate_days: int = 0
    """Days a 立行立改 limit gets from 挂号 on; 0: no date is set."""
    lag_percent: int = 10
    """滞后 from so many points on between the share of time gone and of measures done."""
    review_steps: int = 1
    """2: 初审, then another person decides."""
    publicity_days: int = 0
    """公示 before 销号; 0: none is asked for."""
    satisfaction_percent: int = 0
    """群众满意度 before 销号; 0: none is asked for."""
    sources: tuple[str, ...] = ()
    """问题来源 beside the usual ones."""
    standards: Standards = USUAL
    is_default: bool = False
    """Where new items go unless another campaign is named."""


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One line of the 台账 list."""

    id: int
    number: str
    """编号, e.g. ZG-2024-0007; never used twice."""
    kind: ItemKind
    category: str
    title: str
    """反馈问题, or the task."""
    lead: str
    """The leading unit, or the first responsible one where none leads; empty when nobody is named."""
    type: RectificationType
    deadline: Deadline | None
    state: State
    light: Light
    light_words: str
    round: int
    """1, and one more for each 回炉."""
    measures_total: int
    measures_done: int
    evidence_count: int
    closed_on: date | None
    version: int
    campaign: str = ""
    """专项: its home, whose thresholds and events are its own."""
    source: str = ""
    """问题来源 as people read it."""
    aspect: str = ""
    """方面 of its campaign."""
    measures_past_own_day: int = 0
    """Measures not done by a day of their own, which the item's light says nothing of.

    Fewer than the figure `measures_overdue`, which holds a measure without a day of its own to its item's.
    """


@dataclass(frozen=True, slots=True)
class ListRow:
    """One line of the list with all that its columns can tell."""

    item: ItemRow
    leader: str
    """The first 责任领导."""
    document: str
    """Title of the document it stands in."""
    pace: Pace
    extensions: int
    registered_on: date | None

    @property
    def is_behind(self) -> bool:
        """滞后."""
        return self.pace is Pace.BEHIND
