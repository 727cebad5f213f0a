"""Screens as text, compared with what a person has looked at.

`GOLDEN_SCREENS=write pytest tests/tui/test_golden.py` writes them anew.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from tracker.ledger.location import Location

GOLDEN = Path(__file__).parent / "golden"
WRITING = os.environ.get("GOLDEN_SCREENS") == "write"

SCREENS = {
    "overview-80x24": ((80, 24), ("1",)),
    "overview-120x40": ((120, 40), ("1",)),
    "list-80x24": ((80, 24), ()),
    "list-120x40": ((120, 40), ()),
    "list-200x50": ((200, 50), ()),
    "item-120x40": ((120, 40), ("enter",)),
    "item-80x24": ((80, 24), ("enter",)),
    "review-120x40": ((120, 40), ("ctrl+r", "enter")),
    "source-80x24": ((80, 24), ("end", "f6")),
    "comparison-80x24": ((80, 24), ("5",)),
    "comparison-120x40": ((120, 40), ("5", "down", "down", "down")),
    "past-list-80x24": ((80, 24), ("5", "f2")),
    "schedule-80x24": ((80, 24), ("4",)),
    "schedule-120x40": ((120, 40), ("4", "right", "right")),
    "board-80x24": ((80, 24), ("4", "p")),
    "chasing-80x24": ((80, 24), ("4", "c")),
    "sending-80x24": ((80, 24), ("alt+l", "f7")),
    "sending-120x40": ((120, 40), ("alt+l", "f7")),
    "lacks-80x24": ((80, 24), ("f4",)),
    "refused-80x24": ((80, 24), ("f4", "end", "enter", "f2")),
    "bulk-80x24": ((80, 24), ("ctrl+a", "alt+p", *"gh", "enter", "f2", "down", "down", "down")),
    "papers-80x24": ((80, 24), ("alt+t", *"cw", "enter")),
    "papers-120x40": ((120, 40), ("alt+t", *"cw", "enter")),
    "bulk-120x40": ((120, 40), ("ctrl+a", "alt+p", *"gh", "enter", "f2")),
}


DRAFT = """整改工作情况汇报
截至6月18日，共反馈问题11个，已销号9个，整改率81.8%。
召开推进会3次，走访群众120人次。
"""
REPORT = """关于整改进展情况的报告
（2024年6月18日）
一、已完成的工作
公务用车方面。逐车核对油卡记录工作已经完成。
二、下一步打算
安全生产方面，检查表修订工作持续推进，拟于明年3月底前完成。
"""
FILES = {
    "checking-80x24": ((80, 24), "hbghd", DRAFT),
    "checking-120x40": ((120, 40), "hbghd", DRAFT),
    "reconciling-80x24": ((80, 24), "cndz", REPORT),
    "reconciling-120x40": ((120, 40), "cndz", REPORT),
    "reconciling-200x50": ((200, 50), "cndz", REPORT),
}
"""Pages about a file: the initials that open them, and what is in it."""


WORKBOOK = (
    ("全局整改问题一览表",),
    ("序号", "存在问题", "整改措施", "责任单位", "完成时限", "整改状态"),
    (1, "项目档案缺页漏项，归档不及时", "补齐近三年项目档案", "档案室", "6月底前", None),
    (2, "机关食堂采购验收单签字不全、不规范", "补签并核对", "机关服务中心", "5月31日前", None),
    (
        3,
        "招标文件审核把关不严，个别项目先定后招，合同条款与招标文件不一致",
        "修订审核办法",
        "城建科",
        "9月底",
        None,
    ),
    (4, "值班记录不完整", "每月抽查", "办公室", "择期", None),
    ("合计", 4, None, None, None, None),
)


@pytest.mark.parametrize("name", SCREENS)
async def test_screen(opening: Any, sample: Location, name: str) -> None:
    size, keys = SCREENS[name]
    async with opening(sample, size=size) as driver:
        await driver.press(*keys)
        compare(name, driver.text())


@pytest.mark.parametrize("name", FILES)
async def test_page_about_a_file(opening: Any, sample: Location, tmp_path: Path, name: str) -> None:
    size, initials, text = FILES[name]
    path = tmp_path / "来稿.txt"
    path.write_text(text, encoding="utf-8")
    async with opening(sample, size=size) as driver:
        await driver.press("alt+t", *initials, "enter")
        await driver.type("path", str(path))
        await driver.press("f2")
        compare(name, driver.text())


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 50)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_pages_about_a_workbook(
    opening: Any, sample: Location, tmp_path: Path, size: tuple[int, int]
) -> None:
    """Where the workbook lies is another place each time, and left out."""
    book = Workbook()
    for row in WORKBOOK:
        book.active.append(row)
    book.save(tmp_path / "来表.xlsx")
    async with opening(sample, size=size) as driver:
        for name, initials in (("importing", "drtz"), ("filling", "tsjdb")):
            await driver.press("alt+t", *initials, "enter")
            await driver.type("path", str(tmp_path / "来表.xlsx"))
            await driver.press("f2")
            shown = re.sub(r"来表\.xlsx.*", "来表.xlsx", driver.text(), count=1)
            compare(f"{name}-{size[0]}x{size[1]}", shown)
            await driver.press("escape", "enter")


def compare(name: str, shown: str) -> None:
    """With the screen that a person has looked at."""
    path = GOLDEN / f"{name}.txt"
    if WRITING:
        path.write_text(shown, encoding="utf-8")
    assert shown == path.read_text(encoding="utf-8")


async def test_an_empty_ledger_says_what_to_press(opening: Any, sqlite_location: Location) -> None:
    async with opening(sqlite_location, size=(80, 24)) as driver:
        text = driver.text()
        for word in ("挖掘一份文件", "手工新增一项", "写明您是谁", "看全部按键"):
            assert word in text
        for keys, remedy in (
            ("3", "按 F7 选文件挖掘，F3 粘贴文字"),
            ("4s", "按 PgDn 看下一期"),
            ("d", "按 2 到台账，从挖掘、导入或新增开始"),
            ("5", "按 F12 换时段"),
        ):
            await driver.press(*keys)
            assert remedy in driver.text(), keys
        await driver.press("f2")
        assert "台账里还没有事项，按 F4 换一天" in driver.text()
        await driver.press("escape", "f8")
        assert "每办一件事，这里记一条" in driver.text()
