"""Esc has one meaning on every page: to the page below, as it was left; a list lies above its page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from docx import Document

from tests.tables import one_after_the_other
from tracker.ledger.location import Location
from tracker.tui.screens.ledger_list import LedgerList
from tracker.tui.widgets.masthead import Masthead
from tracker.tui.workers import check_work

from .conftest import Driver

OPENED = (
    ("1", ("down", "enter")),
    ("1", ("right", "down", "enter")),
    ("3", ("f4", "down", "f5")),
    ("4", ("s", "g", "home", "enter")),
    ("4", ("p", "up", "enter")),
    ("4", ("d", "enter", "down", "enter")),
    ("5", ("f3",)),
    ("2", ("alt+e", "down", "f2")),
    ("2", ("1", "down", "enter")),
)
"""The section where one begins, and how a list is opened from there."""


async def test_esc_goes_back_to_the_page_as_it_was(opening: Any, sample: Location) -> None:
    async with opening(sample) as driver:
        with one_after_the_other() as tried:
            for section, keys in OPENED:
                await driver.home()
                with tried((section, *keys)):
                    await _opens_and_goes_back(driver, section, keys)


async def _opens_and_goes_back(driver: Driver, section: str, keys: tuple[str, ...]) -> None:
    *before, last = keys
    await driver.press(section, *before)
    page, text, focused = driver.app.screen, driver.text(), driver.app.focused
    await driver.press(last)
    opened = driver.app.screen
    assert isinstance(opened, LedgerList) and opened is not page
    assert "Esc 返回" in driver.text()
    assert opened.query_one(Masthead).section == driver.app.current_mode, "where its page is"
    await driver.press("/", *"办", "escape")
    assert driver.app.screen is opened, "Esc leaves the line that is typed into first"
    await driver.press("0", "enter", "escape", "escape")
    assert driver.app.screen is page
    assert driver.app.focused is focused
    assert driver.text() == text


async def test_a_checked_draft_is_not_checked_again(
    opening: Any, sample: Location, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked: list[str] = []
    check_text = check_work.check_text

    def counted(ledger: Any, text: str, **more: Any) -> Any:
        checked.append(text)
        return check_text(ledger, text, **more)

    monkeypatch.setattr(check_work, "check_text", counted)
    draft = Document()
    for line in ("共反馈问题11个，已销号9个。", "整改率81.8%。"):
        draft.add_paragraph(line)
    draft.save(str(tmp_path / "月报.docx"))
    async with opening(sample) as driver:
        await driver.press("alt+t", *"hbgh", "enter")
        await driver.type("path", str(tmp_path / "月报.docx"))
        await driver.press("f2", "end")
        text = driver.text()
        assert "整改率81.8%" in text
        await driver.press("enter")
        assert isinstance(driver.app.screen, LedgerList) and "编号:ZG-2024" in driver.text()
        await driver.press("escape")
        assert driver.text() == text and len(checked) == 1


async def test_the_list_of_a_figure_leaves_the_ledger_as_it_was(opening: Any, sample: Location) -> None:
    async with opening(sample) as driver:
        await driver.press("/", *"信访", "enter")
        text = driver.text()
        assert "1 项" in text and "Esc 返回" not in text
        await driver.press("1", "down", "enter")
        assert driver.text() != text
        await driver.press("2")
        assert driver.text() == text
        await driver.press("escape")
        assert driver.app.screen.filter_line == "", "with no page below, Esc lists all"
