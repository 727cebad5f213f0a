"""Mines a text: outline, roles, sentences, then each finding with its deadline and owners."""

from __future__ import annotations

from datetime import date

from tracker.mining.classification import Verdict, judge
from tracker.mining.concreteness import is_checkable, name_missing
from tracker.mining.cues import Cues
from tracker.mining.deadlines import find_deadlines
from tracker.mining.discourse import is_bare_line, place
from tracker.mining.findings import Deadline, DeadlineKind, Finding, FindingKind, Mined, Owner
from tracker.mining.inheritance import LabelLine, Standing, inherit
from tracker.mining.outline import CHAPTER, Outline, build
from tracker.mining.owners import find_owners
from tracker.mining.sentences import Sentence, split

_LONGEST_HEADING = 60
_ASSIGNED = (FindingKind.TASK, FindingKind.MEASURE)


def mine(text: str, date: date) -> Mined:
    """All findings of a text, in its order; `date` is the document's date."""
    return Mined(date, _Miner(text, date).run())


class _Miner:
    def __init__(self, text: str, date: date) -> None:
        self.text = text
        self.date = date
        self.sentences = split(text)
        self.outline = build(text, self.sentences)
        self.deadlines = find_deadlines(text, date)
        self.finding_of_part: dict[int, int] = {}
        self.findings: list[Finding] = []
        self.parts_of_findings: list[int] = []
        self.labels: list[LabelLine] = []
        self.standing: list[Standing] = []

    def run(self) -> tuple[Finding, ...]:
        cues = tuple(Cues(self._body(index)) for index in range(len(self.sentences)))
        placed = place(self.text, self.sentences, self.outline, cues)
        next_deadline = 0
        for index, sentence in enumerate(self.sentences):
            within: list[Deadline] = []
            while next_deadline < len(self.deadlines) and self.deadlines[next_deadline].start < sentence.end:
                within.append(self.deadlines[next_deadline])
                next_deadline += 1
            length = len(self._body(index))
            verdict = _as_heading(
                self.outline,
                index,
                length,
                judge(placed[index], cues[index], numbered=self.outline.is_heading(index)),
            )
            if "label" in cues[index]:
                self._keep_label(index, tuple(within))
                continue
            if not verdict.sure and self._is_cell(index):
                continue
            if verdict.kind is not None:
                self._add(index, verdict, verdict.kind, tuple(within))
        return tuple(inherit(self.findings, self.parts_of_findings, self.labels, self.standing))

    def _keep_label(self, index: int, within: tuple[Deadline, ...]) -> None:
        sentence = self.sentences[index]
        owners = find_owners(self.text, sentence.start, sentence.end)
        label = LabelLine(len(self.findings), self.outline.part_of[index], owners, _governing(within))
        if self.labels and self.labels[-1].continues(label):
            label = self.labels.pop().joined(label)
        self.labels.append(label)

    def _is_cell(self, index: int) -> bool:
        """A short line without a full stop or number, as tables leave them: it needs a cue of its own."""
        sentence = self.sentences[index]
        return is_bare_line(self.text, sentence) and not self.outline.is_heading(index)

    def _body(self, index: int) -> str:
        """The sentence without its number and what leads in to it."""
        sentence = self.sentences[index]
        marker = self.outline.parts[self.outline.part_of[index]].marker
        start = sentence.start
        if marker is not None and self.outline.is_heading(index):
            start = marker.end
        return self.text[start : sentence.end].lstrip()

    def _add(self, index: int, verdict: Verdict, kind: FindingKind, within: tuple[Deadline, ...]) -> None:
        sentence = self.sentences[index]
        part = self.outline.part_of[index]
        quote = self.text[sentence.start : sentence.end]
        deadline: Deadline | None = None
        owners: tuple[Owner, ...] = ()
        missing: tuple[str, ...] = ()
        checkable = False
        if kind in _ASSIGNED:
            deadline = _governing(within)
            owners = find_owners(self.text, sentence.start, sentence.end)
            checkable = is_checkable(quote, deadline, owners, is_heading=kind is FindingKind.TASK)
            missing = name_missing(quote, deadline, owners)
        finding = Finding(
            kind=kind,
            text=quote,
            start=sentence.start,
            end=sentence.end,
            section=self._section(index),
            parent=self._parent(part, is_heading=self.outline.is_heading(index)),
            checkable=checkable,
            confidence=_confidence(verdict),
            deadline=deadline,
            owners=owners,
            missing=missing,
            rules=verdict.rules,
        )
        if self.outline.is_heading(index) and kind in (FindingKind.TASK, FindingKind.PROBLEM):
            self.finding_of_part[part] = len(self.findings)
        self.findings.append(finding)
        self.parts_of_findings.append(part)
        if owners and "下同" in quote:
            self.standing.append(Standing(len(self.findings), owners))

    def _section(self, index: int) -> tuple[str, ...]:
        """The headings above the sentence, outermost first, each without its end sign."""
        above = self.outline.ancestors(self.outline.part_of[index])
        if self.outline.is_heading(index):
            above = above[:-1]
        return tuple(self._heading(part) for part in above)

    def _heading(self, part: int) -> str:
        outlined = self.outline.parts[part]
        assert outlined.heading is not None and outlined.marker is not None
        sentence: Sentence = self.sentences[outlined.heading]
        heading = self.text[outlined.marker.start : sentence.end].rstrip("。；：！")
        return heading if len(heading) <= 60 else heading[:60] + "…"

    def _parent(self, part: int, *, is_heading: bool) -> int | None:
        above = self.outline.ancestors(part)
        if is_heading:
            above = above[:-1]
        for ancestor in reversed(above):
            if ancestor in self.finding_of_part:
                return self.finding_of_part[ancestor]
        return None


def _as_heading(outline: Outline, index: int, length: int, verdict: Verdict) -> Verdict:
    """A directive heading over further sentences is a task; a chapter over groups is no finding.

    What is too long for a heading says all it has to say itself.
    """
    part = outline.part_of[index]
    if not outline.is_heading(index) or not outline.is_elaborated(part) or length > _LONGEST_HEADING:
        return verdict
    marker = outline.parts[part].marker
    if marker is not None and marker.rank == CHAPTER:
        return Verdict(None, (*verdict.rules, "chapter-heading"), sure=True)
    if verdict.kind is FindingKind.MEASURE:
        return Verdict(FindingKind.TASK, (*verdict.rules, "group-heading"), verdict.sure)
    return verdict


def _governing(deadlines: tuple[Deadline, ...]) -> Deadline | None:
    """A sentence's deadline: the first with a day, else the first that is more than 长期坚持."""
    for wanted in (
        [d for d in deadlines if d.due is not None],
        [d for d in deadlines if d.kind is not DeadlineKind.CONTINUING],
        deadlines,
    ):
        if wanted:
            return wanted[0]
    return None


def _confidence(verdict: Verdict) -> float:
    role_known = not verdict.rules[0].startswith("role-unknown")
    return round(0.55 + 0.2 * verdict.sure + 0.2 * role_known, 2)
