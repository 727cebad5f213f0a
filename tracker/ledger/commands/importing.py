"""Taking over rows of a 台账: new items and changes of known ones, as one action with one undo."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from sqlalchemy import select

from tracker.errors import NotFound, Refusal
from tracker.ledger.actor import Actor
from tracker.ledger.commands.conflicts import refuse_overwriting
from tracker.ledger.commands.drafts import ItemEdit
from tracker.ledger.commands.finding import AT_HAND, campaign_of, item_of, keep_at_hand, measure_of
from tracker.ledger.commands.items import (
    change_item,
    change_measure,
    mark_done,
    refuse_later_than,
    refuse_unless_open,
    refuse_unless_rectifying,
)
from tracker.ledger.commands.making import make_item, make_measure, not_to_come, required
from tracker.ledger.commands.spans import give_immediate_span
from tracker.ledger.heard import Heard, nobody
from tracker.ledger.history import told
from tracker.ledger.imports import Entry, ItemChange, NewItem, ProgressDraft, demand_taking_over
from tracker.ledger.journal import Difference
from tracker.ledger.models import Campaign, ImportedRow, Item, Measure, Progress
from tracker.ledger.portions import batches
from tracker.ledger.rows import ChangeRow
from tracker.ledger.store import Ledger, Work
from tracker.ledger.words import State

_TOGETHER = 100
"""Entries that are at hand together; after them it is told how far the writing is."""
_CAMPAIGNS = "campaigns_at_hand"


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one row."""

    number: str
    """编号 of the item; in a rehearsal of a new one it is not given yet."""
    changes: tuple[ChangeRow, ...] = ()
    """Of a known item."""
    refusal: str = ""


def import_item(ledger: Ledger, actor: Actor, new: NewItem, *, reason: str, today: dt.date) -> str:
    """Take over one row as a new item, in the state it had elsewhere; returns its 编号.

    Raises Refusal by `imports.TAKEN_OVER`.
    """
    with ledger.transaction(actor, "import", today=today, reason=reason, only_adds=True) as work:
        demand_taking_over(actor, new, today)
        item = make_item(work, new.draft, campaign=_campaign(work, new.draft.campaign), state=new.state)
        item.completion = new.completion.strip()
        item.private_note = new.private_note.strip()
        if new.state is not State.UNREGISTERED:
            item.registered_on = new.registered_on or (new.closed_on or today)
            item.first_deadline_phrase, item.first_deadline_due = item.deadline_phrase, item.deadline_due
        if new.state is State.CLOSED:
            item.closed_on = new.closed_on
            for measure in item.measures:
                measure.done_on = new.closed_on
                measure.done_note = "接转"
        elif new.state is State.RECTIFYING:
            give_immediate_span(work, item)
        measures: dict[int | None, Measure] = {measure.ordinal: measure for measure in item.measures}
        for entry in new.progress:
            _add_progress(work, item, entry, measures.get(entry.measure))
        if new.reported is not None:
            item.reported, item.reported_on, item.reported_by = new.reported.value, today, actor.name
        work.add(_origin(work, item, new))
        return item.number


def import_change(ledger: Ledger, actor: Actor, change: ItemChange, *, reason: str, today: dt.date) -> None:
    """Bring a known item to what its row says, by the same rules as edits. Raises Refusal, Conflict."""
    with ledger.transaction(actor, "import", today=today, reason=reason) as work:
        item = item_of(work.session, change.seen.row.number)
        if change.edit != ItemEdit():
            refuse_overwriting(work, item, change.edit, change.seen)
            change_item(work, item, change.edit)
        for changed in change.measures:
            measure = measure_of(item, changed.seen.ordinal)
            change_measure(work, item, measure, changed.edit, seen=changed.seen)
        for draft in change.new_measures:
            refuse_unless_open(item, "增加措施")
            refuse_later_than(item, draft.deadline)
            make_measure(work, item, draft)
        for entry in change.progress:
            refuse_unless_rectifying(item)
            of_measure = measure_of(item, entry.measure) if entry.measure is not None else None
            _add_progress(work, item, entry, of_measure)


def rehearse_imports(
    ledger: Ledger,
    actor: Actor,
    entries: Iterable[Entry],
    *,
    reason: str,
    today: dt.date,
    progressed: Callable[[int], None] = lambda done: None,
) -> tuple[Imported, ...]:
    """What taking these rows over would do; nothing of it stays."""
    with ledger.together(actor, today=today, rehearse=True) as work:
        return _each(ledger, work, actor, entries, reason, progressed)


