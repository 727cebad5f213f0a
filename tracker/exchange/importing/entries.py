"""From a record of texts to an entry of typed values; what a cell does not say clearly is told by its row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from tracker.errors import BadInput
from tracker.exchange.importing.cells import (
    names_of_evidence,
    read_day,
    read_progress,
    read_state,
    split_measures,
)
from tracker.exchange.importing.done_words import says_only_done
from tracker.exchange.importing.finishing import Beside, finished
from tracker.exchange.importing.headings import fields
from tracker.exchange.importing.limits import Limit, read_limit
from tracker.exchange.importing.owners import ROLES, WITH_PERSON, owners_in, units_and_people
from tracker.exchange.importing.records import (
    Entry,
    MeasureEntry,
    MeasureRecord,
    Owners,
    ReadDeadline,
    ReadPast,
    Record,
    Trouble,
    never_read,
)
from tracker.exchange.importing.rows_below import SAID_AGAIN
from tracker.ledger.list_rows import Deadline
from tracker.ledger.words import DeadlineKind, ItemKind, OwnerRole, RectificationType, Reported, State
from tracker.text.dates import no_such_day

NO_PROBLEM: Final = "没有写反馈问题"
_NUMBER_AT_MOST: Final = 60


@dataclass(frozen=True, slots=True)
class Manner:
    """How the cells of one workbook are read."""

    read: ReadDeadline
    from_1904: bool = False
    keeps_unreadable: bool = False
    """A limit that cannot be read is kept as written, 待明确; else its row is refused."""
    read_past: ReadPast = never_read


@dataclass(slots=True)
class _Told:
    record: Record
    troubles: list[Trouble] = field(default_factory=list)
    notes: list[Trouble] = field(default_factory=list)

    def trouble(self, row: int, message: str, cell: str = "") -> None:
        self.troubles.append(Trouble(row, message, cell))

    def note(self, row: int, message: str, cell: str = "") -> None:
        self.notes.append(Trouble(row, message, cell))


def entry_of(record: Record, manner: Manner) -> Entry:
    """The record's cells as values."""
    told = _Told(record)
    cells = record.cells
    limit = _limit(cells.get("deadline", ""), record.rows.get("deadline", record.row), manner, told)
    state, reported = _state(record, limit, told)
    progress, completion = read_progress(cells.get("progress", ""))
    shared = Beside(
        _done_on(cells, manner),
        (*progress, *read_progress(cells.get("completion", "") or completion)[0]),
        limit.deadline.due if limit.deadline else None,
        manner.read_past,
    )
    is_done = reported is Reported.DONE
    if is_done and (key := "state" if cells.get("state") else "deadline") in record.beside_first:
        told.note(record.row, f"{fields()[key].word}里的已完成只写在第一条措施旁，各条措施都按完成记，请核对")
    measures, limits, overall = _measures(record, manner, told, shared, all_done=is_done)
    title = cells.get("title", "").strip()
    if not title:
        told.trouble(record.row, NO_PROBLEM)
    _tell_of_rows(record, told)
    return Entry(
        sheet=record.sheet,
        row=record.row,
        number=" ".join(cells.get("number", "").split())[:_NUMBER_AT_MOST],
        title=title,
        kind=_kind(cells),
        category="" if cells.get("category", "") == ItemKind.TASK.word else cells.get("category", ""),
        source=cells.get("source", ""),
        detail=cells.get("detail", ""),
        target=cells.get("target", ""),
        note=cells.get("note", ""),
        private_note=cells.get("private_note", ""),
        completion=cells.get("completion", "") or completion,
        type=RectificationType.read(cells.get("type", "")),
        deadline=limit.overall or limit.deadline or overall or _last_of(limits),
        owners={**_together(measure.owners for measure in measures), **owners_of(cells)},
        measures=measures,
        progress=tuple(one for one in progress if one.on or not (is_done and says_only_done(one.text))),
        state=state,
        reported=reported,
        closed_on=_day(record, "closed_on", manner, told) or _closed_by_done(record, state, manner, told),
        registered_on=_day(record, "registered_on", manner, told),
        evidence=tuple(names_of_evidence(cells.get("evidence", ""))),
        record=record,
        troubles=tuple(told.troubles),
        notes=tuple(told.notes),
    )


