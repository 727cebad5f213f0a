"""No hint on any page names a key as delivered: every one follows the user's own keys."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tracker import tui
from tracker.ledger.location import Location
from tracker.tui.dialogs.form import Form
from tracker.tui.keymap import Keymap, configurable
from tracker.tui.keys import Key
from tracker.tui.screens.page import Page

TUI = Path(tui.__file__).parent

KEY_NAME = re.compile(
    r"(?<![A-Za-z0-9])(?:(?:Ctrl|Alt|Shift)\+[A-Za-z0-9↑↓←→]+|F\d{1,2}(?!\d)|Enter|Esc|Del|Ins|Tab|PgUp|PgDn|空格"
    r"|按 ?[A-Z0-9/]\b)"
)

NOT_CONFIGURABLE = {
    "dialogs/field_moving.py": "what Enter, Tab and the arrows do in a field, whatever the keys are",
    "dialogs/files.py": "Enter opens a folder in the tree, whatever the keys are",
    "dialogs/form_checking.py": "↓ and Enter choose a name below the field",
    "dialogs/mining.py": "the terminal's own way to paste",
    "dialogs/column_chooser.py": "a dialog whose keys are its own",
    "tour.py": "Esc closes the command palette, whatever the keys are",
    "widgets/item_table.py": "Esc clears the filter from within the list, whatever the keys are",
    "keymap.py": "what the terminal's own keys are",
}


def _written(tree: ast.AST) -> Iterator[ast.Constant]:
    """Texts of a module, without docstrings and the tables of keys."""
    passed: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            passed.add(id(node.value))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("Key", "Binding"):
            passed |= {id(part) for part in ast.walk(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in passed:
            yield node


def test_no_text_of_the_app_has_a_key_written_into_it() -> None:
    modules = [path for path in TUI.rglob("*.py") if "keys" not in path.relative_to(TUI).parts]
    found = {
        f"{path.relative_to(TUI).as_posix()}:{text.lineno}: {text.value}"
        for path in modules
        if path.relative_to(TUI).as_posix() not in NOT_CONFIGURABLE
        for text in _written(ast.parse(path.read_text(encoding="utf-8")))
        if KEY_NAME.search(text.value)
    }
    assert not found


def test_one_action_by_one_word_is_delivered_with_the_same_keys_on_every_page() -> None:
    delivered: dict[str, tuple[str, ...]] = {}
    for module in pkgutil.walk_packages([str(TUI)], "tracker.tui."):
        for value in vars(importlib.import_module(module.name)).values():
            for key in value if isinstance(value, tuple) else ():
                if isinstance(key, Key):
                    assert delivered.setdefault(key.id, key.keys) == key.keys, key.id


@pytest.fixture(scope="module")
def renamed() -> Keymap:
    """Every action by a key of its own that no page was delivered with."""
    return Keymap({id: (f"f{number}",) for number, id in enumerate(configurable(), 100)})


def _hints(text: str) -> list[str]:
    """Lines that name a key as delivered."""
    return [line for line in text.splitlines() if KEY_NAME.search(line)]


async def test_with_every_key_renamed_no_page_names_a_delivered_one(
    opening: Any, sample: Location, renamed: Keymap, tmp_path: Path
) -> None:
    def key(id: str) -> str:
        return renamed.chosen[id][0]

    async with opening(sample, keymap=renamed, own_folder=tmp_path, size=(160, 50)) as driver:

        async def walk(*ids: str) -> None:
            for id in ids:
                await driver.press(key(id))
                if isinstance(driver.app.screen, Page | Form):  # the small dialogs' keys are their own
                    assert not _hints(driver.text()), f"{id}\n{driver.text()}"

        await walk("show_overview 总览", "show_ledger 台账", "open_item 办理", "menu 办理")
        await driver.press("escape")
        await walk("flow 流程图")
        await driver.press("escape")
        await walk("back 返回", "views 视图", "bulk 批量")
        await driver.press("escape")
        await walk(
            "show_documents 文档", "promises 逐条去向", "back 返回", "open_document 复核", "show_all 全部候选"
        )
        await walk(
            "next_pending 下一待复核", "show_pending 只看待复核", "show_doubtful 只看存疑", "back 返回"
        )
        await walk("show_schedule 调度", *("next_tab 下一栏目",) * 7)
        for tab in (
            "agenda 旬周月",
            "board 盘点",
            "units 单位",
            "leaders 领导",
            "chasing 催办",
            "consequences 结果运用",
        ):
            await walk(f"show_{tab}", "go_right 右栏", "go_left 左栏")
        await walk(
            "show_agenda 旬周月", "later 后翻", "word_papers 公文", "show_units 单位", "hand_over 移交"
        )
        await walk("show_chasing 催办", "write_papers 写成文件")
        await driver.press("escape")
        await walk("show_comparison 对比", "open_log 操作记录", "undo_one 撤销这一条")
        await driver.press("escape")
        await walk("back 返回", "list_then 起日台账", "open_item 看事项", "item_since 后来的变化")