def import_entries(
    ledger: Ledger,
    actor: Actor,
    entries: Iterable[Entry],
    *,
    reason: str,
    today: dt.date,
    last_row: int | None = None,
    only_possible: bool = False,
    progressed: Callable[[int], None] = lambda done: None,
    heard: Heard = nobody,
) -> tuple[Imported, ...]:
    """Take these rows over as one action; where one is refused none is, unless only those possible are
    wanted. They may be gone through twice. `last_row` is the last that they were compared with. What is
    written is told to `progressed`, how it is entered into index and journal to `heard`.

    Raises Refusal with the reasons row by row, and where somebody else has taken the same rows over since.
    """
    if only_possible:
        with ledger.together(actor, today=today, heard=heard) as work:
            _refuse_doubles(work, entries, last_row)
            return _each(ledger, work, actor, entries, reason, progressed)
    with ledger.together(actor, today=today, apart=False, heard=heard) as work:
        _refuse_doubles(work, entries, last_row)
        done: list[Imported] = []
        for few in batches(entries, together=_TOGETHER):
            _keep_known(work, few)
            for entry in few:
                with _named(entry):
                    done.append(Imported(_give(ledger, actor, entry, reason, today)))
            _let_go(work)
            progressed(len(done))
        return tuple(done)


def _each(
    ledger: Ledger,
    work: Work,
    actor: Actor,
    entries: Iterable[Entry],
    reason: str,
    progressed: Callable[[int], None],
) -> tuple[Imported, ...]:
    """Each by itself: what one refuses is told with its row."""
    done: list[Imported] = []
    for few in batches(entries, together=_TOGETHER):
        _keep_known(work, few)
        given: list[Imported] = []
        changed: list[list[Difference]] = []
        for entry in few:
            before = len(work.differences)
            try:
                given.append(Imported(_give(ledger, actor, entry, reason, work.today)))
            except Refusal as refused:
                given.append(Imported(_number(entry), refusal=str(refused)))
            changed.append(work.differences.since(before) if isinstance(entry, ItemChange) else [])
        rows = told(work.session.connection(), changed)
        done += [replace(one, changes=changes) for one, changes in zip(given, rows, strict=True)]
        _let_go(work)
        progressed(len(done))
    return tuple(done)


def _refuse_doubles(work: Work, entries: Iterable[Entry], last_row: int | None) -> None:
    """Two who import the same rows at once have both been told that they are new."""
    if last_row is None:
        return
    later = set(work.session.scalars(select(ImportedRow.said).where(ImportedRow.id > last_row)))
    if not later:
        return
    if count := sum(isinstance(entry, NewItem) and entry.origin.said in later for entry in entries):
        raise Refusal(f"别人刚刚导入了其中{count}项，这次没有导入；请重新导入，已有的会认出来")


def _give(ledger: Ledger, actor: Actor, entry: Entry, reason: str, today: dt.date) -> str:
    if isinstance(entry, NewItem):
        return import_item(ledger, actor, entry, reason=reason, today=today)
    import_change(ledger, actor, entry, reason=reason, today=today)
    return entry.seen.row.number


@contextmanager
def _named(entry: Entry) -> Iterator[None]:
    """A refusal of a new row names the row, since it has no 编号 yet."""
    try:
        yield
    except (Refusal, NotFound) as refused:
        if not isinstance(entry, NewItem):
            raise
        where = f"“{entry.origin.sheet}”" if entry.origin.sheet else ""
        raise Refusal(f"{where}第{entry.origin.row}行 {refused}") from refused


def _number(entry: Entry) -> str:
    return "" if isinstance(entry, NewItem) else entry.seen.row.number


def _keep_known(work: Work, entries: Iterable[Entry]) -> None:
    if numbers := [entry.seen.row.number for entry in entries if isinstance(entry, ItemChange)]:
        keep_at_hand(work.session, numbers)


def _let_go(work: Work) -> None:
    """Write what was given, so that it leaves the memory."""
    work.session.flush()
    work.additions.write()
    work.differences.put_aside()
    work.session.info.pop(AT_HAND, None)


def _campaign(work: Work, name: str | None) -> Campaign:
    """Found once for all rows."""
    known: dict[str | None, Campaign] = work.session.info.setdefault(_CAMPAIGNS, {})
    if name not in known:
        known[name] = campaign_of(work, name)
    return known[name]


def _add_progress(work: Work, item: Item, entry: ProgressDraft, measure: Measure | None) -> None:
    day = entry.on or work.today
    not_to_come(day, "完成日期" if entry.done else "进展日期", work.today)
    if entry.done and measure is not None and measure.done_on is None:
        if item.state == State.RECTIFYING.value and entry.measure is not None:
            mark_done(item, measure, entry.measure, on=day, note=entry.text or entry.note, today=work.today)
        if not entry.text.strip():
            return
    text = required(entry.text or "已完成", "整改进展")
    work.add(
        Progress(
            item_id=item.id,
            measure_id=measure.id if measure else None,
            on=day,
            text=text,
            by=work.actor.name,
        )
    )


def _origin(work: Work, item: Item, new: NewItem) -> ImportedRow:
    origin = new.origin
    return ImportedRow(
        item_id=item.id,
        file=origin.file,
        sha256=origin.sha256,
        sheet=origin.sheet,
        row=origin.row,
        number=origin.number,
        said=origin.said,
        state=origin.state if new.state is not State.UNREGISTERED else "",
        kept=[[heading, text] for heading, text in origin.kept],
        on=work.today,
        by=work.actor.name,
    )
