"""Tells the sample ledger's story through the ledger's own commands, day by day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from tracker.desk.deadlines import read_deadline
from tracker.desk.demo import plot
from tracker.desk.demo.around import AROUND
from tracker.desk.demo.cast import BEGUN, CAMPAIGN, CHAPTERS, CLERK, UNIT
from tracker.desk.demo.plot import Chapter, Event, Story
from tracker.desk.documents import read_and_mine, store
from tracker.ledger import reviews
from tracker.ledger.commands import advancing, campaigns, extending, intake, items, reporting, reviewing
from tracker.ledger.commands.drafts import CandidateEdit, ItemDraft, ItemEdit, MeasureDraft
from tracker.ledger.commands.making import type_for
from tracker.ledger.examination import examination
from tracker.ledger.list_rows import Deadline
from tracker.ledger.review_rows import CandidateRow
from tracker.ledger.store import Ledger
from tracker.ledger.words import CandidateKind, Check, Verdict

ANSWERS = {
    Check.MEASURE_EVIDENCE: "佐证材料按项整理，这条措施的落实情况在材料目录中单列，原件存办公室备查。",
}
"""What the clerk answers to the 销号体检."""
LIABLE_BRACKET = "（"
"""A candidate that is only the bracket with units and limit says nothing to do."""


def tell(ledger: Ledger, stories: Sequence[Story], *, seeds: Path, files: Path) -> None:
    """Everything from the first document to today; `files` is a folder for evidence on its way in."""
    campaigns.set_campaign(ledger, CLERK, today=BEGUN, name=CAMPAIGN, reporting_unit=UNIT)
    teller = _Teller(ledger, stories, seeds, files)
    for _, act in sorted(teller.acts(), key=lambda entry: entry[0]):
        act()


class _Teller:
    """Knows what is to happen on which day, and which item is which story's."""

    def __init__(self, ledger: Ledger, stories: Sequence[Story], seeds: Path, files: Path) -> None:
        self._ledger = ledger
        self._stories = stories
        self._seeds = seeds
        self._files = files
        self._documents: dict[str, int] = {}
        """By name of the seed."""
        self._numbers: dict[str, str] = {}
        """编号 by the story's fragment."""
        self._open: dict[str, dict[int, str]] = {}
        """Of each story the measures not yet done, by ordinal."""
        self._done: dict[str, dict[int, str]] = {}

    def acts(self) -> Iterator[tuple[dt.date, Callable[[], None]]]:
        """Everything that happens with its day; on one day in this order."""
        for chapter in CHAPTERS:
            yield chapter.stored_on, partial(self._store, chapter)
            yield chapter.reviewed_on, partial(self._review, chapter)
        for story in self._stories:
            yield story.planned_on, partial(self._plan, story)
        for day in sorted({story.planned_on for story in self._stories}):
            yield day, partial(self._register, day)
        for story in self._stories:
            for event in story.events:
                yield event.on, partial(self._happen, story, event)
        for day, act in AROUND:
            yield day, partial(act, self._ledger, self._numbers.__getitem__, day)

    def _store(self, chapter: Chapter) -> None:
        document = read_and_mine(self._seeds / chapter.seed, date=None, ask=lambda title: chapter.dated)
        stored = store(self._ledger, CLERK, document, today=chapter.stored_on)
        self._documents[chapter.seed] = stored.document_id

    def _review(self, chapter: Chapter) -> None:
        """Accept what the stories come from with the measures below, reject duplicates and leftovers."""
        day, document = chapter.reviewed_on, self._documents[chapter.seed]
        pending = self._pending(chapter)
        sources = self._sources(chapter, pending)
        own = {row.id for _, row in sources}
        measures = [
            row for story, top in sources for row in self._below(story, top, pending) if row.id not in own
        ]
        for story, row in sources:
            self._correct(row, CandidateKind(story.kind.value), story.title or row.text, day)
        for row in measures:
            self._correct(row, CandidateKind.MEASURE, row.text, day)
        wanted = own | {row.id for row in measures}
        if wanted:
            intake.accept(self._ledger, CLERK, document, today=day, only=wanted)
        taken = {row.id: row for row in reviews.candidates(self._ledger, document)}
        for story, row in sources:
            number = self._numbers[story.fragment] = taken[row.id].item_number
            texts = [taken[m.id].text for m in measures if taken[m.id].item_number == number]
            self._open[story.fragment] = dict(enumerate(texts, start=1))
        self._reject(chapter)

    def _pending(self, chapter: Chapter) -> list[CandidateRow]:
        rows = reviews.candidates(self._ledger, self._documents[chapter.seed])
        return [row for row in rows if row.verdict is Verdict.PENDING]

    def _sources(self, chapter: Chapter, pending: Sequence[CandidateRow]) -> list[tuple[Story, CandidateRow]]:
        """Each story with the first candidate that holds its fragment; one the miner missed is left out."""
        left = list(pending)
        found = []
        for story in self._stories:
            row = next((row for row in left if story.fragment in row.text), None)
            if story.chapter is chapter and row is not None:
                left.remove(row)
                found.append((story, row))
        return found

    def _below(
        self, story: Story, heading: CandidateRow, pending: Sequence[CandidateRow]
    ) -> Iterator[CandidateRow]:
        """The directives below a heading that somebody can be held to."""
        if not story.takes_measures:
            return
        family = {heading.ordinal}
        for row in pending:
            directs = row.kind in (CandidateKind.TASK, CandidateKind.MEASURE)
            tangible = row.checkable or row.deadline is not None or bool(row.owners)
            if row.parent in family and directs and tangible and not row.text.startswith(LIABLE_BRACKET):
                family.add(row.ordinal)
                yield row

    def _correct(self, row: CandidateRow, kind: CandidateKind, text: str, day: dt.date) -> None:
        """What a reviewer does before accepting: put kind and wording right."""
        if kind is not row.kind or text != row.text:
            reviewing.edit_candidate(
                self._ledger, CLERK, row.id, CandidateEdit(kind=kind, text=text), today=day
            )

    def _reject(self, chapter: Chapter) -> None:
        day = chapter.reviewed_on
        for fragment, reason in chapter.duplicates:
            ids = [row.id for row in self._pending(chapter) if fragment in row.text]
            if ids:
                intake.reject(self._ledger, CLERK, ids, reason=reason, today=day)
        leftovers = [row.id for row in self._pending(chapter)] if chapter.leftover_reason else []
        if leftovers:
            intake.reject(self._ledger, CLERK, leftovers, reason=chapter.leftover_reason, today=day)

    def _plan(self, story: Story) -> None:
        """Fill in what 挂号 asks for."""
        day = story.planned_on
        deadline = self._deadline(story)
        number = self._numbers.get(story.fragment)
        if number is None:
            typed = ItemDraft(title=story.title or story.fragment, kind=story.kind)
            number = items.add_item(self._ledger, CLERK, typed, today=day)
            self._numbers[story.fragment] = number
        edit = ItemEdit(
            category=story.category,
            detail=story.detail,
            target=story.target,
            type=story.type or type_for(deadline),
            deadline=deadline,
            owners=story.owners,
        )
        items.edit_items(self._ledger, CLERK, [number], edit, today=day)
        drafts = [MeasureDraft(text, standard) for text, standard in story.measures]
        unfinished = self._open.setdefault(story.fragment, {})
        drafts = [MeasureDraft(text, standard) for text, standard in story.measures]
        if story.registered and not drafts and not unfinished:
            drafts = [MeasureDraft(f"制定具体措施并组织实施：{story.fragment}")]
        for draft in drafts:
            ordinal = items.add_measure(self._ledger, CLERK, number, draft, today=day)
            unfinished[ordinal] = draft.text

    def _deadline(self, story: Story) -> Deadline | None:
        base = story.chapter.dated if story.chapter else story.planned_on
        return read_deadline(story.limit, base=base) if story.limit else None

    def _register(self, day: dt.date) -> None:
        """挂号 of what is ready in one go; what lacks something goes on its own, with the reason."""
        ready = [story for story in self._stories if story.registered and story.planned_on == day]
        waivers = {story.waiver for story in ready}
        for waiver in sorted(waivers):
            numbers = [self._numbers[story.fragment] for story in ready if story.waiver == waiver]
            advancing.register(self._ledger, CLERK, numbers, today=day, waiver=waiver)

    def _happen(self, story: Story, event: Event) -> None:
        number = self._numbers[story.fragment]
        ledger, by, day = self._ledger, event.by, event.on
        match event:
            case plot.Reported():
                self._report(story, event)
            case plot.Proven():
                path = self._files / event.name
                path.write_text(f"{event.content}\n", encoding="utf-8")
                reporting.add_evidence(ledger, by, number, [path], today=day)
            case plot.Finished():
                self._finish(story, event)
            case plot.Resumed():
                self._resume(story, event)
            case plot.Applied():
                self._apply(number, event)
            case plot.Returned():
                advancing.return_for_more(ledger, by, number, opinion=event.opinion, today=day)
            case plot.Closed():
                advancing.close(ledger, by, number, opinion=event.opinion, today=day)
            case plot.LookedBack():
                advancing.look_back(ledger, by, number, finding=event.finding, today=day)
            case plot.Reopened():
                advancing.reopen(ledger, by, number, reason=event.reason, basis=event.basis, today=day)
            case plot.Stopped():
                advancing.stop(ledger, by, number, reason=event.reason, today=day)
            case plot.Extended():
                self._extend(story, event)

    def _apply(self, number: str, event: plot.Applied) -> None:
        found = examination(self._ledger, number, today=event.on)
        advancing.apply_for_closing(
            self._ledger,
            event.by,
            number,
            today=event.on,
            completion=event.completion,
            inference=event.inference,
            answers={finding.ordinal: ANSWERS[finding.check] for finding in found.findings},
        )

    def _extend(self, story: Story, event: plot.Extended) -> None:
        extending.extend(
            self._ledger,
            event.by,
            self._numbers[story.fragment],
            deadline=read_deadline(event.phrase, base=event.on),
            reason=event.reason,
            approver=event.approver,
            today=event.on,
        )

    def _report(self, story: Story, event: plot.Reported) -> None:
        unfinished = self._open[story.fragment]
        measure = next(
            (n for n, text in unfinished.items() if event.finishes and event.finishes in text), None
        )
        reporting.add_progress(
            self._ledger,
            event.by,
            self._numbers[story.fragment],
            event.text,
            today=event.on,
            measure=measure,
            done=measure is not None,
        )
        if measure is not None:
            self._move(story, measure, self._open, self._done)

    def _finish(self, story: Story, event: plot.Finished) -> None:
        number, unfinished = self._numbers[story.fragment], self._open[story.fragment]
        for ordinal in list(unfinished):
            items.finish_measure(
                self._ledger, event.by, number, ordinal, on=event.on, note=event.text, today=event.on
            )
            self._move(story, ordinal, self._open, self._done)
        reporting.add_progress(self._ledger, event.by, number, event.text, today=event.on)

    def _resume(self, story: Story, event: plot.Resumed) -> None:
        number, done = self._numbers[story.fragment], self._done.get(story.fragment, {})
        for ordinal in [n for n, text in done.items() if event.measure in text]:
            items.resume_measure(self._ledger, event.by, number, ordinal, reason=event.reason, today=event.on)
            self._move(story, ordinal, self._done, self._open)

    def _move(
        self, story: Story, ordinal: int, source: dict[str, dict[int, str]], target: dict[str, dict[int, str]]
    ) -> None:
        target.setdefault(story.fragment, {})[ordinal] = source[story.fragment].pop(ordinal)
