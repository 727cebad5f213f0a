"""编号 are given once, never again, also after deletion and with two writers."""

from __future__ import annotations

from sqlalchemy import insert
from sqlalchemy.orm import Session

from tracker.ledger.models import NumberSequence

_GIVEN = "numbers_given"


def next_number(session: Session, prefix: str, year: int) -> str:
    """The next number of a prefix and year; the writer's lock makes it unique.

    The sequence is not journalled: undoing an item leaves its number burnt.
    """
    sequence = session.get(NumberSequence, (prefix, year))
    if sequence is None:
        session.connection().execute(insert(NumberSequence), [{"prefix": prefix, "year": year, "last": 0}])
        sequence = session.get_one(NumberSequence, (prefix, year))
    sequence.last += 1
    numbers_given(session).append(sequence)
    return f"{prefix}-{year}-{sequence.last:04d}"


def numbers_given(session: Session) -> list[NumberSequence]:
    """The sequence of each number that this transaction gave, in their order."""
    given: list[NumberSequence] = session.info.setdefault(_GIVEN, [])
    return given


def give_back(session: Session, kept: int) -> None:
    """The numbers given after the first `kept` were not used after all."""
    given = numbers_given(session)
    for sequence in given[kept:]:
        sequence.last -= 1
    del given[kept:]
