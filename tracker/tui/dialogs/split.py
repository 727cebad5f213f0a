"""拆分: the cut through a candidate is moved in its sentence, and both parts are seen at once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import ClassVar, Final

from textual import events
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

from tracker.text.cells import width, wrap_spans
from tracker.text.screen import safe_for_screen
from tracker.tui.keys import SPLITTING, bindings
from tracker.tui.lines import Lines, Part, assemble, plain
from tracker.tui.widgets.key_bar import KeyHints

_STOPS: Final = re.compile(r"[，。；：、！？,;:!?）)\n]+(?=.)", re.DOTALL)
CUT: Final = "┃"


class _Sentence(Static):
    """The sentence with the cut in it; a click moves the cut there."""

    def on_click(self, event: events.Click) -> None:
        dialog = self.screen
        if isinstance(dialog, SplitDialog):
            event.stop()
            dialog.cut_at(event.x, event.y)


class SplitDialog(ModalScreen[int | None]):
    """Returns the place in the quote where it is cut, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(SPLITTING)]
    CSS_PATH = "form.tcss"

    def __init__(self, quote: str) -> None:
        super().__init__()
        self._quote = quote
        self._at = self._first_cut()
        self._shown: list[tuple[int, int]] = []

    def _first_cut(self) -> int:
        """The stop nearest to the middle, else the middle."""
        middle = len(self._quote) // 2
        return min(self._stops(), key=lambda place: abs(place - middle), default=max(1, middle))

    def _stops(self) -> list[int]:
        return [found.end() for found in _STOPS.finditer(self._quote)]

    def compose(self) -> Iterable[Widget]:
        """The sentence, both parts, the keys."""
        with Vertical(id="form"):
            yield Static(plain("从哪里拆成两条", "bold $vermilion"), id="form-title", markup=False)
            with VerticalScroll(id="form-body", can_focus=False):
                yield _Sentence(id="split-sentence", classes="form-text", markup=False)
                yield Static(id="split-parts", classes="form-text", markup=False)
            yield KeyHints(SPLITTING)

    def on_resize(self, event: events.Resize) -> None:
        """Wrap for the width there is, once the layout of the new size is done."""
        self.call_after_refresh(self._lay_out)

    def _lay_out(self) -> None:
        cells = self.query_one("#form-body").scrollable_content_region.width - 1
        with_cut = self._quote[: self._at] + CUT + self._quote[self._at :]
        self._shown = wrap_spans(with_cut, max(8, cells))
        lines = []
        for start, end in self._shown:
            parts: list[Part] = [(with_cut[start : max(start, min(end, self._at))], "$foreground")]
            if start <= self._at < end:
                parts.append((CUT, "bold $vermilion"))
            if end > self._at + 1:
                parts.append((with_cut[max(start, self._at + 1) : end], "$lamp-extended"))
            lines.append(assemble(*parts))
        sentence = Lines(cells)
        for line in lines:
            sentence.add(line)
        self.query_one("#split-sentence", Static).update(sentence.content())
        below = Lines(cells)
        below.field("前一条", self._quote[: self._at].strip(), "$foreground", label_cells=8)
        below.field("后一条", self._quote[self._at :].strip(), "$lamp-extended", label_cells=8)
        self.query_one("#split-parts", Static).update(below.content())
        self.query_one("#form-body").styles.max_height = max(3, self.size.height - 6)

    def _move_to(self, place: int) -> None:
        self._at = max(1, min(place, len(self._quote) - 1))
        self._lay_out()

    def action_move(self, by: int) -> None:
        """By one character."""
        self._move_to(self._at + by)

    def action_jump(self, by: int) -> None:
        """Behind the next or the previous stop."""
        stops = self._stops()
        found = [place for place in stops if place > self._at] if by > 0 else []
        if by < 0:
            found = [place for place in reversed(stops) if place < self._at]
        if found:
            self._move_to(found[0])

    def cut_at(self, x: int, y: int) -> None:
        """Where somebody clicked."""
        if not 0 <= y < len(self._shown):
            return
        with_cut = self._quote[: self._at] + CUT + self._quote[self._at :]
        place, end = self._shown[y]
        while place < end and (x := x - width(safe_for_screen(with_cut[place]))) >= 0:
            place += 1
        self._move_to(place - 1 if place > self._at else place)

    def action_split(self) -> None:
        """Here."""
        self.dismiss(self._at)

    def action_cancel(self) -> None:
        """Not at all."""
        self.dismiss(None)
