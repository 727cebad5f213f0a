"""The head of every page: the page's name and the 专项 above a red rule, as on a red-headed document."""

from __future__ import annotations

from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from tracker.text.cells import cut, width
from tracker.text.screen import safe_for_screen
from tracker.tui.clicking import run_clicked
from tracker.tui.keys import EVERYWHERE, Key
from tracker.tui.keys.present import as_configured
from tracker.tui.lines import Part, assemble
from tracker.tui.sections import SECTIONS

COMMANDS = next(key for key in EVERYWHERE if key.action == "command_palette")


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
        self.section = section

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
        """The sections in their order, the open one reversed, the rule, and the way to every command."""
        parts: list[Part] = [("━", "$primary")]
        used = 1
        for section in SECTIONS:
            tab = _tab(section.key)
            style = "bold $block-cursor-foreground on $primary" if section.name == self.section else "$muted"
            if self.pointed == section.key.action:
                style = "bold reverse $vermilion"
            parts += [(tab, style), ("━", "$primary")]
            used += width(tab) + 1
        commands = _tab(COMMANDS)
        rest = self.size.width - used - width(commands) - 1
        if rest < 0:
            parts.append(("━" * max(0, self.size.width - used), "$primary"))
        else:
            parts += [("━" * rest, "$primary"), (commands, "$muted"), ("━", "$primary")]
        return assemble(*parts)

    def on_click(self, event: events.Click) -> None:
        """A click on a section opens it, one at the right end every command there is."""
        key = self._at(event.x) if event.y == 1 else None
        if key is not None:
            event.stop()
            run_clicked(self, f"app.{key.action}")

    def _at(self, x: int) -> Key | None:
        start = 1
        for section in SECTIONS:
            if start <= x < start + width(_tab(section.key)):
                return section.key
            start += width(_tab(section.key)) + 1
        first = self.size.width - width(_tab(COMMANDS)) - 1
        return COMMANDS if start <= first <= x < self.size.width - 1 else None


def _tab(key: Key) -> str:
    key = as_configured(key)
    return f" {key.shown} {key.word} " if key.shown else f" {key.word} "
