"""收发, back: the files that units return, and which forms of ours they are."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from tracker.desk.form_plan import FileOutcome, Note, Unread
from tracker.errors import UnreadableFile
from tracker.exchange.forms.base import NotAForm
from tracker.exchange.forms.merging import Said
from tracker.exchange.forms.reading import Returned, read_form
from tracker.files import read_plain, shown
from tracker.ledger.forms import SentForm, ledger_mark, merged_files, sent_forms
from tracker.ledger.store import Ledger
from tracker.reading.grid import LARGEST_FILE, grids_of
from tracker.reading.refused import Refused
from tracker.text.cleaning import one_line


@dataclass(slots=True)
class ReturnedFile:
    """One file, and what becomes of it."""

    name: str
    sha256: str = ""
    form: Returned | None = None
    refusal: str = ""
    unread: Unread | None = None
    sent: SentForm | None = None
    notes: list[Note] = field(default_factory=list)
    changes: list[Said] = field(default_factory=list)
    is_known: bool = False
    """The same file was merged before: what was settled then stays so."""

    def refuse(self, unread: Unread, why: str) -> None:
        """Nothing of it is read."""
        self.unread, self.refusal = unread, why

    def outcome(self) -> FileOutcome:
        return FileOutcome(
            self.name, self.sha256, self.sent, self.refusal, len(self.changes), tuple(self.notes), self.unread
        )


_SHEETS: Final = frozenset({".xlsx", ".xlsm", ".xls", ".et"})
"""What a unit may have saved its form as: what cannot be read is told, never passed over."""


def files_in(paths: Iterable[Path], told: Callable[[int], None] = lambda looked_at: None) -> list[Path]:
    """Files, and of folders the workbooks in and below them; `told` hears how many entries were looked at.

    Raises UnreadableFile for a folder without any.
    """
    found: list[Path] = []
    looked_at = 0
    for path in paths:
        if not path.is_dir():
            found.append(path)
            continue
        inside = []
        for one in path.rglob("*"):
            looked_at += 1
            told(looked_at)
            if _is_sheet(one, path):
                inside.append(one)
        if not inside:
            raise UnreadableFile(shown(path), "文件夹里没有填报表（.xlsx 等）")
        found += sorted(inside)
    return found


def _is_sheet(one: Path, folder: Path) -> bool:
    return (
        one.suffix.lower() in _SHEETS
        and not one.name.startswith("~$")
        and not any(part.startswith(".") for part in one.relative_to(folder).parts)
        and one.is_file()
    )


def returned_forms(
    ledger: Ledger, paths: Sequence[Path], *, with_older: bool = False
) -> Iterator[tuple[str, Returned | None, str]]:
    """Each file's name with its form, or with why it is none that can be taken."""
    files = read_files(paths, lambda files: None)
    with ledger.snapshot():
        recognise(ledger, files, with_older=with_older)
    for file in files:
        yield file.name, None if file.refusal else file.form, file.refusal


def read_files(paths: Sequence[Path], told: Callable[[int], None]) -> list[ReturnedFile]:
    """Several at a time, each read by a process of its own; `told` hears how many were."""
    files: list[ReturnedFile] = []
    with ThreadPoolExecutor(max_workers=min(8, os.cpu_count() or 1)) as pool:
        for file in pool.map(_read_one, paths):
            files.append(file)
            told(len(files))
    return files


def _read_one(path: Path) -> ReturnedFile:
    file = ReturnedFile(one_line(path.name))
    try:
        content = read_plain(path, LARGEST_FILE)
        file.sha256 = hashlib.sha256(content).hexdigest()
        file.form = read_form(grids_of(content, path.suffix.lower()))
    except NotAForm as problem:
        file.refuse(Unread.TAMPERED if problem.is_tampered else Unread.WRONG, problem.why)
    except (UnreadableFile, Refused) as problem:
        file.refuse(Unread.WRONG, problem.why)
    return file


def recognise(ledger: Ledger, files: Sequence[ReturnedFile], *, with_older: bool) -> None:
    """Which forms of ours they are, and why some are none."""
    mark, merged = ledger_mark(ledger), merged_files(ledger)
    known = sent_forms(ledger, [file.form.base.token for file in files if file.form])
    met: dict[str, str] = {}
    for file in files:
        if file.form is None:
            continue
        base = file.form.base
        file.sent = known.get(base.token)
        if first := met.get(file.sha256):
            file.refuse(Unread.DOUBLE, f"与“{first}”是同一份文件，只读一份")
        elif base.ledger != mark:
            whose = f"{one_line(base.unit)[:30]}，{one_line(base.on)[:10]}"
            file.refuse(Unread.WRONG, f"是别的台账发出的填报表（{whose}）")
        elif file.sent is None:
            file.refuse(Unread.WRONG, f"台账里没有发过这张表（第{base.round}批），可能发出后又撤销了")
        elif file.sent.digest != file.form.digest:
            file.refuse(Unread.TAMPERED, "校验页与发出时不符，被改动过，请让单位在发去的原表里重新填写")
        elif file.sent.newer and not with_older:
            number, day = file.sent.newer
            older = f"是第{file.sent.round}批（{file.sent.on}）的旧表，{day}已给该单位发了第{number}批"
            file.refuse(Unread.OLDER, older)
        met.setdefault(file.sha256, file.name)
        file.is_known = file.sent is not None and (file.sent.id, file.sha256) in merged
        if file.is_known and not file.refusal:
            file.notes.append(Note(0, "以前合并过，已经选定的不再问", False))
