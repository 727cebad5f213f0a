"""The lines of the page that holds two days against each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content

from tracker.ledger.filtering.tree import Query
from tracker.text.cells import cut, pad, width
from tracker.text.screen import safe_for_screen
from tracker.tui.lines import Part, assemble

if TYPE_CHECKING:
    from tracker.ledger.happened import Happened

NUMBER = 6
"""Cells of a number."""

WAITING = "·"
"""Stands for a number that is not there yet."""


@dataclass(frozen=True, slots=True)
class HeadRow:
    """数字 ───── 起日 止日 增减."""

    text: str
    columns: tuple[str, ...] = ()

    key = ""
    height = 1

    def lines(self, cells: int) -> Sequence[Content]:
        """The section's name, a rule, and what the columns are called."""
        heads = "".join(pad(cut(word, NUMBER), NUMBER, "right") for word in self.columns)
        rule = cells - width(self.text) - 1 - width(heads)
        return (
            assemble((self.text, "bold $vermilion"), (" " + "─" * max(rule, 0), "$rule"), (heads, "$muted")),
        )


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A line that is only read."""

    text: str

    key = ""
    height = 1

    def lines(self, cells: int) -> Sequence[Content]:
        """Faint."""
        return (assemble(("  " + cut(safe_for_screen(self.text), cells - 2), "$muted")),)


@dataclass(frozen=True, slots=True)
class FigureRow:
    """已销号 12 15 +3."""

    code: str
    word: str
    then: int
    now: int
    query: Query | None
    """Lists what is counted; None for measures and regulations."""

    height = 1

    @property
    def key(self) -> str:
        """Its code."""
        return f"figure/{self.code}"

    def lines(self, cells: int) -> Sequence[Content]:
        """The word, then the numbers in their columns."""
        room = max(cells - 3 * NUMBER, 4)
        by = self.now - self.then
        change = f"{by:+d}" if by else ""
        numbers: list[Part] = [
            (pad(str(self.then), NUMBER, "right"), "$muted"),
            (pad(str(self.now), NUMBER, "right"), "bold $foreground"),
            (pad(change, NUMBER, "right"), "bold $vermilion" if by else "$faint"),
        ]
        return (assemble((pad(cut(self.word, room), room), "$foreground"), *numbers),)


@dataclass(frozen=True, slots=True)
class HappenedRow:
    """销号 3."""

    what: Happened
    count: int | None
    """None: not known yet."""

    height = 1

    @property
    def key(self) -> str:
        """Its code."""
        return f"happened/{self.what.value}"

    def lines(self, cells: int) -> Sequence[Content]:
        """The word, and the number in the column of what is now."""
        room = max(cells - 3 * NUMBER, 4)
        number = WAITING if self.count is None else str(self.count)
        style = "bold $foreground" if self.count else "$faint"
        word = (pad(cut(self.what.word, room), room), "$foreground" if self.count else "$muted")
        return (assemble(word, (pad(number, 2 * NUMBER, "right"), style)),)


@dataclass(frozen=True, slots=True)
class ItemRow:
    """ZG-2024-0007 调研成果转化力度不够, and below it what it was and is."""

    number: str
    title: str
    lead: str
    change: str
    sign: str = ""
    """Before the number: ＋ came, － went."""

    height = 2

    @property
    def key(self) -> str:
        """编号."""
        return f"{self.sign}{self.number}"

    def lines(self, cells: int) -> Sequence[Content]:
        """Two lines; what does not fit is cut."""
        sign = f"{self.sign} " if self.sign else ""
        title = cut(safe_for_screen(self.title), max(0, cells - width(sign) - width(self.number) - 2))
        room = cells - 2
        change = cut(safe_for_screen(self.change), room)
        lead = cut(safe_for_screen(self.lead), max(0, room - width(change) - (2 if change else 0)))
        return (
            assemble(
                (sign, "bold $vermilion"), (self.number, "$muted"), ("  ", ""), (title, "bold $foreground")
            ),
            assemble(
                ("  ", ""), (change, "$lamp-near"), ("  " if change and lead else "", ""), (lead, "$muted")
            ),
        )
