"""Rows that units put into their forms, read, shown and taken over as measures; for workers only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tracker.desk.added_rows import AddedLine, added_lines, take_lines
from tracker.desk.returned_forms import files_in
from tracker.ledger.actor import Actor
from tracker.ledger.store import Ledger
from tracker.text.cleaning import one_line
from tracker.tui.app_words import in_app_words
from tracker.tui.long_tasks import LongTask
from tracker.tui.rows.form import ADDED, NOT_ADDED, PASSED_OVER
from tracker.tui.rows.preview import Kind, PreviewRow, heads
from tracker.tui.views import Done


@dataclass(frozen=True, slots=True)
class Added:
    """What units added, and the files that could not be read."""

    lines: tuple[AddedLine, ...]
    unread: tuple[str, ...]

    def without(self, left_out: frozenset[str]) -> tuple[AddedLine, ...]:
        """Those that can be taken over, but for some."""
        return tuple(line for line in self.lines if not line.refusal and _key(line) not in left_out)


def _key(line: AddedLine) -> str:
    return f"{line.file}\n{line.row}"


def read_added(
    ledger: Ledger, paths: Sequence[Path], today: dt.date, job: LongTask, *, with_older: bool
) -> Added:
    """Read the forms that came back. Raises UnreadableFile, Refusal, Stopped."""
    files = files_in(paths)
    job.begin("读取", len(files), "份")
    return Added(*added_lines(ledger, files, today=today, with_older=with_older))


def rows(added: Added, left_out: frozenset[str]) -> list[PreviewRow]:
    """A row for each line, then the files that could not be read."""
    places = [f"{one_line(line.unit)} 第{line.row}行" for line in added.lines]
    shown = heads([*places, *[""] * len(added.unread)], [line.number for line in added.lines])
    return [
        *(
            PreviewRow(
                key=_key(line),
                kind=_kind(line, left_out),
                head=head,
                number=line.number,
                title=one_line(line.title),
                words=in_app_words(line.refusal) or one_line(line.text),
                details=(
                    f"措施：{one_line(line.text)}",
                    f"采自：{line.file} 第{line.row}行",
                    *([in_app_words(line.refusal)] if line.refusal else []),
                ),
            )
            for line, head in zip(added.lines, shown, strict=False)
        ),
        *(PreviewRow(text, NOT_ADDED, shown[-1], "", "", text) for text in added.unread),
    ]


def _kind(line: AddedLine, left_out: frozenset[str]) -> Kind:
    if line.refusal:
        return NOT_ADDED
    return PASSED_OVER if _key(line) in left_out else ADDED


def take(ledger: Ledger, actor: Actor, lines: Sequence[AddedLine], today: dt.date) -> Done:
    """Make them measures, as one action. Raises Refusal, Conflict."""
    take_lines(ledger, actor, lines, today=today)
    return Done(f"已收下单位加的{len(lines)}行，成为{len({line.number for line in lines})}个事项的措施")
