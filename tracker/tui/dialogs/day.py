"""Ask for a day of the past: typed and read as one types, or found in the calendar of its month."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable
from contextlib import suppress
from functools import partial
from typing import ClassVar

from textual import events
from textual.app import RenderResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input, Static

from tracker.desk.past_days import SAYS, read_past_day
from tracker.errors import BadInput
from tracker.text.dates import month_end
from tracker.tui.keys import DAY_PICK, bindings
from tracker.tui.lines import Part, assemble, plain
from tracker.tui.office import Threaded
from tracker.tui.widgets.key_bar import KeyHints

WEEKDAYS = "一二三四五六日"

DAY_CELLS = 4


class MonthGrid(Widget):
    """A month with its days in weeks; a click takes one."""

    day: reactive[dt.date] = reactive(dt.date.min)

    class Clicked(Message):
        """A day was clicked."""

        def __init__(self, day: dt.date, *, is_double: bool) -> None:
            super().__init__()
            self.day = day
            self.is_double = is_double

    def __init__(self, day: dt.date, last: dt.date) -> None:
        super().__init__(id="month")
        self._last = last
        self.set_reactive(MonthGrid.day, day)

    @property
    def _weeks(self) -> list[list[dt.date]]:
        with suppress(OverflowError, ValueError):
            return calendar.Calendar().monthdatescalendar(self.day.year, self.day.month)
        return []

    def render(self) -> RenderResult:
        """Its name, the weekdays, the weeks; days to come are faint."""
        head = f"‹ {self.day.year}年{self.day.month}月 ›"
        lines = [
            plain(f"{head:^26}", "bold $foreground"),
            assemble(*((f"{name:>3}", "$muted") for name in WEEKDAYS)),
        ]
        for week in self._weeks:
            parts: list[Part] = []
            for day in week:
                style = "$faint" if day > self._last or day.month != self.day.month else "$foreground"
                if day == self.day:
                    style = "bold $block-cursor-foreground on $primary"
                parts += [(f"{day.day:>3}", style), (" ", "")]
            lines.append(assemble(*parts))
        return Content("\n").join(lines)

    def on_click(self, event: events.Click) -> None:
        """A day, or the month before and after."""
        event.stop()
        if event.y == 0:
            forward = event.x > self.size.width // 2
            self.post_message(self.Clicked(by_months(self.day, 1 if forward else -1), is_double=False))
            return
        week, column = event.y - 2, event.x // DAY_CELLS
        weeks = self._weeks
        if 0 <= week < len(weeks) and column < 7:
            self.post_message(self.Clicked(weeks[week][column], is_double=event.chain > 1))


class DayPick(ModalScreen[dt.date | None], Threaded):
    """Returns the day, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(DAY_PICK),
        Binding("down", "move_day(7)", "下一周", show=False),
        Binding("pagedown", "move_month(1)", "下一月", show=False),
        Binding("ctrl+left", "move_day(-1)", "前一天", show=False),
        Binding("ctrl+right", "move_day(1)", "后一天", show=False),
    ]
    CSS_PATH = ["form.tcss", "day.tcss"]  # noqa: RUF012 - as Textual declares it

    def __init__(self, title: str, day: dt.date, today: dt.date) -> None:
        super().__init__()
        self._title = title
        self._today = today
        self._day: dt.date | None = day
        self._is_reading = False
        self._is_taken = False
        """Enter was pressed before what is typed was read."""

    def compose(self) -> Iterable[Widget]:
        """Title, line, how it is read, the month."""
        with Vertical(id="form", classes="-small"):
            yield Static(plain(self._title, "bold $vermilion"), id="form-title", markup=False)
            yield Input(placeholder="上月底  -2周  2024-5-31", id="day-line", compact=True)
            yield Static(id="day-read", markup=False)
            yield MonthGrid(self._day or self._today, self._today)
            yield KeyHints(DAY_PICK)

    def on_mount(self) -> None:
        """One types at once."""
        self.query_one(Input).focus()
        self._tell("")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Read it, in a thread: the first time the words of time limits are brought in."""
        self.workers.cancel_group(self, "day")
        self._is_reading = bool(event.value.strip())
        if not self._is_reading:
            self._day = self.query_one(MonthGrid).day
            self._tell("")
            return
        self._day = None
        self.in_thread(
            partial(read_past_day, event.value, base=self._today),
            self._was_read,
            group="day",
            failed=self._not_read,
        )

    def _was_read(self, day: dt.date) -> None:
        self._is_reading = False
        self._day = self.query_one(MonthGrid).day = day
        self._tell("")
        if self._is_taken:
            self.action_take()

    def _not_read(self, error: BaseException) -> None:
        if not isinstance(error, BadInput):
            raise error
        self._is_reading = self._is_taken = False
        self._tell(str(error))

    def on_key(self, event: events.Key) -> None:
        """As long as nothing is typed, ← and → go from day to day."""
        if event.key in ("left", "right") and not self.query_one(Input).value:
            event.stop()
            event.prevent_default()
            self.action_move_day(1 if event.key == "right" else -1)

    def _tell(self, trouble: str) -> None:
        place = self.query_one("#day-read", Static)
        if trouble:
            place.update(plain(trouble, "$lamp-overdue"))
        elif self._day is not None:
            place.update(assemble((f"→ {day_words(self._day, self._today)}", "$lamp-normal")))
        else:
            place.update(plain(SAYS, "$faint"))

    def action_move_day(self, by: int) -> None:
        """Another day; what was typed gives way to it."""
        with suppress(OverflowError):
            self._move_to(self.query_one(MonthGrid).day + dt.timedelta(days=by))

    def action_move_month(self, by: int) -> None:
        """The same day of another month."""
        self._move_to(by_months(self.query_one(MonthGrid).day, by))

    def _move_to(self, day: dt.date) -> None:
        day = min(day, self._today)
        self.query_one(Input).value = ""
        self.query_one(MonthGrid).day = self._day = day
        self._tell("")

    def on_month_grid_clicked(self, event: MonthGrid.Clicked) -> None:
        """A day; clicked twice it is taken."""
        self._move_to(event.day)
        if event.is_double:
            self.action_take()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter."""
        event.stop()
        self.action_take()

    def action_take(self) -> None:
        """Take the day as it is read."""
        self._is_taken = self._is_reading
        if self._day is not None and not self._is_reading:
            self.dismiss(self._day)

    def action_give_up(self) -> None:
        """None."""
        self.dismiss(None)


def by_months(day: dt.date, by: int) -> dt.date:
    """The same day so many months on, or that month's last; the day itself where the calendar ends."""
    months = day.year * 12 + day.month - 1 + by
    try:
        last = month_end(months // 12, months % 12 + 1)
    except (ValueError, OverflowError):
        return day
    return last.replace(day=min(day.day, last.day))


def day_words(day: dt.date, today: dt.date) -> str:
    """2024-05-31 周五（18天前）."""
    ago = (today - day).days
    distance = "今天" if ago == 0 else f"{ago}天前" if ago > 0 else f"{-ago}天后"
    return f"{day} 周{WEEKDAYS[day.weekday()]}（{distance}）"
