"""批量: the same change or step for many items, seen as it would be before it is done, as one action."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.containers import VerticalScroll
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from tracker.desk.bulk_wishes import CONTENTS, Wish, content_named, step_named
from tracker.errors import NotPermitted
from tracker.tui.deeds import COMMANDS
from tracker.tui.dialogs.bulk_forms import (
    content_fields,
    step_fields,
    wish_choices,
    wish_of,
)
from tracker.tui.dialogs.confirm import Confirm
from tracker.tui.dialogs.form import Values
from tracker.tui.dialogs.pick import Pick
from tracker.tui.dialogs.wish_form import WishForm, wish_form
from tracker.tui.keymap import key_for
from tracker.tui.keys import bindings
from tracker.tui.keys.bulk import BULK
from tracker.tui.lines import Lines, Part, assemble
from tracker.tui.rows.bulk import BulkRow, Fate
from tracker.tui.screens.page import Page
from tracker.tui.views import Done
from tracker.tui.widgets.masthead import Masthead
from tracker.tui.widgets.outcome_list import OutcomeList

if TYPE_CHECKING:
    from tracker.ledger.store import Ledger

SHOWN: tuple[Fate | None, ...] = (None, Fate.REFUSED, Fate.POSSIBLE, Fate.SAME)
"""What the list can be narrowed to, in turn."""


class BulkScreen(Page):
    """The items are fixed when it opens; what they are given can be chosen again and again."""

    NAME = "批量"
    KEYS = BULK
    BINDINGS: ClassVar = bindings(BULK)
    CSS_PATH = "bulk.tcss"

    class Rehearsed(Message):
        """So many items were looked at."""

        def __init__(self, count: int) -> None:
            super().__init__()
            self.count = count

        def can_replace(self, message: Message) -> bool:
            """Only the latest count is of interest."""
            return isinstance(message, BulkScreen.Rehearsed)

    def __init__(self, numbers: Sequence[str], which: str) -> None:
        super().__init__()
        self._numbers = tuple(numbers)
        self._which = which
        """标记的 5 项, or 列表里的 24 项."""
        self._wish = Wish()
        self._rows: tuple[BulkRow, ...] = ()
        self._left_out: frozenset[str] = frozenset()
        self._shown: Fate | None = None
        self._is_reading = False

    def body(self) -> Iterable[Widget]:
        """The wish, the sums, the items, and what would become of the one under the cursor."""
        yield Static(id="bulk-wish", markup=False)
        yield Static(id="bulk-sums", markup=False)
        yield OutcomeList(id="outcomes")
        with VerticalScroll(id="bulk-told", can_focus=False):
            yield Static(id="bulk-text", markup=False)

    def on_mount(self) -> None:
        """Ask at once what is to be done."""
        self.query_one(Masthead).left = self._which
        self.query_one(OutcomeList).focus()
        self.action_choose()

    def on_resize(self, event: events.Resize) -> None:
        """Wrap anew."""
        self.set_class(event.size.height < 30, "-short")
        self.set_class(event.size.height < 22, "-low")
        self.call_after_refresh(self._tell)

    # The wish

    def action_choose(self) -> None:
        """F3 换做法."""
        self._ask(f"{self._which}，批量办什么", with_steps=True)

    def action_add_content(self) -> None:
        """F4 再改一样."""
        if self._wish.step:
            self.tracker.say(
                f"“{step_named(self._wish.step).word}”一次只办一样，换别的按 {key_for('choose', '换做法')}"
            )
        else:
            self._ask("同时再改什么", with_steps=not self._wish.contents, before=self._wish)

    def _ask(self, title: str, *, with_steps: bool, before: Wish | None = None) -> None:
        choices = wish_choices(with_steps=with_steps)
        self.tracker.push_screen(Pick(title, choices), partial(self._picked, before or Wish()))

    def _picked(self, before: Wish, choice: str | None) -> None:
        if choice is None:
            if self._is_unwished:
                self.tracker.pop_screen()
            return
        content = next((each for each in CONTENTS if each.name == choice), None)
        if not self._may("edit" if content else step_named(choice).command):
            return
        fields = content_fields(content_named(choice)) if content else step_fields(step_named(choice))
        if not fields:
            self._wish_for(wish_of(choice, {}, before))
            return
        word = f"改 {choice}" if content else f"办 {step_named(choice).word}"
        form = wish_form(
            f"批量{word}",
            fields,
            partial(self._check, choice, before),
            f"{self._which}，先看会怎样，再一起办。",
        )
        self.tracker.push_screen(form, partial(self._filled_in, form, choice, before))

    def _may(self, command: str) -> bool:
        """Where one may not, said at the door, with the choice below it as long as nothing is wished."""
        from tracker.ledger.authority import demand_for_any

        try:
            demand_for_any(self.tracker.office.actor, command)
        except NotPermitted as refusal:
            if self._is_unwished:
                self.action_choose()
            self.tracker.show_failure(refusal)
            return False
        return True

    @property
    def _is_unwished(self) -> bool:
        return not (self._wish.contents or self._wish.step)

    def _check(self, choice: str, before: Wish, ledger: Ledger, values: Values) -> None:
        from tracker.tui.workers import bulk_writes

        office = self.tracker.office
        bulk_writes.check(
            ledger, office.actor, wish_of(choice, values, before), self._numbers, office.today()
        )

    def _filled_in(self, form: WishForm, choice: str, before: Wish, done: Done | None) -> None:
        if done is not None:
            self._wish_for(wish_of(choice, form.filled, before))
        elif self._is_unwished:
            self.action_choose()

    def _wish_for(self, wish: Wish) -> None:
        self._wish = wish
        self.ledger_changed()

    # What would be

    def ledger_changed(self) -> None:
        """Rehearse it again; one rehearsal holds the pen while it lasts, and is given up for a newer one."""
        if self._is_unwished:
            return
        office, wish, numbers = self.tracker.office, self._wish, self._numbers
        actor, today = office.actor, office.today()

        def preview(ledger: Ledger) -> tuple[BulkRow, ...]:
            from tracker.tui.workers import bulk_reads

            return bulk_reads.previewed(
                ledger,
                actor,
                wish,
                numbers,
                today=today,
                tell=self._post_count,
                is_wanted=self.tracker.keys_first.wanted(),
            )

        self._is_reading = True
        self._tell()
        self.in_thread(lambda: office.write(preview), self._previewed, group="preview", failed=self._not_read)

    def _post_count(self, count: int) -> None:
        """From the thread."""
        self.post_message(self.Rehearsed(count))

    def on_bulk_screen_rehearsed(self, event: Rehearsed) -> None:
        """How far it is."""
        if self._is_reading:
            self._tell_sums(event.count)

    def _not_read(self, error: BaseException) -> None:
        self._is_reading = False
        self._tell()
        self.tracker.show_failure(error)

    def _previewed(self, rows: tuple[BulkRow, ...]) -> None:
        self._is_reading = False
        refused_first = sorted(rows, key=lambda row: row.fate is not Fate.REFUSED)
        self._rows = tuple(refused_first)
        self._show_rows()

    def _show_rows(self) -> None:
        if self._shown is not None and not any(row.fate is self._shown for row in self._rows):
            self._shown = None
        rows = [row for row in self._rows if self._shown in (None, row.fate)]
        self.query_one(OutcomeList).show(rows, self._left_out)
        self._tell()

    def _tell(self) -> None:
        lines = Lines(self.size.width - 2)
        words = self._wish.words or "还没有选要办什么"
        lines.text(words, "bold $foreground", indent=8, first=("一起办", "$muted"))
        self.query_one("#bulk-wish", Static).update(lines.content())
        self._tell_sums(0)
        self._tell_row(self.query_one(OutcomeList).current)

    def _tell_sums(self, count: int) -> None:
        place = self.query_one("#bulk-sums", Static)
        if self._is_reading:
            place.update(assemble((f"正在预演 {count}/{len(self._numbers)} 项……台账不会动", "$muted")))
            return
        fates = [Fate.LEFT_OUT if row.number in self._left_out else row.fate for row in self._rows]
        parts: list[Part] = []
        for fate in Fate:
            if amount := fates.count(fate):
                mark = "bold underline" if self._shown is fate else "bold"
                parts += [(f"{fate.sign} {fate.word} ", fate.style), (str(amount), mark), ("   ", "")]
        if self._shown is not None:
            parts.append((f"只看{self._shown.word}的", "$muted"))
        place.update(assemble(*parts))

    def on_outcome_list_moved(self, event: OutcomeList.Moved) -> None:
        """Tell of the item under the cursor."""
        self._tell_row(event.row)

    def _tell_row(self, row: BulkRow | None) -> None:
        lines = Lines(self.size.width - 4)
        if row is not None:
            lines.text(row.title, "bold $foreground", indent=14, first=(row.number, "$muted"))
            fate = self.query_one(OutcomeList).fate_of(row)
            lines.text(fate.word, fate.style, indent=3, first=(f" {fate.sign}", f"bold {fate.style}"))
            for line in row.lines if fate is not Fate.LEFT_OUT else ():
                lines.text(line, "$foreground", indent=5, first=("   ·", "$vermilion"))
        self.query_one("#bulk-text", Static).update(lines.content())

    # Keys

    def action_leave_out(self) -> None:
        """Space 不办."""
        listed = self.query_one(OutcomeList)
        if (row := listed.current) is not None:
            self._left_out ^= {row.number}
            listed.show(listed.rows, self._left_out)
            listed.action_move(1)
            self._tell_sums(0)

    def action_next_fate(self) -> None:
        """F6 只看一种."""
        present = {row.fate for row in self._rows}
        offered = [fate for fate in SHOWN if fate is None or fate in present]
        place = offered.index(self._shown) if self._shown in offered else 0
        self._shown = offered[(place + 1) % len(offered)]
        self._show_rows()

    def action_open_item(self) -> None:
        """Enter 看这一项; where the step is refused, what is missing leads to its field."""
        if (row := self.query_one(OutcomeList).current) is not None:
            self.tracker.show_item(row.number, self._action if row.fate is Fate.REFUSED else "")

    @property
    def _action(self) -> str:
        """The item page's action for the step that is wished for; of contents, changing them."""
        command = step_named(self._wish.step).code.replace("-", "_") if self._wish.step else "edit"
        return next((action for action, known in COMMANDS.items() if known == command), "")

    def on_outcome_list_opened(self) -> None:
        """A double click."""
        self.action_open_item()

    def action_apply(self) -> None:
        """F2 一起办: all; where some refuse, ask whether only the others are wanted."""
        if self._is_reading or self._is_unwished:
            choose = f"先按 {key_for('choose', '换做法')} 选要办什么"
            self.tracker.say("正在预演，请稍候" if self._is_reading else choose)
            return
        kept = [row for row in self._rows if row.number not in self._left_out]
        possible = [row.number for row in kept if row.fate is Fate.POSSIBLE]
        refused = sum(row.fate is Fate.REFUSED for row in kept)
        if not possible:
            self.tracker.say("没有要办的：都不能办，或者本来就是这样")
        elif refused:
            question = Confirm(
                f"有{refused}项不能办",
                f"只办能办的{len(possible)}项吗？",
                yes=f"只办能办的{len(possible)}项",
                no="先不办",
            )
            self.tracker.push_screen(question, partial(self._answered, possible, refused))
        else:
            self._do(possible, 0)

    def _answered(self, possible: list[str], refused: int, answer: bool | None) -> None:
        if answer:
            self._do(possible, refused)

    def _do(self, numbers: list[str], refused: int) -> None:
        office, wish = self.tracker.office, self._wish
        actor, today = office.actor, office.today()

        def task(ledger: Ledger) -> Done:
            from tracker.tui.workers import bulk_writes

            return Done(bulk_writes.apply(ledger, actor, wish, numbers, refused, today))

        self._is_reading = True
        self.query_one("#bulk-sums", Static).update(
            assemble((f"正在办理 {len(numbers)} 项……", "bold $vermilion"))
        )
        self.tracker.write(task, done=self._done, failed=self._not_done)

    def _done(self, outcome: Done) -> None:
        self._is_reading = False
        if self.is_current:
            self.tracker.pop_screen()

    def _not_done(self, error: BaseException) -> None:
        self._is_reading = False
        self.tracker.show_failure(error)
        self.ledger_changed()
