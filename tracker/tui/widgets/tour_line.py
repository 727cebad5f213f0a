"""The step of the 导览 that is to be done, above the foot, there only while it is on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.widget import Widget

from tracker.text.cells import width, wrap
from tracker.tui.clicking import run_clicked
from tracker.tui.keymap import key_for
from tracker.tui.lines import assemble
from tracker.tui.tour import STEPS

if TYPE_CHECKING:
    from tracker.tui.app import TrackerApp

_INDENT: Final = 11


class TourLine(Widget):
    """What to do; a click on 跳过 or 离开 does that."""

    def __init__(self) -> None:
        super().__init__()
        self.display = False

    @property
    def _tracker(self) -> TrackerApp:
        return cast("TrackerApp", self.app)

    def on_mount(self) -> None:
        """It may be on when a page opens."""
        self.tell()

    def on_resize(self, event: events.Resize) -> None:
        """As many lines as it takes."""
        self.tell()

    def tell(self) -> None:
        """Another step, or none."""
        step = self._tracker.tour.step
        self.display = step is not None
        if step is not None:
            self.styles.height = len(self._lines(step.line)) + 1
            self.refresh()

    def _lines(self, text: str) -> list[str]:
        return wrap(text, max(20, self.app.size.width - _INDENT - 2))

    @property
    def _buttons(self) -> tuple[tuple[str, str], ...]:
        return (
            (f"跳过这一步 {key_for('skip_step')}", "app.skip_step"),
            (f"离开 {key_for('tour')}", "app.tour"),
        )

    def render(self) -> RenderResult:
        """导览 3/9  what to do, and how to skip or leave it."""
        tour = self._tracker.tour
        if tour.step is None:
            return Content("")
        lines = self._lines(tour.step.line)
        head = f" 导览 {tour.number + 1}/{len(STEPS)}"
        shown = [
            assemble(
                (head if number == 0 else "", "bold $vermilion"),
                (" " * (_INDENT - (width(head) if number == 0 else 0)), ""),
                (line, "bold $foreground"),
            )
            for number, line in enumerate(lines)
        ]
        buttons = [assemble((label, "underline $muted"), ("   ", "")) for label, _ in self._buttons]
        return Content("\n").join([*shown, Content(" " * _INDENT) + Content("").join(buttons)])

    def on_click(self, event: events.Click) -> None:
        """跳过, 离开."""
        if event.y != self.size.height - 1:
            return
        x = _INDENT
        for label, action in self._buttons:
            if x <= event.x < x + width(label):
                event.stop()
                run_clicked(self, action)
            x += width(label) + 3
