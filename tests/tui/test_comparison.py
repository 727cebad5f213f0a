"""对比: two days side by side, a past ledger and its items, what became of one, and the log of actions."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest

from tracker.desk.deadlines import read_deadline
from tracker.ledger.actor import Actor
from tracker.ledger.commands import advancing, extending, items, reporting
from tracker.ledger.commands.drafts import ItemEdit
from tracker.ledger.location import Location
from tracker.ledger.pages import item_page
from tracker.ledger.store import Ledger
from tracker.ledger.words import Role
from tracker.tui.screens.action_log import ActionLogScreen
from tracker.tui.screens.comparison import ComparisonScreen
from tracker.tui.screens.item import ItemScreen
from tracker.tui.screens.item_changes import ItemChangesScreen
from tracker.tui.screens.ledger_list import LedgerList
from tracker.tui.screens.past_item import PastItemScreen
from tracker.tui.screens.past_list import PastListScreen
from tracker.tui.widgets.row_list import RowList

LI = Actor("李明", Role.OPERATOR)
WANG = Actor("王静", Role.REVIEWER)
LATER = dt.date(2024, 6, 25)


@pytest.fixture
def today() -> dt.date:
    """A week after the day of the sample."""
    return LATER


@pytest.fixture
def week(sample: Location) -> Location:
    """A week's work after the sample: progress, a return, an extension, a bulk edit, all on two days."""
    day = dt.date(2024, 6, 20)
    with Ledger.open(sample) as ledger:
        reporting.add_progress(ledger, LI, "ZG-2024-0003", "课题组已开会。", today=day)
        advancing.return_for_more(ledger, WANG, "ZG-2024-0004", opinion="请补充验收单复印件再报。", today=day)
        items.edit_items(ledger, WANG, ["ZG-2024-0003", "ZG-2024-0009"], ItemEdit(category="机制"), today=day)
        limit = read_deadline("7月10日前", base=day)
        extending.extend(
            ledger, LI, "ZG-2024-0007", deadline=limit, reason="对账量大", approver="周健", today=day
        )
        items.edit_items(ledger, LI, ["ZG-2024-0002"], ItemEdit(target="报表压减一半以上"), today=LATER)
    return sample


async def comparing(driver: Any) -> None:
    """The page from the evening of the sample to today."""
    await driver.press("5")
    driver.app.screen._compare(dt.date(2024, 6, 18), LATER)
    await driver.settle()


def rows(driver: Any, name: str) -> RowList:
    found: RowList = driver.app.screen.query_one(f"#{name}", RowList)
    return found


async def go_to(driver: Any, key: str) -> None:
    """Put the cursor of the figures on a line."""
    figures = rows(driver, "figures")
    figures.focus()
    await driver.press("home")
    while figures.current is None or figures.current.key != key:
        await driver.press("down")


async def test_two_days_side_by_side_and_every_number_opens_its_items(opening: Any, week: Location) -> None:
    async with opening(week) as driver:
        # A click takes a day
        await driver.press("5", "f4")
        await driver.pilot.click("MonthGrid", offset=(2, 2))
        await driver.settle()
        assert "→ 2024-04-29 周一" in driver.text()
        await driver.pilot.click("MonthGrid", offset=(26, 0))
        await driver.settle()
        assert "‹ 2024年5月 ›" in driver.text()

        # Two days side by side
        await driver.home()
        await driver.press("5")
        assert "起 2024-05-31 周五（25天前）   止 2024-06-25 周二（今天）" in driver.text()
        await comparing(driver)
        text = driver.text()
        for line in ("延期                                 1", "退回                                 1"):
            assert line in text
        assert "申请销号                       1     0    -1" in text
        await go_to(driver, "happened/extended")
        assert "延期 1 项" in driver.text()
        assert "ZG-2024-0007  公务用车台账与油卡记录对不上" in driver.text()
        assert "6月25日前（2024-06-25） → 7月10日前（2024-07-10）" in driver.text()
        await go_to(driver, "figure/applied")
        assert "新进 0 项，出去 1 项" in driver.text()
        assert "－ ZG-2024-0004" in driver.text()

        # Every number opens its items
        await driver.home()
        await comparing(driver)
        await go_to(driver, "figure/applied")
        await driver.press("f2")
        assert isinstance(driver.app.screen, PastListScreen)
        text = driver.text()
        assert "截至 2024-06-18 周二（7天前） 当天终了  只看不改" in text
        assert "今天 2024-06-25" in text, "not 截至 one day and 截至 another"
        assert "1 项" in text
        assert "ZG-2024-0004" in text
        await driver.press("escape")
        assert isinstance(driver.app.screen, ComparisonScreen)
        await go_to(driver, "figure/extended")
        await driver.press("enter")
        assert isinstance(driver.app.screen, LedgerList)
        assert driver.app.screen.filter_line == "预警:延期办理"
        assert "ZG-2024-0007" in driver.text()


