"""Nothing that comes from data drives the terminal or hides in it."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.text.screen import safe_for_screen


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("整改台账", "整改台账"),
        ("\x1b[2J清屏", "␛[2J清屏"),
        ("\x9b31m", "⟨U+009B⟩31m"),
        ("响铃\x07", "响铃␇"),
        ("\x7f", "␡"),
        ("甲\u202e乙", "甲⟨U+202E⟩乙"),
        ("甲\u200b乙", "甲⟨U+200B⟩乙"),
        ("\ufeff甲", "⟨U+FEFF⟩甲"),
        ("\ud800", "⟨U+D800⟩"),
        ("甲\t乙", "甲 乙"),
        ("甲\n乙", "甲⏎乙"),
        ("甲\r\n乙", "甲⏎乙"),
        ("甲\r乙", "甲␍乙"),
        ("甲\u2028乙", "甲⏎乙"),
        ("👩\u200d💻", "👩\u200d💻"),
        ("甲\u200d乙", "甲⟨U+200D⟩乙"),
        ("\u3164", "⟨U+3164⟩"),
        ("见附件[/]", "见附件[/]"),
    ],
)
def test_what_is_shown(text: str, shown: str) -> None:
    assert safe_for_screen(text) == shown


def test_lines_stay_where_they_are_wanted() -> None:
    assert safe_for_screen("甲\r\n乙\n\x1b丙", keep_lines=True) == "甲\n乙\n␛丙"


@given(st.text(st.characters(), max_size=40), st.booleans())
def test_no_control_code_gets_through(text: str, keep_lines: bool) -> None:
    shown = safe_for_screen(text, keep_lines)
    allowed = "\n" if keep_lines else ""
    assert all(unicodedata.category(c) not in {"Cc", "Cs", "Zl", "Zp"} or c in allowed for c in shown)
    assert safe_for_screen(shown, keep_lines) == shown


def test_every_invisible_code_is_marked() -> None:
    visible_signs = "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u0890\u0891\u08e2\U000110bd\U000110cd"
    hidden = (
        chr(code)
        for code in range(sys.maxunicode + 1)
        if unicodedata.category(chr(code)) in {"Cc", "Cf", "Cs", "Zl", "Zp"}
    )
    let_through = [c for c in hidden if safe_for_screen(f"a{c}b") == f"a{c}b" and c not in visible_signs]
    assert let_through == []
