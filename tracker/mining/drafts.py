"""A finding in the making: one pass after the other fills it in, and it is built once, when all is known."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.mining.findings import Act, Deadline, Finding, FindingKind, Link, Owner, Span


@dataclass(slots=True)
class Draft:
    """What is known of a finding so far; the fields are those of `Finding`."""

    kind: FindingKind
    text: str
    start: int
    end: int
    section: tuple[str, ...]
    parent: int | None = None
    checkable: bool = False
    confidence: float = 0.0
    deadline: Deadline | None = None
    owners: tuple[Owner, ...] = ()
    missing: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    acts: tuple[Act, ...] = ()
    soft_words: tuple[Span, ...] = ()
    same_as: int | None = None
    answers: tuple[Link, ...] = ()
    target: Span | None = None
    is_detail: bool = False

    def finished(self) -> Finding:
        """The finding, now that nothing about it changes any more."""
        return Finding(
            self.kind,
            self.text,
            self.start,
            self.end,
            self.section,
            self.parent,
            self.checkable,
            self.confidence,
            self.deadline,
            self.owners,
            self.missing,
            self.rules,
            self.deadlines,
            self.acts,
            self.soft_words,
            self.same_as,
            self.answers,
            self.target,
            self.is_detail,
        )
