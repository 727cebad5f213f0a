"""What the views of 调度 have in common: they read when they are shown, and take what the keys ask for."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, TypeVar, cast

from textual import events
from textual.containers import Container
from textual.message import Message
from textual.widget import Widget

from tracker.paths import exports_dir
from tracker.tui.widgets.choices import Choices, Row

if TYPE_CHECKING:
    from tracker.ledger.store import Ledger
    from tracker.tui.app import TrackerApp
    from tracker.tui.screens.page import Page

T = TypeVar("T")

NARROW = 90
"""Cells below which two panes stand one below the other."""


class ScheduleView(Container):
    """One view."""

    NAME: ClassVar[str]
    LETTER: ClassVar[str]
    WORD: ClassVar[str]
    ACTIONS: ClassVar[frozenset[str]] = frozenset()
    """Of the page, those that make sense here beside opening and going on to another view."""

    is_stale = True
    """Something was written since it was read."""

    @property
    def page(self) -> Page:
        """The page it stands on."""
        return cast("Page", self.screen)

    @property
    def folder(self) -> Path:
        """Where papers go."""
        return self.tracker.settings.exports or exports_dir()

    @property
    def tracker(self) -> TrackerApp:
        """The app, by its own type."""
        return self.page.tracker

    @abstractmethod
    def reread(self) -> None:
        """Read again what is shown."""

    def focus_first(self) -> None:
        """To where the keys go first."""
        for choices in self.query(Choices):
            choices.focus()
            return

    def read(self, task: Callable[[Ledger], T], then: Callable[[T], None], group: str = "") -> None:
        """Read in a thread; a newer reading of the same group replaces an older one."""
        self.page.read(task, then, group=f"{self.NAME}/{group}")

    def hidden(self) -> frozenset[str]:
        """Of its actions those that have nothing to work on."""
        return frozenset()

    # What the keys ask for; a view has those of its ACTIONS

    def open_row(self) -> None:
        """Enter."""
        for choices in self.query(Choices):
            if choices.has_focus:
                choices.choose()

    def finish_duty(self) -> None:
        """F2."""

    def next_grain(self) -> None:
        """F3."""

    def hand_over(self) -> None:
        """F4."""

    def classify(self) -> None:
        """F8."""

    def move_card(self, by: int) -> None:
        """Shift with an arrow."""

    def take_proposals(self) -> None:
        """Ctrl+A."""

    def mark(self) -> None:
        """Space."""

    def write_papers(self) -> None:
        """F5."""

    def word_papers(self) -> None:
        """Ctrl+W."""

    def issue(self) -> None:
        """F6."""

    def submit(self) -> None:
        """Ctrl+T."""

    def decide(self) -> None:
        """Ctrl+D."""

    def go_today(self) -> None:
        """F7."""

    def go_left(self) -> None:
        """←."""

    def go_right(self) -> None:
        """→."""

    def turn(self, by: int) -> None:
        """PgUp, PgDn."""


class Paged(Choices, inherit_bindings=False):
    """Lines where PgUp and PgDn turn the page of the calendar instead of scrolling."""

    BINDINGS = Choices.BINDINGS


class Master(Choices):
    """Lines at the left of which one at a time is told at the right."""

    @dataclass
    class Moved(Message):
        """Another line is in hand; None where there is none."""

        master: Master
        row: Row | None

    IN_HAND = "▏"

    _told = ""

    def show(self, rows: Sequence[Row]) -> None:
        """Other lines: the one in hand is told anew."""
        self._told = ""
        super().show(rows)

    def moved(self) -> None:
        """Another one is to be told."""
        key = self.current.key if self.current else ""
        if not key or key != self._told:
            self._told = key
            self.post_message(self.Moved(self, self.current))

    def on_click(self, event: events.Click) -> None:
        """A click only tells it; what it opens is opened from the right."""
        event.prevent_default()
        place = self.row_at(self.scroll_offset.y + event.y)
        if place is not None and self.rows[place].key:
            self.go(place)


class TwoPanes(ScheduleView):
    """A master at the left, and what it tells at the right."""

    MASTER: ClassVar[str]
    DETAIL: ClassVar[str]

    def compose(self) -> Iterable[Widget]:
        """Both panes."""
        yield Master(id=self.MASTER)
        yield Choices(id=self.DETAIL)

    def on_resize(self, event: events.Resize) -> None:
        """Beside each other, or one below the other."""
        self.set_class(event.size.width < NARROW, "-narrow")

    @property
    def master(self) -> Master:
        """The left one."""
        return self.query_one(Master)

    @property
    def detail(self) -> Choices:
        """The right one."""
        return self.query_one(f"#{self.DETAIL}", Choices)

    def focus_first(self) -> None:
        """The left one."""
        self.master.focus()

    def open_row(self) -> None:
        """From the left to the right; there what the line opens."""
        if not self.master.has_focus:
            self.detail.choose()
        elif self.detail.has_choice:
            self.detail.focus()

    def go_left(self) -> None:
        """←."""
        self.master.focus()

    def go_right(self) -> None:
        """→."""
        if self.detail.has_choice:
            self.detail.focus()

    def on_choices_left(self, event: Choices.Left) -> None:
        """Above the first line of the lower one stands the upper one."""
        if self.has_class("-narrow"):
            event.stop()
            if event.panel is self.detail and event.side == "up":
                self.master.focus()
