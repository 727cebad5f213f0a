"""Press the new key: one that cannot be taken is refused by name, and the next one is waited for."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from textual import events
from textual.containers import Vertical
from textual.keys import key_to_character
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

from tracker.tui.keys import Key
from tracker.tui.keys.present import TWINS, normal
from tracker.tui.lines import Lines, assemble
from tracker.tui.widgets.key_bar import KeyHints

_CAPTURE = (Key("give_up", ("escape",), "Esc", "不改", "bg", "不改"),)

_SINGLE = {normal(twin): sign for sign, twin in TWINS.items() if len(twin) == 1} | {
    "ideographic_space": "space"
}
"""What an input method sends, by the key that is meant."""


class KeyCapture(ModalScreen[str | None]):
    """Returns the key as Textual names it, or None."""

    CSS_PATH = "form.tcss"

    def __init__(self, key: Key, present: str, refusal: Callable[[str], str]) -> None:
        super().__init__()
        self._key = key
        self._present = present
        self._refusal = refusal

    def compose(self) -> Iterable[Widget]:
        """What is changed, and what was refused."""
        with Vertical(id="form", classes="-small"):
            yield Static(
                assemble(("按键 ", "bold $vermilion"), (self._key.word, "bold $foreground")),
                id="form-title",
                markup=False,
            )
            yield Static(id="capture-text", classes="form-text", markup=False)
            yield KeyHints(_CAPTURE)

    def on_resize(self, event: events.Resize) -> None:
        """Wrap for the width there is."""
        self.call_after_refresh(self._tell, "")

    def _tell(self, why: str) -> None:
        lines = Lines(min(self.size.width - 4, 68) - 8)
        lines.text(self._key.says, "$muted")
        lines.text(f"现在的键：{self._present or '没有'}", "$muted")
        lines.gap()
        lines.text("请按下新的按键", "bold $foreground")
        if why:
            lines.text(why, "bold $lamp-overdue", indent=2, first=("▲ ", "bold $lamp-overdue"))
        self.query_one("#capture-text", Static).update(lines.content())

    def on_key(self, event: events.Key) -> None:
        """Whatever it is, it is meant for this; only Esc goes back."""
        event.stop()
        event.prevent_default()
        if event.key == "escape":
            self.dismiss(None)
            return
        name = _SINGLE.get(event.key, event.key)
        sign = key_to_character(name)
        if (sign is not None and not sign.isascii()) or event.key.startswith("unknown"):
            self._tell("这是输入法送来的文字，不是按键；请关掉输入法再按，或换一个键")
        elif why := self._refusal(name):
            self._tell(why)
        else:
            self.dismiss(sign if sign and sign.isprintable() and sign != " " else name)

    def action_give_up(self) -> None:
        """As it was."""
        self.dismiss(None)
