"""A directive taken apart into its acts, each with its limit and owners."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.mining import mine
from tracker.mining.findings import Finding, FindingKind
from tracker.mining.vocabulary import load

DAY = date(2024, 3, 15)


def measure(sentence: str) -> Finding:
    findings = mine(f"三、下一步工作\n一要抓好落实。{sentence}\n", DAY).findings
    return next(finding for finding in findings if finding.kind is FindingKind.MEASURE)


@pytest.mark.parametrize(
    ("sentence", "acts"),
    [
        (
            "各科室要制定档案整理办法，建立借阅登记制度，定期开展档案安全检查。",
            ["各科室要制定档案整理办法", "建立借阅登记制度", "定期开展档案安全检查"],
        ),
        (
            "要严格借阅审批手续，完善库房温湿度记录，确保档案安全完整、查得到用得上。",
            ["要严格借阅审批手续", "完善库房温湿度记录，确保档案安全完整、查得到用得上"],
        ),
        (
            "要制定年度培训计划，针对新进人员多的情况，开展岗前集中培训和结对帮带。",
            ["要制定年度培训计划", "针对新进人员多的情况，开展岗前集中培训和结对帮带"],
        ),
        ("要严格执行档案借阅、归还、销毁的各项登记和审批制度。", []),
        ("要整理档案，装订成册。", []),
    ],
)
def test_acts_are_told_apart(sentence: str, acts: list[str]) -> None:
    assert [act.text for act in measure(sentence).acts] == acts


def test_a_limit_governs_its_act() -> None:
    found = measure("档案科要在3月底前完成清点造册工作，4月底前将目录录入系统，同时建立抽查制度。")
    assert [(act.text, act.deadline and act.deadline.due) for act in found.acts][:2] == [
        ("档案科要在3月底前完成清点造册工作", date(2024, 3, 31)),
        ("4月底前将目录录入系统", date(2024, 4, 30)),
    ]
    assert [limit.text for limit in found.deadlines] == ["3月底前", "4月底前"]


def test_a_subject_answers_for_what_follows_until_another_is_named() -> None:
    found = measure("档案科要制定整理办法，组织全员培训，信息中心要开发查询系统，做好数据备份。")
    assert [[owner.name for owner in act.owners] for act in found.acts] == [
        ["档案科"],
        ["档案科"],
        ["信息中心"],
        ["信息中心"],
    ]


def test_a_bracket_at_the_end_answers_for_all() -> None:
    found = measure("制定档案整理办法，组织全员轮训一遍，开展专项检查。（牵头单位：档案科）")
    assert len(found.acts) == 3
    assert {owner.name for act in found.acts for owner in act.owners} == {"档案科"}
    assert all(act.owners for act in found.acts)


ACTS = load("acts")


def second_act(clause: str) -> str | None:
    """The second act of a directive that goes on with this clause, if that is one."""
    acts = measure(f"档案科要制定年度整理工作计划，{clause}。").acts
    return acts[1].text if acts else None


@pytest.mark.parametrize("modal", ACTS["modals"])
def test_a_modal_makes_an_act(modal: str) -> None:
    assert second_act(f"各科室{modal}甲乙丙丁") == f"各科室{modal}甲乙丙丁"


@pytest.mark.parametrize("word", ACTS["not_modals"])
def test_a_word_that_looks_like_a_modal_makes_none(word: str) -> None:
    assert second_act(f"各科室{word}甲乙丙丁") is None


@pytest.mark.parametrize("verb", ACTS["openers"])
def test_an_opener_makes_an_act(verb: str) -> None:
    assert second_act(f"{verb}甲乙丙丁") is not None


@pytest.mark.parametrize("word", ACTS["outcomes"])
def test_an_outcome_belongs_to_the_act_before(word: str) -> None:
    assert second_act(f"{word}甲乙丙丁") is None


@pytest.mark.parametrize("word", ACTS["leads"])
def test_a_lead_belongs_to_the_act_behind(word: str) -> None:
    assert second_act(f"{word}甲乙丙丁，开展专项清理") == f"{word}甲乙丙丁，开展专项清理"


@pytest.mark.parametrize("word", ACTS["joining"])
def test_a_joining_word_goes_before_a_verb(word: str) -> None:
    assert second_act(f"{word}开展专项清理") == f"{word}开展专项清理"


@pytest.mark.parametrize("word", ACTS["treatments"])
def test_what_is_done_to_something_is_an_act(word: str) -> None:
    assert second_act(f"对旧档案{word}甲乙") == f"对旧档案{word}甲乙"
