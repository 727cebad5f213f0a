"""What a row changes of the item that the ledger knows: only cells that differ from what we print of it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from typing import Any, Final

from tracker.exchange.importing.cells import said_on
from tracker.exchange.importing.entries import owners_of
from tracker.exchange.importing.owners import ROLES
from tracker.exchange.importing.pairing import Pair, bare, paired
from tracker.exchange.importing.records import Entry, MeasureEntry, MeasureRecord, Said
from tracker.exchange.lists.ledger import LEDGER_WITH_PRIVATE_NOTES
from tracker.exchange.texts import normal
from tracker.ledger.commands.drafts import ItemEdit, MeasureDraft, MeasureEdit
from tracker.ledger.imports import ItemChange, MeasureChange, ProgressDraft
from tracker.ledger.list_rows import Deadline
from tracker.ledger.rows import ItemPage, MeasureRow
from tracker.ledger.words import State
from tracker.text.dates import make_date

_DONE: Final = "已完成"
"""What an entry says that has no words but that something is done."""
_TEXTS: Final = ("title", "category", "detail", "target", "note", "private_note")


@dataclass(frozen=True, slots=True)
class Compared:
    """The change of an item, and what a row says that is not taken over."""

    change: ItemChange
    notes: tuple[str, ...]
    printed: frozenset[str]
    """What our own lists print as its limits: such a cell says nothing new, however it reads."""


@dataclass(slots=True)
class _Gathered:
    edit: dict[str, Any] = field(default_factory=dict)
    measures: list[MeasureChange] = field(default_factory=list)
    new_measures: list[MeasureDraft] = field(default_factory=list)
    progress: list[ProgressDraft] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def compare(entry: Entry, page: ItemPage, *, today: dt.date) -> Compared:
    """The change that brings the item to what its row says. An empty cell changes nothing.

    Days of progress that are written without a year are read as `today` has it.
    """
    printed = {
        column.key: [normal(text) for text in column.texts(page, 0)]
        for column in LEDGER_WITH_PRIVATE_NOTES.columns
    }
    found = _Gathered()
    _compare_texts(entry, page, printed, found)
    _compare_owners(entry, page, printed, found)
    _compare_deadline(entry, page, printed, found)
    pairs = _compare_measures(entry, page, printed, found)
    _compare_progress(entry, pairs, page, printed, today, found)
    _compare_state(entry, page, printed, found)
    change = ItemChange(
        page,
        ItemEdit(**found.edit),
        tuple(found.measures),
        tuple(found.new_measures),
        tuple(found.progress),
    )
    return Compared(change, tuple(found.notes), frozenset(printed["deadline"]))


def _differs(entry: Entry, key: str, printed: Mapping[str, Sequence[str]]) -> bool:
    """Whether a cell of the item was filled in and is not what we print."""
    raw = normal(entry.record.cells.get(key, ""))
    shown = printed.get(key, ())
    # What stands beside the first measure alone reads as the item's.
    known = set(shown) if any(shown[1:]) else set(shown[:1])
    return bool(raw) and (len(known) != 1 or raw not in known)


def _compare_texts(
    entry: Entry, page: ItemPage, printed: Mapping[str, Sequence[str]], found: _Gathered
) -> None:
    present = {
        "title": page.row.title,
        "category": page.row.category,
        "detail": page.detail,
        "target": page.target,
        "note": page.note,
        "private_note": page.private_note,
    }
    for key in _TEXTS:
        wanted = getattr(entry, key).strip()
        if wanted and _differs(entry, key, printed) and normal(wanted) != normal(present[key]):
            found.edit[key] = wanted
    completion = entry.completion.strip()
    is_said = "completion" in entry.record.cells or _differs(entry, "progress", printed)
    if completion and is_said and normal(completion) != normal(page.completion):
        found.edit["completion"] = completion
    if entry.source.strip() and normal(entry.source) != normal(page.row.source):
        found.edit["source"] = entry.source.strip()


def _compare_owners(
    entry: Entry, page: ItemPage, printed: Mapping[str, Sequence[str]], found: _Gathered
) -> None:
    changed = {key: entry.record.cells[key] for key in ROLES if _differs(entry, key, printed)}
    owners = {
        role: names
        for role, names in owners_of(changed).items()
        if set(map(normal, names)) != set(map(normal, page.owner_names(role)))
    }
    if owners:
        found.edit["owners"] = owners


def _compare_deadline(
    entry: Entry, page: ItemPage, printed: Mapping[str, Sequence[str]], found: _Gathered
) -> None:
    if (
        entry.deadline is None
        or "deadline" not in entry.record.cells
        or not _differs(entry, "deadline", printed)
    ):
        return
    if not same_limit(entry.deadline, page.row.deadline):
        found.edit["deadline"] = entry.deadline


def finishing(measures: Iterable[tuple[int, MeasureEntry]], today: dt.date) -> Iterator[ProgressDraft]:
    """What the state beside measures says of them, given with their ordinals: each is done."""
    for ordinal, measure in measures:
        if measure.finished is not None:
            done = measure.finished
            yield ProgressDraft("", done.day(today), ordinal, done=True, note=done.note)


def supposed_words(measures: Iterable[MeasureEntry]) -> Iterator[str]:
    """That days had to be supposed."""
    supposed = [one.finished for one in measures if one.finished is not None and one.finished.is_supposed]
    if count := sum(not one.unread for one in supposed):
        yield (f"{count}条措施写着已完成，没有写哪天：按时限那天记，没到期、没有时限的按今天记，请核对")
    for day in dict.fromkeys(one.unread for one in supposed if one.unread):
        yield f"完成的日子“{day}”没有写年份：按时限那年记，不早于时限，没有时限的按今天记，请核对"


def same_limit(one: Deadline, other: Deadline | None) -> bool:
    """Two limits that mean the same: the same words, or the same day said otherwise."""
    if other is None:
        return False
    if normal(one.phrase) == normal(other.phrase):
        return True
    return one.kind is other.kind and one.due == other.due and one.due is not None and not other.confirm


def _compare_measures(
    entry: Entry, page: ItemPage, printed: Mapping[str, Sequence[str]], found: _Gathered
) -> list[Pair]:
    pairs, left = paired(entry, page.measures)
    for pair in pairs:
        measure, row = pair.measure, pair.row
        if row is not None:
            _compare_measure(measure, pair.written, row, page, printed, found)
            continue
        draft = MeasureDraft(measure.text, measure.standard, measure.deadline, measure.owners)
        found.new_measures.append(draft)
        if measure.progress or measure.finished:
            found.notes.append("增加的措施旁边写的进展、完成没有带入，导入后请登记")
    if reworded := [str(pair.row.ordinal) for pair in pairs if pair.row and pair.is_by_place]:
        listed = "、".join(reworded)
        found.notes.append(f"措施{listed}的说法与台账的大不一样，按序号算作改写，请核对")
    if left and pairs:
        kept = "、".join(str(row.ordinal) for row in left)
        found.notes.append(f"台账里的措施{kept}表中没有，保留不动")
    return pairs


def _compare_measure(
    measure: MeasureEntry,
    written: MeasureRecord,
    row: MeasureRow,
    page: ItemPage,
    printed: Mapping[str, Sequence[str]],
    found: _Gathered,
) -> None:
    place = next(index for index, known in enumerate(page.measures) if known.id == row.id)
    edit: dict[str, Any] = {}
    if bare(measure.text) != bare(row.text):
        edit["text"] = bare(measure.text)
    if measure.standard.strip() and normal(measure.standard) != normal(row.standard):
        edit["standard"] = measure.standard.strip()
    limit = measure.deadline
    if limit and _beside_differs(written, "deadline", place, printed) and not same_limit(limit, row.deadline):
        edit["deadline"] = limit
    changed = {key: written.cells[key] for key in ROLES if _beside_differs(written, key, place, printed)}
    owners = {
        role: names
        for role, names in owners_of(changed).items()
        if set(map(normal, names)) != {normal(owner.name) for owner in row.owners if owner.role is role}
    }
    if owners:
        edit["owners"] = owners
    if edit:
        found.measures.append(MeasureChange(row, MeasureEdit(**edit)))


def _beside_differs(
    written: MeasureRecord, key: str, place: int, printed: Mapping[str, Sequence[str]]
) -> bool:
    raw = normal(written.cells.get(key, ""))
    known = printed.get(key, ())
    return bool(raw) and raw != (known[place] if place < len(known) else known[0] if known else "")


def _compare_progress(
    entry: Entry,
    pairs: Sequence[Pair],
    page: ItemPage,
    printed: Mapping[str, Sequence[str]],
    today: dt.date,
    found: _Gathered,
) -> None:
    if _differs(entry, "progress", printed):
        found.progress += _new_progress(entry.progress, page, today)
    known = [(pair.row, pair.measure) for pair in pairs if pair.row is not None]
    for row, measure in known:
        said = [Said(one.on, one.text, row.ordinal, one.done) for one in measure.progress]
        found.progress += _new_progress(said, page, today)
    is_open = page.row.state in (State.UNREGISTERED, State.RECTIFYING)
    ended = [(row.ordinal, measure) for row, measure in known if is_open and row.done_on is None]
    found.progress += finishing(ended, today)
    if found.progress and page.row.state is State.UNREGISTERED:
        found.progress.clear()
        found.notes.append("待挂号的事项不登记进展，没有带入")
    else:
        found.notes += supposed_words(measure for _, measure in ended)


def _new_progress(entries: Sequence[Said], page: ItemPage, today: dt.date) -> list[ProgressDraft]:
    """Entries that are not there yet; one without a day is there when its words are."""
    known = {(said.on, normal(said.text)) for said in page.progress}
    words = {normal(said.text) for said in page.progress}
    done = {(row.done_on, normal(row.done_note)) for row in page.measures if row.done_on}
    finished = {row.ordinal for row in page.measures if row.done_on}
    ordinals = {row.ordinal for row in page.measures}
    fresh = []
    there = known | done
    for said in (added for one in entries for added in _added_below(one, there, today)):
        text = normal(said.text)
        if said.on is None and (text in words or (said.done and said.measure in finished)):
            continue
        if (said.on, text or _DONE) in known or (said.done and (said.on, text) in done):
            continue
        measure = said.measure if said.measure in ordinals else None
        if not text and not said.done:
            continue
        fresh.append(
            ProgressDraft(said.text.strip() or _DONE, said.on, measure, said.done and measure is not None)
        )
    return fresh


def _added_below(
    said: Said, known: AbstractSet[tuple[dt.date | None, str]], today: dt.date
) -> Iterator[Said]:
    """The entry; where somebody wrote lines below one that is known, each of them as an entry of its own.

    Such a line is of the same measure unless it names another. It never says that the measure is done
    because the entry above does.
    """
    lines = normal(said.text).split("\n")
    kept = next((n for n in range(len(lines) - 1, 0, -1) if (said.on, "\n".join(lines[:n])) in known), 0)
    if not kept or said.on is None:
        yield said
        return
    for line in lines[kept:]:
        day, text = _opening_day(line, said.on, today)
        own = said_on(said.on, text)
        if own.measure is None:
            yield Said(day, text, said.measure)
        else:
            yield replace(own, on=day)


_DAY_OF_YEAR: Final = re.compile(
    r"(?:([0-9]{1,2})\s?月\s?([0-9]{1,2})\s?[日号](?=[\s，,：:])|([0-9]{1,2})[./]([0-9]{1,2})(?=\s?[，,：:]))"
    r"(?![\s，,：:]*[前至到—~～-])[\s，,：:]+"
)
"""A day that opens a line. Figures alone want a sign behind them: 3.5 万元 and 2.1 修订制度 are no days."""


def _opening_day(line: str, above: dt.date, today: dt.date) -> tuple[dt.date | None, str]:
    """The day that opens a line, and the rest; without a day, the line as it is.

    Progress is written down as it comes: the day is one of this year, if that has been. Otherwise it is of
    the year before where that is nearer to the entry above; what is still to come is no day of progress.
    """
    found = _DAY_OF_YEAR.match(line)
    if found is None:
        return None, line
    month, day = int(found[1] or found[3]), int(found[2] or found[4])
    days = [on for year in (today.year, today.year - 1) if (on := make_date(year, month, day))]
    if days and days[0] > today:
        days.sort(key=lambda on: abs(on - above))
    return (days[0], line[found.end() :]) if days and days[0] <= today else (None, line)


def _compare_state(
    entry: Entry, page: ItemPage, printed: Mapping[str, Sequence[str]], found: _Gathered
) -> None:
    """State, 销号 and 佐证 change by the steps of the ledger, never by a workbook: what differs is told."""
    raw = normal(entry.record.cells.get("state", "")).split("\n")[0]
    present = page.row.state
    is_under_way = present is State.APPLIED and entry.state is State.RECTIFYING
    if entry.state not in (None, present) and raw != present.word and not is_under_way:
        written = raw or entry.state.word
        found.notes.append(f"状态“{written}”与台账的“{present.word}”不同：状态由办理流程改变，没有带入")
    if (
        entry.closed_on is not None
        and entry.closed_on != page.row.closed_on
        and page.row.closed_on is not None
    ):
        found.notes.append(f"销号时间{entry.closed_on}与台账的{page.row.closed_on}不同，没有带入")
    known = {normal(piece.name) for piece in page.evidence}
    if _differs(entry, "evidence", printed):
        missing = [name for name in entry.evidence if not any(normal(name) in held for held in known)]
        missing = [name for name in missing if not re.match(r"措施[0-9]+：", name)]
        if missing:
            found.notes.append(f"佐证材料{len(missing)}份只有名称，文件请用 tracker evidence add 登记")
