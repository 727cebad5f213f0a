"""Mines a text: outline, roles, sentences, then each finding with its deadline and owners."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from datetime import date
from functools import cache

from tracker.mining.acts import list_acts
from tracker.mining.classification import Verdict, as_detail, as_promise, judge
from tracker.mining.cues import read_cues
from tracker.mining.deadlines import find_deadlines
from tracker.mining.discourse import is_spoken, place
from tracker.mining.drafts import Draft
from tracker.mining.findings import Deadline, Finding, FindingKind, Mined, Owner, Span
from tracker.mining.flat_tables import find_flat_rows
from tracker.mining.form import Form, Goal
from tracker.mining.governing import are_dated, firm, governing, opens_with, promise
from tracker.mining.headings import as_heading
from tracker.mining.inheritance import Chapters, LabelLine, Standing, inherit
from tracker.mining.linking import answer_problems
from tracker.mining.matters import limits_in, matter_kind, owners_beside
from tracker.mining.named_problems import Bystander, add_named_problems, may_name_problems
from tracker.mining.outline import CHAPTER, LINE, Hints, build
from tracker.mining.owners import find_owners
from tracker.mining.punctuation import full_signs
from tracker.mining.quoting import quote
from tracker.mining.roles import Placed, Role, find_turn
from tracker.mining.sections import Sections
from tracker.mining.sentences import LONGEST_HEAD, is_bare_line, split, words_of
from tracker.mining.speakers import without_speaker
from tracker.mining.tables import Row, find_rows, pieces_of
from tracker.mining.twins import mark_twins
from tracker.mining.vagueness import NOT_ASSESSED, SoftWords, assess, shipped_soft_words
from tracker.mining.vocabulary import Words
from tracker.mining.wrapping import unwrap

_SURE = 0.95
_LONGEST_WORD = 4
"""So short a line is a word in a table, whatever it begins with."""
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
        text = self.text = unwrap(full_signs(original), headings)
        self.date = date
        self.soft_words = soft_words
        self.events = events
        self.sentences = split(text)
        self.outline = build(text, self.sentences, headings)
        self.deadlines = find_deadlines(text, date, events=events)
        self.bodies: list[str] = []
        self.cues: list[frozenset[str]] = []
        self.placed = self._read()
        self.sections = Sections(text, self.sentences, self.outline, self.placed)
        self.is_spoken = is_spoken(text)
        self.asked = False
        """What stands before in the paragraph was surely a measure, or was one and ends in ；."""
        self.finding_of_part: dict[int, int] = {}
        self.findings: list[Draft] = []
        self.parts_of_findings: list[int] = []
        self.labels: list[LabelLine] = []
        self.standing: list[Standing] = []
        self.chapters = Chapters()
        self.form = Form()
        self.goal = Goal()
        self.bystanders: list[Bystander] = []
        self.matter_above: int | None = None
        """Index of the problem or task of the table's rows so far."""
        self.matters: dict[tuple[str, str], int] = {}
        """The problems and tasks of this table by column and words."""

    def _read(self) -> tuple[Placed, ...]:
        """Each sentence's body, cues and place in what the text says."""
        turns = []
        for index in range(len(self.sentences)):
            words = self._words(index)
            body = self._body(index)
            self.bodies.append(body)
            self.cues.append(read_cues(words.part(body[:LONGEST_HEAD])))
            turns.append(find_turn(words))
        placed = place(self.text, self.sentences, self.outline, turns, self.cues)
        for part in self.outline.parts:
            part.sentences = [index for index in part.sentences if self._elaborates(index, placed[index])]
        return placed

    def _elaborates(self, index: int, placed: Placed) -> bool:
        """Who and when, on a line of its own, and a signature elaborate no heading."""
        return "label" not in self.cues[index] and placed.role is not Role.FRAME

    def run(self) -> tuple[Finding, ...]:
        rows = deque(sorted([*find_rows(self.text), *find_flat_rows(self.text)], key=lambda row: row.start))
        added: Row | None = None
        limits = deque(self.deadlines)
        for index, sentence in enumerate(self.sentences):
            within = []
            while limits and limits[0].start < sentence.end:
                within.append(limits.popleft())
            while rows and rows[0].end < sentence.start:
                rows.popleft()
            if not (rows and rows[0].start <= sentence.start):
                self._take(index, tuple(within))
            elif rows[0] is not added:
                added = rows[0]
                self._add_row(index, added)
        # Several times as large as the text, and of no more use:
        del self.bodies, self.cues, self.placed, self.sections, self.outline, self.sentences
        inherit(self.findings, self.parts_of_findings, self.labels, self.standing, self.chapters)
        list_acts(self.findings, self.deadlines, self.text)
        found = add_named_problems(self.text, self.findings, self.bystanders)
        mark_twins(found)
        answer_problems(found)
        if self.text != self.original:
            for finding in found:
                quote(self.original, finding)
        return tuple(finding.finished() for finding in found)

    def _take(self, index: int, within: tuple[Deadline, ...]) -> None:
        """What a sentence of running text says; `within` are the time limits in it."""
        part = self.outline.parts[self.outline.part_of[index]]
        marker = part.marker if part.heading == index else None
        self.goal.follow(self.text, self.sentences[index], self.bodies[index], numbered=marker is not None)
        numbered = marker is not None and marker.rank != CHAPTER
        self.form.follow(
            self.text,
            self.sentences[index],
            numbered=numbered or self.goal.start is not None,
            chapter=marker is not None and marker.rank == CHAPTER and marker.style != LINE,
        )
        if "label" in self.cues[index]:
            self._keep_label(index, within)
            return
        if self._keep_goal(index):
            return
        verdict = self._judge(index, within)
        ends_in = self.text[self.sentences[index].end - 1]
        asks = verdict.kind is FindingKind.MEASURE
        self.asked = asks and (ends_in == "；" or (verdict.sure and ends_in == "。"))
        if self._is_cell(index) and not (verdict.sure and len(self.bodies[index]) > _LONGEST_WORD):
            return
        sentence = self.sentences[index]
        if verdict.kind is not None:
            self._add(index, verdict, verdict.kind, within)
        elif marker is not None:
            self.chapters.keep(self.text, sentence, self.outline.part_of[index])
        elif self.placed[index].role in _TELLING and may_name_problems(
            self.text, sentence.start, sentence.end
        ):
            section = self.sections.headings_above(index)
            self.bystanders.append(Bystander(sentence.start, sentence.end, section))

    def _judge(self, index: int, within: tuple[Deadline, ...]) -> Verdict:
        body, cues = self.bodies[index], self.cues[index]
        start, end = self.sentences[index].start, self.sentences[index].end
        verdict = judge(
            self.placed[index],
            cues,
            body,
            numbered=self._is_numbered(index),
            dated=are_dated(within),
            spoken=self.is_spoken,
            in_row=self.asked and not self.sentences[index].opens_paragraph,
            aimed=bool(within) and opens_with(within[0], start),
        )
        if verdict.kind is FindingKind.MEASURE and not verdict.sure and self._is_detail(index):
            verdict = as_detail(verdict)
        if verdict.kind is FindingKind.RESULT and promise(within, self.text, start, end, self.date):
            verdict = as_promise(verdict)
        specific = bool(within) or self._tells(index, cues)
        decides = self._is_decided(index)
        return as_heading(self.outline, index, body, verdict, specific=specific, decides=decides)

    def _is_decided(self, index: int) -> bool:
        """What stands right below the heading is what a meeting or paper asks for."""
        below = self.placed[index + 1 : index + 2]
        return bool(below) and below[0].role is Role.DIRECTIVE

    def _keep_label(self, index: int, within: tuple[Deadline, ...]) -> None:
        sentence = self.sentences[index]
        owners = find_owners(self.text, sentence.start, sentence.end)
        part = self.outline.part_of[index]
        label = LabelLine(len(self.findings), part, self._spoken_for(part), owners, governing(within))
        if self.labels and self.labels[-1].continues(label):
            label = self.labels.pop().joined(label)
        self.labels.append(label)

    def _spoken_for(self, part: int) -> tuple[int, ...]:
        """The parts that a label line in this one speaks for.

        Below the last of the numbered problems or measures of a part, none of which has such a line of its
        own, it speaks for all of them, and for the problem above them.
        """
        above, marker = self.outline.parts[part].parent, self.outline.parts[part].marker
        if above is None or marker is None or marker.rank == CHAPTER:
            return (part,)
        siblings = self.outline.parts[above].children
        if siblings[-1] != part or any(label.part in siblings[:-1] for label in self.labels):
            return (part,)
        return (above, *siblings)

    def _keep_goal(self, index: int) -> bool:
        """Whether the sentence is of a line “整改目标：…”, which goes to the problem or task above it."""
        sentence, start = self.sentences[index], self.goal.start
        above = self._problem_above(index)
        if above is None or start is None:
            return False
        words = self.text[start : sentence.end].rstrip("。；; ")
        self.findings[above].target = Span(words, start, start + len(words))
        return True

    def _problem_above(self, index: int) -> int | None:
        """The problem or task whose part, or whose form, the sentence stands in."""
        for part in reversed(self.sections.parts_above(index)):
            if part in self.finding_of_part:
                return self.finding_of_part[part]
        return self.form.problem

    def _is_cell(self, index: int) -> bool:
        """A short line without a full stop or number, as tables leave them: it needs a cue of its own."""
        sentence = self.sentences[index]
        stands_alone = is_bare_line(self.text, sentence) and not self.outline.is_heading(index)
        return stands_alone and self.placed[index].rule != "problem-named"

    def _words(self, index: int) -> Words:
        """The sentence's words; not kept, for their signs take far more room than the text."""
        sentence = self.sentences[index]
        return Words(words_of(self.text, sentence.start, min(sentence.end, sentence.start + LONGEST_HEAD)))

    def _body(self, index: int) -> str:
        """The sentence without its number and what leads in to it."""
        sentence = self.sentences[index]
        marker = self.outline.parts[self.outline.part_of[index]].marker
        start = sentence.start
        if marker is not None and self.outline.is_heading(index):
            start = marker.end
        body = words_of(self.text, start, sentence.end).lstrip()
        return without_speaker(body)

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
        parent = None
        for above in self.sections.parts_above(index):
            parent = self.finding_of_part.get(above, parent)
        if is_heading and kind in (FindingKind.TASK, FindingKind.PROBLEM):
            self.finding_of_part[part] = len(self.findings)
        elif verdict.rules[0] == "problem-named":
            self.form.problem = len(self.findings)
        if parent is None and kind is not FindingKind.PROBLEM:
            parent = self.form.problem
        finding = self._make(
            kind,
            (sentence.start, sentence.end),
            index,
            governing(firm(within)) if kind in _ASSIGNED else None,
            owners,
            words=self._words(index) if kind in _ASSIGNED else None,
            parent=parent,
            confidence=_confidence(verdict.sure, verdict.rules[0].startswith("role-unknown")),
            rules=verdict.rules,
        )
        finding.is_detail = kind is FindingKind.PROBLEM and self._is_detail(index)
        self._keep(finding, part)

    def _is_detail(self, index: int) -> bool:
        """Whether it goes on in the paragraph of a numbered problem, without a number of its own."""
        part = self.outline.part_of[index]
        heading, above = self.outline.parts[part].heading, self.finding_of_part.get(part)
        if heading is None or heading == index or above is None:
            return False
        is_one_paragraph = self.sentences[heading].paragraph == self.sentences[index].paragraph
        return is_one_paragraph and self.findings[above].kind is FindingKind.PROBLEM

    def _add_row(self, index: int, row: Row) -> None:
        """What a table's row says is wrong or to be done, with the owners and the limit beside it."""
        part = self.outline.part_of[index]
        if row.opens_table:
            self.matter_above = None
            self.matters = {}
        owners = owners_beside(self.text, row)
        limit = governing(limits_in(self.text, row.of("deadline"), self.date, self.events))
        carried_out = bool(row.of("measure"))
        for cell in row.cells:
            kind = matter_kind(cell.column, carried_out=carried_out)
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
                    limit or governing(tuple(limits)),
                    owners or own,
                    words=Words(self.text[piece[0] : min(piece[1], piece[0] + LONGEST_HEAD)]),
                    parent=None if whole else self.matter_above,
                    confidence=_SURE,
                    rules=(f"column-{kind.value}",),
                )
                if whole:
                    self.matter_above = len(self.findings)
                    self.matters[said] = self.matter_above
                self._keep(found, part)

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
    ) -> Draft:
        assessed = NOT_ASSESSED
        soft_words: tuple[Span, ...] = ()
        if words is not None:
            assessed = assess(words, deadline, owners, is_heading=kind is FindingKind.TASK)
            soft_words = self.soft_words.find(self.text, *span)
        return Draft(
            kind=kind,
            text=self.text[span[0] : span[1]],
            start=span[0],
            end=span[1],
            section=self.sections.headings_above(index),
            parent=parent,
            checkable=assessed.checkable,
            confidence=confidence,
            deadline=deadline,
            owners=owners,
            missing=assessed.missing,
            rules=rules,
            soft_words=soft_words,
        )

    def _keep(self, finding: Draft, part: int) -> None:
        self.findings.append(finding)
        self.parts_of_findings.append(part)
        self.chapters.follow(self.outline.ancestors(part))
        if finding.owners and "下同" in finding.text:
            self.standing.append(Standing(len(self.findings), finding.owners))


@cache
def _confidence(sure: bool, role_unknown: bool) -> float:
    return round(0.55 + 0.2 * sure + 0.2 * (not role_unknown), 2)
