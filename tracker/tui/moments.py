"""When something was, as people of the office say it."""

from __future__ import annotations

import datetime as dt
from typing import Final

CHINA: Final = dt.timezone(dt.timedelta(hours=8))


def moment(at: dt.datetime) -> str:
    """2024-06-18 14:05."""
    return f"{at.astimezone(CHINA):%Y-%m-%d %H:%M}"


def clock(at: dt.datetime, now: dt.datetime | None = None) -> str:
    """14:05 of the same day as `now`, else 6-17 14:05."""
    local = at.astimezone(CHINA)
    if now is None or local.date() == now.astimezone(CHINA).date():
        return f"{local:%H:%M}"
    return f"{local.month}-{local.day} {local:%H:%M}"
