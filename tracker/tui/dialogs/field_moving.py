"""↑ ↓ from field to field of a form, where the field itself has no use for them, and what is said of it."""

from __future__ import annotations

from typing import Any, Final

from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, TextArea, Tree

from tracker.tui.dialogs.fields import ChoiceLine

_STEPS: Final = {"up": -1, "down": 1}


def moved(screen: Screen[Any], key: str) -> bool:
    """Go to the field above or below; False where the key is the field's own, or there is none."""
    field, by = screen.focused, _STEPS.get(key, 0)
    if field is None or not by or not _is_at_edge(field, by):
        return False
    chain = screen.focus_chain
    place = chain.index(field) + by
    if not 0 <= place < len(chain):
        return False
    chain[place].focus()
    return True


def _is_at_edge(field: Widget, by: int) -> bool:
    """Whether there is nothing further in the field itself that way."""
    if isinstance(field, TextArea):
        row = field.wrapped_document.location_to_offset(field.cursor_location).y
        return row == (0 if by < 0 else field.wrapped_document.height - 1)
    if isinstance(field, Tree):
        return field.cursor_line <= 0 if by < 0 else field.cursor_line >= field.last_line
    return isinstance(field, Input | ChoiceLine)


def hint(field: Widget | None, *, is_last: bool, save: str) -> str:
    """How one goes on from the field; `save` is the key that saves."""
    if isinstance(field, ChoiceLine):
        return "← → 换选项，↑ ↓ 换栏"
    if isinstance(field, TextArea):
        return "Enter 换行，Tab 换栏"
    if isinstance(field, Tree):
        return "Enter 选定，Tab 换栏"
    return f"↑ ↓ 换栏，Enter 同 {save}" if is_last else "↑ ↓ 换栏，Enter 下一栏"
