"""Findings that say the same as an earlier one of the document."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.mining import mine
from tracker.mining.twins import are_near, normal

DAY = date(2024, 3, 15)
PARAGRAPH = (
    "三、下一步工作\n一要管好库房。保管员要每天填写库房巡查记录。二要守好值班。值班室要建立电话登记簿。\n"
)


def repeats(text: str) -> list[tuple[str, str]]:
    findings = mine(text, DAY).findings
    return [(f.text, findings[f.same_as].text) for f in findings if f.same_as is not None]


def test_a_text_posted_twice_is_taken_once() -> None:
    findings = mine(PARAGRAPH * 2, DAY).findings
    half = len(findings) // 2
    assert half > 2
    assert [finding.same_as for finding in findings] == [None] * half + list(range(half))


def test_a_summary_that_repeats_a_heading_points_to_it() -> None:
    heading = "（一）管好用好县级应急物资库房。"
    text = (
        f"三、下一步工作\n{heading}保管员要每天填写巡查记录。\n（二）总的要求。要管好用好县级应急物资库房。\n"
    )
    assert repeats(text) == [("要管好用好县级应急物资库房。", heading)]


@pytest.mark.parametrize(
    "text",
    [
        "三、下一步工作\n一要抓紧。甲站要在3月底前上报隐患清单。乙站要在4月底前上报隐患清单。\n",
        "三、下一步工作\n一要抓紧。收储玉米不少于3000吨并建立台账。收储玉米不少于5000吨并建立台账。\n",
        "三、下一步工作\n一要抓好东库。保管员要每天填写巡查记录。二要抓好西库。保管员要每天填写巡查记录。\n",
    ],
)
def test_other_owners_limits_figures_or_tasks_make_other_findings(text: str) -> None:
    assert repeats(text) == []


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("各站所要建立应急物资出入库登记制度", "各站所都要建立应急物资出入库登记制度", True),
        ("各站所要建立应急物资出入库登记制度", "各县区要建立应急物资出入库登记制度", False),
        ("各站所要建立应急物资出入库登记制度", "各站所要建立应急物资出入库登记制度三项", False),
        ("可以在出入库登记前先行领用应急物资", "不可以在出入库登记前先行领用应急物资", False),
        ("建立登记制度", "要建立登记制度", False),
    ],
)
def test_near_texts_have_a_word_more(one: str, other: str, near: bool) -> None:
    assert are_near(one, other) is near
    assert are_near(other, one) is near


def test_number_signs_and_blanks_say_nothing() -> None:
    assert normal("（一）管好 库房。") == normal("二是管好库房；") == "管好库房"
