"""What comes late belongs to what was asked for, not to what stands there by then."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tracker.errors import Refusal
from tracker.ledger.location import Location
from tracker.tui.screens import preview
from tracker.tui.screens.importing import ImportScreen
from tracker.tui.workers import import_work, overview_reads, writes


async def _until(driver: Any, holds: Callable[[], bool]) -> None:
    for _ in range(500):
        if holds():
            return
        await driver.pilot.pause(0.01)
    raise AssertionError(driver.text())


async def test_the_seconds_go_on_while_a_page_first_reads(
    opening: Any, sample: Location, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    going_on, told = threading.Event(), list[int]()

    def slowly(*arguments: Any) -> Any:
        going_on.wait(20)
        raise Refusal("这张表读不出")

    monkeypatch.setattr(import_work, "opened", slowly)
    monkeypatch.setattr(preview, "BEAT", 0.01)
    monkeypatch.setattr(ImportScreen, "_tell_sums", lambda _: told.append(1))
    async with opening(sample) as driver:
        driver.app.push_screen(ImportScreen(tmp_path / "长.xlsx"))
        await _until(driver, lambda: len(told) > 9)
        going_on.set()
        await driver.settle()


async def test_a_trend_that_comes_after_a_resize_is_read_again(
    opening: Any, sample: Location, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opening(sample, start="overview", size=(120, 40)) as driver:
        wide = driver.text()
    begun, going_on, trend = threading.Event(), threading.Event(), overview_reads.trend

    def slowly(*arguments: Any, **named: Any) -> Any:
        begun.set()
        going_on.wait(20)
        return trend(*arguments, **named)

    monkeypatch.setattr(overview_reads, "trend", slowly)
    async with opening(sample, size=(80, 24)) as driver:
        driver._send("1")
        await _until(driver, begun.is_set)
        await driver.pilot.resize_terminal(120, 40)
        going_on.set()
        await driver.settle()
        assert driver.text() == wide


async def test_a_field_mended_while_it_was_written_is_mended(
    opening: Any, sample: Location, monkeypatch: pytest.MonkeyPatch
) -> None:
    going_on = threading.Event()

    def slowly(*arguments: Any, **named: Any) -> str:
        going_on.wait(20)
        raise Refusal("不能登记：", ("缺进展情况",))

    monkeypatch.setattr(writes, "progress", slowly)
    async with opening(sample) as driver:
        await driver.press("down", "f2")
        driver._send("f2")
        await driver.pilot.pause()
        driver.app.screen.query_one("#field-text").text = "已召开会议"
        going_on.set()
        await driver.settle()
        assert "缺进展情况" not in driver.text()
