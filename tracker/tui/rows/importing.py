"""What 导入 shows: one row for each problem of the workbook, and for what is not taken over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from tracker.tui.rows.preview import Kind, PreviewRow

REFUSED: Final = Kind("×", "不能导入", "$lamp-overdue")
ADDED: Final = Kind("+", "新增", "$lamp-normal")
CHANGED: Final = Kind("◆", "修改", "$lamp-near")
NOTED: Final = Kind("!", "注意", "$lamp-imminent")
SAME: Final = Kind("·", "不变", "$muted")
SKIPPED: Final = Kind("-", "略过", "$muted")

KINDS: Final = (REFUSED, ADDED, CHANGED, NOTED, SAME, SKIPPED)


def from_to(numbers: Sequence[str]) -> str:
    """ZG-2024-0013 至 ZG-2024-0017."""
    return " 至 ".join(dict.fromkeys((numbers[0], numbers[-1])))


@dataclass(frozen=True, slots=True)
class New:
    """The items that an import has added."""

    count: int
    numbers: str
    """The first and the last 编号."""
    filter: str
    """The filter line that lists them."""


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """What importing would do."""

    rows: tuple[PreviewRow, ...]
    possible: int
    """Rows that would be added or changed."""
    refused: int
    counted: str
    """新增5项，修改2项."""
    campaign: str
    """Into which it would go."""
