"""What of the filter cannot be read, below the line."""

from __future__ import annotations

from typing import Final

from textual.widgets import Input, Static

from tracker.errors import BadInput, BadQuery
from tracker.tui.lines import Lines, assemble

LABEL: Final = 7
"""Cells before the text of the filter line."""


class FilterTrouble(Static):
    """Out of sight while there is none."""

    def clear(self) -> None:
        """The line can be read."""
        self.display = False

    def tell(self, error: BadInput, line: Input) -> None:
        """What is wrong, with ^ below its place in the line where all of that is in sight."""
        lines = Lines(self.screen.size.width - 2)
        if isinstance(error, BadQuery):
            shown, marks = error.picture
            is_in_place = shown == line.value.rstrip() and line.scroll_offset.x == 0
            before = " " * (LABEL if is_in_place else 2)
            if not is_in_place:
                lines.add(assemble((before, ""), (shown, "$muted")))
            lines.add(assemble((before, ""), (marks, "bold $lamp-overdue")))
        summary = error.summary if isinstance(error, BadQuery) else str(error)
        lines.text(summary, "$lamp-overdue", indent=2, first=(" ▲", "$lamp-overdue"))
        self.update(lines.content())
        self.display = True
