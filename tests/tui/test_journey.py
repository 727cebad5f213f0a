"""The whole way of one item on the screen, from typing it in to 销号 and back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tracker.ledger.actor import Actor
from tracker.ledger.location import Location
from tracker.ledger.words import Role


async def test_from_a_new_item_to_its_closing_and_back(
    opening: Any, sqlite_location: Location, tmp_path: Path
) -> None:
    proof = tmp_path / "清退凭证.txt"
    proof.write_text("已清退", encoding="utf-8")
    async with opening(sqlite_location) as driver:
        assert "台账还是空的" in driver.text()
        await driver.press("ctrl+n")
        await driver.type("title", "办公用房超标尚未清理")
        await driver.type("target", "全部清理到位")
        await driver.type("measures", "腾退超标房间")
        await driver.type("deadline", "6月底前")
        assert "→ 2024-06-30" in driver.text()
        await driver.type("lead", "机关服务中心")
        await driver.press("f2")
        assert "已新增 ZG-2024-0001 · F9 撤销" in driver.text()

        await driver.press("f8")
        assert "ZG-2024-0001 已挂号" in driver.text()

        await driver.press("f2")
        await driver.type("text", "房间已腾退")
        await driver.type("measure", "1")
        await driver.type("done", "yes")
        await driver.press("f2")
        assert "已登记进展，措施1已完成" in driver.text()

        await driver.press("f3")
        await driver.type("path", str(proof))
        await driver.press("f2")
        assert "已登记佐证材料“清退凭证.txt”" in driver.text()

        await driver.press("f4")
        await driver.type("completion", "已全部腾退并核对")
        await driver.press("f2")
        assert "缺举一反三情况" in driver.text()
        assert "已全部腾退并核对" in driver.text(), "what was typed stays when it is refused"
        await driver.type("inference", "各科室已自查")
        await driver.press("f2")
        assert "ZG-2024-0001 已申请销号" in driver.text()

        await driver.press("ctrl+k")
        assert "申请人与审核人不能是同一人（申请人：李明）" in driver.text()
        await driver.press("escape", "ctrl+u")
        await driver.type("name", "王芳")
        await driver.type("role", "reviewer")
        await driver.press("f2")
        assert "审核 王芳" in driver.text()

        await driver.press("ctrl+k", "f2")
        assert "ZG-2024-0001 已销号" in driver.text()
        await driver.press("f9")
        assert "已撤销“销号”（ZG-2024-0001） · Ctrl+Y 重做" in driver.text()
        await driver.press("ctrl+y")
        assert "已重做“销号”（ZG-2024-0001） · F9 撤销" in driver.text()


async def test_what_was_returned_and_a_new_round_say_why(opening: Any, sample: Location) -> None:
    async with opening(sample, actor=Actor("王芳", Role.REVIEWER)) as driver:
        # Returning wants an opinion
        await driver.press("down", "down", "down", "ctrl+b")
        assert "措施全部完成，经整改办现场核对属实。" in driver.text()
        await driver.type("opinion", "不够")
        await driver.press("f2")
        assert "补充整改要求至少10个字（现有2个字）" in driver.text()
        await driver.type("opinion", "请补充三月以来的验收单复印件")
        await driver.press("f2")
        assert "ZG-2024-0004 已退回，补充整改" in driver.text()
        for size in ((120, 40), (80, 24), (60, 20)):
            await driver.pilot.resize_terminal(*size)
            await driver.settle()
            assert "补正    2024-06-18 王芳 退回：" in driver.text(), f"{size}: until it is put right"
        await driver.pilot.resize_terminal(120, 40)
        await driver.press("f4")
        text = driver.text()
        assert "申请销号" in text and "上次 2024-06-18 王芳 退回：请补充三月" in text

        # A new round says why it began
        await driver.home()
        await driver.resize((80, 24))
        await driver.press(*["down"] * 4, "insert")
        await driver.type("reason", "抽查三户仍未办结")
        await driver.type("basis", "现场核查")
        await driver.type("deadline", "+2月")
        await driver.press("f2")
        assert "补正    2024-06-18 回炉：抽查三户仍未办结" in driver.text()


async def test_forms_ask_refuse_and_write(opening: Any, sample: Location, tmp_path: Path) -> None:
    async with opening(sample) as driver:
        # Export says where it was written
        await driver.press("f5")
        assert "导出列表里的 13 项" in driver.text()
        await driver.type("path", str(tmp_path / "导出.xlsx"))
        await driver.press("f2")
        assert "已导出13个事项" in driver.text()

        # Unsaved text is asked about
        await driver.home()
        await driver.press("f2", "escape")
        assert "登记进展" not in driver.text(), "nothing was typed: closed at once"
        await driver.press("f2")
        await driver.type("text", "写到一半")
        await driver.press("escape")
        assert "填写的内容还没有保存" in driver.text()
        await driver.press("escape")
        assert "写到一半" in driver.text()
        await driver.press("f10")
        assert "不保存就退出吗" in driver.text()
        await driver.press("escape", "escape", "enter")
        assert "写到一半" not in driver.text()

        # A later deadline after registration is refused in the form
        await driver.home()
        await driver.press("ctrl+e")
        await driver.type("deadline", "年底前")
        await driver.press("f2")
        assert "已挂号，时限不能直接后移" in driver.text()
        await driver.type("deadline", "看不懂的话")
        assert "看不懂，可写" in driver.text()

        # Registering without 四有 wants a reason
        await driver.home()
        await driver.press("end", "f8")
        assert "缺整改目标" in driver.text() and "→ 去写目标" in driver.text()
        await driver.press("end", "enter")
        text = driver.text()
        assert "四有还不齐" in text
        assert "缺整改目标" in text
        await driver.press("f2")
        assert "不能挂号" in driver.text()
        await driver.type("waiver", "上级要求先行挂号")
        await driver.press("f2")
        assert "ZG-2024-0013 已挂号" in driver.text()

        # Measures are added, changed and finished
        await driver.home()
        await driver.press("ctrl+t")
        await driver.type("text", "每季度复核一次")
        await driver.type("deadline", "+1周")
        assert "→ 2024-06-25" in driver.text()
        await driver.press("f2")
        assert "已增加措施4" in driver.text()
        await driver.press("ctrl+g")
        await driver.press("down", "down", "down", "enter")
        await driver.type("standard", "有复核记录")
        await driver.press("f2")
        assert "措施4已修改" in driver.text()
        await driver.press("ctrl+d")
        await driver.type("measure", "4")
        await driver.press("f2")
        assert "措施4已完成" in driver.text()

        # An edit changes only what was changed
        await driver.home()
        await driver.resize((120, 90))
        await driver.press("enter", "ctrl+e", "f2")
        assert "没有改动任何内容" in driver.text()
        await driver.type("lead", "档案室、信息中心")
        await driver.press("f2")
        text = driver.text()
        assert "ZG-2024-0001 已修改" in text
        assert "档案室、信息中心" in text
        assert "新增牵头单位“信息中心”" in text
    assert (tmp_path / "导出.xlsx").stat().st_size > 0
