"""整改方案 and 反馈意见 as offices write them: problems quoted in headings, goals, who and when below."""

from __future__ import annotations

import datetime as dt

from tracker.mining import mine
from tracker.mining.findings import FindingKind, OwnerRole

DAY = dt.date(2026, 10, 8)

PLAN = """关于落实巡察反馈意见的整改方案
2026年10月8日
二、整改任务和措施
（一）关于违规收取费用的问题
整改目标：违规收费全部清退。家长满意。
整改措施：
1．督促两所幼儿园将费用清退到每位家长，留存清退凭证。
2．在全县范围开展教育收费自查自纠。
责任领导：高立群　牵头单位：计划财务股　整改时限：2026年11月底前
（二）关于会议记录不规范的问题
1．修订会议记录办法。
责任单位：办公室
2．每月抽查一次会议记录。
责任单位：机关党委
（三）关于进一步加强组织领导的问题
各股室要明确一名联络员。
"""

FEEDBACK = """关于巡察教育局党组的反馈意见
（2026年9月18日）
二、发现的主要问题
（一）党组织建设方面
1．议事决策不规范。大额资金使用未经集体研究；末位表态制度没有执行。
2．学校党组织建设薄弱。
（1）党组织会议与校长办公会议混开。
（二）作风建设方面
3．下基层调研少，存在走过场现象。
"""


def test_a_heading_that_quotes_a_shortcoming_is_the_problem_its_measures_belong_to() -> None:
    found = mine(PLAN, DAY).findings
    problems = [finding for finding in found if finding.kind is FindingKind.PROBLEM]
    assert [problem.text for problem in problems] == [
        "（一）关于违规收取费用的问题",
        "（二）关于会议记录不规范的问题",
    ], "what is to be strengthened is no shortcoming"
    measures = [finding for finding in found if finding.kind is FindingKind.MEASURE and finding.parent == 0]
    assert [measure.text[:4] for measure in measures] == ["1．督促", "2．在全"]


def test_the_line_that_says_the_goal_is_no_measure() -> None:
    problem = mine(PLAN, DAY).findings[0]
    assert problem.target is not None
    assert problem.target.text == "违规收费全部清退。家长满意"
    assert PLAN[problem.target.start : problem.target.end] == problem.target.text
    assert not any("整改目标" in finding.text for finding in mine(PLAN, DAY).findings)


def test_the_goal_may_stand_below_its_name() -> None:
    text = (
        "仓库整改表\n问题一：领料不登记\n整改目标：\n领料有登记，月末账实相符。\n"
        "整改措施：\n1.设领料簿。\n2.每月核对一次。\n"
    )
    problem, *measures = mine(text, DAY).findings
    assert problem.text == "问题一：领料不登记"
    assert problem.target is not None and problem.target.text == "领料有登记，月末账实相符"
    assert [measure.text for measure in measures] == ["1.设领料簿。", "2.每月核对一次。"]
    assert {measure.parent for measure in measures} == {0}


def test_who_and_when_below_the_last_measure_hold_for_the_problem_and_all_its_measures() -> None:
    for finding in mine(PLAN, DAY).findings[:3]:
        named = [(owner.role, owner.name) for owner in finding.owners]
        assert named == [(OwnerRole.LEADER, "高立群"), (OwnerRole.LEAD, "计划财务股")]
        assert finding.deadline is not None
        assert finding.deadline.due == dt.date(2026, 11, 30)


def test_measures_that_each_have_such_a_line_keep_their_own() -> None:
    found = mine(PLAN, DAY).findings
    owners = {finding.text[:6]: [owner.name for owner in finding.owners] for finding in found}
    assert owners["1．修订会议"] == ["办公室"]
    assert owners["2．每月抽查"] == ["机关党委"]
    assert owners["（二）关于会"] == []


def test_a_kind_of_problems_is_no_problem_and_what_follows_one_tells_how_it_shows() -> None:
    found = mine(FEEDBACK, DAY).findings
    assert [(finding.text[:8], finding.parent, finding.is_detail) for finding in found] == [
        ("1．议事决策不规", None, False),
        ("大额资金使用未经", 0, True),
        ("末位表态制度没有", 0, True),
        ("2．学校党组织建", None, False),
        ("（1）党组织会议", 3, False),
        ("3．下基层调研少", None, False),
    ]
    assert {finding.kind for finding in found} == {FindingKind.PROBLEM}