async def test_what_became_of_one_item(opening: Any, week: Location) -> None:
    async with opening(week, size=(100, 60)) as driver:
        await comparing(driver)
        await go_to(driver, "happened/returned")
        await driver.press("tab", "enter")
        assert isinstance(driver.app.screen, ItemChangesScreen)
        text = driver.text()
        assert "· 办理状态：申请销号 → 整改中" in text
        assert "王静  退回" in text
        await driver.press("f2")
        assert isinstance(driver.app.screen, PastItemScreen)
        assert "申请销号" in driver.text()
        for hint in ("可办的事", "登记进展", "看原文", "Enter 办理", "登记佐证"):
            assert hint not in driver.text()
        await driver.press("escape", "enter")
        assert isinstance(driver.app.screen, ItemScreen)


async def test_columns_of_a_past_list_are_passed_as_those_of_the_list(opening: Any, week: Location) -> None:
    async with opening(week, size=(60, 24)) as driver:
        await comparing(driver)
        await driver.press("f2", "shift+right")
        assert "‹" in driver.text()
        await driver.press("shift+left")
        assert "‹" not in driver.text()


async def test_days_are_typed_and_a_past_ledger_is_looked_at_and_never_changed(
    opening: Any, week: Location, tmp_path: Path
) -> None:
    async with opening(week) as driver:
        # Days are typed or found in the calendar
        await driver.press("5", "f4")
        await driver.press(*"-2周")
        assert "→ 2024-06-11 周二（14天前）" in driver.text()
        await driver.press("enter")
        assert "起 2024-06-11 周二" in driver.text()
        await driver.press("f4", "down", "left", "enter")
        assert "起 2024-06-17 周一" in driver.text()
        await driver.press("f4", "pageup", "pageup", "enter")
        assert "起 2024-04-17 周三" in driver.text()
        await driver.press("f6", *"明天")
        assert "还没有到" in driver.text()
        await driver.press("enter", "escape", "f12", "down", "down", "down", "enter")
        assert "起 2024-05-31" in driver.text()
        await driver.press("f6", *"3月底", "enter")
        assert "起 2024-03-31 周日（86天前）   止 2024-05-31" in driver.text()

        # The difference is exported and copied
        await driver.home()
        await comparing(driver)
        await driver.press("f5")
        await driver.type("path", str(tmp_path / "变化"))
        await driver.press("f2")
        assert "两天之间的变化已存为" in driver.text()
        text = (tmp_path / "变化.txt").read_text(encoding="utf-8-sig")
        assert "退回 1 项\n  ZG-2024-0004  机关食堂采购验收签字不全（机关服务中心）" in text
        copied: list[str] = []
        driver.app.copy_to_clipboard = copied.append
        await driver.press("f7")
        assert copied == [text]

        # A filter that cannot be read is said
        await driver.home()
        await comparing(driver)
        await driver.press("f2", "/", *"状态:", *"没有")
        assert "▲" in driver.text()

        # A past ledger is looked at and never changed
        await driver.home()
        await comparing(driver)
        await driver.press("f2")
        await driver.press("/")
        await driver.press(*"0002")
        assert "1 项" in driver.text()
        await driver.press("enter", "enter")
        text = driver.text()
        assert "现有报表压减三分之一" in text
        assert "截至 2024-06-18" in text
        with Ledger.open(week) as ledger:
            before = ledger.head()
        await driver.press("f4", "ctrl+e", "f2")
        assert isinstance(driver.app.screen, ItemScreen)
        assert "报表压减一半以上" in driver.text()
        with Ledger.open(week) as ledger:
            assert ledger.head() == before
        await driver.press("escape", "f3")
        assert "· 整改目标：现有报表压减三分之一 → 报表压减一半以上" in driver.text()


