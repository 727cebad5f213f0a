"""What the views of 调度 have in common: they read when they are shown, and take what the keys ask for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, TypeVar, cast

from textual.containers import Container

from tracker.tui.widgets.choices import Choices

if TYPE_CHECKING:
    from tracker.ledger.store import Ledger
    from tracker.tui.app import TrackerApp
    from tracker.tui.screens.page import Page

T = TypeVar("T")


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
    def tracker(self) -> TrackerApp:
        """The app, by its own type."""
        return self.page.tracker

    def reread(self) -> None:
        """Read again what is shown."""
        raise NotImplementedError

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

    def issue(self) -> None:
        """F6."""

    def submit(self) -> None:
        """Ctrl+T."""

    def decide(self) -> None:
        """Ctrl+D."""

    def go_today(self) -> None:
        """F7."""

    def turn(self, by: int) -> None:
        """PgUp, PgDn."""


class Paged(Choices, inherit_bindings=False):
    """Lines where PgUp and PgDn turn the page of the calendar instead of scrolling."""

    BINDINGS = Choices.BINDINGS
