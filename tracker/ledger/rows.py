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
from tracker.ledger.list_rows import Deadline, ItemRow
from tracker.ledger.parts import NOTHING_SAID, AmountRow, RegulationRow, ScoreRow, StageRow, Truths
from tracker.ledger.words import (
    Decision,
    Light,
    LookBackResult,
    OwnerRole,
    Role,
    Verified,
)

if TYPE_CHECKING:
    from tracker.ledger.paper_rows import IssuedRow


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
