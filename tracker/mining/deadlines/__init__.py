"""Time limits of a text: candidates by pattern, resolved by type, then what is no limit is left out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from tracker.mining.deadlines.acts import governed
from tracker.mining.deadlines.cases import Case, Reading
from tracker.mining.deadlines.decoys import is_decoy
from tracker.mining.deadlines.events import day_of, event_words
from tracker.mining.deadlines.explaining import explain_deadline
from tracker.mining.deadlines.hedges import find_hedge
from tracker.mining.deadlines.patterns import Candidate, find_candidates
from tracker.mining.deadlines.resolver import resolve
from tracker.mining.deadlines.unread import unread_before
from tracker.mining.findings import Deadline, DeadlineKind
from tracker.text.numerals import half_width

__all__ = ["explain_deadline", "find_deadlines", "governed"]

_FROM_YEAR = re.compile(r"(20[0-9]{2})年(?:度)?(?:起|开始)")
_FROM_YEAR_AT_MOST = 60
"""Characters before the limit in which 2020年起 may stand."""


def find_deadlines(
    text: str, date: date, *, events: Mapping[str, date] | None = None
) -> tuple[Deadline, ...]:
    """Every time limit in the text, in its order; `date` is the document's date.

    `events` are days of events by a word of theirs (反馈 for 收到反馈意见后…): a limit that counts from
    such an event is counted from its day and needs no confirming.
    """
    plain = half_width(text)
    given = events or {}
    found: list[Deadline] = []
    sentence = _Sentence((-1, -1))
    for candidate in find_candidates(plain):
        if candidate.sentence != sentence.bounds:
            sentence = _Sentence(candidate.sentence)
        event = event_words(candidate.event)
        case = Case(
            groups=candidate.groups,
            base=sentence.first_day(plain, candidate, date),
            sentence_year=sentence.year,
            event=event,
            event_day=day_of(event, given) if event else None,
        )
        reading = resolve(candidate, case)
        if reading is None or is_decoy(plain, candidate, reading, date):
            continue
        reading = sentence.carried_on(candidate, reading)
        found.append(_deadline(text, plain, candidate, reading, event))
    return tuple(found)


def _deadline(text: str, plain: str, candidate: Candidate, reading: Reading, event: str) -> Deadline:
    unread = unread_before(plain, candidate, reading)
    return Deadline(
        text=text[candidate.start : candidate.end],
        start=candidate.start,
        end=candidate.end,
        kind=reading.kind,
        due=reading.due,
        rule=candidate.rule,
        confirm=reading.confirm or bool(unread),
        hedge=find_hedge(plain, candidate),
        event=event,
        base=reading.base,
        unread=unread,
    )


@dataclass(slots=True)
class _Sentence:
    """What the limits of a sentence say for those that follow in it."""

    bounds: tuple[int, int]
    year: int | None = None
    """The year that was named last."""
    is_yearly: bool = False
    """The limit before repeats every year (每年2月底前自评，3月底前复评)."""

    def first_day(self, plain: str, candidate: Candidate, document_date: date) -> date:
        """The day to read from: the document's date, or the year from which a duty begins to repeat."""
        if not (self.is_yearly or candidate.rule.startswith("recurring-year")):
            return document_date
        floor = max(self.bounds[0], candidate.start - _FROM_YEAR_AT_MOST)
        beginning = _FROM_YEAR.search(plain, floor, candidate.start)
        return max(document_date, date(int(beginning[1]), 1, 1)) if beginning else document_date

    def carried_on(self, candidate: Candidate, reading: Reading) -> Reading:
        if self.is_yearly and reading.kind is DeadlineKind.DATE and not reading.explicit_year:
            return replace(reading, kind=DeadlineKind.RECURRING)
        self.is_yearly = candidate.rule.startswith("recurring-year")
        if reading.due is not None and reading.explicit_year:
            self.year = reading.due.year
        return reading
