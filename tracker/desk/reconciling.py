"""承诺对账: a later speech or report against the open items, with what a person might take over."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from tracker.desk.deadlines import ledger_deadline
from tracker.desk.documents import MinedDocument
from tracker.desk.matching import SAME_TOPIC, Match, Matcher, Promise
from tracker.desk.newcomers import find_newcomers
from tracker.desk.reconciliation import Finding, Reconciliation, numbered
from tracker.errors import Refusal
from tracker.ledger import queries
from tracker.ledger.actor import Actor
from tracker.ledger.authority import demand
from tracker.ledger.commands.reconciling import (
    AskExtension,
    MoveMeasure,
    Proposal,
    RecordProgress,
    ShownList,
    refusals,
)
from tracker.ledger.filtering.tree import EVERYTHING, Query, Sign, every, of, some
from tracker.ledger.list_rows import Deadline
from tracker.ledger.pages import item_pages
from tracker.ledger.reconciled import NumberedList, numbered_list
from tracker.ledger.rows import ItemPage
from tracker.ledger.store import Ledger
from tracker.ledger.words import CHANGEABLE_STATES, OwnerRole, Reported, Standing
from tracker.mining.findings import FindingKind
from tracker.mining.statements import Degree, Statement, read_statements, softened

_UNITS: Final = (OwnerRole.LEAD, OwnerRole.RESPONSIBLE)
_WHOLE: Final = ("整改到位", "整改完成", "整改完毕", "完成整改", "已整改", "已销号", "已解决", "解决到位")
"""Said of a problem, it says so of all its measures."""
_BY_WHOLE: Final = 0.6
"""What is said of the problem as a whole counts so much for each of its measures."""
_PARTLY: Final = (Degree.PARTLY, Degree.UNDER_WAY, Degree.NOT_DONE)


def compare(
    ledger: Ledger,
    actor: Actor,
    document: MinedDocument,
    *,
    today: dt.date,
    wanted: Query = EVERYTHING,
) -> Reconciliation:
    """Hold a document against the open items meant; nothing is changed.

    Lines have the numbers that they had before, and what was taken over is told as it was shown then.
    """
    text = document.text.content
    statements = read_statements(text, document.mined)
    with ledger.snapshot():
        before = _Before.of(numbered_list(ledger, document.sha256, document.date))
        ids = queries.item_ids(ledger, every([wanted, before.meant]), today=today)
        pages = item_pages(ledger, ids, today=today)
        known = queries.list_items(ledger, today=today)
    promising = [page for page in pages if page.row.number not in before.made]
    promised = [text for page in promising for text in (page.row.title, *(one.text for one in page.measures))]
    matcher = Matcher([promise for page in promising for promise in _promises(page, before)], promised)
    found = _Comparison(document, statements, matcher, today).run()
    found += find_newcomers(document, statements, matcher, pages, known, found)
    listed, lines = numbered(found, before.list)
    told = {(page.row.number, entry.measure_ordinal, entry.text) for page in pages for entry in page.progress}
    return Reconciliation(
        ShownList(document.sha256, document.title, document.date, listed),
        tuple(_refused(ledger, actor, lines, told, today=today)),
    )


@dataclass(frozen=True, slots=True)
class _Before:
    """What was taken over before. What a sentence spoke of then it speaks of still, done or not; what was
    made of one is no promise that it could speak of.
    """

    list: NumberedList
    promises: frozenset[tuple[str, int | None]]
    made: frozenset[str]
    """编号 of items."""
    made_measures: frozenset[tuple[str, int | None]]

    @classmethod
    def of(cls, before: NumberedList) -> _Before:
        """Lines of before by what they were about."""
        taken = [line.compared for line in before.taken]
        new = [one for one in taken if one.standing is Standing.NEW]
        return cls(
            before,
            frozenset((one.number, one.measure) for one in taken if one.standing is not Standing.NEW),
            frozenset(one.number for one in new if one.measure is None),
            frozenset((one.number, one.measure) for one in new if one.measure is not None),
        )

    @property
    def meant(self) -> Query:
        """Open items, and those that something was taken over for."""
        numbers = sorted({number for number, _ in self.promises})
        open_ones = of("状态", *CHANGEABLE_STATES)
        return some([open_ones, of("编号", *numbers, sign=Sign.IS)]) if numbers else open_ones


def _promises(page: ItemPage, before: _Before) -> Iterator[Promise]:
    row = page.row
    due = row.deadline.due if row.deadline else None
    units = tuple(name for role in _UNITS for name in page.owner_names(role))
    known = [
        measure
        for measure in page.measures
        if not measure.home and (row.number, measure.ordinal) not in before.made_measures
    ]
    waiting = {
        measure.ordinal
        for measure in known
        if (row.number, measure.ordinal) in before.promises
        or (measure.done_on is None and row.state.may_change)
    }
    for measure in known:
        own = measure.deadline
        names = tuple(owner.name for owner in measure.owners if owner.role in _UNITS)
        yield Promise(
            number=row.number,
            title=row.title,
            measure=measure.ordinal,
            text=measure.text,
            deadline=own or row.deadline,
            is_own_limit=own is not None,
            item_due=due,
            units=names or units,
            is_open=measure.ordinal in waiting,
        )
    is_reported = page.truths.reported is Reported.DONE or not row.state.may_change
    if not waiting and (not is_reported or (row.number, None) in before.promises):
        yield Promise(row.number, row.title, None, row.title, row.deadline, False, due, units)


def _refused(
    ledger: Ledger,
    actor: Actor,
    found: Sequence[Finding],
    told: Collection[tuple[str, int | None, str]],
    *,
    today: dt.date,
) -> Iterator[Finding]:
    """Each with what stands in the way of taking it over; `told` is the 整改进展 there is."""
    proposals = [one.proposal for one in found if one.proposal is not None]
    reasons = iter(_reasons(ledger, actor, proposals, today))
    for one in found:
        match one.proposal:
            case None:
                yield one
            case RecordProgress(number, measure, text) if (number, measure, text) in told:
                next(reasons)
                yield replace(one, refusal="这句话已经登记过")
            case _:
                yield replace(one, refusal=next(reasons))


def _reasons(ledger: Ledger, actor: Actor, proposals: Sequence[Proposal], today: dt.date) -> Sequence[str]:
    """Tried out, where the actor may do it at all: who may only read writes nothing, not even on trial."""
    try:
        demand(actor, "reconcile")
    except Refusal as refused:
        return [refused.summary] * len(proposals)
    return refusals(ledger, actor, proposals, today=today) if proposals else ()


class _Comparison:
    def __init__(
        self, document: MinedDocument, statements: Sequence[Statement], matcher: Matcher, today: dt.date
    ) -> None:
        self._document = document
        self._statements = statements
        self._matcher = matcher
        self._on = min(document.date, today)
        self._matches = matcher.matches(statements)
        self._spoken = {one.statement.sentence for found in self._matches.values() for one in found}
        """Sentences that speak of some promise."""
        self._asked: set[str] = set()
        """Items that an extension is proposed for already."""

    def run(self) -> list[Finding]:
        """What is said of each promise, in the order of the ledger."""
        found: list[Finding] = []
        silent: dict[str, list[Promise]] = defaultdict(list)
        for place, promise in enumerate(self._matcher.promises):
            if not promise.is_open:
                continue
            matches = self._matches.get(place, [])
            best = self._best(matches)
            whole = None if best and best.statement.degree is Degree.DONE else self._whole(promise)
            if best is None and whole is None:
                silent[promise.number].append(promise)
            elif best is None or (whole is not None and best.is_by_topic):
                assert whole is not None
                found.append(self._done(promise, whole, f"整个问题写的是“{whole.statement.cue}”"))
            else:
                found += self._of(promise, best, matches)
        told = {one.number for one in found}
        wholes = self._matcher.of_items(self._of_no_promise())
        for number, promises in silent.items():
            if number in wholes and number not in told:
                found.append(self._under_way(promises[0], wholes[number]))
            else:
                found += [self._unmentioned(promise) for promise in promises]
        return found

    def _of_no_promise(self) -> Iterator[Statement]:
        """Clauses that say how far something is, in sentences that name none of the promises."""
        for statement in self._statements:
            is_told = statement.degree is Degree.DONE or statement.degree in _PARTLY
            if is_told and statement.sentence not in self._spoken:
                yield statement

    def _under_way(self, promise: Promise, match: Match) -> Finding:
        """What is said of an item in general finishes none of its measures."""
        return self._row(
            Standing.PARTLY,
            replace(promise, measure=None, text=promise.title),
            match,
            f"说的是整个问题，没有说到哪条措施：“{match.statement.cue}”",
            self._entry(replace(promise, measure=None), match, done=False),
            "登记进展",
        )

    def _best(self, matches: Sequence[Match]) -> Match | None:
        """The likeliest; of two nearly as likely the one that says how far it is."""
        near = [one for one in matches if one.score >= matches[0].score - 0.1]
        telling = [one for one in near if one.statement.degree is not Degree.UNSAID]
        return (telling or near or [None])[0]  # type: ignore[list-item]

    def _whole(self, promise: Promise) -> Match | None:
        """A statement below the heading of its problem that all of it is put right."""
        for statement in self._statements:
            if statement.degree is not Degree.DONE or not any(word in statement.text for word in _WHOLE):
                continue
            about = self._matcher.about(promise.title, statement.topic)
            if about >= SAME_TOPIC:
                return Match(statement, round(_BY_WHOLE * about, 2), True)
        return None

    def _of(self, promise: Promise, best: Match, matches: Sequence[Match]) -> Iterator[Finding]:
        statement = best.statement
        is_result = statement.kind is FindingKind.RESULT and statement.degree is Degree.UNSAID
        dropped = softened(promise.text, statement.sentence)
        is_told = statement.chapter == "done" and statement.degree is Degree.UNSAID
        if statement.degree is Degree.DONE or ((is_result or is_told) and not dropped):
            yield self._done(promise, best, f"“{statement.cue}”" if statement.cue else "写在已完成的部分")
            return
        later = self._later(promise, best, matches)
        is_under_way = statement.degree in _PARTLY or (
            statement.chapter == "account" and statement.degree is Degree.UNSAID
        )
        if statement.degree is Degree.PARTLY or (is_under_way and not dropped):
            yield self._partly(promise, best)
        elif dropped:
            yield self._softer(promise, best, *dropped)
        elif later is None:
            yield self._row(Standing.RESTATED, promise, best, "仍写为要做的", None, "")
        if later is not None:
            yield later

    def _row(
        self,
        standing: Standing,
        promise: Promise,
        match: Match,
        grounds: str,
        proposal: Proposal | None,
        deed: str,
    ) -> Finding:
        statement = match.statement
        said = statement.text.strip().rstrip("，；") or statement.text
        return Finding(
            standing=standing,
            number=promise.number,
            measure=promise.measure,
            promised=promise.text,
            said=said,
            start=statement.start,
            end=statement.end,
            score=match.score,
            grounds=grounds + self._doubt(standing, match),
            proposal=proposal,
            deed=deed,
            is_unsure=bool(self._doubt(standing, match)),
        )

    def _doubt(self, standing: Standing, match: Match) -> str:
        """Why a person has to see whether the promise is meant; empty where it is."""
        others = [self._matcher.promises[place] for place in match.like]
        named = "、".join(f"{one.number} 措施{one.measure}" if one.measure else one.number for one in others)
        if named:
            return f"；{named}也像，说的是哪一条要看了定"
        is_guessed = standing is Standing.DONE and match.is_vague
        return "；只说到这个问题，没有说到这条措施，是不是它要看了定" if is_guessed else ""

    def _entry(self, promise: Promise, match: Match, *, done: bool, note: str = "") -> RecordProgress:
        source = f"《{self._document.title}》（{self._document.date}）"
        text = f"{source}：{match.statement.sentence.strip()}{note}"
        return RecordProgress(promise.number, promise.measure, text, self._on, done)

    def _done(self, promise: Promise, match: Match, grounds: str) -> Finding:
        what = (
            "登记进展，自报已完成" if promise.measure is None else f"登记进展，措施{promise.measure}记为完成"
        )
        return self._row(Standing.DONE, promise, match, grounds, self._entry(promise, match, done=True), what)

    def _partly(self, promise: Promise, match: Match) -> Finding:
        degree = match.statement.degree
        why = "报告说没有完成" if degree is Degree.NOT_DONE else "还没有全部做完"
        return self._row(
            Standing.PARTLY,
            promise,
            match,
            f"{why}：“{match.statement.cue}”" if match.statement.cue else why,
            self._entry(promise, match, done=False),
            "登记进展",
        )

    def _softer(self, promise: Promise, match: Match, firm: str, soft: str) -> Finding:
        grounds = f"“{firm}”→“{soft}”"
        note = f"（口径变化：原为“{promise.text}”）"
        proposal = self._entry(promise, match, done=False, note=note)
        return self._row(Standing.SOFTER, promise, match, grounds, proposal, "登记进展，记下口径变化")

    def _later(self, promise: Promise, best: Match, matches: Sequence[Match]) -> Finding | None:
        """A later day in the same sentence than the one that holds."""
        present = promise.deadline.due if promise.deadline else None
        if present is None:
            return None
        limits = [
            (limit, statement)
            for statement in self._told_with([one for one in matches if one.score >= best.score - 0.1])
            if statement.degree is not Degree.DONE
            for limit in statement.deadlines
            if limit.due is not None and limit.due > present and not limit.confirm
        ]
        if not limits:
            return None
        mined, statement = max(limits, key=lambda one: one[0].due or present)
        deadline = ledger_deadline(mined, self._document.text.content)
        proposal, deed = self._move(promise, deadline)
        if proposal is None:
            return None
        grounds = f"台账{present}，报告{deadline.due}（{deadline.phrase}）"
        match = replace(best, statement=statement)
        return self._row(Standing.LATER, promise, match, grounds, proposal, deed)

    def _told_with(self, matches: Sequence[Match]) -> Iterator[Statement]:
        """The clauses of the sentences, and of those right behind them that speak of nothing else."""
        sentences = {(one.statement.paragraph, one.statement.sentence) for one in matches}
        goes_on: int | None = None
        for statement in self._statements:
            if (statement.paragraph, statement.sentence) in sentences:
                goes_on = statement.paragraph
                yield statement
            elif statement.paragraph == goes_on and statement.sentence not in self._spoken:
                yield statement
            else:
                goes_on = None

    def _move(self, promise: Promise, deadline: Deadline) -> tuple[Proposal | None, str]:
        assert deadline.due is not None
        within = promise.item_due is None or deadline.due <= promise.item_due
        if promise.measure is not None and promise.is_own_limit and within:
            moved = MoveMeasure(promise.number, promise.measure, deadline)
            return moved, f"措施{promise.measure}的时限改为{deadline.due}"
        if promise.number in self._asked:
            return None, ""
        self._asked.add(promise.number)
        reason = f"《{self._document.title}》（{self._document.date}）提出{deadline.phrase}完成"
        return AskExtension(promise.number, deadline, reason), f"申请延期到{deadline.due}"

    def _unmentioned(self, promise: Promise) -> Finding:
        is_named = any(
            self._matcher.about(promise.title, statement.topic) >= SAME_TOPIC
            for statement in self._statements
        )
        grounds = "写到了这个问题，没有写这条措施" if is_named and promise.measure else "报告没有写到"
        return Finding(
            standing=Standing.UNMENTIONED,
            number=promise.number,
            measure=promise.measure,
            promised=promise.text,
            said="",
            start=None,
            end=None,
            score=None,
            grounds=grounds,
            proposal=None,
            deed="",
        )
