"""Findings of an unwrapped text, quoted as the document has them."""

from __future__ import annotations

from dataclasses import replace

from tracker.mining.findings import Finding, Owner


def quoting(original: str, finding: Finding) -> Finding:
    """The finding with its quotes as the document has them, line ends inside sentences included."""
    deadline = finding.deadline
    is_inherited = any(owner.inherited for owner in finding.owners) or (
        deadline is not None and not finding.start <= deadline.start < finding.end
    )
    if not is_inherited and original[finding.start : finding.end] == finding.text:
        return finding
    return replace(
        finding,
        soft_words=tuple(replace(word, text=original[word.start : word.end]) for word in finding.soft_words),
        text=original[finding.start : finding.end],
        deadline=deadline and replace(deadline, text=original[deadline.start : deadline.end]),
        owners=_quoted(original, finding.owners),
        deadlines=tuple(
            replace(limit, text=original[limit.start : limit.end]) for limit in finding.deadlines
        ),
        acts=tuple(
            replace(
                act,
                text=original[act.start : act.end],
                deadline=act.deadline
                and replace(act.deadline, text=original[act.deadline.start : act.deadline.end]),
                owners=_quoted(original, act.owners),
            )
            for act in finding.acts
        ),
    )


def _quoted(original: str, owners: tuple[Owner, ...]) -> tuple[Owner, ...]:
    return tuple(replace(owner, name=original[owner.start : owner.end]) for owner in owners)
