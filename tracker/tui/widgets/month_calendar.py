"""A month on the wall: each day with what falls due on it, told by sign, number and colour, and with 调休."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import RenderResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from tracker.ledger.words import Light
from tracker.text.cells import cut, pad, width
from tracker.text.workdays import kind_of_day
from tracker.tui.lamps import LAMPS
from tracker.tui.lines import Part, assemble
from tracker.tui.rows.schedule import WEEKDAYS

if TYPE_CHECKING:
    from tracker.ledger.due_days import DayLoad

HEAD = 2
"""Lines above the weeks: the month, and the days of the week."""

NARROWEST = 8
"""Cells of one day."""

WEEKS = 6

ORDER = (
    *(Light.OVERDUE, Light.IMMINENT, Light.NEAR, Light.EXTENDED),
    *(Light.UNSETTLED, Light.NORMAL, Light.CONTINUING),
)
"""The urgent ones first."""


def month_grid(day: dt.date) -> tuple[dt.date, dt.date]:
    """First and last day of the six weeks that show a day's month, Monday first."""
    first = day.replace(day=1)
    start = max(first.toordinal() - first.weekday(), dt.date.min.toordinal())
    end = min(start + 7 * WEEKS - 1, dt.date.max.toordinal())
    return dt.date.fromordinal(start), dt.date.fromordinal(end)


def short_count(count: int) -> str:
    """Of at most three cells: 999, 12k."""
    return str(count) if count < 1000 else f"{count // 1000}k"


