"""Long titles in lines of like length."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.text.cells import width
from tracker.text.titles import even_lines


@pytest.mark.parametrize(
    ("title", "cells", "lines"),
    [
        ("整改督办通知单", 40, ["整改督办通知单"]),
        (
            *("关于2024年市委首轮巡察反馈意见整改情况的报告", 40),
            ["关于2024年市委首轮巡察", "反馈意见整改情况的报告"],
        ),
        (
            "2023年度预算执行审计查出问题整改工作周调度",
            40,
            ["2023年度预算执行审计查出问题", "整改工作周调度"],
        ),
        (
            *("（2024年第42周，2024年10月14日至10月20日，截至2024年10月20日）", 55),
            ["（2024年第42周，2024年10月14日至10月20日，", "截至2024年10月20日）"],
        ),
    ],
)
def test_a_title_is_parted_between_words(title: str, cells: int, lines: list[str]) -> None:
    assert even_lines(title, cells).split("\n") == lines


@given(st.text("整改工作情况的报告2024年，（）", max_size=90), st.integers(12, 60))
def test_nothing_is_lost_and_no_line_is_too_long(title: str, cells: int) -> None:
    lines = even_lines(title, cells).split("\n")
    assert "".join(lines) == title
    assert all(width(line, 2) <= cells for line in lines)
