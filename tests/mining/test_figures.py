"""The figures of drafts: a table of sentences that an expert can read, tables, and what holds anywhere."""

from __future__ import annotations

import datetime as dt
import time
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.ledger.figures.definitions import CODES
from tracker.mining.figures import Bound, Doubt, Stated, find_figures
from tracker.mining.figures.tokens import words
from tracker.mining.vocabulary import load

DAY = dt.date(2024, 6, 18)
NAMES = ("组织部", "宣传部")
CASES = tomllib.loads((Path(__file__).parent / "figures.toml").read_text(encoding="utf-8"))["case"]


def _told(stated: Stated) -> list[str]:
    """As the table writes it."""
    parts = [stated.figure + (f"/{stated.whole}" if stated.whole else "") or "?"]
    if stated.figure:
        parts += [stated.kind, stated.facet, *(f"@{name}" for name in stated.names), stated.period]
        parts += [stated.about + stated.unit, stated.against + stated.change]
        parts.append(str(stated.as_of or ""))
    return [str(stated.quantity.value), " ".join(part for part in parts if part)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:24])
def test_a_sentence_states_its_figures(case: dict[str, Any]) -> None:
    assert [_told(one) for one in find_figures(case["text"], DAY, names=NAMES)] == case["figures"]


TABLE = """整改情况统计表
序号\t单位\t问题\t\t\t措施数\t备注
\t\t应\t已\t完成率（%）
1\t组织部\t12\t8\t66.7\t30\t无
2\t合计\t18\t10\t55.6\t44
以上共18项。"""


def test_a_table_states_the_figures_of_its_headings_by_row() -> None:
    found = [_told(one) for one in find_figures(TABLE, DAY)]
    assert found == [
        ["12", "problems @组织部"],
        ["8", "closed problem @组织部"],
        ["66.7", "closed/items problem @组织部"],
        ["30", "measures @组织部"],
        ["18", "problems"],
        ["10", "closed problem"],
        ["55.6", "closed/items problem"],
        ["44", "measures"],
        ["18", "items"],
    ]


def test_a_table_may_lie_on_its_side() -> None:
    text = "指标\t数值\n应整改\t28\n已销号\t19\n完成率\t67.9%"
    assert [_told(one) for one in find_figures(text, DAY)] == [
        ["28", "items"],
        ["19", "closed"],
        ["67.9", "closed/items"],
    ]


def test_the_rows_of_a_table_may_be_classes() -> None:
    text = "分类\t数量\n基本完成\t3\n正在整改\t5\n尚未完成\t1"
    assert [one.figure for one in find_figures(text, DAY)] == [
        "class_consolidate",
        "class_speed_up",
        "class_assign",
    ]


def test_a_table_of_other_things_states_nothing() -> None:
    assert not find_figures("姓名\t年龄\t电话\n张三\t41\t62221111\n李四\t38\t62221112", DAY)


def test_the_day_under_the_title_holds_for_all() -> None:
    text = "整改情况报告\n（截至2024年5月31日）\n共28项。\n截至6月10日，已销号19项。\n逾期1项。"
    assert [one.as_of for one in find_figures(text, DAY)] == [
        dt.date(2024, 5, 31),
        dt.date(2024, 6, 10),
        dt.date(2024, 5, 31),
    ]


def test_a_day_without_a_year_is_the_one_last_past() -> None:
    (found,) = find_figures("截至12月底，共28项。", dt.date(2025, 1, 10))
    assert found.as_of == dt.date(2024, 12, 31)


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("已销号约20项。", Bound.ABOUT),
        ("已销号20项左右。", Bound.ABOUT),
        ("已销号超过20项。", Bound.MORE),
        ("已销号20余项。", Bound.ODD),
        ("已销号20项。", Bound.EXACT),
        ("整改率六成多。", Bound.ODD),
        ("逾期率不足5%。", Bound.FEWER),
        ("整改率过半。", Bound.MORE),
    ],
)
def test_how_a_number_is_meant(text: str, bound: Bound) -> None:
    (found,) = find_figures(text, DAY)
    assert found.quantity.bound is bound


def test_every_code_is_a_figure_of_the_ledger() -> None:
    found = load("figures")
    known = {*CODES, *found["more"], "total", "rest", "made", "made_new", "made_revised"}
    for part in ("status", "rate"):
        assert set(found[part]) <= known
    for table in ("as_measure", "as_regulation"):
        assert set(found[table].values()) <= known
        assert set(found[table]) <= set(found["status"])


@pytest.mark.parametrize("noun", load("figures")["uncounted"]["nouns"])
def test_what_no_ledger_counts_is_never_taken_for_items(noun: str) -> None:
    for sentence in (
        f"受理{noun}13件，已办结11件。",
        f"受理13件{noun}，办结11件。",
        f"{noun}已办结11件，办结率85%。",
    ):
        assert {one.doubt for one in find_figures(sentence, DAY)} == {Doubt.OTHERS}, sentence


@pytest.mark.parametrize("word", load("figures")["uncounted"]["by"])
def test_what_is_gone_by_is_not_counted(word: str) -> None:
    (found,) = find_figures(f"{word}有关文件已销号19项。", DAY)
    assert found.figure == "closed"


@pytest.mark.parametrize("word", load("figures")["uncounted"]["of_items"])
def test_what_is_only_said_of_items_is_said_of_them_behind_other_counts(word: str) -> None:
    found = find_figures(f"共28项，已销号19项，其中举报3件，{word}率67.9%。", DAY)
    assert found[-1].figure == "closed"


def test_no_word_means_two_things() -> None:
    found = load("figures")
    seen: dict[str, str] = {}
    for part in ("object", "status", "facet", "rate"):
        for code, said in found[part].items():
            for word in said:
                assert seen.setdefault(word, f"{part}.{code}") == f"{part}.{code}"
    assert set(seen) <= set(words())


PIECES = [
    "共",
    "已销号",
    "19",
    "个",
    "问题",
    "，",
    "。",
    "；",
    "\n",
    "\t",
    "百分之",
    "九",
    "占",
    "%",
    "（",
    "）",
    "截至",
    "5月",
]


@settings(max_examples=60)
@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_a_figure_is_a_span_of_its_text(text: str) -> None:
    last = 0
    for one in find_figures(text, DAY, names=NAMES):
        assert text[one.start : one.end] == one.text
        assert one.start >= 0 and one.end > one.start
        assert bool(one.figure) is (one.doubt is Doubt.NONE)
        assert one.end >= last or "\t" in text
        last = one.start


@pytest.mark.parametrize(
    "piece", ["一是", "19", "（", "截至5月", "共", "已销号19", "百分之九", "9,", "个\t9\t", "问题"]
)
def test_time_grows_with_the_text(piece: str) -> None:
    def taken(size: int) -> float:
        text = piece * (size // len(piece))
        began = time.process_time()
        find_figures(text, DAY, names=NAMES)
        return time.process_time() - began

    taken(2_000)
    assert any(taken(32_000) < 8 * taken(8_000) + 0.05 for _ in range(3))
