"""Others work on the same ledger: it is said whose work it was, and nothing of one's own is lost."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from tracker.desk.deadlines import read_deadline
from tracker.errors import LedgerBusy, LedgerUnusable
from tracker.ledger.actor import Actor
from tracker.ledger.commands import advancing, items
from tracker.ledger.commands.drafts import ItemDraft, ItemEdit, MeasureDraft
from tracker.ledger.location import Location
from tracker.ledger.pages import item_page
from tracker.ledger.store import Ledger
from tracker.ledger.words import OwnerRole, Role
from tracker.tui.dialogs.form import Form
from tracker.tui.screens.ledger_list import LedgerList
from tracker.tui.widgets.item_table import ItemTable

DAY = dt.date(2024, 6, 18)
LI = Actor("李明", Role.OPERATOR)
WANG = Actor("王静", Role.REVIEWER)
NUMBER = "ZG-2024-0002"

Work = Callable[[Ledger], object]


@pytest.fixture
def shared(location: Location) -> Location:
    """Three items, on each database."""
    with Ledger.open(location) as ledger:
        for title in ("档案缺页漏项", "重复填表", "培训课程陈旧"):
            draft = ItemDraft(
                title=title,
                target="整改到位",
                deadline=read_deadline("7月底前", base=DAY),
                owners={OwnerRole.LEAD: ("办公室",)},
                measures=(MeasureDraft("逐项清理"),),
            )
            advancing.register(ledger, LI, [items.add_item(ledger, LI, draft, today=DAY)], today=DAY)
    return location


def edit(**fields: Any) -> Work:
    """What a colleague changes."""
    return lambda ledger: items.edit_items(ledger, WANG, [NUMBER], ItemEdit(**fields), today=DAY)


async def meanwhile(driver: Any, location: Location, *works: Work) -> None:
    """A colleague works on the same ledger; then the app looks."""
    with Ledger.open(location) as theirs:
        for work in works:
            work(theirs)
    driver.app.colleagues.look()
    await driver.settle()


async def test_whose_change_it_was_is_said_and_shown(opening: Any, shared: Location) -> None:
    async with opening(shared, size=(120, 30)) as driver:
        await driver.press("down")
        table = driver.app.screen.query_one(ItemTable)
        await meanwhile(driver, shared, edit(title="重复填表的老问题"))
        text = driver.text()
        assert "◆ 王静 " in text
        assert f"修改事项 {NUMBER}" in text
        assert "重复填表的老问题" in text
        assert table.cursor == 1
        # A new item comes in above the cursor's one: the cursor goes along with its item.
        await driver.press("/", *"表")
        await driver.press("enter")
        assert driver.app.screen.number == NUMBER
        several = [
            lambda ledger: items.add_item(ledger, WANG, ItemDraft(title="表外事项"), today=DAY),
            edit(note="说明"),
        ]
        await meanwhile(driver, shared, *several)
        assert "此前另有1次改动" in driver.text()
        assert driver.app.screen.filter_line == "表"
        assert driver.app.screen.number == NUMBER
        assert "表外事项" in driver.text()


async def test_a_ledger_out_of_reach_is_said_and_every_page_reads_again(
    opening: Any, sample: Location, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opening(sample) as driver:
        # A ledger out of reach is said until it is back
        with monkeypatch.context() as gone:
            for error in (LedgerBusy("正被写入"), LedgerBusy("正被写入"), LedgerUnusable("连接不上")):
                gone.setattr("tracker.ledger.news.look", failing(error))
                driver.app.colleagues.look()
                await driver.settle()
                assert "连不上台账" not in driver.text(), "somebody writes, or it is back at once"
            driver.app.colleagues.look()
            await driver.settle()
            assert "起连不上台账，正在重试" in driver.text()
        await meanwhile(driver, sample)
        assert "◆ 台账又连上了" in driver.text()

        # Every page below and beside reads again
        await driver.home()
        await driver.press("down", "enter", "5")
        await meanwhile(driver, sample, edit(target="王静的目标"))
        await driver.press("2")
        assert "王静的目标" in driver.text()
        await driver.press("escape")
        assert isinstance(driver.app.screen, LedgerList)
        assert "王静的目标" in driver.text()


def failing(error: Exception) -> Callable[..., None]:
    def look(*_: object) -> None:
        raise error

    return look


async def test_ones_own_work_is_no_news_but_said_so_in_another_window(opening: Any, shared: Location) -> None:
    async with opening(shared) as driver:
        # One's own work is no news
        await driver.press("f2")
        await driver.type("text", "已开会研究")
        await driver.press("f2")
        driver.app.colleagues.look()
        await driver.settle()
        text = driver.text()
        assert "已登记进展 · F9 撤销" in text
        assert "◆" not in text
        await meanwhile(driver, shared, edit(note="说明"))
        text = driver.text()
        assert "已登记进展" in text
        assert "◆ 王静" in text
        await driver.press("ctrl+z")
        assert "◆" not in driver.text()

        # One's own work in another window is said so
        await driver.home()
        work: Work = lambda ledger: items.edit_items(  # noqa: E731
            ledger, LI, [NUMBER, "ZG-2024-0003"], ItemEdit(category="作风"), today=DAY
        )
        await meanwhile(driver, shared, work)
        assert "◆ 您在另一窗口 " in driver.text()
        assert "等2项" in driver.text()


async def test_an_open_form_says_at_once_what_was_changed_and_keeps_its_text(
    opening: Any, shared: Location
) -> None:
    async with opening(shared, size=(80, 24)) as driver:
        await driver.press("down", "ctrl+e")
        await driver.type("target", "我的目标")
        await meanwhile(driver, shared, lambda ledger: items.edit_items(
            ledger, WANG, ["ZG-2024-0001"], ItemEdit(note="别处"), today=DAY
        ))  # fmt: skip
        assert "改动了这一项" not in driver.text()
        await meanwhile(driver, shared, edit(target="王静的目标", detail="王静的表现"))
        text = driver.text()
        assert "改动了这一项" in text
        assert "整改目标：整改到位 → 王静的目标" in text
        assert isinstance(driver.app.screen, Form)
        assert "F2 保存   Esc 取消" in text
        assert driver.app.screen.values["target"] == "我的目标"
        await driver.press("f2")
        assert "对方（王静）    王静的目标" in driver.text()


async def test_a_conflict_is_settled_field_by_field(opening: Any, shared: Location) -> None:
    async with opening(shared) as driver:
        await driver.press("down", "ctrl+e")
        await driver.type("target", "我的目标")
        await driver.type("detail", "我的表现")
        await driver.type("category", "我的类别")
        await meanwhile(driver, shared, edit(target="王静的目标", detail="王静的表现"))
        await driver.press("f2")
        text = driver.text()
        assert text.count("未选") == 2
        await driver.press("enter")
        assert "还有 2 处没有选" in driver.text()
        await driver.press("right", "down", "left")
        text = driver.text()
        assert "用对方的" in text
        await driver.press("enter")
        assert f"{NUMBER} 已修改" in driver.text()
    with Ledger.open(shared) as ledger:
        page = item_page(ledger, NUMBER, today=DAY)
    told = {page.target, page.detail, page.row.category}
    assert "我的类别" in told
    assert told & {"王静的目标", "王静的表现"} and told & {"我的目标", "我的表现"}


async def test_a_click_takes_a_value(opening: Any, sample: Location) -> None:
    async with opening(sample) as driver:
        await driver.press("down", "ctrl+e")
        await driver.type("target", "我的目标")
        await meanwhile(driver, sample, edit(target="王静的目标"))
        await driver.press("f2")
        await driver.pilot.click("#reasons", offset=(20, 2))
        await driver.settle()
        assert "用对方的" in driver.text()
        await driver.press("enter")
        assert "保留了对方的内容" in driver.text()
