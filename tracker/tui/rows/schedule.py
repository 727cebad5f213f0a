"""The lines of 调度: what falls due, who is asked for it, and what the figures say of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.ledger.words import Light
from tracker.text.cells import cut, pad, width
from tracker.text.screen import safe_for_screen
from tracker.text.workdays import kind_of_day
from tracker.tui.lamps import LAMPS
from tracker.tui.lines import Part

if TYPE_CHECKING:
    from tracker.ledger.due_days import DueRow
    from tracker.ledger.list_rows import ItemRow

WEEKDAYS = "一二三四五六日"

WITH_UNIT = 64
"""Cells from which a line tells the unit too."""

UNIT, WORDS = 14, 10
"""Cells of the unit, and of how it stands: they are read down the page."""


def day_words(day: dt.date, today: dt.date) -> str:
    """6月18日 周二 今天; the year where it is another."""
    year = "" if day.year == today.year else f"{day.year}年"
    told = f"{year}{day.month}月{day.day}日 周{WEEKDAYS[day.weekday()]}"
    near = {0: "今天", 1: "明天", -1: "昨天"}.get((day - today).days, "")
    return f"{told} {near}".strip()


def day_mark(day: dt.date) -> str:
    """端午节 休, 班; empty on a plain day."""
    kind = kind_of_day(day)
    if not kind.is_exceptional:
        return ""
    return "调休上班" if kind.works else f"{kind.holiday} 休".strip()


def spread(left: Sequence[Part], right: Sequence[Part], cells: int) -> list[Part]:
    """Both ends of a line of so many cells: the last part of the left is cut, the right stays whole."""
    *head, (text, style) = left
    ends = sum(width(safe_for_screen(one)) for one, _ in right)
    room = cells - sum(width(one) for one, _ in head) - ends - 1
    shown = cut(safe_for_screen(text), max(room, 0))
    gap = max(room - width(shown), 0) + 1
    return [*head, (shown, style), (" " * gap, ""), *right]


@dataclass(frozen=True, slots=True)
class ItemLine:
    """▲ ZG-2024-0004 签字不全 … 机关服务中心 已逾期18天: opens its page."""

    number: str
    ordinal: int | None
    text: str
    unit: str
    light: Light
    words: str
    tag: str = ""
    """措施2, 复核 …"""
    is_done: bool = False
    where: str = ""
    """Tells the line from others of the same item."""

    number_text = ""

    @property
    def key(self) -> str:
        """The item, its part, and the place in the list."""
        return f"item/{self.where}/{self.number}/{self.ordinal or 0}/{self.tag}"

    def parts(self, cells: int, digits: int) -> list[Part]:
        """What is met stands faint, with its √."""
        lamp = LAMPS[self.light]
        sign, style = ("√", "$lamp-done") if self.is_done else (lamp.sign, lamp.style)
        words = self.words.removeprefix("延期办理，")
        right: list[Part] = [(words, style)]
        if cells >= WITH_UNIT:
            unit = pad(cut(safe_for_screen(self.unit), UNIT), UNIT)
            right = [(f"{unit} ", "$muted"), (pad(words, WORDS, "right"), style)]
        tag = f"{self.tag} " if self.tag else ""
        number = f"{self.number} " if cells >= 40 else f"{self.number[-4:]} "
        text = "$muted" if self.is_done else "$foreground"
        head: list[Part] = [(f"{sign} ", style), (number, "$muted"), (tag, "$lamp-extended")]
        return spread([*head, (self.text, text)], right, cells)


def due_line(row: DueRow) -> ItemLine:
    """The line of one thing that falls due."""
    tag = f"措施{row.ordinal}" if row.ordinal else ""
    if row.matter.value in ("period", "review"):
        tag = f"{tag} {row.matter.word}".strip()
    return ItemLine(
        row.number,
        row.ordinal,
        row.text,
        row.unit,
        row.light,
        row.words,
        tag,
        row.is_done,
        where=f"{row.day}/{row.matter.value}",
    )


def item_line(row: ItemRow, tag: str = "") -> ItemLine:
    """The line of one item."""
    is_done = row.light in (Light.CLOSED, Light.CLOSED_LATE)
    return ItemLine(row.number, None, row.title, row.lead, row.light, row.light_words, tag, is_done)


@dataclass(frozen=True, slots=True)
class DayRow:
    """── 6月18日 周二 今天 ─── 3项: not to be chosen."""

    day: dt.date
    today: dt.date
    open: int
    done: int

    key = ""
    number_text = ""

    def parts(self, cells: int, digits: int) -> list[Part]:
        """Day, holiday, how many."""
        mark = day_mark(self.day)
        style = "bold $vermilion" if self.day == self.today else "bold $foreground"
        counts = f"{self.open}项" if self.open else ""
        done = f"√{self.done}" if self.done else ""
        right = " ".join(word for word in (counts, done) if word)
        told = day_words(self.day, self.today)
        left = f" {mark}" if mark else ""
        rule = max(cells - width(told) - width(left) - width(right) - 2, 0)
        mark_style = "$lamp-imminent" if mark == "调休上班" else "$lamp-normal"
        return [
            (told, style),
            (left, mark_style),
            (" " + "─" * rule + " ", "$rule"),
            (right, "$muted"),
        ]


@dataclass(frozen=True, slots=True)
class ListRow:
    """A line that opens a list of the 台账, or another page: 在台账里列出这 12 项."""

    key: str
    text: str
    line: str
    style: str = "$muted"

    number_text = ""

    def parts(self, cells: int, digits: int) -> list[Part]:
        """With an arrow."""
        return [("→ ", "$vermilion"), (cut(safe_for_screen(self.text), cells - 2), self.style)]


@dataclass(frozen=True, slots=True)
class TextRow:
    """A line of plain text, read only; with a label where it has one."""

    text: str
    style: str = "$foreground"
    label: str = ""

    key = ""
    number_text = ""

    def parts(self, cells: int, digits: int) -> list[Part]:
        """As it is, cut at the edge."""
        label = f"{self.label} " if self.label else ""
        room = max(cells - width(label), 0)
        return [(label, "$muted"), (cut(safe_for_screen(self.text), room), self.style)]
