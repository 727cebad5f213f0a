"""整改时限 as a person types it: 11月底前, 2025.3.31, +2周, 长期坚持."""

from __future__ import annotations

import datetime as dt
import re

from tracker.desk.documents import ledger_deadline
from tracker.errors import BadInput
from tracker.ledger.rows import Deadline
from tracker.ledger.words import DeadlineKind
from tracker.mining import find_deadlines
from tracker.text.dates import add_months, parse_date

SPAN = re.compile(r"[+＋]\s*(?P<count>\d{1,4})\s*(?P<unit>天|日|周|星期|个?月|年|d|w|m|y)")
"""`+2周`, `+10天`, `+3个月` from today."""


def read_deadline(phrase: str, *, base: dt.date) -> Deadline:
    """What a typed time limit means, counted from `base` where it is relative or leaves out its year.

    Raises BadInput when it cannot be read as one.
    """
    typed = phrase.strip()
    due = _span(typed, base) or _plain_date(typed)
    if due is not None:
        return Deadline(typed, DeadlineKind.DATE, due)
    found = find_deadlines(typed, base) or find_deadlines(f"{typed}前", base)
    if len(found) != 1:
        raise BadInput(
            f"整改时限“{phrase}”看不懂，可以写 2025-3-31、11月底前、+2周、每月25日前、立行立改、长期坚持"
        )
    deadline = ledger_deadline(found[0])
    return Deadline(typed, deadline.kind, deadline.due, deadline.rule, deadline.confirm)


def _span(typed: str, base: dt.date) -> dt.date | None:
    match = SPAN.fullmatch(typed)
    if match is None:
        return None
    count, unit = int(match["count"]), match["unit"]
    try:
        match unit:
            case "天" | "日" | "d":
                return base + dt.timedelta(days=count)
            case "周" | "星期" | "w":
                return base + dt.timedelta(weeks=count)
            case "年" | "y":
                return add_months(base, 12 * count)
            case _:
                return add_months(base, count)
    except (OverflowError, ValueError) as error:
        raise BadInput(f"整改时限“{typed}”太远了") from error


def _plain_date(typed: str) -> dt.date | None:
    try:
        return parse_date(typed)
    except BadInput:
        return None
