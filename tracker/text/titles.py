"""Titles too long for a line, in lines of like length, as official papers set them."""

from __future__ import annotations

import math
from typing import Final

from tracker.text.cells import may_break, width

_BEGINNINGS: Final = ("整改", "工作", "反馈", "落实", "专项", "截至", "情况")
"""Words that a line of a title may well begin with."""
_ENDINGS: Final = "，、；：》）"
_AMISS: Final = 14
"""Cells that a line may be longer or shorter, so that no word is parted."""


def even_lines(text: str, cells: int) -> str:
    """The title in as few lines as it takes: 关于……反馈意见 over 整改情况的报告, and no 告 alone below."""
    lines = math.ceil(width(text, 2) / cells)
    parts: list[str] = []
    while lines > 1:
        end = _end_of_line(text, cells, lines)
        parts.append(text[:end])
        text = text[end:]
        lines = max(lines - 1, math.ceil(width(text, 2) / cells))
    return "\n".join([*parts, text])


def _end_of_line(text: str, cells: int, lines: int) -> int:
    """Where the first of so many lines ends: about at its share, rather between words."""
    share = width(text, 2) / lines

    def amiss(end: int) -> float:
        is_between = text.startswith(_BEGINNINGS, end) or text[end - 1] in _ENDINGS
        return abs(width(text[:end], 2) - share) + (0 if is_between else _AMISS)

    ends = [end for end in range(1, len(text)) if width(text[:end], 2) <= cells and may_break(text, end, 0)]
    return min(ends, key=amiss, default=max(1, cells // 2))
