"""收发, back: compare what units return three ways, take over what is settled as one action."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from tracker.desk.form_plan import (
    OURS,
    CellOutcome,
    MergePlan,
    Note,
    Option,
    conflict_words,
    note_words,
)
from tracker.desk.returned_forms import ReturnedFile, read_files, recognise
from tracker.errors import Refusal
from tracker.exchange.forms.base import Base
from tracker.exchange.forms.columns import plain
from tracker.exchange.forms.merging import Said, Verdict, compare, in_words, place_words, three_way
from tracker.ledger.actor import Actor
from tracker.ledger.commands.forms import (
    Answer,
    AnswersRefused,
    NotTaken,
    ReturnDraft,
    merge_forms,
    rehearse_merging,
)
from tracker.ledger.forms import (
    Place,
    Present,
    answered_by,
    merged_files,
    merged_progress,
    present_values,
)
from tracker.ledger.store import Ledger
from tracker.ledger.words import FormCell, State

MOST_NAMED: Final = 20
"""Things that a refusal names."""


@dataclass(frozen=True, slots=True)
class MergeResult:
    """What was merged."""

    plan: MergePlan
    refused: tuple[NotTaken, ...]
    """What the ledger's rules did not take."""
    taken: int
    """Values that came in."""
    returned: int
    """Forms that count as returned by it."""

    @property
    def lost(self) -> tuple[str, ...]:
        """What units wrote and nobody reads: without leave nothing is merged then."""
        return lost_lines(self.plan)

    @property
    def has_changed(self) -> bool:
        """Whether anything was written."""
        return bool(self.returned)


def plan_merge(
    ledger: Ledger,
    paths: Sequence[Path],
    *,
    with_older: bool = False,
    told: Callable[[int], None] = lambda files: None,
) -> MergePlan:
    """Read the files and compare every cell three ways; nothing is changed."""
    files = read_files(paths, told)
    with ledger.snapshot():
        recognise(ledger, files, with_older=with_older)
        for file in files:
            if file.form is not None and not file.refusal:
                found = compare(file.form)
                file.changes = found.changes
                file.notes += [Note(one.row, one.text, one.is_lost, one.kind) for one in found.troubles]
        cells = _cells(ledger, files)
    return MergePlan(tuple(file.outcome() for file in files), cells)


_Key = tuple[int, str, int | None, FormCell]
"""What a value is said of: with the form for 本期进展, which every form has of its own, else 0."""


def _cells(ledger: Ledger, files: Sequence[ReturnedFile]) -> tuple[CellOutcome, ...]:
    said: dict[_Key, list[tuple[int, Said]]] = {}
    for place, file in enumerate(files):
        for change in file.changes:
            assert file.sent is not None
            form = file.sent.id if change.cell is FormCell.PROGRESS else 0
            key = (form, change.said.number, change.said.measure_id, change.cell)
            said.setdefault(key, []).append((place, change))
    bases = [file.form.base for file in files if file.form is not None and not file.refusal]
    present = present_values(ledger, {row.number for base in bases for row in base.rows})
    progress = merged_progress(ledger, [file.sent.id for file in files if file.sent])
    cells: list[CellOutcome] = []
    for key in sorted(said, key=_order):
        changes = sorted(said[key], key=lambda one: (one[1].theirs, files[one[0]].sha256))
        new = [(place, change) for place, change in changes if not files[place].is_known]
        found = _outcome(key, new or changes, present, progress, is_known=not new)
        if isinstance(found, Note):
            for place, _ in changes:
                files[place].notes.append(found)
        else:
            cells.append(found)
    cells += _changed_here(bases, set(said), present)
    cells.sort(key=lambda cell: _order((0, cell.number, cell.measure_id, cell.cell)))
    return _with_origins(ledger, cells)


def _changed_here(
    bases: Iterable[Base], known: set[_Key], present: Mapping[Place, Present]
) -> Iterator[CellOutcome]:
    """Cells that the units left as they were and the ledger did not: they stay as the ledger has them."""
    for base in bases:
        for row in base.rows:
            now = present.get((row.number, row.measure_id))
            for cell, sent in row.values.items() if now else ():
                key = (0, row.number, row.measure_id, cell)
                stored = now.values.get(cell, "") if now else ""
                if cell is FormCell.PROGRESS or key in known or stored == sent or plain(stored) == sent:
                    continue
                known.add(key)
                yield CellOutcome(
                    *(row.number, row.measure_id, row.ordinal, cell, Verdict.OURS),
                    sent=in_words(cell, sent),
                    ours=in_words(cell, plain(stored)),
                    options=(),
                    seen=stored,
                    chosen=OURS,
                    title=now.title if now else "",
                )


def _order(key: _Key) -> tuple[str, int, int, int]:
    form, number, measure_id, cell = key
    return number, measure_id or 0, list(FormCell).index(cell), form


