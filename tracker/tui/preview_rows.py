"""The rows of a preview: what would become of each row of a workbook, each cell of a form, each unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content

from tracker.text.cells import cut, pad, width
from tracker.text.screen import safe_for_screen
from tracker.tui.lines import assemble
from tracker.tui.widgets.columns import TWINS

NUMBER = 13
"""Cells of a 编号."""

WIDE = 72
"""From so many cells the title stands between number and words."""

WIDEST_PLACE = 16
"""Cells that a place has at most."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What becomes of a row: a sign, a word and a style."""

    sign: str
    word: str
    style: str


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One line of the list, and what is told of it below."""

    key: str
    kind: Kind
    head: str
    """第12行, with the 编号 where any row has one: as wide in every row of a list."""
    number: str
    """编号 of the item; empty for none."""
    title: str
    words: str
    """In one line."""
    details: tuple[str, ...] = ()
    """Line by line."""

    @property
    def height(self) -> int:
        """One line."""
        return 1

    def lines(self, cells: int) -> Sequence[Content]:
        """+ 第12行  ZG-2024-0007  title  words."""
        room = cells - 2 - width(self.head) - 2
        title = min(40, room * 2 // 5) if cells >= WIDE and self.title else 0
        told = _cut(self.words, room - (title + 2 if title else 0))
        return [
            assemble(
                (f"{self.kind.sign} ", f"bold {self.kind.style}"),
                (f"{self.head}  ", "$muted"),
                (pad(_cut(self.title, title), title + 2) if title else "", "$foreground"),
                (told, self.kind.style),
            )
        ]


def heads(places: Sequence[str], numbers: Sequence[str]) -> list[str]:
    """Each place as wide as the widest; the numbers beside them where there are any."""
    widest = min(WIDEST_PLACE, max((width(safe_for_screen(text)) for text in places), default=0))
    shown = [pad(_cut(text, widest), widest) for text in places]
    if not any(numbers):
        return shown
    return [
        f"{place}  {pad(_cut(number, NUMBER), NUMBER)}" for place, number in zip(shown, numbers, strict=True)
    ]


def _cut(text: str, cells: int) -> str:
    return cut(safe_for_screen(text), max(0, cells)).translate(TWINS)
