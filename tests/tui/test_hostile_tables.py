"""Workbooks that came in, and what units wrote, are shown as they are, whatever they hold."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tracker.ledger.commands.advancing import register
from tracker.ledger.commands.drafts import ItemDraft, ItemEdit
from tracker.ledger.commands.items import add_item, edit_items
from tracker.ledger.location import Location
from tracker.ledger.store import Ledger
from tracker.ledger.words import OwnerRole

from .conftest import OPERATOR
from .test_forms_page import answer
from .test_hostile import BAD, DAY

NEVER = {"\x1b", "\x9b", "\x07", "\u202e", "\u2066", "\u200b", "\t"}


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is remembered of headings stays in the test's own folder."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


def in_a_cell(text: str) -> str:
    """What a workbook can hold of it."""
    return "".join(sign for sign in text if sign >= " " or sign == "\t")


def workbook(path: Path, bad: str) -> Path:
    book: Any = openpyxl.Workbook()
    cell = in_a_cell(bad)
    book.active.append([cell])
    book.active.append(["序号", "存在问题", "部门推进举措", "责任部门", "完成期限", cell])
    book.active.append([1, cell, cell, cell, cell, cell])
    book.active.append([2, f"{cell}之二", cell, cell, "9月底", cell])
    book.save(path)
    return path


async def test_a_workbook_that_is_imported_or_filled(opening: Any, sample: Location, tmp_path: Path) -> None:
    path = workbook(tmp_path / "[bold]旧[@click=app.quit]台账.xlsx", BAD)
    seen = []
    async with opening(sample, size=(112, 60)) as driver:
        for keys in (("alt+d",), ("alt+t", *"tsj", "enter")):
            await driver.press(*keys)
            await driver.type("path", str(path))
            for then in (("f2",), ("enter",), ("down",), ("f3",), ("escape",), ("f2",), ("escape",)):
                await driver.press(*then)
                seen.append(driver.text())
            await driver.press("escape")
        assert driver.app.is_running
    for text in seen:
        assert not set(text) & NEVER
    assert any(BAD[:4] in text for text in seen)


async def test_forms_that_go_out_and_come_back(opening: Any, sample: Location, tmp_path: Path) -> None:
    with Ledger.open(sample) as ledger:
        draft = ItemDraft(title=BAD, owners={OwnerRole.LEAD: (f"单位{BAD}",)})
        number = add_item(ledger, OPERATOR, draft, today=DAY)
        register(ledger, OPERATOR, [number], today=DAY, waiver="暂缺")
    folder = tmp_path / "[bold]发[@click=app.quit]出"
    seen = []
    async with opening(sample, size=(112, 40)) as driver:
        await driver.press("alt+l", "f7", "f3")
        await driver.type("line", f"编号:{number}")
        await driver.press("f2")
        seen.append(driver.text())
        await driver.press("f2")
        await driver.type("folder", str(folder))
        await driver.press("f2")
        seen.append(driver.text())
        await driver.press("enter")
        seen.append(driver.text())
        answer(
            folder,
            "单位",
            {(number, "总体"): {"完成情况": in_a_cell(BAD), "本期进展": in_a_cell(BAD)}},
        )
        with Ledger.open(sample) as ledger:
            edit_items(ledger, OPERATOR, [number], ItemEdit(completion=f"又{BAD}"), today=DAY)
        await driver.press("f8")
        await driver.type("path", str(folder))
        for keys in (("f2",), ("f2",), ("right",), ("f6",), ("f2",), ("enter",)):
            await driver.press(*keys)
            seen.append(driver.text())
        assert driver.app.is_running
    for text in seen:
        assert not set(text) & NEVER
    assert any("已合并1个单位" in text for text in seen)
    assert any(BAD[:4] in text for text in seen)
