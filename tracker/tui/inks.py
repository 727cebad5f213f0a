"""Lines that are known to fit, drawn at once: wrapped as Content, one costs five times as much."""

from __future__ import annotations

from collections.abc import Iterable

from rich.segment import Segment
from rich.style import Style as Ink
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget

from tracker.tui.lines import Part


class Inks:
    """The styles of a widget's lines as the terminal takes them, each put together once."""

    def __init__(self, widget: Widget) -> None:
        self._widget = widget
        self._known: dict[tuple[str, str], Ink] = {}

    def forget(self) -> None:
        """Another theme."""
        self._known.clear()

    def strip(self, parts: Iterable[Part], component: str, cells: int) -> Strip:
        """One line of so many cells; its text is safe for the screen already."""
        drawn = [Segment(text, self._ink(component, style)) for text, style in parts if text]
        return Strip(drawn).adjust_cell_length(cells, self._ink(component, ""))

    def _ink(self, component: str, style: str) -> Ink:
        known = (component, style)
        if known not in self._known:
            whole = self._widget.get_visual_style(component) + Style.parse(style)
            self._known[known] = whole.rich_style
        return self._known[known]
