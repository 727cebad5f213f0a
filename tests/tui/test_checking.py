"""汇报稿核对 in the app: choosing a draft, reading what was found, going to the items, the copy."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from docx import Document

from tracker.ledger.location import Location
from tracker.tui.screens import checking
from tracker.tui.screens.checking import CheckingScreen
from tracker.tui.screens.ledger_list import LedgerList
from tracker.tui.widgets.document_view import DocumentView

DRAFT = (
    "整改工作情况汇报",
    "截至6月18日，共反馈问题11个，已销号9个，整改率81.8%。",
    "召开推进会3次，走访群众[@click=app.quit]120人。",
)


def _draft(folder: Path) -> Path:
    document = Document()
    for line in DRAFT:
        document.add_paragraph(line)
    path = folder / "月报[bold].docx"
    document.save(str(path))
    return path


async def _check(driver: Any, path: Path) -> None:
    await driver.press("alt+t", *"hbgh", "enter")
    assert driver.app.focused.id == "field-path", "one begins with the draft, the day may stay empty"
    await driver.type("path", str(path))
    await driver.press("f2")


async def test_a_draft_is_checked_and_what_cannot_be_is_said(
    opening: Any, sample: Location, tmp_path: Path
) -> None:
    path = _draft(tmp_path)
    losses = tmp_path / "稿.txt"
    losses.write_text("整改工作中挽回损失12.5万元。\n", encoding="utf-8")
    async with opening(sample, size=(80, 24)) as driver:
        # What cannot be checked is said
        await _check(driver, tmp_path / "没有[/].docx")
        assert "没有文件" in driver.text()
        broken = tmp_path / "坏.docx"
        broken.write_bytes(b"PK\x03\x04 not a package")
        await driver.type("path", str(broken))
        await driver.type("day", "2099-1-1")
        await driver.press("f2")
        assert "还没有到" in driver.text()
        await driver.type("day", "")
        await driver.press("f2")
        assert "坏.docx" in driver.text()
        await driver.press("escape", "escape", "escape")
        assert isinstance(driver.app.screen, LedgerList)

        # A draft is checked and its items are opened
        await driver.home()
        await _check(driver, path)
        text = driver.text()
        assert isinstance(driver.app.screen, CheckingScreen)
        assert "月报[bold].docx" in text
        assert "▲ 不符 2" in text
        assert "√ 相符 1" in text
        assert "√ 相符 共反馈问题11个" in text
        await driver.press("f6")
        text = driver.text()
        assert "只看不符的" in text
        assert "√ 相符 共反馈" not in text
        await driver.press("home", "enter")
        assert isinstance(driver.app.screen, LedgerList)
        assert "编号:ZG-2024-0005" in driver.text()

        # What the ledger lacks is told in the words of the app
        await driver.home()
        await _check(driver, losses)
        text = "".join(driver.text().split())
        assert "没有登记" in text and "到事项页登记数量目标" in text
        assert "tracker" not in text


async def test_a_widened_page_is_as_one_opened_wide(opening: Any, sample: Location, tmp_path: Path) -> None:
    seen = []
    for first in ((80, 24), (120, 40)):
        async with opening(sample, size=first) as driver:
            await _check(driver, _draft(tmp_path))
            await driver.pilot.resize_terminal(120, 40)
            await driver.settle()
            seen.append(driver.text())
    assert seen[0] == seen[1]


async def test_a_copy_bears_the_comments(
    opening: Any, sample: Location, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []

    def open_with_system(path: Path) -> bool:
        opened.append(path)
        return True

    monkeypatch.setattr(checking, "open_with_system", open_with_system)
    path = _draft(tmp_path)
    before = path.read_bytes()
    async with opening(sample, size=(120, 40)) as driver:
        await _check(driver, path)
        text = driver.text()
        assert "»已销号9个«，⟦整改率81.8%⟧" in text  # in their places in the draft
        await driver.press("f2")
        assert "F2 写出" in driver.text()
        await driver.press("f2")
        assert "已写成批注稿，批注" in driver.text()
        assert (tmp_path / "月报[bold]（核对）.docx").exists()
        assert path.read_bytes() == before
        await driver.press("f7")
        assert opened == [tmp_path / "月报[bold]（核对）.docx"]
        driver.app.screen.post_message(DocumentView.MarkClicked(2))
        await driver.settle()
        assert "«" in driver.text()
