"""日历: a month with its load, and what falls due on the day one looks at."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual import events
from textual.widget import Widget

from tracker.text.dates import add_months
from tracker.tui.dialogs.duty_form import ask_duty
from tracker.tui.rows.overview import DutyRow, HeadingRow, NoteRow
from tracker.tui.rows.schedule import DayRow, ListRow, TextRow, due_line
from tracker.tui.screens.schedule_view import Paged, ScheduleView
from tracker.tui.widgets.choices import Choices, Row
from tracker.tui.widgets.month_calendar import MonthCalendar, month_grid

if TYPE_CHECKING:
    from tracker.ledger.duties import OccurrenceRow
    from tracker.ledger.store import Ledger
    from tracker.tui.workers.schedule_reads import Days

BESIDE = 100
"""Cells from which the day stands beside the month."""


class CalendarView(ScheduleView):
    """The month above or beside the day."""

    NAME = "calendar"
    LETTER = "R"
    WORD = "日历"
    ACTIONS = frozenset({"finish_duty", "go_today", "earlier", "later"})

    def __init__(self) -> None:
        super().__init__(id="view-calendar")
        self._duties: tuple[OccurrenceRow, ...] = ()

    def compose(self) -> Iterable[Widget]:
        """The month, the day."""
        yield MonthCalendar()
        yield Paged(id="day")

    def on_resize(self, event: events.Resize) -> None:
        """Beside each other where there is room."""
        self.set_class(event.size.width >= BESIDE, "-beside")
        self.set_class(event.size.height >= 26 and event.size.width < BESIDE, "-high")

    @property
    def _month(self) -> MonthCalendar:
        return self.query_one(MonthCalendar)

    @property
    def _day(self) -> Paged:
        return self.query_one(Paged)

    def focus_first(self) -> None:
        """The month."""
        self._month.focus()

    def reread(self) -> None:
        """The month's load, then the day."""
        today = self.tracker.office.today()
        month = self._month
        if month.today == month.day:  # shown for the first time, or today was looked at and is over
            month.show(today, today)
        else:
            month.show(month.day, today)
        self._read_month()

    def _read_month(self) -> None:
        day, today, campaign = self._month.day, self._month.today, self.tracker.campaign
        first, last = month_grid(day)

        def loads(ledger: Ledger) -> Days:
            from tracker.tui.workers import schedule_reads

            return schedule_reads.loads(ledger, campaign, first, last, today=today)

        def arrived(days: Days) -> None:
            if month_grid(self._month.day) == (days.first, days.last):
                self._month.show_loads(days.loads)

        self.read(loads, arrived, "month")
        self._read_day()

    def _read_day(self) -> None:
        day, today, campaign = self._month.day, self._month.today, self.tracker.campaign

        def agenda(ledger: Ledger) -> tuple[Days, Days | None]:
            from tracker.tui.workers import schedule_reads

            found = schedule_reads.agenda(ledger, campaign, day, day, today=today)
            after = schedule_reads.after(ledger, campaign, day, today=today)
            return found, after

        self.read(agenda, self._show_day, "day")

    def _show_day(self, found: tuple[Days, Days | None]) -> None:
        days, after = found
        if days.first != self._month.day:
            return
        self._duties = days.duties
        rows = day_rows(days, self._month.today)
        self._day.show([*rows, *(rows_after(after, self._month.today) if after else [])])

    # Moving

    def on_month_calendar_day_changed(self, event: MonthCalendar.DayChanged) -> None:
        """The day's agenda; of another month its load too."""
        self._looked(event.day)

    def _looked(self, day: dt.date) -> None:
        if self._month.has_loads:
            self._read_day()
        else:
            self._read_month()

    def on_month_calendar_day_taken(self, event: MonthCalendar.DayTaken) -> None:
        """Into the day."""
        self._day.focus()

    def on_month_calendar_turned(self, event: MonthCalendar.Turned) -> None:
        """The wheel, or a click beside the month's name."""
        self.turn(event.by)

    def go_today(self) -> None:
        """F7."""
        self._month.focus()
        self._month.go(self._month.today)

    def turn(self, by: int) -> None:
        """The same day of another month."""
        try:
            self._month.go(add_months(self._month.day, by))
        except (OverflowError, ValueError):
            return

    def open_row(self) -> None:
        """From the month into the day; there what the line opens."""
        if self._month.has_focus:
            if self._day.has_choice:
                self._day.focus()
            else:
                self.tracker.say("这一天没有到期的")
        else:
            self._day.choose()

    def on_choices_left(self, event: Choices.Left) -> None:
        """Above the first line stands the month."""
        if event.side == "up":
            event.stop()
            self._month.focus()

    def finish_duty(self) -> None:
        """That under the cursor, else the day's first."""
        row = self._day.current
        waiting = [one for one in self._duties if one.done_on is None]
        if isinstance(row, DutyRow) and self._day.has_focus:
            waiting = [row.occurrence]
        if waiting:
            ask_duty(self.tracker, waiting[0])
        else:
            self.tracker.say("这一天没有要办的周期工作")


def rows_after(days: Days, today: dt.date) -> list[Row]:
    """What comes in the days after, so that an empty day says more than nothing."""
    by_day = rows_by_day(days)
    rows: list[Row] = [HeadingRow("往后", f"{(days.last - days.first).days + 1}天内")]
    for day in sorted(by_day):
        load = days.loads[day]
        rows += [DayRow(day, today, load.open, load.done), *by_day[day]]
    return rows if by_day else [*rows, NoteRow("没有到期的")]


def rows_by_day(days: Days) -> dict[dt.date, list[Row]]:
    """周期工作 and what falls due, for each day that has something."""
    by_day: dict[dt.date, list[Row]] = {}
    for one in days.duties:
        by_day.setdefault(one.due, []).append(duty_line(one))
    for row in days.rows:
        by_day.setdefault(row.day, []).append(due_line(row))
    return by_day


def duty_line(occurrence: OccurrenceRow) -> Row:
    """A period of 周期工作; one that is done is only read."""
    if occurrence.done_on is None:
        return DutyRow(occurrence)
    done = f"{occurrence.duty.name} {occurrence.period_words} {occurrence.words}"
    return TextRow(f"{done} {occurrence.done_on} {occurrence.done_by}", "$muted", "  √")


def day_rows(days: Days, today: dt.date) -> list[Row]:
    """Heading, 周期工作, what falls due, and the way to the list."""
    load = days.loads.get(days.first)
    rows: list[Row] = [DayRow(days.first, today, load.open if load else 0, load.done if load else 0)]
    rows += [duty_line(one) for one in days.duties]
    rows += [due_line(row) for row in days.rows]
    if days.is_cut:
        rows.append(NoteRow(f"太多，这里只列前{len(days.rows)}项"))
    if any(row.matter.value == "item" for row in days.rows):
        rows.append(ListRow("list", "时限是这一天的，列入台账", days.line))
    if len(rows) == 1:
        rows.append(NoteRow("没有到期的"))
    return rows
