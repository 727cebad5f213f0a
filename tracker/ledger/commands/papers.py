"""Recording that papers about items go out, each under a number of its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from tracker.errors import Conflict, Refusal
from tracker.ledger import journal
from tracker.ledger.actor import Actor
from tracker.ledger.chasable import NextDue, among
from tracker.ledger.models import IssuedPaper, Item, NumberSequence, Reminder
from tracker.ledger.papers import RUNGS, STATES, issued_until_now, sequence_of
from tracker.ledger.portions import portions
from tracker.ledger.reminders import Chase, chasing_now
from tracker.ledger.rows import JournalHead
from tracker.ledger.store import Ledger, Work
from tracker.ledger.words import PaperKind, State
from tracker.text.cleaning import one_line


@dataclass(frozen=True, slots=True)
class PaperToIssue:
    """One paper as it is to be numbered."""

    items: tuple[int, ...]
    unit: str = ""
    due: dt.date | None = None


def issue_papers(
    ledger: Ledger,
    actor: Actor,
    kind: PaperKind,
    papers: Sequence[PaperToIssue],
    *,
    today: dt.date,
    read_at: JournalHead,
    code: str,
    next_due: NextDue,
    write: Callable[[tuple[str, ...]], object],
    first: int | None = None,
) -> tuple[str, ...]:
    """Number papers, record them on their items and have them written; returns 文号 such as 督办〔2024〕3号.

    `write` is called with the numbers before anything is committed: a paper that could not be written is
    not recorded. `read_at` is the journal's head when the papers' content was read; raises Conflict where
    somebody changed something since. Numbers go on from the year's last one, or from `first`; none is
    given twice, also when the action is undone. A chasing paper counts as the note of its rung.
    """
    label = one_line(code)
    if not label:
        raise Refusal("文号的代字不能为空")
    with ledger.transaction(actor, "issue_paper", today=today) as work:
        if journal.head(work.session.connection()) != read_at:
            raise Conflict("台账刚刚有别的改动，请重新出文", ())
        items = _items(work, kind, papers)
        _refuse_again(work, kind, papers)
        numbers = []
        for paper, ordinal in zip(papers, _ordinals(work, kind, len(papers), first), strict=True):
            number = f"{label}〔{today.year}〕{ordinal}号"
            before = issued_until_now(work.session.connection(), kind, paper.items)
            for key in paper.items:
                work.session.add(_issued(work, kind, paper, items[key], number, ordinal, before.get(key, 0)))
            work.session.flush()
            numbers.append(number)
        _chased(work, kind, list(zip(papers, numbers, strict=True)), next_due)
        work.session.flush()
        write(tuple(numbers))
        return tuple(numbers)


def _items(work: Work, kind: PaperKind, papers: Iterable[PaperToIssue]) -> dict[int, Item]:
    found: dict[int, Item] = {}
    for paper in papers:
        for key in paper.items:
            item = work.session.get_one(Item, key)
            if State(item.state) not in STATES[kind]:
                raise Refusal(f"{item.number} 现在是“{State(item.state).word}”，不发{kind.word}")
            found[key] = item
    return found


def _refuse_again(work: Work, kind: PaperKind, papers: Iterable[PaperToIssue]) -> None:
    """A second paper to the same unit about the same item on one day is the same one, given twice."""
    issued = (
        select(Item.number, IssuedPaper.document_number)
        .join(Item, Item.id == IssuedPaper.item_id)
        .where(IssuedPaper.kind == kind.value, IssuedPaper.on == work.today)
        .order_by(Item.number)
    )
    given = ((paper.unit, items) for paper in papers for items in portions(paper.items))
    for unit, items in given:
        query = issued.where(IssuedPaper.unit == unit, IssuedPaper.item_id.in_(items))
        if (row := work.session.execute(query).first()) is not None:
            raise Refusal(
                f"{row[0]} 今天已向{one_line(unit)}发过{row[1]}，没有再发",
                ("要改了重发的，先 tracker undo 撤回上一份",),
            )


def _issued(
    work: Work, kind: PaperKind, paper: PaperToIssue, item: Item, number: str, ordinal: int, before: int
) -> IssuedPaper:
    return IssuedPaper(
        item_id=item.id,
        round=item.round,
        kind=kind.value,
        year=work.today.year,
        ordinal=ordinal,
        document_number=number,
        level=before + 1,
        unit=paper.unit,
        due=paper.due,
        on=work.today,
        by=work.actor.name,
    )


def _ordinals(work: Work, kind: PaperKind, count: int, first: int | None) -> range:
    """The next numbers of the year; the sequence is not journalled: an undone number stays burnt."""
    prefix, year = sequence_of(kind), work.today.year
    sequence = work.session.scalars(
        select(NumberSequence).where(NumberSequence.prefix == prefix, NumberSequence.year == year)
    ).first()
    if sequence is None:
        sequence = NumberSequence(prefix=prefix, year=year, last=0)
        work.session.add(sequence)
    if first is not None and first <= sequence.last:
        raise Refusal(f"{year}年的{kind.word}已编到{sequence.last}号，请从{sequence.last + 1}号起")
    start = first or sequence.last + 1
    sequence.last = start + count - 1
    return range(start, start + count)


def _chased(
    work: Work, kind: PaperKind, papers: Sequence[tuple[PaperToIssue, str]], next_due: NextDue
) -> None:
    """What 催办 would say at these rungs was said by these papers; a note that went out gets its number."""
    rungs = RUNGS.get(kind)
    if rungs is None:
        return
    meant = among(Item.id, {key for paper, _ in papers for key in paper.items})
    found = chasing_now(work.session.connection(), meant, today=work.today, next_due=next_due)
    chases: dict[int, list[Chase]] = {}
    for digest in found.digests:
        for chase in digest.chases:
            if chase.rung in rungs:
                chases.setdefault(chase.item_id, []).append(chase)
    for paper, number in papers:
        for key in paper.items:
            for chase in chases.get(key, ()):
                if chase.unit == paper.unit:
                    work.session.add(_note(work, chase, number))
            _number_notes(work, key, paper.unit, {rung.value for rung in rungs}, number)


def _note(work: Work, chase: Chase, number: str) -> Reminder:
    return Reminder(
        key=chase.key,
        item_id=chase.item_id,
        measure_id=chase.measure_id,
        unit=chase.unit,
        rung=chase.rung.value,
        due=chase.due,
        on=work.today,
        by=work.actor.name,
        document_number=number,
    )


def _number_notes(work: Work, item_id: int, unit: str, rungs: set[str], number: str) -> None:
    """Of notes recorded today without a paper: the paper is theirs."""
    query = select(Reminder).where(
        Reminder.item_id == item_id,
        Reminder.unit == unit,
        Reminder.rung.in_(rungs),
        Reminder.on == work.today,
        Reminder.document_number == "",
    )
    for note in work.session.scalars(query):
        note.document_number = number
