"""Names by the initials of their pinyin: zzb is 组织部.

The table in `initials.txt` is made by `docs/make_initials.py`: 70 kB read in some milliseconds and only
when letters are looked for, where the library it comes from takes half a second to import.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

MAY_BE_INITIALS = re.compile(r"[A-Za-z]{2,20}")


def may_be_initials(text: str) -> bool:
    """Letters only, and at least two: one would be found in nearly every name."""
    return MAY_BE_INITIALS.fullmatch(text) is not None


def answers_to(name: str, letters: str) -> bool:
    """Whether a run of the name's characters has these initials, in any of their readings."""
    wanted = letters.lower()
    readings = [_initials().get(character, character.lower()) for character in name]
    return any(
        all(letter in reading for letter, reading in zip(wanted, readings[start:], strict=False))
        for start in range(len(readings) - len(wanted) + 1)
    )


MOST_READINGS = 8
"""Spellings of one name that are told."""


def spelled(name: str) -> tuple[str, ...]:
    """The initials of a name, in each reading of its characters: 行政科 is xzk and hzk."""
    found = [""]
    for character in name:
        readings = _initials().get(character, character.lower())
        if len(found) * len(readings) > MOST_READINGS or not character.isalpha():
            readings = readings[:1]
        found = [start + letter for start in found for letter in readings]
    return tuple(found)


def same_initials(name: str, other: str) -> bool:
    """Whether two names of two or more characters may sound alike, character by character."""
    if len(name) < 2 or len(name) != len(other):
        return False
    table = _initials()
    return all(set(table.get(a, a)) & set(table.get(b, b)) for a, b in zip(name, other, strict=True))


@cache
def _initials() -> dict[str, str]:
    """The initials of each character, as one string of letters."""
    table: dict[str, str] = {}
    for line in Path(__file__).with_name("initials.txt").read_text(encoding="utf-8").splitlines():
        for character in line[1:]:
            table[character] = table.get(character, "") + line[0]
    return table
