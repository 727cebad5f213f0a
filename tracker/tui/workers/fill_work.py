"""A superior's workbook read, matched and filled in; for workers only."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from pathlib import Path

from tracker.desk.filling import (
    Filled,
    Matched,
    Theirs,
    Wish,
    fill_theirs,
    free_name,
    how_words,
    match_theirs,
    open_theirs,
)
from tracker.desk.importing import Told
from tracker.desk.targets import FILLED as FILLED_ENDINGS
from tracker.desk.targets import target_path
from tracker.errors import BadInput
from tracker.exchange.theirs.filling import RowFilled
from tracker.exchange.theirs.matching import How
from tracker.files import shown
from tracker.ledger.store import Ledger
from tracker.ledger.views import read_line
from tracker.text.cleaning import one_line
from tracker.tui.app_words import in_app_words
from tracker.tui.dialogs.field import YES
from tracker.tui.long_tasks import LongTask
from tracker.tui.rows.fill import (
    ABSENT,
    FILLED,
    LEFT,
    NOBODY,
    NOTED,
    SAME,
    UNSURE,
    FillWish,
    Rehearsed,
    TheirRow,
)
from tracker.tui.rows.preview import Head, Kind, PreviewRow, heads
from tracker.tui.workers.writes import Values, past_day_or_none, split_names, typed_path

MOST_OFFERED = 500
"""Items among which one is picked for a row."""

Columns = Sequence[Mapping[int, str]]


def opened(path: Path, sheets: Sequence[str], job: LongTask) -> Theirs:
    """The workbook with its tables. Raises UnreadableFile, BadInput, Stopped."""
    return open_theirs(path, sheets, Told(read=job.tell))


def rehearsed(
    ledger: Ledger,
    theirs: Theirs,
    columns: Columns,
    wish: FillWish,
    chosen: Mapping[str, str],
    today: dt.date,
    job: LongTask,
) -> Rehearsed:
    """What would be written where; nothing is. Raises BadInput, Refusal, UnreadableFile, Stopped."""
    matched, filled = _filled(ledger, theirs, columns, wish, chosen, None, today, job)
    absent = {item.number for item in filled.absent}
    offered = sorted(matched.items, key=lambda item: item.number not in absent)[:MOST_OFFERED]
    return Rehearsed(
        rows=tuple(_rows(filled, has_sheets=len(theirs.source.tables) > 1)),
        cells=filled.cells,
        counted=filled.counted,
        items=tuple((item.number, one_line(item.title)) for item in offered),
    )


def written(
    ledger: Ledger,
    theirs: Theirs,
    columns: Columns,
    wish: FillWish,
    chosen: Mapping[str, str],
    target: Path,
    today: dt.date,
    job: LongTask,
) -> Filled:
    """The copy. Raises BadInput, Refusal, OutputFailed, UnreadableFile, Stopped: then there is none."""
    return _filled(ledger, theirs, columns, wish, chosen, target, today, job)[1]


def _filled(
    ledger: Ledger,
    theirs: Theirs,
    columns: Columns,
    wish: FillWish,
    chosen: Mapping[str, str],
    target: Path | None,
    today: dt.date,
    job: LongTask,
) -> tuple[Matched, Filled]:
    """From the ledger as it is, or as it was on the day that is wished for."""
    job.begin("对照")
    typed = [f"{place}={number or '不是'}" for place, number in chosen.items()]
    with nullcontext() if wish.day is None else ledger.as_of(wish.day):
        day, wanted = wish.day or today, _wish(ledger, wish)
        matched = match_theirs(ledger, theirs, columns, wanted, typed, today=day)
        job.begin("填写", sum(len(rows) for rows in matched.matches))
        told = Told(written=job.tell)
        return matched, fill_theirs(ledger, theirs, columns, matched, wanted, target, today=day, told=told)


def usual_target(path: Path) -> Path:
    """Beside the original, （已填） behind its name."""
    return free_name(path)


def target_of(values: Values, original: Path) -> Path:
    """Where the copy is written. Raises BadInput, OutputFailed; also where something is already."""
    typed = values["path"].strip()
    if not typed:
        raise BadInput("请写明另存成哪个文件")
    target = target_path(typed_path(typed), FILLED_ENDINGS, added=original.suffix)
    if os.path.lexists(target):
        raise BadInput(f"已有文件“{shown(target)}”，请另起一个名字，免得盖掉")
    return target


def wish_of(values: Values, today: dt.date) -> FillWish:
    """What is filled in, as a form has it. Raises BadInput."""
    return FillWish(
        line=values["line"].strip(),
        day=past_day_or_none(values["day"], today),
        with_secret=values["secret"] == YES,
        columns=split_names(values["columns"]),
        only_empty=values["present"] == YES,
        fits_rows=values["heights"] == YES,
        sheets=split_names(values["sheets"]),
    )


def _wish(ledger: Ledger, wish: FillWish) -> Wish:
    return Wish(
        wanted=read_line(ledger, wish.line),
        with_secret=wish.with_secret,
        columns=wish.columns,
        only_empty=wish.only_empty,
        fits_rows=wish.fits_rows,
    )


def _rows(filled: Filled, *, has_sheets: bool) -> list[PreviewRow]:
    """What wants a decision first, then row by row, then what the ledger has besides."""
    told = sorted(filled.rows, key=lambda row: row.match.how is not How.UNSURE)
    places = ["全表"] * len(filled.warnings)
    places += [_place(row, has_sheets=has_sheets) for row in told]
    places += [""] * len(filled.absent)
    numbers = [""] * len(filled.warnings)
    numbers += [row.match.item.number if row.match.item else "" for row in told]
    numbers += [item.number for item in filled.absent]
    shown_heads = iter(heads(places, numbers))
    warnings = map(in_app_words, filled.warnings)
    rows = [PreviewRow(text, NOTED, next(shown_heads), "", "", text) for text in warnings]
    rows += [_row(row, next(shown_heads)) for row in told]
    for item in filled.absent:
        words = "台账里有，这张表里没有对上的行"
        title = one_line(item.title)
        rows.append(PreviewRow(f"absent {item.number}", ABSENT, next(shown_heads), item.number, title, words))
    return rows


def _place(row: RowFilled, *, has_sheets: bool) -> str:
    record = row.match.record
    return f"{one_line(record.sheet)}!{record.row}" if has_sheets else f"第{record.row}行"


def _row(row: RowFilled, head: Head) -> TheirRow:
    match = row.match
    said = [
        f"{cell.place} {one_line(cell.heading)}：{one_line(cell.before) or '空'} → {one_line(cell.after)}"
        for cell in row.filled
    ]
    said += [f"{cell.place} {one_line(cell.heading)}没有填：{cell.why}" for cell in row.left]
    said += [f"{row.same}格已经一样"] if row.same else []
    how = how_words(row)
    ours = f"台账：{match.item.number} {one_line(match.item.title)}" if match.item else ""
    return TheirRow(
        key=f"{match.record.sheet}!{match.record.row}",
        kind=_kind(row),
        head=head,
        number=match.item.number if match.item else "",
        title=one_line(match.record.cells.get("title", "")),
        words="；".join([how, *said] if match.how is not How.NUMBER else said or [how]),
        details=tuple(text for text in (how, ours, *said) if text),
        place=f"{match.record.sheet}!{match.record.row}",
        likely=match.item.number if match.item else "",
        score=match.score,
    )


def _kind(row: RowFilled) -> Kind:
    if row.match.how is How.UNSURE:
        return UNSURE
    if row.match.how is How.NOBODY:
        return NOBODY
    if row.filled:
        return FILLED
    return LEFT if row.left else SAME
