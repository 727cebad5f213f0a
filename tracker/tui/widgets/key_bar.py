"""The foot of every page: the last thing done and how to undo it, and the keys; a click is a key press."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from tracker.text.cells import cut, width
from tracker.text.screen import safe_for_screen
from tracker.tui.clicking import run_clicked
from tracker.tui.keymap import key_for
from tracker.tui.keys import EVERYWHERE, Key
from tracker.tui.keys.present import as_configured, shown_keys
from tracker.tui.lines import Part, assemble, plain

_GAP = 2


class ActionLine(Widget):
    """已登记进展 · F9 撤销."""

    said: reactive[str] = reactive("")
    can_undo: reactive[bool] = reactive(False)
    was_done: reactive[bool] = reactive(True)
    """False for what is only said, as the greeting of a sample ledger."""

    news: reactive[str] = reactive("")
    """What a colleague did meanwhile; at the right end."""

    def render(self) -> RenderResult:
        """One line; blank as long as nothing was done."""
        cells = self.size.width
        news = safe_for_screen(self.news)
        if not self.said:
            shown = cut(news, max(0, cells - 3))
            return assemble((" ◆ ", "bold $lamp-near"), (shown, "$lamp-near")) if news else Content("")
        tail = f" · {key_for('undo')} 撤销" if self.can_undo else ""
        room = max(0, cells - 3 - width(tail))
        # Where both are long, what a colleague did has the right half.
        told = cut(news, max(room - width(safe_for_screen(self.said)) - 5, cells // 2 - 4)) if news else ""
        room -= width(told) + 5 if told else 0
        shown = cut(safe_for_screen(self.said), max(0, room))
        sign = (" √ ", "bold $lamp-normal") if self.was_done else (" ▏", "$vermilion")
        parts: list[Part] = [sign, (shown, "$foreground"), (tail, "$muted")]
        if told:
            used = width(sign[0]) + width(shown) + width(tail)
            gap = max(1, cells - used - width(told) - 3)
            parts += [(" " * gap, ""), ("◆ ", "bold $lamp-near"), (told, "$lamp-near")]
        return assemble(*parts)


class KeyBar(Widget):
    """As many keys as fit, the way back, help and leaving always among them."""

    hidden: reactive[frozenset[str]] = reactive(frozenset)
    """Actions that make no sense now; they stay reachable and explain themselves."""

    pointed: reactive[str] = reactive("")
    """Action whose key the 导览 points at: first of all, and reversed."""

    is_covered: reactive[bool] = reactive(False)
    """A window stands above the page: its keys are the only ones, and F2 is not the page's."""

    def __init__(self, keys: Sequence[Key]) -> None:
        super().__init__()
        self._own = [key for key in keys if key.in_foot]
        self._places: list[tuple[int, int, int, Key]] = []
        """Row, first and last cell, action."""

    @property
    def _keys(self) -> list[Key]:
        """The page's, as the user has them; what has no key is not in the foot."""
        keys = [key for key in map(as_configured, self._own) if key.keys]
        return sorted(keys, key=lambda key: key.action != self.pointed) if self.pointed else keys

    @property
    def _always(self) -> list[Key]:
        return [key for key in map(as_configured, EVERYWHERE) if key.in_foot and key.keys]

    def render(self) -> RenderResult:
        """Keys in the accent, words beside them."""
        rows = max(1, self.size.height)
        self._places = []
        if self.is_covered:
            return Content("")
        lines: list[Content] = []
        entries = self._fitting(rows)
        x, row, line = 1, 0, plain(" ")
        for key in entries:
            cells = _cells(key)
            if x + cells >= self.size.width and row + 1 < rows:
                lines.append(line)
                x, row, line = 1, row + 1, plain(" ")
            self._places.append((row, x, x + cells - 1, key))
            is_pointed = bool(self.pointed) and key.action == self.pointed
            styles = ("bold reverse $vermilion",) * 2 if is_pointed else ("$vermilion", "$muted")
            line += assemble((key.shown, styles[0]), (f" {key.word}", styles[1]), (" " * _GAP, ""))
            x += cells + _GAP
        return Content("\n").join([*lines, line])

    def _fitting(self, rows: int) -> list[Key]:
        """The page's keys in their order, cut so that the way back and the keys of every page follow them."""
        kept: list[Key] = []
        keys = [key for key in self._keys if key.action not in self.hidden]
        back = [key for key in keys if key.action == "back"]
        for key in keys:
            if self._rows_of([*kept, key, *(one for one in back if one is not key), *self._always]) > rows:
                break
            kept.append(key)
            back = [one for one in back if one is not key]
        return [*kept, *back, *self._always]

    def _rows_of(self, keys: Sequence[Key]) -> int:
        x, rows = 1, 1
        for key in keys:
            if x + _cells(key) >= self.size.width:
                x, rows = 1, rows + 1
            x += _cells(key) + _GAP
        return rows

    def on_click(self, event: events.Click) -> None:
        """A click on a key does what the key does."""
        if key := self._at(event.x, event.y):
            event.stop()
            own = self._is_own(key.action)
            run_clicked(self, f"screen.{key.action}" if own else f"app.{key.action}")

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """What the key under the mouse does."""
        key = self._at(event.x, event.y)
        told = f"{' '.join(shown_keys(key))}：{key.says}" if key else None
        if self.tooltip != told:
            self.tooltip = told

    def _at(self, x: int, y: int) -> Key | None:
        return next((key for row, first, last, key in self._places if y == row and first <= x <= last), None)

    def _is_own(self, action: str) -> bool:
        return any(key.action == action for key in self._own)


def _cells(key: Key) -> int:
    return width(key.shown) + 1 + width(key.word)


class KeyHints(Widget):
    """The few keys of a dialog; a click is a key press."""

    def __init__(self, keys: Sequence[Key], words: Mapping[str, str] | None = None) -> None:
        super().__init__()
        self._given = tuple(keys)
        self._words = words or {}
        """Other words for some, by their action."""

    @property
    def _hints(self) -> list[Key]:
        return [
            replace(key, word=self._words.get(key.action, key.word))
            for key in map(as_configured, self._given)
            if key.keys
        ]

    @property
    def _gap(self) -> int:
        """Three cells between two keys, fewer where they would not all fit."""
        hints = self._hints
        room = self.size.width - sum(map(_cells, hints))
        return max(1, min(3, room // max(1, len(hints) - 1)))

    def render(self) -> RenderResult:
        """F2 保存  Esc 取消."""
        parts: list[Part] = []
        for key in self._hints:
            parts += [(key.shown, "$vermilion"), (f" {key.word}", "$muted"), (" " * self._gap, "")]
        return assemble(*parts)

    def on_click(self, event: events.Click) -> None:
        """A click on a key does what the key does."""
        x = 0
        for key in self._hints:
            if x <= event.x < x + _cells(key):
                event.stop()
                run_clicked(self, f"screen.{key.action}")
            x += _cells(key) + self._gap
