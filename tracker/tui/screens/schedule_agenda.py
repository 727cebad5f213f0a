"""旬周月: what falls due in a week, in ten days or in a month, day by day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual.widget import Widget

from tracker.ledger.words import Light, PaperKind
from tracker.text.periods import Grain, Period, period_of, period_words
from tracker.tui.dialogs.duty_form import ask_duty
from tracker.tui.dialogs.paper_forms import report_form
from tracker.tui.keymap import key_for
from tracker.tui.lamps import LAMPS
from tracker.tui.rows.overview import DutyRow, FigureRow, HeadingRow, NoteRow
from tracker.tui.rows.schedule import DayRow, ListRow
from tracker.tui.screens.schedule_calendar import rows_by_day
from tracker.tui.screens.schedule_view import Paged, ScheduleView
from tracker.tui.widgets.choices import Row

if TYPE_CHECKING:
    from tracker.ledger.duties import OccurrenceRow
    from tracker.ledger.store import Ledger
    from tracker.tui.workers.schedule_reads import Days

GRAINS = (Grain.WEEK, Grain.TEN_DAYS, Grain.MONTH)
PAPERS = {Grain.WEEK: PaperKind.WEEK, Grain.TEN_DAYS: PaperKind.TEN_DAYS, Grain.MONTH: PaperKind.MONTH}

TOLD = {
    **{
        light: light.word
        for light in (Light.OVERDUE, Light.IMMINENT, Light.NEAR, Light.EXTENDED, Light.NORMAL)
    },
    Light.CONTINUING: "周期、复核",
}
"""Lights that the summary tells apart, each in its word: together they are all that is open."""


class AgendaView(ScheduleView):
    """One list, a heading for each day."""

    NAME = "agenda"
    LETTER = "S"
    WORD = "旬周月"
    ACTIONS = frozenset({"word_papers", "finish_duty", "next_grain", "go_today", "earlier", "later"})

    def __init__(self) -> None:
        super().__init__(id="view-agenda")
        self._grain = 0
        self._day: dt.date | None = None
        self._duties: tuple[OccurrenceRow, ...] = ()

    def compose(self) -> Iterable[Widget]:
        """The list."""
        yield Paged(id="agenda")

    @property
    def _period(self) -> Period:
        return period_of(self._day or self.tracker.office.today(), GRAINS[self._grain])

    def reread(self) -> None:
        """The period in sight."""
        period, today, campaign = self._period, self.tracker.office.today(), self.tracker.campaign

        def agenda(ledger: Ledger) -> Days:
            from tracker.tui.workers import schedule_reads

            return schedule_reads.agenda(ledger, campaign, period.first, period.last, today=today)

        def arrived(days: Days) -> None:
            self._duties = days.duties
            self.query_one(Paged).show(agenda_rows(days, GRAINS[self._grain], period, today))

        self.read(agenda, arrived)

    def next_grain(self) -> None:
        """By week, ten days, month."""
        self._grain = (self._grain + 1) % len(GRAINS)
        self.reread()

    def go_today(self) -> None:
        """The period that runs."""
        self._day = None
        self.reread()

    def turn(self, by: int) -> None:
        """The period before or after."""
        period = self._period
        try:
            day = period.last if by > 0 else period.first
            self._day = day + dt.timedelta(days=by)
        except OverflowError:
            return
        self.query_one(Paged).to_top()
        self.reread()

    def word_papers(self) -> None:
        """Ctrl+W: the report of the period in sight; of one that is over as of its last day."""
        period, today = self._period, self.tracker.office.today()
        kind = PAPERS[GRAINS[self._grain]]
        if period.first > today:
            self.tracker.say(f"这一期还没有到，{key_for('go_today')} 回到本期")
            return
        office, campaign = self.tracker.office, self.tracker.campaign
        day = period.last if period.last < today else None
        self.tracker.push_screen(report_form(office, kind, campaign, self.folder, day))

    def finish_duty(self) -> None:
        """That under the cursor, else the period's first."""
        row = self.query_one(Paged).current
        waiting = [one for one in self._duties if one.done_on is None]
        if isinstance(row, DutyRow):
            waiting = [row.occurrence]
        if waiting:
            ask_duty(self.tracker, waiting[0])
        else:
            self.tracker.say("这一期没有要办的周期工作")


def agenda_rows(days: Days, grain: Grain, period: Period, today: dt.date) -> list[Row]:
    """The period and its figures, then each day that has something."""
    name = PAPERS[grain].word
    span = f"{period.first.year}年{period.first.month}月{period.first.day}日"
    if period.last != period.first:
        month = f"{period.last.month}月" if period.last.month != period.first.month else ""
        span += f"—{month}{period.last.day}日"
    rows: list[Row] = [HeadingRow(f"{name}　{span}", period_words(period.key, seen_from=period.first))]
    rows += _summary(days)
    by_day = rows_by_day(days)
    for day in sorted(by_day):
        load = days.loads[day]
        rows += [DayRow(day, today, load.open, load.done), *by_day[day]]
    if days.is_cut:
        rows.append(ListRow("rest", f"太多，这里只列前{len(days.rows)}项；其余的在台账里看", days.line))
    if not by_day:
        rows.append(NoteRow(f"这一期没有到期的，按 {key_for('later', '后翻')} 看下一期"))
    return rows


def _summary(days: Days) -> list[Row]:
    """到期 in all, by light, and what is met; the items among them open their list."""
    lights: dict[Light, int] = {}
    done = 0
    for load in days.loads.values():
        done += load.done
        for light, count in load.lights.items():
            lights[light] = lights.get(light, 0) + count
    whole = done + sum(lights.values())
    if not whole:
        return []
    told = [f"{LAMPS[light].sign}{word}{lights[light]}" for light, word in TOLD.items() if lights.get(light)]
    if done:
        told.append(f"√已办结{done}")
    return [
        FigureRow("due", "到期", "$foreground", whole, "·", "  ".join(told), line=days.line),
    ]
