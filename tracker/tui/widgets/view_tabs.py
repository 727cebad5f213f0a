"""Saved views as tabs under the filter line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import events
from textual.app import RenderResult
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from tracker.text.cells import cut, width
from tracker.text.screen import safe_for_screen
from tracker.tui.lines import Part, assemble

if TYPE_CHECKING:
    from tracker.ledger.rows import ViewRow

ALL = "全部"
LONGEST = 16
"""Cells of one name."""


class ViewTabs(Widget):
    """全部 │ 本月到期 │ 组织部: the one whose condition stands in the line is marked."""

    views: reactive[tuple[ViewRow, ...]] = reactive(())
    line: reactive[str] = reactive("")

    @dataclass
    class Chosen(Message):
        """Another view is to be shown."""

        line: str

    def watch_views(self) -> None:
        """No line is spent on tabs where there is one only."""
        self.display = bool(self.views)

    @property
    def _lines(self) -> list[str]:
        return ["", *(f"@{view.name}" for view in self.views)]

    @property
    def present(self) -> int:
        """Which of the tabs is shown; -1 where the line is none of them."""
        line = self.line.strip()
        for place, (query, view) in enumerate(zip(self._lines, [None, *self.views], strict=True)):
            if line == query or (view is not None and line == view.query.strip()):
                return place
        return -1

    def step(self, by: int) -> None:
        """To the next or the previous one, round and round."""
        place = self.present
        start = place if place >= 0 or by > 0 else 0
        self.post_message(self.Chosen(self._lines[(start + by) % len(self._lines)]))

    def _shown(self) -> Sequence[tuple[int, str]]:
        """The tabs that fit, the present one always among them."""
        names = [ALL, *(cut(safe_for_screen(view.name), LONGEST) for view in self.views)]
        first, present = 0, max(0, self.present)
        while first < present and sum(width(n) + 3 for n in names[first : present + 1]) + 6 > self.size.width:
            first += 1
        shown, room = [], self.size.width - 2
        for place in range(first, len(names)):
            room -= width(names[place]) + 3
            if room < 0:
                break
            shown.append((place, names[place]))
        return shown

    def render(self) -> RenderResult:
        """One line; an arrow where there are more to one side."""
        shown, present = self._shown(), self.present
        parts: list[Part] = [("‹" if shown and shown[0][0] else " ", "$muted")]
        for place, name in shown:
            style = "bold reverse $vermilion" if place == present else "$muted"
            parts += [(f" {name} ", style), ("│", "$rule")]
        if shown and shown[-1][0] < len(self.views):
            parts.append(("›", "$muted"))
        return assemble(*parts)

    async def on_click(self, event: events.Click) -> None:
        """Show it."""
        x = 1
        for place, name in self._shown():
            if x <= event.x < x + width(name) + 2:
                self.post_message(self.Chosen(self._lines[place]))
            x += width(name) + 3
