"""自报, 核实, 延期 asked for and decided, two steps of review with signatures, findings answered."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tests.tui.conftest import OPERATOR, REVIEWER
from tracker.desk.deadlines import read_deadline
from tracker.ledger.actor import Actor
from tracker.ledger.commands import (
    advancing,
    campaigns,
    escalations,
    extending,
    items,
    lineage,
    measures,
    regulations,
    self_checks,
    stages,
    truths,
)
from tracker.ledger.location import Location
from tracker.ledger.store import Ledger
from tracker.ledger.words import AmountKind, RegulationAct, Reported, Role, Verified

LEADER = Actor("陈立", Role.LEADER)
FIRST, FOURTH, FIFTH = "ZG-2024-0001", "ZG-2024-0004", "ZG-2024-0005"


async def test_a_step_of_nobody_here_says_who_may_and_reporting_what_it_wants(
    opening: Any, sample: Location
) -> None:
    async with opening(sample, actor=Actor("孙立", Role.READER)) as driver:
        # A step of nobody here says who may
        await driver.press("alt+r")
        assert "不能自报" in driver.text()
        await driver.press("escape", "end", "alt+v")
        assert "还没有挂号，请先挂号" in driver.text()
        await driver.press("escape", "alt+y")
        assert "没有待批准的延期申请" in driver.text()
        await driver.press("escape", "alt+w")
        assert "没有待批准的延期申请" in driver.text()
        await driver.press("escape", "alt+s")
        assert "本轮没有还没登记签字的审核" in driver.text()

        # Reporting wants the reason of what is not done
        await driver.becomes(OPERATOR)
        await driver.press("enter", "alt+r")
        await driver.type("state", "not_done")
        await driver.press("f2")
        text = driver.text()
        assert "缺未完成原因" in text
        assert "缺下一步措施" in text
        assert "--" not in text.partition("缺未完成原因")[2].partition("\n")[0]
        await driver.type("reason", "经费未到")
        await driver.type("next_step", "下月落实")
        await driver.press("f2")
        text = driver.text()
        assert f"{FIRST} 已自报“未完成”" in text
        assert "自报      未完成（2024-06-18 李明）" in text
        assert "经费未到" in text
        await driver.press("alt+r")
        await driver.type("state", "under_way")
        await driver.press("f2")
        text = driver.text()
        assert "自报      推进中（2024-06-18 李明）" in text
        assert "经费未到" not in text.partition("办理历史")[0].partition("整改时限")[0]


async def test_reporting_and_extending_to_what_goes_on_want_a_goal_and_a_day(
    opening: Any, sample: Location
) -> None:
    async with opening(sample, actor=REVIEWER, size=(120, 90)) as driver:
        # Reporting what goes on wants a goal and a day
        await driver.press("alt+r")
        await driver.type("state", "continuing")
        await driver.type("next_review", "不是日期")
        await driver.press("f2")
        assert "看不懂" in driver.text() or "日期" in driver.text()
        await driver.type("next_review", "2024-9-30")
        await driver.press("f2")
        assert "缺阶段目标" in driver.text()
        await driver.type("stage_goal", "每季抽查")
        await driver.press("f2", "enter")
        text = driver.text()
        assert "下次复核  2024-09-30" in text
        assert "阶段目标  每季抽查" in text

        # A new round begins with a limit
        await driver.home()
        await driver.press(*["down"] * 4, "enter", "insert")
        await driver.type("reason", "值班表没有执行")
        await driver.type("basis", "回头看")
        await driver.type("deadline", "7月底前")
        await driver.press("f2")
        text = driver.text()
        assert f"{FIFTH} 已回炉，第2轮整改" in text
        assert "7月底前 → 2024-07-31" in text
        await driver.press("pagedown")
        assert "轮次" in driver.text()

        # Extending to what goes on wants a goal and a day
        await driver.becomes(OPERATOR)
        await driver.press("enter", "ctrl+x")
        await driver.type("deadline", "长期坚持")
        await driver.type("reason", "要常抓")
        await driver.type("approver", "陈立")
        await driver.press("f2")
        text = driver.text()
        assert "须写明阶段目标" in text
        assert "须写明下次复核日期" in text
        await driver.type("stage_goal", "每季抽查")
        await driver.type("next_review", "2024-9-30")
        await driver.press("f2")
        text = driver.text()
        assert f"{FIRST} 已延期到 长期坚持" in text
        assert "104天后复核" in text
        assert "问题 · 长期坚持" in text


async def test_verifying_is_for_another_person(opening: Any, sample: Location, today: dt.date) -> None:
    with Ledger.open(sample) as ledger:
        truths.report(ledger, OPERATOR, FIRST, Reported.UNDER_WAY, today=today)
    async with opening(sample) as driver:
        await driver.press("alt+v")
        assert "李明 于 2024-06-18 自报“推进中”" in driver.text()
        await driver.type("note", "看了现场")
        await driver.press("f2")
        assert "自报人不能核实自己报的" in driver.text()
        await driver.becomes(REVIEWER)
        await driver.press("enter", "alt+v", "f2")
        assert "缺核实情况" in driver.text()
        await driver.type("result", "partly")
        await driver.type("note", "抽查三个，一个没有")
        await driver.press("f2")
        text = driver.text()
        assert f"{FIRST} 已登记核实“部分属实”" in text
        assert "核实      部分属实（2024-06-18 王芳）" in text
        assert "抽查三个，一个没有" in text
        await driver.press("alt+v")
        await driver.type("measure", "1")
        await driver.type("note", "档案已入库")
        await driver.press("f2")
        assert "措施1已登记核实“属实”" in driver.text()


async def _ask(driver: Any, deadline: str = "8月底前") -> None:
    await driver.press("alt+x")
    await driver.type("deadline", deadline)
    await driver.type("reason", "汛期停工")
    await driver.press("f2")


async def test_asking_and_approving_an_extension(opening: Any, sample: Location) -> None:
    async with opening(sample) as driver:
        await driver.press("enter")
        assert "Alt+Y 批延期" not in driver.text()
        await _ask(driver)
        text = driver.text()
        assert f"{FIRST} 已申请延期到 2024-08-31，请领导批准" in text
        assert "待批准 1" in text
        assert "Alt+X 申请延期" not in text
        await driver.press("alt+x")
        assert "一次只办一个" in driver.text()
        await driver.becomes(LEADER)
        await driver.press("enter")
        assert "Alt+Y 批延期" in driver.text()
        await driver.press("alt+y")
        text = driver.text()
        assert "2024-06-30 延到 8月底前 → 2024-08-31" in text
        assert "理由：汛期停工" in text
        await driver.press("f2")
        text = driver.text()
        assert f"{FIRST} 已同意延期到 2024-08-31" in text
        assert "首次时限  6月底前 → 2024-06-30" in text


async def test_an_extension_is_withdrawn_by_who_asked_and_refused_with_a_reason(
    opening: Any, sample: Location, today: dt.date
) -> None:
    with Ledger.open(sample) as ledger:
        deadline = read_deadline("8月底前", base=today)
        extending.ask_extension(ledger, OPERATOR, FIRST, deadline=deadline, reason="停工", today=today)
    async with opening(sample, actor=REVIEWER) as driver:
        # Withdrawing an extension is for who asked
        await driver.press("alt+w")
        assert "由申请人本人撤回" in driver.text()
        await driver.becomes(OPERATOR)
        await driver.press("alt+w")
        assert f"{FIRST} 已撤回延期申请" in driver.text()

        # Refusing an extension wants a reason
        await driver.home()
        await _ask(driver)
        await driver.becomes(LEADER)
        await driver.press("enter", "alt+y")
        await driver.type("decision", "refused")
        await driver.press("f2")
        assert "不同意的理由不能为空" in driver.text()
        await driver.type("opinion", "抓紧办结")
        await driver.press("f2")
        text = driver.text()
        assert f"{FIRST} 不同意延期，时限不变" in text
        assert "2024-06-18 陈立 抓紧办结" in text


async def test_two_reviewers_and_what_they_signed(opening: Any, sample: Location, today: dt.date) -> None:
    with Ledger.open(sample) as ledger:
        campaigns.set_campaign(ledger, OPERATOR, today=today, review_steps=2)
    async with opening(sample, actor=REVIEWER) as driver:
        await driver.press(*["down"] * 3, "enter")
        assert "Alt+K 初审" in driver.text()
        await driver.press("ctrl+k")
        assert "还没有初审" in driver.text()
        await driver.press("enter", "alt+k")
        await driver.type("opinion", "材料齐全")
        await driver.type("document_number", "〔2024〕12号")
        await driver.press("f2")
        assert "也要写签字人" in driver.text()
        await driver.type("document_number", "")
        await driver.press("f2")
        assert f"{FOURTH} 初审已通过" in driver.text()
        await driver.press("alt+s")
        await driver.type("signed_by", "张书记")
        await driver.type("signed_on", "2024-6-18")
        await driver.press("f2")
        assert f"{FOURTH} 已登记 张书记 签字" in driver.text()
        await driver.press("ctrl+k")
        assert "初审人与销号的审核人不能是同一人" in driver.text()
        await driver.becomes(LEADER)
        await driver.resize((200, 50))
        await driver.press(*["down"] * 3, "enter", "ctrl+k")
        await driver.type("signed_by", "赵局长")
        await driver.type("document_number", "〔2024〕13号")
        await driver.press("f2")
        text = driver.text()
        assert f"{FOURTH} 已销号" in text
        assert "材料齐全（纸质件 张书记 2024-06-18 签字）" in text
        assert "赵局长" in text


async def test_each_finding_is_answered_in_a_field_of_its_own(
    opening: Any, sample: Location, today: dt.date
) -> None:
    with Ledger.open(sample) as ledger:
        items.finish_measure(ledger, OPERATOR, FIRST, 3, on=today, today=today)
    async with opening(sample, size=(120, 90)) as driver:
        await driver.press("enter", "f4")
        await driver.type("completion", "全部完成")
        await driver.type("inference", "已自查")
        await driver.type("answer-1", "一并装订")
        await driver.press("f2")
        assert "销号体检第2条没有答复" in driver.text()
        await driver.type("answer-2", "共用清单")
        await driver.press("f2")
        text = driver.text()
        assert f"{FIRST} 已申请销号" in text
        assert "答复：一并装订" in text


def _grown(ledger: Ledger, today: dt.date) -> None:
    """The first item with all that can hang on one."""
    limit = read_deadline("6月20日", base=today)
    stages.add_stage(ledger, OPERATOR, FIRST, "完成试点", deadline=limit, today=today)
    measures.plan_amount(
        ledger, OPERATOR, FIRST, 1, AmountKind.MONEY, today=today, target=1_200_000, achieved=800_000
    )
    measures.share_measure(ledger, OPERATOR, FIRST, 1, ["ZG-2024-0002"], today=today)
    key = regulations.add_regulation(
        ledger, OPERATOR, FIRST, "归档办法", RegulationAct.NEW, today=today, measure=3
    )
    assert key
    truths.report(ledger, OPERATOR, FIRST, Reported.UNDER_WAY, today=today - dt.timedelta(2))
    truths.verify(ledger, REVIEWER, FIRST, Verified.UNTRUE, note="没有清单", today=today - dt.timedelta(1))
    truths.report(ledger, OPERATOR, FIRST, Reported.UNDER_WAY, today=today)
    escalations.raise_item(ledger, OPERATOR, FIRST, unit="市档案局", matter="给予指导", today=today)
    self_checks.start_self_check(ledger, OPERATOR, FIRST, today=today, units=["信访科"])
    lineage.confirm_lineage(ledger, OPERATOR, "ZG-2024-0009", FIRST, today=today)
    campaigns.add_campaign(ledger, OPERATOR, "审计整改", today=today)
    campaigns.link_items(ledger, OPERATOR, [FIRST], campaign="审计整改", today=today)
    advancing.reopen(ledger, REVIEWER, FIFTH, reason="没有执行", basis="回头看", today=today)


async def test_everything_of_an_item_is_on_its_page(opening: Any, sample: Location, today: dt.date) -> None:
    with Ledger.open(sample) as ledger:
        _grown(ledger, today)
    async with opening(sample, size=(80, 160)) as driver:
        await _shows_everything(driver)
        await driver.home()
        await driver.resize((200, 90))
        await _shows_everything(driver)


async def _shows_everything(driver: Any) -> None:
    await driver.press("enter")
    text = driver.text()
    for words in (
        "目标120万元，已完成80万元（66.7%）",
        "1. 完成试点",
        "《归档办法》",
        "措施3 · 新建 · 未印发",
        "自报      推进中（2024-06-18 李明）",
        "核实      不属实（在这次自报之前）（2024-06-17 王芳）",
        "序时进度",
        "提请 市档案局",
        "待答复，已 0 天",
        "已反馈0/1，存在0",
        "ZG-2024-0009 政务公开栏目更新滞后",
        "2024年整改工作推进会；并入 审计整改",
    ):
        assert words in text
    assert "制度清单" in text
    assert "评估测评" not in text
    await driver.press("escape", "down", "enter")
    text = driver.text()
    assert f"与 {FIRST} 共用" in text
    for word in ("阶段", "制度清单", "延期申请", "提请上级", "轮次", "屡改屡犯"):
        assert f"{word} ──" not in text
