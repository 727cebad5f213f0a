"""What 收发 reads: batches and who is missing, what each unit would get, what came back; for workers only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tracker.desk.form_plan import CellOutcome, FileOutcome, MergePlan, Unread
from tracker.desk.merging_forms import merge, plan_merge
from tracker.desk.returned_forms import files_in
from tracker.desk.sending_forms import work_to_send
from tracker.exchange.forms.merging import TroubleKind, Verdict
from tracker.ledger.actor import Actor
from tracker.ledger.commands.forms import NotTaken
from tracker.ledger.filtering.tree import Query, every
from tracker.ledger.form_work import Handed, UnitWork
from tracker.ledger.forms import RoundStatus, round_statuses
from tracker.ledger.store import Ledger
from tracker.ledger.views import read_line
from tracker.text.cleaning import one_line
from tracker.tui.app_words import in_app_words
from tracker.tui.long_tasks import LongTask
from tracker.tui.office import Office
from tracker.tui.rows.form import (
    BLANK,
    DECLINED,
    LEFT_OUT,
    NOT_SENT,
    OPEN,
    OURS,
    REFUSED,
    SAME,
    SENT,
    SETTLED,
    TAKEN,
    CellRow,
)
from tracker.tui.rows.preview import Head, Kind, PreviewRow, heads
from tracker.tui.workers.overview_reads import within

UNREAD: Final = {one: Kind("▲", one.word, "$lamp-overdue") for one in Unread}
TROUBLES: Final = {one: Kind("!", one.word, "$lamp-near") for one in TroubleKind}
MERGING_KINDS: Final = (
    *(OPEN, REFUSED, *UNREAD.values(), *TROUBLES.values()),
    *(SETTLED, TAKEN, DECLINED, OURS, SAME, BLANK),
)
"""What wants somebody's eye first."""

NAMED_PLACES: Final = 2
"""Of what does not come in, in a title."""

Refused = Mapping[tuple[str, int | None], tuple[str, ...]]
"""By 编号 and measure, why the ledger's rules do not take what came back."""


@dataclass(frozen=True, slots=True)
class SendWish:
    """Of which items forms are sent."""

    line: str = ""
    """In the query language."""
    with_secret: bool = False


@dataclass(frozen=True, slots=True)
class Lost:
    """Something that a unit wrote and that does not come in."""

    place: str
    """办公室第5行, or the unit or file as a whole."""
    why: str

    @property
    def words(self) -> str:
        """办公室第5行：读不出日期."""
        return f"{self.place}：{self.why}"


@dataclass(frozen=True, slots=True)
class Compared:
    """What came back, compared with the ledger and tried on it."""

    plan: MergePlan
    refused: Refused
    lost: tuple[Lost, ...]
    """What units wrote and does not come in."""
    is_anything: bool
    """Whether merging would write anything."""

    @property
    def lost_words(self) -> str:
        """办公室第5行不能合并; 办公室第5行、人事科第7行等4处不能合并."""
        places = list(dict.fromkeys(one.place for one in self.lost))[:NAMED_PLACES]
        more = f"等{len(self.lost)}处" if len(self.lost) > len(places) else ""
        return f"{'、'.join(places)}{more}不能合并"


def rounds(ledger: Ledger) -> list[RoundStatus]:
    """Every batch, the latest first."""
    return round_statuses(ledger)


def work_of(ledger: Ledger, wish: SendWish, campaign: str, today: dt.date) -> Handed:
    """What each unit would be asked. Raises BadQuery, Refusal."""
    wanted: Query = every([within(campaign), read_line(ledger, wish.line)])
    return work_to_send(ledger, wanted, today=today, with_secret=wish.with_secret)


def sending_rows(handed: Handed, left_out: frozenset[str]) -> list[PreviewRow]:
    """A row for each unit, then what is not sent at all."""
    names = [one_line(work.unit) for work in handed.units]
    told = [f"{'、'.join(handed.without_unit)} 没有写责任单位，不发"] if handed.without_unit else []
    told += [f"符合条件的还有{handed.withheld}个事项不是“整改中”，不发"] if handed.withheld else []
    shown = iter(heads([*names, *[""] * len(told)], [""] * (len(names) + len(told))))
    rows = [_unit_row(work, next(shown), is_left_out=work.unit in left_out) for work in handed.units]
    return rows + [PreviewRow(text, NOT_SENT, next(shown), "", "", text) for text in told]


def _unit_row(work: UnitWork, head: Head, *, is_left_out: bool) -> PreviewRow:
    titles = {row.page.row.number: one_line(row.page.row.title) for row in work.rows}
    counted, kind = f"{work.items}个事项，{len(work.rows)}行", LEFT_OUT if is_left_out else SENT
    lines = (counted, *(f"{number} {title}" for number, title in titles.items()))
    return PreviewRow(work.unit, kind, head, "", "", f"{counted}：{'；'.join(titles.values())}", lines)


def compared(
    office: Office,
    actor: Actor,
    paths: Sequence[Path],
    today: dt.date,
    job: LongTask,
    *,
    with_older: bool,
) -> Compared:
    """Read what came back and try it; nothing stays. Raises UnreadableFile, Refusal, Stopped."""
    job.begin("找表", unit="个文件")
    files = files_in(paths, job.tell)
    job.begin("读取", len(files), "份")
    plan = plan_merge(office.ledger(), files, with_older=with_older, told=job.tell)
    job.begin("预演")
    return office.write(lambda ledger: tried(ledger, actor, plan, today))


