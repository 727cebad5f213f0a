"""填表: a superior's workbook matched row by row, doubts settled, a copy written beside the original."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from tracker.desk.importing import Told
from tracker.ledger.location import Location
from tracker.tui.screens.filling import FillScreen
from tracker.tui.screens.ledger_list import LedgerList
from tracker.tui.screens.preview import BEAT
from tracker.tui.workers import fill_work

HEAD = ["序号", "反馈问题", "责任单位", "整改进展情况", "整改状态"]


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is remembered of headings stays in the test's own folder."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


@pytest.fixture
def theirs(tmp_path: Path) -> Path:
    book: Any = Workbook()
    sheet = book.active
    for row in (
        ["全市巡察整改问题台账"],
        HEAD,
        [1, "项目档案缺页漏项，归档不及时", "档案室"],
        [2, "机关食堂采购验收单签字不全、不规范", "机关服务中心"],
        [3, "与我们毫不相干的一个问题", "别的单位"],
    ):
        sheet.append(row)
    path = tmp_path / "市里下发表.xlsx"
    book.save(path)
    return path


async def _open(driver: Any, path: Path) -> None:
    await driver.press("alt+t", *"tsj", "enter")
    await driver.type("path", str(path))
    await driver.press("f2")


async def test_a_superiors_workbook_is_filled_and_saved_under_another_name(
    opening: Any, sample: Location, theirs: Path
) -> None:
    before = theirs.read_bytes()
    async with opening(sample) as driver:
        await _open(driver, theirs)
        assert isinstance(driver.app.screen, FillScreen)
        text = driver.text()
        assert "? 拿不准 1" in text and "+ 要填 1" in text and "- 没有对上 1" in text
        assert "○ 台账里有、表里没有" in text
        assert "像ZG-2024-0004" in text
        await driver.press("enter")
        assert "是哪一项？" in driver.text() and "不是我们的" in driver.text()
        await driver.press("escape", "f5")
        text = driver.text()
        assert "拿不准" not in text and "+ 要填 2" in text
        await driver.press("escape")
        assert "说定的1行还没有写成文件" in driver.text()
        await driver.press("escape", "f4")
        await driver.type("columns", "整改状态")
        await driver.press("f2")
        text = driver.text()
        assert "列 整改状态" in text and "整改进展情况：" not in text
        await driver.press("f4")
        await driver.type("columns", "")
        await driver.press("f2", "f2")
        assert "另存为" in driver.text()
        await driver.type("path", str(theirs))
        await driver.press("f2")
        assert "请另起一个名字" in driver.text()
        await driver.type("path", str(theirs.with_name("填好.xlsx")))
        await driver.press("f2")
        assert "填好了：填好.xlsx" in driver.text()
        await driver.press("enter")
        assert isinstance(driver.app.screen, LedgerList)
    assert theirs.read_bytes() == before
    sheet = load_workbook(theirs.with_name("填好.xlsx")).active
    assert "交叉检查完成" in str(sheet["D3"].value)
    assert sheet["E4"].value and sheet["D5"].value is None


async def test_a_row_is_said_to_be_none_of_ours(opening: Any, sample: Location, theirs: Path) -> None:
    async with opening(sample, size=(80, 24)) as driver:
        await _open(driver, theirs)
        await driver.press("enter", *"不是", "enter")
        assert "没有对上 2" in driver.text()
        await driver.press("f5")
        assert "没有拿不准的行" in driver.text()
        await driver.press("f6")
        assert "只看要填的" in driver.text()


async def test_only_a_workbook_can_be_filled_with_a_past_day_too(
    opening: Any, sample: Location, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, theirs: Path
) -> None:
    monkeypatch.chdir(tmp_path)  # a long path would end the lines of the notice elsewhere
    Path("x.xlsx").write_text("不是表", encoding="utf-8")
    async with opening(sample) as driver:
        # Only a workbook can be filled
        await _open(driver, Path("x.xlsx"))
        assert "没有读成" in driver.text() and "这里要" in driver.text()
        await driver.press("enter")
        assert isinstance(driver.app.screen, LedgerList)

        # The ledger of a past day is filled in
        await driver.home()
        await _open(driver, theirs)
        await driver.press("end", "f6", "f6")
        assert "只看要填的" in driver.text() and "交叉检查完成" in driver.text()
        await driver.press("f4")
        await driver.type("day", "2099-1-1")
        await driver.press("f2")
        assert "还没有到" in driver.text()
        await driver.type("day", "6月1日")
        await driver.press("f2")
        text = driver.text()
        assert "截至 2024-06-01" in text and "交叉检查完成" not in text
        await driver.press("f2", "f2", "enter")
    assert "交叉检查" not in str(load_workbook(theirs.with_stem("市里下发表（已填）")).active["D3"].value)


async def test_writing_tells_how_far_it_is_and_stops_when_asked(
    opening: Any, sample: Location, theirs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, going_on = threading.Event(), threading.Event()
    fill_theirs = fill_work.fill_theirs

    def held(*arguments: Any, told: Told, **named: Any) -> Any:
        def written(rows: int) -> None:
            told.written(rows)
            begun.set()
            assert going_on.wait(20)

        return fill_theirs(*arguments, told=Told(written=written), **named)

    target = theirs.with_stem("市里下发表（已填）")
    async with opening(sample) as driver:
        await _open(driver, theirs)
        monkeypatch.setattr(fill_work, "fill_theirs", held)
        await driver.press("f2")
        driver._send("f2")
        while not begun.is_set():
            await driver.pilot.pause(0.05)
        await driver.pilot.pause(2 * BEAT)
        assert "正在填写 1/3 行" in driver.text() and "Esc 停下" in driver.text()
        driver._send("escape")
        await driver.pilot.pause(BEAT)
        going_on.set()
        await driver.settle()
        assert "已停下，什么也没有写" in driver.text()
        assert isinstance(driver.app.screen, FillScreen) and not target.exists()
        await driver.press("f2", "f2")
        assert target.exists()
