"""The palette finds actions, items, views, documents and themes; nothing of the ledger is read as markup."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tests.tui.conftest import OPERATOR
from tracker.ledger.commands import items, views
from tracker.ledger.commands.drafts import ItemDraft
from tracker.ledger.location import Location
from tracker.ledger.store import Ledger
from tracker.tui.screens.item import ItemScreen
from tracker.tui.screens.ledger_list import LedgerList
from tracker.tui.screens.review import ReviewScreen
from tracker.tui.screens.schedule import ScheduleScreen
from tracker.tui.themes import CONTRAST


async def _chosen(driver: Any, typed: str) -> None:
    """The first one found."""
    await driver.press("ctrl+p", *typed, "enter")


async def test_the_way_to_everything_also_on_another_page(
    opening: Any, sample: Location, today: dt.date
) -> None:
    with Ledger.open(sample) as ledger:
        views.save_view(ledger, OPERATOR, "欠账", "未销号 逾期", today=today)
    bad = "[@click=app.quit]点我[/]见附件[/]\x1b[31m"
    with Ledger.open(sample) as ledger:
        items.add_item(ledger, OPERATOR, ItemDraft(title=bad), today=today)
    async with opening(sample) as driver:
        # The way to everything
        await driver.press("ctrl+p", *"0007")
        assert "ZG-2024-0007 公务用车台账与油卡记录对不上" in driver.text()
        assert "机关服务中心" in driver.text()
        await driver.press("enter")
        assert isinstance(driver.app.screen, ItemScreen)
        await driver.press("escape", "ctrl+p", *"电梯")
        assert "老旧小区加装电梯协调机制不健全" in driver.text()
        await driver.press("escape", "ctrl+p", *"qz")
        assert "视图 欠账" in driver.text()
        await driver.press("escape", "ctrl+p", *"推进会")
        assert "文档 在全局整改工作推进会上的讲话" in driver.text()
        await driver.press("escape")
        await _chosen(driver, "调度")
        assert isinstance(driver.app.screen, ScheduleScreen)
        await driver.press("ctrl+p", *"高对比")
        assert "主题 朱红·高对比" in driver.text()
        await driver.press("escape", "ctrl+p", *"☆☆☆")
        assert "没有找到" in driver.text()
        assert "No matches" not in driver.text()

        # Texts of the ledger are no markup
        await driver.home()
        await driver.press("ctrl+p", *"见附件")
        text = driver.text()
        assert "[@click=app.quit]点我[/]" in text
        assert "\x1b" not in text

        # What is chosen is opened
        await driver.home()
        await _chosen(driver, "推进会上的讲话")
        assert isinstance(driver.app.screen, ReviewScreen)
        await driver.press("escape")
        await _chosen(driver, "主题 朱红·高对比")
        assert driver.app.theme == CONTRAST
        await _chosen(driver, "设置")
        assert "打开时" in driver.text()

        # What another page does is found and led to
        await driver.home()
        await driver.press("5")
        await driver.press("ctrl+p", *"dc")
        text = driver.text()
        own, other = "把两天之间的变化存成文本文件", "在“台账”页：导出整改台账"
        assert text.index(own) < text.index(other), "one's own page first"
        await driver.press("escape", "ctrl+p", *"公文")
        assert "出文  cw" in driver.text(), "by a word of its explanation"
        await driver.press("escape", "ctrl+p", *"gh", "enter")
        assert isinstance(driver.app.screen, LedgerList)
        assert "挂号在这一页：按 F8" in driver.text()
