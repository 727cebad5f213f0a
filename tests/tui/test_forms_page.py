"""收发: forms sent, returned, settled cell by cell, merged as one action, and who has not returned theirs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from textual import events

from tests.forms import Answers, filled, records_read_here
from tracker.ledger.commands.drafts import ItemEdit
from tracker.ledger.commands.items import edit_items
from tracker.ledger.forms import round_statuses
from tracker.ledger.location import Location
from tracker.ledger.pages import item_page
from tracker.ledger.store import Ledger
from tracker.reading import grid
from tracker.tui.screens.added_rows import AddedRowsScreen
from tracker.tui.screens.forms import FormsScreen
from tracker.tui.screens.ledger_list import LedgerList
from tracker.tui.screens.merging import MergeScreen
from tracker.tui.screens.sending import SendScreen

from .conftest import OPERATOR
from .test_golden import SIZES, compare, resized

ARCHIVE, OFFICE = "档案室", "办公室"
FIRST, SECOND, NINTH = "ZG-2024-0001", "ZG-2024-0002", "ZG-2024-0009"


@pytest.fixture(autouse=True)
def _read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Workbooks are read without a process of their own, which is tried in the tests of `reading`."""
    monkeypatch.setattr(grid, "records_of_sheets", records_read_here)


def answer(folder: Path, unit: str, answers: Answers) -> Path:
    """A unit's form filled in where it lies."""
    [path] = folder.glob(f"{unit}*.xlsx")
    return filled(path, path, answers)


async def send(driver: Any, folder: Path) -> None:
    """To the units of three items, into a folder."""
    await driver.press("alt+l", "f7", "f3")
    await driver.type("line", f"编号:{FIRST}、{SECOND}、{NINTH}")
    await driver.press("f2", "f2")
    await driver.type("folder", str(folder))
    await driver.press("f2")


async def take_back(driver: Any, folder: Path) -> None:
    await driver.press("f8")
    await driver.type("path", str(folder))
    await driver.press("f2")


async def test_forms_go_out_to_the_units_that_are_chosen(
    opening: Any, sample: Location, tmp_path: Path
) -> None:
    folder = tmp_path / "发出"
    async with opening(sample) as driver:
        # A letter with Alt is a key where text is typed
        await driver.press("/")
        driver.app._driver.send_message(events.Key("alt+l", "l"))
        await driver.settle()
        assert isinstance(driver.app.screen, FormsScreen)
        await driver.press("escape")
        assert isinstance(driver.app.screen, LedgerList)
        assert driver.app.screen.filter_line == ""

        # Forms go out to the units that are chosen
        await driver.home()
        await driver.press("alt+l")
        assert "还没有发过填报表" in driver.text()
        await driver.press("f7")
        assert isinstance(driver.app.screen, SendScreen)
        text = driver.text()
        assert "● 发 " in text and ARCHIVE in text and "1个事项" in text
        await driver.press("f3")
        await driver.type("line", "单位:没有的")
        await driver.press("f2")
        assert "没有要填报的事项" in driver.text()
        await driver.type("line", f"编号:{FIRST}、{SECOND}")
        await driver.press("f2")
        text = driver.text()
        assert f"编号:{FIRST}、{SECOND}" in text and "● 发 4" in text
        assert "公开栏目" not in text
        await driver.press("ctrl+a")
        assert "○ 不发 4" in driver.text() and "● 发 " not in driver.text()
        await driver.press("ctrl+a")
        assert "● 发 4" in driver.text()
        while driver.app.screen.current.key != ARCHIVE:
            await driver.press("down")
        await driver.press("space")
        assert "○ 不发 1" in driver.text() and "● 发 3" in driver.text()
        await driver.press("f2")
        assert "给3个单位发表" in driver.text()
        await driver.type("due", "2024-6-1")
        await driver.type("folder", str(folder))
        await driver.press("f2")
        assert "在今天（2024-06-18）之前" in driver.text()
        await driver.type("due", "+1周")
        await driver.press("f2")
        text = driver.text()
        assert "第1批填报表已写好：3个单位" in text and "文件夹：" in text
        await driver.press("enter")
        assert isinstance(driver.app.screen, FormsScreen)
        text = driver.text()
        assert "第1批 2024-06-18" in text and "交回0，未交3" in text and "06-25前交回" in text
        assert "○ 办公室" in text and "未交" in text
        assert len(list(folder.glob("*.xlsx"))) == 3
        await driver.press("f8")
        assert driver.app.screen.folder == folder, "taking back begins where they went"
        await driver.press("escape", "enter")
        assert isinstance(driver.app.screen, LedgerList)
        assert "整改中" in driver.app.screen.filter_line and SECOND in driver.text()
        await driver.press("alt+l", "f9")
        assert "还没有发过填报表" in driver.text(), "taken back"


