"""The command palette in Chinese: actions by name or pinyin initials, items, views, documents, themes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from textual.command import CommandInput, CommandList, CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.fuzzy import Matcher
from textual.widget import Widget
from textual.widgets import LoadingIndicator

from tracker.errors import TrackerError
from tracker.tui.keys import COMPARISON, DOCUMENTS, EVERYWHERE, LIST, OVERVIEW, SCHEDULE, Key
from tracker.tui.keys.present import as_configured
from tracker.tui.lines import assemble, plain
from tracker.tui.office import with_ledger
from tracker.tui.screens.page import Page
from tracker.tui.sections import SECTIONS, Section
from tracker.tui.themes import themes
from tracker.tui.widgets.marked_list import MarkedList

if TYPE_CHECKING:
    from tracker.ledger.store import Ledger
    from tracker.tui.app import TrackerApp
    from tracker.tui.workers.palette_reads import Found

PLACEHOLDER = "名称、拼音首字母、编号或字词，例如 销号、xh、0012"

EXACT, BEGINNING = 100.0, 50.0
"""Far above what the matcher gives: a single letter in a short line has a high score there."""

EXPLAINED = 0.5
"""For an action whose explanation has the very words: below those whose own word matches."""

ELSEWHERE = 0.9
"""An action of another page comes below the same one of this page."""

SHORTEST = 2
"""Characters from which the ledger is asked, and explanations are looked through."""

SECTION_ACTIONS = {
    "overview": OVERVIEW,
    "ledger": LIST,
    "documents": DOCUMENTS,
    "schedule": SCHEDULE,
    "comparison": COMPARISON,
}
"""What can be done on the pages that stand beside each other, by the names of their modes."""


class HitList(CommandList, MarkedList, can_focus=False):
    """What is found; the line under the cursor is told by a bar too."""


class Palette(CommandPalette):
    """Textual's palette with our words."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(placeholder=PLACEHOLDER, id=id)

    def compose(self) -> Iterable[Widget]:
        """As Textual's, with a list of our own and without the looking glass."""
        with Vertical(id="--container"):
            with Horizontal(id="--input"):
                yield CommandInput(placeholder=self._placeholder, select_on_focus=False)
            with Vertical(id="--results"):
                yield HitList()
                yield LoadingIndicator()


def palette_keys(page: Page) -> list[tuple[str, Key]]:
    """Every action of a page with the name by which it is run; the palette itself is left out."""
    own = [(f"screen.{key.action}", key) for key in page.KEYS]
    everywhere = [(f"app.{key.action}", key) for key in EVERYWHERE if key.action != "command_palette"]
    return [(name, as_configured(key)) for name, key in own + everywhere]


def actions_elsewhere(page: Page) -> Iterator[tuple[Section, Key]]:
    """What only another of the pages can do, each once; 导出 is not the same here and there."""
    known = {(key.id, key.says) for key in (*page.KEYS, *EVERYWHERE)}
    for section in SECTIONS:
        for key in SECTION_ACTIONS[section.name]:
            if (key.id, key.says) not in known:
                known.add((key.id, key.says))
                yield section, as_configured(key)


class Everything(Provider):
    """What can be done on this page and on others, what is in the ledger, and the themes by name."""

    async def search(self, query: str) -> Hits:
        """Actions first; where nothing is found at all, a line that says what could be typed."""
        is_found = False
        for hit in self._actions(query):
            is_found = True
            yield hit
        for hit in await self._contents(query.strip()):
            is_found = True
            yield hit
        if not is_found:
            told = "换几个字，或输入拼音首字母；编号和事项里的字词也可以"
            yield Hit(0.01, Content("没有找到"), self._nothing, help=told)

    def _actions(self, query: str) -> Iterator[Hit]:
        """Whose word, initials or explanation match."""
        matcher = self.matcher(query)
        for name, key in self._keys():
            if (score := _score(key, query, matcher)) > 0:
                yield Hit(score, matcher.highlight(title(key)), self._runner(name), help=key.says)
        if not isinstance(self.screen, Page):
            return
        for section, key in actions_elsewhere(self.screen):
            if (score := _score(key, query, matcher) * ELSEWHERE) > 0:
                told = f"在“{section.key.word}”页：{key.says}"
                yield Hit(score, matcher.highlight(title(key)), partial(self._go, section, key), help=told)

    async def _go(self, section: Section, key: Key) -> None:
        """To the page; what an action is about, the cursor there says."""
        tracker = cast("TrackerApp", self.app)
        await tracker.show_section(section.name)
        tracker.say(f"{key.word}在这一页：{f'按 {key.shown}' if key.shown else '再从命令里选'}")

    def _nothing(self) -> None:
        """Chosen where nothing was found."""

    async def discover(self) -> AsyncIterator[DiscoveryHit]:
        """Everything, before anything is typed."""
        for name, key in self._keys():
            yield DiscoveryHit(Content(title(key)), self._runner(name), text=title(key), help=key.says)

    def _keys(self) -> list[tuple[str, Key]]:
        return palette_keys(self.screen) if isinstance(self.screen, Page) else []

    def _runner(self, name: str) -> partial[Coroutine[Any, Any, None]]:
        return partial(self.screen.run_action, name)

    async def _contents(self, typed: str) -> list[Hit]:
        """Themes, items, views, documents; the ledger is read in a thread."""
        if len(typed) < SHORTEST or not isinstance(self.screen, Page):
            return []
        tracker = cast("TrackerApp", self.app)
        hits = [
            self._hit("主题", theme.name, "换成这个主题，下次还记得", partial(tracker.use_theme, theme.name))
            for theme in themes()
            if typed in f"主题 {theme.name}" or typed.lower() == "zt"
        ]
        office = tracker.office

        def read(ledger: Ledger) -> Found:
            from tracker.tui.workers import palette_reads

            return palette_reads.found(ledger, typed, today=office.today())

        try:
            found = await asyncio.to_thread(with_ledger(office, read))
        except TrackerError:  # the page below says why the ledger cannot be read
            return hits
        hits += [
            self._hit(number, item, told, partial(tracker.show_item, number))
            for number, item, told in found.items
        ]
        hits += [
            self._hit("视图", name, line, partial(tracker.show_view, line)) for name, line in found.views
        ]
        hits += [
            self._hit("文档", name, told, partial(tracker.show_document, document))
            for document, name, told in found.documents
        ]
        return hits

    def _hit(self, kind: str, name: str, told: str, then: Callable[[], Any]) -> Hit:
        """Below every action whose word matches; texts of the ledger are shown as they are."""
        shown = assemble((f"{kind} ", "bold $vermilion"), (name, ""))
        return Hit(0.2, shown, then, text=shown.plain, help=plain(told).plain)


def _score(key: Key, query: str, matcher: Matcher) -> float:
    """The action that has just this word or these initials comes first; 0: it is not meant."""
    typed = query.strip().lower()
    if typed in (key.word, key.initials):
        return EXACT
    if typed and (key.initials.startswith(typed) or key.word.startswith(typed)):
        return BEGINNING
    if score := matcher.match(title(key)):
        return score
    return EXPLAINED if len(typed) >= SHORTEST and typed in key.says.lower() else 0.0


def title(key: Key) -> str:
    """挂号  gh  F8: what is matched."""
    return f"{key.word}  {key.initials}  {key.shown}".rstrip()
