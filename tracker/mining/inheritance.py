"""Owners and time limits that stand outside a finding: label lines, headings, 下同 brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from tracker.mining.findings import Deadline, Finding, FindingKind, Owner

_REACH = 30
"""A label line or a closing bracket speaks for at most so many findings before it."""
_ASSIGNED = (FindingKind.TASK, FindingKind.MEASURE)


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
    _close_brackets(given, parts)
    declared = [entry for entry in standing if _stands().search(findings[entry.position - 1].text)]
    for index, finding in enumerate(given):
        if finding.kind not in _ASSIGNED or finding.owners:
            continue
        above = given[finding.parent].owners if finding.parent is not None else ()
        if above:
            given[index] = _with_owners(finding, above, "owner-of-heading")
        elif before := [entry for entry in declared if entry.position <= index]:
            given[index] = _with_owners(finding, before[-1].owners, "standing-owner")
    return given


@cache
def _stands() -> re.Pattern[str]:
    """下同 behind who does it; in “排在首位的为牵头单位，下同” it says how to read the lists."""
    return re.compile(
        r"(?:负责|牵头|落实|实施|配合|参与|协助|(?:单位|部门|领导|人)[：:][^（()）：:\n]{1,80})"
        r"[，,、；; ]?以?下均?同"
    )


@cache
def _closing_bracket() -> re.Pattern[str]:
    """A bracket behind the full stop: what it says holds for all that stands before it."""
    return re.compile(r"。[”」』]?(?=[（(〔【][^。\n]{2,150}[）)〕】]。?$)")


def _close_brackets(findings: list[Finding], parts: list[int]) -> None:
    """Hands the owners in a bracket at an item's end to the item's other findings that name none."""
    for index, finding in enumerate(findings):
        if not finding.owners or finding.text[-1] not in "）)〕】。":
            continue
        bracket = _closing_bracket().search(finding.text)
        if bracket is None:
            continue
        begins = finding.start + bracket.end()
        owners = tuple(owner for owner in finding.owners if owner.start >= begins and not owner.inherited)
        for above in range(index - 1, max(-1, index - 1 - _REACH), -1):
            other = findings[above]
            if parts[above] != parts[index] or _closing_bracket().search(other.text):
                break
            if owners and other.kind in _ASSIGNED and not other.owners:
                findings[above] = _with_owners(other, owners, "closing-bracket")


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
