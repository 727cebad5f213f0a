"""Which item of the ledger a row of a workbook is; nobody's item is overwritten because numbers are alike.

Two offices count alike: ZG-2024-0007 of the one is another matter than that of the other. So a 编号 says by
itself which item is meant only in a sheet that this ledger printed. Anywhere else an earlier import of the
same row comes first, and what bears the same 编号 must be about the same problem, at the same units, too.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from tracker.desk.import_units import Units, are_elsewhere
from tracker.desk.importing import Source, Wishes
from tracker.exchange.importing.records import Entry
from tracker.exchange.theirs.matching import SHORTEST_PART, SURE, WITH_NUMBER, bare
from tracker.ledger import pages
from tracker.ledger.imports import KnownItems, former_numbers, known_items
from tracker.ledger.numbers import read_number
from tracker.ledger.rows import ItemPage
from tracker.ledger.store import Ledger
from tracker.text.cleaning import one_line

_SHOWN: Final = 20


class _How(Enum):
    """By what a row may be an item, the surest first."""

    OURS = auto()
    EARLIER = auto()
    """The same row was imported before."""
    FORMER = auto()
    """A row of this 原编号 was imported before."""
    NUMBER = auto()
    WORDS = auto()


_NUMBERED: Final = frozenset({_How.OURS, _How.NUMBER})
_SURE: Final = frozenset({_How.OURS, _How.EARLIER})


@dataclass(frozen=True, slots=True)
class _Candidate:
    item_id: int
    how: _How
    file: str = ""
    """Hash of the workbook that an earlier row came in."""


@dataclass(frozen=True, slots=True)
class Match:
    """The item that a row is."""

    page: ItemPage | None = None
    """None: the ledger does not know it."""
    doubt: str = ""
    """Why somebody has to say first whether it is the item of its 编号, or of an earlier draft."""
    note: str = ""
    was_moved: bool = False
    """The item was given to other units here since; the row still names those it had."""


class Matcher:
    """Goes through the rows of one workbook; no item is given to two of them, except by 编号."""

    def __init__(self, ledger: Ledger, source: Source, wishes: Wishes, today: dt.date, units: Units) -> None:
        self._ledger = ledger
        self._source = source
        self._wishes = wishes
        self._today = today
        self._units = units
        self._claimed: set[int] = set()
        self._drafts: set[str] = set()
        """Workbooks of which this one is a later draft: it says some of their rows again."""
        self._former: Mapping[str, tuple[int, ...]] | None = None

    def match(self, entries: Sequence[Entry], said: Sequence[str], *, is_ours: bool) -> list[Match]:
        """The item of each of these rows; `said` hashes what they say, `is_ours`: we printed the sheet."""
        known = known_items(
            self._ledger,
            campaign=self._wishes.campaign,
            numbers=[read_number(entry.number) for entry in entries],
            said=said,
            titles=[entry.title for entry in entries],
        )
        candidates = [
            list(self._candidates(entry, hashed, known, is_ours))
            for entry, hashed in zip(entries, said, strict=True)
        ]
        ids = sorted({candidate.item_id for several in candidates for candidate in several})
        seen = {page.row.id: page for page in pages.item_pages(self._ledger, ids, today=self._today)}
        rows = list(zip(entries, candidates, strict=True))
        # What is sure is given away first: no row takes by its words what a later one is for certain.
        sure = [self._taken(entry, [one for one in own if one.how in _SURE], seen) for entry, own in rows]
        return [found or self._settled(*row, seen) for found, row in zip(sure, rows, strict=True)]

    def _candidates(self, entry: Entry, said: str, known: KnownItems, is_ours: bool) -> Iterator[_Candidate]:
        number = read_number(entry.number)
        by_number = known.by_number.get(number)
        if by_number is not None and is_ours:
            yield _Candidate(by_number, _How.OURS)
            return
        for row in known.by_said.get(said, ()):
            yield _Candidate(row.item_id, _How.EARLIER, row.sha256)
        if entry.number:
            yield from (_Candidate(found, _How.FORMER) for found in self._of_former(entry.number))
        if by_number is not None:
            yield _Candidate(by_number, _How.NUMBER)
        for found in known.by_title.get((entry.title, entry.detail), ()):
            yield _Candidate(found, _How.WORDS)

    def _of_former(self, number: str) -> tuple[int, ...]:
        if self._former is None:
            self._former = former_numbers(self._ledger, campaign=self._wishes.campaign)
        return self._former.get(number, ())

    def _taken(
        self, entry: Entry, candidates: Sequence[_Candidate], seen: Mapping[int, ItemPage]
    ) -> Match | None:
        """The first of these that the row is, if no other row is that; its own units' before any other."""
        for candidate in sorted(candidates, key=lambda one: self._is_elsewhere(entry, seen[one.item_id])):
            page = seen[candidate.item_id]
            if candidate.how not in _NUMBERED and candidate.item_id in self._claimed:
                continue
            if self._is_it(entry, page, candidate):
                self._claimed.add(candidate.item_id)
                self._drafts |= {candidate.file} - {""}
                return self._found(entry, page, candidate)
        return None

    def _settled(self, entry: Entry, candidates: Sequence[_Candidate], seen: Mapping[int, ItemPage]) -> Match:
        if (found := self._taken(entry, candidates, seen)) is not None:
            return found
        namesake, moved, elsewhere = None, None, None
        for candidate in candidates:
            page = seen[candidate.item_id]
            is_earlier = candidate.how is _How.EARLIER and bool(entry.number)
            if candidate.how in _NUMBERED or (is_earlier and candidate.item_id not in self._claimed):
                namesake = page
            elif candidate.item_id not in self._claimed and (
                candidate.how is not _How.FORMER or self._is_alike(entry, page)
            ):
                elsewhere = page
                moved = page if candidate.file in self._drafts else moved
        if namesake is not None:
            return self._of_namesake(entry, namesake)
        if moved is not None and not self._wishes.foreign_numbers:
            number = moved.row.number
            return Match(doubt=f"问题与{number}相同，那一项来自这份台账以前的一稿，责任单位不同，请核对")
        if elsewhere is None:
            return Match()
        return Match(note=f"与{elsewhere.row.number}的问题相同，责任单位不同，作新事项，请核对")

    def _is_it(self, entry: Entry, page: ItemPage, candidate: _Candidate) -> bool:
        if candidate.how is _How.OURS or candidate.file == self._source.sha256:
            return True
        if self._is_elsewhere(entry, page) and not self._was_there(entry, page, candidate):
            return False
        return candidate.how in (_How.EARLIER, _How.WORDS) or self._is_alike(entry, page)

    def _is_alike(self, entry: Entry, page: ItemPage) -> bool:
        """Whether the row's problem is the item's, perhaps put differently; a row without one is nobody's."""
        if not entry.title:
            return False
        near = WITH_NUMBER if self._units.of(entry.owners) and self._units.of_item(page) else SURE
        if entry.detail and page.detail:
            whole = _likeness(entry.title + entry.detail, page.row.title + page.detail)
            return max(whole, _likeness(entry.detail, page.detail)) >= near
        texts = (page.row.title, page.row.title + page.detail)
        return max(_likeness(entry.title, text) for text in texts) >= near

    def _is_elsewhere(self, entry: Entry, page: ItemPage) -> bool:
        return are_elsewhere(self._units.of(entry.owners), self._units.of_item(page))

    def _was_there(self, entry: Entry, page: ItemPage, candidate: _Candidate) -> bool:
        """A row that was imported before names units that the item had until it was given to others here."""
        if candidate.how not in (_How.EARLIER, _How.FORMER):
            return False
        before = self._units.before(candidate.item_id)
        return bool(before) and not are_elsewhere(self._units.of(entry.owners), before)

    def _found(self, entry: Entry, page: ItemPage, candidate: _Candidate) -> Match:
        if not (self._is_elsewhere(entry, page) and self._was_there(entry, page, candidate)):
            return Match(page)
        said = f"{page.row.number}的责任单位在台账里改过，表中还是原来的，没有带入，请核对"
        return Match(page, note=said, was_moved=True)

    def _of_namesake(self, entry: Entry, page: ItemPage) -> Match:
        """Another item has the row's 编号."""
        is_alike = self._is_alike(entry, page)
        title = one_line(page.row.title)
        shown = title if len(title) <= _SHOWN else f"{title[:_SHOWN]}…"
        differs = "责任单位不同" if is_alike else "问题不同" if entry.title else "表中没有写问题"
        said = f"编号“{one_line(entry.number)}”在台账里是“{shown}”，{differs}"
        if self._wishes.foreign_numbers:
            return Match(note=f"{said}，另给编号")
        return Match(doubt=f"{said}，请核对")


def _likeness(one: str, other: str) -> float:
    from rapidfuzz import fuzz

    first, second = sorted((bare(one), bare(other)), key=len)
    return 100.0 if len(first) >= SHORTEST_PART and first in second else fuzz.ratio(first, second)
