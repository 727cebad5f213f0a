"""What became of one item between two days: then and now field by field, and by whose actions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from tracker.desk.change_lines import change_words
from tracker.errors import NotFound
from tracker.tui.dialogs.day import day_words
from tracker.tui.keys import ITEM_CHANGES, bindings
from tracker.tui.lines import Lines
from tracker.tui.moments import moment
from tracker.tui.screens.page import Page
from tracker.tui.widgets.masthead import Masthead

if TYPE_CHECKING:
    from tracker.ledger.item_changes import ItemChanges
    from tracker.ledger.rows import ActionRow
    from tracker.ledger.store import Ledger

MOST_CHANGES = 8
"""Changes of one action that are told."""


class ItemChangesScreen(Page):
    """One item, two days."""

    NAME = "变化"
    KEYS = ITEM_CHANGES
    BINDINGS: ClassVar = bindings(ITEM_CHANGES)
    CSS_PATH = "item_changes.tcss"

    def __init__(self, number: str, since: dt.date, until: dt.date) -> None:
        super().__init__()
        self._number = number
        self._since, self._until = min(since, until), max(since, until)
        self._found: ItemChanges | None = None

    def body(self) -> Iterable[Widget]:
        """Lines that scroll."""
        with VerticalScroll(id="item-changes"):
            yield Static(id="item-changes-text", markup=False)

    def on_mount(self) -> None:
        """Read them."""
        self.query_one(Masthead).left = f"{self._number}  {self._since} → {self._until}"
        self.query_one("#item-changes").focus()
        self.ledger_changed()

    def on_resize(self, event: events.Resize) -> None:
        """Wrap for the width there is."""
        self.call_after_refresh(self._lay_out)

    def ledger_changed(self) -> None:
        """Read them again."""
        number, since, until = self._number, self._since, self._until

        def changes(ledger: Ledger) -> ItemChanges:
            from tracker.tui.workers import comparison_reads

            return comparison_reads.between(ledger, number, since, until)

        self.read(changes, self._show, group="changes", failed=self._not_there)

    def _not_there(self, error: BaseException) -> None:
        if isinstance(error, NotFound) and self.is_current:
            self.tracker.pop_screen()
            self.tracker.say(f"{self._number} 那时不在台账里")
        else:
            self.tracker.show_failure(error)

    def _show(self, found: ItemChanges) -> None:
        self._found = found
        self._lay_out()

    def _lay_out(self) -> None:
        found = self._found
        if found is None:
            return
        lines = Lines(self.size.width - 5)
        today = self.tracker.office.today()
        lines.heading("变化", f"{day_words(self._since, today)} → {day_words(self._until, today)}")
        for row in found.net:
            lines.text(change_words(row), indent=2, first=("· ", "$vermilion"))
        if not found.net:
            lines.text("这段时间内容没有变化（改了又改回来的不算）", "$muted")
        lines.gap()
        lines.heading("经过", f"{len(found.actions)} 次操作")
        for action in found.actions:
            _action(lines, action)
        if not found.actions:
            lines.text("这段时间没有操作", "$muted")
        lines.gap()
        self.query_one("#item-changes-text", Static).update(lines.content())

    def action_show_then(self) -> None:
        """F2."""
        self._past(self._since)

    def action_show_now(self) -> None:
        """F3."""
        if self._until == self.tracker.office.today():
            self.action_present()
        else:
            self._past(self._until)

    def _past(self, day: dt.date) -> None:
        from tracker.tui.screens.past_item import PastItemScreen

        self.tracker.push_screen(PastItemScreen(self._number, day))

    def action_present(self) -> None:
        """Enter."""
        self.tracker.show_item(self._number)

    def action_copy(self) -> None:
        """F7."""
        if self._found is not None:
            text = "\n".join(self._text(self._found))
            self.tracker.copy_to_clipboard(text)
            self.tracker.say("已复制；终端不支持复制的，可用鼠标按住 Shift 选取")

    def _text(self, found: ItemChanges) -> Iterator[str]:
        yield f"{self._number}：{self._since} 至 {self._until} 的变化"
        for row in found.net:
            yield f"· {change_words(row)}"
        for action in found.actions:
            undone = "（已撤销）" if action.undone else ""
            yield f"{moment(action.at)} {action.actor} {action.command}{undone}"


def _action(lines: Lines, action: ActionRow) -> None:
    undone = "  （已撤销）" if action.undone else ""
    head = f"{action.actor}  {action.command}{undone}"
    style = "$faint" if action.undone else "bold $foreground"
    lines.text(head, style, indent=18, first=(moment(action.at), "$muted"))
    if action.reason:
        lines.text(f"理由：{action.reason}", "$muted", indent=18)
    for row in action.changes[:MOST_CHANGES]:
        lines.text(change_words(row), "$faint" if action.undone else "", indent=18)
    if len(action.changes) > MOST_CHANGES:
        lines.text(f"……共 {len(action.changes)} 处改动", "$muted", indent=18)
