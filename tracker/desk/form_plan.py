"""What a merge of forms would do, cell by cell, and how a person settles what both sides changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from tracker.errors import BadInput
from tracker.exchange.forms.merging import TroubleKind, Verdict
from tracker.ledger.forms import SentForm
from tracker.ledger.words import FormCell
from tracker.text.cleaning import one_line

OURS: Final = 0
"""The ledger's own value among the options of a conflict; the forms' follow from 1."""


@dataclass(frozen=True, slots=True)
class Note:
    """Something told of a file."""

    row: int
    text: str
    is_lost: bool
    """Something that the unit wrote does not come in by it."""
    kind: TroubleKind = TroubleKind.OTHER


class Unread(StrEnum):
    """Why nothing of a file is read."""

    WRONG = "wrong"
    TAMPERED = "tampered"
    OLDER = "older"
    DOUBLE = "double"

    @property
    def word(self) -> str:
        return _UNREAD[self]


_UNREAD: Final = {
    Unread.WRONG: "不是这里发的表",
    Unread.TAMPERED: "校验页被改动",
    Unread.OLDER: "旧一批的表",
    Unread.DOUBLE: "同一份又来一次",
}


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """One file that came back."""

    file: str
    sha256: str
    form: SentForm | None
    refusal: str = ""
    """Why nothing of it is read."""
    filled: int = 0
    """Cells that the unit filled in or changed."""
    notes: tuple[Note, ...] = ()
    unread: Unread | None = None
    """Of which kind the refusal is."""

    @property
    def unit(self) -> str:
        return self.form.unit if self.form else ""


@dataclass(frozen=True, slots=True)
class Option:
    """A value that a form wants."""

    value: str
    """As it is compared."""
    words: str
    file: int
    """Place of the file."""
    row: int


@dataclass(frozen=True, slots=True)
class CellOutcome:
    """One cell of the ledger that forms have something to say about."""

    number: str
    measure_id: int | None
    ordinal: int | None
    cell: FormCell
    verdict: Verdict
    sent: str
    ours: str
    options: tuple[Option, ...]
    seen: str
    """What the ledger says now, as it is stored."""
    chosen: int | None = None
    """`OURS`, or which option counted from 1; None: nobody has settled it yet."""
    ours_from: str = ""
    """Where the ledger's value was taken over from, where that was a form."""
    title: str = ""
    """Of the item."""

    @property
    def place(self) -> str:
        """ZG-2024-0007, or ZG-2024-0007/2 for a measure, as people type it."""
        return self.number if self.ordinal is None else f"{self.number}/{self.ordinal}"

    @property
    def name(self) -> str:
        """ZG-2024-0007/2:完成日期."""
        return f"{self.place}:{self.cell.word}"

    @property
    def accepted(self) -> Option | None:
        """The value that comes in."""
        return self.options[self.chosen - 1] if self.chosen else None


@dataclass(frozen=True, slots=True)
class MergePlan:
    """What a merge would do."""

    files: tuple[FileOutcome, ...]
    cells: tuple[CellOutcome, ...]

    @property
    def open(self) -> tuple[CellOutcome, ...]:
        """What both changed and nobody has settled."""
        return tuple(cell for cell in self.cells if cell.chosen is None)

    @property
    def taken(self) -> tuple[CellOutcome, ...]:
        """What comes in."""
        return tuple(cell for cell in self.cells if cell.chosen)

    def count(self, verdict: Verdict) -> int:
        """Cells that came out so."""
        return sum(cell.verdict is verdict for cell in self.cells)

    @property
    def counted(self) -> str:
        """只有单位改的12处，两边都改的2处."""
        counts = ((word, self.count(verdict)) for verdict, word in _COUNTED.items())
        return "，".join(f"{word}{count}处" for word, count in counts if count) or "0处"

    @property
    def units(self) -> frozenset[str]:
        """Whose forms were filled in and are read."""
        return frozenset(file.unit for file in self.files if file.form and not file.refusal and file.filled)

    def settled(self, choices: Mapping[CellOutcome, int]) -> MergePlan:
        """The same with these settled."""
        return replace(
            self, cells=tuple(replace(c, chosen=choices[c]) if c in choices else c for c in self.cells)
        )


_COUNTED: Final = {
    Verdict.THEIRS: "只有单位改的",
    Verdict.SAME: "两边相同的",
    Verdict.OURS: "只有台账改的",
    Verdict.BOTH: "两边都改的",
}


def note_words(file: FileOutcome, note: Note) -> str:
    """办公室.xlsx 第12行：…."""
    return f"{file.file}{f' 第{note.row}行' if note.row else ''}：{note.text}"


def conflict_words(plan: MergePlan, cell: CellOutcome) -> str:
    """All values, with whose they are; numbered where several forms say different things."""
    came = f"（采自{one_line(cell.ours_from)}）" if cell.ours_from else ""
    several = len(cell.options) > 1
    theirs = "；".join(
        f"{f'{place} ' if several else ''}{plan.files[option.file].unit}填“{one_line(option.words) or '空'}”"
        for place, option in enumerate(cell.options, start=1)
    )
    was = one_line(cell.sent) or "空"
    return f"{cell.name}：发出时“{was}”，台账现在“{one_line(cell.ours) or '空'}”{came}，{theirs}"


def choose_all(plan: MergePlan, *, theirs: bool) -> MergePlan:
    """Settle everything that is open one way; where forms say different things `theirs` leaves it open."""
    return plan.settled({c: 1 if theirs else OURS for c in plan.open if not theirs or len(c.options) == 1})


def named(plan: MergePlan, name: str) -> tuple[CellOutcome, ...]:
    """The cells that 编号:栏目 or 编号/措施:栏目 means, of those that both changed. Raises BadInput."""
    wanted = one_line(name).replace("：", ":")
    place, _, heading = wanted.rpartition(":")
    conflicts = [cell for cell in plan.cells if cell.verdict is Verdict.BOTH]
    meant = (place.strip().upper(), heading.strip())
    fitting = tuple(cell for cell in conflicts if (cell.place, cell.cell.word) == meant)
    if not fitting:
        names = "、".join(cell.name for cell in conflicts)
        raise BadInput(f"“{wanted}”不是两边都改了的一处" + (f"，有：{names}" if names else ""))
    return fitting


def choose(plan: MergePlan, cells: Iterable[CellOutcome], which: str) -> MergePlan:
    """Settle these by ours, theirs or the number of an option. Raises BadInput."""
    return plan.settled({cell: _chosen(cell, which) for cell in cells})


def _chosen(cell: CellOutcome, which: str) -> int:
    word = which.strip().lower()
    if word in ("ours", "台账", "0"):
        return OURS
    if word in ("theirs", "单位") and len(cell.options) == 1:
        return 1
    if word.isascii() and word.isdigit() and 1 <= int(word) <= len(cell.options):
        return int(word)
    numbers = "、".join(f"{n}（{one_line(o.words) or '空'}）" for n, o in enumerate(cell.options, start=1))
    raise BadInput(f"{cell.name} 没有“{one_line(which)}”，可选：ours（台账）、{numbers}")
