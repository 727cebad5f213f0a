"""Two people changed the same fields: all three values, and whose shall stand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, Literal

from textual import events
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

from tracker.errors import Conflict
from tracker.text.cells import cut
from tracker.text.screen import safe_for_screen
from tracker.tui.keys import CONFLICT, bindings
from tracker.tui.lines import Lines
from tracker.tui.widgets.key_bar import KeyHints

Choice = Literal["mine", "theirs"]


class ConflictDialog(ModalScreen[Choice | None]):
    """Returns whose values shall stand; None goes back to the form."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(CONFLICT)]
    CSS_PATH = "form.tcss"

    def __init__(self, conflict: Conflict) -> None:
        super().__init__()
        self._conflict = conflict

    def compose(self) -> Iterable[Widget]:
        """Title, fields, three keys."""
        with Vertical(id="form"):
            yield Static(id="form-title", markup=False)
            with VerticalScroll(id="form-body"):
                yield Static(id="reasons", classes="form-text", markup=False)
            yield KeyHints(CONFLICT)

    def on_resize(self, event: events.Resize) -> None:
        """Wrap for the width there is, once the layout of the new size is done."""
        self.call_after_refresh(self._lay_out)

    def _lay_out(self) -> None:
        cells = min(self.size.width - 4, 84) - 8
        title = Lines(cells)
        style = "bold $lamp-overdue"
        title.text(self._conflict.summary.rstrip("："), style, indent=2, first=("▲ ", style))
        self.query_one("#form-title", Static).update(title.content())
        lines = Lines(cells)
        indent = 16
        for field in self._conflict.fields:
            lines.heading(field.field)
            for label, value, style in (
                ("原值", field.base, "$muted"),
                (_whose(field.who), field.theirs, "$lamp-near"),
                ("我的", field.mine, "bold $foreground"),
            ):
                lines.text(value or "（空）", style, indent=indent, first=(label, "$muted"))
        self.query_one("#reasons", Static).update(lines.content())
        self.query_one("#form-body").styles.max_height = max(3, self.size.height - 8)
        self.query_one("#form-body").focus()

    def action_keep_mine(self) -> None:
        """用我的."""
        self.dismiss("mine")

    def action_take_theirs(self) -> None:
        """用对方的."""
        self.dismiss("theirs")

    def action_give_up(self) -> None:
        """取消: back to the form, where everything still stands."""
        self.dismiss(None)


def _whose(name: str) -> str:
    """对方（王芳）, cut to its column."""
    return f"对方（{cut(safe_for_screen(name), 7)}）"
