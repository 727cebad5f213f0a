"""事项: everything of one item, and the steps that are open to whoever works here."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from tracker.errors import NotFound
from tracker.tui.keys import ITEM, bindings
from tracker.tui.lines import Lines
from tracker.tui.screens.item_actions import ItemActions
from tracker.tui.views import Opened
from tracker.tui.widgets.item_sections import course_lines, substance_lines
from tracker.tui.widgets.masthead import Masthead

if TYPE_CHECKING:
    from tracker.ledger.store import Ledger

WIDE = 110
"""From so many cells what it is and how it goes stand beside each other."""


class ItemScreen(ItemActions):
    """One item."""

    NAME = "事项"
    KEYS = ITEM
    BINDINGS: ClassVar = bindings(ITEM)
    CSS_PATH = "item.tcss"

    def __init__(self, number: str) -> None:
        super().__init__()
        self._number = number
        self._opened: Opened | None = None

    def body(self) -> Iterable[Widget]:
        """What it is, and how it goes."""
        with VerticalScroll(id="item"):
            with VerticalScroll(id="substance"):
                yield Static(id="substance-text", markup=False)
            with VerticalScroll(id="course"):
                yield Static(id="course-text", markup=False)

    def on_mount(self) -> None:
        """Read the item."""
        super().on_mount()
        self.query_one(Masthead).left = self._number
        self.ledger_changed()

    def on_resize(self, event: events.Resize) -> None:
        """Beside each other, or one below the other."""
        is_wide = event.size.width >= WIDE
        self.set_class(is_wide, "-wide")
        # The arrows scroll what scrolls: one column as a whole, or each of two.
        self.query_one("#item").can_focus = not is_wide
        for name in ("#substance", "#course"):
            self.query_one(name).can_focus = is_wide
        self.query_one("#substance" if is_wide else "#item").focus()
        self.call_after_refresh(self._lay_out)

    def ledger_changed(self) -> None:
        """Read the item again."""
        office, number = self.tracker.office, self._number
        actor, today = office.actor, office.today()

        def opened(ledger: Ledger) -> Opened:
            from tracker.tui import reads

            return reads.opened(ledger, number, actor, today=today, with_history=True)

        self.read(opened, self._show, group="item", failed=self._gone)

    def _gone(self, error: BaseException) -> None:
        """An undo may have taken the item itself away: then its page closes."""
        if isinstance(error, NotFound) and self.is_current:
            self.tracker.pop_screen()
            self.tracker.say(f"{self._number} 已经不在台账里了")
        else:
            self.tracker.show_failure(error)

    def tell_actor(self) -> None:
        """Another actor has other steps open."""
        super().tell_actor()
        if self._opened is not None:
            self.ledger_changed()

    def _show(self, opened: Opened) -> None:
        self._opened = opened
        self.query_one(Masthead).left = f"{self._number}  {opened.page.row.title}"
        self.tell_keys()
        self._lay_out()

    @property
    def opened(self) -> Opened | None:
        """The item."""
        return self._opened

    def _lay_out(self) -> None:
        if self._opened is None:
            return
        for name, fill in (("substance", substance_lines), ("course", course_lines)):
            lines = Lines(self.query_one(f"#{name}", VerticalScroll).scrollable_content_region.width - 1)
            fill(lines, self._opened)
            self.query_one(f"#{name}-text", Static).update(lines.content())
