"""按键: what can be taken and what not, the file, and the screen; foot, palette and help follow."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tracker.errors import BadInput
from tracker.ledger.location import Location
from tracker.tui import keymap
from tracker.tui.keymap import Keymap, configurable, groups, keys_file
from tracker.tui.keys import LIST_ACTIONS, PAGES, REVIEW
from tracker.tui.keys.present import normal, shown_key
from tracker.tui.screens.keymap import KeymapScreen

EXPORT = next(key for key in LIST_ACTIONS if key.action == "export")
SAVE = configurable()["save 保存"]


def test_the_keys_as_delivered_clash_nowhere() -> None:
    for title, keys in groups():
        taken: dict[str, str] = {}
        for key in keys:
            for name in key.keys:
                assert taken.setdefault(normal(name), key.id) == key.id, f"{title}: {name}"


def test_one_word_for_one_action_on_one_page() -> None:
    for title, keys in PAGES:
        ids = [key.id for key in keys]
        assert len(ids) == len(set(ids)), title


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("f9", "已经是“撤销”"),
        ("2", "已经是“台账”"),
        ("ctrl+s", "停住"),
        ("ctrl+i", "Tab"),
        ("f11", "终端"),
        ("ctrl+shift+x", "终端"),
        ("up", "移动光标"),
        ("enter", "移动光标"),
        ("ctrl+space", "输入法"),
    ],
)
def test_a_key_that_cannot_be_taken_is_refused_by_name(name: str, why: str) -> None:
    refused = Keymap().refusal(EXPORT, name)
    assert why in refused
    assert shown_key(name) in refused
    with pytest.raises(BadInput, match=r"不能用|已经是"):
        Keymap().with_keys(EXPORT, (name,))


@pytest.mark.parametrize("name", ["a", "，", "ctrl+k", "ctrl+v"])
def test_what_is_typed_into_fields_stays_theirs(name: str) -> None:
    assert Keymap().refusal(SAVE, name)


def test_punctuation_brings_its_twin_and_a_key_set_free_can_be_taken() -> None:
    changed = Keymap().with_keys(EXPORT, (";",))
    assert changed.keys_of(EXPORT) == (";", "；")
    mine = next(key for key in LIST_ACTIONS if key.action == "mine")
    assert "已经是“导出”" in Keymap().refusal(mine, "f5")
    assert "f5" in changed.with_keys(mine, ("alt+z", "f5")).keys_of(mine)
    assert changed.with_keys(EXPORT, EXPORT.keys) == Keymap()


def test_the_file_comes_back_as_it_was_kept() -> None:
    kept = Keymap().with_keys(EXPORT, ("alt+z",)).with_keys(REVIEW[1], ())
    keymap.save(kept)
    assert keymap.load() == kept
    assert keymap.load().textual()["export 导出"] == "alt+z"


@pytest.mark.parametrize(
    ("content", "told", "kept"),
    [
        ("这不是 TOML", "写法有误", {}),
        ('"没有这个" = ["f5"]\n"export 导出" = ["alt+z"]', "“没有这个”不是这里的操作", {"alt+z"}),
        ('"export 导出" = "alt+z"', '要写成 ["f5"] 这样', {}),
        ('"export 导出" = ["f9"]', "已经是“撤销”", {}),
        ('"export 导出" = ["alt+c"]\n"choose_columns 列" = ["alt+z"]', "", {"alt+c"}),
        ('"export 导出" = ["alt+z"]\n"add_item 新增" = ["f9"]', "已经是“撤销”", {"alt+z"}),
    ],
)
def test_a_wrong_line_costs_no_other(content: str, told: str, kept: set[str]) -> None:
    keys_file().parent.mkdir(parents=True, exist_ok=True)
    keys_file().write_text(content, encoding="utf-8")
    found = keymap.load()
    assert (told in found.told) if told else not found.told
    assert "\n" not in found.told
    assert set(found.chosen.get(EXPORT.id, ())) == set(kept)


async def test_changing_a_key_by_pressing_it(opening: Any, sample: Location, tmp_path: Path) -> None:
    async with opening(sample, own_folder=tmp_path) as driver:
        await driver.press("alt+j")
        assert isinstance(driver.app.screen, KeymapScreen)
        await driver.press("/", *"daochu", "escape")
        await driver.press("/", *"dc", "enter", "enter")
        assert "现在的键：F5" in driver.text()
        await driver.press("f9")
        assert "已经是“撤销”" in driver.text()
        await driver.press("，")
        assert "“导出”现在是 ," in driver.text()
        await driver.press("f3", "alt+z")
        assert "“导出”现在是 , Alt+Z" in driver.text()
        await driver.press("escape", "escape", "2")
        assert ", 导出" in driver.text()
        await driver.press("f5")
        assert "导出台账" not in driver.text()
        await driver.press("，")
        assert driver.app.screen.query("#field-path")
        await driver.press("escape", "?", "/", *"dc")
        assert ", Alt+Z" in driver.text()
        await driver.press("escape", "escape")
        await driver.press("ctrl+p")
        await driver.press(*"dc")
        assert "导出  dc  ," in driver.text()
    assert keymap.load().chosen == {EXPORT.id: (",", "，", "alt+z")}
    async with opening(sample, own_folder=tmp_path, keymap=keymap.load()) as driver:
        assert ", 导出" in driver.text()
        await driver.press("alt+j", "f5")
        assert "改过的 1 个按键都恢复" in driver.text()
        await driver.press("enter", "escape")
        assert "F5 导出" in driver.text()


async def test_the_way_out_keeps_a_key_and_what_has_none_can_get_one(opening: Any, sample: Location) -> None:
    async with opening(sample) as driver:
        # The way out keeps a key
        await driver.press("alt+j", "/", *"f10", "enter", "delete")
        assert "总要有一个键" in [note.message for note in driver.app._notifications][-1]

        # An action without a key is in the palette and can get one
        await driver.home()
        await driver.press("alt+j", "/", *"xz", "enter", "delete")
        assert "“新增”现在是 没有键" in driver.text() or "选专项" in driver.text()
        await driver.press("escape", "/", *"lct", "enter", "enter", "alt+z")
        assert "“流程图”现在是 Alt+Z" in driver.text()
        await driver.press("escape", "escape", "escape", "2", "enter", "alt+z")
        assert "流程" in driver.text()


async def test_hints_in_texts_follow_too(opening: Any, sample: Location) -> None:
    evidence = configurable()["evidence 佐证"]
    mine = Keymap().with_keys(evidence, ("alt+z",))
    async with opening(sample, keymap=mine, size=(100, 90)) as driver:
        await driver.press("down", "enter")
        assert "Alt+Z 登记佐证材料" in driver.text() or "Alt+Z 佐证" in driver.text()
        assert "F3 " not in driver.text()
        await driver.press("enter", *"zz")
        assert "Alt+Z" in driver.text()
    async with opening(sample, keymap=Keymap().with_keys(configurable()["undo 撤销"], ("alt+z",))) as driver:
        await driver.press("ctrl+n")
        await driver.type("title", "新的问题")
        await driver.press("f2")
        assert " · Alt+Z 撤销" in driver.text()
        await driver.press("alt+z")
        assert "Ctrl+Y 重做" in driver.text()
