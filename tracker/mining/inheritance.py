"""Owners and time limits that stand outside a finding: label lines, headings, 下同 brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from tracker.mining.drafts import Draft
from tracker.mining.findings import Deadline, FindingKind, Owner
from tracker.mining.owners import find_owners
from tracker.mining.sentences import Sentence

_REACH = 30
"""A label line or a closing bracket speaks for at most so many findings before it."""
_ASSIGNED = (FindingKind.TASK, FindingKind.MEASURE)


@dataclass(frozen=True, slots=True)
class LabelLine:
    """A line like “责任单位：财政所；整改时限：6月底前” that speaks for the findings before it."""

    position: int
    """How many findings stand before it."""
    part: int
    parts: tuple[int, ...]
    """The parts whose findings it speaks for: its own, or all of the problem that it stands at the end of."""
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


class Chapters:
    """Whom headings that are no findings name in a bracket at their end (二、产业（县工信局牵头）)."""

    __slots__ = ("_named", "above")

    def __init__(self) -> None:
        self._named: dict[int, tuple[Owner, ...]] = {}
        self.above: list[tuple[Owner, ...]] = []
        """For each finding the owners of the nearest such heading around it."""

    def keep(self, text: str, heading: Sentence, part: int) -> None:
        """Takes note of a part's heading."""
        if text[heading.end - 1] == "）":
            bracket = text.rfind("（", heading.start, heading.end)
            self._named[part] = find_owners(text, max(bracket, heading.start), heading.end)

    def follow(self, around: list[int]) -> None:
        """Takes note of a finding in these parts, outermost first."""
        named = (self._named.get(part, ()) for part in reversed(around))
        self.above.append(next((owners for owners in named if owners), ()))


def inherit(
    findings: list[Draft],
    parts: list[int],
    labels: list[LabelLine],
    standing: list[Standing],
    chapters: Chapters,
) -> None:
    """Gives the findings what they inherit; what a finding says itself always stands."""
    for label in labels:
        for index in _spoken_for(label, findings, parts):
            _give_label(findings[index], label)
    _close_brackets(findings, parts)
    declared = [entry for entry in standing if _stands().search(findings[entry.position - 1].text)]
    for index, finding in enumerate(findings):
        if finding.kind not in _ASSIGNED or finding.owners:
            continue
        above = findings[finding.parent].owners if finding.parent is not None else ()
        above = above or chapters.above[index]
        if above:
            _give_owners(finding, above, "owner-of-heading")
        elif before := [entry for entry in declared if entry.position <= index]:
            _give_owners(finding, before[-1].owners, "standing-owner")


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
    return re.compile(r"。[”」』]?(?=[（(〔【][^\n]{2,300}[）)〕】]。?$)")


def _close_brackets(findings: list[Draft], parts: list[int]) -> None:
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
                _give_owners(other, owners, "closing-bracket")


def _spoken_for(label: LabelLine, findings: list[Draft], parts: list[int]) -> Iterator[int]:
    """The findings right before the label line, in its parts, that no earlier label spoke for."""
    for index in range(label.position - 1, max(-1, label.position - 1 - _REACH), -1):
        if parts[index] not in label.parts or "label-line" in findings[index].rules:
            return
        if findings[index].kind is not FindingKind.RESULT:
            yield index


def _give_label(finding: Draft, label: LabelLine) -> None:
    finding.deadline = finding.deadline or label.deadline
    if finding.deadline is not None:
        finding.missing = tuple(name for name in finding.missing if name != "何时")
    finding.rules = (*finding.rules, "label-line")
    if label.owners and not finding.owners:
        _give_owners(finding, label.owners)


def _give_owners(finding: Draft, owners: tuple[Owner, ...], *rules: str) -> None:
    finding.owners = tuple(replace(owner, inherited=True) for owner in owners)
    finding.missing = tuple(name for name in finding.missing if name != "谁")
    finding.rules = (*finding.rules, *rules)
