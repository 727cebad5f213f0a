"""Marks within marks turn, single ones and those that do not pair stay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.text.quotes import nested_quotes


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("没有叫““四风”问题专班”的单位", "没有叫“‘四风’问题专班”的单位"),
        ("“甲”和“乙”", "“甲”和“乙”"),
        ("““两个“责任”清单”不全”", "“‘两个“责任”清单’不全”"),
        ("““三重一大…”读不出", "““三重一大…”读不出"),
        ("只有后半个”", "只有后半个”"),
        ("", ""),
    ],
)
def test_inner_marks_are_single(text: str, shown: str) -> None:
    assert nested_quotes(text) == shown


@given(st.text("甲“”‘’", max_size=12))
def test_nothing_but_marks_changes(text: str) -> None:
    shown = nested_quotes(text)
    plain = str.maketrans("‘’", "“”")
    assert shown.translate(plain) == text.translate(plain)
