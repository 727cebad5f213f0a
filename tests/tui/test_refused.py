"""What a form was refused for: said as long as it is so, and no longer."""

from __future__ import annotations

import pytest

from tracker.errors import BadInput, LedgerUnusable, Refusal
from tracker.tui.dialogs.field import Field
from tracker.tui.dialogs.refused import Refused

FIELDS = (Field("target", "整改目标"), Field("lead", "牵头单位"), Field("deadline", "整改时限"))
WRITTEN = {"target": "", "lead": "办公室", "deadline": "随便"}


@pytest.mark.parametrize(
    ("error", "changed", "left"),
    [
        (Refusal("不能挂号：", ("缺整改目标", "缺佐证材料")), {"target": "归档"}, ["缺佐证材料"]),
        (
            Refusal("不能挂号：", ("缺整改目标", "缺佐证材料")),
            {"lead": "档案室"},
            ["缺整改目标", "缺佐证材料"],
        ),
        (Refusal("不能挂号：", ("缺整改目标",)), {"target": "归档"}, []),
        (BadInput("“随便”看不懂"), {"lead": "档案室"}, ["“随便”看不懂"]),
        (BadInput("“随便”看不懂"), {"deadline": "6月底"}, []),
        (BadInput("文件写不下"), {"lead": "档案室"}, []),
        (LedgerUnusable("连接不上"), {"lead": "档案室"}, ["连接不上"]),
    ],
)
def test_a_reason_goes_with_what_it_complains_of(
    error: Exception, changed: dict[str, str], left: list[str]
) -> None:
    refused = Refused(error, FIELDS, WRITTEN)
    values = WRITTEN | changed
    assert refused.stands(values) == bool(left)
    told = refused.content(values, 60).plain
    assert [line for line in ("缺整改目标", "缺佐证材料") if line in told] == [
        line for line in left if line.startswith("缺")
    ]
    assert refused.stands(WRITTEN), "and comes again with what it complained of"


def test_it_leads_to_the_field_that_it_names() -> None:
    assert Refused(BadInput("“办公室”没有登记"), FIELDS, WRITTEN).first_field == "lead"
    assert Refused(BadInput("写不了"), FIELDS, WRITTEN).first_field == ""
