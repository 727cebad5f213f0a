"""Unsaved text outlives whatever ends the program, and is put back into its form."""

from __future__ import annotations

import datetime as dt
import os
import signal
import time
from pathlib import Path
from typing import Any

import pytest

from tests.tui.terminal import Terminal
from tracker.ledger.actor import Actor
from tracker.ledger.commands import items
from tracker.ledger.commands.drafts import ItemEdit
from tracker.ledger.location import Location
from tracker.ledger.store import Ledger
from tracker.ledger.words import Role
from tracker.tui.dialogs import form_drafts
from tracker.tui.drafts import Draft, draft_file, waiting

OFFERED = "上次没有保存的内容，已经填回：F2 保存，或 Esc 放弃"


@pytest.fixture(autouse=True)
def _no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(form_drafts, "KEEPING_PAUSE", 0.001)


async def test_what_was_typed_is_kept_and_put_back(opening: Any, sample: Location, tmp_path: Path) -> None:
    async with opening(sample, own_folder=tmp_path) as driver:
        await driver.press("f2")
        await driver.type("text", "写到一半")
        await driver.type("measure", "3")
    (draft,) = waiting(tmp_path, sample)
    assert (draft.form, draft.about) == ("登记进展", "ZG-2024-0001")
    assert draft.values == {"text": "写到一半", "measure": "3"}
    async with opening(sample, own_folder=tmp_path) as driver:
        assert "上次有没有保存的内容：登记进展 ZG-2024-0001；打开同一张表就会填回" in driver.text()
        await driver.press("down", "f2")
        assert OFFERED not in driver.text(), "another item's form"
        await driver.press("escape", "up", "f2")
        text = driver.text()
        assert OFFERED in text
        assert "写到一半" in text
        await driver.press("f2")
        assert "已登记进展" in driver.text()
    assert waiting(tmp_path, sample) == []


async def test_a_day_before_the_last_work_is_told_first(
    opening: Any, sample: Location, tmp_path: Path, today: dt.date
) -> None:
    draft_file(tmp_path, sample, "登记进展", "").keep(Draft("登记进展", "", {"text": "甲"}, {"text": ""}))
    later = today + dt.timedelta(days=3)
    with Ledger.open(sample) as ledger:
        items.edit_items(
            ledger, Actor("李明", Role.OPERATOR), ["ZG-2024-0001"], ItemEdit(note="改过"), today=later
        )
    async with opening(sample, own_folder=tmp_path) as driver:
        assert f"可是台账里已有{later}的操作：请核对电脑日期" in driver.text()


async def test_giving_up_removes_it(opening: Any, sample: Location, tmp_path: Path) -> None:
    async with opening(sample, own_folder=tmp_path) as driver:
        await driver.press("f2")
        await driver.type("text", "不要了")
        assert waiting(tmp_path, sample)
        await driver.press("escape", "enter")
        assert waiting(tmp_path, sample) == []
        await driver.press("f2")
        await driver.type("text", "改回去")
        await driver.type("text", "")
        assert waiting(tmp_path, sample) == []


async def test_what_others_changed_since_is_told(opening: Any, sample: Location, tmp_path: Path) -> None:
    async with opening(sample, own_folder=tmp_path) as driver:
        await driver.press("ctrl+e")
        await driver.type("target", "我的目标")
    with Ledger.open(sample) as ledger:
        edit = ItemEdit(target="王芳的目标", note="新备注")
        who = Actor("王芳", Role.REVIEWER)
        items.edit_items(ledger, who, ["ZG-2024-0001"], edit, today=dt.date(2024, 6, 18))
    async with opening(sample, own_folder=tmp_path) as driver:
        await driver.press("ctrl+e")
        text = driver.text()
        assert "整改目标 后来被改过，请核对" in text
        assert "我的目标" in text


