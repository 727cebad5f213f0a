"""办理 on an item's own page: the menu of everything, what lies under the cursor, and what mends a lack."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.tui.deeds import Deed, deeds
from tracker.tui.dialogs.menu import DeedMenu
from tracker.tui.screens.item_further import ItemFurther
from tracker.tui.spots import SpotKind

if TYPE_CHECKING:
    from tracker.ledger.rows import ItemPage


class ItemDeeds(ItemFurther):
    """The page's cursor, and the menu."""

    def action_menu(self) -> None:
        """Enter 办理: for what lies under the cursor first, then everything."""
        if self._page(self.action_menu) and self.opened is not None:
            offered = deeds(self.opened.openings, self.opened.page.row.state, self.spot)
            self.tracker.push_screen(DeedMenu(self.opened, offered), self._go_on)

    async def action_tick(self) -> None:
        """空格: the likeliest thing to do with what lies under the cursor."""
        spot, page = self.spot, self._page(self.action_tick)
        if spot is None or page is None or self.opened is None:
            return
        if spot.kind is SpotKind.LACK and spot.lack is not None:
            await self._mend(spot.action, spot.lack)
        elif spot.kind is SpotKind.MEASURE:
            self._tick(page, spot.key)
        else:
            offered = deeds(self.opened.openings, page.row.state, spot)
            await self._take_first([deed for deed in offered if deed.group == "光标所在"])

    def _tick(self, page: ItemPage, ordinal: int) -> None:
        """A measure is done today; one that was done is taken up again, with a reason."""
        measure = next((one for one in page.measures if one.ordinal == ordinal), None)
        if measure is None:
            return
        if measure.done_on is not None:
            self.action_resume_measure()
        elif self._is_to_be_had("finish_measure"):
            self._write_now(page, "tick", {"measure": str(ordinal)})

    async def _take_first(self, offered: list[Deed]) -> None:
        """The first that is open; where none is, why not."""
        if not offered:
            self.action_menu()
            return
        chosen = next((deed for deed in offered if deed.is_open), offered[0])
        if chosen.is_open:
            await self.run_action(f"screen.{chosen.key.action}")
        else:
            self._is_to_be_had(chosen.key.action)
