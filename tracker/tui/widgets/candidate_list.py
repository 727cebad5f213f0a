"""The candidates of a review one a line, and which of them are shown; both take clicks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from tracker.ledger.review_rows import CandidateRow
from tracker.ledger.words import Verdict
from tracker.text.cells import cut, width
from tracker.text.screen import safe_for_screen
from tracker.tui.clicking import run_clicked
from tracker.tui.lamps import KIND_STYLES, VERDICT_SIGNS
from tracker.tui.lines import Part, assemble
from tracker.tui.widgets.candidate_lines import VERDICT_STYLES


class Show(Enum):
    """Which candidates are looked through."""

    ALL = "0", "全部"
    PENDING = "6", "待复核"
    LACKING = "7", "缺项"
    DOUBTFUL = "8", "存疑"

    def __init__(self, key: str, word: str) -> None:
        self.key = key
        self.word = word


_BELONGS: Final[dict[Show, Callable[[CandidateRow], bool]]] = {
    Show.ALL: lambda row: row.verdict is not Verdict.MERGED,
    Show.PENDING: lambda row: row.verdict is Verdict.PENDING,
    Show.LACKING: lambda row: row.is_lacking,
    Show.DOUBTFUL: lambda row: row.is_doubtful,
}


def belonging(candidates: Sequence[CandidateRow], show: Show) -> list[CandidateRow]:
    """Those that are shown, in the order of the text."""
    return [row for row in candidates if _BELONGS[show](row)]


class ShowTabs(Widget):
    """0 全部 19  6 待复核 11  7 缺项 4  8 存疑 2."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._counts: dict[Show, int] = {}
        self._chosen = Show.ALL

    def tell(self, candidates: Sequence[CandidateRow], chosen: Show) -> None:
        """How many each shows."""
        self._counts = {show: len(belonging(candidates, show)) for show in Show}
        self._chosen = chosen
        self.refresh()

    def _tab(self, show: Show) -> str:
        return f"{show.key} {show.word} {self._counts.get(show, 0)}"

    def render(self) -> RenderResult:
        """The chosen one stands out."""
        parts: list[Part] = []
        for show in Show:
            sign, style = ("▸", "bold $vermilion") if show is self._chosen else (" ", "$muted")
            parts += [(f"{sign}{self._tab(show)}", style), (" ", "")]
        return assemble(*parts)

    def on_click(self, event: events.Click) -> None:
        """A click is a key press."""
        x = 0
        for show in Show:
            taken = width(self._tab(show)) + 2
            if x <= event.x < x + taken:
                event.stop()
                run_clicked(self, f"screen.show_{show.name.lower()}")
            x += taken


class CandidateList(Widget):
    """As many as fit around the one in hand."""

    @dataclass
    class Clicked(Message):
        """Somebody clicked on a candidate."""

        candidate_id: int

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._rows: list[CandidateRow] = []
        self._current = 0
        self._top = 0

    def tell(self, rows: list[CandidateRow], current: int) -> None:
        """Other candidates, or another one in hand (by id)."""
        self._rows = rows
        self._current = current
        self.refresh()

    def render(self) -> RenderResult:
        """One line each: sign, kind, what is said."""
        height = max(1, self.size.height)
        place = next((n for n, row in enumerate(self._rows) if row.id == self._current), 0)
        self._top = max(0, min(place - height // 3, len(self._rows) - height))
        lines = []
        for row in self._rows[self._top : self._top + height]:
            is_current = row.id == self._current
            sign: Part = (
                ("▌ ", "$vermilion")
                if is_current
                else (f"{VERDICT_SIGNS[row.verdict]} ", VERDICT_STYLES[row.verdict])
            )
            doubt = "?" if row.is_doubtful else " "
            text = cut(safe_for_screen(row.text), max(4, self.size.width - 8))
            style = "bold $foreground" if is_current else VERDICT_STYLES[row.verdict]
            kind: Part = (row.kind_word, KIND_STYLES[row.kind] if row.is_waiting else "$faint")
            lines.append(assemble(sign, kind, (doubt, "$lamp-unsettled"), (" ", ""), (text, style)))
        return Content("\n").join(lines)

    def on_click(self, event: events.Click) -> None:
        """A click takes a candidate in hand."""
        place = self._top + event.y
        if 0 <= place < len(self._rows):
            event.stop()
            self.post_message(self.Clicked(self._rows[place].id))
