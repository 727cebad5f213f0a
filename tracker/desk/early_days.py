"""A day that something was done on, where it lies before there was anything to do: told, not refused.

Work may well be older than its paper (边巡边改, a ledger that is taken over); mostly it is a slip of the pen.
"""

from __future__ import annotations

import datetime as dt

from tracker.ledger.pages import item_page
from tracker.ledger.store import Ledger


def said_of_early(ledger: Ledger, number: str, day: dt.date | None, *, today: dt.date) -> str:
    """What to say of a day before the item's document, or its 挂号 where it has none; empty for others."""
    if day is None or day >= today:
        return ""
    page = item_page(ledger, number, today=today)
    if page.source is not None and page.source.date is not None:
        begun, what = page.source.date, "来源文件的日期"
    elif page.registered_on is not None:
        begun, what = page.registered_on, "挂号的日期"
    else:
        return ""
    return f"写的日期{day}早于{what}{begun}，请核对" if day < begun else ""
