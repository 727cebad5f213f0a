"""Time limits of a text: candidates by pattern, resolved by type, then what is no limit is left out."""

from __future__ import annotations

from datetime import date

from tracker.mining.deadlines.cases import Reading
from tracker.mining.deadlines.decoys import is_decoy
from tracker.mining.deadlines.patterns import Candidate, find_candidates
from tracker.mining.deadlines.resolver import resolve
from tracker.mining.findings import Deadline
from tracker.text.numerals import half_width

__all__ = ["find_deadlines"]


def find_deadlines(text: str, date: date) -> tuple[Deadline, ...]:
    """Every time limit in the text, in its order; `date` is the document's date."""
    plain = half_width(text)
    found: list[Deadline] = []
    last_year: tuple[int, int] = (-1, 0)
    for candidate in find_candidates(plain):
        year = last_year[1] if last_year[0] == candidate.sentence[0] else None
        reading = resolve(candidate, date, year)
        if reading is None or is_decoy(plain, candidate, reading, date):
            continue
        if reading.due is not None and reading.explicit_year:
            last_year = (candidate.sentence[0], reading.due.year)
        found.append(_deadline(text, candidate, reading))
    return tuple(found)


def _deadline(text: str, candidate: Candidate, reading: Reading) -> Deadline:
    return Deadline(
        text=text[candidate.start : candidate.end],
        start=candidate.start,
        end=candidate.end,
        kind=reading.kind,
        due=reading.due,
        rule=candidate.rule,
        confirm=reading.confirm,
    )
