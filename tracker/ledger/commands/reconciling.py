"""承诺对账: what a later speech or report says, taken over after a person has looked, as one action."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from tracker.errors import Refusal
from tracker.ledger.actor import Actor
from tracker.ledger.commands.drafts import ItemDraft, MeasureDraft, MeasureEdit
from tracker.ledger.commands.extending import request_extension
from tracker.ledger.commands.finding import item_of, measure_of
from tracker.ledger.commands.items import change_measure, refuse_later_than, refuse_unless_open
from tracker.ledger.commands.making import make_item, make_measure, not_to_come
from tracker.ledger.commands.reporting import record_progress
from tracker.ledger.commands.truths import make_report
from tracker.ledger.models import Item
from tracker.ledger.rows import Deadline
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


def reconcile(
    ledger: Ledger, actor: Actor, proposals: Sequence[Proposal], *, source: str, today: dt.date
) -> Reconciled:
    """Take proposals over, all or none, as one action; `source` names the document they come from.

    Raises Refusal with what stands in the way of the first that cannot be.
    """
    if not proposals:
        raise Refusal("没有选中可以办的建议")
    with ledger.transaction(actor, "reconcile", today=today, reason=source) as work:
        took = _Taking(work)
        for proposal in proposals:
            took.take(proposal)
        return took.result()


def refusals(
    ledger: Ledger, actor: Actor, proposals: Sequence[Proposal], *, today: dt.date
) -> tuple[str, ...]:
    """For each proposal by itself why it cannot be taken over; "" where it can. Nothing stays."""
    found: list[str] = []
    with ledger.together(actor, today=today, rehearse=True) as work:
        for proposal in proposals:
            before = work.session.begin_nested()
            try:
                reconcile(ledger, actor, [proposal], source="", today=today)
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

    def take(self, proposal: Proposal) -> None:
        """By the rules of the command that does the same alone. Raises Refusal."""
        match proposal:
            case RecordProgress():
                self._progress(proposal)
            case AskExtension(number, deadline, reason):
                request_extension(self._work, number, deadline, reason)
                self._asked += 1
            case MoveMeasure(number, measure, deadline):
                item = item_of(self._work.session, number)
                change_measure(self._work, item, measure_of(item, measure), MeasureEdit(deadline=deadline))
                self._moved += 1
            case AddMeasure(number, draft):
                item = item_of(self._work.session, number)
                refuse_unless_open(item, "增加措施")
                refuse_later_than(item, draft.deadline)
                make_measure(self._work, item, draft)
                self._measures += 1
            case AddItem(draft):
                self._added.append(make_item(self._work, draft).number)

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
