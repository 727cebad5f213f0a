"""A condition picked from a list joins those in the filter line."""

from __future__ import annotations

import pytest

from tracker.tui.narrowing import narrowed


@pytest.mark.parametrize(
    ("line", "word", "expected"),
    [
        ("", "状态:整改中", "状态:整改中"),
        ("逾期 状态：已销号 成果", "状态:整改中", "逾期 成果 状态:整改中"),
        ("单位:“办公室 一科” 逾期", "单位:乙处", "逾期 单位:乙处"),
        ("“状态 甲” 成果", "状态:整改中", "“状态 甲” 成果 状态:整改中"),
        ("逾期 或 状态:已销号", "状态:整改中", "(逾期 或 状态:已销号) 状态:整改中"),
        ("（逾期 成果）", "状态:整改中", "(（逾期 成果）) 状态:整改中"),
        ("-状态:已销号", "状态:整改中", "(-状态:已销号) 状态:整改中"),
    ],
)
def test_the_line_is_narrowed(line: str, word: str, expected: str) -> None:
    assert narrowed(line, word) == expected
