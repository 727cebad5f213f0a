"""A question that is answered yes or no, and a message that is only read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

from tracker.tui.keys import Key, bindings
from tracker.tui.lines import Lines, plain
from tracker.tui.widgets.key_bar import KeyHints


class Confirm(ModalScreen[bool]):
    """Enter is yes, Esc is no."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(
            (
                Key("answer(True)", ("enter",), "Enter", "是", "s", "是"),
                Key("answer(False)", ("escape",), "Esc", "否", "f", "否"),
            )
        )
    ]
    CSS_PATH = "form.tcss"

    def __init__(self, title: str, question: str, *, yes: str, no: str) -> None:
        super().__init__()
        self._title = title
        self._question = question
        self._keys = (
            Key("answer(True)", ("enter",), "Enter", yes, "", ""),
            Key("answer(False)", ("escape",), "Esc", no, "", ""),
        )

    def compose(self) -> Iterable[Widget]:
        """Title, question, two keys."""
        with Vertical(id="form", classes="-small"):
            yield Static(plain(self._title, "bold $vermilion"), id="form-title", markup=False)
            yield Static(id="question", classes="form-text", markup=False)
            yield KeyHints(self._keys)

    def on_resize(self, event: events.Resize) -> None:
        """Wrap for the width there is, once the layout of the new size is done."""
        self.call_after_refresh(self._lay_out)

    def _lay_out(self) -> None:
        lines = Lines(min(self.size.width - 4, 68) - 8)
        for line in self._question.split("\n"):
            lines.text(line)
        self.query_one("#question", Static).update(lines.content())

    def action_answer(self, answer: bool) -> None:
        """Answered."""
        self.dismiss(answer)


class Notice(ModalScreen[None]):
    """A title and lines that scroll; any of Enter and Esc closes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings((Key("close_notice", ("enter", "escape"), "Enter", "知道了", "zdl", "关闭"),))
    ]
    CSS_PATH = "form.tcss"

    def __init__(self, title: str, reasons: Iterable[str], *, is_refusal: bool = True) -> None:
        super().__init__()
        self._title = title
        self._reasons = tuple(reasons)
        self._is_refusal = is_refusal

    def compose(self) -> Iterable[Widget]:
        """Title, reasons, one key."""
        with Vertical(id="form", classes="-small"):
            yield Static(id="form-title", markup=False)
            with VerticalScroll(id="form-body"):
                yield Static(id="reasons", classes="form-text", markup=False)
            yield KeyHints((Key("close_notice", ("enter",), "Enter", "知道了", "", ""),))

    def on_resize(self, event: events.Resize) -> None:
        """Wrap for the width there is, once the layout of the new size is done."""
        self.call_after_refresh(self._lay_out)

    def _lay_out(self) -> None:
        cells = min(self.size.width - 4, 68) - 8
        title = Lines(cells)
        style = "bold $lamp-overdue" if self._is_refusal else "bold $vermilion"
        title.text(self._title, style, indent=2, first=("▲ " if self._is_refusal else "√ ", style))
        self.query_one("#form-title", Static).update(title.content())
        lines = Lines(cells)
        for reason in self._reasons:
            lines.text(reason, "$foreground", indent=3, first=(" ·", "$vermilion"))
        self.query_one("#reasons", Static).update(lines.content())
        body = self.query_one("#form-body")
        body.display = bool(self._reasons)
        body.styles.max_height = max(3, self.size.height - 8)

    def action_close_notice(self) -> None:
        """Read."""
        self.dismiss(None)
