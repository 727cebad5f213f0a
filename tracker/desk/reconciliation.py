"""What 承诺对账 shows: each promise of the ledger beside what a later report says of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from tracker.ledger.commands.reconciling import Proposal


class Standing(StrEnum):
    """What the report says of a promise, in the order it is shown."""

    DONE = "done"
    PARTLY = "partly"
    LATER = "later"
    SOFTER = "softer"
    NEW = "new"
    UNMENTIONED = "unmentioned"
    RESTATED = "restated"

    @property
    def word(self) -> str:
        """As people read it."""
        return _WORDS[self]


_WORDS: Final = {
    Standing.DONE: "已报完成",
    Standing.PARTLY: "部分",
    Standing.LATER: "时限后移",
    Standing.SOFTER: "口径变软",
    Standing.RESTATED: "重申",
    Standing.UNMENTIONED: "未提及",
    Standing.NEW: "新增",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One promise beside what the report says of it."""

    standing: Standing
    number: str
    """编号; empty for what is new."""
    measure: int | None
    promised: str
    said: str
    start: int | None
    end: int | None
    """Of what is said, in the document's text."""
    score: float | None
    why: str
    """What speaks for it: the words, the days."""
    proposal: Proposal | None
    action: str
    """What taking it over would do, in words."""
    refusal: str = ""
    """Why it cannot be taken over now."""


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """A report beside the ledger."""

    title: str
    date: dt.date
    findings: tuple[Finding, ...]

    @property
    def source(self) -> str:
        """《title》（2024-06-18）."""
        return f"《{self.title}》（{self.date}）"

    def count(self, standing: Standing) -> int:
        """How many stand so."""
        return sum(one.standing is standing for one in self.findings)
