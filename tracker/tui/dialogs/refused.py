"""What a form was refused for: each reason goes as soon as the field that it complains of is another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from textual.content import Content

from tracker.errors import BadInput, NotPermitted, Refusal, TrackerError
from tracker.tui.dialogs.field import Field
from tracker.tui.dialogs.form_drafts import Values
from tracker.tui.keymap import key_for
from tracker.tui.lines import Lines

_BAD: Final = "bold $lamp-overdue"


@dataclass(frozen=True, slots=True)
class Refused:
    """A failure, and what was filled in when it came."""

    error: BaseException
    fields: Sequence[Field]
    values: Values

    @property
    def first_field(self) -> str:
        """Name of the first field that a reason complains of; empty where none does."""
        return next((name for line in self._told for name in self._named(line)), "")

    def stands(self, values: Values) -> bool:
        """Whether anything of it is still true, as far as what is filled in can tell."""
        return bool(self._left(values))

    def content(self, values: Values, cells: int) -> Content:
        """What still stands of it, every reason on a line of its own."""
        lines = Lines(cells)
        error = self.error
        summary = error.summary if isinstance(error, Refusal) else str(error)
        if not isinstance(error, TrackerError):
            summary = f"程序出错，没有保存：{type(error).__name__} {error}"
        lines.text(summary, _BAD, indent=2, first=("▲ ", _BAD))
        if isinstance(error, Refusal) and error.reasons:
            for reason in self._left(values):
                lines.text(reason, "$foreground", indent=4, first=("  ·", "$lamp-overdue"))
        if isinstance(error, NotPermitted):
            lines.text(f"返回以后按 {key_for('switch_actor')} 换人", "$muted", indent=2)
        return lines.content()

    @property
    def _told(self) -> tuple[str, ...]:
        reasons = self.error.reasons if isinstance(self.error, Refusal) else ()
        return reasons or (str(self.error),)

    def _left(self, values: Values) -> tuple[str, ...]:
        return tuple(line for line in self._told if not self._is_mended(line, values))

    def _is_mended(self, line: str, values: Values) -> bool:
        """A reason that names no field is about the item or the ledger, unless it cannot be but about
        what was written."""
        changed = {name for name, value in self.values.items() if values.get(name, "") != value}
        if named := self._named(line):
            return not changed.isdisjoint(named)
        return bool(changed) and isinstance(self.error, BadInput)

    def _named(self, line: str) -> tuple[str, ...]:
        """By its label, else by what is written in it."""
        labels = tuple(field.name for field in self.fields if field.label in line)
        return labels or tuple(
            name for name, value in self.values.items() if value.strip() and f"“{value.strip()}”" in line
        )
