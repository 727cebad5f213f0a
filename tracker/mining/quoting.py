"""Findings of an unwrapped text, quoted as the document has them."""

from __future__ import annotations

from dataclasses import replace

from tracker.mining.drafts import Draft
from tracker.mining.findings import Act, Deadline, Owner, Span


def quote(original: str, finding: Draft) -> None:
    """Gives the finding its quotes as the document has them, line ends inside sentences included."""
    if finding.target is not None:
        finding.target = _words(original, finding.target)
    deadline = finding.deadline
    is_inherited = any(owner.inherited for owner in finding.owners) or (
        deadline is not None and not finding.start <= deadline.start < finding.end
    )
    words = original[finding.start : finding.end]
    if not is_inherited and words == finding.text:
        return
    finding.text = words
    finding.soft_words = tuple(_words(original, word) for word in finding.soft_words)
    finding.deadline = _quoted(original, deadline)
    finding.owners = _named(original, finding.owners)
    finding.deadlines = tuple(
        replace(limit, text=original[limit.start : limit.end]) for limit in finding.deadlines
    )
    finding.acts = tuple(_act(original, act) for act in finding.acts)


def _act(original: str, act: Act) -> Act:
    return replace(
        act,
        text=original[act.start : act.end],
        deadline=_quoted(original, act.deadline),
        owners=_named(original, act.owners),
    )


def _words(original: str, span: Span) -> Span:
    return replace(span, text=original[span.start : span.end])


def _quoted(original: str, deadline: Deadline | None) -> Deadline | None:
    return deadline and replace(deadline, text=original[deadline.start : deadline.end])


def _named(original: str, owners: tuple[Owner, ...]) -> tuple[Owner, ...]:
    return tuple(replace(owner, name=original[owner.start : owner.end]) for owner in owners)
