"""`tracker campaign` and `tracker opinion`, typed as a 整改办 types them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

CommandLine = Any

FEEDBACK = """关于巡察反馈问题的整改方案
（2024年3月15日）

一、整改措施
一要规范会议记录。办公室要在反馈后1个月内修订会议记录办法。
"""


@pytest.fixture
def two(type_in: CommandLine) -> CommandLine:
    """With an 巡察 that is the default one, and a 专项整治 with two 方面."""
    type_in.well("campaign", "add", "2024年首轮巡察整改", "--kind", "巡察", "--prefix", "XC")
    type_in.well(
        "campaign", "add", "作风专项整治", "--kind", "专项整治", "--prefix", "ZF", "--add-source", "信访"
    )
    type_in.well("campaign", "aspect", "add", "会风文风", "--leader", "周正", "--campaign", "作风")
    type_in.well("campaign", "aspect", "add", "调查研究", "--campaign", "作风")
    return type_in


def test_campaigns_are_listed_set_and_chosen(two: CommandLine) -> None:
    said = two.well("campaign", "set", "作风", "--near-days", "10", "--review-steps", "2").stderr
    assert said == "已修改专项“作风专项整治”的设置。撤回：tracker undo\n"
    assert two.object("campaign", "show", "作风")["campaign"]["review_steps"] == 2
    assert two.object("campaign", "show")["campaign"]["name"] == "2024年首轮巡察整改"
    two.well("campaign", "default", "作风")
    rows = two.object("campaign", "list")["campaigns"]
    assert [(row["name"], row["is_default"], row["near_days"]) for row in rows] == [
        ("2024年首轮巡察整改", False, 7),
        ("作风专项整治", True, 10),
    ]
    assert "两步：先初审，再由另一人审核" in two.well("campaign", "show").stdout
    assert "没有专项“审计”，现有：" in two.refused("campaign", "show", "审计")
    assert "没有写要改什么" in two.refused("campaign", "set", "作风")
    two.well("campaign", "set", "作风", "--begins", "2024-1-1", "--ends", "2024-12-31")
    two.well("campaign", "set", "作风", "--ends", "", "--kind", "")
    shown = two.object("campaign", "show", "作风")["campaign"]
    assert (shown["begins"], shown["ends"], shown["kind"]) == ("2024-01-01", None, "")
    assert "需要确认：请加 --yes" in two.refused("campaign", "remove", "巡察")
    assert "已删除专项“2024年首轮巡察整改”" in two.well("campaign", "remove", "巡察", "--yes").stderr
    assert len(two.object("campaign", "list")["campaigns"]) == 1


def test_an_item_is_added_to_a_campaign_with_source_and_aspect(two: CommandLine) -> None:
    two.well(
        "add", "会议多", "--campaign", "作风", "--aspect", "会风", "--source", "信访", "--measure", "精简会议"
    )
    page = two.object("show", "ZF-2024-0001")["item"]
    assert (page["campaign"], page["aspect"], page["problem_source"]) == ("作风专项整治", "会风文风", "信访")
    assert {"name": "周正", "role": "leader"} in page["owners"]
    said = two.refused("add", "会议多", "--campaign", "作风", "--source", "网上")
    assert "没有问题来源“网上”，可用：" in said
    assert "tracker campaign set 作风专项整治 --add-source 词" in said
    two.well("edit", "ZF-2024-0001", "--source", "调研发现", "--aspect", "调查")
    shown = two.well("show", "ZF-2024-0001").stdout
    assert "方面      调查研究" in shown
    assert "问题来源  调研发现" in shown
    rows = two.object("campaign", "aspect", "list", "--campaign", "作风")["aspects"]
    assert [(row["aspect"], row["leader"], row["items"], row["measures"]) for row in rows] == [
        ("会风文风", "周正", 0, 0),
        ("调查研究", "", 1, 1),
    ]
    two.well("campaign", "aspect", "set", "调查", "--leader", "郑华", "--place", "1", "--campaign", "作风")
    full = two.object("campaign", "aspect", "list", "--full", "--campaign", "作风")["aspects"]
    assert full[0]["problems"][0]["measures"][0]["text"] == "精简会议"
    assert "1. 精简会议" in two.well("campaign", "aspect", "list", "--full", "--campaign", "作风").stdout
    assert "还有1个事项" in two.refused("campaign", "aspect", "remove", "调查", "--campaign", "作风")
    two.well("campaign", "aspect", "remove", "会风", "--campaign", "作风")


def test_an_item_is_linked_into_another_campaign(two: CommandLine) -> None:
    two.well("add", "调研不深")
    said = two.well("campaign", "link", "xc-2024-0001", "--campaign", "作风").stderr
    assert said == "已把 XC-2024-0001 并入专项“作风专项整治”。撤回：tracker undo\n"
    assert "没有改动" in two.well("campaign", "link", "XC-2024-0001", "--campaign", "作风").stderr
    assert two.object("show", "XC-2024-0001")["item"]["standing"] == ["作风专项整治"]
    assert two.object("stats", "专项:作风")["figures"]["items"] == 1
    two.well("campaign", "unlink", "XC-2024-0001", "--campaign", "作风")
    assert two.object("list", "专项:作风")["items"] == []


def test_the_day_of_an_event_is_shown_before_it_moves_anything(two: CommandLine) -> None:
    two.well("add", "记录不全", "--deadline", "反馈后1个月内")
    assert two.object("campaign", "event", "list")["events"] == [{"name": "反馈", "on": None, "limits": 1}]
    before = two.head()
    asked = ("campaign", "event", "set", "反馈", "2024-4-10")
    found = two.object(*asked, "--dry-run")
    assert [(moved["number"], moved["after"]) for moved in found["moved"]] == [("XC-2024-0001", "2024-05-10")]
    said = two.refused(*asked)
    assert "待明确（2024-05-01）  2024-05-10" in said
    assert "重算1个时限，需要确认：请加 --yes" in said
    assert two.head() == before
    assert "重算时限1个" in two.well(*asked, "--yes").stderr
    assert two.object("campaign", "show")["campaign"]["events"] == {"反馈": "2024-04-10"}
    assert "本来就是2024-04-10，没有改动" in two.well(*asked, "--yes").stderr
    two.well("add", "报告晚", "--deadline", "反馈后2个月内")
    two.well("add", "作风不实", "--deadline", "反馈后2个月内", "--campaign", "作风")
    rows = two.object("list")["items"]
    assert [(row["deadline"]["due"], row["deadline"]["confirm"]) for row in rows] == [
        ("2024-05-10", False),
        ("2024-06-10", False),
        ("2024-06-01", True),
    ]
    several = ("edit", "XC-2024-0001", "ZF-2024-0001", "--yes", "--deadline")
    assert "分属2个专项，“反馈”的日期各不相同" in two.refused(*several, "反馈后3个月内")
    two.well(*several, "年底前")
    assert "没有登记事件“动员”" in two.refused("campaign", "event", "remove", "动员")
    two.well("campaign", "event", "remove", "反馈", "--yes")
    assert two.object("list", "XC-2024-0002")["items"][0]["deadline"]["confirm"] is True


def test_mining_takes_the_campaign_and_its_events(two: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "方案.txt"
    path.write_text(FEEDBACK, encoding="utf-8")
    two.well("campaign", "event", "set", "反馈", "2024-4-10", "--campaign", "作风")
    two.well("mine", str(path), "--accept", "--campaign", "作风")
    item = two.object("show", "ZF-2024-0001")["item"]
    limits = [item["deadline"], *(measure["deadline"] for measure in item["measures"])]
    assert "2024-05-10" in [limit["due"] for limit in limits if limit]
    assert "没有专项“审计”" in two.refused("mine", str(path), "--review", "--campaign", "审计")


def test_opinions_are_answered_or_become_items(two: CommandLine) -> None:
    said = ("opinion", "add")
    two.well(*said, "会议太多", "--source", "群众反映", "--by", "张三", "--date", "2024-3-1")
    two.well(*said, "食堂太贵", "--source", "信访", "--campaign", "作风")
    two.well(*said, "培训太少", "--source", "谈心谈话", "--date", "2024-3-20")
    assert "没有问题来源“信访”" in two.refused(*said, "又一条", "--source", "信访")
    assert "在今天（2024-04-01）之后" in two.refused(
        *said, "早了", "--source", "群众反映", "--date", "2024-5-1"
    )
    rows = two.object("opinion", "list")["opinions"]
    assert [(row["opinion"], row["days_waiting"]) for row in rows] == [(1, 31), (3, 12), (2, 0)]
    adopted = two.object(
        "opinion", "adopt", "2", "--lead", "后勤科", "--aspect", "会风", "--deadline", "6月底前"
    )
    assert adopted["numbers"] == ["ZF-2024-0001"]
    page = two.object("show", "ZF-2024-0001")["item"]
    assert (page["title"], page["problem_source"], page["lead"]) == ("食堂太贵", "信访", "后勤科")
    two.well("opinion", "adopt", "3", "--to", "ZF-2024-0001")
    two.well("opinion", "answer", "1", "已精简三分之一")
    assert two.object("opinion", "list", "--waiting")["opinions"] == []
    shown = two.well("opinion", "list").stdout
    assert "2024-04-01答复：已精简三分之一" in shown
    assert "转为 ZF-2024-0001" in shown
    assert "已于2024-04-01答复" in two.refused("opinion", "answer", "1", "再答")
    assert "已经采纳，见 ZF-2024-0001" in two.refused("opinion", "adopt", "2")
    assert "没有序号为9的意见建议" in two.refused("opinion", "answer", "9", "答")
    assert "用 --to 并到已有的事项" in two.refused(
        "opinion", "adopt", "1", "--to", "ZF-2024-0001", "--title", "甲"
    )


def test_standards_of_chasing_are_set_and_shown(type_in: CommandLine) -> None:
    type_in.well("campaign", "add", "巡察", "--standard", "催办间隔天数=10", "--standard", "退回次数＝3")
    shown = type_in.object("campaign", "show")["campaign"]["standards"]
    assert (shown["between"], shown["returned"], shown["late"]) == (10, 3, 3)
    assert "逾期后每10天升一级" in type_in.well("campaign", "show").output
    said = type_in.refused("campaign", "set", "--standard", "催办天数=3")
    assert "催办间隔天数" in said
    assert "应在 1 到" in type_in.refused("campaign", "set", "--standard", "退回次数=0")
    type_in.well("campaign", "set", "--standard", "退回次数=5")
    history = type_in.well("journal", "log", "--format", "json").output
    assert "退回次数" in history or "催办和结果运用标准" in history
