"""Mines a text: outline, roles, sentences, then each finding with its deadline and owners."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cache

from tracker.mining.acts import list_acts
from tracker.mining.classification import Verdict, judge
from tracker.mining.cues import read_cues
from tracker.mining.deadlines import find_deadlines
from tracker.mining.discourse import Placed, Role, find_turn, is_spoken, place
from tracker.mining.findings import (
    Deadline,
    DeadlineKind,
    Finding,
    FindingKind,
    Mined,
    Owner,
    OwnerRole,
    Span,
)
from tracker.mining.headings import as_heading
from tracker.mining.inheritance import LabelLine, Standing, inherit
from tracker.mining.linking import answer_problems
from tracker.mining.named_problems import Bystander, add_named_problems, may_name_problems
from tracker.mining.outline import Hints, build
from tracker.mining.owners import find_owners, name_cell
from tracker.mining.sentences import Sentence, is_bare_line, split, words_of
from tracker.mining.tables import MATTERS, Cell, Row, find_rows, pieces_of
from tracker.mining.twins import mark_twins
from tracker.mining.vagueness import NOT_ASSESSED, SoftWords, assess, shipped_soft_words
from tracker.mining.vocabulary import Words
from tracker.mining.wrapping import unwrap

_SURE = 0.95
_READ = 1200
"""Cues stand in a sentence's head; the rest of an endless sentence is not read."""
_LONGEST_WORD = 4
"""So short a line is a word in a table, whatever it begins with."""
_UNDATED = (DeadlineKind.IMMEDIATE, DeadlineKind.CONTINUING)
_PRAISES = ("heading-lesson", "heading-result", "body-lesson", "body-result")
_TELLING = (Role.DIRECTIVE, Role.PROBLEM, Role.ACCOUNT, Role.NEUTRAL)
"""Parts whose other sentences may name problems."""
_ASSIGNED = (FindingKind.TASK, FindingKind.MEASURE)


def mine(
    text: str,
    date: date,
    *,
    headings: Hints = (),
    soft_words: SoftWords | None = None,
    events: Mapping[str, date] | None = None,
) -> Mined:
    """All findings of a text, in its order; `date` is the document's date.

    `headings` are the lines that the file itself calls headings: where each begins, and its level from 1.
    `soft_words` are those an office looks out for, the shipped ones where it has no list of its own;
    `events` are days of events that limits count from, by a word of theirs.
    """
    return Mined(date, _Miner(text, date, headings, soft_words or shipped_soft_words(), events or {}).run())


