"""Owners and time limits that stand outside a finding: label lines, headings, 下同 brackets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tracker.mining.findings import Deadline, Finding, FindingKind, Owner

_REACH = 30
"""A label line speaks for at most so many findings before it."""


@dataclass(frozen=True, slots=True)
class LabelLine:
    """A line like “责任单位：财政所；整改时限：6月底前” that speaks for the findings before it."""

    position: int
    """How many findings stand before it."""
    part: int
    owners: tuple[Owner, ...]
    deadline: Deadline | None

    def continues(self, later: LabelLine) -> bool:
        """The later line stands right behind this one."""
        return (self.position, self.part) == (later.position, later.part)

    def joined(self, later: LabelLine) -> LabelLine:
        return replace(later, owners=self.owners + later.owners, deadline=self.deadline or later.deadline)


@dataclass(frozen=True, slots=True)
class Standing:
    """Owners declared with 下同: they hold for what follows."""

    position: int
    owners: tuple[Owner, ...]


def inherit(
    findings: list[Finding], parts: list[int], labels: list[LabelLine], standing: list[Standing]
) -> list[Finding]:
    """The findings with what they inherit; what a finding says itself always stands."""
    given = list(findings)
    for label in labels:
        for index in _spoken_for(label, given, parts):
            given[index] = _with_label(given[index], label)
    for index, finding in enumerate(given):
        if finding.kind not in (FindingKind.TASK, FindingKind.MEASURE) or finding.owners:
            continue
        above = given[finding.parent].owners if finding.parent is not None else ()
        if above:
            given[index] = _with_owners(finding, above, "owner-of-heading")
        elif declared := [entry for entry in standing if entry.position <= index]:
            given[index] = _with_owners(finding, declared[-1].owners, "standing-owner")
    return given


def _spoken_for(label: LabelLine, findings: list[Finding], parts: list[int]) -> Iterator[int]:
    """The findings right before the label line, in the same part, that no earlier label spoke for."""
    for index in range(label.position - 1, max(-1, label.position - 1 - _REACH), -1):
        if parts[index] != label.part or "label-line" in findings[index].rules:
            return
        if findings[index].kind is not FindingKind.RESULT:
            yield index


def _with_label(finding: Finding, label: LabelLine) -> Finding:
    deadline = finding.deadline or label.deadline
    with_deadline = replace(
        finding,
        deadline=deadline,
        missing=tuple(name for name in finding.missing if name != "何时" or deadline is None),
        rules=(*finding.rules, "label-line"),
    )
    if finding.owners or not label.owners:
        return with_deadline
    return _with_owners(with_deadline, label.owners)


def _with_owners(finding: Finding, owners: tuple[Owner, ...], *rules: str) -> Finding:
    return replace(
        finding,
        owners=tuple(replace(owner, inherited=True) for owner in owners),
        missing=tuple(name for name in finding.missing if name != "谁"),
        rules=(*finding.rules, *rules),
    )
