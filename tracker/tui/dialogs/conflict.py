"""Two people changed the same fields: all three values of each, and whose shall stand, field by field."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.message import Message
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

from tracker.errors import Conflict, FieldConflict
from tracker.text.cells import cut
from tracker.text.screen import safe_for_screen
from tracker.tui.keymap import key_for
from tracker.tui.keys import CONFLICT, bindings
from tracker.tui.lines import Lines
from tracker.tui.widgets.key_bar import KeyHints

INDENT = 16
"""Cells of whose value it is."""


class Values(Static):
    """All values; a click on one takes it."""

    class Clicked(Message):
        """A line was clicked."""

        def __init__(self, line: int) -> None:
            super().__init__()
            self.line = line

    def on_click(self, event: events.Click) -> None:
        """Which line it was."""
        event.stop()
        self.post_message(self.Clicked(event.y))


class ConflictDialog(ModalScreen[Conflict | None]):
    """Returns what is left to the other person, nothing of it where all is one's own; None goes back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(CONFLICT),
        Binding("up", "move(-1)", "上一处", show=False),
        Binding("down", "move(1)", "下一处", show=False),
        Binding("left", "choose(False)", "用我的", show=False),
        Binding("right", "choose(True)", "用对方的", show=False),
        Binding("pageup", "scroll(-8)", "上一屏", show=False),
        Binding("pagedown", "scroll(8)", "下一屏", show=False),
    ]
    CSS_PATH = "form.tcss"

    def __init__(self, conflict: Conflict) -> None:
        super().__init__()
        self._conflict = conflict
        self._is_theirs: list[bool | None] = [None] * len(conflict.fields)
        """None until it is chosen: a key pressed by habit overwrites nobody."""
        self._place = 0
        self._lines: list[tuple[int, bool | None]] = []
        """Of each line, which field it is about, and whose value it shows."""

    def compose(self) -> Iterable[Widget]:
        """Title, fields, keys."""
        with Vertical(id="form"):
            yield Static(id="form-title", markup=False)
            with VerticalScroll(id="form-body", can_focus=False):
                yield Values(id="reasons", classes="form-text", markup=False)
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
        self._lines = []
        for place, field in enumerate(self._conflict.fields):
            self._field(lines, place, field)
        self.query_one("#reasons", Values).update(lines.content())
        body = self.query_one("#form-body")
        body.styles.max_height = max(3, self.size.height - 8)
        self.call_after_refresh(self._keep_in_sight)

    def _field(self, lines: Lines, place: int, field: FieldConflict) -> None:
        is_theirs = self._is_theirs[place]
        sign = "▸ " if place == self._place else "  "
        said = {None: "未选", True: "用对方的", False: "用我的"}[is_theirs]
        lines.heading(sign + field.field, said, "$muted" if is_theirs is None else "bold $vermilion")
        self._mark(lines, place, None)
        lines.text(field.base or "（空）", "$muted", indent=INDENT, first=("原值", "$muted"))
        self._mark(lines, place, None)
        style = "$muted" if is_theirs is False else "bold $lamp-near" if is_theirs else "$lamp-near"
        lines.text(field.theirs or "（空）", style, indent=INDENT, first=(_whose(field.who), "$muted"))
        self._mark(lines, place, True)
        style = "$muted" if is_theirs else "bold $foreground" if is_theirs is False else "$foreground"
        lines.text(field.mine or "（空）", style, indent=INDENT, first=("我的", "$muted"))
        self._mark(lines, place, False)

    def _mark(self, lines: Lines, place: int, is_theirs: bool | None) -> None:
        self._lines += [(place, is_theirs)] * (len(lines) - len(self._lines))

    def _keep_in_sight(self) -> None:
        own = [line for line, (place, _) in enumerate(self._lines) if place == self._place]
        body = self.query_one("#form-body")
        if own and body.size.height:
            top = body.scroll_offset.y
            if own[0] < top or own[-1] >= top + body.size.height:
                body.scroll_to(y=own[0], animate=False)

    def on_values_clicked(self, event: Values.Clicked) -> None:
        """A click on a value takes it, one on a heading turns it."""
        if event.line < len(self._lines):
            self._place, whose = self._lines[event.line]
            self.action_choose(not self._is_theirs[self._place] if whose is None else whose)

    # Keys

    def action_move(self, by: int) -> None:
        """To the next field."""
        self._place = min(max(self._place + by, 0), len(self._is_theirs) - 1)
        self._lay_out()

    def action_scroll(self, by: int) -> None:
        """Long values."""
        self.query_one("#form-body").scroll_relative(y=by, animate=False)

    def action_choose(self, is_theirs: bool) -> None:
        """Whose value shall stand in the field."""
        self._is_theirs[self._place] = is_theirs
        self._lay_out()

    def action_turn(self) -> None:
        """The other one."""
        self._is_theirs[self._place] = not self._is_theirs[self._place]
        self._lay_out()

    def action_settle(self) -> None:
        """As chosen field by field; to the first one where nothing is chosen yet."""
        if None in self._is_theirs:
            self._place = self._is_theirs.index(None)
            self._lay_out()
            self.app.notify(
                f"还有 {self._is_theirs.count(None)} 处没有选：{key_for('turn')} 换，← 用我的，→ 用对方的",
                markup=False,
            )
        else:
            self._end(field for field, is_theirs in self._choices() if is_theirs)

    def action_keep_mine(self) -> None:
        """用我的, everywhere."""
        self._end(())

    def action_take_theirs(self) -> None:
        """用对方的, everywhere."""
        self._end(self._conflict.fields)

    def action_give_up(self) -> None:
        """取消: back to the form, where everything still stands."""
        self.dismiss(None)

    def _choices(self) -> Iterable[tuple[FieldConflict, bool | None]]:
        return zip(self._conflict.fields, self._is_theirs, strict=True)

    def _end(self, left: Iterable[FieldConflict]) -> None:
        self.dismiss(Conflict(self._conflict.summary, tuple(left)))


def _whose(name: str) -> str:
    """对方（王芳）, cut to its column."""
    return f"对方（{cut(safe_for_screen(name), 7)}）"
