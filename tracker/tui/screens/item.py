"""事项: everything of one item, and the steps that are open to whoever works here."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.widget import Widget

from tracker.errors import NotFound
from tracker.tui.keys import ITEM, bindings
from tracker.tui.screens.item_deeds import ItemDeeds
from tracker.tui.spots import Spot
from tracker.tui.views import Opened
from tracker.tui.widgets.item_sheet import ItemSheet
from tracker.tui.widgets.masthead import Masthead

if TYPE_CHECKING:
    from tracker.ledger.store import Ledger


class ItemScreen(ItemDeeds):
    """One item."""

    NAME = "事项"
    KEYS = ITEM
    BINDINGS: ClassVar = bindings(ITEM)
    CSS_PATH = "item.tcss"

    def __init__(self, number: str, refused: str = "") -> None:
        super().__init__()
        self._number = number
        if refused:
            self._wish = partial(self._say_lacks, refused)  # said, with what mends it, once it is read
        self._opened: Opened | None = None

    def body(self) -> Iterable[Widget]:
        """What it is, and how it goes."""
        yield ItemSheet()

    def on_mount(self) -> None:
        """Read the item."""
        self.query_one(Masthead).left = self._number
        self.ledger_changed()

    def ledger_changed(self) -> None:
        """Read the item again."""
        office, number = self.tracker.office, self._number
        actor, today = office.actor, office.today()

        def opened(ledger: Ledger) -> Opened:
            from tracker.tui.workers import reads

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
        self.query_one(ItemSheet).show(opened)
        self.grant_wish()

    @property
    def opened(self) -> Opened | None:
        """The item."""
        return self._opened

    @property
    def spot(self) -> Spot | None:
        """What lies under the cursor."""
        return self.query_one(ItemSheet).spot

    def on_spot_view_opened(self) -> None:
        """Clicked twice: as Enter."""
        self.action_menu()
