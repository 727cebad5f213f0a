"""延期, 回头看, 回炉, 终止 and 恢复办理 on the screen."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tracker.ledger.actor import Actor
from tracker.ledger.lifecycle import TRANSITIONS
from tracker.ledger.location import Location
from tracker.ledger.words import Role
from tracker.tui.dialogs.form import preview
from tracker.tui.keys import ITEM_ACTIONS

REVIEWER = Actor("王芳", Role.REVIEWER)


def test_every_step_of_the_lifecycle_has_a_key_of_the_same_word() -> None:
    assert {row.word for row in TRANSITIONS} <= {key.word for key in ITEM_ACTIONS}


async def test_extending_and_why_an_item_cannot_be_extended_or_taken_further(
    opening: Any, sample: Location
) -> None:
    async with opening(sample) as driver:
        # Extending previews the date and keeps the first one
        await driver.press("enter")
        assert "Ctrl+X 延期" in driver.text()
        await driver.press("ctrl+x")
        assert "现时限：6月底前 → 2024-06-30" in driver.text()
        await driver.type("deadline", "6月20日")
        assert "不晚于现时限 2024-06-30" in driver.text()
        await driver.type("deadline", "7月底前")
        assert "→ 2024-07-31（日期），比现时限晚31天" in driver.text()
        await driver.press("f2")
        assert "延期理由不能为空" in driver.text()
        await driver.type("reason", "汛期停工")
        await driver.type("approver", "周健")
        await driver.press("f2")
        text = driver.text()
        assert "ZG-2024-0001 已延期到 2024-07-31" in text
        assert "首次时限  6月底前 → 2024-06-30" in text
        assert "1 次" in text

        # Why an item cannot be extended or taken further
        await driver.home()
        for row, reason in ((3, "已申请销号，请先撤回申请"), (5, "没有确定的整改时限，无从延期")):
            await driver.press(*["down"] * row, "ctrl+x")
            text = driver.text()
            assert "不能延期" in text
            assert reason in text
            assert "Ctrl+X 延期" not in text
            await driver.home()
        await driver.press("delete")
        assert "终止由审核、领导办理" in driver.text()
        await driver.press("escape", "f12")
        assert "只有“已销号”的事项才能回头看" in driver.text()
        await driver.press("escape", "insert")
        assert "不能回炉" in driver.text()
        await driver.becomes(Actor("孙立", Role.UNDERTAKER))
        await driver.press("ctrl+x")
        assert "您的角色是“承办”" in driver.text()


async def test_looking_back_a_new_round_stopping_and_taking_up_again(opening: Any, sample: Location) -> None:
    async with opening(sample, actor=REVIEWER) as driver:
        # 回头看 and 回炉
        await driver.press(*["down"] * 4)
        assert "F12 回头看" in driver.text()
        assert "Del 终止" not in driver.text()
        await driver.press("f12")
        assert "2024-06-18 由 王芳 销号" in driver.text()
        await driver.type("finding", "抽查三天，午间均有人值守")
        await driver.press("f2")
        assert "ZG-2024-0005 已登记回头看（巩固）" in driver.text()
        await driver.press("insert")
        assert "回炉另起第2轮" in driver.text()
        await driver.type("reason", "值班表没有公开")
        await driver.press("f2")
        assert "缺依据" in driver.text()
        await driver.type("basis", "回头看")
        await driver.press("f2")
        assert "ZG-2024-0005 已回炉，第2轮整改" in driver.text()

        # 终止 and 恢复办理
        await driver.home()
        await driver.press("delete", "f2")
        assert "缺理由" in driver.text()
        await driver.type("reason", "已并入另一事项")
        await driver.press("f2")
        text = driver.text()
        assert "ZG-2024-0001 已终止" in text
        assert "Shift+Del 恢复办理" in text
        await driver.press("f2")
        assert "不能登记进展" in driver.text() and "须先恢复办理" in driver.text()
        await driver.press("enter")
        await driver.type("reason", "重新列入")
        await driver.type("basis", "领导批示")
        await driver.press("f2")
        assert "ZG-2024-0001 已恢复办理，待挂号" in driver.text()


def test_a_preview_without_a_limit_to_be_later_than() -> None:
    from tracker.desk.deadlines import read_deadline

    base = dt.date(2024, 6, 18)
    assert preview(read_deadline("+2周", base=base))[0] == "→ 2024-07-02（日期）"
    assert preview(read_deadline("长期坚持", base=base))[0] == "→ 长期坚持"
