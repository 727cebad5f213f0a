"""The pages that stand beside each other: opened by digits and clicks, each as it was left."""

from __future__ import annotations

from typing import Any

from tests.tables import one_after_the_other
from tracker.ledger.location import Location
from tracker.tui.screens.item import ItemScreen
from tracker.tui.screens.ledger_list import LedgerList
from tracker.tui.sections import SECTIONS


async def test_a_digit_opens_a_section_from_any_page(opening: Any, sample: Location) -> None:
    async with opening(sample) as driver:
        with one_after_the_other() as tried:
            for section in SECTIONS:
                await driver.home()
                await driver.press("enter")
                with tried(section.name):
                    await driver.press(section.key.shown)
                    assert driver.app.current_mode == section.name
                    assert section.name == "ledger" or type(driver.app.screen).__name__ == section.page


async def test_sections_are_found_as_they_were_left(opening: Any, sample: Location) -> None:
    async with opening(sample) as driver:
        # A section is found as it was left
        await driver.press("down", "enter", "3", "2")
        assert isinstance(driver.app.screen, ItemScreen)
        assert "ZG-2024-0002" in driver.text()

        # The digit of the present section goes back to its page
        await driver.home()
        await driver.press("2", "enter", "alt+h", "2")
        assert isinstance(driver.app.screen, LedgerList)
        await driver.press("alt+l", "1", "2")
        assert not isinstance(driver.app.screen, LedgerList), "as it was left"
        await driver.press("2")
        assert isinstance(driver.app.screen, LedgerList)

        # The head takes clicks
        await driver.home()
        await driver.pilot.click("Masthead", offset=(22, 1))
        await driver.settle()
        assert driver.app.current_mode == "documents"

        # A figure opens its list below what is open
        await driver.home()
        await driver.press("enter", "1")
        driver.app.show_list("单位:信访科")
        await driver.settle()
        assert isinstance(driver.app.screen, LedgerList)
        assert "1 项" in driver.text()

        # What was written elsewhere is read on return
        await driver.home()
        await driver.press("3")
        assert "已弃 1" in driver.text()
        await driver.press("1", "f9", "3")
        assert "已弃 0" in driver.text()
