"""The terminal app: who works here, what was done last, and the one way in which pages write."""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from textual import events
from textual.binding import BindingType

from tracker.errors import NotPermitted, Refusal, TrackerError
from tracker.settings import Settings
from tracker.tui import ending
from tracker.tui.desk_work import DeskWork
from tracker.tui.keymap import Keymap
from tracker.tui.keys import EVERYWHERE, bindings
from tracker.tui.keys.present import use, without_capital
from tracker.tui.keys_first import KeysFirst
from tracker.tui.office import Failed, Office, with_ledger
from tracker.tui.places import Places
from tracker.tui.screens.opening import OpeningScreen
from tracker.tui.screens.page import Page
from tracker.tui.sections import SECTIONS
from tracker.tui.tour import Tour
from tracker.tui.watching import Watch, form_words, news_words

if TYPE_CHECKING:
    from textual.command import Provider

    from tracker.ledger.actor import Actor
    from tracker.ledger.campaigns import CampaignOverview
    from tracker.ledger.news import News
    from tracker.ledger.store import Ledger
    from tracker.tui.dialogs.lacks import Chosen
    from tracker.tui.mining_jobs import MiningJobs
    from tracker.tui.office import FirstRows
    from tracker.tui.views import Done


def _palette() -> type[Provider]:
    """What the palette offers; it brings much that no start needs."""
    from tracker.tui.palette import Everything

    return Everything


_LOADING: Final = 5.0
"""Seconds after which all that every start needs is loaded."""


_COLLECTED: Final = 3_000
"""Objects made and not let go of after which one looks for what was dropped. Rows come by thousands and go
again: with Python's 700 a long query has everything looked through many times a second, and keys wait."""


def _collect_again() -> None:
    """From now on look for what was dropped, but not through all that was loaded: it stays until the end."""
    gc.freeze()
    gc.set_threshold(_COLLECTED)
    gc.enable()


