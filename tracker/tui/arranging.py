"""What users arrange for themselves, in the app: keys, themes, settings; and where they read how."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from tracker.settings import Settings, update
from tracker.text.quotes import nested_quotes
from tracker.tui.keymap import Keymap, key_for
from tracker.tui.keymap import save as save_keymap
from tracker.tui.keys.present import use
from tracker.tui.leaving import Leaving
from tracker.tui.office import Office, Threaded, with_ledger
from tracker.tui.screens.page import Page
from tracker.tui.themes import next_theme
from tracker.tui.tour import Tour, tour_file
from tracker.tui.widgets.key_bar import KeyBar
from tracker.tui.widgets.masthead import Masthead
from tracker.tui.widgets.tour_line import TourLine

if TYPE_CHECKING:
    from pathlib import Path

    from tracker.ledger.store import Ledger
    from tracker.tui.views import Done


class Arranging(Leaving, Threaded, inherit_bindings=False):
    """The part of the app that is about the app itself."""

    office: Office
    settings: Settings
    own_folder: Path | None
    last_action: str
    keymap: Keymap
    tour: Tour
    is_sample = False
    """Open on the sample ledger, where the 导览 goes on."""
    is_tour_wanted = False
    """It ended in order to go to the sample."""

    def use_keymap(self, keymap: Keymap) -> None:
        """From now on these keys: bindings, feet, heads, palette, help and every hint."""
        self.keymap = keymap
        use(keymap.chosen)
        self.set_keymap(dict(keymap.textual()))
        for screen in self.screen_stack:
            for widget in screen.query("KeyBar, KeyHints, Masthead, ActionLine"):
                widget.refresh()
        self.pages_changed()
        if self.own_folder is not None:
            self._in_background(lambda: save_keymap(keymap))

    def keep(self, **chosen: Any) -> None:
        """Keep a choice for the next start; what is open for trying only keeps nothing."""
        if self.own_folder is not None:
            self._in_background(lambda: update(**chosen))

    def _in_background(self, task: Any) -> None:
        self.in_thread(
            task,
            lambda _: None,
            group="settings",
            failed=lambda error: self.say(f"已生效，但没能留到下次：{error}"),
            exclusive=False,
        )

    @abstractmethod
    def pages_changed(self) -> None:
        """Let the pages read again."""

    def say(self, sentence: str) -> None:
        """A passing remark."""
        self.notify(nested_quotes(sentence), markup=False, timeout=4)

    def action_switch_theme(self) -> None:
        """The next of the themes."""
        self.use_theme(next_theme(self.theme))

    def use_theme(self, name: str) -> None:
        """This one."""
        self.theme = name
        self.say(f"主题：{name}")
        self.keep(theme=name)

    def action_settings(self) -> None:
        """设置."""
        if isinstance(self.screen, Page):
            from tracker.tui.dialogs.settings_form import settings_form

            self.push_screen(settings_form(self.office, self.theme, self.own_folder), self._set)

    def _set(self, outcome: Done | None) -> None:
        if outcome is None:
            return
        from tracker.tui.dialogs.settings_form import SettingsDone

        if isinstance(outcome, SettingsDone):
            # What the terminal said at the start, where it is to be asked.
            cells = outcome.settings.ambiguous or self.settings.ambiguous
            self.settings = replace(outcome.settings, ambiguous=cells)
            if outcome.settings.theme in self.available_themes:
                self.theme = outcome.settings.theme
        for screen in self.screen_stack:
            if isinstance(screen, Page):
                screen.tell_actor()

    def action_keymap(self) -> None:
        """按键."""
        from tracker.tui.screens.keymap import KeymapScreen

        if isinstance(self.screen, Page) and not isinstance(self.screen, KeymapScreen):
            self.push_screen(KeymapScreen(self.screen.KEYS))

    def action_manual(self) -> None:
        """使用手册."""
        from tracker.tui.screens.manual import ManualScreen

        if isinstance(self.screen, Page) and not isinstance(self.screen, ManualScreen):
            self.push_screen(ManualScreen())

    # 导览

    def offer_tour(self) -> None:
        """At the first starts, as long as nothing came into the own ledger and the tour was never begun."""
        if self.own_folder is None:
            return
        today = self.office.today()

        def is_wanted(ledger: Ledger) -> bool:
            from tracker.ledger import queries, reviews

            is_empty = not queries.item_ids(ledger, today=today, limit=1) and not reviews.documents(ledger)
            return is_empty and not tour_file().exists()

        def told(wanted: bool) -> None:
            if wanted and not self.last_action:
                tour, mine = key_for("tour"), key_for("mine")
                self.last_action = f"台账还是空的：{tour} 走一遍导览，{mine} 挖掘第一份文件"
                for screen in self.screen_stack:
                    if isinstance(screen, Page):
                        screen.tell_action()

        self.in_thread(with_ledger(self.office, is_wanted), told, group="tour", failed=lambda _: None)

    def tell_tour(self) -> None:
        """Another step, or none: on every page in sight."""
        step = self.tour.step
        for screen in self.screen_stack:
            for line in screen.query(TourLine):
                line.tell()
            for bar in screen.query(KeyBar):
                bar.pointed = step.points_at if step else ""
            for head in screen.query(Masthead):
                head.pointed = step.points_at if step else ""

    def page_opened(self, name: str) -> None:
        """A page is in sight, which may be what the step asked for."""
        self.tour_did("", name, is_page_opened=True)
        self.tell_tour()

    def tour_did(self, action: str, page: str = "", *, is_page_opened: bool = False) -> None:
        """Something was done or opened: perhaps the step."""
        if self.tour.did(action, page, is_page_opened=is_page_opened):
            if self.tour.is_done:
                self.say("导览走完了。自己的台账：tracker；按键、预警、流程随时看帮助")
            self.tell_tour()

    async def run_action(self, action: Any, default_namespace: Any = None, namespaces: Any = None) -> bool:
        """As Textual does; the tour looks on."""
        done = await super().run_action(action, default_namespace, namespaces)
        if done and self.tour.is_on and isinstance(action, str):
            self.tour_did(action.rpartition(".")[2])
        return done

    def action_tour(self) -> None:
        """On, off; from one's own ledger to the sample and back."""
        if self.is_sample:
            if told := self.tour.switch():
                self.say(told)
            self.tell_tour()
        elif isinstance(self.screen, Page):
            from tracker.tui.dialogs.confirm import Confirm

            question = Confirm(
                "导览",
                "导览在样例台账上走，您的台账一点不动；退出样例就回到这里。",
                yes="去走一遍",
                no="不去",
            )
            self.push_screen(question, self._tour_answered)

    def _tour_answered(self, answer: bool | None) -> None:
        if answer:
            self.is_tour_wanted = True
            self.exit()

    def action_skip_step(self) -> None:
        """跳过一步."""
        if self.tour.step is not None:
            self.tour.skip()
            self.tell_tour()
        else:
            self.say(f"现在没有在走导览，{key_for('tour')} 开始")

    def action_help(self) -> None:
        """All keys, lights and steps; those of the present page first."""
        from tracker.tui.screens.help import HelpScreen

        if isinstance(self.screen, Page) and not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self.screen.KEYS))
