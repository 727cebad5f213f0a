"""What goes between two lines of one paragraph: nothing in Chinese, a blank between words."""

from __future__ import annotations


def between(before: str, after: str) -> str:
    """The blank that has to stand between two pieces of a text where one line ended; mostly none."""
    if not before or not after:
        return ""
    if before[-1] in "([{/-" or after[0] in ")]}/,.;:!?%-":
        return ""
    return " " if _parts_words(before[-1]) and _parts_words(after[0]) else ""


def _parts_words(character: str) -> bool:
    """A letter, figure or sign of a script that parts its words (up to the Cyrillic ones)."""
    return character < "\u0500" and not character.isspace()
