"""What happens around the items of the sample: what units say and superiors hear, duties, another 专项."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from datetime import date
from typing import Final

from tracker.desk.deadlines import read_deadline
from tracker.desk.demo.cast import CLERK, OFFICE, REVIEWER, SUPPLY
from tracker.desk.duties import next_due, occurrence_meant
from tracker.ledger.commands import (
    campaigns,
    classifying,
    duties,
    escalations,
    extending,
    items,
    measures,
    opinions,
    people,
    regulations,
    reminding,
    self_checks,
    stages,
    surveys,
    truths,
    units,
    views,
)
from tracker.ledger.commands.drafts import ItemDraft, MeasureDraft
from tracker.ledger.commands.surveys import Answers
from tracker.ledger.list_rows import Deadline
from tracker.ledger.reminders import chasing
from tracker.ledger.store import Ledger
from tracker.ledger.words import (
    AmountKind,
    CampaignKind,
    Classification,
    OwnerRole,
    RegulationAct,
    Reported,
    SelfCheckResult,
    UnitAliasKind,
    Verified,
)

NumberOf = Callable[[str], str]
"""编号 of the story with this fragment."""
Act = Callable[[Ledger, NumberOf, dt.date], None]

AUDIT: Final = "2023年度预算执行审计整改"
WEEKLY: Final = "周调度"


def _know_people(ledger: Ledger, number: NumberOf, day: dt.date) -> None:
    units.add_units(
        ledger,
        CLERK,
        [
            units.UnitDraft("云岭市水务局"),
            units.UnitDraft("局办公室", "云岭市水务局", {"办公室": UnitAliasKind.SHORT}),
            units.UnitDraft("建设管理科", "云岭市水务局", {"建管科": UnitAliasKind.SHORT}),
            units.UnitDraft("市供水服务中心", "云岭市水务局", {"市自来水管理站": UnitAliasKind.FORMER}),
        ],
        today=day,
    )
    for name, unit, post, telephone in (
        ("陈致远", "云岭市水务局", "党组成员、副局长", "8800-1001"),
        ("林晓", "局办公室", "主任", "8800-1101"),
        ("吴敏", "市供水服务中心", "主任", "8800-1202"),
        ("周海涛", "建设管理科", "科长", "8800-1303"),
    ):
        people.add_person(ledger, CLERK, people.PersonDraft(name, unit, post, telephone), today=day)


def _begin_duties(ledger: Ledger, number: NumberOf, day: dt.date) -> None:
    duties.add_duty(ledger, CLERK, WEEKLY, "每周五前", unit="局整改办", begins=day, today=day)
    duties.add_duty(
        ledger, CLERK, "报送整改月报", "每月25日前", unit="局整改办", begins=date(2024, 6, 1), today=day
    )


def _hold_weekly(ledger: Ledger, number: NumberOf, day: dt.date) -> None:
    occurrence = occurrence_meant(ledger, WEEKLY, None, today=day)
    duties.finish_duty(ledger, CLERK, occurrence, on=day, note="调度会已开", today=day)


def _plan_collecting(ledger: Ledger, number: NumberOf, day: dt.date) -> None:
    debts = number("水费收缴管理混乱")
    measures.plan_amount(ledger, CLERK, debts, 1, AmountKind.MONEY, target=4_200_000, today=day)
    for goal, limit in (
        ("清收欠费不少于200万元", "6月底前"),
        ("清收欠费不少于420万元，超收全部清退", "2024年11月底前"),
    ):
        stages.add_stage(ledger, CLERK, debts, goal, deadline=_limit(limit, day), today=day)


def _collect(ledger: Ledger, number: NumberOf, day: dt.date) -> None:
    measures.record_amount(
        ledger, SUPPLY, number("水费收缴管理混乱"), 1, AmountKind.MONEY, achieved=1_530_000, today=day
    )


def _say_and_see(ledger: Ledger, number: NumberOf, day: dt.date) -> None:
    water = number("农村供水水质检测不到位")
    truths.report(ledger, SUPPLY, water, Reported.UNDER_WAY, text="设备检修完成，水质复检中。", today=day)
    truths.verify(ledger, REVIEWER, water, Verified.PARTLY, note="抽查3座水厂，1座加药记录不全。", today=day)
    cars = number("公务接待、公车管理不规范")
    truths.report(
        ledger,
        OFFICE,
        cars,
        Reported.CONTINUING,
        text="审批、登记制度已执行两个月。",
        stage_goal="每季度抽查一次，不发生新问题",
        next_review=date(2024, 6, 24),
        today=day,
    )


def _ask_for_time(ledger: Ledger, number: NumberOf, day: dt.date) -> None:
    extending.ask_extension(
        ledger,
        SUPPLY,
        number("老城区二次供水泵房噪声扰民"),
        deadline=_limit("7月10日前", day),
        reason="两户长期外出，回访需待其返回后完成。",
        today=day,
    )


def _list_regulation(ledger: Ledger, number: NumberOf, day: dt.date) -> None:
    for name, act, document in (
        ("局党组会议议事规则", RegulationAct.REVISED, "云水党发〔2024〕14号"),
        ("第一议题学习督办办法", RegulationAct.NEW, "云水党发〔2024〕15号"),
    ):
        regulations.add_regulation(
            ledger,
            CLERK,
            number("第一议题制度执行不严"),
            name,
            act,
            document_number=document,
            issued_on=date(2024, 5, 24),
            today=day,
        )


def _draw_inferences(ledger: Ledger, number: NumberOf, day: dt.date) -> None:
    source = number("设计变更审批把关不严")
    key, _ = self_checks.start_self_check(
        ledger,
        CLERK,
        source,
        units=("市供水服务中心", "河湖管理科"),
        matter="对照自查：是否存在先实施后报批",
        due=date(2024, 6, 21),
        today=day,
    )
    self_checks.answer_self_check(
        ledger, CLERK, key, "河湖管理科", SelfCheckResult.NONE, text="查2023年以来11项，均先批后办", today=day
    )


def _tell_superior(ledger: Ledger, number: NumberOf, day: dt.date) -> None:
    escalations.raise_item(
        ledger,
        CLERK,
        number("干部队伍活力不足"),
        unit="市委组织部",
        matter="局属单位专业技术岗位空缺9个，需统筹用编。",
        today=day,
    )


def _hear(ledger: Ledger, number: NumberOf, day: dt.date) -> None:
    draft = opinions.OpinionDraft("缴费窗口周六不开门，上班的人缴费不便", "群众反映", day, "热线工单汇总")
    opinions.add_opinion(ledger, CLERK, draft, today=day)
    draft = opinions.OpinionDraft("报表多头报送，科室重复填写", "调研发现", day, "基层调研组")
    told = opinions.add_opinion(ledger, CLERK, draft, today=day)
    opinions.answer_opinion(ledger, CLERK, told, "已并入报表清理，6月起统一由局办公室归口报送。", today=day)


def _survey(ledger: Ledger, number: NumberOf, day: dt.date) -> None:
    surveys.add_survey(ledger, CLERK, "整改成效群众评议（第一轮）", on=day, today=day)
    for indicator, answers, item in (
        ("供水服务", Answers(62, 21, 12, 5), number("农村供水水质检测不到位")),
        ("机关作风", Answers(71, 19, 8, 2), None),
    ):
        surveys.score_survey(
            ledger, CLERK, "整改成效群众评议（第一轮）", indicator, answers, item=item, today=day
        )


def _take_stock(ledger: Ledger, number: NumberOf, day: dt.date) -> None:
    classifying.classify(
        ledger,
        CLERK,
        [
            (number("农村供水水质检测不到位"), Classification.SPEED_UP),
            (number("水费收缴管理混乱"), Classification.LONG),
            (number("设计变更审批把关不严"), Classification.SPEED_UP),
            (number("基层党支部组织生活不经常"), Classification.CONSOLIDATE),
        ],
        today=day,
    )


def _send_reminders(ledger: Ledger, number: NumberOf, day: dt.date) -> None:
    keys = chasing(ledger, today=day, next_due=next_due).keys
    reminding.issue_reminders(ledger, CLERK, keys, today=day, next_due=next_due)


def _begin_audit(ledger: Ledger, number: NumberOf, day: dt.date) -> None:
    campaigns.add_campaign(
        ledger, CLERK, AUDIT, kind=CampaignKind.AUDIT, number_prefix="SJ", begins=day, today=day
    )
    for title, limit in (("项目结余资金312万元未及时清理", "9月底前"), ("两处闲置房产未入账", "7月底前")):
        draft = ItemDraft(
            title=title,
            campaign=AUDIT,
            category="财务管理",
            target="账实相符，资金按规定处置",
            deadline=_limit(limit, day),
            owners={OwnerRole.LEADER: ("陈致远",), OwnerRole.LEAD: ("计划财务科",)},
            measures=(MeasureDraft("逐项核实并提出处置意见"),),
        )
        items.add_item(ledger, CLERK, draft, today=day)
    campaigns.link_items(ledger, CLERK, [number("水费收缴管理混乱")], campaign=AUDIT, today=day)


def _limit(phrase: str, base: dt.date) -> Deadline:
    found = read_deadline(phrase, base=base)
    assert found is not None, phrase
    return found


def _keep_views(ledger: Ledger, number: NumberOf, day: dt.date) -> None:
    for name, line in (
        ("催办", "未销号 (逾期 或 临期 或 即将到期)"),
        ("待明确时限", "未销号 预警:待明确"),
        ("滞后", "未销号 进度:滞后"),
        ("供水服务中心", "未销号 统计单位:市供水服务中心"),
    ):
        views.save_view(ledger, CLERK, name, line, today=day)


AROUND: Final[tuple[tuple[date, Act], ...]] = (
    (date(2024, 4, 30), _know_people),
    (date(2024, 5, 6), _plan_collecting),
    (date(2024, 5, 20), _begin_duties),
    (date(2024, 5, 24), _hold_weekly),
    (date(2024, 5, 27), _list_regulation),
    (date(2024, 5, 31), _hold_weekly),
    (date(2024, 6, 3), _draw_inferences),
    (date(2024, 6, 5), _hear),
    (date(2024, 6, 6), _survey),
    (date(2024, 6, 7), _hold_weekly),
    (date(2024, 6, 11), _keep_views),
    (date(2024, 6, 11), _send_reminders),
    (date(2024, 6, 12), _begin_audit),
    (date(2024, 6, 13), _tell_superior),
    (date(2024, 6, 14), _collect),
    (date(2024, 6, 14), _take_stock),
    (date(2024, 6, 17), _say_and_see),
    (date(2024, 6, 17), _ask_for_time),
)
"""Each with its day, in order."""
