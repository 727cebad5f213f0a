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

    @property
    def id(self) -> str:
        """Under which it is found in the user's keys: the same action by the same word, on every page.

        It is delivered with the same keys everywhere, so that one change means the same on every page.
        """
        return f"{self.action.rpartition('app.')[2]} {self.word}"

    @property
    def no_key(self) -> str:
        """A name that no terminal sends, for an action without a key: one can be given to it."""
        return f"none:{self.action}"


def bindings(keys: Iterable[Key]) -> list[BindingType]:
    """The keys as Textual binds them; by their ids it finds the ones that the user chose."""
    return [
        Binding(
            ",".join(key.keys) or key.no_key,
            key.action,
            key.word,
            key_display=key.shown,
            tooltip=key.says,
            id=key.id,
        )
        for key in keys
    ]
