"""导入: a workbook seen row by row, its columns asked about, taken over at once and taken back."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from tracker.ledger.commands.undoing import undo
from tracker.ledger.location import Location
from tracker.ledger.queries import list_items
from tracker.ledger.store import Ledger
from tracker.tui.dialogs.files import FolderTree
from tracker.tui.screens.importing import ImportScreen
from tracker.tui.screens.ledger_list import LedgerList
from tracker.tui.screens.overview import OverviewScreen
from tracker.tui.workers import import_work

HEAD = ["序号", "存在问题", "整改举措", "责任部门", "完成期限"]


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is remembered of headings stays in the test's own folder."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


def workbook(path: Path, *rows: list[Any], head: list[str] = HEAD) -> Path:
    book = Workbook()
    for row in (["某局2024年整改台账"], head, *rows):
        book.active.append(row)
    book.save(path)
    return path


def titles(location: Location, today: Any) -> set[str]:
    with Ledger.open(location) as ledger:
        return {row.title for row in list_items(ledger, today=today)}


async def _open(driver: Any, path: Path) -> None:
    await driver.press("alt+d")
    await driver.type("path", str(path))
    await driver.press("f2")


async def test_a_ledger_is_seen_first_then_imported_and_taken_back(
    opening: Any, sample: Location, tmp_path: Path, today: Any
) -> None:
    path = workbook(
        tmp_path / "旧台账.xlsx",
        [1, "学习不深入", "制定计划", "办公室", "9月底"],
        [2, "会风不实", "精简会议", "人事科", "择期"],
        ["合计", 2],
    )
    before = titles(sample, today)
    async with opening(sample) as driver:
        # What cannot be read is said in one line
        await _open(driver, workbook(tmp_path / "别的.xlsx", ["张三", 3], head=["姓名", "年龄"]))
        assert "没有认出台账的表头" in driver.text()
        await driver.press("enter")
        assert isinstance(driver.app.screen, LedgerList)
        await driver.press("alt+d", "down")
        tree = driver.app.screen.query_one(FolderTree)
        node = next(node for node in tree.root.children if str(node.label) == "别的.xlsx")
        tree.move_cursor(node)
        await driver.press("enter")
        assert "没有认出台账的表头" in driver.text(), "chosen in the folders"

        # A ledger is seen first, then imported and taken back
        await driver.home()
        await driver.press("alt+d")
        await driver.type("path", str(tmp_path / "没有.xlsx"))
        await driver.press("f2")
        assert "没有文件" in driver.text()
        await driver.type("path", str(path))
        await driver.press("f2")
        text = driver.text()
        assert "导入台账" in text and "旧台账.xlsx" in text
        assert "× 不能导入 1" in text and "+ 新增 1" in text
        assert "第4行" in text and "整改时限“择期”读不出日期" in text
        assert titles(sample, today) == before
        await driver.press("f6")
        assert "只看不能导入的" in driver.text() and "学习不深入" not in driver.text()
        await driver.press("f2")
        assert "有1项不能导入" in driver.text()
        await driver.press("escape", "f4")
        assert "怎样导入" in driver.text()
        await driver.type("limits", "yes")
        await driver.type("numbers", "yes")
        await driver.press("f2")
        text = driver.text()
        assert "+ 新增 2" in text and "读不出的时限照原文记下；编号是别处的" in text
        await driver.press("f2")
        text = driver.text()
        assert "编号 ZG-2024-0014 至 ZG-2024-0015" in text and "Enter 列出新增的" in text
        await driver.press("enter")
        assert isinstance(driver.app.screen, LedgerList)
        text = driver.text()
        assert "2 项" in text and "学习不深入" in text and "会风不实" in text
        told = "已导入 旧台账.xlsx：新增2项，新编号 ZG-2024-0014 至 ZG-2024-0015 · F9 撤销"
        assert told in text
        await driver.press("escape")
        assert driver.app.screen.filter_line == "", "back to the list as it was"
        assert titles(sample, today) == before | {"学习不深入", "会风不实"}
        await _open(driver, path)
        assert Path(driver.app.places.folder) == tmp_path
        assert "没有要导入的" not in driver.text()
        await driver.press("f2")
        assert "没有要导入的" in driver.text(), "the same file twice makes no doubles"
        await driver.press("escape", "ctrl+z")
    assert titles(sample, today) == before


async def test_headings_in_doubt_are_asked_and_remembered(
    opening: Any, sample: Location, tmp_path: Path
) -> None:
    path = workbook(
        tmp_path / "怪.xlsx", [1, "学习不深入", "制定计划"], head=["序号", "存在问题", "部门推进举措"]
    )
    async with opening(sample, size=(80, 24)) as driver:
        await _open(driver, path)
        text = driver.text()
        assert "“部门推进举措”一列拿不准" in text and "如 制定计划" in text
        await driver.press("escape")
        assert isinstance(driver.app.screen, LedgerList)
        await _open(driver, path)
        await driver.press("enter")
        assert "+ 新增 1" in driver.text()
        await driver.press("escape")
        await _open(driver, path)
        assert "+ 新增 1" in driver.text(), "asked once for its header"
        await driver.press("f3")
        assert "C 部门推进举措" in driver.text() and "整改措施" in driver.text()
        await driver.press(*"bmtjjc", "escape", "f3", *"部门", "enter")
        assert "是什么" in driver.text()
        await driver.press(*"bz", "enter")
        assert isinstance(driver.app.screen, ImportScreen)
        await driver.press("f3")
        assert "备注" in driver.text()


async def test_what_takes_long_is_told_and_can_be_stopped(
    opening: Any, sample: Location, tmp_path: Path, today: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = workbook(tmp_path / "长.xlsx", *([n, f"问题{n}", "措施", "办公室", "9月底"] for n in range(1, 6)))
    before, going_on, begun = titles(sample, today), threading.Event(), threading.Event()

    def slow(ledger: Any, actor: Any, *arguments: Any, told: Any, **named: Any) -> Any:
        with ledger.together(actor, today=today):
            told.compared(5)
            told.written(0)
            begun.set()
            going_on.wait(20)
            told.written(3)

    async with opening(sample) as driver:
        await _open(driver, path)
        with monkeypatch.context() as patched:
            patched.setattr(import_work, "take_in", slow)
            driver._send("f2")
            await _until(driver, begun.is_set)
            await _until(driver, lambda: "正在导入 0/5 项  ▱" in driver.text())
            assert "Esc 停下" in driver.text()
            driver._send("1")
            await _until(driver, lambda: isinstance(driver.app.screen, OverviewScreen))
            driver._send("2")
            await _until(driver, lambda: isinstance(driver.app.screen, ImportScreen))
            driver._send("escape")
            await _until(driver, lambda: "停下来" in driver.text())
            going_on.set()
            await driver.settle()
        assert "已停下，什么也没有写" in driver.text()
        assert titles(sample, today) == before
        await driver.press("f2")
        assert "已导入 长.xlsx：新增5项" in driver.text()
        await driver.press("escape")
        going_on.clear()

        def slowly(ledger: Any, actor: Any, *, today: Any, heard: Any) -> Any:
            heard("撤销", 0, 45)
            heard("编制检索", 3, 5)
            going_on.wait(20)
            return undo(ledger, actor, today=today)

        with monkeypatch.context() as patched:
            patched.setattr("tracker.ledger.commands.undoing.undo", slowly)
            driver._send("f9")
            await _until(driver, lambda: "正在编制检索 3/5  ▰" in driver.text())
            going_on.set()
            await driver.settle()
        assert "已撤销“导入”" in driver.text() and "正在" not in driver.text()
    assert titles(sample, today) == before


async def _until(driver: Any, holds: Callable[[], bool]) -> None:
    for _ in range(500):
        if holds():
            return
        await driver.pilot.pause(0.01)
    raise AssertionError(driver.text())
