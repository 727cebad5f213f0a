"""The keys as this user has them: what the foot, the palette, the help and every hint show.

The tables of this package are how the app is delivered. One app runs in a process, so that the keys its
user chose are kept here, where every line that names a key finds them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from textual.keys import _character_to_key, key_to_character

from tracker.tui.keys.key import Key

Chosen = Mapping[str, tuple[str, ...]]
"""Keys by the id of their action; no keys where the user took them away."""

TWINS: Final = {
    "/": "、",
    "?": "？",
    ",": "，",
    ".": "。",
    ";": "；",
    ":": "：",
    "!": "！",
    "[": "【",
    "]": "】",
    "(": "（",
    ")": "）",
    "<": "《",
    ">": "》",
    "\\": "、",
    "~": "～",
    "$": "￥",
    "^": "……",
    "_": "——",
    '"': "“",
    "'": "‘",
}
"""What a key sends while an input method is on."""

_NAMES: Final = {
    "escape": "Esc",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "delete": "Del",
    "insert": "Ins",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "space": "空格",
    "backspace": "退格",
}

_SAME: Final = re.compile(r"（[^（）]*同）|\([^()]*同\)")
"""（Ctrl+Z 同）: of the keys as delivered."""

_chosen: dict[str, tuple[str, ...]] = {}


def use(chosen: Chosen) -> None:
    """From now on these keys, the others as delivered."""
    _chosen.clear()
    _chosen.update(chosen)


def as_configured(key: Key) -> Key:
    """The action with the user's keys."""
    keys = _chosen.get(key.id)
    if keys is None:
        return key
    return replace(key, keys=keys, shown=shown_key(keys[0]) if keys else "", says=_SAME.sub("", key.says))


def normal(name: str) -> str:
    """A key by the one name under which Textual sends it: `/` is slash."""
    return _character_to_key(name) if len(name) == 1 else name


def without_capital(name: str) -> str:
    """V for v, as the screen shows it and as Caps Lock and Shift send it: one key; what it types stays V."""
    start, plus, letter = name.rpartition("+")
    is_letter = len(letter) == 1 and letter.isascii() and letter.isalpha()
    return f"{start}{plus}{letter.lower()}" if is_letter else name


def shown_key(name: str) -> str:
    """A key as people name it: Ctrl+Shift+F5, ↑, /."""
    *modifiers, last = name.split("+") if len(name) > 1 else [name]
    sign = last if len(last) == 1 else key_to_character(last) or ""
    if last in _NAMES:
        word = _NAMES[last]
    elif len(sign) == 1 and sign.isprintable():
        word = sign.upper()
    else:
        word = last.capitalize()
    return "+".join([*(modifier.capitalize() for modifier in modifiers), word])


_UNTOLD: Final = frozenset(normal(twin) for twin in (*TWINS.values(), "」", "「", "ideographic_space"))
"""The full-width twins need no telling."""


def shown_keys(key: Key) -> tuple[str, ...]:
    """Every key of an action but its full-width twins."""
    return tuple(dict.fromkeys(shown_key(name) for name in key.keys if normal(name) not in _UNTOLD))