def tried(ledger: Ledger, actor: Actor, plan: MergePlan, today: dt.date) -> Compared:
    """What the ledger's rules say of the values chosen. Raises Refusal."""
    result = merge(ledger, actor, plan, today=today, dry_run=True)
    lost = [Lost(file.file, file.refusal) for file in plan.files if file.refusal]
    lost += [
        Lost(_place(file, note.row), in_app_words(note.text))
        for file in plan.files
        for note in file.notes
        if note.is_lost
    ]
    refused: dict[tuple[str, int | None], tuple[str, ...]] = {
        (one.number, one.measure_id): tuple(map(in_app_words, one.reasons)) for one in result.refused
    }
    lost += [_lost_answer(plan, one) for one in result.refused]
    return Compared(plan, refused, tuple(lost), bool(result.returned))


def _place(file: FileOutcome, row: int) -> str:
    """办公室第5行; the unit alone where it is about the whole form."""
    return f"{one_line(file.unit)}第{row}行" if row else one_line(file.unit)


def _lost_answer(plan: MergePlan, one: NotTaken) -> Lost:
    """By the cell that was chosen of this item or measure."""
    cell = next(cell for cell in plan.taken if (cell.number, cell.measure_id) == (one.number, one.measure_id))
    option = cell.options[(cell.chosen or 1) - 1]
    place = _place(plan.files[option.file], option.row)
    return Lost(f"{place} {cell.place}", "；".join(map(in_app_words, one.reasons)))


def merging_rows(found: Compared, chosen: Mapping[CellOutcome, int]) -> list[PreviewRow]:
    """Files that are not read, then cell by cell, then what is told of the files."""
    plan = found.plan
    order = {kind: place for place, kind in enumerate(MERGING_KINDS)}
    cells = [(cell, units_of(plan, cell)) for cell in plan.cells]
    files = [file for file in plan.files if file.refusal or (not file.filled and not file.notes)]
    notes = [(file, note) for file in plan.files for note in file.notes]
    places = [one_line(file.unit or file.file) for file in files]
    places += [one_line(file.unit) for file, _ in notes] + [
        "、".join(dict.fromkeys(units)) for _, units in cells
    ]
    numbers = [""] * (len(files) + len(notes)) + [cell.place for cell, _ in cells]
    shown = iter(heads(places, numbers))
    rows = [_file_row(file, next(shown)) for file in files]
    for place, (file, note) in enumerate(notes):
        where, told = f"第{note.row}行 " if note.row else "", in_app_words(note.text)
        rows.append(
            PreviewRow(
                f"note {place} {file.file}",
                TROUBLES[note.kind],
                next(shown),
                "",
                "",
                f"{where}{told}",
                (f"{file.file} {where}", told, "单位写的没有读进来" if note.is_lost else "不影响合并"),
            )
        )
    rows += [
        cell_row(cell, units, next(shown), found.refused, chosen.get(cell, cell.chosen))
        for cell, units in cells
    ]
    return sorted(rows, key=lambda row: order[OPEN if row.kind is SETTLED else row.kind])


def units_of(plan: MergePlan, cell: CellOutcome) -> tuple[str, ...]:
    """Whose each option is."""
    return tuple(one_line(plan.files[option.file].unit) for option in cell.options)


def cell_row(
    cell: CellOutcome, units: tuple[str, ...], head: Head, refused: Refused, chosen: int | None
) -> CellRow:
    """One cell, as it is settled now."""
    reasons = refused.get((cell.number, cell.measure_id), ()) if chosen else ()
    return CellRow(
        key=f"{cell.name} {cell.verdict} {' '.join(units)}",
        kind=REFUSED if reasons else _kind(cell, chosen),
        head=head,
        number=cell.number,
        title="",
        words=f"{cell.cell.word}：{_cell_words(cell, chosen)}",
        details=reasons,
        cell=cell,
        units=units,
        chosen=chosen,
    )


def _kind(cell: CellOutcome, chosen: int | None) -> Kind:
    if cell.verdict is Verdict.BOTH:
        return OPEN if chosen is None else SETTLED
    if cell.verdict is Verdict.THEIRS:
        return TAKEN if chosen else DECLINED
    return SAME if cell.verdict is Verdict.SAME else OURS


def _cell_words(cell: CellOutcome, chosen: int | None) -> str:
    ours, theirs = _said(cell.ours), [_said(option.words) for option in cell.options]
    if cell.verdict is Verdict.BOTH and chosen is None:
        return f"台账“{ours}”，单位填“{'”“'.join(theirs)}”"
    if chosen:
        return f"{ours} → {theirs[chosen - 1]}"
    if cell.verdict is Verdict.SAME:
        return ours
    return f"留着台账的“{ours}”"


def _said(text: str) -> str:
    return one_line(text) or "空"


def _file_row(file: FileOutcome, head: Head) -> PreviewRow:
    if file.refusal:
        kind = UNREAD[file.unread or Unread.WRONG]
        return PreviewRow(f"file {file.file}", kind, head, "", file.file, file.refusal, (file.refusal,))
    words = "没有填写，仍算没有交回"
    return PreviewRow(f"file {file.file}", BLANK, head, "", file.file, words, (words,))