def _tell_of_rows(record: Record, told: _Told) -> None:
    """Which rows were taken together or apart as somebody else might not, and what repeats nothing."""
    for rows, said in ((record.doubtful_rows, "没有写问题"), (record.counted_rows, "问题相同")):
        if rows:
            listed = "、".join(map(str, rows))
            told.note(record.row, f"第{listed}行有另外的序号，{said}，归到了这一项，请核对")
    if record.alike_row is not None:
        told.note(record.row, f"问题与第{record.alike_row}行相同，序号不同，作另一项，请核对")
    for row, cells in ((record.row, record.cells), *((one.row, one.cells) for one in record.measures)):
        for key, text in cells.items():
            if text in SAID_AGAIN:
                told.trouble(record.rows.get(key, row), f"{fields()[key].word}“{text}”上面没有内容可以照抄")


def _kind(cells: dict[str, str]) -> ItemKind:
    """A 任务 where the sheet says so; what is listed is a problem otherwise."""
    words = (cells.get("kind", ""), cells.get("category", ""))
    return ItemKind.TASK if ItemKind.TASK.word in words else ItemKind.PROBLEM


def _limit(text: str, row: int, manner: Manner, told: _Told) -> Limit:
    limit = read_limit(text, manner.read, from_1904=manner.from_1904)
    if limit.unreadable and manner.keeps_unreadable:
        told.note(row, f"整改时限“{limit.unreadable}”读不出日期，按待明确记入", text)
        return Limit(
            Deadline(limit.unreadable, DeadlineKind.DATE, None, confirm=True),
            limit.overall,
            limit.state,
            limit.reported,
        )
    if limit.unreadable:
        why = no_such_day(limit.unreadable)
        told.trouble(row, f"整改时限“{limit.unreadable}”读不出日期{f'，{why}' if why else ''}", text)
    if (limit.state or limit.reported) and limit.deadline is None and not limit.unreadable:
        told.note(row, f"整改时限里写的是办理情况“{' '.join(text.split())}”，没有时限", text)
    return limit


def _measures(
    record: Record, manner: Manner, told: _Told, shared: Beside, *, all_done: bool
) -> tuple[tuple[MeasureEntry, ...], list[Deadline], Deadline | None]:
    """The measures, their limits, and the limit of the whole where it is written above the first one's.

    What stands beside the first measure alone was taken for the item's, so it may tell when that was done.
    """
    measures: list[MeasureEntry] = []
    limits: list[Deadline] = []
    shared_limit = Beside(due=shared.due, read_past=manner.read_past)
    overall = None
    for written in record.measures:
        limit = _limit(written.cells.get("deadline", ""), written.row, manner, told)
        overall = overall or limit.overall
        limits += [limit.deadline] if limit.deadline is not None else []
        of_cell = _of(written, split_measures(written.cells["measures"]), limit.deadline)
        if all_done or _is_done(written, limit):
            beside = shared if all_done or written is record.measures[0] else shared_limit
            beside = replace(beside, day=_done_on(written.cells, manner) or beside.day)
            of_cell = [finished(measure, beside) for measure in of_cell]
        measures += of_cell
    return tuple(measures), limits, overall


def _of(written: MeasureRecord, texts: tuple[str, ...], deadline: Deadline | None) -> list[MeasureEntry]:
    """Numbered measures of a cell apart; with a row each, the number is only left out."""
    return [
        MeasureEntry(
            row=written.row,
            text=text,
            standard=written.cells.get("standard", ""),
            deadline=deadline,
            owners=owners_of(written.cells),
            progress=read_progress(written.cells.get("progress", ""))[0],
        )
        for text in texts
    ]


