"""A day of work is held against the paper that asks for it, else against 挂号."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any

import pytest

from tracker.desk import early_days
from tracker.desk.early_days import said_of_early

TODAY, REGISTERED = dt.date(2024, 6, 18), dt.date(2024, 5, 6)
DOCUMENT, UNDATED = SimpleNamespace(date=dt.date(2024, 3, 15)), SimpleNamespace(date=None)


@pytest.mark.parametrize(
    ("source", "registered", "day", "said"),
    [
        (DOCUMENT, REGISTERED, dt.date(2024, 4, 1), ""),
        (DOCUMENT, REGISTERED, dt.date(2024, 3, 14), "来源文件的日期2024-03-15"),
        (UNDATED, REGISTERED, dt.date(2024, 4, 1), "挂号的日期2024-05-06"),
        (None, REGISTERED, dt.date(2024, 4, 1), "挂号的日期2024-05-06"),
        (None, REGISTERED, REGISTERED, ""),
        (None, None, dt.date(2020, 1, 1), ""),
        (None, REGISTERED, None, ""),
    ],
)
def test_what_is_said(
    source: Any, registered: dt.date | None, day: dt.date | None, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = SimpleNamespace(source=source, registered_on=registered)
    monkeypatch.setattr(early_days, "item_page", lambda *_, **__: page)
    ledger: Any = None
    told = said_of_early(ledger, "ZG-2024-0001", day, today=TODAY)
    assert said in told
    assert bool(told) == bool(said)