def _outcome(
    key: _Key,
    changes: Sequence[tuple[int, Said]],
    present: Mapping[Place, Present],
    progress: Mapping[tuple[int, Place], str],
    *,
    is_known: bool,
) -> CellOutcome | Note:
    form, number, measure_id, cell = key
    now = present.get((number, measure_id))
    first = changes[0][1]
    if now is None:
        return Note(first.row, f"{place_words(first.said)} 台账里已经没有了，没有读取", True)
    stored = progress.get((form, (number, measure_id)), "") if form else now.values.get(cell, "")
    ours = plain(stored)
    by_value: dict[str, tuple[int, Said]] = {}
    for place, change in changes:
        if change.theirs != ours:
            by_value.setdefault(change.theirs, (place, change))
    options = tuple(
        Option(value, in_words(cell, value), place, change.row) for value, (place, change) in by_value.items()
    )
    if options and now.state is not State.RECTIFYING:
        text = f"{place_words(first.said)} 现在是“{now.state.word}”，“{cell.word}”没有读取"
        return Note(first.row, text, True)
    verdict = Verdict.SAME
    if options:
        verdicts = {three_way(change.sent, ours, value) for value, (_, change) in by_value.items()}
        verdict = verdicts.pop() if len(by_value) == 1 else Verdict.BOTH
    return CellOutcome(
        number=number,
        measure_id=measure_id,
        ordinal=now.ordinal,
        cell=cell,
        verdict=verdict,
        sent=in_words(cell, first.sent),
        ours=in_words(cell, ours),
        options=options,
        seen=stored,
        chosen={Verdict.SAME: OURS, Verdict.THEIRS: 1, Verdict.BOTH: OURS if is_known else None}[verdict],
        title=now.title,
    )


def _with_origins(ledger: Ledger, cells: Sequence[CellOutcome]) -> tuple[CellOutcome, ...]:
    open_ones = [(c.number, c.measure_id, c.cell) for c in cells if c.verdict is Verdict.BOTH]
    origins = answered_by(ledger, open_ones) if open_ones else {}
    return tuple(
        replace(cell, ours_from=origins.get((cell.number, cell.measure_id, cell.cell), ""))
        if cell.verdict is Verdict.BOTH
        else cell
        for cell in cells
    )


def merge(
    ledger: Ledger,
    actor: Actor,
    plan: MergePlan,
    *,
    today: dt.date,
    only_possible: bool = False,
    dry_run: bool = False,
    told: Callable[[int], None] = lambda items: None,
) -> MergeResult:
    """Take over what the plan accepts, as one action. Unless only what is possible is wanted, nothing is
    taken over while something that a unit wrote would be lost. Raises Refusal with every reason, Conflict.
    """
    returns = _returns(ledger, plan)
    count = sum(len(one.answers) for one in returns)
    if dry_run:
        refused = rehearse_merging(ledger, actor, returns, today=today) if returns else ()
    else:
        _demand_settled(plan, only_possible=only_possible)
        try:
            refused = (
                merge_forms(ledger, actor, returns, today=today, only_possible=only_possible, progressed=told)
                if returns
                else ()
            )
        except AnswersRefused as problem:
            raise _not_merged([_refused_words(one) for one in problem.refused]) from problem
    taken = count - sum(len(one.origins) for one in refused)
    return MergeResult(plan, refused, taken, len(returns))


def _demand_settled(plan: MergePlan, *, only_possible: bool) -> None:
    if open_ones := plan.open:
        lines = [conflict_words(plan, cell) for cell in open_ones[:MOST_NAMED]]
        if len(open_ones) > MOST_NAMED:
            lines.append(f"……还有{len(open_ones) - MOST_NAMED}处")
        raise Refusal(
            f"有{len(open_ones)}处填得不一样，要先选定，都没有合并：",
            [
                *lines,
                "--take theirs 都用单位的，--take ours 都用台账的；或逐处写 --cell 编号:栏目=选哪个",
            ],
        )
    lost = lost_lines(plan)
    if lost and not only_possible:
        raise _not_merged(lost)


def lost_lines(plan: MergePlan) -> tuple[str, ...]:
    """Files that are not read, and what is written where nothing is read."""
    refused = (f"{file.file}：{file.refusal}" for file in plan.files if file.refusal)
    notes = (note_words(file, note) for file in plan.files for note in file.notes if note.is_lost)
    return (*refused, *notes)


def _not_merged(lines: Sequence[str]) -> Refusal:
    named = list(lines[:MOST_NAMED])
    if len(lines) > MOST_NAMED:
        named.append(f"……还有{len(lines) - MOST_NAMED}处，用 --dry-run 看全部")
    return Refusal(
        f"有{len(lines)}处不能合并，都没有合并：",
        [*named, "请单位改好再合并，或加 --skip-refused 先合并其余的"],
    )


def _refused_words(one: NotTaken) -> str:
    return f"{one.origins[0]}：{'；'.join(one.reasons)}"


def _returns(ledger: Ledger, plan: MergePlan) -> tuple[ReturnDraft, ...]:
    """A draft for each file that was filled in; one that was merged before with nothing new is left out."""
    answers: dict[int, list[Answer]] = {}
    for cell in plan.cells:
        option = cell.accepted
        if option is not None:
            origin = f"{plan.files[option.file].file} 第{option.row}行 {cell.cell.word}"
            answers.setdefault(option.file, []).append(
                Answer(cell.number, cell.measure_id, cell.cell, option.value, cell.seen, origin)
            )
    known = merged_files(ledger)
    return tuple(
        ReturnDraft(file.form.id, file.file, file.sha256, tuple(answers.get(place, ())))
        for place, file in enumerate(plan.files)
        if file.form is not None
        and not file.refusal
        and file.filled
        and (answers.get(place) or (file.form.id, file.sha256) not in known)
    )
