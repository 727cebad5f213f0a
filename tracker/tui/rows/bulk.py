"""What becomes of many items that are given the same, as the page of 批量 shows it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Fate(Enum):
    """What would become of one item: a sign, a word and a style."""

    POSSIBLE = "●", "能办", "$lamp-normal"
    REFUSED = "×", "不能办", "$lamp-overdue"
    SAME = "·", "本来如此", "$muted"
    LEFT_OUT = "○", "这次不办", "$muted"

    def __init__(self, sign: str, word: str, style: str) -> None:
        self.sign = sign
        self.word = word
        self.style = style


@dataclass(frozen=True, slots=True)
class BulkRow:
    """One item."""

    number: str
    title: str
    fate: Fate
    lines: tuple[str, ...]
    """Old → new of each content, or why not."""

    @property
    def words(self) -> str:
        """In one line."""
        return "；".join(self.lines)