async def test_what_came_back_is_settled_and_merged_at_once(
    opening: Any, sample: Location, tmp_path: Path, today: Any
) -> None:
    folder = tmp_path / "发出"
    async with opening(sample, size=(120, 40)) as driver:
        await send(driver, folder)
        await driver.press("enter")
        answer(folder, ARCHIVE, {(FIRST, "总体"): {"完成情况": "单位写的完成情况", "本期进展": "已装订"}})
        answer(
            folder,
            OFFICE,
            {
                (SECOND, "总体"): {"本期进展": "报表已清理", "完成情况": "办公室写的"},
                (NINTH, "1"): {"完成日期": "不知道"},
            },
        )
        with Ledger.open(sample) as ledger:
            edits = {FIRST: "台账后来写的", SECOND: "整改办写的"}
            for number, text in edits.items():
                edit_items(ledger, OPERATOR, [number], ItemEdit(completion=text), today=today)
        await take_back(driver, folder)
        assert isinstance(driver.app.screen, MergeScreen)
        text = driver.text()
        assert "? 两边都改，没有选 2" in text and "+ 采用单位的 2" in text
        assert "! 读不出的格 1" in text and "没有填写" in text
        assert "发出时" in text and "台账现在" in text and "档案室填的" in text
        assert "台账后来写的" in text and "单位写的完成情况" in text
        await driver.press("f2")
        assert "还有2处两边都改了" in driver.text()
        await driver.press("right")
        text = driver.text()
        assert "◆ 两边都改，已选 1" in text and "▌ ? 办公室" in text, "on to the next"
        await driver.press("left")
        assert "都选好了" in driver.text()
        driver.app.clear_notifications()
        await driver.settle()
        assert "（用这个）" in driver.text()
        await driver.press("escape")
        assert "选定的2处还没有合并" in driver.text()
        await driver.press("escape", "f2")
        text = driver.text()
        assert "办公室第9行不能合并" in text and "读不出日期" in text
        await driver.press("enter")
        assert isinstance(driver.app.screen, FormsScreen)
        text = driver.text()
        assert "已合并2个单位的填报表：采用3处" in text and "撤销" in text
        assert "√ 办公室" in text and "√ 档案室" in text
        with Ledger.open(sample) as ledger:
            assert item_page(ledger, FIRST, today=today).completion == "单位写的完成情况"
            assert item_page(ledger, SECOND, today=today).completion == "整改办写的"
            assert [e.text for e in item_page(ledger, SECOND, today=today).progress] == ["报表已清理"]
        await driver.press("f4")
        assert "只列未交的" in driver.text() and "√ 办公室" not in driver.text()
        await driver.press("ctrl+z")
        with Ledger.open(sample) as ledger:
            assert item_page(ledger, FIRST, today=today).completion == "台账后来写的"
            status = round_statuses(ledger)[0]
            assert status.missing == len(status.forms), "one undo for the whole merge"


async def test_what_is_no_form_of_the_latest_batch_is_told(
    opening: Any, sample: Location, tmp_path: Path
) -> None:
    first, second = tmp_path / "第一批", tmp_path / "第二批"
    async with opening(sample, size=(80, 24)) as driver:
        await send(driver, first)
        await driver.press("enter", "escape")
        await send(driver, second)
        await driver.press("enter")
        back = tmp_path / "交回"
        back.mkdir()
        old = answer(first, OFFICE, {(SECOND, "总体"): {"本期进展": "旧表里写的"}})
        old.rename(back / "旧表.xlsx")
        other = openpyxl.Workbook()
        other.active["A1"] = "随便什么"
        other.save(back / "别的.xlsx")
        tampered = answer(
            second, ARCHIVE, {(FIRST, "总体"): {"编号": "ZG-2024-0099", "本期进展": "改了编号"}}
        )
        book = openpyxl.load_workbook(tampered)
        book["填报表"].delete_rows(6)
        book.save(tampered)
        tampered.rename(back / "改过.xlsx")
        await take_back(driver, back)
        text = driver.text()
        assert "▲ 旧一批的表 1" in text and "▲ 不是这里发的表 1" in text
        assert "! 改动了锁定的格 1" in text and "! 少了的行" in text
        assert "3份" in text and "2份没有读" in text
        await driver.press("f7")
        text = driver.text()
        assert "旧一批的表 1" not in text and "+ 采用单位的 1" in text
        await driver.press("f2")
        assert "不能合并" in driver.text()
        await driver.press("escape", "escape")
        assert isinstance(driver.app.screen, FormsScreen)
        await take_back(driver, tmp_path / "没有")
        assert "没有文件或文件夹" in driver.text()
        await driver.press("escape")
        (tmp_path / "空的").mkdir()
        await take_back(driver, tmp_path / "空的")
        assert "文件夹里没有填报表（.xlsx 等）" in driver.text()


