"""How far a clause of a report says something is done, and when it promises less than before."""

from __future__ import annotations

import datetime as dt
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.mining import mine
from tracker.mining.statements import Degree, degree_of, read_statements, softened
from tracker.mining.vocabulary import load

DAY = dt.date(2024, 6, 18)


@pytest.mark.parametrize("name", load("statements")["degrees"])
def test_every_degree_fires_on_its_example(name: str) -> None:
    assert degree_of(load("statements")["degrees"][name]["example"])[0] is Degree(name)


@pytest.mark.parametrize(
    ("clause", "degree"),
    [
        ("已印发执行", "done"),
        ("积压的13件举报已办结11件", "partly"),
        ("15名借调教师中已有12名返回原单位", "partly"),
        ("十五名借调教师已全部返回", "done"),
        ("13件举报已办结13件", "done"),
        ("已清退3户，退还12万元", "done"),
        ("会议记录办法修订了两次并施行，全部整改到位", "done"),
        ("清退违规资金12万元，均已上缴", "done"),
        ("如期完成轮岗", "done"),
        ("已有办法", ""),
        ("基本完成清理", "partly"),
        ("已启动招标程序", "partly"),
        ("完成改造60%", "partly"),
        ("正在征求各科室意见", "under_way"),
        ("持续推进规范化建设", "under_way"),
        ("仍未明确责任人", "not_done"),
        ("整改进度偏慢", "not_done"),
        ("将于9月底前印发", "planned"),
        ("将成熟建议转化为制度的工作已经完成", "done"),
        ("将对已完成的问题开展回头看", "planned"),
        ("年内将全部完成", "planned"),
        ("确保年底前改造到位", "planned"),
        ("12月底前完成验收", "planned"),
        ("已于5月底前完成验收", "done"),
        ("人事科要完成档案审核", "planned"),
        ("会议室宽敞明亮", ""),
    ],
)
def test_a_clause_says_how_far_it_is(clause: str, degree: str) -> None:
    assert degree_of(clause)[0] == degree


@pytest.mark.parametrize(
    ("promised", "said", "expected"),
    [
        ("完成档案审核", "档案审核持续推进", ("完成", "推进")),
        ("出台采购办法", "进一步加强采购管理", ("出台", "进一步")),
        ("建立销号制度", "逐步建立销号制度", ("建立", "逐步")),
        ("建立销号制度", "建立销号制度", None),
        ("加强学习教育", "持续加强学习教育", None),
        ("开展风险排查", "风险排查方面，不断强化监督", ("开展", "不断")),
        ("逐步清理账号", "逐步清理账号", None),
    ],
)
def test_a_promise_gets_softer(promised: str, said: str, expected: tuple[str, str] | None) -> None:
    found = softened(promised, said)
    assert (found is None) is (expected is None)
    if found is not None and expected is not None:
        assert found[0] == expected[0]


TEXT = """一、整改落实情况
（一）关于“公车管理混乱”问题。已建立使用台账，专项检查正在进行；办公室将于9月底前出台办法。
2.食堂采购方面。合同重新签订。
二、下一步打算
信息中心要在7月底前完成账号清查。
"""


def test_each_clause_knows_its_heading_its_chapter_and_its_limits() -> None:
    found = read_statements(TEXT, mine(TEXT, DAY))
    by_text = {one.text.strip("，。；"): one for one in found}
    done = by_text["已建立使用台账"]
    assert (done.degree, done.topic, done.chapter) == (Degree.DONE, "公车管理混乱", "account")
    assert by_text["专项检查正在进行"].degree is Degree.UNDER_WAY
    assert by_text["合同重新签订"].topic == "食堂采购方面"
    planned = by_text["信息中心要在7月底前完成账号清查"]
    assert (planned.degree, planned.chapter) == (Degree.PLANNED, "")
    assert [one.due for one in planned.deadlines] == [dt.date(2024, 7, 31)]
    for one in found:
        assert TEXT[one.start : one.end] == one.text


PIECES = [
    "已完成",
    "正在",
    "，",
    "；",
    "。",
    "\n",
    "一、",
    "（一）",
    "关于“甲”问题",
    "9月底前",
    "推进",
    "要",
    "方面",
    "：",
    "1.",
]


@settings(max_examples=40)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_statements_are_spans_in_order(text: str) -> None:
    last = 0
    for one in read_statements(text, mine(text, DAY)):
        assert text[one.start : one.end] == one.text
        assert last <= one.start < one.end
        last = one.end


@pytest.mark.parametrize("piece", ["已", "正在，", "（一）", "已完成，正在", "9月底前", "将"])
def test_time_grows_with_the_text(piece: str) -> None:
    def taken(size: int) -> float:
        text = piece * (size // len(piece))
        mined = mine(text, DAY)
        began = time.process_time()
        read_statements(text, mined)
        return time.process_time() - began

    taken(1_000)
    assert any(taken(16_000) < 8 * taken(4_000) + 0.05 for _ in range(3))