class _Miner:
    def __init__(
        self,
        original: str,
        date: date,
        headings: Hints,
        soft_words: SoftWords,
        events: Mapping[str, date],
    ) -> None:
        self.original = original
        text = self.text = unwrap(original, headings)
        self.date = date
        self.soft_words = soft_words
        self.events = events
        self.sentences = split(text)
        self.outline = build(text, self.sentences, headings)
        self.deadlines = find_deadlines(text, date, events=events)
        self.finding_of_part: dict[int, int] = {}
        self.sections: dict[tuple[int, ...], tuple[str, ...]] = {}
        """The headings of the parts in which findings stand: one tuple for all of a part."""
        self.findings: list[Finding] = []
        self.parts_of_findings: list[int] = []
        self.labels: list[LabelLine] = []
        self.standing: list[Standing] = []
        self.bystanders: list[Bystander] = []
        self.placed: tuple[Placed, ...] = ()
        self.matter_above: int | None = None
        """Index of the problem or task of the table's rows so far."""
        self.matters: dict[tuple[str, str], int] = {}
        """The problems and tasks of this table by column and words."""

    def run(self) -> tuple[Finding, ...]:
        bodies, cues, turns = [], [], []
        for index in range(len(self.sentences)):
            words = self._words(index)
            bodies.append(self._body(index))
            cues.append(read_cues(words.part(bodies[-1][:_READ])))
            turns.append(find_turn(words))
        placed = self.placed = place(self.text, self.sentences, self.outline, turns, cues)
        spoken = is_spoken(self.text)
        next_deadline = 0
        rows = deque(find_rows(self.text))
        for index, sentence in enumerate(self.sentences):
            within: list[Deadline] = []
            while next_deadline < len(self.deadlines) and self.deadlines[next_deadline].start < sentence.end:
                within.append(self.deadlines[next_deadline])
                next_deadline += 1
            while rows and rows[0].end < sentence.start:
                rows.popleft()
            if rows and rows[0].start <= sentence.start:
                if sentence.opens_paragraph:
                    self._add_row(index, rows[0])
                continue
            verdict = as_heading(
                self.outline,
                index,
                bodies[index],
                judge(
                    placed[index],
                    cues[index],
                    bodies[index],
                    numbered=self._is_numbered(index),
                    dated=any(limit.kind not in _UNDATED for limit in within),
                    spoken=spoken,
                ),
                specific=bool(within) or self._tells(index, cues[index]),
            )
            if "label" in cues[index]:
                self._keep_label(index, tuple(within))
                continue
            if self._is_cell(index) and not (verdict.sure and len(bodies[index]) > _LONGEST_WORD):
                continue
            if verdict.kind is not None:
                self._add(index, verdict, verdict.kind, tuple(within))
            elif placed[index].role in _TELLING and may_name_problems(
                self.text, sentence.start, sentence.end
            ):
                self.bystanders.append(Bystander(sentence.start, sentence.end, self._section(index)))
        found = inherit(self.findings, self.parts_of_findings, self.labels, self.standing)
        found = list_acts(found, self.deadlines, self.text)
        found = add_named_problems(self.text, found, self.bystanders)
        found = answer_problems(mark_twins(found))
        return tuple(found if self.text == self.original else [_quoting(self.original, f) for f in found])

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

    def _words(self, index: int) -> Words:
        """The sentence's words; not kept, for their signs take far more room than the text."""
        sentence = self.sentences[index]
        return Words(words_of(self.text, sentence.start, min(sentence.end, sentence.start + _READ)))

    def _body(self, index: int) -> str:
        """The sentence without its number and what leads in to it."""
        sentence = self.sentences[index]
        marker = self.outline.parts[self.outline.part_of[index]].marker
        start = sentence.start
        if marker is not None and self.outline.is_heading(index):
            start = marker.end
        body = words_of(self.text, start, sentence.end).lstrip()
        speaker = _speaker().match(body)
        return body[speaker.end() :] if speaker and speaker.end() < len(body) else body

    def _tells(self, index: int, cues: frozenset[str]) -> bool:
        sentence = self.sentences[index]
        return (
            self.outline.is_heading(index)
            and "modal" in cues
            and bool(find_owners(self.text, sentence.start, sentence.end))
        )

    def _is_numbered(self, index: int) -> bool:
        """A number of its own, or one above it that is a problem, which the sentence then elaborates."""
        above = self.finding_of_part.get(self.outline.part_of[index])
        elaborates = above is not None and self.findings[above].kind is FindingKind.PROBLEM
        return elaborates or self.outline.is_heading(index)

    def _add(self, index: int, verdict: Verdict, kind: FindingKind, within: tuple[Deadline, ...]) -> None:
        sentence = self.sentences[index]
        part = self.outline.part_of[index]
        owners: tuple[Owner, ...] = ()
        if kind in _ASSIGNED:
            owners = find_owners(self.text, sentence.start, sentence.end)
        is_heading = self.outline.is_heading(index)
        parent = self._parent(part, is_heading=is_heading)
        if is_heading and kind in (FindingKind.TASK, FindingKind.PROBLEM):
            self.finding_of_part[part] = len(self.findings)
        finding = self._make(
            kind,
            (sentence.start, sentence.end),
            index,
            _governing(_firm(within)) if kind in _ASSIGNED else None,
            owners,
            words=self._words(index) if kind in _ASSIGNED else None,
            parent=parent,
            confidence=_confidence(verdict),
            rules=verdict.rules,
        )
        self._keep(finding, part)

    def _add_row(self, index: int, row: Row) -> None:
        """What a table's row says is wrong or to be done, with the owners and the limit beside it."""
        part = self.outline.part_of[index]
        if row.opens_table:
            self.matter_above = None
            self.matters = {}
        owners = tuple(
            owner
            for role in OwnerRole
            for cell in row.of(role.value)
            for owner in name_cell(self.text, cell.start, cell.end, role)
        )
        limit = _governing(tuple(self._limits(row.of("deadline"))))
        carried_out = bool(row.of("measure"))
        for cell in row.cells:
            kind = _matter_kind(cell.column, carried_out=carried_out)
            if kind is None:
                continue
            whole = kind is not FindingKind.MEASURE
            said = cell.column, self.text[cell.start : cell.end]
            if whole and said in self.matters:  # merged over several rows, and said in each of them
                self.matter_above = self.matters[said]
                continue
            pieces = [(cell.start, cell.end)] if whole else pieces_of(self.text, cell.start, cell.end)
            for piece in pieces:
                own = find_owners(self.text, *piece)
                limits = (d for d in self.deadlines if piece[0] <= d.start < piece[1])
                found = self._make(
                    kind,
                    piece,
                    index,
                    limit or _governing(tuple(limits)),
                    owners or own,
                    words=Words(self.text[piece[0] : min(piece[1], piece[0] + _READ)]),
                    parent=None if whole else self.matter_above,
                    confidence=_SURE,
                    rules=(f"column-{kind.value}",),
                )
                if whole:
                    self.matter_above = len(self.findings)
                    self.matters[said] = self.matter_above
                self._keep(found, part)

    def _limits(self, cells: list[Cell]) -> Iterator[Deadline]:
        """The time limits in cells; a day or month needs no 前 there."""
        for cell in cells:
            words = f"{self.text[cell.start : cell.end]}完成"
            for found in find_deadlines(words, self.date, events=self.events):
                end = min(found.end + cell.start, cell.end)
                start = found.start + cell.start
                yield replace(found, text=self.text[start:end], start=start, end=end)

    def _make(
        self,
        kind: FindingKind,
        span: tuple[int, int],
        index: int,
        deadline: Deadline | None,
        owners: tuple[Owner, ...],
        *,
        words: Words | None,
        parent: int | None,
        confidence: float,
        rules: tuple[str, ...],
    ) -> Finding:
        assessed = NOT_ASSESSED
        soft_words: tuple[Span, ...] = ()
        if words is not None:
            assessed = assess(words, deadline, owners, is_heading=kind is FindingKind.TASK)
            soft_words = self.soft_words.find(self.text, *span)
        return Finding(
            kind=kind,
            text=self.text[span[0] : span[1]],
            start=span[0],
            end=span[1],
            section=self._section(index),
            parent=parent,
            checkable=assessed.checkable,
            confidence=confidence,
            deadline=deadline,
            owners=owners,
            missing=assessed.missing,
            rules=rules,
            soft_words=soft_words,
        )

    def _keep(self, finding: Finding, part: int) -> None:
        self.findings.append(finding)
        self.parts_of_findings.append(part)
        if finding.owners and "下同" in finding.text:
            self.standing.append(Standing(len(self.findings), finding.owners))

    def _section(self, index: int) -> tuple[str, ...]:
        """The headings above the sentence, outermost first, each without its end sign."""
        above = self.outline.ancestors(self.outline.part_of[index])
        if self.outline.is_heading(index) or (above and not self.outline.is_elaborated(above[-1])):
            above = above[:-1]
        if self.placed[index].rule == "turn-problem":  # faults, though the heading promises lessons
            above = [part for part in above if not self._praises(part)]
        place = tuple(above)
        if place not in self.sections:
            self.sections[place] = tuple(self._heading(part) for part in place)
        return self.sections[place]

    def _praises(self, part: int) -> bool:
        heading = self.outline.parts[part].heading
        return heading is not None and self.placed[heading].rule in _PRAISES

    def _heading(self, part: int) -> str:
        outlined = self.outline.parts[part]
        assert outlined.heading is not None and outlined.marker is not None
        sentence: Sentence = self.sentences[outlined.heading]
        heading = self.text[outlined.marker.start : sentence.end].rstrip("。；：！")
        return heading if len(heading) <= 60 else heading[:60] + "…"

    def _parent(self, part: int, *, is_heading: bool) -> int | None:
        above = self.outline.ancestors(part)
        if is_heading or (above and not self.outline.is_elaborated(above[-1])):
            above = above[:-1]
        for ancestor in reversed(above):
            if ancestor in self.finding_of_part:
                return self.finding_of_part[ancestor]
        return None


