"""What is not to be had says why, who may, and what is missing; each line leads to where that is mended."""

from __future__ import annotations

import asyncio
import threading
from typing import Any

import pytest

from tracker.ledger.actor import Actor
from tracker.ledger.location import Location
from tracker.ledger.words import Role
from tracker.tui.dialogs.form import Form
from tracker.tui.dialogs.lacks import LacksDialog
from tracker.tui.keymap import Keymap
from tracker.tui.keys.present import use
from tracker.tui.screens.ledger_list import LedgerList
from tracker.tui.screens.source import SourceScreen
from tracker.tui.workers import reads

from .conftest import Driver

READER = Actor("孙立", Role.READER)


async def test_each_thing_that_is_missing_leads_to_its_field(opening: Any, sample: Location) -> None:
    """From the list, and from the item's page."""
    async with opening(sample, size=(80, 24)) as driver:
        for on_page in (False, True):
            await driver.home()
            await driver.press("end", *["enter"] * on_page, "f8")
            assert isinstance(driver.app.screen, LacksDialog)
            text = driver.text()
            for line in ("缺整改目标", "→ 去写目标", "缺整改措施", "→ 去加措施", "→ 写明理由，缺项挂号"):
                assert line in text
            await driver.press("enter")
            assert driver.app.screen.focused.id == "field-target"
            await driver.press("escape", "f4")
            assert "还没有挂号" in driver.text() or "只有“整改中”的事项才能申请销号" in driver.text()
            await driver.press("enter")
            assert "不能挂号" in driver.text(), "what leads to the step is itself refused, with its own lines"


async def test_a_refusal_leads_to_what_mends_it(opening: Any, sample: Location) -> None:
    async with opening(sample) as driver:
        # Applying leads to the measure and to what is written in its form
        await driver.press("f4")
        text = driver.text()
        assert "措施3“制定归档时限规定”尚未完成" in text and "→ 在表里写" in text
        await driver.press("down", "enter")
        form = driver.app.screen
        assert isinstance(form, Form) and "申请销号" in driver.text()
        await driver.press("f2")
        assert form.focused is not None and form.focused.id == "field-completion"
        await driver.type("completion", "已经补齐")
        await driver.press("f2")
        assert form.focused.id == "field-inference"
        await driver.press("escape", "enter", "f4", "enter")
        assert "措施完成" in driver.text()

        # A step from another state leads to the one before
        await driver.becomes(Actor("王芳", Role.REVIEWER))
        await driver.press("ctrl+k")
        assert "只有“申请销号”的事项才能销号" in driver.text() and "→ 去申请销号" in driver.text()

        # What is refused as it is written leads to another person too
        await driver.home()
        driver.app.office.actor = READER
        await driver.press("f9")
        assert "您的角色是“只读”" in driver.text()
        await driver.press("enter")
        assert "换经办人或角色" in driver.text()


async def test_another_person_is_one_key_away_from_a_refusal(opening: Any, sample: Location) -> None:
    keymap = Keymap({"switch_actor 换人": ("alt+z",)})
    try:
        async with opening(sample, keymap=keymap) as driver:
            await driver.press("delete")
            text = driver.text()
            assert "您的角色是“经办”，终止由审核、领导办理" in text
            assert "→ 换人办（Alt+Z）" in text
            await driver.press("enter")
            await driver.type("role", "leader")
            await driver.press("f2", "delete")
            assert "终止理由" in driver.text()
    finally:
        use({})


REFUSED_AT_THE_DOOR = (
    (("ctrl+n",), "新增事项由"),
    (("f7",), "由经办、审核、领导办理"),
    (("alt+e", "f7"), "登记单位由"),
    (("alt+e", "f8"), "登记人员由"),
    (("alt+e", "f4"), "由经办、审核、领导办理"),
    (("f2",), "登记进展由"),
    (("ctrl+t",), "由经办、审核、领导办理"),
    (("alt+d",), "导入由"),
    (("alt+l", "f7"), "发出填报表由"),
    (("alt+l", "f8"), "合并填报表由"),
    (("3", "f6", "space"), "承诺对账由"),
    (("3", "f6", "f2"), "承诺对账由"),
    (("4", "C", "f6"), "催办由"),
)


async def test_who_may_not_write_is_told_before_typing(opening: Any, sample: Location) -> None:
    async with opening(sample, actor=READER) as driver:
        for keys, said in REFUSED_AT_THE_DOOR:
            await driver.press(*keys)
            assert isinstance(driver.app.screen, LacksDialog), keys
            assert said in driver.text() and "换人办（Ctrl+U）" in driver.text(), keys
            while not isinstance(driver.app.screen, LedgerList):
                await driver.press("escape" if len(driver.app.screen_stack) > 1 else "2")
        await driver.press("alt+t", *"cw", "enter", "f2")
        text = driver.text()
        assert "只写草稿：发文登记由经办、审核、领导办理，您的角色是“只读”" in text
        assert "登记为已发出" not in text


async def _held_reading(driver: Driver, monkeypatch: pytest.MonkeyPatch) -> tuple[threading.Event, Any]:
    going_on, opened = threading.Event(), reads.opened

    def held(*arguments: Any, **named: Any) -> Any:
        assert going_on.wait(20)
        return opened(*arguments, **named)

    monkeypatch.setattr(reads, "opened", held)
    return going_on, driver.app.screen


async def test_a_key_pressed_before_the_item_was_read_waits_for_it(
    opening: Any, sample: Location, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opening(sample) as driver:
        going_on, page = await _held_reading(driver, monkeypatch)
        assert isinstance(page, LedgerList)
        driver._send("end")
        await asyncio.sleep(0.05)
        driver._send("f8")
        await asyncio.sleep(0.05)
        assert driver.app.screen is page
        going_on.set()
        await driver.settle()
        assert isinstance(driver.app.screen, LacksDialog), "without a second press"


async def test_a_wish_is_dropped_with_the_item_it_was_for(
    opening: Any, sample: Location, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opening(sample) as driver:
        going_on, page = await _held_reading(driver, monkeypatch)
        driver._send("down")
        await asyncio.sleep(0.05)
        driver._send("f6")
        driver._send("down")
        await asyncio.sleep(0.05)
        going_on.set()
        await driver.settle()
        assert driver.app.screen is page and not isinstance(page, SourceScreen)
