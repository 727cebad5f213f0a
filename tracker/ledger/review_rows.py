"""What the review of a document shows: its candidates, what they repeat and what they may answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from tracker.ledger.list_rows import Deadline
from tracker.ledger.rows import OwnerRow
from tracker.ledger.words import CandidateKind, MarkKind, Verdict

DIRECTIVES: Final = (CandidateKind.MEASURE, CandidateKind.TASK)
"""Kinds of which the five are asked."""

FIVE: Final = ("谁", "做什么", "到什么程度", "何时", "怎么验")
"""五要素: what a directive has to say."""

SURE: Final = 0.7
"""Confidence from which the miner's word is good enough to be taken at once."""


WAITING: Final = (Verdict.PENDING, Verdict.REPEATED)
"""What a person may still accept or reject."""


@dataclass(frozen=True, slots=True)
class MarkRow:
    """Where a field of a candidate stands in the document."""

    kind: MarkKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class SayingRow:
    """What the ledger has that may say the same as a new candidate."""

    kind: str
    text: str
    candidate_id: int | None
    number: str
    """编号 of an item that came from no document; empty for a candidate."""
    document_id: int | None


@dataclass(frozen=True, slots=True)
class TwinRow:
    """What says the same in another document, or an item that came from none."""

    document: str
    """Title; empty for an item that came from none."""
    ordinal: int | None
    number: str
    """编号 of the item it became; empty while it is none."""


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """A problem that a candidate seems to answer."""

    ordinal: int | None
    """Of the problem among the document's candidates; None for an item out of another document."""
    number: str
    text: str
    score: float
    grounds: tuple[str, ...]

    @property
    def ordinal_word(self) -> str:
        """第N条, as people see it; empty for an item."""
        return "" if self.ordinal is None else f"第{self.ordinal + 1}条"


@dataclass(frozen=True, slots=True)
class CandidateRow:
    """One mined candidate and what became of it."""

    id: int
    ordinal: int
    """Position in the mined order, from 0."""
    kind: CandidateKind
    text: str
    start: int
    end: int
    section: tuple[str, ...]
    parent: int | None
    """Ordinal of the task or problem it belongs to."""
    checkable: bool
    confidence: float
    deadline: Deadline | None
    owners: tuple[OwnerRow, ...]
    missing: tuple[str, ...]
    rules: tuple[str, ...]
    verdict: Verdict
    reason: str
    """Why it was rejected."""
    item_number: str
    """Where it went; empty while pending."""
    same_as: int | None = None
    """Ordinal of an earlier candidate of its document that says the same."""
    twin: TwinRow | None = None
    """What says the same elsewhere in the ledger."""
    answers: tuple[AnswerRow, ...] = ()
    """Problems that it seems to answer, the likeliest first."""
    home: str = ""
    """编号 of the problem that a person linked it to."""
    marks: tuple[MarkRow, ...] = ()
    """Where its time limit, owners and soft words stand in the document."""
    target: str = ""
    """整改目标."""
    is_detail: bool = False
    """A problem that goes in as 具体表现 of the one it belongs to."""

    @property
    def kind_word(self) -> str:
        """问题, 任务, 措施, 成效, or 表现."""
        return "表现" if self.is_detail else self.kind.word

    @property
    def is_waiting(self) -> bool:
        """A person may still accept or reject it."""
        return self.verdict in WAITING

    @property
    def is_doubtful(self) -> bool:
        """存疑: it waits, and its limit wants settling, something says the same, or the miner is not sure."""
        unsettled = self.deadline is not None and self.deadline.confirm
        doubted = unsettled or self.verdict is Verdict.REPEATED or self.confidence < SURE
        return self.is_waiting and doubted

    @property
    def is_directive(self) -> bool:
        """It is asked for the five."""
        return self.kind in DIRECTIVES

    @property
    def is_lacking(self) -> bool:
        """缺项: it waits, and does not say all of the five."""
        return self.is_waiting and bool(self.missing)

    @property
    def twin_words(self) -> str:
        """What it repeats, in words; empty where it repeats nothing."""
        if self.verdict is Verdict.MERGED and self.same_as is not None:
            return f"已并入第{self.same_as + 1}条"
        if self.same_as is not None:
            return f"与第{self.same_as + 1}条相同"
        if self.twin is None:
            return ""
        title = f"《{self.twin.document}》" if self.twin.document else ""
        if self.twin.number:
            return f"与 {self.twin.number} 相同" + (f"（{title}）" if title else "")
        return f"与{title}第{(self.twin.ordinal or 0) + 1}条相同"


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One 来源文件 and how far its review is."""

    id: int
    title: str
    date: date | None
    source_name: str
    characters: int
    sha256: str
    pending: int
    accepted: int
    rejected: int
    kept: int
    repeated: int
    campaign: str = ""
    """专项 that its items go to."""
