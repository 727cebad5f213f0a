"""A word of the field as a member of an enumeration: its code, and the Chinese that people read."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Word(StrEnum):
    """A code that is stored, with the word that people read."""

    word: str
    """As it stands on screen and paper."""

    def __new__(cls, code: str, word: str = "") -> Self:
        member = str.__new__(cls, code)
        member._value_ = code
        member.word = word
        return member

    @classmethod
    def read(cls, text: str) -> Self | None:
        """The member of this code or word; None when there is none."""
        wanted = text.strip()
        for member in cls:
            if wanted in (member.value, member.word):
                return member
        return None
