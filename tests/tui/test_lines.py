"""Lines assembled for a width: nothing is lost where they are narrow."""

from __future__ import annotations

import pytest

from tracker.text.cells import width
from tracker.tui.lines import Lines, Part

FACTS: list[Part] = [
    ("计划财务股、县市场监管局  ", ""),
    ("2026年11月20日前 → 2026-11-20  ", ""),
    ("▲ 已逾期2天", ""),
]


@pytest.mark.parametrize("cells", [12, 30, 36, 60, 90])
def test_what_does_not_fit_begins_the_next_line(cells: int) -> None:
    lines = Lines(cells)
    lines.flow(FACTS, indent=2)
    drawn = [line.plain for line in lines.each]
    assert all(width(line.rstrip()) <= cells for line in drawn)
    whole = "".join(line.removeprefix("  ") for line in drawn)
    assert whole.replace(" ", "") == "".join(text for text, _ in FACTS).replace(" ", "")
    assert cells < 36 or any("2026年11月20日前 → 2026-11-20" in line for line in drawn)


def test_a_label_stands_before_the_first_line_only() -> None:
    lines = Lines(30)
    lines.flow([("到什么程度× ", ""), ("何时× ", ""), ("怎么验× ", "")], indent=7, first=("五要素", ""))
    assert [line.plain.rstrip() for line in lines.each] == ["五要素 到什么程度× 何时×", "       怎么验×"]
