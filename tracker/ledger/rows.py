"""What the ledger shows of itself: frozen rows that cross to the desk, the faces and the workbooks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from tracker.ledger.closing_rows import (
    NOTHING_DEMANDED,
    ClosingFacts,
    FindingRow,
    PublicityRow,
    RequestRow,
    ReviewRow,
)
from tracker.ledger.following_rows import ALONE, EscalationRow, Kin, RoundRow, SelfCheckRow
from tracker.ledger.parts import NOTHING_SAID, AmountRow, RegulationRow, ScoreRow, StageRow, Truths
from tracker.ledger.standards import USUAL, Standards
from tracker.ledger.words import (
    DeadlineKind,
    Decision,
    ItemKind,
    Light,
    LookBackResult,
    OwnerRole,
    Pace,
    RectificationType,
    Role,
    State,
    Verified,
)

if TYPE_CHECKING:
    from tracker.ledger.paper_rows import IssuedRow


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
class OwnerRow:
    """A body or person answering for an item or one of its measures."""

    role: OwnerRole
    name: str


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """One 整改措施."""

    id: int
    ordinal: int
    """1, 2, 3 … within its item; the number people type."""
    text: str
    standard: str
    """完成标准."""
    deadline: Deadline | None
    owners: tuple[OwnerRow, ...]
    done_on: date | None
    done_note: str
    light: Light
    light_words: str
    """In words: 剩余3天, 已逾期5天."""
    version: int
    home: str = ""
    """编号 of the item it belongs to, where it serves this one too; empty for the item's own."""
    amounts: tuple[AmountRow, ...] = ()
    verified: Verified | None = None
    verified_on: date | None = None
    verified_by: str = ""
    verified_note: str = ""


@dataclass(frozen=True, slots=True)
class ProgressRow:
    """One dated entry of 整改进展."""

    id: int
    on: date
    text: str
    by: str
    measure_ordinal: int | None


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One 佐证材料."""

    id: int
    name: str
    sha256: str
    size: int
    """Bytes."""
    note: str
    added_on: date
    added_by: str
    measure_ordinal: int | None
    item_number: str
    round: int = 1
    """The item's round it proves."""
    dated_on: date | None = None
    """The day the material itself bears; None where nobody said."""


@dataclass(frozen=True, slots=True)
class ApplicationRow:
    """One application for 销号 and what was decided."""

    id: int
    round: int
    applied_on: date
    applicant: str
    completion: str
    """完成情况 as applied."""
    inference: str
    """举一反三 as answered."""
    decision: Decision
    decided_on: date | None
    reviewer: str
    opinion: str
    """审核意见, or 补充整改要求 when returned."""
    findings: tuple[FindingRow, ...] = ()
    """Of the 销号体检, with their answers."""
    reviews: tuple[ReviewRow, ...] = ()
    """Each step of the review, in order."""


@dataclass(frozen=True, slots=True)
class LookBackRow:
    """One 回头看."""

    on: date
    by: str
    result: LookBackResult
    finding: str
    basis: str


@dataclass(frozen=True, slots=True)
class ImportRow:
    """导入来源: the row of a workbook that an item was taken over from."""

    file: str
    sheet: str
    row: int
    number: str
    """原编号."""
    state: str
    """原状态, where it was taken over in one."""
    kept: tuple[tuple[str, str], ...]
    """Headings and texts that no field of an item holds."""
    on: date
    by: str


@dataclass(frozen=True, slots=True)
class SourceRow:
    """出处: the sentence in its document."""

    document_id: int
    title: str
    date: date | None
    issuer: str
    section: tuple[str, ...]
    text: str
    """The whole document."""
    start: int
    end: int
    """The quote is `text[start:end]`."""


