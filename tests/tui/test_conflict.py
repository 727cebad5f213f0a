"""Two people change one thing: the second sees all three values and decides."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from tracker.desk.deadlines import read_deadline
from tracker.ledger.actor import Actor
from tracker.ledger.commands import items
from tracker.ledger.commands.drafts import ItemEdit, MeasureEdit
from tracker.ledger.location import Location
from tracker.ledger.pages import item_page
from tracker.ledger.rows import ItemPage
from tracker.ledger.store import Ledger
from tracker.ledger.words import Role

DAY = dt.date(2024, 6, 18)
OTHER = Actor("王芳", Role.REVIEWER)
NUMBER = "ZG-2024-0001"


def others_edit(location: Location, edit: ItemEdit) -> None:
    with Ledger.open(location) as ledger:
        items.edit_items(ledger, OTHER, [NUMBER], edit, today=DAY)


def page_of(location: Location) -> ItemPage:
    with Ledger.open(location) as ledger:
        return item_page(ledger, NUMBER, today=DAY)


async def conflicting(driver: Any, location: Location) -> None:
    """Both change the target; the other one the note too, I the category."""
    await driver.press("ctrl+e")
    await driver.type("target", "我的目标")
    await driver.type("category", "我的类别")
    others_edit(location, ItemEdit(target="王芳的目标", note="王芳的备注"))
    await driver.press("f2")


async def test_all_three_values_are_shown_and_cancelling_goes_back(opening: Any, sample: Location) -> None:
    async with opening(sample, size=(60, 20)) as driver:
        await conflicting(driver, sample)
        text = driver.text()
        assert "刚刚被别人改过" in text
        for line in (
            "原值            近三年项目档案补齐归档",
            "对方（王芳）    王芳的目标",
            "我的            我的目标",
        ):
            assert line in text
        assert "F3 全用对方 Esc 取消" in text, "every key has its place"
        await driver.press("escape")
        assert "我的目标" in driver.text()
    assert page_of(sample).target == "王芳的目标"


@pytest.mark.parametrize(("key", "target"), [("f2", "我的目标"), ("f3", "王芳的目标")])
async def test_mine_or_theirs(opening: Any, sample: Location, key: str, target: str) -> None:
    async with opening(sample) as driver:
        await conflicting(driver, sample)
        await driver.press(key)
        assert "ZG-2024-0001 已修改" in driver.text()
    page = page_of(sample)
    assert (page.target, page.row.category, page.note) == (target, "我的类别", "王芳的备注")


async def test_taking_theirs_where_nothing_else_was_changed(opening: Any, sample: Location) -> None:
    async with opening(sample) as driver:
        await driver.press("ctrl+e")
        await driver.type("lead", "信息中心")
        others_edit(sample, ItemEdit(deadline=read_deadline("6月25日", base=DAY)))
        with Ledger.open(sample) as ledger:
            from tracker.ledger.words import OwnerRole

            owners = {OwnerRole.LEAD: ("办公室",)}
            items.edit_items(ledger, OTHER, [NUMBER], ItemEdit(owners=owners), today=DAY)
        await driver.press("f2", "f3")
        assert "ZG-2024-0001 保留了对方的内容" in driver.text()


async def test_a_third_change_meanwhile_asks_again(opening: Any, sample: Location) -> None:
    async with opening(sample) as driver:
        await conflicting(driver, sample)
        others_edit(sample, ItemEdit(target="又改了"))
        await driver.press("f2")
        assert "对方（王芳）    又改了" in driver.text()
        await driver.press("f2")
    assert page_of(sample).target == "我的目标"


@pytest.mark.parametrize(("key", "standard"), [("f2", "我的标准"), ("f3", "王芳的标准")])
async def test_a_measure(opening: Any, sample: Location, key: str, standard: str) -> None:
    async with opening(sample) as driver:
        await driver.press("ctrl+g", "enter")
        await driver.type("text", "补齐近三年全部项目档案")
        await driver.type("standard", "我的标准")
        with Ledger.open(sample) as ledger:
            items.edit_measure(ledger, OTHER, NUMBER, 1, MeasureEdit(standard="王芳的标准"), today=DAY)
        await driver.press("f2")
        assert "对方（王芳）    王芳的标准" in driver.text()
        await driver.press(key)
        assert "措施1已修改" in driver.text()
    measure = page_of(sample).measures[0]
    assert (measure.text, measure.standard) == ("补齐近三年全部项目档案", standard)
