"""总览: how the ledger stands today; every number opens its list."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual import events
from textual.containers import Container, Horizontal, Vertical
from textual.widget import Widget

from tracker.ledger.figures.waiting import ATTENTION, waiting_for
from tracker.text.periods import Grain
from tracker.tui.dialogs.duty_form import ask_duty
from tracker.tui.dialogs.ledger_forms import new_item_form
from tracker.tui.keymap import key_for
from tracker.tui.keys import OVERVIEW, bindings
from tracker.tui.rows.overview import DutyRow, FigureRow, HeadingRow, NoteRow, ShareRow
from tracker.tui.screens.mining import mine
from tracker.tui.screens.overview_lines import DEAR, light_rows, share_rows, state_rows, today_rows
from tracker.tui.screens.page import Page
from tracker.tui.widgets.choices import Choices
from tracker.tui.widgets.key_bar import KeyBar
from tracker.tui.widgets.masthead import Masthead
from tracker.tui.widgets.trend_chart import TrendChart
from tracker.tui.widgets.welcome import Welcome

if TYPE_CHECKING:
    from tracker.ledger.duties import OccurrenceRow
    from tracker.ledger.figures.definitions import Figure
    from tracker.ledger.figures.glance import PeriodRow
    from tracker.ledger.store import Ledger
    from tracker.tui.workers.overview_reads import Charts, Chased, Standing

T = TypeVar("T")

NARROW, WIDE, BROAD = 70, 110, 160
"""Cells from which the columns are laid out otherwise."""

LOW = 22
"""Lines below which the lights scroll."""

GRAINS = (Grain.MONTH, Grain.WEEK, Grain.TEN_DAYS)

CHARTS = ("by-unit", "trend", "by-category")


class OverviewScreen(Page):
    """Today at the left, the ledger as a whole at the right."""

    NAME = "总览"
    KEYS = OVERVIEW
    BINDINGS: ClassVar = bindings(OVERVIEW)
    CSS_PATH = "overview.tcss"

    def __init__(self) -> None:
        super().__init__()
        self._standing: Standing | None = None
        self._counts: dict[str, int] = {}
        self._duties: tuple[OccurrenceRow, ...] | None = None
        self._chased: Chased | None = None
        self._chart = 0
        self._shown = 1
        self._grain = 0
        self._periods = 0
        """Of the trend that is shown; 0 before the first was read."""
        self._asked_by = ""
        """Who the figures are for, and of which 专项: others' are not kept while theirs come."""

    def body(self) -> Iterable[Widget]:
        """All panels at their places from the first frame on; numbers come as they are counted."""
        with Horizontal(id="glance"):
            yield Choices(id="today")
            with Vertical(id="facts"):
                with Horizontal(id="standing"):
                    yield Choices(id="states")
                    yield Choices(id="lights")
                with Container(id="charts"):
                    yield Choices(id="by-unit")
                    yield TrendChart(id="trend")
                    yield Choices(id="by-category")
        yield Welcome(id="welcome")

    def on_mount(self) -> None:
        """Draw, then read."""
        self.query_one(Welcome).display = False
        for name, title in (("by-unit", "按单位完成"), ("by-category", "按问题类别完成")):
            self.query_one(f"#{name}", Choices).show((HeadingRow(title),))
        self._show_standing()
        self.query_one("#today").focus()
        self.ledger_changed()

    def on_resize(self, event: events.Resize) -> None:
        """Two columns always; as many charts as can be read."""
        cells, lines = event.size.width, event.size.height
        self.set_class(cells < NARROW, "-narrow")
        self.set_class(cells >= WIDE, "-wide")
        self.set_class(cells >= BROAD, "-broad")
        self.set_class(lines < LOW, "-low")
        self._shown = 3 if cells >= BROAD and lines >= 30 else 2 if lines >= 36 else 1
        self.set_class(self._shown == 2, "-two")
        self.set_class(self._shown == 3, "-three")
        self._show_charts()
        if self._periods not in (0, self._periods_wanted):
            self._read_trend(lambda: None, group="trend")

    def _show_charts(self) -> None:
        shown = {CHARTS[(self._chart + place) % len(CHARTS)] for place in range(self._shown)}
        for name in CHARTS:
            self.query_one(f"#{name}").display = name in shown
        self._tell_keys()

    # Reading: the cheap before the dear, each shown as it comes

    def ledger_changed(self) -> None:
        """Read everything again, what everybody looks at first."""
        from_whom = f"{self.tracker.office.actor}/{self.tracker.campaign}"
        if self._asked_by != from_whom:
            self._asked_by = from_whom
            self._counts, self._chased = {}, None
        self._show_today()
        today, campaign = self.tracker.office.today(), self.tracker.campaign

        def standing(ledger: Ledger) -> Standing:
            from tracker.tui.workers import overview_reads

            return overview_reads.standing(ledger, campaign, today=today)

        self._read(standing, self._stands)

    def tell_actor(self) -> None:
        """Another actor has other things to do."""
        super().tell_actor()
        if self._asked_by and not self._asked_by.startswith(f"{self.tracker.office.actor}/"):
            self.ledger_changed()

    def _read(
        self, task: Callable[[Ledger], T], then: Callable[[T], None], *, group: str = "overview"
    ) -> None:
        self.read(task, then, group=group, failed=self._not_read)

    def _not_read(self, error: BaseException) -> None:
        if self._standing is None:
            self.query_one("#today", Choices).show((NoteRow(f"台账没有打开，{key_for('leave')} 退出"),))
        self.tracker.show_failure(error)

    def _stands(self, standing: Standing) -> None:
        self._standing = standing
        super().tell_actor()  # on a server whoever signed in
        several = standing.campaigns > 1 and not self.tracker.campaign
        self.query_one(Masthead).left = f"全部专项（{standing.campaigns}个）" if several else standing.name
        is_empty = standing.total == 0 and not self.tracker.campaign
        welcome = self.query_one(Welcome)
        welcome.display, welcome.pending = is_empty, standing.pending
        self.query_one("#glance").display = not is_empty
        self._tell_keys()
        if is_empty:
            return
        if self.focused is None:
            self.query_one("#today").focus()
        self._show_standing()
        for figure in self._figures():
            known = standing.known(figure.query)
            if known is not None:
                self._counts[figure.code] = known
        self._show_today()
        self._count([one for one in self._unknown() if one.code not in DEAR], self._read_duties)

    def _figures(self) -> list[Figure]:
        return [*ATTENTION, *waiting_for(self.tracker.office.actor)]

    def _unknown(self) -> list[Figure]:
        standing = self._standing
        return [one for one in self._figures() if standing is None or standing.known(one.query) is None]

    def _count(self, figures: list[Figure], then: Callable[[], None]) -> None:
        today, campaign = self.tracker.office.today(), self.tracker.campaign

        def counted(ledger: Ledger) -> dict[str, int]:
            from tracker.tui.workers import overview_reads

            return overview_reads.counted(ledger, figures, campaign, today=today)

        def arrived(counts: dict[str, int]) -> None:
            self._counts.update(counts)
            self._show_today()
            then()

        self._read(counted, arrived)

    def _read_duties(self) -> None:
        today, campaign = self.tracker.office.today(), self.tracker.campaign
        near_days = self._standing.near_days if self._standing else 0

        def due(ledger: Ledger) -> tuple[OccurrenceRow, ...]:
            from tracker.tui.workers import overview_reads

            return overview_reads.duties_due(ledger, campaign, near_days, today=today)

        def arrived(rows: tuple[OccurrenceRow, ...]) -> None:
            self._duties = rows
            self._show_today()
            self._read_charts()

        self._read(due, arrived)

    def _read_charts(self) -> None:
        today, campaign = self.tracker.office.today(), self.tracker.campaign

        def charts(ledger: Ledger) -> Charts:
            from tracker.tui.workers import overview_reads

            return overview_reads.charts(ledger, campaign, today=today)

        def arrived(found: Charts) -> None:
            self.query_one("#by-unit", Choices).show(share_rows("按单位完成", found.units))
            self.query_one("#by-category", Choices).show(share_rows("按问题类别完成", found.categories))
            self._read_trend(self._count_dear)

        self._read(charts, arrived)

    @property
    def _periods_wanted(self) -> int:
        """As many as there is room for."""
        return 6 if self.size.width < WIDE else 12

    def _read_trend(self, then: Callable[[], None], *, group: str = "overview") -> None:
        """After a resize in a group of its own: figures that are still being counted go on."""
        today, campaign = self.tracker.office.today(), self.tracker.campaign
        grain = GRAINS[self._grain]
        number = self._periods_wanted

        def trend(ledger: Ledger) -> tuple[PeriodRow, ...]:
            from tracker.tui.workers import overview_reads

            return overview_reads.trend(ledger, campaign, grain, number, today=today)

        def arrived(rows: tuple[PeriodRow, ...]) -> None:
            if (grain, campaign) == (GRAINS[self._grain], self.tracker.campaign):
                self._periods = number
                self.query_one(TrendChart).show(rows, grain)
                if number != self._periods_wanted:  # resized meanwhile
                    self._read_trend(lambda: None, group="trend")
            then()

        self._read(trend, arrived, group=group)

    def _count_dear(self) -> None:
        self._count([one for one in self._unknown() if one.code in DEAR], self._read_chased)

    def _read_chased(self) -> None:
        today, campaign = self.tracker.office.today(), self.tracker.campaign

        def chased(ledger: Ledger) -> Chased:
            from tracker.tui.workers import overview_reads

            return overview_reads.chased(ledger, campaign, today=today)

        def arrived(found: Chased) -> None:
            self._chased = found
            self._show_today()

        self._read(chased, arrived)

    def _show_standing(self) -> None:
        self.query_one("#states", Choices).show(state_rows(self._standing))
        self.query_one("#lights", Choices).show(light_rows(self._standing))

    def _show_today(self) -> None:
        actor = self.tracker.office.actor
        rows = today_rows(actor, self._counts, self._duties, self._chased, self._standing)
        self.query_one("#today", Choices).show(rows)
        self._tell_keys()

    # From panel to panel

    @property
    def _panels(self) -> list[Choices | TrendChart]:
        """Those in sight that have something to choose."""
        found: list[Choices | TrendChart] = [panel for panel in self.query(Choices) if panel.has_choice]
        found += [chart for chart in self.query(TrendChart) if chart.current is not None]
        return [panel for panel in found if panel.display]

    def action_next_panel(self) -> None:
        """Tab."""
        panels = self._panels
        if panels:
            place = next((place for place, panel in enumerate(panels) if panel.has_focus), -1)
            panels[(place + 1) % len(panels)].focus()

    def action_panel_left(self) -> None:
        """To the panel at the left."""
        self._go("left")

    def action_panel_right(self) -> None:
        """To the panel at the right."""
        self._go("right")

    def on_choices_left(self, event: Choices.Left) -> None:
        """Beyond the first or last line."""
        self._go(event.side)

    def on_trend_chart_left(self, event: TrendChart.Left) -> None:
        """Beyond its edge."""
        self._go(event.side)

    def _go(self, side: str) -> None:
        """To the nearest panel on that side."""
        present = self.focused
        if present is None:
            return
        own = present.region

        def away(panel: Widget) -> tuple[int, int] | None:
            region = panel.region
            match side:
                case "left" if region.right <= own.x:
                    return own.x - region.right, abs(region.y - own.y)
                case "right" if region.x >= own.right:
                    return region.x - own.right, abs(region.y - own.y)
                case "up" if region.bottom <= own.y and region.right > own.x:
                    return own.y - region.bottom, abs(region.x - own.x)
                case "down" if region.y >= own.bottom and region.x < own.right:
                    return region.y - own.bottom, abs(region.x - own.x)
            return None

        found = [(distance, place) for place, panel in enumerate(self._panels) if (distance := away(panel))]
        if found:
            self._panels[min(found)[1]].focus()

    # Opening

    def action_open_figure(self) -> None:
        """Enter."""
        if isinstance(self.focused, Choices | TrendChart):
            self.focused.choose()

    async def on_choices_chosen(self, event: Choices.Chosen) -> None:
        """A figure opens its list, 周期工作 its form, 今天该催 its view."""
        from tracker.tui.screens.schedule import ScheduleScreen

        match event.row:
            case DutyRow(occurrence):
                ask_duty(self.tracker, occurrence)
            case FigureRow(section=section) if section:
                await self.tracker.show_section(section)
                if isinstance(self.tracker.screen, ScheduleScreen):
                    self.tracker.screen.show_view("chasing")
            case FigureRow(line=line) | ShareRow(line=line):
                self.tracker.show_list(line)

    def on_trend_chart_chosen(self, event: TrendChart.Chosen) -> None:
        """A period opens its list."""
        self.tracker.show_list(event.line)

    def action_finish_duty(self) -> None:
        """F2: that under the cursor, else the oldest one."""
        today = self.query_one("#today", Choices)
        if today.has_focus and isinstance(today.current, DutyRow):
            ask_duty(self.tracker, today.current.occurrence)
        elif self._duties:
            ask_duty(self.tracker, self._duties[0])
        else:
            self.tracker.say("没有要办的周期工作")

    def action_next_chart(self) -> None:
        """F6: the next one where not all have room."""
        had_focus = self.focused is not None and self.focused.id in CHARTS
        self._chart = (self._chart + 1) % len(CHARTS)
        self._show_charts()
        if had_focus:
            self.query_one(f"#{CHARTS[self._chart]}").focus()

    def action_next_grain(self) -> None:
        """F3: by month, week, ten days."""
        self._grain = (self._grain + 1) % len(GRAINS)
        if self._shown == 1 and self._chart != CHARTS.index("trend"):
            self._chart = CHARTS.index("trend")
            self._show_charts()
        self._read_trend(self._count_dear)

    def action_mine(self) -> None:
        """F7 挖掘."""
        mine(self.tracker)

    def action_add_item(self) -> None:
        """Ctrl+N 新增."""
        if self.tracker.may("add"):
            self.tracker.push_screen(new_item_form(self.tracker.office, self.tracker.campaign))

    async def action_review(self) -> None:
        """Ctrl+R 复核."""
        await self.tracker.show_section("documents")

    def _tell_keys(self) -> None:
        """What has nothing to work on is left out of the foot."""
        hidden = set()
        if not self._duties:
            hidden.add("finish_duty")
        if self._shown == len(CHARTS):
            hidden.add("next_chart")
        if self._standing is None or not self._standing.total:
            hidden |= {"open_figure", "next_panel", "next_chart", "next_grain"}
        self.query_one(KeyBar).hidden = frozenset(hidden)
