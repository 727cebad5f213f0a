"""What is read out of a sheet: records of texts, then entries of typed values, each with its problems."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from tracker.ledger.list_rows import Deadline
from tracker.ledger.words import ItemKind, OwnerRole, RectificationType, Reported, State

Owners = Mapping[OwnerRole, tuple[str, ...]]
ReadDeadline = Callable[[str], Deadline]
"""What the words of a limit mean; raises BadInput."""
ReadPast = Callable[[int, int], date | None]
"""The day that is past of this month and day, in the year that the table is of; None: nothing tells which."""


def never_read(month: int, day: int) -> date | None:
    """Of a table whose year nothing tells."""
    return None


@dataclass(slots=True)
class MeasureRecord:
    """A measure with the texts that stand beside it."""

    row: int
    cells: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Record:
    """One problem with its measures, as texts."""

    sheet: str
    row: int
    """Where it begins, from 1."""
    cells: dict[str, str] = field(default_factory=dict)
    """By field."""
    rows: dict[str, int] = field(default_factory=dict)
    """In which row each of these texts stands."""
    measures: list[MeasureRecord] = field(default_factory=list)
    kept: dict[str, str] = field(default_factory=dict)
    """Texts of columns that are no field, by their heading."""
    last_row: int = 0
    doubtful_rows: list[int] = field(default_factory=list)
    """Rows with a 序号 of their own and no problem: taken for measures of this one."""
    counted_rows: list[int] = field(default_factory=list)
    """Rows with a 序号 of their own and the same problem and units: taken for measures of this one."""
    beside_first: set[str] = field(default_factory=set)
    """Fields of the item that were written beside the first of several measures alone."""
    alike_row: int | None = None
    """Where the record above begins that puts its problem alike and has another 序号."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that is no part of any record, and why."""

    row: int
    why: str
    text: str


@dataclass(frozen=True, slots=True)
class Trouble:
    """A cell that could not be read, or stands against another."""

    row: int
    message: str
    cell: str = ""
    """The text of the cell, where it is one of 整改时限."""


@dataclass(frozen=True, slots=True)
class Said:
    """One entry of 整改进展, with its day where it says one."""

    on: date | None
    text: str
    measure: int | None = None
    """The measure's place, from 1."""
    done: bool = False
    """It says that the measure is done."""


@dataclass(frozen=True, slots=True)
class Finished:
    """A state beside it says that a measure is done."""

    on: date | None
    """None: nothing tells of any day."""
    is_supposed: bool = False
    """The day is not written: it is the limit's, or that of the last progress after it."""
    unread: str = ""
    """A day as written, without the year that it is of."""

    @property
    def note(self) -> str:
        """What is noted of it with the measure."""
        if self.unread:
            return f"接转，原表写的“{self.unread}”没有年份"
        return "接转，原表没有写哪天完成" if self.is_supposed else "接转"

    def day(self, today: date) -> date | None:
        """The day to be kept; a limit to come is none on which it was done."""
        return min(self.on, today) if self.on and self.is_supposed else self.on


@dataclass(frozen=True, slots=True)
class MeasureEntry:
    """A measure as read."""

    row: int
    text: str
    standard: str = ""
    deadline: Deadline | None = None
    owners: Owners = field(default_factory=dict)
    progress: tuple[Said, ...] = ()
    finished: Finished | None = None
    """None: it is not done, or an entry of its progress says so itself."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A problem or task as read from its rows."""

    sheet: str
    row: int
    number: str
    """编号 as written; empty where there is none."""
    title: str
    kind: ItemKind
    category: str
    source: str
    detail: str
    target: str
    note: str
    private_note: str
    completion: str
    type: RectificationType | None
    deadline: Deadline | None
    owners: Owners
    measures: tuple[MeasureEntry, ...]
    progress: tuple[Said, ...]
    state: State | None
    """As the sheet says it; None where it says nothing."""
    reported: Reported | None
    """已完成 where the sheet says so of the whole item: 整改中 as long as it is not 销号."""
    closed_on: date | None
    registered_on: date | None
    evidence: tuple[str, ...]
    """Names of materials; the files themselves are not in a workbook."""
    record: Record
    troubles: tuple[Trouble, ...]
    notes: tuple[Trouble, ...]
    """What was read in a way worth telling."""
