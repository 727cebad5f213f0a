"""A page with one item in hand: what its actions stand on."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from tracker.ledger.rows import ItemPage, StepRow
from tracker.ledger.words import State
from tracker.tui.dialogs.confirm import Notice
from tracker.tui.dialogs.fields import Field
from tracker.tui.dialogs.form import Form, Values
from tracker.tui.keymap import key_for
from tracker.tui.keys import ITEM_ACTIONS
from tracker.tui.meant import Meant
from tracker.tui.screens.page import Page
from tracker.tui.spots import Spot, SpotKind
from tracker.tui.views import Done, Opened
from tracker.tui.widgets.item_lines import hidden_actions
from tracker.tui.widgets.key_bar import KeyBar

if TYPE_CHECKING:
    from tracker.ledger.store import Ledger

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

    def _page(self) -> ItemPage | None:
        opened = self.opened
        if opened is None:
            self.tracker.say("正在读取这一项，请再按一次" if self.is_reading else "请先选中一项")
            return None
        return opened.page

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

    def _step(self, step: str) -> StepRow | None:
        """A step with what is in its way as the item stands; None when its state is another one."""
        opened = self.opened
        if opened is None:
            return None
        return next((row for row in opened.steps if row.action == step), None)

    def _refusals(self, step: str) -> tuple[str, ...] | None:
        """What is in the way of a step; None when it does not start from the item's state."""
        row = self._step(step)
        return None if row is None else row.refusals

    def _explain(self, page: ItemPage, step: str, word: str) -> None:
        """Say why a step is not to be had now, in the ledger's own words."""
        office = self.tracker.office
        actor, today, number = office.actor, office.today(), page.row.number

        def reasons(ledger: Ledger) -> tuple[str, ...]:
            from tracker.tui.workers import step_writes

            return step_writes.refusals(ledger, number, step, actor, today)

        self.read(reasons, lambda lines: self._tell(f"{number} 不能{word}", lines), group="reasons")

    def _tell(self, title: str, reasons: Sequence[str]) -> None:
        self.tracker.push_screen(Notice(title, reasons))

    def _is_rectifying(self, page: ItemPage, what: str) -> bool:
        """Work is reported on items that are 整改中: say so before somebody types for nothing."""
        state = page.row.state
        if state is State.RECTIFYING:
            return True
        advice = {
            State.UNREGISTERED: f"请先挂号（{key_for('register')}）",
            State.APPLIED: f"请先撤回申请（{key_for('withdraw')}）或由审核人退回（{key_for('return_item')}）",
            State.CLOSED: f"已销号的事项请先回炉（{key_for('reopen')}）",
            State.STOPPED: f"已终止的事项请先恢复办理（{key_for('take_up')}）",
        }
        self.tracker.push_screen(
            Notice(f"{page.row.number} 现在是“{state.word}”，整改中的事项才能{what}", (advice[state],))
        )
        return False

    def tell_keys(self) -> None:
        """The foot shows what makes sense for the item in hand."""
        opened = self.opened
        hidden = {key.action for key in ITEM_ACTIONS} if opened is None else hidden_actions(opened)
        self.query_one(KeyBar).hidden = frozenset(hidden)
