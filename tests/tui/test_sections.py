"""The pages that stand beside each other: opened by digits and clicks, each as it was left."""

from __future__ import annotations

from typing import Any

import pytest

from tracker.ledger.location import Location
from tracker.tui.screens.item import ItemScreen
from tracker.tui.screens.ledger_list import LedgerList
from tracker.tui.sections import SECTIONS


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.name)
async def test_a_digit_opens_a_section_from_any_page(opening: Any, sample: Location, section: Any) -> None:
    async with opening(sample) as driver:
        await driver.press("enter", section.key.shown)
        assert driver.app.current_mode == section.name
        assert section.name == "ledger" or type(driver.app.screen).__name__ == section.page


async def test_a_section_is_found_as_it_was_left(opening: Any, sample: Location) -> None:
    async with opening(sample) as driver:
        await driver.press("down", "enter", "3", "2")
        assert isinstance(driver.app.screen, ItemScreen)
        assert "ZG-2024-0002" in driver.text()


async def test_the_digit_of_the_present_section_goes_back_to_its_page(opening: Any, sample: Location) -> None:
    async with opening(sample) as driver:
        await driver.press("2", "enter", "alt+h", "2")
        assert isinstance(driver.app.screen, LedgerList)
        await driver.press("alt+l", "1", "2")
        assert not isinstance(driver.app.screen, LedgerList), "as it was left"
        await driver.press("2")
        assert isinstance(driver.app.screen, LedgerList)


async def test_what_was_written_elsewhere_is_read_on_return(opening: Any, sample: Location) -> None:
    async with opening(sample) as driver:
        await driver.press("3")
        assert "已弃 1" in driver.text()
        await driver.press("1", "f9", "3")
        assert "已弃 0" in driver.text()


async def test_the_head_takes_clicks(opening: Any, sample: Location) -> None:
    async with opening(sample) as driver:
        await driver.pilot.click("Masthead", offset=(22, 1))
        await driver.settle()
        assert driver.app.current_mode == "documents"


async def test_a_figure_opens_its_list_below_what_is_open(opening: Any, sample: Location) -> None:
    async with opening(sample) as driver:
        await driver.press("enter", "1")
        driver.app.show_list("单位:信访科")
        await driver.settle()
        assert isinstance(driver.app.screen, LedgerList)
        assert "1 项" in driver.text()
