"""The command palette in Chinese: every action of the page, by name or by the initials of its pinyin."""

from __future__ import annotations

from collections.abc import AsyncIterator, Coroutine
from functools import partial
from typing import Any

from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from tracker.tui.keys import EVERYWHERE, Key
from tracker.tui.screens.page import Page

PLACEHOLDER = "名称或拼音首字母，例如 销号 或 xh"


class Palette(CommandPalette):
    """Textual's palette with our words."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(placeholder=PLACEHOLDER, id=id)


def palette_keys(page: Page) -> list[tuple[str, Key]]:
    """Every action of a page with the name by which it is run; the palette itself is left out."""
    own = [(f"screen.{key.action}", key) for key in page.KEYS]
    everywhere = [(f"app.{key.action}", key) for key in EVERYWHERE if key.action != "command_palette"]
    return own + everywhere


class Actions(Provider):
    """What can be done on this page."""

    async def search(self, query: str) -> Hits:
        """Actions whose word, initials or explanation match."""
        matcher = self.matcher(query)
        found = False
        for name, key in self._keys():
            shown = title(key)
            score = matcher.match(shown)
            if score > 0:
                found = True
                yield Hit(score, matcher.highlight(shown), self._runner(name), help=key.says)

        if not found:
            yield Hit(0.01, Content("没有这个操作"), self._nothing, help="换几个字，或输入拼音首字母")

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


def title(key: Key) -> str:
    """挂号  gh  F8: what is matched."""
    return f"{key.word}  {key.initials}  {key.shown}"
