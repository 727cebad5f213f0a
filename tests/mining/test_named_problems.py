"""Problems named inside other sentences: which words are the name, and what is no name."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.mining import mine
from tracker.mining.findings import FindingKind
from tracker.mining.named_problems import find_named_problems
from tracker.mining.vocabulary import load

NAMED = [
    ("切实解决库房台账不规范、消防器材过期等突出问题。", ["库房台账不规范"]),
    ("着力解决库房台账不规范、消防通道堵塞等突出问题。", ["库房台账不规范", "消防通道堵塞"]),
    ("针对值班脱岗现象，要安排双人值守。", ["值班脱岗"]),
    (
        "要整治排队时间过长、材料重复提交、电话无人接听等问题。",
        ["排队时间过长", "材料重复提交", "电话无人接听"],
    ),
    ("坚决整治推诿扯皮、吃拿卡要。", ["推诿扯皮", "吃拿卡要"]),
    ("针对“对基层来信答复不及时”问题，每周通报一次。", ["对基层来信答复不及时"]),
    ("围绕采购、入库、领用环节手续不全等情况，逐一建账。", ["采购、入库、领用环节手续不全"]),
    ("要聚焦窗口服务态度生硬和群众投诉处理拖延问题，开展明察暗访。", ["窗口服务态度生硬和群众投诉处理拖延"]),
    ("缓解一线人员不足问题。", ["一线人员不足"]),
    ("针对值班脱岗问题尚未得到解决的，要限期整改。", ["值班脱岗"]),
    ("重点整治上级对站所抽查过多、表格重复等突出问题。", ["上级对站所抽查过多", "表格重复"]),
]
NONE = [
    "要亲自审定整改方案、亲自协调重大问题。",
    "要切实解决突出问题。",
    "对巡察反馈的问题要逐条整改。",
    "要坚持问题导向，带着问题下去。",
    "存在的问题要列出清单。",
    "解决了多年未决的拆迁难题。",
    "居民反映强烈的老楼电梯停运、楼道堵塞等问题得到了妥善解决。",
    "值班脱岗现象已全部整改到位。",
    "对照清单，材料不齐全等问题均已基本解决。",
    "要推动问题整改不到位的单位重新整改。",
    "开展“不担当不作为”专项行动。",
    "学习《关于解决形式主义突出问题的通知》精神。",
    "要及时解决群众反映的困难和问题。",
]


@pytest.mark.parametrize(("sentence", "names"), NAMED)
def test_names_are_found_with_their_places(sentence: str, names: list[str]) -> None:
    places = find_named_problems(sentence, 0, len(sentence))
    assert [sentence[start:end] for start, end in places] == names


@pytest.mark.parametrize("sentence", NONE)
def test_general_words_campaigns_and_what_is_solved_name_none(sentence: str) -> None:
    assert find_named_problems(sentence, 0, len(sentence)) == []


def test_a_named_problem_stands_behind_the_finding_that_names_it() -> None:
    text = "三、下一步工作\n一要管好库房。保管员要在6月底前解决库房台账不规范、消防通道堵塞等突出问题。\n"
    task, measure, first, second = mine(text, date(2024, 3, 15)).findings
    assert (task.kind, measure.kind) == (FindingKind.TASK, FindingKind.MEASURE)
    assert [(finding.text, finding.parent) for finding in (first, second)] == [
        ("库房台账不规范", 1),
        ("消防通道堵塞", 1),
    ]
    assert first.kind is FindingKind.PROBLEM
    assert text[first.start : first.end] == first.text
    assert {link.problem for link in measure.answers} == {2, 3}


@given(st.lists(st.sampled_from([*"针对解决问题等、和的不到位，。；“”《》（） "]), max_size=60))
def test_places_are_apart_and_inside(pieces: list[str]) -> None:
    text = "".join(pieces)
    places = find_named_problems(text, 0, len(text))
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert all(before[1] <= after[0] for before, after in pairwise(places))


@pytest.mark.parametrize("head", load("named_problems")["heads"])
def test_every_head_ends_a_list(head: str) -> None:
    sentence = f"要针对账目混乱、手续不全等{head}，逐一整改。"
    assert find_named_problems(sentence, 0, len(sentence))


@pytest.mark.parametrize("cure", load("named_problems")["cures"])
def test_every_cure_opens_a_list(cure: str) -> None:
    sentence = f"要坚决{cure}推诿扯皮。"
    assert find_named_problems(sentence, 0, len(sentence)) == [(len(sentence) - 5, len(sentence) - 1)]


@pytest.mark.parametrize("key", ["leads", "faults", "qualifiers", "connectives", "generic"])
def test_fragments_are_well_formed_bounded_and_unlike(key: str) -> None:
    fragments = load("named_problems")[key]
    assert len(set(fragments)) == len(fragments)
    for fragment in fragments:
        assert re.compile(fragment)
        assert not re.search(r"(?<!\\)[*+]", re.sub(r"\[[^\]]*\]", "x", fragment))
