"""Lines are counted as they would be made."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.text.cells import wrap
from tracker.text.lines import count_lines, most_lines

COMMON = "整改措施落实到位（）、，。“”《》——……：；2024年6月 ABC-def.,()%〔〕①㎡\n"


@given(st.text(COMMON, max_size=120), st.integers(1, 40))
@settings(max_examples=400, deadline=None)
def test_texts_of_the_field_are_counted_as_they_are_wrapped(text: str, cells: int) -> None:
    assert count_lines(text, cells) >= len(wrap(text, cells, ambiguous=2))
    if "  " not in text and not any(line != line.strip() for line in text.split("\n")):
        assert count_lines(text, cells) == len(wrap(text, cells, ambiguous=2))


@pytest.mark.parametrize(
    ("text", "cells", "lines"),
    [
        ("", 8, 1),
        ("问题", 4, 1),
        ("问题类别", 4, 2),
        ("甲\n\n乙", 8, 3),
        ("一、是，二", 4, 3),
        ("Excel表", 4, 2),
    ],
)
def test_lines(text: str, cells: int, lines: int) -> None:
    assert count_lines(text, cells) == lines == len(wrap(text, cells, ambiguous=2))


@given(st.lists(st.tuples(st.text(COMMON, max_size=90), st.integers(1, 40)), max_size=6))
@settings(max_examples=400, deadline=None)
def test_the_most_lines_of_several_texts(texts: list[tuple[str, int]]) -> None:
    assert most_lines(texts) == max((count_lines(text, cells) for text, cells in texts), default=1)
