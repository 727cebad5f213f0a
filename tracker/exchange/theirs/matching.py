"""Which of our items a row of somebody's workbook is: by its number, by its words, or likely."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from tracker.exchange.importing.records import Record
from tracker.ledger.listed import NamedItem

SURE: Final = 92.0
"""Likeness, of 100, from which a row is taken to be the item where no other is nearly as like."""
LIKELY: Final = 60.0
"""From here on it is shown to somebody who decides."""
WITH_NUMBER: Final = 75.0
"""Enough where the running numbers agree too."""
_APART: Final = 4.0
"""So much less like must the second be."""
SHORTEST_PART: Final = 8
"""Characters; a text of fewer stands within another by chance."""
_PART_COUNTS: Final = 0.94
"""How much it counts that one text stands within the other."""
_SIGNS: Final = re.compile(r"[\W_]+")
_LEADING: Final = re.compile(
    r"^\s*(?:[（(]?(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3})[）).．、]|[一二三四五六七八九十]是)\s*"
)
_RUNNING: Final = re.compile(r"[0-9]+")


class How(StrEnum):
    """By what a row was known."""

    NUMBER = "number"
    TEXT = "text"
    LIKENESS = "likeness"
    CHOSEN = "chosen"
    UNSURE = "unsure"
    """Somebody has to say."""
    NOBODY = "none"

    @property
    def word(self) -> str:
        return _WORDS[self]


_WORDS: Final = {
    How.NUMBER: "编号相同",
    How.TEXT: "文字相同",
    How.LIKENESS: "文字相近",
    How.CHOSEN: "指定",
    How.UNSURE: "拿不准",
    How.NOBODY: "没有对上",
}


@dataclass(frozen=True, slots=True)
class Match:
    """One row of theirs, and the item that it is or may be."""

    record: Record
    how: How
    item: NamedItem | None = None
    score: int = 0
    """Likeness of the words, up to 100."""


def match_records(
    records: Sequence[Record], items: Sequence[NamedItem], chosen: Mapping[tuple[str, int], NamedItem | None]
) -> list[Match]:
    """Each row with its item; no item stands for two rows. `chosen` by sheet and row, None for no item."""
    return _Matcher(items).match(records, chosen)


class _Matcher:
    def __init__(self, items: Sequence[NamedItem]) -> None:
        self.items = items
        self.by_number: dict[str, list[NamedItem]] = {}
        self.by_text: dict[str, list[NamedItem]] = {}
        for item in items:
            for number in dict.fromkeys([item.number, *item.former]):
                self.by_number.setdefault(_number(number), []).append(item)
            for text in dict.fromkeys([bare(item.title), bare(item.title + item.detail)]):
                self.by_text.setdefault(text, []).append(item)
        self.texts = [bare(item.title) for item in items]
        self.long_texts = [bare(item.title + item.detail) for item in items]
        self.taken: set[int] = set()

    def match(
        self, records: Sequence[Record], chosen: Mapping[tuple[str, int], NamedItem | None]
    ) -> list[Match]:
        """What is surest is given away first."""
        found: dict[int, Match] = {}
        for place, record in enumerate(records):
            if (record.sheet, record.row) in chosen:
                item = chosen[record.sheet, record.row]
                found[place] = self._take(record, How.CHOSEN if item else How.NOBODY, item, 100)
        for way in (self._by_number, self._by_text):
            for place, record in enumerate(records):
                if place not in found and (match := way(record)) is not None:
                    found[place] = match
        likely = {place: self._like(record) for place, record in enumerate(records) if place not in found}
        for place in sorted(likely, key=lambda place: -likely[place][0][1] if likely[place] else 0):
            found[place] = self._by_likeness(records[place], likely[place])
        return [found[place] for place in range(len(records))]

    def _take(self, record: Record, how: How, item: NamedItem | None, score: float) -> Match:
        if item is not None and how is not How.UNSURE:
            self.taken.add(item.id)
        return Match(record, how, item, int(score))

    def _by_number(self, record: Record) -> Match | None:
        number = _number(record.cells.get("number", ""))
        free = [item for item in self.by_number.get(number, ()) if item.id not in self.taken]
        if not number or len(free) != 1:
            return None
        if number != _number(free[0].number) and self._score(record, free[0]) < LIKELY:
            return None  # what somebody else called 3 may be the 3 of another list
        return self._take(record, How.NUMBER, free[0], 100)

    def _by_text(self, record: Record) -> Match | None:
        title, detail = record.cells.get("title", ""), record.cells.get("detail", "")
        for text in (bare(title), bare(title + detail)):
            free = [item for item in self.by_text.get(text, ()) if item.id not in self.taken] if text else []
            exact = [item for item in free if bare(item.detail) == bare(detail)] or free
            same = [item for item in exact if self._runs_alike(record, item)] if len(exact) > 1 else exact
            if len(same) == 1:
                return self._take(record, How.TEXT, same[0], 100)
            if free:
                return Match(record, How.UNSURE, free[0], 100)
        return None

    def _like(self, record: Record) -> list[tuple[NamedItem, float]]:
        """The items most like it, the likest first."""
        from rapidfuzz import fuzz, process

        title = bare(record.cells.get("title", ""))
        both = bare(record.cells.get("title", "") + record.cells.get("detail", ""))
        scores: dict[int, float] = {}
        for wanted in dict.fromkeys(text for text in (title, both) if text):
            for texts in (self.texts, self.long_texts):
                for _, score, index in process.extract(wanted, texts, scorer=fuzz.ratio, limit=3):
                    scores[index] = max(score, scores.get(index, 0))
                if len(wanted) >= SHORTEST_PART:
                    for text, score, index in process.extract(
                        wanted, texts, scorer=fuzz.partial_ratio, limit=3
                    ):
                        if len(text) >= SHORTEST_PART:
                            scores[index] = max(score * _PART_COUNTS, scores.get(index, 0))
        best = sorted(scores.items(), key=lambda pair: -pair[1])
        return [(self.items[index], score) for index, score in best if score >= LIKELY]

    def _score(self, record: Record, item: NamedItem) -> float:
        return next((score for known, score in self._like(record) if known.id == item.id), 0.0)

    def _by_likeness(self, record: Record, likely: Sequence[tuple[NamedItem, float]]) -> Match:
        free = [(item, score) for item, score in likely if item.id not in self.taken]
        if not free:
            return Match(record, How.NOBODY)
        item, score = free[0]
        is_apart = len(free) == 1 or score - free[1][1] >= _APART
        enough = WITH_NUMBER if self._runs_alike(record, item) else SURE
        how = How.LIKENESS if is_apart and score >= enough else How.UNSURE
        return self._take(record, how, item, score)

    def _runs_alike(self, record: Record, item: NamedItem) -> bool:
        """Whether their 序号 or 编号 is the running number of ours."""
        theirs = {
            int(n) for key in ("ordinal", "number") for n in _RUNNING.findall(record.cells.get(key, ""))[-1:]
        }
        ours = {int(n) for text in (item.number, *item.former) for n in _RUNNING.findall(text)[-1:]}
        return bool(theirs & ours)


def bare(text: str) -> str:
    """A text without numbering, blanks and signs, as it is compared."""
    return _SIGNS.sub("", _LEADING.sub("", unicodedata.normalize("NFKC", text))).lower()


def _number(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).upper()
