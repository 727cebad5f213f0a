"""调度: what falls due when, how the ledger is sorted at the month's end, and whom to chase."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.widget import Widget

from tracker.tui.dialogs.duty_form import ask_duty
from tracker.tui.keys import SCHEDULE, bindings
from tracker.tui.rows.overview import DutyRow, FigureRow, ShareRow
from tracker.tui.rows.schedule import ItemLine, ListRow
from tracker.tui.screens.page import Page
from tracker.tui.screens.schedule_agenda import AgendaView
from tracker.tui.screens.schedule_answering import LeadersView, UnitsView
from tracker.tui.screens.schedule_board import BoardView
from tracker.tui.screens.schedule_calendar import CalendarView
from tracker.tui.screens.schedule_chasing import ChasingView
from tracker.tui.screens.schedule_consequences import ConsequencesView
from tracker.tui.screens.schedule_view import ScheduleView
from tracker.tui.widgets.choices import Choices
from tracker.tui.widgets.key_bar import KeyBar
from tracker.tui.widgets.masthead import Masthead
from tracker.tui.widgets.schedule_tabs import ScheduleTabs

VIEWS: tuple[type[ScheduleView], ...] = (
    CalendarView,
    AgendaView,
    BoardView,
    UnitsView,
    LeadersView,
    ChasingView,
    ConsequencesView,
)

ALWAYS = frozenset({"open_row", "next_tab", "previous_tab"}) | {f"show_{view.NAME}" for view in VIEWS}
"""Actions that make sense on every view."""


class ScheduleScreen(Page):
    """Tabs, and the view that is open."""

    NAME = "调度"
    KEYS = SCHEDULE
    BINDINGS: ClassVar = bindings(SCHEDULE)
    CSS_PATH = "schedule.tcss"

    def __init__(self) -> None:
        super().__init__()
        self._views = [view() for view in VIEWS]
        self._present = self._views[0]

    def body(self) -> Iterable[Widget]:
        """All views are there; one is seen."""
        yield ScheduleTabs([(view.NAME, view.LETTER, view.WORD) for view in VIEWS])
        yield from self._views

    def on_mount(self) -> None:
        """The calendar first."""
        self.show_view(self._present.NAME)

    def ledger_changed(self) -> None:
        """Every view reads again when it is looked at."""
        self.query_one(Masthead).left = self.tracker.campaign
        for view in self._views:
            view.is_stale = True
        self._refresh()

    def show_view(self, name: str) -> None:
        """One of the views by its name."""
        self._present = next(view for view in self._views if name == view.NAME)
        for view in self._views:
            view.display = view is self._present
        self.query_one(ScheduleTabs).present = name
        self.query_one(Masthead).left = self.tracker.campaign
        self._refresh()
        self._present.focus_first()
        self.tell_keys()

    def _refresh(self) -> None:
        if self._present.is_stale:
            self._present.is_stale = False
            self._present.reread()

    def tell_keys(self) -> None:
        """The foot shows what makes sense on the view."""
        makes_sense = (ALWAYS | self._present.ACTIONS) - self._present.hidden()
        self.query_one(KeyBar).hidden = frozenset(key.action for key in SCHEDULE) - makes_sense

    def on_schedule_tabs_chosen(self, event: ScheduleTabs.Chosen) -> None:
        """A click on a tab."""
        self.show_view(event.name)

    def on_choices_chosen(self, event: Choices.Chosen) -> None:
        """An item opens its page, a number its list, 周期工作 its form."""
        match event.row:
            case ItemLine(number=number):
                self.tracker.show_item(number)
            case DutyRow(occurrence):
                ask_duty(self.tracker, occurrence)
            case FigureRow(line=line) | ShareRow(line=line) | ListRow(line=line):
                self.tracker.show_list(line)

    # The keys

    def _step(self, by: int) -> None:
        place = self._views.index(self._present)
        self.show_view(self._views[(place + by) % len(self._views)].NAME)

    def action_next_tab(self) -> None:
        """Tab."""
        self._step(1)

    def action_previous_tab(self) -> None:
        """Shift+Tab."""
        self._step(-1)

    def action_show_calendar(self) -> None:
        """R."""
        self.show_view("calendar")

    def action_show_agenda(self) -> None:
        """S."""
        self.show_view("agenda")

    def action_show_board(self) -> None:
        """P."""
        self.show_view("board")

    def action_show_units(self) -> None:
        """D."""
        self.show_view("units")

    def action_show_leaders(self) -> None:
        """L."""
        self.show_view("leaders")

    def action_show_chasing(self) -> None:
        """C."""
        self.show_view("chasing")

    def action_show_consequences(self) -> None:
        """Y."""
        self.show_view("consequences")

    def action_open_row(self) -> None:
        """Enter."""
        self._present.open_row()

    def action_finish_duty(self) -> None:
        """F2."""
        self._present.finish_duty()

    def action_next_grain(self) -> None:
        """F3."""
        self._present.next_grain()

    def action_hand_over(self) -> None:
        """F4."""
        self._present.hand_over()

    def action_classify(self) -> None:
        """F8."""
        self._present.classify()

    def action_move_left(self) -> None:
        """Shift+←."""
        self._present.move_card(-1)

    def action_move_right(self) -> None:
        """Shift+→."""
        self._present.move_card(1)

    def action_take_proposals(self) -> None:
        """Ctrl+A."""
        self._present.take_proposals()

    def action_mark(self) -> None:
        """Space."""
        self._present.mark()

    def action_write_papers(self) -> None:
        """F5."""
        self._present.write_papers()

    def action_word_papers(self) -> None:
        """Ctrl+W."""
        self._present.word_papers()

    def action_issue(self) -> None:
        """F6."""
        self._present.issue()

    def action_submit(self) -> None:
        """Ctrl+T."""
        self._present.submit()

    def action_decide(self) -> None:
        """Ctrl+D."""
        self._present.decide()

    def action_go_left(self) -> None:
        """←."""
        self._present.go_left()

    def action_go_right(self) -> None:
        """→."""
        self._present.go_right()

    def action_go_today(self) -> None:
        """F7."""
        self._present.go_today()

    def action_earlier(self) -> None:
        """PgUp."""
        self._present.turn(-1)

    def action_later(self) -> None:
        """PgDn."""
        self._present.turn(1)