async def test_the_log_says_what_each_action_did_and_goes_back_and_forth(
    opening: Any, week: Location
) -> None:
    async with opening(week, size=(150, 40)) as driver:
        # The log says what each action did
        await driver.press("5", "f8")
        assert isinstance(driver.app.screen, ActionLogScreen)
        text = driver.text()
        assert "我" in text
        assert "· 整改目标：现有报表压减三分之一 → 报表压减一半以上" in text
        await driver.press("down", "down")
        assert "ZG-2024-0003 等2项" in driver.text()
        assert "2 项一次办理" in driver.text()
        await driver.press("enter", "escape", "f6")
        assert "王静" not in driver.text()
        await driver.press("enter")
        assert isinstance(driver.app.screen, ItemScreen)

        # Back to an action and forth again
        await driver.home()
        await driver.resize((120, 40))
        await driver.press("5", "f8", "down")
        await driver.press("f3")
        text = driver.text()
        assert "由近到远撤销 2 条" in text
        assert "延期 ZG-2024-0007" in text
        await driver.press("enter")
        assert "已撤销 2 条 · Ctrl+Y 重做，按 2 次就都回来" in driver.text()
        with Ledger.open(week) as ledger:
            assert item_page(ledger, "ZG-2024-0002", today=LATER).target == "现有报表压减三分之一"
        await go_to_action(driver, "延期")
        assert "已撤销" in driver.text()
        await driver.press("f4")
        assert "已重做第" in driver.text()
        with Ledger.open(week) as ledger:
            limit = item_page(ledger, "ZG-2024-0007", today=LATER).row.deadline
        assert limit is not None and limit.due == dt.date(2024, 7, 10)


async def go_to_action(driver: Any, command: str) -> None:
    """Put the cursor of the log on the newest action of this name."""
    log = rows(driver, "log")
    await driver.press("home")
    while log.current is None or log.current.action.command != command:  # type: ignore[attr-defined]
        await driver.press("down")


async def test_what_stands_in_the_way_is_said_by_name(opening: Any, week: Location) -> None:
    with Ledger.open(week) as ledger:
        both = ["ZG-2024-0002", "ZG-2024-0003"]
        items.edit_items(ledger, WANG, both, ItemEdit(target="王静的目标"), today=LATER)
    async with opening(week) as driver:
        await driver.press("5", "f8", "f3")
        assert "条 王静的 修改事项 ZG-2024-0002 等2项" in driver.text(), "whose it is that one takes back"
        await driver.press("escape", "down", "f2")
        assert "ZG-2024-0002的“整改目标”之后由王静于2024-06-25" in driver.text()
        await driver.press("enter", "down", "f2")
        assert "撤销第" in driver.text()
        await driver.press("enter")
        assert re.search("已撤销第.*Ctrl\\+Y 重做", driver.text()), "on any page; F4 is something else there"
        await driver.press("home", "f2")
        assert "这一条本身是“撤销”" in driver.text()
