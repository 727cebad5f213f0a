"""The days of the ledger as a calendar file: time limits of items and measures, reviews, periodic work."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tracker.desk.duties import attention, day_events
from tracker.desk.exporting import without_secret
from tracker.errors import Refusal
from tracker.exchange.calendar import DayEvent, calendar
from tracker.files import replacing
from tracker.ledger import queries
from tracker.ledger.filtering.tree import EVERYTHING, Query, every, of
from tracker.ledger.list_rows import Deadline
from tracker.ledger.pages import item_pages
from tracker.ledger.rows import ItemPage
from tracker.ledger.store import Ledger
from tracker.ledger.words import OPEN_STATES

_AHEAD: Final = 92
"""Days that periodic work is looked ahead."""


@dataclass(frozen=True, slots=True)
class WrittenCalendar:
    """What the file holds."""

    items: int
    days: int
    """Entries."""
    withheld: int
    """Items that stay for their 密级."""


def write_calendar(
    ledger: Ledger, path: Path, *, today: dt.date, wanted: Query = EVERYTHING, with_secret: bool = False
) -> WrittenCalendar:
    """Write the days of the open items meant, and of periodic work where all are meant.

    Raises Refusal where there is no day, OutputFailed.
    """
    meant = every([wanted, of("状态", *OPEN_STATES)])
    leaving = meant if with_secret else without_secret(meant)
    with ledger.snapshot():
        ids = queries.item_ids(ledger, leaving, today=today)
        withheld = len(queries.item_ids(ledger, meant, today=today)) - len(ids)
        pages = item_pages(ledger, ids, today=today)
        duties = attention(ledger, today=today, near_days=_AHEAD) if wanted.is_everything else ()
    events = [event for page in pages for event in _of_item(page)]
    events += day_events(duties)
    if not events:
        raise Refusal("没有定下日期的时限、复核和周期工作，没有写日历")
    with replacing(path) as temporary:
        temporary.write_bytes(calendar(events, name="整改时限", stamp=today))
    return WrittenCalendar(len(pages), len(events), withheld)


def _of_item(page: ItemPage) -> Iterator[DayEvent]:
    row = page.row
    about = f"{row.number} {row.title}"
    who = f"{row.lead}：" if row.lead else ""
    if (due := _day(row.deadline)) is not None:
        yield DayEvent(
            f"{row.number}/0/{due}", due, f"{who}{row.title}（整改时限）", f"{about}，{row.state.word}"
        )
    for measure in page.measures:
        own = _day(measure.deadline)
        if own is not None and measure.done_on is None and not measure.home:
            yield DayEvent(
                f"{row.number}/{measure.ordinal}/{own}", own, f"{who}{measure.text}（措施时限）", about
            )
    if (review := page.truths.next_review) is not None:
        yield DayEvent(f"{row.number}/review/{review}", review, f"{who}{row.title}（复核）", about)


def _day(deadline: Deadline | None) -> dt.date | None:
    return None if deadline is None or deadline.confirm else deadline.due
