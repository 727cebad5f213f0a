"""The head of every page: the page's name and the 专项 above a red rule, as on a red-headed document."""

from __future__ import annotations

from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from tracker.text.cells import cut, width
from tracker.text.screen import safe_for_screen
from tracker.tui.keys.present import as_configured
from tracker.tui.lines import Part, assemble
from tracker.tui.sections import SECTIONS, Section


class Masthead(Widget):
    """Two lines: what is open, and who works on it on what day."""

    left: reactive[str] = reactive("")
    """After the page's name: the 专项, a 编号, a document."""
    right: reactive[str] = reactive("")
    pointed: reactive[str] = reactive("")
    """Action of the section that the 导览 points at."""

    def __init__(self, name: str, section: str) -> None:
        super().__init__()
        self._page = name
        self._section = section

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
        return Content("\n").join([assemble(*parts), self._rule()])

    def _rule(self) -> Content:
        """The sections in their order, the open one reversed, and the rule beside them."""
        parts: list[Part] = [("━", "$primary")]
        used = 1
        for section in SECTIONS:
            tab = _tab(section)
            style = "bold $block-cursor-foreground on $primary" if section.name == self._section else "$muted"
            if self.pointed == section.key.action:
                style = "bold reverse $vermilion"
            parts += [(tab, style), ("━", "$primary")]
            used += width(tab) + 1
        parts.append(("━" * max(0, self.size.width - used), "$primary"))
        return assemble(*parts)

    async def on_click(self, event: events.Click) -> None:
        """A click on a section opens it."""
        x = 1
        for section in SECTIONS:
            if event.y == 1 and x <= event.x < x + width(_tab(section)):
                event.stop()
                await self.run_action(f"app.{section.key.action}")
            x += width(_tab(section)) + 1


def _tab(section: Section) -> str:
    key = as_configured(section.key)
    return f" {key.shown} {key.word} " if key.shown else f" {key.word} "