async def test_what_is_open_for_trying_keeps_no_text(opening: Any, sample: Location, tmp_path: Path) -> None:
    async with opening(sample) as driver:
        await driver.press("f2")
        await driver.type("text", "只是试试")
    assert waiting(tmp_path, sample) == []


def test_a_file_that_is_none_is_passed_over(tmp_path: Path, sample: Location) -> None:
    file = draft_file(tmp_path, sample, "登记进展", "")
    file.keep(Draft("登记进展", "", {"text": "甲"}, {"text": ""}))
    (path,) = (tmp_path / "drafts").rglob("*.json")
    if os.name != "nt":
        assert path.stat().st_mode & 0o077 == 0, "nobody else reads it"
    for content in (b"", b"{}", b"[1]", b"\xff", b'{"form":1,"about":"","values":{},"started":{}}'):
        path.write_bytes(content)
        assert file.read() is None
        assert waiting(tmp_path, sample) == []
    file.drop()
    file.keep(Draft("登记进展", "", {"text": "乙"}, {"text": ""}))
    assert file.read() is None, "a late writer brings nothing back"


F2 = "\x1bOQ"
CRASHING = """
from tracker.tui.dialogs.form import Form
def fail(self):
    secret = "机密内容"
    raise RuntimeError(secret)
Form.on_text_area_changed = fail
"""


@pytest.mark.skipif(os.name == "nt", reason="no pseudo-terminals")
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_text_survives_being_ended(sample: Location, how: signal.Signals) -> None:
    from tracker.paths import data_dir

    assert sample.path is not None
    terminal = Terminal(sample.path)
    assert terminal.read_until("总览")
    terminal.send("2")
    assert terminal.read_until("进展与佐证"), "the item under the cursor is there"
    terminal.send(F2)
    assert terminal.read_until("进展情况")
    terminal.send("abc")
    assert terminal.read_until("abc")
    if how is signal.SIGKILL:
        end = time.monotonic() + 20
        while not waiting(data_dir(), sample) and time.monotonic() < end:
            terminal.read_until(None, 0.1)
    terminal.process.send_signal(how)
    terminal.read_until(None)
    assert terminal.process.wait(20) == (-9 if how is signal.SIGKILL else 128 + how)
    if how is signal.SIGTERM:
        assert b"\x1b[?1049l" in terminal.seen, "the terminal is as it was"
    (draft,) = waiting(data_dir(), sample)
    assert draft.values == {"text": "abc"}


@pytest.mark.skipif(os.name == "nt", reason="no pseudo-terminals")
def test_a_terminal_gone_without_a_word_ends_the_program(sample: Location) -> None:
    assert sample.path is not None
    terminal = Terminal(sample.path)
    assert terminal.read_until("总览")
    os.close(terminal.master)  # not its controlling terminal: no SIGHUP comes
    assert terminal.process.wait(20) == 128 + signal.SIGHUP


@pytest.mark.skipif(os.name == "nt", reason="no pseudo-terminals")
def test_an_unexpected_failure_names_the_log_and_tells_no_contents(sample: Location) -> None:
    from tracker.paths import data_dir

    assert sample.path is not None
    terminal = Terminal(sample.path, CRASHING)
    assert terminal.read_until("总览")
    terminal.send("2")
    assert terminal.read_until("进展与佐证"), "the item under the cursor is there"
    terminal.send(F2)
    assert terminal.read_until("进展情况")
    terminal.send("x")
    terminal.read_until(None)
    assert terminal.process.wait(20) == 1
    after = terminal.seen.rpartition(b"\x1b[?1049l")[2].decode()
    assert "程序出错（RuntimeError），先前办成的已经保存。经过已记入" in after
    assert "Traceback" not in after
    log = data_dir() / "tracker.log"
    assert log.name in after
    for told in (after, log.read_text(encoding="utf-8")):
        assert "机密内容" not in told
    (draft,) = waiting(data_dir(), sample)
    assert draft.values == {"text": "x"}
