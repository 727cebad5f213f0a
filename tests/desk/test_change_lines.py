"""Changes in words before they are done."""

from __future__ import annotations

import pytest

from tracker.desk.change_lines import change_lines
from tracker.ledger.rows import ChangeRow


def _change(*rows: tuple[str, str, str], what: str = "事项") -> list[ChangeRow]:
    return [ChangeRow(what, *row) for row in rows]


@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        (
            _change(
                ("时限表述", "6月底前", "8月前"),
                ("时限日期", "2024-06-30", "2024-07-31"),
                ("时限待明确", "否", "是"),
            ),
            ("整改时限：6月底前（2024-06-30） → 8月前（2024-07-31，待明确）",),
        ),
        (
            _change(
                ("整改目标", "好", "更好"),
                ("时限表述", "反馈后1个月内", "2024-09-30"),
                ("时限类别", "相对期限", "日期"),
                ("时限日期", "2024-07-18", "2024-09-30"),
                ("时限待明确", "是", "否"),
                ("时限起算事件", "反馈", ""),
            ),
            ("整改目标：好 → 更好", "整改时限：反馈后1个月内（2024-07-18，待明确） → 2024-09-30"),
        ),
        (
            _change(("时限表述", "", "立行立改"), ("时限类别", "", "立行立改"), ("时限待明确", "", "否")),
            ("整改时限：空 → 立行立改",),
        ),
        (
            _change(("时限表述", "6月底前", "9月底前"), what="整改措施"),
            ("整改措施 整改时限：6月底前 → 9月底前",),
        ),
        (
            _change(("时限日期", "2024-06-30", "2024-07-31")),
            ("时限日期：2024-06-30 → 2024-07-31",),
        ),
    ],
)
def test_a_limit_that_is_written_anew_is_one_line(rows: list[ChangeRow], lines: tuple[str, ...]) -> None:
    assert change_lines(rows) == lines


def test_limits_of_two_measures_are_told_part_by_part() -> None:
    rows = _change(("时限表述", "6月底前", "7月底前"), ("时限表述", "8月底前", "9月底前"), what="整改措施")
    assert [line.partition(" ")[2] for line in change_lines(rows)] == [
        "时限表述：6月底前 → 7月底前",
        "时限表述：8月底前 → 9月底前",
    ]
