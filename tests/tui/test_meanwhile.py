"""What happens while a page reads, writes or asks: it neither stops the work nor changes what was meant."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tracker.errors import Refusal
from tracker.ledger.actor import Actor
from tracker.ledger.commands.drafts import ItemEdit
from tracker.ledger.commands.items import edit_items
from tracker.ledger.location import Location
from tracker.ledger.store import Ledger
from tracker.ledger.words import Role
from tracker.tui.dialogs.confirm import Notice
from tracker.tui.dialogs.lacks import LacksDialog
from tracker.tui.dialogs.pick import Pick
from tracker.tui.screens.filling import FillScreen
from tracker.tui.screens.importing import ImportScreen
from tracker.tui.screens.merging import MergeScreen
from tracker.tui.screens.reconciling import ReconcilingScreen
from tracker.tui.workers import fill_work, form_reads, import_work

from .conftest import OPERATOR
from .test_forms_page import ARCHIVE, FIRST, _read_here, answer, send, take_back
from .test_importing_page import _open, _own_settings, _until, titles, workbook
from .test_reconciling import _reconcile, report

__all__ = ("_own_settings", "_read_here", "report")


def _rows() -> list[list[Any]]:
    return [[n, f"问题{n}", "措施", "办公室", "9月底"] for n in range(1, 6)]


def _held(task: Callable[..., Any], begun: threading.Event, going_on: threading.Event) -> Callable[..., Any]:
    """The task, which waits in its middle."""

    def held(*arguments: Any, **named: Any) -> Any:
        begun.set()
        assert going_on.wait(20)
        return task(*arguments, **named)

    return held


async def test_looking_at_another_window_stops_no_import(
    opening: Any, sample: Location, tmp_path: Path, today: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, begun, going_on = workbook(tmp_path / "长.xlsx", *_rows()), threading.Event(), threading.Event()
    before = titles(sample, today)
    async with opening(sample) as driver:
        await _open(driver, path)
        monkeypatch.setattr(import_work, "taken_in", _held(import_work.taken_in, begun, going_on))
        driver._send("f2")
        await _until(driver, begun.is_set)
        driver.app.on_app_focus()
        going_on.set()
        await driver.settle()
        assert "已导入 长.xlsx：新增5项" in driver.text()
        assert not isinstance(driver.app.screen, ImportScreen)
    assert len(titles(sample, today) - before) == 5


async def test_what_others_wrote_during_a_refused_import_is_seen(
    opening: Any, sample: Location, tmp_path: Path, today: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, begun, going_on = workbook(tmp_path / "长.xlsx", *_rows()), threading.Event(), threading.Event()
    async with opening(sample) as driver:
        await _open(driver, path)
        page = driver.app.screen

        def refused(_: Any, actor: Any, source: Any, columns: Any, wishes: Any, *more: Any) -> Any:
            with Ledger.open(sample) as theirs:
                import_work.take_in(theirs, actor, source, columns, wishes, today=today)
            begun.set()
            assert going_on.wait(20)
            raise Refusal("别人刚刚导入了")

        monkeypatch.setattr(import_work, "taken_in", refused)
        driver._send("f2")
        await _until(driver, begun.is_set)
        driver.app.pages_changed()
        going_on.set()
        await driver.settle()
        assert "别人刚刚导入了" in driver.text()
        assert page._rehearsed.counted == "不变5项"


async def test_a_refusal_is_told_and_leaves_the_page_as_it_was(
    opening: Any, sample: Location, tmp_path: Path
) -> None:
    path = workbook(tmp_path / "一.xlsx", *_rows())
    async with opening(sample) as driver:
        # A refusal is told in the words of the app
        await _open(driver, path)
        await driver.press("f3", "down", "enter", "down", "enter")
        assert isinstance(driver.app.screen, Notice)
        assert "没有反馈问题一列，请按 F3 指定" in driver.text()

        # A sheet that is not there leaves the page as it was
        await driver.home()
        await _open(driver, path)
        await driver.press("f4")
        await driver.type("sheets", "没有的")
        await driver.press("f2")
        assert "没有工作表“没有的”" in driver.text()
        await driver.press("enter", "f2")
        assert "已导入 一.xlsx：新增5项" in driver.text()


async def test_a_copy_is_written_whatever_is_pressed(
    opening: Any, sample: Location, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = workbook(
        tmp_path / "表.xlsx", [FIRST, "项目档案缺页漏项", ""], head=["编号", "反馈问题", "整改进展"]
    )
    begun, going_on = threading.Event(), threading.Event()
    async with opening(sample) as driver:
        await driver.press("alt+t", *"tsjdb", "enter")
        await driver.type("path", str(path))
        await driver.press("f2")
        assert isinstance(driver.app.screen, FillScreen)
        monkeypatch.setattr(fill_work, "written", _held(fill_work.written, begun, going_on))
        await driver.press("f2")
        driver._send("f2")
        await _until(driver, begun.is_set)
        driver._send("enter")
        driver.app.pages_changed()
        going_on.set()
        await driver.settle()
        assert not isinstance(driver.app.screen, Pick)
        assert "填好了：表（已填）.xlsx" in driver.text()


async def test_a_comparison_that_fails_is_told_once(opening: Any, sample: Location, tmp_path: Path) -> None:
    folder = tmp_path / "发出"
    async with opening(sample) as driver:
        await send(driver, folder)
        await driver.press("enter")
        answer(folder, ARCHIVE, {(FIRST, "总体"): {"本期进展": "已装订"}})
        await take_back(driver, folder)
        page = driver.app.screen
        assert isinstance(page, MergeScreen)
        driver.app.office.actor = Actor("看客", Role.READER)
        driver.app.pages_changed()
        for _ in range(20):
            await driver.pilot.pause(0.05)
        told = [screen for screen in driver.app.screen_stack if isinstance(screen, LacksDialog)]
        driver.app.office.actor = OPERATOR
        await driver.settle()
        assert len(told) == 1


async def test_a_cell_that_changed_while_it_was_asked_about_is_looked_at_again(
    opening: Any, sample: Location, tmp_path: Path, today: Any
) -> None:
    folder = tmp_path / "发出"
    async with opening(sample) as driver:
        await send(driver, folder)
        await driver.press("enter")
        first = answer(folder, ARCHIVE, {(FIRST, "总体"): {"完成情况": "先写的"}})
        second = first.rename(tmp_path / first.name)
        shutil.copy(second, first)
        answer(folder, ARCHIVE, {(FIRST, "总体"): {"完成情况": "后写的"}})
        second.rename(folder / "又交一份.xlsx")
        await take_back(driver, folder)
        await driver.press("f5", "right")
        assert isinstance(driver.app.screen, Pick)
        with Ledger.open(sample) as ledger:
            colleague = Actor("王静", Role.OPERATOR)
            edit_items(ledger, colleague, [FIRST], ItemEdit(completion="台账里又写了"), today=today)
        driver.app.pages_changed()
        await driver.settle()
        await driver.press("enter")
        assert isinstance(driver.app.screen, MergeScreen)
        assert "刚刚有变化" in driver.text()
        assert driver.app.screen._choices == {}


async def test_what_was_confirmed_is_taken_over_though_numbers_moved(
    opening: Any, sample: Location, report: Path, today: Any
) -> None:
    async with opening(sample) as driver:
        await _reconcile(driver, report)
        page = driver.app.screen
        assert isinstance(page, ReconcilingScreen)
        doable = [one for one in page._compared.found.findings if one.is_doable]
        first, last = doable[0], doable[-1]
        page._marked = {last.ordinal}
        await driver.press("f2")
        assert f"{last.ordinal}. " in driver.text()
        found = page._compared.found
        moved = tuple(replace(one, ordinal=len(found.findings) + 1 - one.ordinal) for one in found.findings)
        page._show(replace(page._compared, found=replace(found, findings=moved)))
        [marked] = page._marked
        assert page._compared.found.numbered(marked).key == last.key
        await driver.press("enter")
        taken = [one.said for one in page._compared.found.findings if one.is_taken]
        assert taken == [last.said] != [first.said]


async def test_a_path_that_cannot_be_is_told_in_one_line(opening: Any, sample: Location) -> None:
    async with opening(sample) as driver:
        for typed in ("~没有这个人/表", "名" * 300):
            await driver.home()
            await driver.press("alt+l", "f8")
            await driver.type("path", typed)
            await driver.press("f2")
            assert "程序出错" not in driver.text()
            assert "没有文件或文件夹" in driver.text() or "请写完整路径" in driver.text()
            await driver.press("escape", "f7", "f2")
            await driver.type("folder", typed)
            await driver.press("f2")
            assert "程序出错" not in driver.text()


async def _looks_back(driver: Any) -> None:
    driver.app.on_app_focus()
    await driver.settle()


async def test_coming_back_rehearses_an_import_only_where_something_changed(
    opening: Any, sample: Location, tmp_path: Path, today: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, rehearsed = workbook(tmp_path / "一.xlsx", *_rows()), []
    rehearse = import_work.rehearsed

    def counted(*arguments: Any) -> Any:
        rehearsed.append(rehearse(*arguments).counted)
        return rehearse(*arguments)

    monkeypatch.setattr(import_work, "rehearsed", counted)
    async with opening(sample) as driver:
        await _open(driver, path)
        await _looks_back(driver)
        await driver.press("1", "2")
        driver.app.pages_changed()
        await driver.settle()
        assert rehearsed == ["新增5项"]
        workbook(path, *_rows()[:4])
        await _looks_back(driver)
        assert rehearsed[1:] == ["新增4项"], "the workbook was changed by another program"
        with Ledger.open(sample) as theirs:
            edit_items(theirs, OPERATOR, [FIRST], ItemEdit(category="组织"), today=today)
        await _looks_back(driver)
        await _looks_back(driver)
        assert rehearsed[2:] == ["新增4项"], "somebody wrote, once"
        path.unlink()
        await _looks_back(driver)
        assert "没有读成" not in driver.text() and "读不了文件" in driver.text()
        await driver.press("enter")
        await _looks_back(driver)
        assert "读不了文件" not in driver.text(), "it is said once"


async def test_coming_back_reads_returned_forms_again_only_where_one_changed(
    opening: Any, sample: Location, tmp_path: Path, today: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, compared = tmp_path / "发出", []
    compare = form_reads.compared

    def counted(*arguments: Any, **named: Any) -> Any:
        compared.append(compare(*arguments, **named).plan.counted)
        return compare(*arguments, **named)

    monkeypatch.setattr(form_reads, "compared", counted)
    async with opening(sample) as driver:
        await send(driver, folder)
        await driver.press("enter")
        path = answer(folder, ARCHIVE, {(FIRST, "1"): {"本期进展": "进展一"}})
        await take_back(driver, folder)
        await _looks_back(driver)
        (folder / f"~${path.name}").write_bytes(b"opened in Excel")
        await _looks_back(driver)
        assert len(compared) == 1
        answer(folder, ARCHIVE, {(FIRST, "1"): {"本期进展": "进展二"}})
        await _looks_back(driver)
        assert len(compared) == 2 and "进展二" in driver.text()
