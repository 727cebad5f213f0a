"""Everything a user can cause to go wrong, as one tree; each error carries its Chinese sentence.

    TrackerError
    ├── BadInput            an argument that cannot be understood (a date that is none)
    │   └── BadQuery        a 筛选条件 that cannot be read; shows the place
    ├── UnreadableFile      a file from outside that cannot be read as what it claims to be
    ├── OutputFailed        a workbook, paper or backup that could not be written
    ├── NotSent             a program that sends a 催办 did not do so; it is not recorded as sent
    ├── LedgerUnusable      the ledger's file or server cannot be opened, or not by this version
    │   └── LedgerBusy      another program is writing; nothing was changed
    └── Refusal             a rule of the field says no; carries every reason
        ├── NotFound        no such item, measure, document or action
        ├── NotPermitted    not for this person, or this role, to do; another may
        └── Conflict        somebody else changed the same fields meanwhile

The faces print `str(error)`, one line each reason, and exit with 1. Nothing was changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


class TrackerError(Exception):
    """Base of all that a user can cause; its text is one clear Chinese sentence."""


class BadInput(TrackerError):
    """An argument that cannot be understood."""


class BadQuery(BadInput):
    """A query that cannot be read: what is wrong in one line, then the query and ^ under the place."""

    def __init__(self, summary: str, picture: tuple[str, str]) -> None:
        self.summary = summary
        """Enough where there is room for one line."""
        self.picture = picture
        """The query as typed, and the line that points into it."""
        super().__init__("\n".join([summary, *(f"  {line}" for line in picture)]))


class UnreadableFile(TrackerError):
    """A file from outside that cannot be read; says which, why, and what to do."""

    def __init__(self, path: Path | str, why: str) -> None:
        self.path = str(path)
        self.why = why
        super().__init__(f"读不了文件“{self.path}”：{why}")


class OutputFailed(TrackerError):
    """A file could not be written; the one that was there is untouched."""

    def __init__(self, path: Path | str, why: str) -> None:
        self.path = str(path)
        self.why = why
        super().__init__(f"写不了文件“{self.path}”：{why}")


class NotSent(TrackerError):
    """A 催办 that a program was to send did not go out; it is not recorded as sent."""

    def __init__(self, unit: str, why: str) -> None:
        super().__init__(f"没有发出给“{unit}”的催办：{why}")


class LedgerUnusable(TrackerError):
    """The ledger cannot be opened, or not by this version."""


class LedgerBusy(LedgerUnusable):
    """Another program holds the ledger; nothing was changed."""


class Refusal(TrackerError):
    """A rule of the field says no."""

    def __init__(self, summary: str, reasons: Sequence[str] = ()) -> None:
        self.summary = summary
        """What was refused, one line."""
        self.reasons = tuple(reasons)
        """Each thing that is missing or in the way, one line each."""
        super().__init__("\n".join([summary, *(f"  · {reason}" for reason in self.reasons)]))


class NotFound(Refusal):
    """No such item, measure, document or action."""


class NotPermitted(Refusal):
    """Not for this person, or this role, to do; another may."""


@dataclass(frozen=True, slots=True)
class FieldConflict:
    """One field that two people changed."""

    field: str
    """The field's Chinese label."""
    base: str
    """The value this edit started from."""
    theirs: str
    """The value the other person wrote."""
    mine: str
    """The value this edit wanted to write."""
    who: str
    """Who wrote the other value."""


class Conflict(Refusal):
    """Somebody else changed the same fields since they were read."""

    def __init__(self, summary: str, fields: Sequence[FieldConflict]) -> None:
        self.fields = tuple(fields)
        super().__init__(
            summary,
            [f"{f.field}：{f.who}已改为“{f.theirs}”，您要改为“{f.mine}”" for f in self.fields],
        )
