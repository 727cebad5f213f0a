"""What is in the way of something: why, who may, what is missing, each line leading to where it is mended."""

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
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tracker.errors import NotPermitted
from tracker.ledger.openings import Lack, Mend
from tracker.tui.deeds import COMMANDS, GOES_ON, mending_words, word_of
from tracker.tui.keys import Key, bindings
from tracker.tui.lines import Lines
from tracker.tui.views import Opened
from tracker.tui.widgets.key_bar import KeyHints
from tracker.tui.widgets.marked_list import BAR, MarkedList

LACKS = (
    Key("take", ("enter",), "Enter", "去补", "qb", "到光标所在的一条能补上的地方"),
    Key("give_up", ("escape",), "Esc", "返回", "fh", "先不办"),
)

_WIDTH, _FRAME = 68, 8
"""Cells of the window, and those of them that are its frame."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What to do: an action, or the way to mend what is in its way."""

    action: str
    lack: Lack | None = None
    in_spite: bool = False
    """The action all the same, though something is missing."""


class LacksDialog(ModalScreen[Chosen | None]):
    """Arrows, Enter and the mouse take a line; what nothing mends is only read."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(LACKS)]
    CSS_PATH = "form.tcss"

    def __init__(self, title: str, action: str, lacks: Sequence[Lack], goes_on: str = "") -> None:
        super().__init__()
        self._title = title
        self._action = action
        self._lacks = tuple(lacks)
        self._goes_on = goes_on
        """How going on all the same is offered; empty where it is not."""

    @property
    def _leads(self) -> bool:
        """Whether any line leads somewhere."""
        return bool(self._goes_on) or any(lack.mend is not None for lack in self._lacks)

    def compose(self) -> Iterable[Widget]:
        """Title, a line for each thing, two keys."""
        with Vertical(id="form", classes="-small"):
            yield Static(id="form-title", markup=False)
            yield MarkedList(id="pick-list", markup=False, compact=True)
            yield KeyHints(LACKS, {} if self._leads else {"take": "知道了"})

    def on_mount(self) -> None:
        """The first line that leads somewhere is where one begins."""
        place = self.query_one(OptionList)
        place.add_options(
            Option(line, disabled=lack is not None and lack.mend is None) for lack, line in self._lines()
        )
        place.highlighted = next((n for n, option in enumerate(place.options) if not option.disabled), None)
        if self._leads:
            place.focus()

    def on_resize(self, event: events.Resize) -> None:
        """Wrap for the width there is, once the layout of the new size is done."""
        self.call_after_refresh(self._wrap)

    def _wrap(self) -> None:
        title = Lines(min(self.size.width - 4, _WIDTH) - _FRAME)
        style = "bold $lamp-overdue"
        title.text(self._title, style, indent=2, first=("▲ ", style))
        self.query_one("#form-title", Static).update(title.content())
        options = self.query_one(OptionList)
        for place, (_, line) in enumerate(self._lines()):
            options.replace_option_prompt_at_index(place, line)

    def _lines(self) -> list[tuple[Lack | None, Content]]:
        """Each thing with what mends it; last of all, going on all the same."""
        cells = min(self.size.width - 4, _WIDTH) - _FRAME - len(BAR)
        found: list[tuple[Lack | None, Content]] = []
        for lack in self._lacks:
            lines = Lines(cells)
            lines.text(lack.line, "$foreground", indent=2, first=("· ", "$vermilion"))
            if lack.mend is not None:
                lines.text(f"→ {mending_words(lack.mend)}", "$vermilion", indent=2)
            found.append((lack, lines.content()))
        if self._goes_on:
            lines = Lines(cells)
            lines.text(self._goes_on, "bold $vermilion", indent=2, first=("→ ", "bold $vermilion"))
            found.append((None, lines.content()))
        return found

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter or a click on a line."""
        event.stop()
        self._take(event.option_index)

    def action_take(self) -> None:
        """Take what is marked; where no line leads anywhere, it has been read."""
        place = self.query_one(OptionList).highlighted
        if place is None:
            self.dismiss(None)
        else:
            self._take(place)

    def _take(self, place: int) -> None:
        if place < len(self._lacks):
            self.dismiss(Chosen(self._action, self._lacks[place]))
        else:
            self.dismiss(Chosen(self._action, in_spite=True))

    def action_give_up(self) -> None:
        """Back."""
        self.dismiss(None)


def item_lacks(opened: Opened, action: str) -> LacksDialog:
    """What is in the way of an action on an item."""
    lacks = opened.lacks(COMMANDS[action])
    begins_here = any(step.action == COMMANDS[action] for step in opened.steps)
    by_another = any(lack.mend is Mend.PERSON for lack in lacks)
    goes_on = GOES_ON.get(action, "") if begins_here and not by_another else ""
    title = f"{opened.page.row.number} 不能{word_of(action, opened.page.row.state)}"
    return LacksDialog(title, action, lacks, goes_on)


def another_person(refusal: NotPermitted) -> LacksDialog:
    """What another person or role may do: the last line leads to changing who works here."""
    title, lines = (refusal.summary, refusal.reasons) if refusal.reasons else ("没有做成", (refusal.summary,))
    return LacksDialog(title, "switch_actor", [Lack(line) for line in lines], mending_words(Mend.PERSON))
