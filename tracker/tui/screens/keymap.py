"""按键: every action of every page with its keys; change one by pressing the new key."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import events
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from tracker.errors import BadInput
from tracker.files import shown
from tracker.text.cells import cut, pad, width
from tracker.tui.dialogs.confirm import Confirm, Notice
from tracker.tui.dialogs.key_capture import KeyCapture
from tracker.tui.keymap import Keymap, key_for, keys_file
from tracker.tui.keys import KEYMAP, PAGES, Key, bindings
from tracker.tui.keys.present import as_configured, shown_key, shown_keys
from tracker.tui.lines import Part, assemble
from tracker.tui.screens.page import Page
from tracker.tui.widgets.marked_list import BAR, MarkedList


class KeymapScreen(Page):
    """The keys of the page from which it was opened stand first."""

    NAME = "按键"
    KEYS = KEYMAP
    BINDINGS: ClassVar = bindings(KEYMAP)
    CSS_PATH = "keymap.tcss"

    def __init__(self, present: Sequence[Key] = ()) -> None:
        super().__init__()
        here = {key.id for key in present}
        self._pages = sorted(PAGES, key=lambda page: not page[1] or not {key.id for key in page[1]} <= here)
        self._shown: list[Key | None] = []
        """By line of the list; None is a page's name."""

    def body(self) -> Iterable[Widget]:
        """What is looked for, how many are changed, the list."""
        yield Input(id="keymap-line", compact=True)
        yield Static(id="keymap-note", markup=False)
        yield MarkedList(id="keymap", markup=False, compact=True)

    def on_mount(self) -> None:
        """The list first."""
        self.query_one("#keymap").focus()

    def on_resize(self, event: events.Resize) -> None:
        """Lines for the width there is, once the layout of the new size is done."""
        self.call_after_refresh(self._list)

    def ledger_changed(self) -> None:
        """Other keys."""
        self._list()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow."""
        self._list()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter: into the list."""
        event.stop()
        self.query_one("#keymap").focus()

    def on_key(self, event: events.Key) -> None:
        """↓ leaves the line."""
        if event.key == "down" and self.query_one(Input).has_focus:
            event.stop()
            event.prevent_default()
            self.query_one("#keymap").focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter or a click."""
        event.stop()
        self.action_change()

    # The list

    def _list(self) -> None:
        options, line = self.query_one(OptionList), self.query_one(Input)
        line.placeholder = f"查找名称、拼音首字母或按键（{key_for('search', '查找')}）"
        present = self._key
        cells = max(20, options.scrollable_content_region.width - len(BAR) - 1)
        self._shown, lines = [], []
        for title, keys in self._pages:
            found = [key for key in keys if _answers(as_configured(key), line.value.split())]
            if not found:
                continue
            self._shown += [None, *found]
            lines.append(Option(assemble((title, "bold $vermilion")), disabled=True))
            lines += [Option(self._line(key, cells)) for key in found]
        options.clear_options()
        options.add_options(lines)
        places = [place for place, key in enumerate(self._shown) if key is not None]
        kept = [place for place in places if present is not None and self._shown[place] == present]
        options.highlighted = next(iter(kept or places), None)
        self._note()

    def _line(self, key: Key, cells: int) -> Content:
        mine = key.id in self.tracker.keymap.chosen
        configured = as_configured(key)
        names = " ".join(shown_keys(configured)) or "—"
        word = pad(cut(key.word, 14), 15)
        parts: list[Part] = [
            ("* " if mine else "  ", "bold $vermilion"),
            (word, "bold $foreground"),
            (pad(names, 16) + " ", "bold $vermilion" if mine else "$vermilion"),
        ]
        room = cells - sum(width(text) for text, _ in parts)
        told = configured.says
        if mine:
            told = f"原来是 {' '.join(shown_keys(key)) or '没有键'}；{told}"
        return assemble(*parts, (cut(told, max(0, room)), "$muted"))

    def _note(self) -> None:
        count = len(self.tracker.keymap.chosen)
        told = f" 改过 {count} 个（带 *），存在 {shown(keys_file())}" if count else " 都是原来的按键"
        if self.tracker.own_folder is None:
            told += "；样例里改的只管这一次"
        note = self.query_one("#keymap-note", Static)
        note.update(assemble((cut(told, max(0, self.size.width - 2)), "$muted")))

    @property
    def _key(self) -> Key | None:
        place = self.query_one(OptionList).highlighted
        return self._shown[place] if place is not None and place < len(self._shown) else None

    # Changing

    def action_search(self) -> None:
        """查找."""
        self.set_focus(self.query_one(Input))  # at once: keys may be waiting

    def action_change(self) -> None:
        """换键."""
        self._capture(is_added=False)

    def action_add(self) -> None:
        """加一个键."""
        self._capture(is_added=True)

    def _capture(self, *, is_added: bool) -> None:
        key = self._key
        if key is None:
            return
        keymap = self.tracker.keymap

        def pressed(name: str | None) -> None:
            if name is not None:
                before = keymap.keys_of(key) if is_added else ()
                self._use(key, (*before, name))

        present = " ".join(shown_keys(as_configured(key)))
        self.app.push_screen(KeyCapture(key, present, lambda name: keymap.refusal(key, name)), pressed)

    def _use(self, key: Key, names: tuple[str, ...]) -> None:
        try:
            keymap = self.tracker.keymap.with_keys(key, names)
        except BadInput as problem:
            self.app.push_screen(Notice("没有改", (str(problem),)))
            return
        self._change_to(keymap, key)

    def _change_to(self, keymap: Keymap, key: Key) -> None:
        self.tracker.use_keymap(keymap)
        names = " ".join(dict.fromkeys(shown_key(name) for name in keymap.keys_of(key) if name.isascii()))
        self._tell(f"“{key.word}”现在是 {names or '没有键'}；{key_for('restore')} 恢复这个")

    def _tell(self, sentence: str) -> None:
        app = self.tracker
        app.last_action, app.can_undo, app.was_done = sentence, False, True
        self.tell_action()

    def action_take_away(self) -> None:
        """不要按键; leaving, the help and the palette stay reachable."""
        key = self._key
        if key is None:
            return
        if key.action in ("leave", "help", "command_palette", "back", "keymap"):
            self.tracker.say(f"“{key.word}”总要有一个键，可以换成别的")
        else:
            self._use(key, ())

    def action_restore(self) -> None:
        """恢复这个."""
        key = self._key
        if key is not None:
            self._use(key, key.keys)

    def action_restore_all(self) -> None:
        """全部恢复, after a question."""
        count = len(self.tracker.keymap.chosen)
        if not count:
            self.tracker.say("都是原来的按键")
            return
        question = Confirm("全部恢复", f"改过的 {count} 个按键都恢复原来的？", yes="恢复", no="不恢复")
        self.app.push_screen(question, self._restore_answered)

    def _restore_answered(self, answer: bool | None) -> None:
        if answer:
            self.tracker.use_keymap(Keymap())
            self._tell("全部按键已恢复原来的")

    async def action_back(self) -> None:
        """Esc empties the line first."""
        line = self.query_one(Input)
        if line.value:
            line.value = ""
            self.query_one("#keymap").focus()
        else:
            await super().action_back()


def _answers(key: Key, typed: Sequence[str]) -> bool:
    names = " ".join(shown_keys(key)).lower().split()
    return all(
        word.lower() in names or word in key.word or word in key.says or key.initials.startswith(word.lower())
        for word in typed
    )
