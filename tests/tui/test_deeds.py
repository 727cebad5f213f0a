"""办理 on an item's own page: the cursor, the menu, what mends a lack, and the whole way by keys."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tracker.ledger.actor import Actor
from tracker.ledger.lifecycle import TRANSITIONS
from tracker.ledger.location import Location
from tracker.ledger.openings import Mend
from tracker.ledger.store import Ledger
from tracker.ledger.words import Role, State
from tracker.text.cells import width
from tracker.tui import evidence_files
from tracker.tui.deeds import AT_SPOT, COMMANDS, FOCUS, MENDING
from tracker.tui.dialogs.form import Form
from tracker.tui.dialogs.form_checking import last_name, with_name
from tracker.tui.keys import ITEM
from tracker.tui.lines import Lines
from tracker.tui.screens.item import ItemScreen
from tracker.tui.widgets.flow_lines import flow_lines, main_line

REVIEWER = Actor("王芳", Role.REVIEWER)


def test_every_action_on_an_item_is_in_the_menu_and_every_lack_has_its_way() -> None:
    offered = set(COMMANDS)
    assert {key.action for key in ITEM} - {"back", "menu", "tick"} == offered
    assert {action for actions in AT_SPOT.values() for action in actions} <= offered
    assert set(MENDING) == set(Mend)
    assert set(FOCUS) <= set(MENDING)
    for action, _ in MENDING.values():
        assert not action or "." in action or callable(getattr(ItemScreen, f"action_{action}"))


@pytest.mark.parametrize("cells", [76, 50, 30])
def test_the_lifecycle_is_drawn_from_its_table_for_every_width(cells: int) -> None:
    assert main_line() == (State.UNREGISTERED, State.RECTIFYING, State.APPLIED, State.CLOSED)
    for state in State:
        lines = Lines(cells)
        flow_lines(lines, state, round_number=2)
        drawn = [line.plain for line in lines.each]
        assert all(width(line) <= cells for line in drawn)
        whole = "\n".join(drawn)
        assert all(one.word in whole for one in State)
        assert state is State.STOPPED or "═" in whole or f"▣ {state.word}" in whole
        if cells > 60 or cells < 40:
            assert all(row.word in whole for row in TRANSITIONS)


def test_only_the_name_that_is_typed_is_completed() -> None:
    assert last_name("办公室、dang") == "dang"
    assert with_name("办公室、dang", "档案室") == "办公室、档案室"
    assert with_name("wang", "王芳", is_one=True) == "王芳"


async def test_a_missing_limit_leads_to_its_field_and_dates_are_read_as_one_types(
    opening: Any, sample: Location
) -> None:
    async with opening(sample) as driver:
        # A missing limit leads to its field
        await driver.press("end", "enter", "enter", *"gh", "enter")
        assert "→ 去写目标" in driver.text()
        await driver.press("down", "down", "down", "enter")
        form = driver.app.screen
        assert isinstance(form, Form)
        assert form.focused is not None
        assert form.focused.id == "field-deadline"
        await driver.press("escape", "enter", *"lct", "enter")
        assert "流程 ZG-" in driver.text() and "→ 去写责任单位" in driver.text()
        await driver.press("down", "down", "down", "enter")
        form = driver.app.screen
        assert isinstance(form, Form)
        assert form.focused is not None
        assert form.focused.id == "field-lead", "a reason in the drawing is the same link"

        # Dates and names are read as one types
        await driver.home()
        await driver.press("f2")
        await driver.type("on", "6月12日")
        assert "→ 2024-06-12 周三（6天前）" in driver.text()
        await driver.type("on", "下周五")
        assert "还没到这一天" in driver.text()
        await driver.press("escape", "enter", "ctrl+e")
        driver.app.screen.query_one("#field-responsible").focus()
        await driver.press(*"das")
        assert "Enter 填入" in driver.text()
        await driver.press("enter", "、", "办")
        assert driver.app.screen.query_one("#field-responsible").value == "档案室、办"
        await driver.press("down", "enter")
        assert driver.app.screen.query_one("#field-responsible").value == "档案室、办公室"
        await driver.press("、", "没", "有")
        assert "“没有”以前没有用过" in driver.text()


async def test_the_menu_offers_everything_leads_to_what_is_lacking_and_writes(
    opening: Any, sample: Location
) -> None:
    async with opening(sample) as driver:
        # A lack leads to its form
        await driver.press("enter", "enter")
        text = driver.text()
        assert "办理 ZG-2024-0001" in text
        assert "光标所在" in text
        await driver.press(*"xh")
        text = driver.text()
        assert "只有“申请销号”的事项才能销号" in text
        assert "您的角色是“经办”，销号由审核、领导办理" in text
        await driver.press("backspace", "backspace", *"sqxh")
        assert "措施3“制定归档时限规定”尚未完成" in driver.text()
        await driver.press("enter")
        assert "→ 去登记完成" in driver.text()
        assert "先写完成情况和举一反三，其余再补" in driver.text()
        await driver.press("enter")
        assert "措施完成" in driver.text()
        assert "3. 制定归档时限规定" in driver.text()
        await driver.press("f2")
        assert "ZG-2024-0001 措施3已完成" in driver.text()

        # Forms of the menu write
        await driver.home()
        await driver.press("enter", "enter", *"slmb", "enter")
        await driver.type("kind", "money")
        await driver.type("target", "120万")
        assert "→ 120万元" in driver.text()
        await driver.press("f2")
        assert "措施1已定金额目标 120万" in driver.text()
        await driver.press("enter", *"zjjd", "enter")
        await driver.type("goal", "完成清点")
        await driver.type("deadline", "6月25日前")
        await driver.press("f2")
        assert "已增加阶段1" in driver.text()
        await driver.press("enter", *"djzd", "enter")
        await driver.type("name", "档案归档办法")
        await driver.press("f2")
        assert "已登记制度《档案归档办法》" in driver.text()
        await driver.press("enter", *"tqsj", "enter")
        await driver.type("unit", "市档案局")
        await driver.type("matter", "请统一归档式样")
        await driver.press("f2")
        assert "已提请 市档案局" in driver.text()
        await driver.press("enter", *"bzzc", "enter", "f2")
        assert "个单位自查" in driver.text()
        await driver.press("enter", *"zcfk", "enter")
        await driver.type("result", "none")
        await driver.press("f2")
        assert "自查“未发现”已登记" in driver.text()
        await driver.press("enter", *"myd", "enter")
        await driver.type("name", "2024年第一轮")
        await driver.type("good", "8")
        await driver.type("poor", "2")
        await driver.press("f2")
        assert "“2024年第一轮”满意率 80%" in driver.text()
        await driver.press("enter", *"flpd", "enter")
        assert "建议列入" in driver.text()
        await driver.press("escape", "enter", *"hdzz", "enter")
        assert "1份佐证材料都完好" in driver.text()


async def test_the_cursor_ticks_measures_and_opens_what_lies_under_it(opening: Any, sample: Location) -> None:
    async with opening(sample, size=(80, 24)) as driver:
        await driver.press("enter", "down", "down", "down", "space")
        assert "措施3已完成（2024-06-18） · F9 撤销" in driver.text()
        await driver.press("space")
        assert "措施恢复办理" in driver.text()
        await driver.type("reason", "规定还没有印发")
        await driver.press("f2")
        assert "措施3已恢复办理" in driver.text()


async def test_evidence_is_taken_out_only_unaltered_and_never_run(
    opening: Any, sample: Location, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Path] = []
    monkeypatch.setattr(evidence_files.tempfile, "mkdtemp", lambda prefix: str(tmp_path))
    monkeypatch.setattr(evidence_files, "open_with_system", lambda path: bool(seen.append(path)) or True)
    async with opening(sample) as driver:
        await driver.press("enter", "enter", *"dkzz", "enter")
        assert "已打开“归档清单（签字版）.txt”的副本" in driver.text()
        assert seen == [tmp_path / "归档清单（签字版）.txt"]
        assert "二〇二二年项目" in seen[0].read_text(encoding="utf-8")
    monkeypatch.undo()
    for name in ("清单.exe", "清单.desktop", "清单.bat", "清单.sh", "清单.lnk", "清单"):
        assert not evidence_files.open_with_system(tmp_path / name)
    with Ledger.open(sample) as ledger:
        from tracker.ledger.queries import evidence

        row = evidence(ledger, ["ZG-2024-0001"])[0]
        ledger.evidence.path_of(row.sha256).write_text("改过", encoding="utf-8")
        assert "被改动" in evidence_files.trouble(ledger, row)
        with pytest.raises(Exception, match="打不开"):
            evidence_files.taken_out(ledger, row)


async def _as(driver: Any, name: str, role: str) -> None:
    await driver.press("ctrl+u")
    await driver.type("name", name)
    await driver.type("role", role)
    await driver.press("f2")


async def test_the_whole_way_by_keys_from_registering_to_the_next_round(
    opening: Any, sample: Location, tmp_path: Path
) -> None:
    proof = tmp_path / "检查表.txt"
    proof.write_text("修订后的检查表", encoding="utf-8")
    with Ledger.open(sample) as ledger:
        from tracker.ledger.commands import campaigns

        campaigns.set_campaign(
            ledger,
            Actor("李明", Role.OPERATOR),
            name="2024年整改工作推进会",
            review_steps=2,
            publicity_days=1,
            today=evidence_day(),
        )
    async with opening(sample) as driver:
        await driver.press(*["down"] * 10, "enter", "f8")
        assert "ZG-2024-0011 已挂号" in driver.text()
        await driver.press("home", "down", "space", "down", "space")
        assert "措施2已完成" in driver.text()
        await driver.press("f3")
        await driver.type("path", str(proof))
        await driver.press("f2", "f4")
        await driver.type("completion", "检查表已修订，随机抽查两次")
        await driver.type("inference", "各科室已自查")
        form = driver.app.screen
        for field in list(form.query("Input")):
            if (field.id or "").startswith("field-answer"):
                field.value = "见检查表"
        await driver.press("f2")
        assert "ZG-2024-0011 已申请销号" in driver.text()
        await driver.press("enter", *"gs", "enter")
        await driver.type("begins", "2024-06-16")
        await driver.press("f2")
        assert "已登记公示，2024-06-16 至 2024-06-16" in driver.text()
        await _as(driver, "王芳", "reviewer")
        await driver.press("ctrl+k")
        assert "还没有初审" in driver.text()
        await driver.press("enter", "f2")
        assert "初审已通过" in driver.text()
        await _as(driver, "周健", "leader")
        await driver.press("enter", *"xh", "enter")
        assert "→ 去登记异议" in driver.text()
        await driver.press("escape", "escape")
        await _as(driver, "李明", "operator")
        await driver.press("enter", *"gsyy", "enter")
        await driver.type("objections", "无异议")
        await driver.press("f2")
        await _as(driver, "周健", "leader")
        await driver.press("ctrl+k", "f2")
        assert "ZG-2024-0011 已销号" in driver.text()
        await driver.press("f12")
        await driver.type("finding", "又有一处没有整改")
        await driver.press("f2", "insert")
        await driver.type("reason", "抽查发现没有整改到位")
        await driver.type("basis", "回头看")
        await driver.type("deadline", "8月底前")
        await driver.press("f2")
        assert "ZG-2024-0011 已回炉，第2轮整改" in driver.text()
        assert "现在是第2轮" in driver.text()


def evidence_day() -> Any:
    """The day of the sample."""
    import datetime as dt

    return dt.date(2024, 6, 18)
