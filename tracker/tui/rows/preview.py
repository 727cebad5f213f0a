"""The rows of a preview: what would become of each row of a workbook, each cell of a form, each unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from textual.content import Content

from tracker.text.cells import pad, width
from tracker.text.screen import safe_for_screen
from tracker.tui.lines import assemble
from tracker.tui.widgets.columns import in_cells

NUMBER = 13
"""Cells of a 编号."""

WIDE = 72
"""From so many cells the title stands between number and words."""

WIDEST_TITLE = 90
"""Cells that a title has at most."""

WIDEST_PLACE = 16
"""Cells that a place has at most."""

NARROW_PLACE = 8
"""The same where the line is short."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What becomes of a row: a sign, a word and a style."""

    sign: str
    word: str
    style: str


@dataclass(frozen=True, slots=True)
class Head:
    """第12行, with the 编号 where any row has one: as wide in every row of a list."""

    place: str
    place_cells: int
    number: str
    number_cells: int
    mark: str = ""
    """Before it, where rows can be marked."""

    def text(self, cells: int) -> str:
        """Shorter where the whole line is short."""
        widest = self.place_cells if cells >= WIDE else min(self.place_cells, NARROW_PLACE)
        place = pad(in_cells(self.place, widest), widest) + "  " if widest else ""
        number = pad(in_cells(self.number, self.number_cells), self.number_cells)
        return self.mark + place + (f"{number}  " if self.number_cells else "")


NO_HEAD: Final = Head("", 0, "", 0)


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One line of the list, and what is told of it below."""

    key: str
    kind: Kind
    head: Head
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
        head = self.head.text(cells)
        room = cells - 2 - width(head)
        title = min(WIDEST_TITLE, room * 2 // 5) if cells >= WIDE and self.title else 0
        told = in_cells(self.words, room - (title + 2 if title else 0))
        return [
            assemble(
                (f"{self.kind.sign} ", f"bold {self.kind.style}"),
                (head, "$muted"),
                (pad(in_cells(self.title, title), title + 2) if title else "", "$foreground"),
                (told, self.kind.style),
            )
        ]


def heads(places: Sequence[str], numbers: Sequence[str]) -> list[Head]:
    """Each place as wide as the widest; the numbers beside them where there are any."""
    widest = min(WIDEST_PLACE, max((width(safe_for_screen(text)) for text in places), default=0))
    beside = NUMBER if any(numbers) else 0
    return [Head(place, widest, number, beside) for place, number in zip(places, numbers, strict=True)]
