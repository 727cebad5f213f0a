"""Every action has its key, its place in the help and in the palette; no two share a key."""

from __future__ import annotations

from typing import Any

import pytest

from tests.tables import of_each
from tracker.ledger.lifecycle import TRANSITIONS
from tracker.ledger.location import Location
from tracker.tui.app import TrackerApp
from tracker.tui.dialogs.conflict import ConflictDialog
from tracker.tui.dialogs.form import Form
from tracker.tui.keys import CONFLICT, EVERYWHERE, FORM, PAGES, Key
from tracker.tui.palette import palette_keys, title
from tracker.tui.screens.action_log import ActionLogScreen
from tracker.tui.screens.added_rows import AddedRowsScreen
from tracker.tui.screens.bulk import BulkScreen
from tracker.tui.screens.checking import CheckingScreen
from tracker.tui.screens.comparison import ComparisonScreen
from tracker.tui.screens.directory import DirectoryScreen
from tracker.tui.screens.documents import DocumentsScreen
from tracker.tui.screens.filling import FillScreen
from tracker.tui.screens.forms import FormsScreen
from tracker.tui.screens.help import HelpScreen
from tracker.tui.screens.importing import ImportScreen
from tracker.tui.screens.item import ItemScreen
from tracker.tui.screens.item_changes import ItemChangesScreen
from tracker.tui.screens.keymap import KeymapScreen
from tracker.tui.screens.ledger_list import LedgerList
from tracker.tui.screens.manual import ManualScreen
from tracker.tui.screens.merging import MergeScreen
from tracker.tui.screens.overview import OverviewScreen
from tracker.tui.screens.page import Page
from tracker.tui.screens.papers import PapersScreen
from tracker.tui.screens.past_item import PastItemScreen
from tracker.tui.screens.past_list import PastListScreen
from tracker.tui.screens.promises import PromisesScreen
from tracker.tui.screens.reconciling import ReconcilingScreen
from tracker.tui.screens.review import ReviewScreen
from tracker.tui.screens.schedule import ScheduleScreen
from tracker.tui.screens.sending import SendScreen
from tracker.tui.screens.source import SourceScreen

SCREENS: tuple[type[Page], ...] = (
    BulkScreen,
    LedgerList,
    ItemScreen,
    SourceScreen,
    DocumentsScreen,
    ReviewScreen,
    PromisesScreen,
    HelpScreen,
    KeymapScreen,
    ManualScreen,
    OverviewScreen,
    ScheduleScreen,
    ComparisonScreen,
    PastListScreen,
    PastItemScreen,
    ItemChangesScreen,
    ActionLogScreen,
    FormsScreen,
    SendScreen,
    MergeScreen,
    AddedRowsScreen,
    ImportScreen,
    FillScreen,
    CheckingScreen,
    ReconcilingScreen,
    PapersScreen,
    DirectoryScreen,
)

KEPT_BY_OTHERS = {
    *("ctrl+@", "ctrl+space", "ctrl+i", "ctrl+m", "ctrl+j", "ctrl+h", "ctrl+s", "ctrl+q"),
    *("alt+enter", "ctrl+shift+p"),
    *("alt+b", "alt+f"),  # arrive as Ctrl+← and Ctrl+→
}
"""Terminals and input methods."""

TWINS = {"/": "、", "?": "？", ",": "，", ".": "。", ";": "；", ":": "：", "!": "！", "[": "【", "]": "】"}


@pytest.mark.parametrize("screen", SCREENS)
def test_every_action_exists_and_no_key_is_taken_twice(screen: type[Page]) -> None:
    keys = [name for key in (*screen.KEYS, *EVERYWHERE) for name in key.keys]
    assert len(keys) == len(set(keys))
    assert not set(keys) & KEPT_BY_OTHERS
    for key in screen.KEYS:
        assert callable(getattr(screen, f"action_{key.action}"))
    for key in EVERYWHERE:
        assert callable(getattr(TrackerApp, f"action_{key.action}"))


@pytest.mark.parametrize(("dialog", "keys"), [(Form, FORM), (ConflictDialog, CONFLICT)])
def test_dialog_actions_exist(dialog: type[Any], keys: tuple[Key, ...]) -> None:
    for key in keys:
        assert callable(getattr(dialog, f"action_{key.action}"))


def _all_keys() -> list[Key]:
    return [key for screen in SCREENS for key in screen.KEYS] + [*EVERYWHERE, *FORM, *CONFLICT]


@of_each(_all_keys())
def test_every_action_is_named_in_chinese_and_by_initials(key: Key) -> None:
    assert any("一" <= sign <= "鿿" for sign in key.word)
    assert any("一" <= sign <= "鿿" for sign in key.says)
    assert key.initials.isascii() and key.initials.islower()
    assert len(key.initials) == sum("一" <= sign <= "鿿" for sign in key.word)
    for name in key.keys:
        if name in TWINS:
            assert TWINS[name] in key.keys, f"{name} arrives full-width while an input method is on"


def test_every_action_is_in_the_help() -> None:
    told = {key for _, keys in PAGES for key in keys}
    assert set(_all_keys()) <= told


async def test_help_is_drawn_from_the_tables(opening: Any, sample: Location) -> None:
    async with opening(sample, size=(140, 600)) as driver:
        await driver.press("？")
        text = driver.text()
        for _, keys in PAGES:
            for key in keys:
                assert key.says in text, key.says
        for row in TRANSITIONS:
            assert row.word in text
        assert "◐ 临期" in text


async def test_the_foot_shows_what_makes_sense_for_the_item_and_takes_clicks(
    opening: Any, sample: Location
) -> None:
    async with opening(sample) as driver:
        # The foot shows what makes sense for the item
        assert "F8 挂号" not in driver.text()
        await driver.press("end")
        text = driver.text()
        assert "F8 挂号" in text
        assert "F4 申请销号" not in text

        # The foot takes clicks
        await driver.home()
        await driver.pilot.click("KeyBar", offset=(3, 0))
        await driver.settle()
        assert isinstance(driver.app.screen, ItemScreen)

        # Every action of a page is in the palette by its initials
        await driver.home()
        page = driver.app.screen
        listed = {name for name, _ in palette_keys(page)}
        assert {f"screen.{key.action}" for key in page.KEYS} <= listed
        assert all(key.initials in title(key) for _, key in palette_keys(page))
        await driver.press("ctrl+p", *"gh")
        assert "挂号  gh  F8" in driver.text()
        await driver.press("escape", "ctrl+p", *"azt")
        await driver.press("down", "enter")
        assert "按办理状态筛选" in driver.text()
        await driver.press("escape", "V")
        assert "还没有视图" in driver.text(), "the screen says V, and Caps Lock sends it"
        await driver.press("/", "V")
        assert driver.app.screen.filter_line == "V", "where one types it is what it is"
