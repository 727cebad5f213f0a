"""The lines of the first page: figures, 周期工作 and shares, each with what it opens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.text.cells import cut, pad, width
from tracker.text.screen import safe_for_screen
from tracker.tui.lamps import LAMPS, bar
from tracker.tui.lines import Part

if TYPE_CHECKING:
    from tracker.ledger.duties import OccurrenceRow

WAITING = "·"
"""Stands for a number that is not there yet."""

WORD = 12
"""Cells of a figure's word."""

ROOM_FOR_BAR = 8

WITH_PERCENT = 28
"""Cells from which a share is told in percent too."""

LONGEST_BAR = 50


@dataclass(frozen=True, slots=True)
class HeadingRow:
    """今天 ─────── 7项."""

    text: str
    remark: str = ""

    key = ""
    number_text = ""

    def parts(self, cells: int, digits: int) -> list[Part]:
        """The section's name, a rule, and a remark at its end where there is room."""
        room = cells - width(self.text) - 4
        remark = cut(safe_for_screen(self.remark), room) if room > 3 else ""
        rule = cells - width(self.text) - 2 - (width(remark) + 1 if remark else 0)
        parts: list[Part] = [(self.text, "bold $vermilion"), (" " + "─" * max(rule, 0), "$rule")]
        return [*parts, (f" {remark}", "$muted")] if remark else parts


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A line that is only read."""

    text: str

    key = ""
    number_text = ""

    def parts(self, cells: int, digits: int) -> list[Part]:
        """Faint."""
        return [("  " + cut(safe_for_screen(self.text), cells - 2), "$faint")]


@dataclass(frozen=True, slots=True)
class FigureRow:
    """▲ 已逾期 3, and what it means where there is room."""

    code: str
    word: str
    style: str
    number: int | None
    """None: not counted yet."""
    sign: str = ""
    remark: str = ""
    line: str = ""
    """The filter line that lists what is counted."""
    section: str = ""
    """Instead of a list: the page to open."""
    whole: int = 0
    """Of how many; a bar tells the share."""

    @property
    def key(self) -> str:
        """Its code."""
        return self.code

    @property
    def number_text(self) -> str:
        """The number, or what stands for it."""
        return WAITING if self.number is None else str(self.number)

    def parts(self, cells: int, digits: int) -> list[Part]:
        """Sign, word, number, then a bar or a remark."""
        style = self.style if self.number else "$muted"
        sign = f"{self.sign} " if self.sign else ""
        room = max(min(WORD, cells - width(sign) - digits - 1), 1)
        if not self.remark:
            room = min(room, 8)
        parts: list[Part] = [
            (sign, style),
            (pad(cut(self.word, room), room), style if self.number else "$muted"),
            (" " + pad(self.number_text, digits, "right"), f"bold {style}" if self.number else "$faint"),
        ]
        left = cells - width(sign) - room - 1 - digits - 2
        if self.remark and left >= width(safe_for_screen(self.remark)):
            parts.append(("  " + safe_for_screen(self.remark), "$muted"))
        elif not self.remark and self.whole and left >= ROOM_FOR_BAR:
            filled = round((self.number or 0) / self.whole * left)
            shown = max(filled, 1) if self.number else 0
            parts.append(("  " + "▰" * shown + "▱" * (left - shown), style))
        return parts


@dataclass(frozen=True, slots=True)
class DutyRow:
    """▲ 周调度 第25周 已逾期2天."""

    occurrence: OccurrenceRow

    number_text = ""

    @property
    def key(self) -> str:
        """Duty and period."""
        return f"duty/{self.occurrence.duty.id}/{self.occurrence.period}"

    def parts(self, cells: int, digits: int) -> list[Part]:
        """What is to be done at the left, how much time there is at the right."""
        row = self.occurrence
        lamp = LAMPS[row.light]
        sign, style = lamp.sign, lamp.style
        words = row.words
        room = cells - 2 - width(words) - 1
        name = cut(safe_for_screen(row.duty.name), max(room, 4))
        period = f" {row.period_words}"
        if width(name) + width(period) > room:
            period = ""
        gap = max(room - width(name) - width(period), 0) + 1
        return [
            (f"{sign} ", style),
            (name, "$foreground"),
            (period, "$muted"),
            (" " * gap, ""),
            (words, style),
        ]


@dataclass(frozen=True, slots=True)
class ShareRow:
    """办公室 ▰▰▰▱▱▱ 3/6 50%."""

    kind: str
    name: str
    items: int
    closed: int
    line: str
    """The filter line that lists the items."""
    widest: int
    """Cells of the widest name beside it: bars begin in one column."""

    @property
    def key(self) -> str:
        """Of which breakdown, and its name."""
        return f"{self.kind}/{self.name}"

    @property
    def number_text(self) -> str:
        """3/6."""
        return f"{self.closed}/{self.items}"

    def parts(self, cells: int, digits: int) -> list[Part]:
        """Half the room at most for the name, the rest for the bar; what is closed is filled."""
        percent = f"{100 * self.closed // self.items:>4}%" if cells >= WITH_PERCENT else ""
        room = max(cells - digits - 2 - len(percent), 2)
        names = max(min(self.widest, room // 2), 1)
        style = "$lamp-done" if self.closed == self.items else "$foreground"
        return [
            (pad(cut(safe_for_screen(self.name), names), names), style),
            (f" {bar(self.closed, self.items, min(room - names, LONGEST_BAR))}", "$lamp-normal"),
            (" " + pad(self.number_text, digits, "right"), "bold $foreground"),
            (percent, "$muted"),
        ]
