"""Mining in the background: files chosen or typed, text pasted, one after the other, stopped when asked."""

from __future__ import annotations

import threading
import time
from pathlib import Path
from typing import Any

import pytest
from textual import events

from tests.effort import processor_time_below
from tracker.desk import documents as desk
from tracker.ledger.location import Location
from tracker.ledger.reviews import documents
from tracker.tui.dialogs.files import FolderTree
from tracker.tui.places import Places
from tracker.tui.screens.documents import DocumentsScreen
from tracker.tui.screens.ledger_list import LedgerList
from tracker.tui.screens.review import ReviewScreen
from tracker.tui.workers import mining_writes

SPEECH = (
    "在工作例会上的讲话\n（2024年3月15日）\n\n"
    "一、存在的问题\n一是会议记录还不规范，存在事后补记的现象。\n\n"
    "二、下一步工作\n一要规范会议记录。办公室要在收到反馈意见后2个月内制定会议记录办法。\n"
)


@pytest.fixture
def speech(tmp_path: Path) -> Path:
    path = tmp_path / "讲话.txt"
    path.write_text(SPEECH, encoding="utf-8")
    return path


async def test_a_file_is_mined_and_its_review_opens(
    opening: Any, sqlite_location: Location, speech: Path
) -> None:
    async with opening(sqlite_location) as driver:
        await driver.press("f7")
        await driver.type("path", str(speech.parent / "没有.txt"))
        await driver.press("f2")
        assert "没有文件" in driver.text()
        await driver.type("path", str(speech))
        await driver.type("events", "反馈")
        await driver.press("f2")
        assert "请写成 事件=日期" in driver.text()
        await driver.type("events", "反馈=2024-3-20")
        await driver.press("f2")
        text = driver.text()
        assert "挖掘复核" in text
        assert "存在事后补记的现象" in text
        while "2个月内 →" not in driver.text():
            await driver.press("down")
        assert "2个月内 → 2024-05-20" in driver.text()
        await driver.press("escape", "f7")
        assert Path(driver.app.screen.query_one(FolderTree).path) == speech.parent, "the last folder"


async def test_files_are_chosen_from_the_folders_and_taken_one_after_the_other(
    opening: Any, sqlite_location: Location, speech: Path
) -> None:
    second = speech.parent / "通知.txt"
    second.write_text("关于报送总结的通知\n\n各科室要在6月底前报送整改总结。\n", encoding="utf-8")
    (speech.parent / "坏.docx").write_bytes(b"no document")
    async with opening(sqlite_location) as driver:
        driver.app.places.keep_folder(speech.parent)
        await driver.press("f7", "down")
        for name in ("讲话.txt", "通知.txt", "坏.docx"):
            tree = driver.app.screen.query_one("#files-tree")
            node = next(node for node in tree.root.children if str(node.label) == name)
            tree.move_cursor(node)
            await driver.press("enter")
        assert "已选 3 份" in driver.text()
        await driver.press("f2")
        text = driver.text()
        assert "没有找到成文日期" in text, "asked for when its turn comes"
        await driver.type("date", "2024-4-1")
        await driver.press("enter")
        text = driver.text()
        assert "1份文件没有挖成" in text
        assert "坏.docx" in text
        await driver.press("enter")
        assert isinstance(driver.app.screen, ReviewScreen)
        assert [row.title for row in documents(driver.app.office.ledger())] == [
            "关于报送总结的通知",
            "在工作例会上的讲话",
        ]


