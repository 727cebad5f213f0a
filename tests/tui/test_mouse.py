"""Everything by the mouse alone: what is clicked is what is read on the screen."""

from __future__ import annotations

from typing import Any

from textual.command import CommandPalette

from tracker.ledger.location import Location
from tracker.text.cells import width
from tracker.tui.dialogs.column_chooser import ColumnChooser
from tracker.tui.dialogs.day import DayPick
from tracker.tui.dialogs.form import Form
from tracker.tui.dialogs.menu import DeedMenu
from tracker.tui.dialogs.pick import Pick
from tracker.tui.screens.action_log import ActionLogScreen
from tracker.tui.screens.comparison import ComparisonScreen
from tracker.tui.screens.documents import DocumentsScreen
from tracker.tui.screens.help import HelpScreen
from tracker.tui.screens.item import ItemScreen
from tracker.tui.screens.ledger_list import LedgerList
from tracker.tui.screens.overview import OverviewScreen
from tracker.tui.screens.past_item import PastItemScreen
from tracker.tui.screens.past_list import PastListScreen
from tracker.tui.screens.promises import PromisesScreen
from tracker.tui.screens.review import ReviewScreen
from tracker.tui.screens.schedule import ScheduleScreen


class Mouse:
    """Clicks on words."""

    def __init__(self, driver: Any) -> None:
        self.driver = driver

    async def click(self, words: str, *, last: bool = False) -> None:
        """On the first place where the words stand, or the last one."""
        found = [
            (width(line[: line.index(words)]) + 1, y)
            for y, line in enumerate(self.driver.text().splitlines())
            if words in line
        ]
        assert found, f"{words}\n{self.driver.text()}"
        await self.driver.pilot.click(offset=found[-1 if last else 0])
        await self.driver.settle()

    async def to(self, words: str, screen: type[Any], *, last: bool = False) -> None:
        """A click that leads there."""
        await self.click(words, last=last)
        assert isinstance(self.driver.app.screen, screen), f"{words}\n{self.driver.text()}"

    async def command(self, word: str, initials: str, screen: type[Any]) -> None:
        """By the palette, whose line is typed in."""
        await self.to("命令", CommandPalette)
        await self.driver.press(*initials)
        await self.to(f"{word}  {initials}", screen)


async def test_pages_and_dialogs_are_opened_and_left_by_the_mouse(opening: Any, sample: Location) -> None:
    async with opening(sample, size=(80, 24)) as driver:
        await _pages_and_dialogs(Mouse(driver))
        await driver.press("1", "1")  # the list above the overview is left too
        await driver.home()
        await driver.resize((120, 40))
        await _pages_and_dialogs(Mouse(driver))


async def _pages_and_dialogs(mouse: Mouse) -> None:
    await mouse.to("1 总览", OverviewScreen)
    await mouse.to("已逾期", LedgerList)
    await mouse.to("2 台账", LedgerList)
    await mouse.click("ZG-2024-0004")
    await mouse.to("Enter 办理", ItemScreen, last=True)
    await mouse.to("Enter 办理", DeedMenu, last=True)
    await mouse.to("Esc 返回", ItemScreen, last=True)
    await mouse.to("Esc 返回", LedgerList, last=True)
    await mouse.command("列", "l", ColumnChooser)
    before = mouse.driver.text()
    await mouse.click("预警  ", last=True)
    await mouse.click("Shift+↓ 右移")
    await mouse.click("→ 宽")
    assert mouse.driver.text() != before
    await mouse.to("Esc 取消", LedgerList)
    await mouse.to("? 帮助", HelpScreen)
    await mouse.to("Esc 返回", LedgerList, last=True)
    await mouse.command("批量", "pl", Pick)
    await mouse.to("Esc 取消", LedgerList)
    await mouse.to("3 文档", DocumentsScreen)
    await mouse.to("F4 逐条去向", PromisesScreen)
    await mouse.to("Esc 返回", DocumentsScreen, last=True)
    await mouse.to("在全局整改工作推进会上的讲话", ReviewScreen)
    await mouse.to("Esc 返回", DocumentsScreen, last=True)


async def test_schedule_and_comparison_by_the_mouse(opening: Any, sample: Location) -> None:
    async with opening(sample, size=(80, 24)) as driver:
        await _schedule_and_comparison(Mouse(driver))
        await driver.home()
        await driver.resize((120, 40))
        await _schedule_and_comparison(Mouse(driver))


async def _schedule_and_comparison(mouse: Mouse) -> None:
    await mouse.to("4 调度", ScheduleScreen)
    for tab, shown in (
        ("S 旬周月", "6月"),
        ("P 盘点", "未盘点"),
        ("D 单位", "机关服务中心"),
        ("L 领导", "周健"),
        ("C 催办", "今天该催"),
        ("Y 结果运用", "结果运用"),
        ("R 日历", "周一"),
    ):
        await mouse.click(tab)
        assert shown in mouse.driver.text(), mouse.driver.text()
    await mouse.click("D 单位")
    await mouse.click("信访科")
    await mouse.to("5 对比", ComparisonScreen)
    await mouse.to("F4 改起日", DayPick)
    await mouse.to("Esc 取消", ComparisonScreen)
    await mouse.to("F8 操作记录", ActionLogScreen)
    await mouse.to("Esc 返回", ComparisonScreen, last=True)
    await mouse.to("F2 起日台账", PastListScreen)
    await mouse.click("ZG-2024-0002")
    await mouse.to("Enter 看事项", PastItemScreen, last=True)
    await mouse.to("Esc 返回", PastListScreen, last=True)
    await mouse.to("Esc 返回", ComparisonScreen, last=True)
    await mouse.command("设置", "sz", Form)
    await mouse.to("Esc 取消", ComparisonScreen)
