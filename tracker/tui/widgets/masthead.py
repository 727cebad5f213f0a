"""The head of every page: the page's name and the 专项 above a red rule, as on a red-headed document."""

from __future__ import annotations

from textual.app import RenderResult
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from tracker.text.cells import cut, width
from tracker.text.screen import safe_for_screen
from tracker.tui.lines import assemble


class Masthead(Widget):
    """Two lines: what is open, and who works on it on what day."""

    left: reactive[str] = reactive("")
    """After the page's name: the 专项, a 编号, a document."""
    right: reactive[str] = reactive("")

    def __init__(self, name: str) -> None:
        super().__init__()
        self._page = name

    def render(self) -> RenderResult:
        """The line and its rule."""
        cells = self.size.width
        right = cut(safe_for_screen(self.right), max(0, cells - width(self._page) - 6))
        room = cells - width(self._page) - width(right) - 6
        left = cut(safe_for_screen(self.left), max(0, room))
        parts = [(" ", ""), (self._page, "bold $vermilion")]
        parts += [(" ▏", "$faint"), (left, "bold $foreground")] if left else []
        used = 1 + width(self._page) + (2 + width(left) if left else 0)
        parts += [(" " * max(1, cells - used - width(right) - 1), ""), (right, "$muted")]
        rule = Content("━" * cells).stylize("$primary")
        return Content("\n").join([assemble(*parts), rule])
