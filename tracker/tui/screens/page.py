"""What every page has: head, foot, the last action, and its work with the ledger."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, ClassVar, TypeVar, cast

from textual.screen import Screen
from textual.widget import Widget

from tracker.tui.keys import Key
from tracker.tui.office import Failed, Threaded, with_ledger
from tracker.tui.widgets.key_bar import ActionLine, KeyBar
from tracker.tui.widgets.masthead import Masthead
from tracker.tui.widgets.mining_line import MiningLine
from tracker.tui.widgets.tour_line import TourLine

if TYPE_CHECKING:
    from tracker.ledger.store import Ledger
    from tracker.tui.app import TrackerApp
    from tracker.tui.meant import Meant

T = TypeVar("T")


class Page(Screen[None], Threaded):
    """A screen between head and foot; bodies are composed by the pages themselves."""

    AUTO_FOCUS: ClassVar[str | None] = None
    NAME: ClassVar[str] = ""
    KEYS: ClassVar[tuple[Key, ...]] = ()
    DAY: ClassVar[str] = "截至"
    """What today is to the page; one that is as of another day only says which day it is."""

    @property
    def tracker(self) -> TrackerApp:
        """The app, by its own type."""
        return cast("TrackerApp", self.app)

    def compose(self) -> Iterable[Widget]:
        """Head, body, last action, keys."""
        yield Masthead(self.NAME, self.app.current_mode)
        yield from self.body()
        yield MiningLine()
        yield TourLine()
        yield ActionLine()
        yield KeyBar(self.KEYS)

    _caught_up = 0
    """Count of the app's changes when it last read."""

    @abstractmethod
    def body(self) -> Iterable[Widget]:
        """What stands between head and foot."""

    def on_mount(self) -> None:
        """Say who works here and what was done last."""
        self.tracker.page_opened(self.NAME)
        self._caught_up = self.tracker.changes
        self.tell_actor()
        self.tell_action()

    def on_screen_resume(self) -> None:
        """The same, after another page was on top; and what was written meanwhile."""
        self.query_one(KeyBar).is_covered = False
        self.tracker.page_opened(self.NAME)
        self.tell_actor()
        self.tell_action()
        self.catch_up()

    def on_screen_suspend(self) -> None:
        """A window or another page stands above: the foot tells no keys that do not work."""
        self.query_one(KeyBar).is_covered = True

    def catch_up(self) -> None:
        """Read again if something was written since."""
        if self._caught_up != self.tracker.changes:
            self._caught_up = self.tracker.changes
            self.ledger_changed()

    def come_back(self) -> None:
        """Read again, whatever was written since: another day may have begun too."""
        self.ledger_changed()

    def tell_actor(self) -> None:
        """截至 2024-06-18 ▏ 经办 李明."""
        office = self.tracker.office
        actor = office.actor
        self.query_one(Masthead).right = f"{self.DAY} {office.today()} ▏{actor.role.word} {actor.name}"

    def tell_mining(self) -> None:
        """Mining began, went on to another document, or ended."""
        self.query_one(MiningLine).tell()

    def hide_keys(self, *actions: str) -> None:
        """Only these make no sense now: the foot leaves them out."""
        self.query_one(KeyBar).hidden = frozenset(actions)

    def tell_action(self) -> None:
        """The last thing done, and what is being mined."""
        self.tell_mining()
        line = self.query_one(ActionLine)
        line.said = self.tracker.last_action
        line.can_undo = self.tracker.can_undo
        line.was_done = self.tracker.was_done
        line.news = self.tracker.news

    def tell_under_way(self, words: str) -> None:
        """In the place of the last thing done: what is being done, until `tell_action`."""
        line = self.query_one(ActionLine)
        line.said, line.can_undo, line.was_done = words, False, False

    def holds_on(self) -> bool:
        """Something is under way or would be lost: the page stays, and has said or asked so."""
        return False

    def meant(self) -> tuple[Meant, ...]:
        """Items that are in hand here, the nearest at hand first."""
        return ()

    def ledger_changed(self) -> None:
        """Something was written: read again what is shown."""

    def read(
        self,
        task: Callable[[Ledger], T],
        then: Callable[[T], None],
        *,
        group: str,
        failed: Failed | None = None,
        exclusive: bool = True,
    ) -> None:
        """Read in a thread; a newer reading of the same group replaces an older one."""
        self.in_thread(
            with_ledger(self.tracker.office, task),
            then,
            group=group,
            failed=failed or self.tracker.show_failure,
            exclusive=exclusive,
        )

    async def action_back(self) -> None:
        """To the page below, which is as it was left; from the page of a section to the 台账."""
        if len(self.tracker.screen_stack) > 1:
            await self.tracker.pop_screen()
        else:
            await self.tracker.show_section("ledger")
