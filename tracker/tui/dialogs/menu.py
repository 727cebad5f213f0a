"""办理: everything that can be done with an item, what cannot with its reason, and the way to mend that."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from tracker.text.cells import cut, pad
from tracker.tui.deeds import Deed, mending_words
from tracker.tui.dialogs.lacks import Chosen, item_lacks
from tracker.tui.keys import Key, bindings
from tracker.tui.keys.present import as_configured
from tracker.tui.lines import Lines, Part, assemble
from tracker.tui.views import Opened
from tracker.tui.widgets.flow_lines import flow_lines
from tracker.tui.widgets.key_bar import KeyHints
from tracker.tui.widgets.marked_list import MarkedList

MENU = (
    Key("take", ("enter",), "Enter", "办理", "bl", "办这一件；不能办的，看缺什么"),
    Key("give_up", ("escape",), "Esc", "返回", "fh", "返回"),
)

WIDE = 100
"""From so many cells what is told of a deed stands beside the list, else below."""


class DeedMenu(ModalScreen[Chosen | None]):
    """Typing a number, a word or its initials narrows the list; arrows, Enter and the mouse take."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(MENU)]
    CSS_PATH = "menu.tcss"

    def __init__(self, opened: Opened, offered: Sequence[Deed]) -> None:
        super().__init__()
        self._opened = opened
        self._offered = tuple(offered)
        self._shown: list[Deed | None] = []
        """By line of the list; None is a heading."""

    def compose(self) -> Iterable[Widget]:
        """Title, what is typed, the list, what is told of the line."""
        row = self._opened.page.row
        with Vertical(id="menu"):
            yield Static(
                assemble(
                    ("办理 ", "bold $vermilion"),
                    (f"{row.number} ", "bold $foreground"),
                    (row.title, "$muted"),
                ),
                id="menu-title",
                markup=False,
            )
            yield Input(placeholder="序号、名称或拼音首字母，如 12、销号、xh", id="menu-line", compact=True)
            with Horizontal(id="menu-body"):
                yield MarkedList(id="menu-list", markup=False, compact=True)
                with VerticalScroll(id="menu-told", can_focus=False):
                    yield Static(id="menu-text", markup=False)
            yield KeyHints(MENU)

    def on_mount(self) -> None:
        """Everything is offered."""
        self.query_one("#menu-line").focus()
        self._narrow("")

    def on_resize(self, event: events.Resize) -> None:
        """Beside, or below."""
        self.set_class(event.size.width >= WIDE, "-wide")
        self.call_after_refresh(self._tell)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the list."""
        self._narrow(event.value.strip().lower())

    def _narrow(self, typed: str) -> None:
        kept = [deed for deed in self._offered if _answers(deed, typed)]
        if typed.isdecimal():
            kept.sort(key=lambda deed: str(deed.number) != typed)
        self._shown = []
        options: list[Option] = []
        group = ""
        for deed in kept:
            if not typed and deed.group != group:
                group = deed.group
                self._shown.append(None)
                options.append(Option(assemble((group, "bold $vermilion")), disabled=True))
            self._shown.append(deed)
            options.append(Option(_line(deed)))
        place = self.query_one(OptionList)
        place.clear_options()
        place.add_options(options)
        first = next((n for n, deed in enumerate(self._shown) if deed and deed.is_open), None)
        any_one = next((n for n, deed in enumerate(self._shown) if deed), None)
        place.highlighted = first if first is not None and not typed else any_one
        self._tell()

    @property
    def _deed(self) -> Deed | None:
        place = self.query_one(OptionList).highlighted
        return self._shown[place] if place is not None and place < len(self._shown) else None

    def on_option_list_option_highlighted(self) -> None:
        """Another line: tell of it."""
        self._tell()

    def _tell(self) -> None:
        lines = Lines(self.query_one("#menu-told").content_region.width - 1)
        deed = self._deed
        if deed is None:
            lines.text("没有这样的操作，换几个字试试", "$muted")
        else:
            deed_lines(lines, deed)
        if self.has_class("-wide"):
            lines.gap()
            lines.heading("流程")
            row = self._opened.page.row
            flow_lines(lines, row.state, round_number=row.round)
        self.query_one("#menu-text", Static).update(lines.content())

    def on_key(self, event: events.Key) -> None:
        """The arrows move in the list while one types."""
        moves = {
            "up": "cursor_up",
            "down": "cursor_down",
            "pageup": "page_up",
            "pagedown": "page_down",
        }
        options = self.query_one(OptionList)
        if event.key in moves and not options.has_focus:
            event.stop()
            event.prevent_default()
            getattr(options, f"action_{moves[event.key]}")()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in the line takes what is marked."""
        event.stop()
        self.action_take()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A click takes it."""
        event.stop()
        self.action_take()

    def action_take(self) -> None:
        """Do it; where something is missing, say what and offer to mend it."""
        deed = self._deed
        if deed is None:
            return
        if deed.is_open:
            self.dismiss(Chosen(deed.key.action))
        else:
            self.app.push_screen(item_lacks(self._opened, deed.key.action), self._mended)

    def _mended(self, chosen: Chosen | None) -> None:
        if chosen is not None:
            self.dismiss(chosen)

    def action_give_up(self) -> None:
        """Back."""
        self.dismiss(None)


def deed_lines(lines: Lines, deed: Deed) -> None:
    """What it does; what is in its way, and what mends that."""
    key = as_configured(deed.key)
    lines.pair([(key.word, "bold $foreground")], [(key.shown or "", "bold $vermilion")])
    lines.text(key.says, "$muted")
    if deed.is_open:
        lines.text("现在可以办", "$lamp-normal", indent=2, first=("● ", "$lamp-normal"))
    else:
        lines.text("现在不能办：", "$lamp-near", indent=2, first=("○ ", "$muted"))
    for lack in deed.lacks:
        lines.text(lack.line, "$lamp-near", indent=4, first=("  · ", "$lamp-near"))
        if lack.mend is not None:
            lines.text(f"→ {mending_words(lack.mend)}", "$vermilion", indent=4)


def _line(deed: Deed) -> Content:
    key = as_configured(deed.key)
    is_open = deed.is_open
    word: Part = (pad(cut(key.word, 14), 14), "bold $foreground" if is_open else "$faint")
    return assemble(
        (f"{deed.number:>3} ", "$muted"),
        ("● " if is_open else "○ ", "$lamp-normal" if is_open else "$faint"),
        word,
        (pad(key.shown, 10), "$vermilion" if is_open else "$faint"),
        (pad(key.initials, 7), "$faint"),
    )


def _answers(deed: Deed, typed: str) -> bool:
    if typed.isdecimal():
        return str(deed.number).startswith(typed)
    key = as_configured(deed.key)
    return not typed or key.initials.startswith(typed) or typed in key.word or typed in key.says
