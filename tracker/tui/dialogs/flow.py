"""流程图: the lifecycle drawn with an item's place in it, and the steps that lead on from there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

from tracker.text.cells import cut, width
from tracker.text.screen import safe_for_screen
from tracker.tui.dialogs.lacks import Chosen
from tracker.tui.keys import Key, bindings
from tracker.tui.lines import assemble
from tracker.tui.spots import SpottedLines
from tracker.tui.views import Opened
from tracker.tui.widgets.flow_lines import flow_lines
from tracker.tui.widgets.item_sections import open_step_lines
from tracker.tui.widgets.key_bar import KeyHints
from tracker.tui.widgets.spot_view import SpotView

FLOW = (
    Key("take", ("enter",), "Enter", "去办", "qb", "办这一步；光标在缺的一条上，到能补上它的地方"),
    Key("close_flow", ("escape",), "Esc", "返回", "fh", "返回"),
)

_FRAME = 7
"""Lines of the window that are not the drawing's."""


class FlowDialog(ModalScreen[Chosen | None]):
    """The cursor goes from step to step and to each thing in the way, as on the item's page."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(FLOW)]
    CSS_PATH = "form.tcss"

    def __init__(self, opened: Opened) -> None:
        super().__init__()
        self._opened = opened

    def compose(self) -> Iterable[Widget]:
        """Title, drawing, steps."""
        with Vertical(id="form"):
            yield Static(id="form-title", markup=False)
            yield SpotView(id="flow")
            yield KeyHints(FLOW)

    def on_resize(self, event: events.Resize) -> None:
        """Draw for the width there is."""
        self.call_after_refresh(self._lay_out)

    def _lay_out(self) -> None:
        view = self.query_one(SpotView)
        lines = SpottedLines(view.cells)
        row = self._opened.page.row
        about = cut(safe_for_screen(f"{row.number} {row.title}"), lines.cells - width("流程 "))
        title = assemble(("流程 ", "bold $vermilion"), (about, "$muted"))
        self.query_one("#form-title", Static).update(title)
        flow_lines(lines, row.state, round_number=row.round)
        lines.gap()
        open_step_lines(lines, self._opened)
        view.show(lines)
        view.styles.height = max(3, min(len(lines) + 1, self.size.height - _FRAME))

    def action_take(self) -> None:
        """The step under the cursor, or what mends the thing in its way."""
        spot = self.query_one(SpotView).spot
        if spot is not None:
            self.dismiss(Chosen(spot.action, spot.lack))

    def on_spot_view_opened(self) -> None:
        """Clicked twice: as Enter."""
        self.action_take()

    def action_close_flow(self) -> None:
        """Back."""
        self.dismiss(None)
