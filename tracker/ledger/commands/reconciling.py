"""承诺对账: what a later speech or report says, taken over after a person has looked, as one action."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select

from tracker.errors import Refusal
from tracker.ledger.actor import Actor
from tracker.ledger.commands.drafts import ItemDraft, MeasureDraft, MeasureEdit
from tracker.ledger.commands.extending import request_extension
from tracker.ledger.commands.finding import item_of, measure_of
from tracker.ledger.commands.items import change_measure, refuse_later_than, refuse_unless_open
from tracker.ledger.commands.making import make_item, make_measure, not_to_come
from tracker.ledger.commands.reporting import record_progress
from tracker.ledger.commands.truths import make_report
from tracker.ledger.list_rows import Deadline
from tracker.ledger.models import Item, Measure, ReconciledLine, Reconciliation
from tracker.ledger.reconciled import Compared
from tracker.ledger.sharing import measures_of
from tracker.ledger.store import Ledger, Work
from tracker.ledger.words import Reported


@dataclass(frozen=True, slots=True)
class RecordProgress:
    """整改进展 of an item or of one of its measures; `done` finishes the measure.

    When no measure is left the item is 自报已完成, when some are 自报推进中 where nothing was reported yet.
    """

    number: str
    measure: int | None
    text: str
    on: dt.date
    done: bool


@dataclass(frozen=True, slots=True)
class AskExtension:
    """延期申请 of an item."""

    number: str
    deadline: Deadline
    reason: str


@dataclass(frozen=True, slots=True)
class MoveMeasure:
    """A later limit of one measure, within that of its item."""

    number: str
    measure: int
    deadline: Deadline


@dataclass(frozen=True, slots=True)
class AddMeasure:
    """A further measure of an item."""

    number: str
    draft: MeasureDraft


@dataclass(frozen=True, slots=True)
class AddItem:
    """A new item, with its measures."""

    draft: ItemDraft


Proposal = RecordProgress | AskExtension | MoveMeasure | AddMeasure | AddItem


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the list that is taken over."""

    ordinal: int
    """Its number, from 1."""
    proposal: Proposal
    compared: Compared


@dataclass(frozen=True, slots=True)
class ShownList:
    """The document, and what each line of its list is about, in the order of their numbers."""

    sha256: str
    title: str
    date: dt.date
    listed: tuple[str, ...]

    @property
    def source(self) -> str:
        """《title》（2024-06-18）."""
        return f"《{self.title}》（{self.date}）"


@dataclass(frozen=True, slots=True)
class Reconciled:
    """What was done."""

    progressed: int = 0
    finished: int = 0
    """Measures."""
    reported: tuple[str, ...] = ()
    """Items that are 自报已完成 by it."""
    asked: int = 0
    moved: int = 0
    added_measures: int = 0
    added: tuple[str, ...] = ()
    """编号 of the new items."""

    @property
    def words(self) -> str:
        """登记进展2条，措施完成1条."""
        parts = [
            (self.progressed, f"登记进展{self.progressed}条"),
            (self.finished, f"措施完成{self.finished}条"),
            (len(self.reported), f"自报已完成{len(self.reported)}项（{'、'.join(self.reported)}）"),
            (self.asked, f"申请延期{self.asked}项"),
            (self.moved, f"改措施时限{self.moved}条"),
            (self.added_measures, f"增加措施{self.added_measures}条"),
            (len(self.added), f"新增事项{len(self.added)}个（{'、'.join(self.added)}）"),
        ]
        return "，".join(words for count, words in parts if count)


def reconcile(
    ledger: Ledger, actor: Actor, lines: Sequence[Line], *, shown: ShownList, today: dt.date
) -> Reconciled:
    """Take lines over, all or none, as one action; the list keeps its numbers from then on.

    Raises Refusal with what stands in the way of the first that cannot be: also that it was taken over
    before, or that somebody else did so meanwhile and the list has other numbers.
    """
    if not lines:
        raise Refusal("没有选中可以办的建议")
    with ledger.transaction(actor, "reconcile", today=today, reason=shown.source) as work:
        kept = _kept(work, shown)
        taken = _taken(work, kept)
        took = _Taking(work)
        for line in lines:
            if line.ordinal in taken:
                raise Refusal(f"第{line.ordinal}条{taken[line.ordinal]}，没有再办")
            item, measure = took.take(line.proposal)
            if measure is None and line.compared.measure is not None:
                measure = measure_of(item, line.compared.measure)
            work.session.add(_taken_line(work, kept, line, item, measure))
        return took.result()


def _kept(work: Work, shown: ShownList) -> Reconciliation:
    """The list with its numbers, longer where the document has come to say more."""
    kept = work.session.scalars(
        select(Reconciliation).where(Reconciliation.sha256 == shown.sha256, Reconciliation.date == shown.date)
    ).first()
    listed = list(shown.listed)
    if kept is None:
        kept = Reconciliation(sha256=shown.sha256, date=shown.date, title=shown.title, listed=listed)
        work.session.add(kept)
    elif kept.listed != listed[: len(kept.listed)]:
        raise Refusal("别人刚刚办过这份文件的对账，序号有变，请重新对账再选")
    elif kept.listed != listed:
        kept.listed = listed
    work.session.flush()
    return kept