@dataclass(frozen=True, slots=True)
class ViewRow:
    """视图: a query that has a name."""

    name: str
    query: str


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step of the lifecycle as it stands for one item and one actor."""

    action: str
    word: str
    """挂号, 申请销号 …"""
    refusals: tuple[str, ...]
    """Why not, one line each; empty when it is open."""


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


@dataclass(frozen=True, slots=True)
class ItemPage:
    """Everything of one item."""

    row: ItemRow
    detail: str
    """具体表现."""
    target: str
    """整改目标."""
    completion: str
    """完成情况."""
    inference: str
    """举一反三."""
    note: str
    """备注: printed."""
    private_note: str
    """自用备注: never exported."""
    owners: tuple[OwnerRow, ...]
    first_deadline: Deadline | None
    """As it stood at 挂号; differs from the current one after an extension."""
    extension_count: int
    registered_on: date | None
    measures: tuple[MeasureRow, ...]
    progress: tuple[ProgressRow, ...]
    evidence: tuple[EvidenceRow, ...]
    applications: tuple[ApplicationRow, ...]
    look_backs: tuple[LookBackRow, ...]
    source: SourceRow | None
    four: tuple[tuple[str, bool], ...]
    """四有: (目标, True), (措施, False) …"""
    secrecy: str = ""
    """密级; empty: none."""
    standing: tuple[str, ...] = ()
    """Other campaigns that it stands in."""
    publicities: tuple[PublicityRow, ...] = ()
    requests: tuple[RequestRow, ...] = ()
    """For 延期, in the order they were asked."""
    closing: ClosingFacts = NOTHING_DEMANDED
    truths: Truths = NOTHING_SAID
    stages: tuple[StageRow, ...] = ()
    regulations: tuple[RegulationRow, ...] = ()
    scores: tuple[ScoreRow, ...] = ()
    rounds: tuple[RoundRow, ...] = ()
    """Those that 回炉 ended, the first one first."""
    kin: Kin = ALONE
    self_checks: tuple[SelfCheckRow, ...] = ()
    """That began with this item."""
    escalations: tuple[EscalationRow, ...] = ()
    imports: tuple[ImportRow, ...] = ()
    papers: tuple[IssuedRow, ...] = ()
    """发文 about this item."""

    def owner_names(self, role: OwnerRole) -> tuple[str, ...]:
        """Names in their order."""
        return tuple(owner.name for owner in self.owners if owner.role is role)

    @property
    def last_returned(self) -> ApplicationRow | None:
        """The last application of this round that came back; its opinion is what is still to be put right."""
        returned = (
            row
            for row in reversed(self.applications)
            if row.round == self.row.round and row.decision is Decision.RETURNED
        )
        return next(returned, None)


MADE = "新增"
DELETED = "删除"
"""What a change of a whole row has in place of a field's label."""

YES, NO = "是", "否"
"""How a change tells a mark that is set, and one that is not."""


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One field of one row, or the row as a whole, before and after, in words."""

    what: str
    """The row it belongs to: 事项, 措施2, 佐证材料 …"""
    field: str
    """The field's Chinese label."""
    before: str
    after: str

    @property
    def is_whole(self) -> bool:
        """The row was made or deleted."""
        return self.field in (MADE, DELETED)


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One action of the journal."""

    id: int
    at: datetime
    """Aware, UTC."""
    today: date
    actor: str
    role: Role
    command: str
    """The command's Chinese name."""
    reason: str
    changes: tuple[ChangeRow, ...]
    undone: bool
    unread: int = 0
    """How many more changes it made, where they were not asked for."""


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
class Figures:
    """The figures of the statistics sentence."""

    problems: int
    tasks: int
    unregistered: int
    rectifying: int
    applied: int
    closed: int
    stopped: int
    continuing: int
    """长期坚持, counted apart from 整改中."""
    overdue: int
    closed_late: int
    measures: int
    measures_done: int
    extension_asked: int = 0
    """申请延期: a request is open, or an approved one runs."""
    stage_done: int = 0
    """自报已阶段性完成并长期坚持; never counted as closed."""
    ongoing: int = 0
    """自报持续整改; never counted as closed."""
    regulations: int = 0
    """新建修订制度 that were issued."""

    @property
    def items(self) -> int:
        """Everything that has to be put right, stopped ones left out."""
        return self.problems + self.tasks - self.stopped


@dataclass(frozen=True, slots=True)
class JournalHead:
    """Count and last hash of the journal, printed on every export so that a cut tail shows."""

    count: int
    hash: str
