"""Letters, digits and signs in half and full width: what is written as ４１ and meant as 41."""

from __future__ import annotations

from typing import Final

_SHIFT: Final = 0xFEE0
"""From a character of ASCII to its full-width twin."""
_PLAIN: Final = tuple(map(chr, range(0x21, 0x7F)))
_NARROW: Final = {ord(one) + _SHIFT: one for one in _PLAIN}
_WIDE_LETTERS: Final = {ord(one): chr(ord(one) + _SHIFT) for one in _PLAIN if one.isalnum()}
_WIDE_SIGNS: Final = {ord(one): chr(ord(one) + _SHIFT) for one in _PLAIN if not one.isalnum()}


def narrow(text: str) -> str:
    """Full-width letters, digits and signs as those of ASCII; the length stays."""
    return text if text.isascii() else text.translate(_NARROW)


def spellings(text: str) -> tuple[str, ...]:
    """The text as it may be written: its letters and digits in either width, and so its signs."""
    plain = narrow(text)
    letters = plain.translate(_WIDE_LETTERS)
    ways = (text, plain, letters, plain.translate(_WIDE_SIGNS), letters.translate(_WIDE_SIGNS))
    return tuple(dict.fromkeys(ways))
