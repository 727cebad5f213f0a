"""调度: the calendar and its day, the agenda, the board, units and leaders, chasing and its papers."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tests.tui.conftest import OPERATOR, Driver
from tracker.ledger.commands import duties
from tracker.ledger.location import Location
from tracker.ledger.store import Ledger
from tracker.tui.screens.item import ItemScreen
from tracker.tui.widgets.month_calendar import MonthCalendar

DAY = dt.date(2024, 6, 18)


def _with_duty(sample: Location) -> None:
    with Ledger.open(sample) as ledger:
        duties.add_duty(ledger, OPERATOR, "周调度", "每周五前", unit="办公室", begins=DAY, today=DAY)


def _line(driver: Driver, word: str) -> str:
    return next(line for line in driver.text().splitlines() if word in line)


async def test_the_calendar_tells_the_load_of_each_day(opening: Any, sample: Location) -> None:
    _with_duty(sample)
    async with opening(sample, start="schedule", size=(80, 24)) as driver:
        assert "2024年6月  本月到期" in driver.text()
        assert "10休" in _line(driver, "10休")
        assert "20  ◕1" in _line(driver, "今 ")
        assert "28  ●1" in driver.text()
        assert "6月18日 周二 今天" in driver.text()
        await driver.press("right", "right")
        assert "6月20日 周四" in driver.text()
        assert "ZG-2024-0002" in driver.text()
        await driver.press("enter", "enter")
        assert isinstance(driver.app.screen, ItemScreen)
        await driver.press("escape", "up", "pagedown")
        assert "2024年7月" in driver.text()
        assert driver.app.screen.query_one(MonthCalendar).day == dt.date(2024, 7, 20)
        await driver.press("t")
        assert driver.app.screen.query_one(MonthCalendar).day == DAY
        # 调休: the Saturday before May Day is worked.
        await driver.press("pageup", "pageup")
        assert "28班" in driver.text()


async def test_the_mouse_looks_at_a_day_and_opens_what_falls_due(opening: Any, sample: Location) -> None:
    async with opening(sample, start="schedule", size=(80, 24)) as driver:
        calendar = driver.app.screen.query_one(MonthCalendar)
        cells = calendar.size.width // 7
        await driver.pilot.click("MonthCalendar", offset=(3 * cells + 1, 5))
        await driver.settle()
        assert calendar.day == dt.date(2024, 6, 20)
        await driver.pilot.click("#day", offset=(10, 1))
        await driver.settle()
        assert isinstance(driver.app.screen, ItemScreen)
        await driver.press("escape")
        await driver.pilot.click("ScheduleTabs", offset=(12, 0))
        await driver.settle()
        assert "周调度" in driver.text()


async def test_the_agenda_goes_by_week_ten_days_and_month(opening: Any, sample: Location) -> None:
    _with_duty(sample)
    async with opening(sample, start="schedule") as driver:
        await driver.press("s")
        assert "周调度　2024年6月17日—23日" in driver.text()
        assert "周调度 2024-W25" in driver.text()
        await driver.press("f3")
        assert "旬分析　2024年6月11日—20日" in driver.text()
        await driver.press("g")
        assert "月小结　2024年6月1日—30日" in driver.text()
        assert "ZG-2024-0010" in driver.text()
        await driver.press("pagedown")
        assert "月小结　2024年7月1日—31日" in driver.text()
        await driver.press("f7", "home", "enter")
        assert "时限>=2024-06-01" in driver.text()
        assert driver.app.current_mode == "ledger"


async def test_a_recurring_duty_is_finished_from_here(opening: Any, sample: Location) -> None:
    _with_duty(sample)
    async with opening(sample, start="schedule") as driver:
        await driver.press("s", "f2")
        assert "周期工作已办" in driver.text()
        await driver.press("f2")
        assert "已登记“周调度”2024-W25已办" in driver.text()
        assert "√ 周调度 2024-W25 已办" in driver.text()
        await driver.press("f9")
        assert "√ 周调度" not in driver.text()
