"""The 台账 shows its first rows before the ledger is open; from then on it is as ever."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from threading import Event

from tests.tui.conftest import OPERATOR, Driver
from tracker.ledger.first_rows import first_rows
from tracker.ledger.location import Location
from tracker.ledger.store import Ledger
from tracker.tui.app import TrackerApp
from tracker.tui.widgets.filter_line import FilterLine
from tracker.tui.widgets.item_table import ItemTable


@asynccontextmanager
async def _waiting(sample: Location, today: dt.date) -> AsyncIterator[tuple[Driver, Event]]:
    """The app on a ledger that opens when the event is set."""
    may_open = Event()

    def factory() -> Ledger:
        may_open.wait(20)
        return Ledger.open(sample)

    app = TrackerApp(
        factory,
        OPERATOR,
        lambda: today,
        start="ledger",
        first_rows=lambda order, actor, day: first_rows(str(sample.path), order, actor, day),
    )
    app.animation_level = "none"
    async with app.run_test(size=(120, 40)) as pilot:
        driver = Driver(app, pilot)
        try:
            for _ in range(200):
                if "ZG-2024-0001" in driver.text():
                    break
                await pilot.pause(0.01)
            yield driver, may_open
        finally:
            may_open.set()


async def test_rows_are_there_before_the_ledger(sample: Location, today: dt.date) -> None:
    async with _waiting(sample, today) as (driver, may_open):
        before = driver.text()
        assert "ZG-2024-0001" in before
        assert "已逾期18天" in before
        assert " 共 " not in before
        may_open.set()
        await driver.settle()
        await driver.settle()
        assert " 共 " in driver.text()
        rows = [line for line in before.splitlines() if "ZG-2024-" in line]
        after = driver.text()
        assert rows
        assert all(row.split("│")[0].rstrip() in after for row in rows)


async def test_what_is_typed_meanwhile_is_kept(sample: Location, today: dt.date) -> None:
    async with _waiting(sample, today) as (driver, may_open):
        assert driver.app.focused is driver.app.screen.query_one(ItemTable)
        await driver.pilot.press("down", "slash", *"会议")
        may_open.set()
        await driver.settle()
        await driver.settle()
        line = driver.app.screen.query_one(FilterLine)
        assert line.has_focus
        assert line.value == "会议"
