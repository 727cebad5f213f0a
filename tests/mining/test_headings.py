"""Which headings are tasks, which are measures of their own, and which only name a chapter."""

from datetime import date

import pytest

from tracker.mining import mine

DAY = date(2024, 3, 15)
LETTERS = {"problem": "P", "task": "T", "measure": "M", "result": "R"}


def letters(text: str) -> list[str]:
    return [f"{LETTERS[finding.kind]} {finding.text[:4]}" for finding in mine(text, DAY).findings]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Chapters over groups are no findings, groups over sentences are tasks.
        (
            "一、抓紧清账\n（一）管好凭证。要逐笔核对。\n（二）管好库存。要逐件盘点。\n",
            "T（一） M要逐 T（二） M要逐",
        ),
        # A heading that names a problem is that problem; one that only speaks of problems is not.
        (
            "二、整改任务\n（一）关于“库存账实不符”的问题\n要逐件盘点。\n（二）关于党建方面的问题\n要逐条梳理。\n",
            "P（一） M要逐 M要逐",
        ),
        (
            "二、整改任务\n（一）针对凭证缺失、签字不全问题的整改\n要逐笔补齐。\n（二）管好库存。要逐件盘点。\n",
            "P（一） M要逐 T（二） M要逐",
        ),
        # The title of an attached paper is none.
        (
            "现将方案印发给你们。\n\n库存整改工作方案\n\n要逐件盘点库存。\n一、抓紧清账\n要逐笔核对。\n",
            "M要逐 T一、 M要逐",
        ),
        # A heading that nothing elaborates is a measure.
        ("一、下一步安排\n（一）管好凭证。\n（二）管好库存。\n", "M（一） M（二）"),
        # A chapter named for its purpose says nothing that is to be done.
        ("一、下一步打算\n要逐笔核对。\n", "M要逐"),
        # A heading with a time limit says all it has to say.
        ("一、下一步安排\n（一）财务科6月底前补齐凭证。凭证要逐笔核对。\n", "M（一） M凭证"),
        # A heading too long to be one.
        (
            "一、下一步安排\n1.清理往来款，补齐凭证，核对库存，公开结果，接受监督。结果要上墙。\n",
            "M1.清 M结果",
        ),
        # What follows the last of 一是…二是…三是… belongs to all.
        ("下一步，一是管账；二是管人；三是管物。要按月检查。\n", "M下一 M二是 M三是 M要按"),
        # So does a paragraph below several numbered ones.
        (
            "三、整改要求\n1.强化登记。\n2.规范盘点。\n3.推动对账与盘点融合。\n请各组室按月报送进度。\n",
            "M1.强 M2.规 M3.推 M请各",
        ),
        (
            "会议要求：1.管好凭证；2.管好库存；3.把门锁管牢。\n李明要求会计逐笔核对。\n最后，李明说到夜班，保管员要锁门。\n",
            "M会议 M2.管 M3.把 M李明 M最后",
        ),
        # A month with a line of its own is no task; the points below it are none of the month before.
        (
            "2024年工作计划\n清理库存\n3月：\n（1）盘点旧货\n4月：\n（1）处理积压\n（2）补齐凭证\n",
            "T清理 M（1） M（1） M（2）",
        ),
        # Minutes name a matter and say below it what was decided.
        (
            "镇务会纪要\n会议议定如下事项：\n一、关于南街路灯。\n由城建办牵头修复。\n"
            "二、关于夜班问题。会议决定恢复双人夜班。\n",
            "T一、 M由城 T二、 M会议",
        ),
        # The name of a form's field is no heading of a task, whatever verb it holds.
        ("一、库房漏雨\n（一）整改措施\n1.指定专人检修。\n2.更换瓦片。\n", "M1.指 M2.更"),
        # Numbered points without a title that tell of nothing done are rules.
        (
            "1.发现漏水的，由值班员报告调度室。\n2.由调度室向检修班派单。\n3.检修班修复后要登记，并报设备科。\n",
            "M1.发 M2.由 M3.检",
        ),
        # A plan by months carries out what stands above it.
        ("2024年工作计划\n清理库存\n3月：盘点旧货\n4月：处理积压\n", "T清理 M3月 M4月"),
    ],
)
def test_headings(text: str, expected: str) -> None:
    assert [label.replace(" ", "")[:3] for label in letters(text)] == [
        label[:3] for label in expected.split(" ")
    ]
