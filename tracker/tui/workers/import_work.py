"""A 台账 read, rehearsed and taken in, told as it goes; for workers only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from tracker.desk.change_lines import change_lines
from tracker.desk.importing import Act, Result, RowOutcome, Source, Told, Wishes, open_source, take_in
from tracker.desk.past_days import read_day_gone
from tracker.ledger.actor import Actor
from tracker.ledger.campaigns import CampaignOverview, overviews
from tracker.ledger.queries import campaign
from tracker.ledger.store import Ledger
from tracker.text.cleaning import one_line
from tracker.tui.app_words import in_app_words
from tracker.tui.dialogs.field import YES
from tracker.tui.long_tasks import LongTask
from tracker.tui.rows.importing import ADDED, CHANGED, NOTED, REFUSED, SAME, SKIPPED, New, Rehearsed, from_to
from tracker.tui.rows.preview import Head, PreviewRow, heads
from tracker.tui.views import Done
from tracker.tui.workers.writes import Values, split_names

_KINDS = {Act.ADDED: ADDED, Act.CHANGED: CHANGED, Act.SAME: SAME, Act.REFUSED: REFUSED}


def opened(path: Path, sheets: Sequence[str], job: LongTask) -> Source:
    """The workbook with its tables. Raises UnreadableFile, BadInput, Stopped."""
    return open_source(path, sheets, Told(read=job.tell))


def rehearsed(
    ledger: Ledger,
    actor: Actor,
    source: Source,
    columns: Sequence[Mapping[int, str]],
    wishes: Wishes,
    today: dt.date,
    job: LongTask,
) -> Rehearsed:
    """What would become of each row; nothing of it stays. Raises BadInput, Refusal, Stopped."""
    told = _heard(job, source, "预演", sum(len(table.grid.rows) for table in source.tables), "行")
    result = take_in(ledger, actor, source, columns, wishes, today=today, dry_run=True, told=told)
    return Rehearsed(
        rows=tuple(_rows(result, has_sheets=len(source.tables) > 1)),
        possible=result.count(Act.ADDED) + result.count(Act.CHANGED),
        refused=result.count(Act.REFUSED),
        counted=result.counted,
        campaign=campaign(ledger, wishes.campaign).name,
    )


def taken_in(
    ledger: Ledger,
    actor: Actor,
    source: Source,
    columns: Sequence[Mapping[int, str]],
    wishes: Wishes,
    today: dt.date,
    total: int,
    job: LongTask,
) -> tuple[Done, New | None]:
    """All rows, or those possible, as one action; with what is new, if anything.

    Raises Refusal with every reason, Stopped.
    """
    told = _heard(job, source, "导入", total, "项")
    result = take_in(ledger, actor, source, columns, wishes, today=today, told=told)
    if not result.count(Act.ADDED) + result.count(Act.CHANGED):
        return Done(f"没有改动：{result.counted}", can_undo=False), None
    new = None
    if result.adding_action is not None:
        new = New(len(result.added), from_to(result.added), f"新增于:{result.adding_action}")
    numbered = f"，新编号 {new.numbers}" if new else ""
    return Done(f"已导入 {one_line(source.path.name)}：{result.counted}{numbered}"), new


def _heard(job: LongTask, source: Source, word: str, total: int, unit: str) -> Told:
    """Rows are compared with the ledger first, then what `word` says is done; either can be stopped."""
    job.begin("比对", sum(len(table.grid.rows) for table in source.tables))

    def written(done: int) -> None:
        if job.word != word:
            job.begin(word, total, unit)
        job.tell(done)

    return Told(compared=job.tell, written=written, entered=job.hear)


def wishes_of(values: Values, today: dt.date) -> Wishes:
    """How it is to be taken in, as filled in. Raises BadInput."""
    base = values["base"].strip()
    return Wishes(
        campaign=values["campaign"] or None,
        base=read_day_gone(base, base=today) if base else None,
        as_new=values["states"] == YES,
        keeps_unreadable=values["limits"] == YES,
        foreign_numbers=values["numbers"] == YES,
    )


def sheets_of(values: Values) -> tuple[str, ...]:
    """The worksheets that are wanted; none: all that hold a 台账."""
    return split_names(values["sheets"])


def campaigns(ledger: Ledger) -> list[CampaignOverview]:
    """Into which it can be imported."""
    return overviews(ledger)


def _rows(result: Result, *, has_sheets: bool) -> list[PreviewRow]:
    """What is told of the whole first, then what is refused, then row by row, then what is passed over."""
    told = sorted(result.rows, key=lambda row: row.act is not Act.REFUSED)
    places = ["全表"] * len(result.warnings)
    places += [_place(row.sheet if has_sheets else "", row.row) for row in told]
    places += [_place(sheet if has_sheets else "", row) for sheet, row, _, _ in result.skipped]
    numbers = [""] * len(result.warnings) + [row.number for row in told] + [""] * len(result.skipped)
    shown = iter(heads(places, numbers))
    warnings = map(in_app_words, result.warnings)
    rows = [PreviewRow(text, NOTED, next(shown), "", "", text) for text in warnings]
    rows += [_row(row, next(shown)) for row in told]
    for sheet, row, why, text in result.skipped:
        says = f"这一行不是事项：{why}"
        rows.append(
            PreviewRow(f"skipped {sheet} {row}", SKIPPED, next(shown), "", one_line(text), why, (says,))
        )
    return rows


def _place(sheet: str, row: int) -> str:
    return f"{one_line(sheet)}!{row}" if sheet else f"第{row}行"


def _row(row: RowOutcome, head: Head) -> PreviewRow:
    notes = tuple(map(in_app_words, row.notes))
    said = (*map(in_app_words, row.refusals), *change_lines(row.changes), *notes, *row.read)
    kind = _KINDS[row.act]
    words = one_line("；".join(said)) or kind.word
    return PreviewRow(f"{row.sheet} {row.row}", kind, head, row.number, one_line(row.title), words, said)


def only_possible(wishes: Wishes) -> Wishes:
    """The same, rows that are refused left out."""
    return replace(wishes, only_possible=True)
