"""One action with its keys and words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from textual.binding import Binding, BindingType


@dataclass(frozen=True, slots=True)
class Key:
    """One action."""

    action: str
    """Name of the `action_…` method."""
    keys: tuple[str, ...]
    """As Textual names them, the first one is shown; none where a menu and the palette lead there."""
    shown: str
    """As people name the keys."""
    word: str
    """In the foot and the palette."""
    initials: str
    """Of the word's pinyin, to reach it in the palette without an input method."""
    says: str
    """One sentence for the help."""
    in_foot: bool = True


def bindings(keys: Iterable[Key]) -> list[BindingType]:
    """The keys as Textual binds them."""
    return [
        Binding(",".join(key.keys), key.action, key.word, key_display=key.shown, tooltip=key.says)
        for key in keys
        if key.keys
    ]
