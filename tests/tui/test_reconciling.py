"""承诺对账 in the app: a later report beside the promises, taken over after a look, undone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tracker.ledger.location import Location
from tracker.tui.screens.ledger_list import LedgerList
from tracker.tui.screens.reconciling import ReconcilingScreen

REPORT = """关于整改进展情况的报告
（2024年6月18日）

一、已完成的工作
1.关于“重复填表问题群众反映较多，基层减负不够到位”问题。已公布保留清单，报表逐项清理正在进行。
2.公务用车方面。逐车核对油卡记录工作已经完成。
二、下一步打算
（一）安全生产方面，检查表修订工作持续推进，拟于明年3月底前完成。
（二）新发现信息系统账号权限管理混乱[/]，离职人员账号没有及时注销。
"""


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "进展[bold]报告.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


async def _reconcile(driver: Any, path: Path) -> None:
    await driver.press("alt+t", *"cndz", "enter")
    await driver.type("path", str(path))
    await driver.press("f2")


async def test_lines_are_taken_over_after_a_look_and_undone(
    opening: Any, sample: Location, report: Path
) -> None:
    async with opening(sample, size=(120, 40)) as driver:
        await _reconcile(driver, report)
        page = driver.app.screen
        assert isinstance(page, ReconcilingScreen)
        first = driver.text()
        assert "● 已报完成 2" in first
        assert "《关于整改进展情况的报告》（2024-06-18）" in first
        assert "│ 报告  " in first  # both sentences side by side
        assert "相近" in first
        await driver.press("space", "f2")
        assert "办理1条" in driver.text()
        await driver.press("escape")
        assert "√ 已办" not in driver.text()
        await driver.press("f2", "enter")
        text = driver.text()
        assert "对账已办理1条：登记进展1条" in text
        assert "√ 已办 1" in text
        assert "已办过（2024-06-18 李明）" in text
        await driver.press("home", "space")
        assert "已办过" in driver.text()
        assert "选中" not in driver.text().splitlines()[3]
        await driver.press("f9")
        assert "√ 已办 1" not in driver.text()
        assert "● 已报完成 2" in driver.text()


async def test_documents_and_reports_are_held_against_the_ledger(
    opening: Any, sample: Location, tmp_path: Path, report: Path
) -> None:
    path = tmp_path / "无日期.txt"
    path.write_text("逐车核对油卡记录工作已经完成。", encoding="utf-8")
    async with opening(sample, size=(80, 24)) as driver:
        # A document of the ledger is held against it
        await driver.press("3", "f6")
        page = driver.app.screen
        assert isinstance(page, ReconcilingScreen)
        assert "《在全局整改工作推进会上的讲话》（2024-03-15）" in driver.text()

        # A report without a day asks for one
        await driver.home()
        await _reconcile(driver, path)
        assert "没有找到成文日期" in driver.text()
        await driver.press("enter", "f3")
        await driver.type("date", "2024-6-17")
        await driver.press("f2")
        assert "已报完成 1" in driver.text()
        await driver.press("f3")
        await driver.type("date", "某日")
        await driver.press("f2")
        assert "某日" in driver.text()

        # Many lines of one kind are marked together
        await driver.home()
        await _reconcile(driver, report)
        await driver.press("f6", "ctrl+a")
        text = driver.text()
        assert "只看已报完成的" in text
        assert "■ 选中 2" in text
        await driver.press("ctrl+a", "ctrl+a", "f2", "enter")
        assert "对账已办理2条" in driver.text()
        await driver.press("enter", "escape")
        assert isinstance(driver.app.screen, ReconcilingScreen)
        await driver.press("escape")
        assert isinstance(driver.app.screen, LedgerList)
