"""流程图: the lifecycle drawn with an item's place in it, and the steps that lead on from there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

from tracker.text.cells import cut, width
from tracker.text.screen import safe_for_screen
from tracker.tui.keys import Key, bindings
from tracker.tui.lines import Lines, assemble
from tracker.tui.views import Opened
from tracker.tui.widgets.flow_lines import flow_lines
from tracker.tui.widgets.item_lines import key_of
from tracker.tui.widgets.key_bar import KeyHints

FLOW = (Key("close_flow", ("escape", "enter"), "Esc", "返回", "fh", "返回"),)


class FlowDialog(ModalScreen[None]):
    """Read only."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(FLOW)]
    CSS_PATH = "form.tcss"

    def __init__(self, opened: Opened) -> None:
        super().__init__()
        self._opened = opened

    def compose(self) -> Iterable[Widget]:
        """Title, drawing, steps."""
        with Vertical(id="form"):
            yield Static(id="form-title", markup=False)
            with VerticalScroll(id="form-body"):
                yield Static(id="flow-text", classes="form-text", markup=False)
            yield KeyHints(FLOW)

    def on_resize(self, event: events.Resize) -> None:
        """Draw for the width there is."""
        self.call_after_refresh(self._lay_out)

    def _lay_out(self) -> None:
        lines = Lines(min(self.size.width - 4, 84) - 8)
        row = self._opened.page.row
        about = cut(safe_for_screen(f"{row.number} {row.title}"), lines.cells - width("流程 "))
        title = assemble(("流程 ", "bold $vermilion"), (about, "$muted"))
        self.query_one("#form-title", Static).update(title)
        flow_lines(lines, row.state, round_number=row.round)
        lines.gap()
        for step in self._opened.steps:
            sign = ("○ ", "$muted") if step.refusals else ("● ", "$lamp-normal")
            lines.add(
                assemble(sign, (step.word, "bold $foreground"), (f"  {key_of(step)}", "bold $vermilion"))
            )
            for reason in step.refusals:
                lines.text(reason, "$lamp-near", indent=4, first=("  · ", "$lamp-near"))
        self.query_one("#flow-text", Static).update(lines.content())
        self.query_one("#form-body").styles.max_height = max(3, self.size.height - 7)

    def action_close_flow(self) -> None:
        """Back."""
        self.dismiss(None)
