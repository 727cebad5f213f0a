"""The 台账 shows its first rows before the ledger is open; from then on it is as ever."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from threading import Event, Thread

import pytest

from tests.tui.conftest import OPERATOR, Driver
from tracker.errors import LedgerUnusable
from tracker.ledger.first_rows import first_rows
from tracker.ledger.location import Location
from tracker.ledger.store import Ledger
from tracker.tui import office as office_module
from tracker.tui.app import TrackerApp
from tracker.tui.dialogs.confirm import Notice
from tracker.tui.office import Office
from tracker.tui.widgets.filter_line import FilterLine
from tracker.tui.widgets.item_table import ItemTable


@asynccontextmanager
async def _waiting(
    sample: Location, today: dt.date, *, trouble: LedgerUnusable | None = None
) -> AsyncIterator[tuple[Driver, Event]]:
    """The app on a ledger that opens, or tells its trouble, when the event is set."""
    may_open = Event()

    def factory() -> Ledger:
        may_open.wait(20)
        if trouble is not None:
            raise trouble
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


async def test_nothing_stays_in_sight_of_a_ledger_that_does_not_open(
    sample: Location, today: dt.date
) -> None:
    trouble = LedgerUnusable("打不开台账“台账.db”：文件已损坏")
    async with _waiting(sample, today, trouble=trouble) as (driver, may_open):
        may_open.set()
        await driver.settle()
        for _ in range(3):  # each reading that waited may have told it, but none begins anew
            if isinstance(driver.app.screen, Notice):
                await driver.press("enter")
        assert "台账没有打开" in driver.text()
        assert "ZG-2024-" not in driver.text()


@pytest.mark.parametrize("is_drawn", [True, False])
def test_the_ledger_opens_when_first_rows_are_drawn_or_after_a_while(
    sample: Location, today: dt.date, monkeypatch: pytest.MonkeyPatch, is_drawn: bool
) -> None:
    monkeypatch.setattr(office_module, "_DRAWN", 20 if is_drawn else 0.01)
    office = Office(lambda: Ledger.open(sample), OPERATOR, lambda: today)
    office.hold()
    opening = Thread(target=office.ledger)
    opening.start()
    if is_drawn:
        opening.join(0.05)
        assert opening.is_alive()
        office.go_on()
    opening.join(20)
    assert not opening.is_alive()
    office.close()