@cache
def _speaker() -> re.Pattern[str]:
    """Who says it (“李明在讲话中强调，”), or that it has to be seen (“也要看到，”): what is said counts."""
    return re.compile(
        r"(?![^，。；：]{0,12}(?:总书记|党中央|全会|报告|党章|条例))(?!按|根据|对照|围绕|依据|遵照|贯彻|落实)[^，。；：、“”的]{1,14}(?:在[^，。；：]{1,14}[时中])?"
        r"(?:强调|指出|要求|表示|提出|认为|希望)[，：:]|"
        r"(?:但|同时|当前)?，?(?:我们|大家)?[也还更既]?(?:要|应该?|必须|应当)(?:清醒|深刻|充分)?地?"
        r"(?:看到|认识到|知道|承认|明白|指出的?是?)，|"
        r"(?:整改|具体|工作|主要|下一?步|保障)(?:措施|举措|目标|打算|要求|任务|建议|做法)[：:]"
    )


def _matter_kind(column: str, *, carried_out: bool) -> FindingKind | None:
    """What stands in a column; a task that no measure beside it carries out is a measure itself."""
    if column not in MATTERS:
        return None
    kind = FindingKind(column)
    return FindingKind.MEASURE if kind is FindingKind.TASK and not carried_out else kind


def _quoting(original: str, finding: Finding) -> Finding:
    """The finding with its quotes as the document has them, line ends inside sentences included."""
    if original[finding.start : finding.end] == finding.text:
        return finding
    deadline = finding.deadline
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


def _firm(deadlines: tuple[Deadline, ...]) -> tuple[Deadline, ...]:
    """Without 尽快, 限期 and the like: in running text they leave open when, and a person has to ask.

    Under a heading or label that asks for the time limit they stand for one.
    """
    return tuple(deadline for deadline in deadlines if deadline.rule != "vague")


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
