"""Text of pages and panes laid out line by line: Chinese set as Chinese, markup never read."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from tracker.text.cells import ELLIPSIS, cut, pad, width, wrap
from tracker.text.screen import safe_for_screen

Part = tuple[str, str]
"""Text from anywhere, and a style of the theme."""

LONGEST_TEXT = 20_000
"""Characters of one field that are laid out; what is longer is cut with a note."""


def plain(text: str, style: str = "") -> Content:
    """One line of text from data."""
    safe = Content(safe_for_screen(text))
    return safe.stylize(style) if style else safe


def editable(text: str) -> str:
    """Text from data as a form shows it: what is invisible stands as a mark that can be taken out."""
    return safe_for_screen(text, keep_lines=True)


def assemble(*parts: Part) -> Content:
    """One line of several styled texts from data."""
    return Content("").join([plain(text, style) for text, style in parts])


class Lines:
    """Collects the lines of a page of so many cells."""

    def __init__(self, cells: int) -> None:
        self.cells = max(cells, 8)
        self._lines: list[Content] = []

    def content(self) -> Content:
        """All lines as one text."""
        return Content("\n").join(self._lines)

    @property
    def each(self) -> tuple[Content, ...]:
        """The lines, one by one."""
        return tuple(self._lines)

    def __len__(self) -> int:
        return len(self._lines)

    def add(self, line: Content) -> None:
        """A line that is known to fit."""
        self._lines.append(line)

    def gap(self) -> None:
        """A blank line."""
        self._lines.append(Content(""))

    def heading(self, text: str, right: str = "", right_style: str = "$muted") -> None:
        """A section's name in the accent, a rule to the edge, and a short remark at its end."""
        remark = cut(safe_for_screen(right), max(0, self.cells - width(text) - 4))
        rule = self.cells - width(text) - width(remark) - (2 if remark else 1)
        line = [(text, "bold $vermilion"), (" " + "─" * max(0, rule), "$rule")]
        if remark:
            line.append((" " + remark, right_style))
        self.add(assemble(*line))

    def pair(self, left: list[Part], right: list[Part]) -> None:
        """Left and right ends of one line; the left is cut where they meet."""
        room = self.cells - sum(width(safe_for_screen(text)) for text, _ in right) - 1
        parts: list[Part] = []
        for text, style in left:
            shown = cut(safe_for_screen(text), room)
            parts.append((shown, style))
            room -= width(shown)
        self.add(assemble(*parts, (" " * (max(room, 0) + 1), ""), *right))

    def text(self, text: str, style: str = "", *, indent: int = 0, first: Part | None = None) -> None:
        """Wrapped text; `first` stands at the head of its first line, inside the indent."""
        lines = wrap(_bounded(text), max(4, self.cells - indent)) or [""]
        for number, line in enumerate(lines):
            lead: Part = first if first is not None and number == 0 else ("", "")
            self.add(assemble((pad(lead[0], indent), lead[1]), (line, style)))

    def flow(self, parts: Sequence[Part], *, indent: int = 0, first: Part = ("", "")) -> None:
        """Parts one behind the other, after a label; what does not fit any more begins the next line."""
        room = max(4, self.cells - indent)
        line: list[Part] = []
        lead = (pad(first[0], indent), first[1])
        for text, style in parts:
            words = safe_for_screen(text)
            if line and sum(width(shown) for shown, _ in line) + width(words.rstrip()) > room:
                self.add(assemble(lead, *line))
                lead, line = (" " * indent, ""), []
            *full, last = wrap(words, room) if width(words.rstrip()) > room else [words]
            for one in full:
                self.add(assemble(lead, (one, style)))
                lead = (" " * indent, "")
            line.append((last, style))
        if line:
            self.add(assemble(lead, *line))

    def field(self, label: str, text: str, style: str = "", *, label_cells: int = 10) -> None:
        """A label and its wrapped text beside it; where there is no text, a faint dash."""
        if text.strip():
            self.text(text, style, indent=label_cells, first=(label, "$muted"))
        else:
            self.text("—", "$faint", indent=label_cells, first=(label, "$muted"))

    def cut_text(self, text: str, rows: int, style: str = "", *, indent: int = 0, first: Part) -> None:
        """Wrapped text of at most so many rows, the last one cut with …."""
        room = max(4, self.cells - indent)
        lines = wrap(safe_for_screen(text[: rows * room + 1]), room) or [""]
        if len(lines) > rows or len(text) > rows * room + 1:
            lines = [*lines[: rows - 1], cut(lines[rows - 1] + ELLIPSIS, room)]
        for number, line in enumerate(lines):
            lead = first if number == 0 else ("", "")
            self.add(assemble((pad(lead[0], indent), lead[1]), (line, style)))


def _bounded(text: str) -> str:
    safe = safe_for_screen(text[:LONGEST_TEXT], keep_lines=True)
    return safe if len(text) <= LONGEST_TEXT else f"{safe}……（共{len(text)}字，这里只显示开头）"