async def test_the_pages_as_a_person_looked_at_them(
    opening: Any, sample: Location, tmp_path: Path, today: Any
) -> None:
    folder = tmp_path / "发出"
    async with opening(sample, size=SIZES[0]) as driver:
        await send(driver, folder)
        await driver.press("enter")
        answer(folder, ARCHIVE, {(FIRST, "总体"): {"完成情况": "单位写的完成情况", "本期进展": "已装订"}})
        answer(folder, OFFICE, {(SECOND, "总体"): {"本期进展": "报表已清理", "完成情况": "办公室写的"}})
        edit = ItemEdit(completion="台账后来写的")
        edit_items(driver.app.office.ledger(), OPERATOR, [FIRST, SECOND], edit, today=today)
        await take_back(driver, folder)
        await driver.press("right")
        driver.app.clear_notifications()
        driver.app.last_action = ""
        driver.app.pages_changed()
        await driver.settle()
        async for size in resized(driver, SIZES):
            compare(f"merging-{size}", driver.text())
        await driver.press("left", "f2")
        driver.app.clear_notifications()
        driver.app.last_action = ""
        driver.app.pages_changed()
        await driver.settle()
        async for size in resized(driver, SIZES[::-1]):
            compare(f"forms-{size}", driver.text())


async def test_conflicts_are_seen_at_any_size(
    opening: Any, sample: Location, tmp_path: Path, today: Any
) -> None:
    folder, sizes = tmp_path / "发出", ((60, 20), (250, 70))
    async with opening(sample, size=sizes[0]) as driver:
        await send(driver, folder)
        await driver.press("enter")
        answer(folder, ARCHIVE, {(FIRST, "总体"): {"完成情况": "单位写的"}})
        with Ledger.open(sample) as ledger:
            edit_items(ledger, OPERATOR, [FIRST], ItemEdit(completion="台账写的"), today=today)
        await take_back(driver, folder)
        async for _ in resized(driver, sizes):
            text = driver.text()
            assert "两边都改" in text and "台账写的" in text and "单位写的" in text
        await driver.press("f4")
        async for _ in resized(driver, sizes[::-1]):
            assert "选好1处" in driver.text()
        await driver.press("f3")
        async for _ in resized(driver, sizes):
            assert "没有能一起选的" in driver.text()


def add_rows(folder: Path, unit: str, rows: list[tuple[str, str]]) -> None:
    """Rows that a unit puts in below its own."""
    [path] = folder.glob(f"{unit}*.xlsx")
    book = openpyxl.load_workbook(path)
    sheet = book["填报表"]
    columns = {cell.value.replace("\n", ""): cell.column for cell in sheet[4] if cell.value}
    last = max(row for row in range(5, sheet.max_row + 1) if sheet.cell(row, columns["编号"]).value)
    for merge in [merge for merge in sheet.merged_cells.ranges if merge.min_row > last]:
        sheet.unmerge_cells(str(merge))
    sheet.insert_rows(last + 1, len(rows))
    for row, (number, text) in enumerate(rows, start=last + 1):
        sheet.cell(row, columns["编号"]).value = number
        sheet.cell(row, columns["事项、措施"]).value = text
    book.save(path)


async def test_rows_that_a_unit_added_are_seen_chosen_and_taken_over_as_one_action(
    opening: Any, sample: Location, tmp_path: Path
) -> None:
    folder = tmp_path / "发出"
    hostile = "[red]编印[/red]案例"
    async with opening(sample) as driver:
        await send(driver, folder)
        await driver.press("escape")
        add_rows(
            folder,
            ARCHIVE,
            [(FIRST, "组织一次回访"), (FIRST, hostile), (FIRST, "不要的"), (FIRST, "开展一次交叉检查")],
        )
        await take_back(driver, folder)
        assert isinstance(driver.app.screen, MergeScreen)
        await driver.press("ctrl+n")
        shown = driver.text()
        assert isinstance(driver.app.screen, AddedRowsScreen)
        assert "收下 3" in shown and "不能收 1" in shown and "[red]编印" in shown
        assert "组织一次回访" in shown and "台账里已有这条措施" in shown
        await driver.press("down", "down", "space")
        assert "收下 2" in driver.text() and "不收 1" in driver.text()
        await driver.press("f2")
        assert isinstance(driver.app.screen, MergeScreen)
        assert "已收下单位加的2行，成为1个事项的措施" in driver.text()
        texts = measures(sample, driver)
        assert texts[-2] == "组织一次回访" and "编印" in texts[-1] and len(texts) == 5
        await driver.press("f9")
        assert len(measures(sample, driver)) == 3


def measures(sample: Location, driver: Any) -> list[str]:
    """Of the first item."""
    with Ledger.open(sample) as ledger:
        page = item_page(ledger, FIRST, today=driver.app.office.today())
        return [measure.text for measure in page.measures]
