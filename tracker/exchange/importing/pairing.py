"""Which known measure a measure of the sheet is: by its words, by likeness, else by its number or place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from tracker.exchange.importing.records import Entry, MeasureEntry, MeasureRecord
from tracker.exchange.texts import normal
from tracker.ledger.rows import MeasureRow

_NUMBER: Final = re.compile(
    r"^\s*(?:(?P<plain>[0-9]{1,2})\s*[.．、]|[（(](?P<within>[0-9]{1,2})[）)]|[一二三四五六七八九十]{1,3}、)"
    r"\s*(?![0-9])"
)
"""In front of a measure, as our lists and most others write it."""
_NEAR: Final = 75.0
"""Likeness from which on a text beside the same measure is that measure, put differently."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A measure of the sheet with the known one that it is."""

    measure: MeasureEntry
    written: MeasureRecord
    row: MeasureRow | None = None
    """None: it is new."""
    is_by_place: bool = False
    """Put quite differently where the known one stood, which nothing else in the sheet is."""


def bare(text: str) -> str:
    """A measure without its number, as it is compared."""
    return normal(_NUMBER.sub("", text))


def paired(entry: Entry, known: Sequence[MeasureRow]) -> tuple[list[Pair], list[MeasureRow]]:
    """The measures in the order of the sheet, and those known that the sheet does not have."""
    left = list(known)
    found = list(_by_words(entry, left))
    is_as_many = len(found) == len(known)
    for place, pair in enumerate(found):
        if pair.row is not None or not left:
            continue
        number = _number_of(pair)
        # Without a number the place tells only where nothing was put in or taken out.
        ordinal = number or (known[place].ordinal if is_as_many else None)
        if (row := next((row for row in left if row.ordinal == ordinal), None)) is not None:
            left.remove(row)
            found[place] = replace(pair, row=row, is_by_place=True)
    return found, left


def _by_words(entry: Entry, left: list[MeasureRow]) -> Iterator[Pair]:
    """What is found is taken out of `left`, what is said word for word first."""
    as_printed = {written.row: row for written in entry.record.measures if (row := _whole(written, left))}
    for written in entry.record.measures:
        of_cell = [measure for measure in entry.measures if measure.row == written.row]
        if of_cell and (whole := as_printed.get(written.row)) is not None:
            text = normal(written.cells["measures"])
            yield Pair(replace(of_cell[0], text=text), written, whole)
            continue
        for measure in of_cell:
            if (row := _likely(measure.text, left)) is not None:
                left.remove(row)
            yield Pair(measure, written, row)


def _whole(written: MeasureRecord, left: list[MeasureRow]) -> MeasureRow | None:
    """The known measure that a cell is as a whole, numbers and all, taken out of `left`."""
    raw = normal(written.cells["measures"])
    names = (row for row in left if raw in (normal(row.text), normal(f"{row.ordinal}.{row.text}")))
    if (found := next(names, None)) is not None:
        left.remove(found)
    return found


def _likely(text: str, left: Sequence[MeasureRow]) -> MeasureRow | None:
    """The measure that a text is, itself or put a little differently."""
    from rapidfuzz import fuzz, process

    plain = bare(text)
    for row in left:
        if bare(row.text) == plain:
            return row
    near = process.extractOne(
        plain, [normal(row.text) for row in left], scorer=fuzz.ratio, score_cutoff=_NEAR
    )
    return left[near[2]] if near else None


def _number_of(pair: Pair) -> int | None:
    """The number in front of a measure that has its cell to itself."""
    raw = pair.written.cells["measures"]
    found = _NUMBER.match(raw)
    if found is None or bare(pair.measure.text) != bare(raw):
        return None
    number = found["plain"] or found["within"]
    return int(number) if number else None