class TrackerApp(DeskWork, inherit_bindings=False):
    """整改台账 in a terminal."""

    TITLE = "整改台账"
    CSS_PATH = "app.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(EVERYWHERE)]
    COMMANDS = {_palette}  # noqa: RUF012 - as Textual declares it
    COMMAND_PALETTE_BINDING = "ctrl+p"
    MODES = {section.name: section.open for section in SECTIONS}  # noqa: RUF012 - as Textual declares it

    def __init__(
        self,
        ledger_factory: Callable[[], Ledger],
        actor: Actor,
        today: Callable[[], date],
        banner: str = "",
        settings: Settings | None = None,
        own_folder: Path | None = None,
        start: str = "overview",
        keymap: Keymap | None = None,
        tour: Tour | None = None,
        first_rows: FirstRows | None = None,
    ) -> None:
        super().__init__(settings or Settings())
        self.is_sample = tour is not None
        self.tour = tour or Tour()
        self._start = start
        self.keymap = keymap or Keymap()
        use(self.keymap.chosen)
        self.office = Office(ledger_factory, actor, today, own_folder, first_rows)
        self.own_folder = own_folder
        self.places = Places(own_folder)
        self.campaign = ""
        """The 专项 that every page shows; empty: all."""
        self.changes = 0
        """How often something was written or chosen that the pages must read again for."""
        self.last_action = banner
        self._early: list[events.Key] | None = []
        """Keys that came before the first page."""
        self.can_undo = False
        self.was_done = False
        self.keys_first = KeysFirst()
        self.colleagues = Watch(self)
        self.news = ""
        """What colleagues did since one did something oneself."""

    @cached_property
    def mining(self) -> MiningJobs:
        """What is mined in the background."""
        from tracker.tui.mining_jobs import MiningJobs

        return MiningJobs(self)

    @property
    def is_mining(self) -> bool:
        """Something is mined at the moment; where nothing ever was, nothing is loaded for it."""
        return "mining" in vars(self) and self.mining.is_active

    def get_default_screen(self) -> OpeningScreen:
        """In sight until the first page is there."""
        return OpeningScreen(self.TITLE, self._start)

    def delay_update(self, delay: float = 0.05) -> None:
        """Draw nothing of a page while it is put together; the 台账 has its first rows by then."""
        if self._early is None or self._start != "ledger":
            super().delay_update(delay)

    def on_mount(self) -> None:
        """The head at once; the first page when it has been drawn."""
        self.mutate_reactive(TrackerApp.theme)  # set before anybody watched
        self.set_keymap(dict(self.keymap.textual()))
        if not self.is_headless:
            ending.watch(self.end)
            self.set_timer(_LOADING, _collect_again)
        self.call_after_refresh(self._open_first_page)

    async def _open_first_page(self) -> None:
        """The page, which opens the ledger in its first worker, and what is told at every start."""
        await self.switch_mode(self._start)
        early, self._early = self._early or [], None
        for event in early:
            self.post_message(event)
        self._tell_at_start()
        self.colleagues.look()
        self.offer_tour()

    def _tell_at_start(self) -> None:
        """Say what is odd about the day, else what was left unsaved."""

        def told(words: str) -> None:
            if words and not self.last_action:
                self.last_action = words
                for screen in self.screen_stack:
                    if isinstance(screen, Page):
                        screen.tell_action()

        self.in_thread(self.office.to_tell_at_start, told, group="drafts", failed=lambda _: None)

    async def on_event(self, event: events.Event) -> None:
        """Keys that come before the first page wait for it. A full-width blank is text where text is typed.

        Textual takes it for a key without a character, and a letter with Alt for that letter.
        """
        if isinstance(event, events.Key):
            event.key = without_capital(event.key)
            self.keys_first.came()
        if isinstance(event, events.Key) and event.key.startswith("alt+"):
            event.character = None
        if self._early is not None and isinstance(event, events.Key):
            self._early.append(event)
            return
        if isinstance(event, events.Key) and event.character == "\u3000" and not event.is_forwarded:
            from textual.widgets import Input, TextArea

            if isinstance(self.focused, Input | TextArea):
                event = events.Paste("\u3000")
        await super().on_event(event)

    def on_app_focus(self) -> None:
        """Back from another window: somebody else may have worked on the ledger meanwhile."""
        self.colleagues.look()
        if isinstance(self.screen, Page):
            self.screen.come_back()

    def on_unmount(self) -> None:
        """Let go of the ledger."""
        self.office.close()

    # Writing

    def write(
        self,
        task: Callable[[Ledger], Done],
        done: Callable[[Done], None] | None = None,
        failed: Failed | None = None,
    ) -> None:
        """The one way to write: one task after the other, in threads; then every page reads again."""

        def succeeded(outcome: Done) -> None:
            self._done(outcome)
            if done is not None:
                done(outcome)

        office = self.office
        self.in_thread(
            lambda: office.write(task),
            succeeded,
            group="write",
            failed=failed or self.show_failure,
            exclusive=False,
        )

    def _done(self, outcome: Done) -> None:
        self.last_action, self.can_undo, self.was_done = outcome.sentence, outcome.can_undo, True
        self.news = ""
        self.pages_changed()
        self.tour_did("written")

    def pages_changed(self) -> None:
        """Let the pages in sight read again; those of other sections do when they are opened."""
        self.changes += 1
        for screen in self.screen_stack:
            if isinstance(screen, Page):
                screen.tell_action()
                screen.catch_up()

    def tell_news(self, words: str) -> None:
        """What has to do with no one item: whether the ledger is within reach."""
        self.news = words
        for screen in self.screen_stack:
            if isinstance(screen, Page):
                screen.tell_action()

    def others_wrote(self, news: Sequence[News]) -> None:
        """Say whose work it was, on the page and in a form that is open on it; let the pages read again."""
        now, actor = datetime.now(UTC), self.office.actor
        self.news = news_words(news, actor, now) or self.news
        for form in self.forms():
            if lines := form_words(news, form.about, actor, now):
                form.tell_news(lines)
        self.pages_changed()

    def was_written(self, outcome: Done) -> None:
        """Something was written in the background."""
        self._done(outcome)

    def mining_changed(self) -> None:
        """Mining began, went on to another document, or ended."""
        for screen in self.screen_stack:
            if isinstance(screen, Page):
                screen.tell_mining()

    def show_failure(self, error: BaseException) -> None:
        """A refusal with all its reasons; another failure with its sentence."""
        from tracker.tui.dialogs.confirm import Notice
        from tracker.tui.dialogs.lacks import another_person

        if isinstance(error, NotPermitted):
            self.push_screen(another_person(error), self._may_switch)
        elif isinstance(error, Refusal):
            self.push_screen(Notice(error.summary, error.reasons))
        elif isinstance(error, TrackerError):
            self.push_screen(Notice("没有做成", (str(error),)))
        else:
            self.push_screen(Notice("程序出错，台账没有改动", (f"{type(error).__name__}：{error}",)))

    def may(self, command: str) -> bool:
        """Whether who works here may give a ledger command; where not, say so before anybody types."""
        from tracker.ledger.authority import demand_for_any

        try:
            demand_for_any(self.office.actor, command)
        except NotPermitted as refusal:
            self.show_failure(refusal)
            return False
        return True

    def _may_switch(self, chosen: Chosen | None) -> None:
        if chosen is not None:
            self.call_later(self.action_switch_actor)

    # From page to page

    async def show_section(self, name: str) -> None:
        """One of the pages that stand beside each other, as it was left."""
        if isinstance(self.screen, Page):
            await self.switch_mode(name)

    async def turn_to(self, name: str) -> None:
        """As a digit says: a section as it was left; its own page, where only others above it are seen."""
        if name != self.current_mode:
            await self.show_section(name)
        elif isinstance(self.screen, Page) and len(self.screen_stack) > 1:
            self.call_later(self._uncover)  # by the app: a page cannot wait for its own end

    async def _uncover(self) -> None:
        while isinstance(above := self.screen, Page) and len(self.screen_stack) > 1:
            if above.holds_on():
                return
            await self.pop_screen()

    def show_list(self, line: str) -> None:
        """What a figure counts, in a list above the present page."""
        from tracker.tui.screens.ledger_list import LedgerList

        self.push_screen(LedgerList(line))

    def show_view(self, line: str) -> None:
        """A saved view: in the list in sight, else in one above the present page."""
        from tracker.tui.screens.ledger_list import LedgerList

        if isinstance(self.screen, LedgerList):
            self.screen.set_filter(line)
        else:
            self.show_list(line)

    def show_item(self, number: str, refused: str = "") -> None:
        """An item's own page, above the present one; with what is in the way of what was refused."""
        from tracker.tui.screens.item import ItemScreen

        self.push_screen(ItemScreen(number, refused))

    def show_document(self, document_id: int) -> None:
        """The review of a document, above the present page."""
        from tracker.tui.screens.review import ReviewScreen

        self.push_screen(ReviewScreen(document_id))

    async def action_show_overview(self) -> None:
        """1 总览."""
        await self.turn_to("overview")

    async def action_show_ledger(self) -> None:
        """2 台账."""
        await self.turn_to("ledger")

    async def action_show_documents(self) -> None:
        """3 文档."""
        await self.turn_to("documents")

    async def action_show_schedule(self) -> None:
        """4 调度."""
        await self.turn_to("schedule")

    async def action_show_comparison(self) -> None:
        """5 对比."""
        await self.turn_to("comparison")

    def action_pick_campaign(self) -> None:
        """Show one 专项 on every page, or all."""
        if isinstance(self.screen, Page):
            task = with_ledger(self.office, _campaigns)
            self.in_thread(task, self._offer_campaigns, group="campaigns", failed=self.show_failure)

    def _offer_campaigns(self, overviews: list[CampaignOverview]) -> None:
        from tracker.tui.dialogs.ledger_forms import campaign_choices
        from tracker.tui.dialogs.pick import Pick

        self.push_screen(Pick("看哪个专项", campaign_choices(overviews)), self._campaign_picked)

    def _campaign_picked(self, name: str | None) -> None:
        if name is not None:
            self.campaign = name
            self.pages_changed()

    # Actions of every page

    def action_undo(self) -> None:
        """撤销 the last action of the ledger."""
        if isinstance(self.screen, Page):
            from tracker.tui.reversing import undo_last

            undo_last(self)

    def action_redo(self) -> None:
        """重做 what was undone."""
        if isinstance(self.screen, Page):
            from tracker.tui.reversing import redo_last

            redo_last(self)

    def action_switch_actor(self) -> None:
        """换人."""
        from tracker.tui.dialogs.actor import actor_form

        if isinstance(self.screen, Page):
            self.push_screen(actor_form(self.office), self._actor_switched)

    def _actor_switched(self, outcome: Done | None) -> None:
        if outcome is None:
            return
        for screen in self.screen_stack:
            if isinstance(screen, Page):
                screen.tell_actor()
        self.keep(actor=self.office.actor)

    def action_command_palette(self) -> None:
        """Every action of the page by name or initials."""
        from tracker.tui.palette import Palette

        if isinstance(self.screen, Page):
            self.push_screen(Palette(id="--command-palette"))


def _campaigns(ledger: Ledger) -> list[CampaignOverview]:
    from tracker.tui.workers import reads

    return reads.campaign_counts(ledger)
