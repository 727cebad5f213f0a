"""办理 on an item's own page: the menu of everything, what lies under the cursor, and what mends a lack."""

from __future__ import annotations

from tracker.ledger.openings import Lack, Mend
from tracker.ledger.rows import ItemPage
from tracker.tui.deeds import COMMANDS, FOCUS, MENDING, Deed, deeds
from tracker.tui.dialogs.menu import Chosen, DeedMenu, lacks_dialog
from tracker.tui.screens.item_further import ItemFurther
from tracker.tui.spots import SpotKind


class ItemDeeds(ItemFurther):
    """The page's cursor, and the menu."""

    def action_menu(self) -> None:
        """Enter 办理: for what lies under the cursor first, then everything."""
        if self._page() and self.opened is not None:
            offered = deeds(self.opened.openings, self.opened.page.row.state, self.spot)
            self.tracker.push_screen(DeedMenu(self.opened, offered), self._chosen)

    async def _chosen(self, chosen: Chosen | None) -> None:
        if chosen is None:
            return
        if chosen.lack is not None:
            await self._mend(chosen.action, chosen.lack)
        else:
            await self.run_action(f"screen.{chosen.action}")

    async def _mend(self, action: str, lack: Lack) -> None:
        """To the form, and the field in it, where what is missing is written."""
        if lack.mend is None:
            self._tell(f"{self._number_shown()} 现在不能办", (lack.line,))
        elif lack.mend is Mend.FINISH:
            self.action_finish_measure(lack.ordinal)
        elif lack.mend in FOCUS:
            self.action_edit(FOCUS[lack.mend])
        elif lack.mend is Mend.WRITTEN:
            await self.run_action(f"screen.{action}")
        else:
            target = MENDING[lack.mend][0]
            await self.run_action(target if "." in target else f"screen.{target}")

    def _number_shown(self) -> str:
        return self.opened.page.row.number if self.opened is not None else ""

    async def action_tick(self) -> None:
        """空格: the likeliest thing to do with what lies under the cursor."""
        spot, page = self.spot, self._page()
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

    def _is_to_be_had(self, action: str) -> bool:
        """Whether an action is open; where it is not, say why and offer what mends it."""
        opened = self.opened
        if opened is None:
            return False
        deed = next(
            deed for deed in deeds(opened.openings, opened.page.row.state, None) if deed.key.action == action
        )
        if deed.is_open:
            return True
        title = f"{opened.page.row.number} 不能{deed.key.word}"
        lacks_dialog(self, title, action, deed.lacks, self._lack_chosen)
        return False

    def _explain(self, page: ItemPage, step: str, word: str) -> None:
        """Why a step is not to be had, with the way to mend it."""
        action = next(name for name, command in COMMANDS.items() if command == step)
        lacks = self.opened.lacks(step) if self.opened is not None else ()
        lacks_dialog(self, f"{page.row.number} 不能{word}", action, lacks, self._lack_chosen)

    def _lack_chosen(self, chosen: Chosen | None) -> None:
        self.call_later(self._chosen, chosen)
