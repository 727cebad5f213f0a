"""批量: the same for many items, seen before it is done, as one action with one undo."""

from __future__ import annotations

from typing import Any

from textual.widgets import Input

from tracker.ledger.actor import Actor
from tracker.ledger.location import Location
from tracker.ledger.queries import list_items
from tracker.ledger.store import Ledger
from tracker.ledger.words import Role
from tracker.tui.dialogs.pick import Choice, Pick, fitting
from tracker.tui.screens.bulk import BulkScreen
from tracker.tui.screens.item import ItemScreen
from tracker.tui.screens.ledger_list import LedgerList


def _leads(location: Location, today: Any) -> dict[str, str]:
    with Ledger.open(location) as ledger:
        return {row.number: row.lead for row in list_items(ledger, today=today)}


async def _filter(driver: Any, line: str) -> None:
    driver.app.screen.query_one("#filter-line", Input).value = line
    await driver.settle()


def test_choices_answer_to_characters_and_initials() -> None:
    choices = [Choice(name, name) for name in ("办 申请销号", "办 销号", "改 责任单位", "改 责任人")]
    assert [choice.text for choice in fitting(choices, "xh")] == ["办 销号", "办 申请销号"]
    assert [choice.text for choice in fitting(choices, "责任 dw")] == ["改 责任单位"]
    assert fitting(choices, "") == choices
    assert fitting(choices, "zzz") == []


async def test_marked_items_are_changed_together_and_what_is_refused_is_named(
    opening: Any, sample: Location, today: Any
) -> None:
    before = _leads(sample, today)
    async with opening(sample) as driver:
        # Marked items are changed together and taken back
        await driver.press("space", "space", "space", "alt+p", *"qtdw", "enter")
        assert "批量改 牵头单位" in driver.text()
        assert "F2 看会怎样" in driver.text()
        await driver.type("value", "机关党委")
        await driver.press("f2")
        text = driver.text()
        assert "牵头单位 改为 机关党委" in text
        assert "● 能办 3" in text
        assert "牵头单位：档案室 → 机关党委" in text
        assert _leads(sample, today) == before
        await driver.press("f4", *"lb", "enter")
        await driver.type("value", "综合")
        await driver.press("f2")
        assert "牵头单位 改为 机关党委；类别 改为 综合" in driver.text()
        assert "问题类别：档案 → 综合" in driver.text()
        await driver.press("space")
        assert "○ 这次不办 1" in driver.text()
        await driver.press("f2")
        assert isinstance(driver.app.screen, LedgerList)
        assert "已批量办理2项：牵头单位 改为 机关党委；类别 改为 综合 · F9 撤销" in driver.text()
        after = _leads(sample, today)
        assert [after[f"ZG-2024-000{n}"] for n in (1, 2, 3)] == ["档案室", "机关党委", "机关党委"]
        await driver.press("ctrl+z")

        # Refusals are named and only the possible are done
        await driver.home()
        await _filter(driver, "待挂号")
        await driver.press("alt+p")
        text = driver.text()
        assert "照措施补齐" in text
        choices = text.split("改 类型")[1].splitlines()[0]
        assert "分阶段整改" in choices, "told apart from 期限 by what it can be"
        await driver.press(*"gh", "enter", "f2")
        text = driver.text()
        assert "列表里的 3 项" in text
        assert "× 不能办 2" in text
        assert "“8月前”待明确，请定下日期" in text
        await driver.press("f2")
        assert "有2项不能办" in driver.text()
        await driver.press("escape", "f6")
        assert "只看不能办的" in driver.text()
        assert "ZG-2024-0011" not in driver.text()
        await driver.press("enter")
        assert "→ 去定时限" in driver.text(), "what is missing leads to its field"
        await driver.press("enter")
        assert driver.app.screen.focused.id == "field-deadline"
        await driver.press("escape")
        assert isinstance(driver.app.screen, ItemScreen)
        await driver.press("escape", "f2", "enter")
        assert "已批量办理1项：挂号，2项不能办，没有动" in driver.text()
    assert _leads(sample, today) == before


async def test_wishes_are_told_before_anything_is_written_and_rehearsed_again_when_mended(
    opening: Any, sample: Location
) -> None:
    async with opening(sample) as driver:
        # A wish that cannot be read stays in its form
        await driver.press("space", "b", *"sx", "enter")
        await driver.type("value", "随便什么时候")
        await driver.press("f2")
        assert "看不懂" in driver.text()
        await driver.type("value", "6月20日前")
        assert "▲" not in driver.text(), "what it was refused for stands there no longer"
        await driver.press("f2")
        assert isinstance(driver.app.screen, BulkScreen)
        assert "整改时限：6月底前（2024-06-30） → 6月20日前（2024-06-20）" in driver.text()
        await driver.press("f3", *"jz", "enter", "f2")
        assert "进展要写明进展情况" in driver.text()
        await driver.press("escape")
        assert isinstance(driver.app.screen, BulkScreen)
        await driver.press("escape")
        assert isinstance(driver.app.screen, LedgerList)
        await driver.press("b")
        assert isinstance(driver.app.screen, Pick)
        await driver.press("escape")
        assert isinstance(driver.app.screen, LedgerList)

        # Another role is told before anything is written
        await driver.becomes(Actor("吴敏", Role.UNDERTAKER))
        await driver.press("alt+p", *"xh", "enter")
        text = driver.text()
        assert "销号由审核、领导办理，您的角色是“承办”" in text
        assert "→ 换人办（Ctrl+U）" in text
        await driver.press("escape")
        assert isinstance(driver.app.screen, Pick), "something else may be chosen"
        await driver.press(*"jz", "enter")
        assert "批量办 进展" in driver.text()
        await driver.press("escape", "escape", "escape")
        assert isinstance(driver.app.screen, LedgerList)

        # What was mended meanwhile is rehearsed again
        await driver.becomes(Actor("李明", Role.OPERATOR))
        await driver.resize((80, 24))
        await _filter(driver, "ZG-2024-0013")
        await driver.press("alt+p", *"bz", "enter")
        await driver.type("value", "周报")
        await driver.press("f2")
        assert "备注：空 → 周报" in driver.text()
        await driver.press("enter", "ctrl+e")
        await driver.type("note", "周报")
        await driver.press("f2", "escape")
        assert "本来如此 1" in driver.text()
        await driver.press("f2")
        assert "没有要办的" in driver.text()
