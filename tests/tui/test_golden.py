"""Screens as text, compared with what a person has looked at.

`GOLDEN_SCREENS=write pytest tests/tui/test_golden.py` writes them anew.
"""

from __future__ import annotations

import os
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from tests.tables import one_after_the_other
from tracker.ledger.location import Location

GOLDEN = Path(__file__).parent / "golden"
WRITING = os.environ.get("GOLDEN_SCREENS") == "write"

SIZES = (SMALL, USUAL, LARGE) = ((80, 24), (120, 40), (200, 50))
BOTH = (SMALL, USUAL)
SCREENS: tuple[tuple[str, tuple[tuple[int, int], ...], tuple[str, ...]], ...] = (
    ("overview", (SMALL,), ("1",)),
    ("overview", (USUAL,), ("1",)),
    ("list", SIZES, ()),
    ("item", BOTH, ("enter",)),
    ("review", (USUAL,), ("ctrl+r", "enter")),
    ("source", (SMALL,), ("end", "f6")),
    ("comparison", (SMALL,), ("5",)),
    ("comparison", (USUAL,), ("5", "down", "down", "down")),
    ("past-list", (SMALL,), ("5", "f2")),
    ("schedule", (SMALL,), ("4",)),
    ("schedule", (USUAL,), ("4", "right", "right")),
    ("board", (SMALL,), ("4", "p")),
    ("chasing", (SMALL,), ("4", "c")),
    ("sending", BOTH, ("alt+l", "f7")),
    ("lacks", (SMALL,), ("f4",)),
    ("refused", (SMALL,), ("f4", "end", "enter", "f2")),
    ("bulk", (SMALL,), ("ctrl+a", "alt+p", *"gh", "enter", "f2", "down", "down", "down")),
    ("bulk", (USUAL,), ("ctrl+a", "alt+p", *"gh", "enter", "f2")),
    ("papers", BOTH, ("alt+t", *"cw", "enter")),
)
"""Pages, at what sizes, and the keys that open them; opened at the first, and then resized."""


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
FILES = (
    ("checking", (SMALL,), "hbghd", DRAFT),
    ("checking", (USUAL,), "hbghd", DRAFT),
    ("reconciling", SIZES, "cndz", REPORT),
)
"""Pages about a file: at what sizes, the initials that open them, and what is in it."""


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


@pytest.mark.parametrize("size", [SMALL, USUAL], ids=["80", "120"])
async def test_screens(opening: Any, sample: Location, size: tuple[int, int]) -> None:
    """Those that are opened at this size, one after the other."""
    async with opening(sample, size=size) as driver:
        with one_after_the_other() as tried:
            for name, sizes, keys in SCREENS:
                if sizes[0] == size:
                    await at_first(driver, size)
                    with tried(name):
                        await driver.press(*keys)
                        await compare_at(driver, name, sizes)


async def test_pages_about_a_file(opening: Any, sample: Location, tmp_path: Path) -> None:
    path = tmp_path / "来稿.txt"
    async with opening(sample, size=SMALL) as driver:
        with one_after_the_other() as tried:
            for name, sizes, initials, text in FILES:
                await at_first(driver, sizes[0])
                path.write_text(text, encoding="utf-8")
                with tried(name):
                    await driver.press("alt+t", *initials, "enter")
                    await driver.type("path", str(path))
                    await driver.press("f2")
                    await compare_at(driver, name, sizes)


async def at_first(driver: Any, size: tuple[int, int]) -> None:
    """As one opens it at a size."""
    await driver.home()
    await driver.resize(size)


async def compare_at(driver: Any, name: str, sizes: tuple[tuple[int, int], ...]) -> None:
    """Each size in turn, as a person has looked at it."""
    async for size in resized(driver, sizes):
        compare(f"{name}-{size}", driver.text())


async def resized(driver: Any, sizes: tuple[tuple[int, int], ...]) -> AsyncIterator[str]:
    """Each size in turn, the first of which it has: a page looks as if it had been opened at it."""
    for columns, rows in sizes:
        if driver.app.size != (columns, rows):
            await driver.pilot.resize_terminal(columns, rows)
            await driver.settle()
        yield f"{columns}x{rows}"


async def test_pages_about_a_workbook(opening: Any, sample: Location, tmp_path: Path) -> None:
    """Where the workbook lies is another place each time, and left out."""
    book = Workbook()
    for row in WORKBOOK:
        book.active.append(row)
    book.save(tmp_path / "来表.xlsx")
    async with opening(sample, size=SIZES[0]) as driver:
        for name, initials in (("importing", "drtz"), ("filling", "tsjdb")):
            await driver.press("alt+t", *initials, "enter")
            await driver.type("path", str(tmp_path / "来表.xlsx"))
            await driver.press("f2")
            async for size in resized(driver, SIZES):
                shown = re.sub(r"来表\.xlsx.*", "来表.xlsx", driver.text(), count=1)
                compare(f"{name}-{size}", shown)
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