class MonthCalendar(Widget, can_focus=True):
    """Six weeks; the arrows move the day."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "move(-1)", "前一天", show=False),
        Binding("right", "move(1)", "后一天", show=False),
        Binding("up,k", "move(-7)", "上一周", show=False),
        Binding("down,j", "move(7)", "下一周", show=False),
        Binding("home", "edge(False)", "月初", show=False),
        Binding("end", "edge(True)", "月末", show=False),
    ]

    @dataclass
    class DayChanged(Message):
        """Another day is looked at."""

        day: dt.date

    @dataclass
    class DayTaken(Message):
        """A day was clicked that is looked at already."""

        day: dt.date

    @dataclass
    class Turned(Message):
        """The month before or after is wanted."""

        by: int

    def __init__(self) -> None:
        super().__init__(id="calendar")
        self.day = dt.date(2000, 1, 1)
        self.today = self.day
        self._loads: Mapping[dt.date, DayLoad] | None = None

    def show(self, day: dt.date, today: dt.date) -> None:
        """Look at this day; its load comes later where the month is another one."""
        if month_grid(day) != month_grid(self.day):
            self._loads = None
        self.day, self.today = day, today
        self.refresh()

    def show_loads(self, loads: Mapping[dt.date, DayLoad]) -> None:
        """What falls due on the days in sight."""
        self._loads = loads
        self.refresh()

    @property
    def has_loads(self) -> bool:
        """Whether the load of the month in sight is known."""
        return self._loads is not None

    # Moving

    def action_move(self, by: int) -> None:
        """So many days on."""
        try:
            self.go(self.day + dt.timedelta(days=by))
        except OverflowError:
            return

    def action_edge(self, last: bool) -> None:
        """The month's first or last day."""
        _, end = month_grid(self.day)
        day = self.day.replace(day=1)
        if last:
            while day < end and (day + dt.timedelta(days=1)).month == day.month:
                day += dt.timedelta(days=1)
        self.go(day)

    def go(self, day: dt.date) -> None:
        """Look at another day, and say so."""
        self.show(day, self.today)
        self.post_message(self.DayChanged(day))

    def on_click(self, event: events.Click) -> None:
        """A click on a day looks at it, one on ‹ or › at another month."""
        if event.y == 0 and event.x <= width(self._month_name) + 4:
            if not 2 <= event.x < width(self._month_name) + 2:
                self.post_message(self.Turned(-1 if event.x < 2 else 1))
            return
        week = (event.y - HEAD) // self._week_lines
        place = event.x // self._day_cells
        first, last = month_grid(self.day)
        if not (0 <= week < WEEKS and place < 7 and event.y >= HEAD):
            return
        number = first.toordinal() + 7 * week + place
        if number > last.toordinal():
            return
        day = dt.date.fromordinal(number)
        if day == self.day:
            self.post_message(self.DayTaken(day))
        else:
            self.go(day)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel turns the months."""
        event.stop()
        self.post_message(self.Turned(1))

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """As above."""
        event.stop()
        self.post_message(self.Turned(-1))

    # Drawing

    @property
    def _day_cells(self) -> int:
        return max(self.size.width // 7, 4)

    @property
    def _week_lines(self) -> int:
        return max(min((self.size.height - HEAD) // WEEKS, 3), 1)

    def on_focus(self) -> None:
        """The day is marked where the keys go."""
        self.refresh()

    def on_blur(self) -> None:
        """As above."""
        self.refresh()

    def render(self) -> RenderResult:
        """The month, the days of the week, six weeks."""
        cells, lines = self._day_cells, self._week_lines
        rows = [self._title(), self._weekdays(cells)]
        first, last = month_grid(self.day)
        for week in range(WEEKS):
            start = first.toordinal() + 7 * week
            days = [dt.date.fromordinal(n) for n in range(start, min(start + 7, last.toordinal() + 1))]
            blocks = [self._block(day, cells, lines) for day in days]
            rows += [Content("").join([block[line] for block in blocks]) for line in range(lines)]
        return Content("\n").join(rows)

    def _title(self) -> Content:
        loads = self._loads or {}
        own = {day: load for day, load in loads.items() if _month(day) == _month(self.day)}
        left, done = sum(load.open for load in own.values()), sum(load.done for load in own.values())
        told = "……" if self._loads is None else f"本月到期{left + done}，未办结{left}，已办结{done}"
        note = "　节假日未公布，暂按周末推算" if kind_of_day(self.day).is_provisional else ""
        month = self._month_name
        room = self.size.width - width(month) - 6
        return assemble(
            ("‹ ", "$vermilion"),
            (month, "bold $vermilion"),
            (" ›", "$vermilion"),
            ("  " + cut(told + note, max(room, 0)), "$muted"),
        )

    @property
    def _month_name(self) -> str:
        return f"{self.day.year}年{self.day.month}月"

    def _weekdays(self, cells: int) -> Content:
        lead = " " if self._week_lines > 1 else ""
        return assemble(
            *(
                (pad(f"{lead}周{name}", cells), "$muted" if place < 5 else "$faint")
                for place, name in enumerate(WEEKDAYS)
            )
        )

    def _block(self, day: dt.date, cells: int, lines: int) -> list[Content]:
        """One day: its number and mark, below or beside it what falls due."""
        date = self._date_parts(day, with_name=lines > 1 and cells >= 12)
        load = self._load_parts(day, cells - 1, short=lines == 1)
        if lines == 1:
            block = [self._fitted([*date, *load], cells)]
        else:
            block = [self._fitted([(" ", ""), *date], cells), self._fitted([(" ", ""), *load], cells)]
            block += [Content(" " * cells)] * (lines - 2)
        if day == self.day:
            shade = "$cursor" if self.has_focus else "$cursor-blurred"
            block = [line.stylize(f"on {shade}") for line in block]
            if lines > 1:
                block[0] = assemble(("▌", f"bold $vermilion on {shade}")) + block[0][1:]
        return block

    @staticmethod
    def _fitted(parts: list[Part], cells: int) -> Content:
        return assemble(*parts).truncate(cells, pad=True)

    def _date_parts(self, day: dt.date, *, with_name: bool) -> list[Part]:
        kind = kind_of_day(day)
        is_own = _month(day) == _month(self.day)
        style = "$foreground" if kind.works else "$muted"
        if not is_own:
            style = "$faint"
        number: Part = (f"{day.day:>2}", style)
        if day == self.today:
            number = ("今", "bold $vermilion")
        if not kind.is_exceptional:
            return [number, ("  ", "")]
        mark: Part = ("班", "bold $lamp-imminent") if kind.works else ("休", "$lamp-normal")
        name: list[Part] = [(f" {kind.holiday}", "$lamp-normal")] if with_name and kind.holiday else []
        return [number, (mark[0], mark[1] if is_own else "$faint"), *name]

    def _load_parts(self, day: dt.date, cells: int, *, short: bool) -> list[Part]:
        load = (self._loads or {}).get(day)
        if load is None:
            return []
        done: list[Part] = [(f"√{short_count(load.done)}", "$lamp-done")] if load.done else []
        if short:
            if load.worst is None:
                return done
            lamp = LAMPS[load.worst]
            return [(f"{lamp.sign}{short_count(load.open)}", lamp.style)]
        parts: list[Part] = []
        for light in ORDER:
            if light in load.lights:
                parts.append((f"{LAMPS[light].sign}{short_count(load.lights[light])} ", LAMPS[light].style))
        fitting: list[Part] = []
        room = cells
        for text, style in [*parts, *done]:
            if width(text.rstrip()) > room:
                break
            fitting.append((text, style))
            room -= width(text)
        return fitting


def _month(day: dt.date) -> tuple[int, int]:
    return day.year, day.month
