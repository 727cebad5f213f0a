"""A text becomes findings: problems, tasks, measures and results, each a span of the text."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date as _date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.mining.findings import Deadline, Mined
    from tracker.mining.vagueness import SoftWords

__all__ = ["find_deadlines", "mine", "read_alone"]

# Both load the miner when first called: whoever needs the dataclasses only does not pay for it.


def mine(
    text: str,
    date: _date,
    *,
    headings: tuple[tuple[int, int], ...] = (),
    soft_words: SoftWords | None = None,
    events: Mapping[str, _date] | None = None,
) -> Mined:
    """All findings of a text, in its order; `date` is the document's date, base of its time limits.

    `headings` are the lines that the file itself calls headings: where each begins, and its level from 1;
    `soft_words` are those to be marked, the shipped ones where none are given; `events` are days of
    events that limits count from, by a word of theirs (反馈).
    """
    from tracker.mining.miner import mine as mine_now

    return mine_now(text, date, headings=headings, soft_words=soft_words, events=events)


def find_deadlines(
    text: str, date: _date, *, events: Mapping[str, _date] | None = None
) -> tuple[Deadline, ...]:
    """Every time limit in a text or phrase, in its order; `date` is the day it was written.

    `events` are days of events that limits count from, by a word of theirs (反馈).
    """
    from tracker.mining.deadlines import find_deadlines as find_now

    return find_now(text, date, events=events)


def read_alone(phrase: str, base: _date, *, events: Mapping[str, _date] | None = None) -> Deadline | None:
    """The time limit that a phrase is by itself, as typed or in a cell; None where it is not one."""
    from tracker.mining.deadlines.alone import read_alone as read_now

    return read_now(phrase, base, events=events)
