"""Every page at every size: head and foot in their places, nothing wider than the screen, no page lost."""

from __future__ import annotations

from typing import Any

from textual.screen import ModalScreen

from tracker.ledger.location import Location
from tracker.settings import Settings
from tracker.text.cells import width
from tracker.tui.dialogs.form import Form
from tracker.tui.screens.page import Page
from tracker.tui.widgets.key_bar import KeyBar

SMALLEST, USUAL, LARGEST = (60, 20), (120, 40), (250, 70)

PAGES = {
    "总览": ("1",),
    "台账": ("2",),
    "事项": ("2", "enter"),
    "原文": ("2", "end", "f6"),
    "来源文件": ("3",),
    "逐条去向": ("3", "f4"),
    "挖掘复核": ("3", "enter"),
    "调度": ("4",),
    "对比": ("5",),
    "某日台账": ("5", "f2"),
    "某日事项": ("5", "f2", "enter"),
    "变化": ("5", "tab", "enter"),
    "操作记录": ("5", "f8"),
    "填报表收发": ("alt+l",),
    "给各单位发表": ("alt+l", "f7"),
    "帮助": ("f1",),
    "使用手册": ("alt+h",),
    "按键": ("alt+j",),
}

FORMS = (("ctrl+n",), ("alt+o",), ("ctrl+u",), ("f4",), ("f7",), ("alt+d",), ("alt+l", "f8"))

NEEDED = {
    "总览": ("已逾期",),
    "台账": ("ZG-2024-0001", "剩余12天"),
    "事项": ("ZG-2024-0001", "剩余12天", "整改中"),
    "来源文件": ("在全局整改工作推进会上的讲话",),
    "挖掘复核": ("候选",),
    "按键": ("换键", "F5"),
    "对比": ("05-31", "新逾期"),
    "填报表收发": ("还没有发过填报表",),
    "给各单位发表": ("● 发", "档案室", "1个事项"),
    "某日台账": ("截至 2024-05-31", "只看不改", "剩余30天"),
    "某日事项": ("截至 2024-05-31", "只看不改", "ZG-2024-0001"),
    "操作记录": ("我", "弃用候选"),
}
"""What matters on a page, at any size."""


NAMES = {"台账": "整改台账"}
"""What the head calls a page, where that is another name."""


def check(driver: Any, name: str, size: tuple[int, int]) -> None:
    """What holds on every page."""
    cells, rows = size
    lines = driver.text().split("\n")[:-1]
    page = driver.app.screen
    assert isinstance(page, Page)
    told = f"{name} {cells}x{rows}"
    assert len(lines) <= rows, told
    assert max(width(line) for line in lines) <= cells, told
    assert page.NAME in lines[0], told
    assert all(word in lines[1] for word in ("总览", "台账", "文档", "调度", "对比")), told
    foot = "\n".join(lines[rows - 2 : rows])
    assert "? 帮助" in foot and "F10 退出" in foot, told
    hidden = page.query_one(KeyBar).hidden
    leads_back = any(key.action == "back" and key.action not in hidden for key in page.KEYS)
    assert ("Esc 返回" in foot) is leads_back, told
    assert page.query_one(KeyBar).region.bottom == rows, told
    assert page.virtual_size.width <= cells and page.virtual_size.height <= rows, told
    for word in NEEDED.get(name, ()):
        assert word in "\n".join(lines), f"{told}: {word}"


async def test_every_page_and_form_at_every_size(opening: Any, sample: Location) -> None:
    async with opening(sample, size=SMALLEST) as driver:
        # Every page, opened at the smallest, then resized, to less than there is room for too
        for name, keys in PAGES.items():
            await driver.press(*keys)
            page = driver.app.screen
            assert isinstance(page, Page)
            assert NAMES.get(name, name) == page.NAME, keys
            check(driver, name, SMALLEST)
            for size in (LARGEST, (40, 10), USUAL):
                await resize(driver, size)
                if size > SMALLEST:
                    check(driver, name, size)
            while len(driver.app.screen_stack) > 1:
                await driver.app.pop_screen()
            await resize(driver, SMALLEST)

        # Forms keep their keys in sight
        await driver.home()
        for keys in FORMS:
            await driver.press(*keys)
            assert isinstance(driver.app.screen, ModalScreen), keys
            for size in (SMALLEST, LARGEST, SMALLEST):
                await resize(driver, size)
                text = driver.text()
                assert "Esc" in text, (keys, size)
                assert max(width(line) for line in text.splitlines()) <= size[0], (keys, size)
                if isinstance(driver.app.screen, Form):
                    assert "F2 保存" in text and "Esc 取消" in text, (keys, size)
            await driver.press("escape")


async def resize(driver: Any, size: tuple[int, int]) -> None:
    await driver.pilot.resize_terminal(*size)
    await driver.settle()


async def test_signs_two_cells_wide_stay_inside(opening: Any, sample: Location) -> None:
    async with opening(sample, size=SMALLEST, settings=Settings(ambiguous=2)) as driver:
        for keys in PAGES.values():
            await driver.press(*keys)
            assert max(width(line, 2) for line in driver.text().splitlines()) <= 60, keys
            while len(driver.app.screen_stack) > 1:
                await driver.app.pop_screen()
