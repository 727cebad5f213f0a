"""操作记录: every action with who, when and what it changed; back to any of them, and forth again."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.containers import Container, VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from tracker.errors import Refusal
from tracker.tui.dialogs.confirm import Confirm, Notice
from tracker.tui.dialogs.pick import Choice, Pick
from tracker.tui.keymap import key_for
from tracker.tui.keys import ACTION_LOG, bindings
from tracker.tui.lines import Lines, plain
from tracker.tui.resting import Resting
from tracker.tui.rows.log import LogRow, told_lines
from tracker.tui.screens.page import Page
from tracker.tui.views import Done
from tracker.tui.widgets.masthead import Masthead
from tracker.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from tracker.ledger.commands.retracing import TakenBack
    from tracker.ledger.retracing import Logged, Told, WayBack
    from tracker.ledger.store import Ledger

WIDE = 120
"""Cells from which the changes stand beside the list, else below it."""


class ActionLogScreen(Page):
    """Newest first; what is older is read as one comes to it."""

    NAME = "操作记录"
    KEYS = ACTION_LOG
    BINDINGS: ClassVar = bindings(ACTION_LOG)
    CSS_PATH = ["comparison.tcss", "action_log.tcss"]  # noqa: RUF012 - as Textual declares it

    def __init__(self) -> None:
        super().__init__()
        self._actions: list[Logged] = []
        self._told: Told | None = None
        self._only_mine = False
        self._is_whole = False
        self._is_reading = False
        self._resting = Resting(self)

    def body(self) -> Iterable[Widget]:
        """The list, and what the action under the cursor changed."""
        with Container(id="log-split"):
            yield RowList(id="log")
            with VerticalScroll(id="log-told"):
                yield Static(id="log-told-text", markup=False)

    def on_mount(self) -> None:
        """Read the newest."""
        self.query_one("#log").focus()
        self.ledger_changed()

    def on_resize(self, event: events.Resize) -> None:
        """Beside each other, or one below the other."""
        self.set_class(event.size.width >= WIDE, "-wide")
        self.call_after_refresh(self._lay_out)

    # Reading

    def ledger_changed(self) -> None:
        """From the newest on; the cursor stays on its action."""
        self._read(None)

    def on_row_list_more_wanted(self, event: RowList.MoreWanted) -> None:
        """Older ones."""
        if self._actions and not self._is_whole and not self._is_reading:
            self._read(self._actions[-1].id)

    def _read(self, before: int | None) -> None:
        actor, only_mine, kept = self.tracker.office.actor, self._only_mine, len(self._actions)
        self._is_reading = True

        def stretch(ledger: Ledger) -> tuple[list[Logged], bool]:
            from tracker.tui.workers import comparison_reads

            found = comparison_reads.log(ledger, before, actor, only_mine=only_mine)
            is_whole = not found
            while before is None and found and len(found) < kept:
                more = comparison_reads.log(ledger, found[-1].id, actor, only_mine=only_mine)
                found += more
                is_whole = not more
                if is_whole:
                    break
            return found, is_whole

        self.read(stretch, partial(self._arrived, before), group="log")

    def _arrived(self, before: int | None, outcome: tuple[list[Logged], bool]) -> None:
        found, self._is_whole = outcome
        self._is_reading = False
        self._actions = found if before is None else [*self._actions, *found]
        actor = self.tracker.office.actor
        rows = [LogRow(action, actor.is_called(action.actor)) for action in self._actions]
        self.query_one("#log", RowList).show(rows)
        self.query_one(Masthead).left = "只看我的" if self._only_mine else "大家的操作，标“我”的是自己的"
        if not rows:
            self._told = None
            self.query_one("#log-told-text", Static).update(
                plain("还没有操作：每办一件事，这里记一条，可以单独撤销", "$muted")
            )
        elif before is None:
            self._read_told()

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        """Read what it changed once the cursor rests."""
        event.stop()
        self._resting.moved(self._read_told)

    def _read_told(self) -> None:
        action = self._action
        if action is None:
            return

        def told(ledger: Ledger) -> Told:
            from tracker.tui.workers import comparison_reads

            return comparison_reads.told(ledger, action.id)

        self.read(told, self._show_told, group="told")

    def _show_told(self, told: Told) -> None:
        is_other = self._told is None or self._told.action.id != told.action.id
        self._told = told
        self._lay_out()
        if is_other:
            self.query_one("#log-told").scroll_home(animate=False)

    def _lay_out(self) -> None:
        if self._told is not None:
            place = self.query_one("#log-told")
            lines = Lines(place.scrollable_content_region.width - 1)
            told_lines(lines, self._told)
            self.query_one("#log-told-text", Static).update(lines.content())

    def tell_actor(self) -> None:
        """Others are marked as one's own."""
        super().tell_actor()
        if self._actions:
            self.ledger_changed()

    @property
    def _action(self) -> Logged | None:
        row = self.query_one("#log", RowList).current
        return row.action if isinstance(row, LogRow) else None

    # Keys

    def action_only_mine(self) -> None:
        """F6."""
        self._only_mine = not self._only_mine
        self._actions = []
        self.ledger_changed()

    def action_next_panel(self) -> None:
        """Tab."""
        told, log = self.query_one("#log-told"), self.query_one("#log")
        (log if told.has_focus else told).focus()

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        """Clicked twice."""
        event.stop()
        self.action_open_item()

    def action_open_item(self) -> None:
        """Enter: the item, or one of several."""
        action = self._action
        if action is None or not action.numbers:
            self.tracker.say("这次操作不是办哪一项事项的")
        elif len(action.numbers) == 1:
            self.tracker.show_item(action.numbers[0])
        else:
            choices = [Choice(number, number) for number in action.numbers]
            self.tracker.push_screen(Pick(f"看哪一项（共{action.items}项）", choices), self._number_picked)

    def _number_picked(self, number: str | None) -> None:
        if number is not None:
            self.tracker.show_item(number)

    def _chosen(self) -> Logged | None:
        """The action under the cursor, unless it is an undo or redo itself: then say which one is meant."""
        action = self._action
        if action is not None and action.is_reversal:
            self.tracker.say(f"这一条本身是“{action.command}”，请到第{action.target}条上撤销或重做")
            return None
        return action

    def action_undo_one(self) -> None:
        """F2 撤销这一条: first what is in its way."""
        action = self._chosen()
        if action is None:
            return
        if action.undone is not None:
            self.tracker.say(f"第{action.id}条已经由{action.undone.actor}撤销了，{key_for('redo_one')} 重做")
            return
        actor, today = self.tracker.office.actor, self.tracker.office.today()

        def obstacle(ledger: Ledger) -> Refusal | None:
            from tracker.tui.workers import log_writes

            return log_writes.obstacle(ledger, actor, action.id, today)

        self.read(obstacle, partial(self._ask_undo, action), group="obstacle")

    def _ask_undo(self, action: Logged, obstacle: Refusal | None) -> None:
        if obstacle is not None:
            self.tracker.push_screen(Notice(obstacle.summary, obstacle.reasons))
            return
        what = f"撤销第{action.id}条：{action.actor} {action.command}"
        question = f"{_scope(action)}改回原样，以后的操作不动。"
        self.tracker.push_screen(
            Confirm(what, question, yes="撤销", no="不撤"), partial(self._undo, action.id)
        )

    def _undo(self, action_id: int, answer: bool | None) -> None:
        if not answer:
            return
        actor, today = self.tracker.office.actor, self.tracker.office.today()

        def task(ledger: Ledger) -> Done:
            from tracker.tui.workers import log_writes

            done = log_writes.undo_one(ledger, actor, action_id, today)
            return Done(f"{done} · {key_for('redo')} 重做", can_undo=False)

        self.tracker.write(task)

    def action_undo_back(self) -> None:
        """F3 退回到这里: first all the steps."""
        action = self._chosen()
        if action is None:
            return
        actor = self.tracker.office.actor

        def way(ledger: Ledger) -> tuple[WayBack, tuple[str, ...]]:
            from tracker.tui.workers import log_writes

            found = log_writes.the_way(ledger, actor, action.id)
            return found, log_writes.way_words(found, actor)

        self.read(way, partial(self._ask_back, action), group="way")

    def _ask_back(self, action: Logged, outcome: tuple[WayBack, tuple[str, ...]]) -> None:
        way, words = outcome
        if not way.steps:
            self.tracker.say(f"从第{action.id}条以来没有您可以撤销的操作")
            return
        title = f"退回到第{action.id}条之前：由近到远撤销 {len(way.steps)} 条"
        self.tracker.push_screen(
            Confirm(title, "\n".join(words), yes="逐条撤销", no="不撤"), partial(self._go_back, action.id)
        )

    def _go_back(self, action_id: int, answer: bool | None) -> None:
        if not answer:
            return
        actor, today = self.tracker.office.actor, self.tracker.office.today()
        outcome: list[TakenBack] = []

        def task(ledger: Ledger) -> Done:
            from tracker.tui.workers import log_writes

            found = log_writes.back_to(ledger, actor, action_id, today)
            outcome.append(found)
            times = f"，按 {len(found.steps)} 次就都回来" if len(found.steps) > 1 else ""
            return Done(f"已撤销 {len(found.steps)} 条 · {key_for('redo')} 重做{times}", can_undo=False)

        def done(_: Done) -> None:
            stopped = outcome[0].stopped
            if stopped is not None:
                summary = f"撤销了 {len(outcome[0].steps)} 条，停在这里：{stopped.summary}"
                self.tracker.push_screen(Notice(summary, stopped.reasons))

        self.tracker.write(task, done=done)

    def action_redo_one(self) -> None:
        """F4 重做这一条."""
        action = self._chosen()
        if action is None:
            return
        if action.undone is None:
            self.tracker.say(f"第{action.id}条没有被撤销，无须重做")
            return
        actor, today = self.tracker.office.actor, self.tracker.office.today()

        def task(ledger: Ledger) -> Done:
            from tracker.tui.workers import log_writes

            done = log_writes.redo_one(ledger, actor, action.id, today)
            return Done(f"{done} · 操作记录里 {key_for('undo_one')} 再撤销", can_undo=False)

        self.tracker.write(task)


def _scope(action: Logged) -> str:
    items = f"{action.items} 项事项、" if action.items > 1 else ""
    return f"{items}{action.changes} 处改动"
