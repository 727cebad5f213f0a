"""Cleaning keeps every offset and lets no control character through."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.text.cleaning import clean, one_line

ANY_TEXT = st.text(alphabet=st.characters(exclude_categories=()), max_size=60)


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("整改\t台账\n第二行", "整改\t台账\n第二行"),
        ("整\0改", "整�改"),
        ("红\x1b[31m字", "红�[31m字"),
        ("删\x7f除", "删�除"),
        ("旧\x9b码", "旧�码"),
        ("半\ud800个", "半�个"),
        ("倒\ufffe置", "倒�置"),
        ("换页\f下页", "换页\n下页"),
        ("竖\v表", "竖\n表"),
        ("行\u2028段\u2029末\x85", "行\n段\n末\n"),
        ("单\r独", "单\n独"),
        ("零宽\u200b留着", "零宽\u200b留着"),
        ("生僻𠮷字", "生僻𠮷字"),
    ],
)
def test_each_forbidden_character_is_replaced_by_one(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@given(ANY_TEXT)
def test_offsets_stay_and_nothing_forbidden_is_left(text: str) -> None:
    cleaned = clean(text)
    assert len(cleaned) == len(text)
    assert all(each in "\n\t" or unicodedata.category(each) not in {"Cc", "Cs"} for each in cleaned)
    assert clean(cleaned) == cleaned
    cleaned.encode("utf-8")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("方案\n（定稿）.docx", "方案 （定稿）.docx"),
        ("报告\u202excod.exe", "报告xcod.exe"),
        ("名\x1b]0;题\x07", "名 ]0;题"),
        ("  两\t 端  ", "两 端"),
        ("\udcff坏名", "坏名"),
    ],
)
def test_one_line_is_harmless(text: str, line: str) -> None:
    assert one_line(text) == line


@given(ANY_TEXT)
def test_one_line_is_one_line(text: str) -> None:
    assert len(one_line(text).splitlines()) <= 1
