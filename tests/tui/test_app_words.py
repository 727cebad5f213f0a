"""What desk and ledger say of commands is said in the app's words; no phrase stays that nobody says."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

import tracker
from tracker.errors import BadInput, Conflict, FieldConflict, Refusal
from tracker.tui.app_words import PHRASES, in_app_words, say_in_app_words

ROOT = Path(tracker.__file__).parent
FOR_THE_COMMAND_LINE: Final = ("desk/archive/", "desk/demo/", "desk/soft_words.py", "tui/app_words.py")
"""Files of many minings, the sample's greeting, the comments in a list of words; and the table itself."""

NAMED = re.compile(r"--[a-z]|tracker [a-z]|\b(?:unit|person) (?:set|add)\b")
CHINESE = re.compile("[一-鿿，。；：]")


def _texts(tree: ast.AST) -> Iterator[str]:
    """Every text of a module but its docstrings; `{}` for what is filled in."""
    nodes = list(ast.walk(tree))
    apart = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    apart |= {id(part) for node in nodes if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in nodes:
        if isinstance(node, ast.JoinedStr):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in apart:
            yield node.value


@cache
def _said() -> list[tuple[str, str]]:
    """Texts in Chinese that name an option or a command, with the module that says them."""
    return [
        (name, text)
        for folder in ("desk", "exchange", "ledger", "reading", "mining", "text", "tui")
        for path in sorted((ROOT / folder).rglob("*.py"))
        if not (name := path.relative_to(ROOT).as_posix()).startswith(FOR_THE_COMMAND_LINE)
        for text in _texts(ast.parse(path.read_text(encoding="utf-8")))
        if CHINESE.search(text) and NAMED.search(text)
    ]


def test_nothing_that_the_app_can_show_names_an_option_or_a_command() -> None:
    """PHRASES lacks what the app says instead of these."""
    told = [(module, in_app_words(text.replace("{}", "某某"))) for module, text in _said()]
    assert [(module, text) for module, text in told if NAMED.search(text)] == []


def test_every_phrase_is_said_somewhere() -> None:
    said_together = "\n".join(text for _, text in _said())
    patterns = {said: ".*".join(map(re.escape, said.split("{}"))) for said, _ in PHRASES}
    assert [said for said, pattern in patterns.items() if not re.search(pattern, said_together)] == []


def test_options_become_keys() -> None:
    told = in_app_words("没有写年份的时限从今天（2024-06-18）算起；要从别的日子算，加 --base 日期")
    assert told == "没有写年份的时限从今天（2024-06-18）算起；要从别的日子算，按 F4 改做法"
    assert in_app_words("--match 5{x}=9：没有编号为“9”的可填事项") == "5{x}=9：没有编号为“9”的可填事项"
    assert in_app_words("“整改”--一列，tracker 好用") == "“整改”--一列，tracker 好用"


def test_whatever_goes_wrong_is_told_so() -> None:
    unit = Refusal("没有单位“甲”，已有的见 tracker unit list", ["登记错了的，先用 tracker undo 撤销"])
    say_in_app_words(unit)
    assert (unit.summary, unit.reasons) == ("没有单位“甲”，请核对", ("登记错了的，先按 F9 撤销",))
    assert str(unit) == "没有单位“甲”，请核对\n  · 登记错了的，先按 F9 撤销"
    wrong = BadInput("告诫书要写明最后期限：--due 日期")
    say_in_app_words(wrong)
    assert str(wrong) == "告诫书要写明最后期限，请在“填写”里写明"
    both = Conflict("以下内容刚刚被别人改过", [FieldConflict("目标", "甲", "乙", "丙", "王芳")])
    before = str(both)
    say_in_app_words(both)
    assert str(both) == before and both.fields[0].theirs == "乙"
