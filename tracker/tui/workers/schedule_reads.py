"""What 调度 reads; imported in workers only, for it brings the database with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from tracker.desk import duties
from tracker.ledger import due_days
from tracker.ledger.due_days import DayLoad, DueRow
from tracker.ledger.duties import OccurrenceRow
from tracker.ledger.filtering.dates import When
from tracker.ledger.filtering.tree import Query, Sign, every, of
from tracker.ledger.store import Ledger
from tracker.ledger.words import State
from tracker.tui.workers.overview_reads import within

ROWS = 400
"""Lines of an agenda; what is more is listed in the 台账."""


AFTER = 14
"""Days that are told below the one that is looked at."""

ROWS_AFTER = 60


@dataclass(frozen=True, slots=True)
class Days:
    """What falls due from one day to another."""

    first: dt.date
    last: dt.date
    loads: Mapping[dt.date, DayLoad]
    rows: tuple[DueRow, ...]
    """None are read for the month's grid."""
    duties: tuple[OccurrenceRow, ...]
    is_cut: bool
    line: str
    """Lists the items whose 整改时限 falls into these days."""


def loads(ledger: Ledger, campaign: str, first: dt.date, last: dt.date, *, today: dt.date) -> Days:
    """How much falls due on each day, 周期工作 among it."""
    return _days(ledger, campaign, first, last, today, rows=0)


def agenda(ledger: Ledger, campaign: str, first: dt.date, last: dt.date, *, today: dt.date) -> Days:
    """The same with each thing."""
    return _days(ledger, campaign, first, last, today, rows=ROWS)


def after(ledger: Ledger, campaign: str, day: dt.date, *, today: dt.date) -> Days | None:
    """What comes in the days after one; None at the end of all calendars."""
    left = dt.date.max.toordinal() - day.toordinal()
    if left <= AFTER:
        return None
    first, last = day + dt.timedelta(days=1), day + dt.timedelta(days=AFTER)
    return _days(ledger, campaign, first, last, today, rows=ROWS_AFTER)


def _days(ledger: Ledger, campaign: str, first: dt.date, last: dt.date, today: dt.date, rows: int) -> Days:
    wanted = within(campaign)
    due = duties.next_due
    found = dict(due_days.day_loads(ledger, first, last, wanted, today=today, next_due=due))
    listed = (
        due_days.agenda(ledger, first, last, wanted, today=today, next_due=due, limit=rows) if rows else None
    )
    recurring = duties_between(ledger, campaign, first, last, today=today)
    for one in recurring:
        found.setdefault(one.due, DayLoad()).add(one.light, one.done_on is not None)
    return Days(
        first,
        last,
        found,
        listed.rows if listed else (),
        recurring,
        bool(listed and listed.is_cut),
        str(every([_between(first, last), of("状态", *(one for one in State if one is not State.STOPPED))])),
    )


def _between(first: dt.date, last: dt.date) -> Query:
    if first == last:
        return of("时限", When(first.isoformat()))
    from_day, to_day = (When(day.isoformat()) for day in (first, last))
    return every([of("时限", from_day, sign=Sign.AT_LEAST), of("时限", to_day, sign=Sign.AT_MOST)])


def duties_between(
    ledger: Ledger, campaign: str, first: dt.date, last: dt.date, *, today: dt.date
) -> tuple[OccurrenceRow, ...]:
    """周期工作 that is due from one day to another, by day."""
    return tuple(
        row
        for row in duties.occurrences(ledger, today=today, until=last)
        if first <= row.due <= last and campaign in ("", row.duty.campaign)
    )
