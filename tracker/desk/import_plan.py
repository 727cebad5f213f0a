"""What each row of a 台账 is for the ledger: new, a known item with changes, the same, or not to be read."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from sys import intern
from typing import Final

from tracker.desk.import_matching import Match, Matcher
from tracker.desk.import_units import Units, are_elsewhere, with_units_kept
from tracker.desk.importing import Act, RowOutcome, Source, Wishes, limit_reader, past_reader
from tracker.exchange.importing.cells import NOTHING
from tracker.exchange.importing.comparing import Compared, compare, finishing, supposed_words
from tracker.exchange.importing.entries import NO_PROBLEM, Manner, entry_of
from tracker.exchange.importing.headings import fields
from tracker.exchange.importing.owners import ROLES
from tracker.exchange.importing.records import Entry, Skipped, Trouble, never_read
from tracker.exchange.importing.tables import leaves_out_years, printed_heads, records_of, year_of
from tracker.exchange.texts import normal
from tracker.ledger.campaigns import events_of
from tracker.ledger.commands.drafts import ItemDraft, MeasureDraft
from tracker.ledger.imports import (
    Entry as Step,
)
from tracker.ledger.imports import (
    NewItem,
    Origin,
    ProgressDraft,
    is_printed_head,
    last_imported,
)
from tracker.ledger.list_rows import CampaignRow
from tracker.ledger.numbers import read_number
from tracker.ledger.packed import Packed
from tracker.ledger.portions import TOGETHER
from tracker.ledger.queries import campaign as campaign_row
from tracker.ledger.rows import ChangeRow
from tracker.ledger.store import Ledger
from tracker.ledger.words import Reported, SourceKind, State
from tracker.text.cleaning import one_line

_BLANKS: Final = re.compile(r"\s+")
_TELEPHONE: Final = re.compile(r"[0-9]{7}")


@dataclass(slots=True)
class Planned:
    """The rows in their order, and the steps that they ask of the ledger."""

    rows: list[RowOutcome] = field(default_factory=list)
    asks: list[bool] = field(default_factory=list)
    """Whether a row asks a step; else there is nothing to do, or it is not to be done."""
    steps: Packed[Step] = field(default_factory=Packed)
    last_row: int = 0
    """Of the rows imported before: with those that come later they were not compared."""
    skipped: tuple[tuple[str, int, str, str], ...] = ()
    warnings: tuple[str, ...] = ()
    has_namesakes: bool = False
    """A row is refused because another item has its 编号."""

    def outcomes(
        self,
        numbers: Sequence[str],
        refusals: Sequence[str] = (),
        changes: Sequence[tuple[ChangeRow, ...]] = (),
    ) -> tuple[RowOutcome, ...]:
        """The rows with what came of the steps."""
        found: list[RowOutcome] = []
        place = 0
        for row, is_asking in zip(self.rows, self.asks, strict=True):
            if not is_asking:
                found.append(row)
                continue
            refusal = refusals[place] if refusals else ""
            done = replace(row, number=numbers[place] or row.number)
            if changes:
                done = replace(done, changes=changes[place])
            if refusal:
                done = replace(done, act=Act.REFUSED, refusals=(refusal,))
            found.append(done)
            place += 1
        return tuple(found)


def plan(
    ledger: Ledger,
    source: Source,
    columns: Sequence[Mapping[int, str]],
    wishes: Wishes,
    *,
    today: dt.date,
    compared: Callable[[int], None] = lambda rows: None,
) -> Planned:
    """Every row of every table, compared with what the ledger has; few rows at a time are looked at."""
    events = events_of(ledger, wishes.campaign)
    planner = _Planner(ledger, source, wishes, campaign_row(ledger, wishes.campaign), today)
    skipped: list[tuple[str, int, str, str]] = []
    warnings: list[str] = []
    for table, held in zip(source.tables, columns, strict=True):
        year = year_of(table, held)
        manner = _manner(year, source, wishes, today, events)
        passed: list[Skipped] = []
        records = records_of(table, held, passed.append)
        is_ours = any(is_printed_head(ledger, printed) for printed in set(printed_heads(table)))
        while entries := [entry_of(record, manner) for record in islice(records, TOGETHER)]:
            planner.look_at(entries, is_ours=is_ours)
            compared(len(planner.planned.rows))
        skipped += [(table.name, row.row, row.why, one_line(row.text)) for row in passed]
        if wishes.base is None and table.year is None and leaves_out_years(table, held):
            since = f"{year}年（别的时限多是这一年）" if year else f"今天（{today}）"
            warnings.append(f"没有写年份的时限从{since}算起；要从别的日子算，加 --base 日期")
    if planner.called_done:
        warnings.append(f"{planner.called_done}项写着已完成、没有写销号，按整改中记入，等申请销号")
    planned = planner.planned
    planned.skipped = tuple(skipped)
    planned.warnings = tuple(dict.fromkeys(warnings))
    return planned


def _manner(
    year: int | None, source: Source, wishes: Wishes, today: dt.date, events: Mapping[str, dt.date]
) -> Manner:
    guessed = dt.date(year, 1, 1) if year else today
    read = limit_reader(wishes.base or guessed, is_guessed=wishes.base is None, events=events)
    has_year = wishes.base is not None or year is not None
    read_past = past_reader(wishes.base or guessed, today) if has_year else never_read
    return Manner(read, source.book.from_1904, wishes.keeps_unreadable, read_past)


def said_by(entry: Entry) -> str:
    """What a row says, blanks aside: the same row imported again is known by it."""
    parts = (_BLANKS.sub("", part) for part in (entry.title, entry.detail, entry.number))
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class _Met:
    """What has to be known of a row that was met."""

    sheet: str
    row: int
    owners: int
    """A hash of who is named in it."""
    units: frozenset[str]
    """Who answers for it."""
    measures: int
    """A hash of what is to be done."""


def _named(entry: Entry) -> int:
    return hash(frozenset(entry.owners.items()))


def _measures(entry: Entry) -> int:
    return hash(tuple(measure.text for measure in entry.measures))


class _Planner:
    """Goes through the entries once, remembering which items and rows were met."""

    def __init__(
        self, ledger: Ledger, source: Source, wishes: Wishes, campaign: CampaignRow, today: dt.date
    ) -> None:
        self.ledger = ledger
        self.source = source
        self.wishes = wishes
        self.campaign = campaign
        self.today = today
        self.units = Units(ledger)
        self.matcher = Matcher(ledger, source, wishes, today, self.units)
        self.met_numbers: dict[tuple[str, str], int] = {}
        self.met_rows: dict[str, tuple[_Met, ...]] = {}
        self.met_units: dict[frozenset[str], frozenset[str]] = {}
        """Each once, since most rows name the same."""
        self.called_done = 0
        """New items that the sheet calls done: nobody has accepted that here."""
        self.planned = Planned(last_row=last_imported(ledger))

    def look_at(self, entries: Sequence[Entry], *, is_ours: bool) -> None:
        """Plan these rows, which come next; `is_ours` where this ledger printed their sheet."""
        said = [said_by(entry) for entry in entries]
        steps: list[Step] = []
        for entry, hashed, match in zip(
            entries, said, self.matcher.match(entries, said, is_ours=is_ours), strict=True
        ):
            row, step = self._row(entry, hashed, match)
            self.planned.has_namesakes |= bool(match.doubt)
            self.planned.rows.append(row)
            self.planned.asks.append(step is not None)
            steps += [step] if step is not None else []
        self.planned.steps.keep(steps)

    def _row(self, entry: Entry, said: str, match: Match) -> tuple[RowOutcome, Step | None]:
        page = match.page
        compared = compare(entry, page, today=self.today) if page is not None else None
        if compared is not None and match.was_moved:
            compared = replace(compared, change=with_units_kept(compared.change))
        ours = compared.printed if compared is not None else frozenset()
        troubles = _lines(entry, entry.troubles, ours)
        notes = [*_lines(entry, entry.notes, ours), *([match.note] if match.note else [])]
        if page is not None and not entry.title:
            troubles = [line for line in troubles if line != NO_PROBLEM]
        above = self._above(entry, said) if page is None and not entry.number else None
        troubles += [reason for reason in (self._double(entry, above), match.doubt) if reason]
        if above is not None and above.measures != _measures(entry):
            notes.append(f"问题、责任单位与第{above.row}行相同，措施不同，作另一项，请核对")
        outcome = RowOutcome(entry.sheet, entry.row, Act.SAME, "", entry.title, notes=tuple(notes))
        elsewhere = self._met(entry, said)
        if compared is not None:
            return self._known(entry, compared, outcome, troubles)
        if elsewhere is not None:
            same = f"与“{one_line(elsewhere.sheet)}”第{elsewhere.row}行相同，不再导入"
            return replace(outcome, notes=(*notes, same)), None
        if troubles:
            return replace(outcome, act=Act.REFUSED, refusals=tuple(troubles)), None
        new, more = self._new(entry, said)
        self.called_done += new.reported is Reported.DONE
        return replace(outcome, act=Act.ADDED, notes=(*notes, *more), read=_read(new)), new

    def _known(
        self,
        entry: Entry,
        compared: Compared,
        outcome: RowOutcome,
        troubles: list[str],
    ) -> tuple[RowOutcome, Step | None]:
        change = compared.change
        present = change.seen.row
        outcome = replace(outcome, number=present.number, title=entry.title or present.title)
        if change.edit.source is not None and not self._is_source(change.edit.source):
            change = replace(change, edit=replace(change.edit, source=None))
        outcome = replace(outcome, notes=(*outcome.notes, *compared.notes))
        if troubles:
            return replace(outcome, act=Act.REFUSED, refusals=tuple(troubles)), None
        if change.changes_nothing:
            return outcome, None
        return replace(outcome, act=Act.CHANGED), change

    def _double(self, entry: Entry, above: _Met | None) -> str:
        """A 编号 that stands twice in a sheet, or a row that says the same as one above."""
        if entry.number:
            first = self.met_numbers.setdefault((entry.sheet, read_number(entry.number)), entry.row)
            return f"编号“{one_line(entry.number)}”与第{first}行重复" if first != entry.row else ""
        if above is not None and above.measures == _measures(entry):
            return f"与第{above.row}行重复"
        return ""

    def _above(self, entry: Entry, said: str) -> _Met | None:
        """The row of the same sheet that puts this problem for the same people; with its measures, if any."""
        named = _named(entry)
        above = [
            met for met in self.met_rows.get(said, ()) if (met.sheet, met.owners) == (entry.sheet, named)
        ]
        same = (met for met in above if met.measures == _measures(entry))
        return next(same, next(iter(above), None)) if entry.title else None

    def _met(self, entry: Entry, said: str) -> _Met | None:
        """The row of another sheet that says the same, of no other units; this one is remembered."""
        units = self.units.of(entry.owners)
        units = self.met_units.setdefault(units, units)
        known = self.met_rows.get(said, ())
        met = _Met(entry.sheet, entry.row, _named(entry), units, _measures(entry))
        self.met_rows[said] = (*known, met)
        others = (met for met in known if met.sheet != entry.sheet and not are_elsewhere(met.units, units))
        return next(others, None)

    def _new(self, entry: Entry, said: str) -> tuple[NewItem, list[str]]:
        state = State.UNREGISTERED if self.wishes.as_new else entry.state or _state_shown(entry)
        notes: list[str] = []
        kept = dict(entry.record.kept)
        self._keep(entry, state, kept, notes)
        source = entry.source.strip() if self._is_source(entry.source) else ""
        if entry.source.strip() and not source:
            kept[fields()["source"].word] = entry.source
        draft = ItemDraft(
            title=entry.title,
            kind=entry.kind,
            category=entry.category,
            detail=entry.detail,
            target=entry.target,
            type=entry.type,
            deadline=entry.deadline,
            owners=entry.owners,
            note=entry.note,
            measures=tuple(
                MeasureDraft(measure.text, measure.standard, measure.deadline, measure.owners)
                for measure in entry.measures
            ),
            campaign=self.wishes.campaign,
            source=source,
        )
        is_under_way = state is not State.UNREGISTERED
        new = NewItem(
            draft=draft,
            origin=self._origin(entry, said, kept),
            state=state,
            registered_on=entry.registered_on if is_under_way else None,
            closed_on=entry.closed_on if state is State.CLOSED else None,
            completion=entry.completion,
            private_note=entry.private_note,
            progress=(*_progress(entry), *finishing(enumerate(entry.measures, start=1), self.today))
            if is_under_way
            else (),
            reported=entry.reported if state is State.RECTIFYING else None,
        )
        if is_under_way and state is not State.CLOSED:
            notes += supposed_words(entry.measures)
        return new, notes

    def _keep(self, entry: Entry, state: State, kept: dict[str, str], notes: list[str]) -> None:
        """What the item does not hold stays with where it comes from, and is told."""
        cells = entry.record.cells
        if state is State.UNREGISTERED and entry.progress:
            kept[fields()["progress"].word] = cells.get("progress", "")
            notes.append("待挂号的事项不登记进展，原文随导入来源留存")
        if entry.evidence:
            kept[fields()["evidence"].word] = cells["evidence"]
            notes.append(f"佐证材料{len(entry.evidence)}份只有名称，文件请用 tracker evidence add 登记")
        for key in ("done_on", "state", "closed_on"):
            if cells.get(key) and (key != "closed_on" or state is not State.CLOSED):
                kept[fields()[key].word] = cells[key]
        for key in ROLES:
            if _TELEPHONE.search(cells.get(key, "")):
                kept[fields()[key].word] = cells[key]

    def _origin(self, entry: Entry, said: str, kept: Mapping[str, str]) -> Origin:
        written = (entry.record.cells.get("state", "").split("\n")[0], entry.record.cells.get("closed", ""))
        state = one_line(next((word for word in written if word.strip()), ""))
        if entry.state is not None:
            state = state if state not in ("", "是", "否") else entry.state.word
        if entry.closed_on is not None and entry.state is State.CLOSED:
            state += f" {entry.closed_on}"
        return Origin(
            file=one_line(self.source.path.name),
            sha256=self.source.sha256,
            sheet=entry.sheet,
            row=entry.row,
            number=entry.number,
            said=said,
            state=state,
            kept=tuple(kept.items()),
        )

    def _is_source(self, text: str) -> bool:
        word = text.strip()
        return bool(word) and (SourceKind.read(word) is not None or word in self.campaign.sources)


def _lines(entry: Entry, told: Sequence[Trouble], ours: frozenset[str]) -> list[str]:
    """What is told of an entry, less what is said of cells that stand as our own lists print them."""
    return [
        one.message if one.row == entry.row else f"（第{one.row}行）{one.message}"
        for one in told
        if not one.cell or normal(one.cell) not in ours
    ]


def _read(new: NewItem) -> tuple[str, ...]:
    """What a person looks at to see whether the columns were understood."""
    draft = new.draft
    limit = draft.deadline
    days = f" → {limit.due}" if limit is not None and limit.due is not None else ""
    owners = {role.word: "、".join(names) for role, names in draft.owners.items()}
    said = {
        "问题类别": draft.category,
        **owners,
        "整改时限": f"{limit.phrase}{days}" if limit is not None else "",
        "整改措施": f"{len(draft.measures)}条" if draft.measures else "",
        "办理状态": new.state.word,
    }
    # Most rows name the same units and days: each such text is kept once.
    return tuple(intern(f"{word} {one_line(text)}") for word, text in said.items() if text)


def _state_shown(entry: Entry) -> State:
    """Of an item whose sheet tells no state: what is being worked on was registered once."""
    is_worked_on = entry.progress or any(measure.progress for measure in entry.measures)
    return State.RECTIFYING if is_worked_on or entry.completion.strip() not in NOTHING else State.UNREGISTERED


def _progress(entry: Entry) -> tuple[ProgressDraft, ...]:
    """The entries of a new item, whose measures have the places of the sheet."""
    places = range(1, len(entry.measures) + 1)
    said = [
        ProgressDraft(one.text, one.on, one.measure if one.measure in places else None, one.done)
        for one in entry.progress
    ]
    said += [
        ProgressDraft(one.text, one.on, place, one.done)
        for place, measure in enumerate(entry.measures, start=1)
        for one in measure.progress
    ]
    return tuple(one for one in said if one.text.strip() or one.done)
