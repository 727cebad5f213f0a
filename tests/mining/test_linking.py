"""Problems and the measures that answer them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from time import process_time

import pytest

from tests.tables import of_each
from tracker.mining import mine
from tracker.mining.explanations import explain
from tracker.mining.findings import Finding, FindingKind, Link
from tracker.mining.linking import link, link_across, unanswered, unprompted
from tracker.mining.vocabulary import load

DAY = date(2024, 3, 15)
PROBLEMS = [
    "一是库房巡查记录不完整，夜间无人值守。",
    "二是值班电话经常无人接听，群众意见较大。",
    "三是公务加油卡一卡多车，管理混乱。",
]
SPEECH = (
    "二、存在的不足\n" + "".join(PROBLEMS) + "\n三、下一步工作\n"
    "一要管好库房。保管员要每天填写库房巡查记录，夜间安排双人值守。\n"
    "二要守好电话。值班室要落实值班电话首接责任，漏接一次通报一次。\n"
    "三要做好宣传。宣传组要编印工作简报。\n"
)


def mined(text: str) -> tuple[Finding, ...]:
    return mine(text, DAY).findings


@pytest.mark.parametrize(
    ("measure", "problem"),
    [
        ("保管员要每天填写库房巡查记录。", 0),
        ("开通值班电话自动转接，漏接的要回拨。", 1),
        ("加油卡实行一车一卡，每月核对里程。", 2),
        ("宣传组要编印工作简报。", None),
    ],
)
def test_the_same_matter_links(measure: str, problem: int | None) -> None:
    (links,) = link(PROBLEMS, [measure])
    assert [found.problem for found in links[:1]] == ([] if problem is None else [problem])
    assert all(0 < found.score <= 1 and found.grounds for found in links)
    assert all(explanation.words for found in links for explanation in explain(found.grounds))


def test_what_nobody_answers_and_what_answers_nothing_is_listed() -> None:
    findings = mined(SPEECH)
    assert [findings[index].text for index in unanswered(findings)] == [PROBLEMS[2]]
    assert [findings[index].text for index in unprompted(findings)] == ["宣传组要编印工作简报。"]
    assert all(len(finding.answers) <= 3 for finding in findings)
    assert all(
        findings[found.problem].kind is FindingKind.PROBLEM
        for finding in findings
        for found in finding.answers
    )


def test_a_plan_is_linked_to_the_feedback_it_answers() -> None:
    plan = mined(
        "整改方案\n一、整改措施\n（一）加强库房管理\n1.建立库房巡查记录本，保管员每天填写。\n2.钥匙由两人分别保管。\n"
        "（二）规范用车\n1.加油卡与车辆一一绑定。\n"
    )
    links = link_across(PROBLEMS, plan)
    found = {finding.text: [one.problem for one in ones] for finding, ones in zip(plan, links, strict=True)}
    assert found["1.建立库房巡查记录本，保管员每天填写。"] == [0]
    assert found["1.加油卡与车辆一一绑定。"] == [2]
    assert found["2.钥匙由两人分别保管。"] == [0]  # by the group it stands in


def test_what_stands_under_a_problem_or_names_it_answers_it() -> None:
    named = mined("三、下一步工作\n一要管好库房。针对台账缺页现象，保管员要重新装订。\n")
    measure = next(finding for finding in named if finding.kind is FindingKind.MEASURE)
    assert measure.answers[0].grounds[0] == "names-problem"
    table = mined("问题\t整改措施\t责任单位\n库房漏雨\t更换屋面瓦\t后勤科\n电话不通\t架设新线\t通信科\n")
    answers = {finding.text: finding.answers[0] for finding in table if finding.answers}
    assert table[answers["更换屋面瓦"].problem].text == "库房漏雨"
    assert answers["更换屋面瓦"].grounds[0] == "under-problem"


def test_a_text_of_one_kind_has_no_links() -> None:
    assert not any(
        finding.answers for finding in mined("三、下一步工作\n一要管好库房。保管员要填写巡查记录。\n")
    )


def test_links_do_not_grow_faster_than_the_text() -> None:
    def seconds(count: int) -> float:
        problems = [f"{n}号库房巡查记录不完整，{n}号门锁损坏。" for n in range(count)]
        measures = [f"保管员要填写{n}号库房巡查记录，更换{n}号门锁。" for n in range(count)]
        start = process_time()
        link(problems, measures)
        return process_time() - start

    seconds(50)
    assert any(seconds(2000) < 30 * seconds(200) + 0.2 for _ in range(3))


@of_each(load("linking")["common"])
def test_words_of_every_matter_link_nothing(word: str) -> None:
    assert link([f"甲地{word}乙处"], [f"丙{word}丁"]) == ((),)


def test_a_faint_link_is_shown_but_the_problem_still_waits() -> None:
    problem, measure = mined("一、存在的问题\n（一）账目不清。\n二、下一步工作\n要修好村口的路。\n")
    faint = replace(measure, answers=(Link(0, 0.3, ("same-matter",)),))
    firm = replace(measure, answers=(Link(0, 0.6, ("same-matter",)),))
    assert unanswered([problem, faint]) == [0]
    assert unprompted([problem, faint]) == []
    assert unanswered([problem, firm]) == []