def _own_state(written: MeasureRecord) -> tuple[State | None, Reported | None]:
    """What a measure's row says of that measure alone."""
    return read_state(written.cells.get("state", ""), written.cells.get("closed", ""))[:2]


def _is_done(written: MeasureRecord, limit: Limit | None = None) -> bool:
    """By its own state; where there is none, by what stands beside its limit."""
    state, reported = _own_state(written)
    if state is None and limit is not None:
        reported = limit.reported
    return state is State.CLOSED or reported is Reported.DONE


def _done_on(cells: Mapping[str, str], manner: Manner) -> dt.date | None:
    try:
        return read_day(cells.get("done_on", "").split("\n")[0], from_1904=manner.from_1904, read=manner.read)
    except BadInput:
        return None


def _last_of(limits: list[Deadline]) -> Deadline | None:
    """An item is put right when its last measure is; one without a date counts where there is none with."""
    dated = [limit for limit in limits if limit.due is not None]
    if dated:
        return max(dated, key=lambda limit: limit.due or dt.date.min)
    return limits[0] if limits else None


def owners_of(cells: Mapping[str, str]) -> Owners:
    """Everybody whom these cells name, by role."""
    found: dict[OwnerRole, list[str]] = {}
    named = [owners_in(cells.get(key, ""), role) for key, role in ROLES.items()]
    named += [units_and_people(cells.get(key, ""), role) for key, role in WITH_PERSON.items()]
    for owners in named:
        for given, names in owners.items():
            known = found.setdefault(given, [])
            known += [name for name in names if name not in known]
    return {role: tuple(names) for role, names in found.items()}


def _together(several: Iterable[Owners]) -> Owners:
    """Whoever answers for a measure answers for the item, where it names nobody itself."""
    found: dict[OwnerRole, dict[str, None]] = {}
    for owners in several:
        for role, names in owners.items():
            found.setdefault(role, {}).update(dict.fromkeys(names))
    return {role: tuple(names) for role, names in found.items()}


def _state(record: Record, limit: Limit, told: _Told) -> tuple[State | None, Reported | None]:
    """What is said of the item as a whole; what its limit says counts where the state says nothing."""
    cells = record.cells
    state, reported, unknown = read_state(cells.get("state", ""), cells.get("closed", ""))
    row = record.rows.get("state", record.row)
    if unknown:
        told.note(row, f"整改状态“{unknown}”不认得，没有带入")
    if state is None and (found := _of_measures(record)) is not None:
        return found, Reported.DONE if all(map(_is_done, record.measures)) else None
    if (
        limit.state is State.CLOSED
        and state is not State.CLOSED
        and cells.get("closed", "").strip() in ("", "是")
    ):
        return State.CLOSED, None
    return (state, reported) if state is not None else (limit.state, limit.reported)


def _of_measures(record: Record) -> State | None:
    """An item is as far as the last of its measures; None where their rows say nothing."""
    states = {_own_state(written)[0] for written in record.measures}
    if len(states) <= 1:  # nothing is said; or none has begun, or all are closed or stopped
        return next(iter(states), None)
    return State.RECTIFYING


def _day(record: Record, key: str, manner: Manner, told: _Told) -> dt.date | None:
    text = record.cells.get(key, "")
    if not text:
        return None
    try:
        return read_day(text.split("\n")[0], from_1904=manner.from_1904, read=manner.read)
    except BadInput:
        row = record.rows.get(key, record.row)
        told.trouble(
            row,
            f"{fields()[key].word}“{' '.join(text.split())}”读不出日期，"
            + (no_such_day(text) or "要写是哪一天，如 2024-06-18；没有就空着"),
        )
        return None


def _closed_by_done(record: Record, state: State | None, manner: Manner, told: _Told) -> dt.date | None:
    """完成时间 stands for 销号时间 where a closed item has no other day."""
    return _day(record, "done_on", manner, told) if state is State.CLOSED else None
