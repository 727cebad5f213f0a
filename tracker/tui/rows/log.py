"""Lines of the log of actions, and what one of them changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from textual.content import Content

from tracker.desk.change_lines import change_words
from tracker.text.cells import cut, pad, width
from tracker.text.screen import safe_for_screen
from tracker.tui.lines import Lines, Part, assemble
from tracker.tui.moments import CHINA, moment

if TYPE_CHECKING:
    from tracker.ledger.retracing import Logged, Told

NAME: Final = 8
COMMAND: Final = 12
"""Cells of a person's name, and of what they did."""

MOST_ITEMS = 40
"""Items of a bulk change that are told one by one."""


@dataclass(frozen=True, slots=True)
class LogRow:
    """我 18 06-18 14:05 李明 挂号 ZG-2024-0007 等3项."""

    action: Logged
    is_mine: bool

    height = 1

    @property
    def key(self) -> str:
        """Its number in the journal."""
        return str(self.action.id)

    def lines(self, cells: int) -> Sequence[Content]:
        """One line; what it was about is cut, that it was undone never."""
        action = self.action
        is_gone = action.undone is not None
        style = "$faint" if is_gone else "$muted" if action.is_reversal else "$foreground"
        local = action.at.astimezone(CHINA)
        parts: list[Part] = [
            ("我 " if self.is_mine else "   ", "bold $vermilion"),
            (pad(str(action.id), 5, "right"), "$faint" if is_gone else "$muted"),
            (f"  {local:%m-%d %H:%M}  ", "$faint" if is_gone else "$muted"),
            (pad(cut(safe_for_screen(action.actor), NAME), NAME) + " ", style),
            (pad(cut(action.command, COMMAND), COMMAND), "bold " + style if not is_gone else style),
        ]
        mark = "  已撤销" if is_gone else ""
        room = cells - sum(width(text) for text, _ in parts) - width(mark) - 1
        if room > 0:
            shown = cut(safe_for_screen(about(action)), room)
            parts.append((" " + shown + " " * (room - width(shown)), style))
        return (assemble(*parts, (mark, "bold $lamp-near")),)


def about(action: Logged) -> str:
    """ZG-2024-0007 等3项; of an undo, what it took back."""
    items = items_words(action.numbers, action.items)
    return items if action.target is None else f"第{action.target}条 {items}"


def items_words(numbers: Sequence[str], items: int) -> str:
    """ZG-2024-0007 等3项."""
    return "、".join(numbers[:1]) + (f" 等{items}项" if items > 1 else "")


def told_lines(lines: Lines, told: Told) -> None:
    """Who, when, why; then before and after, field by field, item by item."""
    action = told.action
    lines.heading(f"第{action.id}条  {action.command}")
    lines.field("时间", moment(action.at))
    if action.today != action.at.astimezone(CHINA).date():
        lines.field("记作", str(action.today))
    lines.field("经办", f"{action.actor}（{action.role.word}）")
    if action.reason:
        lines.field("理由", action.reason)
    if action.undone is not None:
        by = f"{action.undone.actor} {moment(action.undone.at)}（第{action.undone.action_id}条）"
        lines.field("已撤销", by, "$lamp-near")
    if action.target is not None:
        lines.field("针对", f"第{action.target}条操作")
    scope = f"{action.items} 项一次办理" if action.items > 1 else f"{action.changes} 处改动"
    lines.gap()
    lines.heading("改动", scope)
    for number, rows in told.changes[:MOST_ITEMS]:
        if number:
            lines.text(number, "bold $foreground")
        for row in rows:
            lines.text(change_words(row), indent=2, first=("· ", "$vermilion"))
    if not told.changes:
        lines.text("只有程序内部的记号，没有可读的改动", "$muted")
    left = len(told.changes) - MOST_ITEMS
    if left > 0 or told.unread:
        lines.text(f"……还有 {max(left, 0)} 项、{told.unread} 处改动没有列出", "$muted")
