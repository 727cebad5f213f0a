"""What the faces fill in: drafts of new rows and edits of old ones."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from tracker.ledger.list_rows import Deadline
from tracker.ledger.review_rows import MarkRow
from tracker.ledger.words import CandidateKind, ItemKind, OwnerRole, RectificationType, Term

Owners = Mapping[OwnerRole, tuple[str, ...]]
"""Names by role, in their order; a role that is there replaces all its names."""


@dataclass(frozen=True, slots=True)
class MeasureDraft:
    """A new 整改措施."""

    text: str
    standard: str = ""
    deadline: Deadline | None = None
    owners: Owners = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ItemDraft:
    """A new 问题 or 任务 that somebody types in."""

    title: str
    kind: ItemKind = ItemKind.PROBLEM
    category: str = ""
    detail: str = ""
    target: str = ""
    type: RectificationType | None = None
    """None: follows from the deadline."""
    deadline: Deadline | None = None
    owners: Owners = field(default_factory=dict)
    note: str = ""
    measures: tuple[MeasureDraft, ...] = ()
    campaign: str | None = None
    """Name of the 专项, or a part that only one has; None: the default one."""
    source: str = ""
    """问题来源: a usual word, or one of the campaign's own."""
    aspect: str = ""
    """方面 of the campaign, by name."""
    term: Term | None = None


@dataclass(frozen=True, slots=True)
class ItemEdit:
    """What is to change of an item; None leaves a field as it is, "" empties it."""

    title: str | None = None
    category: str | None = None
    detail: str | None = None
    target: str | None = None
    completion: str | None = None
    inference: str | None = None
    note: str | None = None
    private_note: str | None = None
    secrecy: str | None = None
    """密级; what bears one leaves in no export unless asked for."""
    source: str | None = None
    aspect: str | None = None
    type: RectificationType | None = None
    term: Term | None = None
    deadline: Deadline | None = None
    owners: Owners = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MeasureEdit:
    """What is to change of a measure; None leaves a field as it is."""

    text: str | None = None
    standard: str | None = None
    deadline: Deadline | None = None
    owners: Owners = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DocumentDraft:
    """A text as it was read, with what is known of it."""

    title: str
    text: str
    sha256: str
    source_name: str
    source_sha256: str
    date: dt.date | None
    kind: str = ""
    issuer: str = ""
    campaign: str | None = None
    """Name of the 专项 that its items go to; None: the default one."""


@dataclass(frozen=True, slots=True)
class ProposedLink:
    """A problem that a measure seems to answer: a candidate of the same document or an item."""

    ordinal: int | None
    number: str
    """编号 of the item, where it is none of the document's candidates."""
    score: float
    grounds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ConfirmedLink:
    """A person's word that a measure answers a problem."""

    candidate_id: int
    problem_id: int | None
    """A candidate of the same document."""
    number: str
    """Else the 编号 of an item."""


@dataclass(frozen=True, slots=True)
class CandidateDraft:
    """A finding of the miner as it is stored for review."""

    kind: CandidateKind
    text: str
    """As it goes into the ledger: the quote without its enumerator."""
    start: int
    end: int
    section: tuple[str, ...]
    parent: int | None
    checkable: bool
    confidence: float
    deadline: Deadline | None
    owners: tuple[tuple[OwnerRole, str], ...]
    missing: tuple[str, ...]
    rules: tuple[str, ...]
    said: str = ""
    """How its text begins without number, signs and blanks; empty where it says too little to compare."""
    same_as: int | None = None
    """Ordinal of an earlier candidate that says the same."""
    twin_id: int | None = None
    """A candidate of another document that says the same."""
    twin_number: str = ""
    """编号 of an item that says the same, where no candidate does."""
    answers: tuple[ProposedLink, ...] = ()
    """Problems that it seems to answer, the likeliest first."""
    marks: tuple[MarkRow, ...] = ()
    """Where its time limit, owners and soft words stand in the document."""
    target: str = ""
    """整改目标."""
    is_detail: bool = False
    """It is 具体表现 of the problem it belongs to."""


@dataclass(frozen=True, slots=True)
class CandidateEdit:
    """What is to change of a candidate; None leaves a field as it is."""

    kind: CandidateKind | None = None
    text: str | None = None
    deadline: Deadline | None = None
    without_deadline: bool = False
    """It has no time limit."""
    owners: Owners | None = None
    """All of them."""
    target: str | None = None
    is_detail: bool | None = None
    """Whether a problem goes in as 具体表现 of the one it belongs to."""
    missing: tuple[str, ...] | None = None
    """Which of the five it does not say."""
