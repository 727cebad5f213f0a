"""Choose one of a list: typing characters or initials narrows it, Enter takes it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from tracker.text.cells import width
from tracker.tui.keys import Key, bindings
from tracker.tui.lines import Lines, plain
from tracker.tui.widgets.key_bar import KeyHints
from tracker.tui.widgets.marked_list import BAR, MarkedList

_WIDEST = 40
"""Cells of what is chosen, before the remark beside it."""
_BEFORE_LAYOUT = 62
"""Cells of a line where it is not known yet how many there are."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of the list."""

    value: str
    text: str
    style: str = ""
    remark: str = ""


PICK = (
    Key("take", ("enter",), "Enter", "选定", "xd", "选定"),
    Key("give_up", ("escape",), "Esc", "取消", "qx", "取消"),
)


class Pick(ModalScreen[str | None]):
    """Returns the value chosen, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(PICK)]
    CSS_PATH = "form.tcss"

    def __init__(self, title: str, choices: Sequence[Choice]) -> None:
        super().__init__()
        self._title = title
        self._choices = tuple(choices)
        self._shown: list[Choice] = []

    def compose(self) -> Iterable[Widget]:
        """Title, what is typed, the list."""
        with Vertical(id="form", classes="-small"):
            yield Static(plain(self._title, "bold $vermilion"), id="form-title", markup=False)
            yield Input(placeholder="输入几个字或拼音首字母缩小范围", id="pick-line", compact=True)
            yield MarkedList(id="pick-list", markup=False, compact=True)
            yield KeyHints(PICK)

    def on_mount(self) -> None:
        """Everything is there to choose from."""
        self._narrow("")
        self.query_one("#pick-line").focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the list."""
        self._narrow(event.value)

    def _narrow(self, typed: str) -> None:
        self._shown = fitting(self._choices, typed)
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options(Option(line) for line in self._lines())
        if self._shown:
            options.highlighted = 0
        else:
            options.add_option(Option(plain("没有一项是这样写的", "$muted"), disabled=True))

    def on_resize(self, event: events.Resize) -> None:
        """Wrap the remarks anew, once the layout of the new size is done."""
        self.call_after_refresh(self._wrap)

    def _wrap(self) -> None:
        options = self.query_one(OptionList)
        for place, line in enumerate(self._lines()):
            options.replace_option_prompt_at_index(place, line)

    def _lines(self) -> list[Content]:
        """Remarks stand in a column of their own, below each other where they take several lines."""
        laid_out = self.query_one(OptionList).scrollable_content_region.width
        room = (laid_out or _BEFORE_LAYOUT) - len(BAR)
        widest = max((width(choice.text) for choice in self._shown), default=0)
        column = min(_WIDEST, widest) + 2
        lines = []
        for choice in self._shown:
            told = Lines(room)
            is_beside = column <= room // 2 or column + width(choice.remark) <= room
            if choice.remark and is_beside and width(choice.text) < column:
                told.text(choice.remark, "$muted", indent=column, first=(choice.text, choice.style))
            else:
                told.text(choice.text, choice.style)
                if choice.remark:
                    told.text(choice.remark, "$muted", indent=2)
            lines.append(told.content())
        return lines

    def on_key(self, event: events.Key) -> None:
        """The arrows move in the list while one types."""
        options = self.query_one(OptionList)
        if event.key in ("up", "down") and not options.has_focus:
            event.stop()
            event.prevent_default()
            if event.key == "down":
                options.action_cursor_down()
            else:
                options.action_cursor_up()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in the line takes what is marked."""
        event.stop()
        self.action_take()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A click takes it."""
        event.stop()
        self.dismiss(self._shown[event.option_index].value)

    def action_take(self) -> None:
        """Take what is marked."""
        place = self.query_one(OptionList).highlighted
        if place is not None and place < len(self._shown):
            self.dismiss(self._shown[place].value)

    def action_give_up(self) -> None:
        """Nothing chosen."""
        self.dismiss(None)


def fitting(choices: Sequence[Choice], typed: str) -> list[Choice]:
    """Those that hold every word that is typed, or answer to it as initials; the closest first."""
    words = typed.split()
    if not words:
        return list(choices)
    ranked = [(rank, choice) for choice in choices if (rank := _rank(choice.text, words)) is not None]
    return [choice for _, choice in sorted(ranked, key=lambda one: one[0])]


def _rank(text: str, words: Sequence[str]) -> tuple[int, int] | None:
    """What holds the words stands before what answers to them, the shorter one first."""
    from tracker.ledger.filtering.initials import answers_to

    by_initials = 0
    for word in words:
        if word in text:
            continue
        if not (word.isascii() and word.isalpha() and answers_to(text, word)):
            return None
        by_initials = 1
    return by_initials, len(text)