def _taken(work: Work, kept: Reconciliation) -> dict[int, str]:
    """By number, who took a line over and when."""
    lines = select(ReconciledLine).where(ReconciledLine.reconciliation_id == kept.id)
    return {line.ordinal: taken_words(line.on, line.by) for line in work.session.scalars(lines)}


def taken_words(on: dt.date, by: str) -> str:
    """已办过（2024-06-18 李明）."""
    return f"已办过（{on} {by}）"


def _taken_line(
    work: Work, kept: Reconciliation, line: Line, item: Item, measure: Measure | None
) -> ReconciledLine:
    compared = line.compared
    return ReconciledLine(
        reconciliation_id=kept.id,
        ordinal=line.ordinal,
        item_id=item.id,
        measure_id=measure.id if measure is not None else None,
        standing=compared.standing.value,
        promised=compared.promised,
        said=compared.said,
        start=compared.start,
        end=compared.end,
        score=compared.score,
        grounds=compared.grounds,
        deed=compared.deed,
        on=work.today,
        by=work.actor.name,
    )


_TRIAL: Final = "试办"
"""A reason that stands for the list's, which nothing refuses for want of."""


def refusals(
    ledger: Ledger, actor: Actor, proposals: Sequence[Proposal], *, today: dt.date
) -> tuple[str, ...]:
    """For each proposal by itself why it cannot be taken over; "" where it can. Nothing stays."""
    found: list[str] = []
    with ledger.together(actor, today=today, rehearse=True) as work:
        for proposal in proposals:
            before = work.session.begin_nested()
            try:
                with ledger.transaction(actor, "reconcile", today=today, reason=_TRIAL) as trial:
                    took = _Taking(trial)
                    took.take(proposal)
                    took.result()
                found.append("")
            except Refusal as refused:
                found.append("；".join(refused.reasons) or refused.summary)
            finally:
                if before.is_active:
                    before.rollback()
                work.session.expire_all()
    return tuple(found)


class _Taking:
    def __init__(self, work: Work) -> None:
        self._work = work
        self._touched: dict[str, bool] = {}
        """By 编号, whether a measure of it was finished."""
        self._moved = self._asked = self._progressed = self._finished = self._measures = 0
        self._added: list[str] = []

    def take(self, proposal: Proposal) -> tuple[Item, Measure | None]:
        """By the rules of the command that does the same alone; the item that it is about or made, and the
        measure that it made. Raises Refusal.
        """
        if isinstance(proposal, AddItem):
            made = make_item(self._work, proposal.draft)
            self._added.append(made.number)
            return made, None
        item = item_of(self._work.session, proposal.number)
        match proposal:
            case RecordProgress():
                self._progress(proposal)
            case AskExtension(number, deadline, reason):
                request_extension(self._work, number, deadline, reason)
                self._asked += 1
            case MoveMeasure(_, ordinal, deadline):
                change_measure(self._work, item, measure_of(item, ordinal), MeasureEdit(deadline=deadline))
                self._moved += 1
            case AddMeasure(_, draft):
                refuse_unless_open(item, "增加措施")
                refuse_later_than(item, draft.deadline)
                self._measures += 1
                return item, make_measure(self._work, item, draft)
        return item, None

    def _progress(self, proposal: RecordProgress) -> None:
        not_to_come(proposal.on, "进展日期", self._work.today)
        record_progress(
            self._work,
            proposal.number,
            proposal.text,
            proposal.on,
            measure=proposal.measure,
            done=proposal.done and proposal.measure is not None,
        )
        self._progressed += 1
        self._finished += proposal.done and proposal.measure is not None
        self._touched[proposal.number] = self._touched.get(proposal.number, False) or proposal.done

    def result(self) -> Reconciled:
        """自报 of the items that were told of, then what was done."""
        return Reconciled(
            progressed=self._progressed,
            finished=self._finished,
            reported=tuple(number for number, done in self._touched.items() if self._report(number, done)),
            asked=self._asked,
            moved=self._moved,
            added_measures=self._measures,
            added=tuple(self._added),
        )

    def _report(self, number: str, done: bool) -> bool:
        item = item_of(self._work.session, number)
        if done and self._all_done(item):
            if item.reported != Reported.DONE.value:
                make_report(self._work, item, Reported.DONE)
                return True
        elif item.reported in (None, "", Reported.NOT_STARTED.value):
            make_report(self._work, item, Reported.UNDER_WAY)
        return False

    def _all_done(self, item: Item) -> bool:
        return all(measure.done_on is not None for _, measure in measures_of(self._work.session, item))
