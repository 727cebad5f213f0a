"""What a form asks for: described here, shown by the widgets of `fields`, which take longer to load."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import Enum, auto

from tracker.tui.lines import editable


class FieldKind(Enum):
    """How a field is filled in."""

    LINE = auto()
    TEXT = auto()
    CHOICE = auto()
    DEADLINE = auto()
    DATE = auto()
    NAMES = auto()
    """Units or people, completed as one types."""
    AMOUNT = auto()
    NUMBER = auto()
    FILE = auto()


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form."""

    name: str
    label: str
    kind: FieldKind = FieldKind.LINE
    value: str = ""
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    """Value and what is shown, for a choice."""
    rows: int = 3
    """Lines of a text."""
    after: dt.date | None = None
    """A time limit is meant to be later than this day."""
    base: dt.date | None = None
    """A time limit is counted from this day, a document's, and told with its rule."""
    is_past: bool = False
    """A date is not to come: 6月12日 is the last one."""
    is_needed: bool = False
    """Cannot be left empty; said before anything is saved."""
    is_one: bool = False
    """Only one name is wanted."""
    is_replaced: bool = False
    """What stands there at first gives way to what is typed, as a day does in every form."""
    folder: str = ""
    """Where the tree of a file begins; empty: the user's own."""

    @property
    def first_value(self) -> str:
        """As the form shows it at first."""
        if self.kind is not FieldKind.CHOICE:
            return editable(self.value)
        values = [value for value, _ in self.choices]
        return self.value if self.value in values else (values[0] if values else "")


YES = "yes"
"""The value of an `either` field whose second choice was taken."""


def either(name: str, label: str, usual: str, other: str, *, is_other: bool) -> Field:
    """A choice of two, the usual one first."""
    value = YES if is_other else ""
    return Field(name, label, FieldKind.CHOICE, value, choices=(("", usual), (YES, other)))
