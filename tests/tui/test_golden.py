"""Screens as text, compared with what a person has looked at.

`TRACKER_GOLDEN=write pytest tests/tui/test_golden.py` writes them anew.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from tracker.ledger.location import Location

GOLDEN = Path(__file__).parent / "golden"
WRITING = os.environ.get("TRACKER_GOLDEN") == "write"

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
    "refused-80x24": ((80, 24), ("f4", "f2")),
    "bulk-80x24": ((80, 24), ("ctrl+a", "alt+p", *"gh", "enter", "f2", "down", "down", "down")),
    "bulk-120x40": ((120, 40), ("ctrl+a", "alt+p", *"gh", "enter", "f2")),
}


@pytest.mark.parametrize("name", SCREENS)
async def test_screen(opening: Any, sample: Location, name: str) -> None:
    size, keys = SCREENS[name]
    async with opening(sample, size=size) as driver:
        await driver.press(*keys)
        shown = driver.text()
    compare(name, shown)


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