async def test_the_app_stays_usable_and_mining_can_be_stopped(
    opening: Any, sample: Location, speech: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    going_on = threading.Event()
    mine_text = desk.mine_text

    def slow(*arguments: Any, **named: Any) -> Any:
        going_on.wait(5)
        return mine_text(*arguments, **named)

    monkeypatch.setattr(mining_writes.documents, "mine_text", slow)
    async with opening(sample, start="documents") as driver:
        await driver.press("f7")
        await driver.type("path", str(speech))
        driver._send("f2")
        await _until(driver, lambda: driver.app.mining.is_active)
        driver._send("2")
        await _until(driver, lambda: isinstance(driver.app.screen, LedgerList))
        await _until(driver, lambda: "挖掘 讲话.txt" in driver.text())
        assert "▱" in driver.text()
        driver._send("3")
        await _until(driver, lambda: isinstance(driver.app.screen, DocumentsScreen))
        driver._send("f8")
        await _until(driver, lambda: not driver.app.mining.is_active)
        going_on.set()
        await driver.settle()
        assert "▱" not in driver.text()
        assert len(documents(driver.app.office.ledger())) == 1, "nothing of it is stored"
        await driver.press("f8")
        assert "现在没有在挖掘" in driver.text()


async def _until(driver: Any, holds: Any) -> None:
    last = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < last
        await driver.pilot.pause(0.02)


async def test_pasted_text_is_mined_and_a_megabyte_does_not_freeze(
    opening: Any, sqlite_location: Location
) -> None:
    async with opening(sqlite_location, start="documents") as driver:
        await driver.press("f3", "f2")
        assert "没有文字，请先粘贴" in driver.text()
        await driver.press("x", "backspace")
        assert "没有文字，请先粘贴" not in driver.text()
        await driver.press("escape")
        driver.app.screen.post_message(events.Paste(SPEECH))
        await driver.settle()
        assert "一是会议记录还不规范" in driver.text()
        area = driver.app.screen.query_one("#field-text")
        with processor_time_below(3):
            area.post_message(events.Paste("\n为了说明情况，再写一段。" * 100_000))
            await driver.settle()
            text = driver.text()
        assert "1,300,0" in text
        assert "只显示头尾" in text
        await driver.press("f8")
        driver.app.screen.query_one("#field-text").text = SPEECH
        await driver.press("f2")
        text = driver.text()
        assert isinstance(driver.app.screen, ReviewScreen)
        assert "会议记录还不规范" in text
        (row,) = documents(driver.app.office.ledger())
        assert row.source_name == "粘贴的文字"


async def test_documents_are_named_anew_and_their_promises_followed(opening: Any, sample: Location) -> None:
    async with opening(sample, start="documents", size=(100, 30)) as driver:
        assert "共 1 份  待复核 4  已收 1  已弃 1" in driver.text()
        await driver.press("f2")
        await driver.type("title", "整改推进会讲话")
        await driver.type("date", "2024-7-2")
        await driver.press("f2")
        text = driver.text()
        assert "1条待复核的时限按新日期重新推算" in text
        assert "2024-07-02  整改推进会讲话" in text
        await driver.press("f4")
        text = driver.text()
        for shown in (
            "共 7 条：问题2 任务2 措施2 成效1；收成事项 1 项",
            "→ ZG-2024-0013  待挂号",
            "已弃：与已有事项重复",
            "留存",
        ):
            assert shown in text, shown
        await driver.press("f6")
        assert "候选 1/7" in driver.text()
        await driver.press("escape", "down", "down", "down", "enter")
        assert "ZG-2024-0013" in driver.text()
        await driver.press("escape", "f5")
        assert isinstance(driver.app.screen, LedgerList)
        assert "ZG-2024-0013" in driver.text()


def test_places_are_kept_and_a_broken_file_is_no_loss(tmp_path: Path) -> None:
    places = Places(tmp_path)
    places.keep("甲", 3)
    places.keep_folder(tmp_path)
    again = Places(tmp_path)
    assert (again.of("甲"), again.of("乙"), again.folder) == (3, None, tmp_path)
    assert again.forms_folder == tmp_path, "until forms went somewhere"
    (tmp_path / "发出").mkdir()
    again.keep_forms_folder(tmp_path / "发出")
    assert Places(tmp_path).forms_folder == tmp_path / "发出"
    (tmp_path / "发出").rmdir()
    assert Places(tmp_path).forms_folder == Places(tmp_path).folder == tmp_path
    (tmp_path / "places.json").write_text("[1", encoding="utf-8")
    assert Places(tmp_path).of("甲") is None
    assert Places(None).folder.is_dir()


async def test_folders_that_are_typed_or_were_opened_last_are_listed(
    opening: Any, sample: Location, tmp_path: Path
) -> None:
    folder = tmp_path / "来文"
    folder.mkdir()
    (folder / "反馈意见.txt").write_text("一、问题\n1．台账不全。\n", encoding="utf-8")
    (tmp_path / "会议记录.txt").write_text("记录", encoding="utf-8")
    async with opening(sample, start="documents") as driver:
        # A folder that is typed is listed and left again
        await driver.press("f7")
        await driver.type("path", f"{folder}/")
        await driver.press("f2")
        text = driver.text()
        assert "反馈意见.txt" in text and "没有文件" not in text
        await driver.press("left")
        assert "来文" in driver.text() and "反馈意见.txt" not in driver.text()

        # Evidence is looked for where files were opened last
        await driver.home()
        driver.app.places.keep_folder(tmp_path)
        await driver.press("f3")
        assert "会议记录.txt" in driver.text()
