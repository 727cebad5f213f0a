"""A page with one item in hand: what its actions stand on."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from tracker.tui.keys import ITEM_ACTIONS
from tracker.tui.meant import Meant
from tracker.tui.screens.page import Page
from tracker.tui.views import Done, Opened
from tracker.tui.widgets.key_bar import KeyBar

if TYPE_CHECKING:
    from tracker.ledger.openings import Lack
    from tracker.ledger.rows import ItemPage
    from tracker.ledger.store import Ledger
    from tracker.tui.dialogs.field import Field
    from tracker.tui.dialogs.form import Values
    from tracker.tui.dialogs.lacks import Chosen
    from tracker.tui.spots import Spot, SpotKind

Write = Callable[..., str]


def _writer(command: str) -> Write:
    """What a form writes with; in workers only, for it brings the database with it."""
    from tracker.tui.workers import deed_writes, step_writes, writes

    module = next(each for each in (step_writes, deed_writes, writes) if hasattr(each, command))
    run: Write = getattr(module, command)
    return run


class ItemInHand(Page):
    """The list with its cursor, or an item's own page."""

    @property
    @abstractmethod
    def opened(self) -> Opened | None:
        """The item in hand, once it was read."""

    @property
    def spot(self) -> Spot | None:
        """What of the item lies under a cursor; None where there is none."""
        return None

    def spot_key(self, kind: SpotKind) -> int | None:
        """Which measure, stage … lies under the cursor."""
        spot = self.spot
        return spot.key if spot is not None and spot.kind is kind else None

    def meant(self) -> tuple[Meant, ...]:
        """The item."""
        if self.opened is None:
            return ()
        row = self.opened.page.row
        return (Meant(row.number, ids=(row.id,)),)

    @property
    def is_reading(self) -> bool:
        """There is an item, and it is on its way."""
        return self.opened is None

    _wish: Callable[[], object] | None = None
    """What was asked for before the item was there."""

    def _page(self, wish: Callable[[], object]) -> ItemPage | None:
        """The item in hand; while it is on its way the wish waits for it."""
        opened = self.opened
        if opened is not None:
            return opened.page
        if self.is_reading:
            self._wish = wish
        else:
            self.tracker.say("请先选中一项")
        return None

    def forget_wish(self) -> None:
        """Another item is in hand: the wish was for the one before."""
        self._wish = None

    def grant_wish(self) -> None:
        """The item is there: do what was asked for meanwhile, unless one has turned to something else."""
        wish, self._wish = self._wish, None
        if wish is not None and self.is_current:
            self.call_later(wish)

    def _open_form(
        self,
        title: str,
        page: ItemPage,
        fields: Sequence[Field],
        command: str,
        *,
        intro: Sequence[str] = (),
        focus: str = "",
        fixed: Values | None = None,
    ) -> None:
        """A form whose fields go to one of the commands on an item, with what is `fixed` beside them."""

        from tracker.tui.dialogs.form import Form

        office = self.tracker.office
        actor, today, number = office.actor, office.today(), page.row.number

        def submit(ledger: Ledger, values: Values) -> Done:
            return Done(_writer(command)(ledger, actor, number, today, {**values, **(fixed or {})}))

        self.tracker.push_screen(
            Form(
                title,
                fields,
                submit,
                intro=intro,
                subtitle=f"{number} {page.row.title}",
                about=number,
                focus=focus,
            )
        )

    def _write_now(self, page: ItemPage, command: str, values: Values | None = None) -> None:
        """A command that needs nothing written with it."""
        office = self.tracker.office
        actor, today, number = office.actor, office.today(), page.row.number

        def task(ledger: Ledger) -> Done:
            return Done(_writer(command)(ledger, actor, number, today, values or {}))

        self.tracker.write(task)

    def _is_to_be_had(self, action: str) -> bool:
        """Whether an action is open; where it is not, say why, each line leading to what mends it."""
        from tracker.tui.deeds import COMMANDS, is_open

        opened = self.opened
        if opened is None:
            return False
        if is_open(opened.lacks(COMMANDS[action])):
            return True
        self._say_lacks(action)
        return False

    def _say_lacks(self, action: str) -> None:
        """What is in the way of an action, also what is written in its own form."""
        from tracker.tui.deeds import COMMANDS
        from tracker.tui.dialogs.lacks import item_lacks

        opened = self.opened
        if opened is not None and opened.lacks(COMMANDS[action]):
            self.tracker.push_screen(item_lacks(opened, action), self._mend_later)

    def _mend_later(self, chosen: Chosen | None) -> None:
        self.call_later(self._go_on, chosen)

    async def _go_on(self, chosen: Chosen | None) -> None:
        """To what was chosen in a window: an action, or the form and the field that mend a lack."""
        if chosen is None:
            return
        if chosen.lack is not None:
            await self._mend(chosen.action, chosen.lack)
        else:
            await self.run_action(f"screen.{chosen.action}{'(True)' if chosen.in_spite else ''}")

    async def _mend(self, action: str, lack: Lack) -> None:
        """To the form, and the field in it, where what is missing is written."""
        from tracker.ledger.openings import Mend
        from tracker.tui.deeds import FOCUS, MENDING

        if lack.mend is None:
            self.tracker.say(lack.line)
            return
        if lack.mend is Mend.WRITTEN:
            wanted = f"{action}(True)"
        elif lack.mend is Mend.FINISH:
            wanted = f"finish_measure({lack.ordinal})"
        else:
            wanted = MENDING[lack.mend][0]
            if field := FOCUS.get(lack.mend):
                wanted = f"{wanted}({field!r})"
        await self.run_action(wanted if "." in wanted else f"screen.{wanted}")

    def tell_keys(self) -> None:
        """The foot shows what makes sense for the item in hand."""
        self.query_one(KeyBar).hidden = self.hidden_keys()

    def hidden_keys(self) -> frozenset[str]:
        """Actions that make no sense for it."""
        opened = self.opened
        if opened is None:
            return frozenset(key.action for key in ITEM_ACTIONS)
        from tracker.tui.widgets.item_lines import hidden_actions

        return frozenset(hidden_actions(opened))
