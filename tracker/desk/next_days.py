"""A page as it is looked at on a day: what recurs (每季度末) stands on the day it falls due next."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from tracker.ledger.list_rows import Deadline
from tracker.ledger.rows import ItemPage
from tracker.ledger.words import OPEN_STATES, DeadlineKind


def on_next_days(page: ItemPage, today: dt.date) -> ItemPage:
    """The page with the recurring limits of what is still open on their next days.

    The ledger keeps the first day; which one is next follows from the phrase and the day of looking.
    """
    if page.row.state not in OPEN_STATES:
        return page
    row = replace(page.row, deadline=_next(page.row.deadline, today))
    measures = tuple(
        measure if measure.done_on else replace(measure, deadline=_next(measure.deadline, today))
        for measure in page.measures
    )
    return replace(page, row=row, measures=measures)


def _next(deadline: Deadline | None, today: dt.date) -> Deadline | None:
    if deadline is None or deadline.kind is not DeadlineKind.RECURRING or deadline.confirm:
        return deadline
    if deadline.due is None or deadline.due >= today:
        return deadline
    from tracker.desk.duties import next_due  # few pages need it

    return replace(deadline, due=next_due(deadline.phrase, today, last=deadline.due) or deadline.due)
