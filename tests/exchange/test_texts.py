"""Text in a cell: whole, legal, never a formula."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.utils.escape import unescape

from tracker.exchange.texts import (
    CONTINUED,
    MOST_LINES,
    MOST_UNITS,
    cell_parts,
    clean,
    looks_like_formula,
    sheet_name,
    stored,
)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("整改\r\n落实\r完成", "整改\n落实\n完成"),
        ("\t甲\t乙", "\t甲\t乙"),
        ("甲\x00乙\x1b[31m", "甲␀乙␛[31m"),
        ("甲\u202e乙", "甲⟨U+202E⟩乙"),
        ("\ud800", "⟨U+D800⟩"),
        ("\ufffe", "⟨U+FFFE⟩"),
    ],
)
def test_clean(text: str, kept: str) -> None:
    assert clean(text) == kept


@given(st.text(st.characters(), max_size=80))
def test_clean_text_is_legal_in_xml(text: str) -> None:
    kept = clean(text)
    assert not ILLEGAL_CHARACTERS_RE.search(kept)
    kept.encode("utf-8")


@given(
    st.text(alphabet="整改a\n😀", max_size=12),
    st.integers(1, 30_000),
)
def test_a_long_text_goes_on_without_loss(piece: str, times: int) -> None:
    text = (piece * times)[:70_000]
    first, *others = cell_parts(text)
    assert all(part.startswith(CONTINUED) for part in others)
    assert first + "".join(part.removeprefix(CONTINUED) for part in others) == text
    for part in (first, *others):
        assert len(part.encode("utf-16-le")) // 2 <= MOST_UNITS
        assert part.count("\n") < MOST_LINES


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("=cmd()", True),
        ("＝SUM(A1)", True),
        ("  =1+1", True),
        ("\u3000@甲", True),
        ("-5℃", True),
        ("+86", True),
        ("\t甲", True),
        ("\n=1", True),
        ("整改=落实", False),
        ("", False),
    ],
)
def test_looks_like_formula(text: str, is_one: bool) -> None:
    assert looks_like_formula(text) is is_one


@given(st.text(alphabet="_x0041AFG整", max_size=30))
def test_what_looks_like_an_escape_comes_back_as_it_was(text: str) -> None:
    assert unescape(stored(text)) == text


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("2024年首轮整改台账", "2024年首轮整改台账"),
        ("甲/乙:丙[丁]*?\\", "甲 乙 丙 丁"),
        ("'引号'", "引号"),
        ("一" * 40, "一" * 31),
        ("😀" * 20, "😀" * 15),
        ("History", "整改台账"),
        ("///", "整改台账"),
        ("", "整改台账"),
    ],
)
def test_sheet_name(text: str, name: str) -> None:
    assert sheet_name(text, "整改台账") == name
