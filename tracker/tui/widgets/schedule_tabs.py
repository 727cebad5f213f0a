"""The views of 调度 as tabs: a letter, a click, or the tab key opens one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.app import RenderResult
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from tracker.text.cells import width
from tracker.tui.lines import Part, assemble


class ScheduleTabs(Widget):
    """R 日历 │ S 旬周月 │ P 盘点: the one that is open is marked."""

    present: reactive[str] = reactive("")

    @dataclass
    class Chosen(Message):
        """Another view is to be shown."""

        name: str

    def __init__(self, tabs: Sequence[tuple[str, str, str]]) -> None:
        """Name, letter and word of each."""
        super().__init__()
        self._tabs = tuple(tabs)

    @property
    def _shown(self) -> tuple[list[tuple[str, str]], str]:
        """Names and texts, and what stands between two; closer together where there is little room."""
        roomy = [(name, f" {letter} {word} ") for name, letter, word in self._tabs]
        if sum(width(text) + 1 for _, text in roomy) <= self.size.width:
            return roomy, "│"
        return [(name, f" {letter}{word} ") for name, letter, word in self._tabs], ""

    def render(self) -> RenderResult:
        """One line."""
        parts: list[Part] = []
        shown, between = self._shown
        for name, text in shown:
            style = "bold reverse $vermilion" if name == self.present else "$muted"
            parts += [(text, style), (between, "$rule")]
        return assemble(*parts)

    def on_click(self, event: events.Click) -> None:
        """Show it."""
        x = 0
        shown, between = self._shown
        for name, text in shown:
            if x <= event.x < x + width(text):
                self.post_message(self.Chosen(name))
            x += width(text) + width(between)
