"""What the miner gives back: findings, each field a span of the document (decision 0019)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class FindingKind(StrEnum):
    """What a span of text says."""

    PROBLEM = "problem"
    TASK = "task"
    MEASURE = "measure"
    RESULT = "result"


class DeadlineKind(StrEnum):
    """How a time limit is given."""

    DATE = "date"
    RANGE = "range"
    RELATIVE = "relative"
    IMMEDIATE = "immediate"
    CONTINUING = "continuing"
    RECURRING = "recurring"
    MILESTONE = "milestone"


class OwnerRole(StrEnum):
    """What a named body has to do with a finding."""

    LEADER = "leader"
    LEAD = "lead"
    RESPONSIBLE = "responsible"
    COOPERATING = "cooperating"


@dataclass(frozen=True, slots=True)
class Span:
    """Words of the document and where they stand."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Deadline:
    """A time limit: the phrase as written and the date it means."""

    text: str
    start: int
    end: int
    kind: DeadlineKind
    due: date | None
    """Last day allowed, inclusive; None where there is no date (立行立改) or its base is unknown."""
    rule: str
    """Name of the rule that read it, e.g. `month-end`."""
    confirm: bool
    """True when a person has to settle it (待明确)."""
    hedge: str = ""
    """The word that loosens it, as written (原则上); empty where none does."""
    event: str = ""
    """The event it counts from, as written (收到反馈意见); empty where it counts from none."""
    base: date | None = None
    """The day it was counted from; None where it counts from none or that day is not known."""
    unread: str = ""
    """A year or month right before it that is not that of its day (大后年 of 大后年底前)."""


@dataclass(frozen=True, slots=True)
class Owner:
    """A body that has to act, as named in the text."""

    name: str
    role: OwnerRole
    start: int
    end: int
    inherited: bool = False
    """True when the name stands elsewhere (a heading, a 下同 bracket), not in the finding itself."""
    is_group: bool = False
    """True for 各×: a person has to say which bodies are meant."""


@dataclass(frozen=True, slots=True)
class Act:
    """One of several things that a long directive asks for."""

    text: str
    start: int
    end: int
    deadline: Deadline | None
    owners: tuple[Owner, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A problem that a task or measure seems to answer: proposed, for a person to settle."""

    problem: int
    """Index of the problem among the findings."""
    score: float
    """From 0 to 1: how much speaks for it."""
    grounds: tuple[str, ...]
    """Names of the rules that speak for it, for `--explain`."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem, task, measure or result."""

    kind: FindingKind
    text: str
    start: int
    end: int
    """Code-point offsets into the document's text; `document[start:end] == text`."""
    section: tuple[str, ...]
    """The headings above, outermost first."""
    parent: int | None
    """Index of the task or problem that this finding belongs to, or of the finding that names it."""
    checkable: bool
    """A third person could tell done from not done."""
    confidence: float
    deadline: Deadline | None
    owners: tuple[Owner, ...]
    missing: tuple[str, ...]
    """Which of the five is not said: 谁、做什么、到什么程度、何时、怎么验 (problems and results: empty)."""
    rules: tuple[str, ...]
    """Names of the rules that made this finding, for `--explain`."""
    deadlines: tuple[Deadline, ...] = ()
    """Every time limit in it, in order; `deadline` is the one that governs the whole."""
    acts: tuple[Act, ...] = ()
    """What a directive with several acts asks for, one by one; empty where it asks for one thing."""
    soft_words: tuple[Span, ...] = ()
    """Words that commit to nothing (加大力度, 持续推进), where they stand."""
    same_as: int | None = None
    """Index of an earlier finding that says the same; it is not a second item."""
    answers: tuple[Link, ...] = ()
    """Problems that a task or measure seems to answer, the likeliest first."""
    target: Span | None = None
    """What is to be reached (整改目标), where a line below a problem or task says so."""
    is_detail: bool = False
    """A problem that tells how the problem heading its paragraph shows (具体表现)."""


@dataclass(frozen=True, slots=True)
class Mined:
    """All findings of one document, in the order of the text."""

    date: date
    """The document's date, base of relative deadlines."""
    findings: tuple[Finding, ...]
