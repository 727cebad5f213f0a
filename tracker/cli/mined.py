"""A document's findings in a few lines each: what, who, when, what is not said, what it answers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from tracker.cli.explaining import joined, quote_lines
from tracker.cli.relations import answers_in_short, beginning
from tracker.cli.tables import folded
from tracker.mining.findings import FindingKind, OwnerRole
from tracker.text.cells import cut, width
from tracker.text.screen import safe_for_screen

if TYPE_CHECKING:
    from tracker.desk.documents import MinedDocument
    from tracker.desk.relating import Related
    from tracker.mining.findings import Act, Deadline, Finding

_GAP = "　"
_ROLES = {
    OwnerRole.LEADER: "领导",
    OwnerRole.LEAD: "牵头",
    OwnerRole.RESPONSIBLE: "责任",
    OwnerRole.COOPERATING: "配合",
}
_GROUP = FindingKind.TASK
"""What measures stand under; what it leaves open, they say."""
_ASKING = (FindingKind.TASK, FindingKind.MEASURE)
_STEP, _DEEPEST = 2, 3
"""Cells by which a finding stands in from the one above it; so many times at most."""
_ALL = 5
"""So many things a directive can leave out."""
_LAST_BRACKET = re.compile(r"[（(〔\[][^（(〔\[）)〕\]]*[）)〕\]][。；;]?$")
_LABELS_ONLY = re.compile(
    r"(?:牵头|责任|配合|承办|主办|协办|完成|整改|办理|单位|部门|领导|科室|时限|期限|时间|由|负责|并|[\s、，,；;：:。和及（(〔\[）)〕\]])*"
)
"""What is left of a closing bracket that says nothing but who and when, once those are taken out."""


def finding_lines(
    documents: Sequence[MinedDocument], related: Sequence[Related], place: int, limit: int | None
) -> Iterator[str]:
    """The findings under the headings they stand under; what was already done comes last, a line each."""
    findings = documents[place].mined.findings
    number = len(str(len(findings)))
    parents = {finding.parent for finding in findings}
    path: tuple[str, ...] = ()
    before: int | None = None
    for index, finding in enumerate(findings):
        if finding.kind is FindingKind.RESULT:
            continue
        above = _headings_to_tell(finding, findings)
        if above != path:
            path = above
            yield ""
            if above or index not in parents:
                yield from folded(safe_for_screen(" › ".join(above) or "（不在标题之下）"), limit)
        elif before is None or _opens_a_group(finding, findings[before], index in parents, before):
            yield ""
        yield from _finding_lines(documents, related, place, index, number, index in parents, limit)
        before = index
    yield from _result_lines(findings, number, limit)


def _opens_a_group(finding: Finding, last: Finding, is_parent: bool, before: int) -> bool:
    if finding.kind is FindingKind.MEASURE or finding.parent == before:
        return False
    return is_parent or last.kind is FindingKind.MEASURE


def _headings_to_tell(finding: Finding, findings: Sequence[Finding]) -> tuple[str, ...]:
    """The headings above, without those that are findings themselves and so stand above anyway."""
    above, parent = finding.section, finding.parent
    while parent is not None and above and _is_same(above[-1], findings[parent].text):
        above, parent = above[:-1], findings[parent].parent
    return above


def _is_same(heading: str, text: str) -> bool:
    return heading.rstrip("。；;：: ") == text.rstrip("。；;：: ")


def _finding_lines(
    documents: Sequence[MinedDocument],
    related: Sequence[Related],
    place: int,
    index: int,
    number: int,
    is_parent: bool,
    limit: int | None,
) -> Iterator[str]:
    findings = documents[place].mined.findings
    finding = findings[index]
    depth = " " * (_STEP * min(_depth(finding, findings), _DEEPEST))
    margin = number + 6 + len(depth)
    room = None if limit is None else limit - margin
    end = _told_elsewhere(finding)
    parts = quote_lines(finding, room, end)
    if finding.same_as is not None:
        parts = [safe_for_screen(beginning(finding.text))]
    yield f"{index + 1:>{number}} {depth}{_word(finding)} {parts[0]}"
    details = _packed(_pieces(documents, related, place, index, is_parent), room)
    for act in _dated_acts(finding, end):
        details += folded(safe_for_screen(act), room)
    yield from (" " * margin + line for line in (*parts[1:], *details))


def _depth(finding: Finding, findings: Sequence[Finding]) -> int:
    depth = 0
    while finding.parent is not None and depth < _DEEPEST:
        finding, depth = findings[finding.parent], depth + 1
    return depth


def _word(finding: Finding) -> str:
    from tracker.ledger.words import CandidateKind

    return "表现" if finding.is_detail else CandidateKind(finding.kind.value).word


def _pieces(
    documents: Sequence[MinedDocument], related: Sequence[Related], place: int, index: int, is_parent: bool
) -> Iterator[str]:
    findings = documents[place].mined.findings
    finding = findings[index]
    if finding.target is not None:
        yield f"目标：{joined(finding.target.text)}"
    if finding.same_as is None:
        yield from _who_and_when(finding)
        if finding.missing and finding.kind in _ASKING and not (is_parent and finding.kind is _GROUP):
            yield "五项都没说" if len(finding.missing) == _ALL else f"缺：{'、'.join(finding.missing)}"
        yield from answers_in_short(documents, related, place, index)
        return
    yield f"与第{finding.same_as + 1}条相同，不重复收入"
    known = set(_who_and_when(findings[finding.same_as]))
    yield from (piece for piece in _who_and_when(finding) if piece not in known)


def _who_and_when(finding: Finding) -> Iterator[str]:
    for role, word in _ROLES.items():
        names = dict.fromkeys(owner.name for owner in finding.owners if owner.role is role)
        if names:
            yield f"{word}：{'、'.join(names)}"
    limits = [finding.deadline] if finding.deadline else []
    limits += [limit for limit in finding.deadlines if limit not in limits]
    if limits and not any(_dated_acts(finding, 0)):
        yield f"时限：{'；'.join(dict.fromkeys(map(deadline_words, limits)))}"


def _dated_acts(finding: Finding, end: int) -> Iterator[str]:
    """The acts of a directive that have each its own time limit; the quote itself tells all others."""
    own = [(act, act.deadline) for act in finding.acts if act.deadline and _is_in(act.deadline, act)]
    if len({limit.text for _, limit in own}) < 2 or finding.same_as is not None:
        return
    for act, limit in own:
        words = joined(act.text[: max(0, finding.start + end - act.start)]).rstrip("。；;")
        is_said = limit.due is not None and joined(limit.text) in words
        told = deadline_words(limit).removeprefix(joined(limit.text) if is_said else "")
        yield f"· {words}{'' if is_said else '：'}{told}"


def _is_in(limit: Deadline, act: Act) -> bool:
    return act.start <= limit.start < act.end


def deadline_words(limit: Deadline) -> str:
    """The phrase as written and the day it means."""
    due = f" → {limit.due}" if limit.due else ""
    return f"{joined(limit.text)}{due}{'（待明确）' if limit.confirm else ''}"


def _packed(pieces: Iterable[str], limit: int | None) -> list[str]:
    """The pieces side by side, as many to a line as fit."""
    lines: list[str] = []
    for piece in map(safe_for_screen, pieces):
        if lines and (limit is None or width(lines[-1] + _GAP + piece) <= limit):
            lines[-1] += _GAP + piece
        else:
            lines += folded(piece, limit)
    return lines


def _told_elsewhere(finding: Finding) -> int:
    """Where the words end that have to be shown: a closing bracket with who and when is told below."""
    found = _LAST_BRACKET.search(finding.text)
    if found is None or not found.start():
        return len(finding.text)
    places = [(limit.start, limit.end) for limit in finding.deadlines]
    places += [(owner.start, owner.end) for owner in finding.owners]
    spans = sorted(
        (start - finding.start, end - finding.start)
        for start, end in places
        if finding.start + found.start() <= start and end <= finding.end
    )
    edges = [found.start(), *(edge for span in spans for edge in span), len(finding.text)]
    rest = "".join(finding.text[left:right] for left, right in list(pairwise(edges))[::2])
    return found.start() if spans and _LABELS_ONLY.fullmatch(rest) else len(finding.text)


def _result_lines(findings: Sequence[Finding], number: int, limit: int | None) -> Iterator[str]:
    results = [(i, f) for i, f in enumerate(findings) if f.kind is FindingKind.RESULT]
    if results:
        yield ""
        yield f"成效{len(results)}个，已经做到的，不收为任务"
    for index, finding in results:
        line = f"{index + 1:>{number}} {safe_for_screen(joined(finding.text))}"
        yield line if limit is None else cut(line, limit)
