"""The query language: what a line means, how it is printed, and where it is shown to be wrong."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.errors import BadQuery
from tracker.ledger.filtering import tree
from tracker.ledger.filtering.dates import When
from tracker.ledger.filtering.fields import FIELDS, Kind, by_name, shorthands
from tracker.ledger.filtering.reading import DEEPEST, LONGEST, MOST, read_query
from tracker.ledger.filtering.tree import Comparison, Every, Not, Presence, Query, Sign, Some, Text
from tracker.ledger.words import OPEN_STATES, ItemKind, Light, RectificationType, State
from tracker.text.cells import width

OVERDUE = tree.of("预警", Light.OVERDUE)
RECTIFYING = tree.of("状态", State.RECTIFYING)
CLOSED = tree.of("状态", State.CLOSED)


@pytest.mark.parametrize(
    ("line", "query"),
    [
        ("", tree.EVERYTHING),
        (" 　", tree.EVERYTHING),
        ("成果 转化", Every((Text("成果"), Text("转化")))),
        ("单位：组织部　状态:整改中", Every((tree.of("单位", "组织部"), RECTIFYING))),
        ("state:closed kind:task", Every((CLOSED, tree.of("类别", ItemKind.TASK)))),
        ("STATE=closed", CLOSED),
        ("逾期", OVERDUE),
        ("未销号", tree.of("状态", *OPEN_STATES)),
        ("状态:未销号", tree.of("状态", *OPEN_STATES)),
        ("已销号", CLOSED),
        ("长期坚持", tree.of("预警", Light.CONTINUING)),
        ("立行立改", tree.of("类型", RectificationType.IMMEDIATE)),
        ("预警:临期", tree.of("预警", Light.NEAR)),
        ("预警:逾期", OVERDUE),
        ("临期", tree.of("预警", Light.NEAR, Light.IMMINENT)),
        ("“主体 责任”", Text("主体 责任")),
        ('"说了“算”的"', Text("说了“算”的")),
        ('"一个""引号"', Text('一个"引号')),
        ('开了引号"没关', Text('开了引号"没关')),
        ("开展“回头看”活动", Text("开展“回头看”活动")),
        ("“回头看”活动", Text("“回头看”活动")),
        ("“逾期” “且”", Every((Text("逾期"), Text("且")))),
        ("单位:“办公室 一科”", tree.of("单位", "办公室 一科")),
        (
            "单位:办公室（党组） 成果（第二轮）",
            Every((tree.of("单位", "办公室（党组）"), Text("成果（第二轮）"))),
        ),
        ("编号:zg-2024-0001", tree.of("编号", "ZG-2024-0001")),
        ("“时间：10:30” “未销号”", Every((Text("时间：10:30"), Text("未销号")))),
        ("单位:甲：乙处", tree.of("单位", "甲：乙处")),
        ("未销号，逾期", Every((tree.of("状态", *OPEN_STATES), OVERDUE))),
        ("（逾期），已销号，", Every((OVERDUE, CLOSED))),
        ("状态：整改中，已销号", tree.of("状态", State.RECTIFYING, State.CLOSED)),
        ("单位：甲，乙，逾期，状态：已销号", Every((tree.of("单位", "甲", "乙"), OVERDUE, CLOSED))),
        ("单位：甲 ， “逾期”", tree.of("单位", "甲", "逾期")),
        ("整改中、已销号", tree.of("状态", State.RECTIFYING, State.CLOSED)),
        ("材料不全，逾期", Text("材料不全，逾期")),
    ],
)
def test_words_fields_and_quotes(line: str, query: Query) -> None:
    assert read_query(line) == query


@pytest.mark.parametrize(
    ("line", "query"),
    [
        ("回炉>=1", Comparison("回炉", Sign.AT_LEAST, (1,))),
        ("回炉 ＞＝ 一", Comparison("回炉", Sign.AT_LEAST, (1,))),
        ("延期≥２", Comparison("延期次数", Sign.AT_LEAST, (2,))),
        ("延期次数大于等于1", Comparison("延期次数", Sign.AT_LEAST, (1,))),
        ("延期次数不少于一", Comparison("延期次数", Sign.AT_LEAST, (1,))),
        ("回炉少于2", Comparison("回炉", Sign.LESS, (2,))),
        ("非回炉不多于2", Not(Comparison("回炉", Sign.AT_MOST, (2,)))),
        ("时限早于2024-12-31", Comparison("时限", Sign.LESS, (When("2024-12-31"),))),
        ("台账不少于两本", Text("台账不少于两本")),
        ("状态大于整改中", Text("状态大于整改中")),
        ("措施数＝3", tree.of("措施数", 3)),
        ("佐证数!=0", Not(tree.of("佐证数", 0))),
        ("佐证数≠0", Not(tree.of("佐证数", 0))),
        ("佐证=0", tree.of("佐证数", 0)),
        ("佐证：０", tree.of("佐证数", 0)),
        ("非佐证:0、1", Not(tree.of("佐证数", 0, 1))),
        ("措施>3", Comparison("措施数", Sign.MORE, (3,))),
        ("措施不少于三", Comparison("措施数", Sign.AT_LEAST, (3,))),
        ("措施不少于三条", Text("措施不少于三条")),
        ("佐证:2024", tree.of("佐证", "2024")),
        ("佐证:“0”", tree.of("佐证", "0")),
        ("措施:一", tree.of("措施", "一")),
        ("措施:“三”", tree.of("措施", "三")),
        ("佐证:0、照片", tree.of("佐证", "0", "照片")),
        ("时限<2024-12-31", Comparison("时限", Sign.LESS, (When("2024-12-31"),))),
        ("时限≤11 月底", None),
        ("时限≤11月底", Comparison("时限", Sign.AT_MOST, (When("11月底"),))),
        ("销号时间:“2024年 11月”", tree.of("销号时间", When("2024年11月"))),
        ("单位=组织部", Comparison("单位", Sign.IS, ("组织部",))),
        ("时限:无", tree.of("时限", Presence.NONE)),
        ("责任人:有", tree.of("责任人", Presence.SOME)),
        ("单位:“无”", tree.of("单位", "无")),
        ("类别:问题", tree.of("类别", ItemKind.PROBLEM)),
        ("类别:作风", tree.of("问题类别", "作风")),
        ("类别:任务、作风", Some((tree.of("类别", ItemKind.TASK), tree.of("问题类别", "作风")))),
    ],
)
def test_comparisons(line: str, query: Query | None) -> None:
    """`11 月底` is two words: a date with a blank wants quotes."""
    if query is None:
        with pytest.raises(BadQuery):
            read_query(line)
    else:
        assert read_query(line) == query


@pytest.mark.parametrize(
    ("line", "query"),
    [
        ("逾期 且 成果", Every((OVERDUE, Text("成果")))),
        ("逾期 AND 成果", Every((OVERDUE, Text("成果")))),
        ("逾期 或 成果 转化", Some((OVERDUE, Every((Text("成果"), Text("转化")))))),
        ("逾期 OR 成果", Some((OVERDUE, Text("成果")))),
        ("（逾期 或 成果）转化", Every((Some((OVERDUE, Text("成果"))), Text("转化")))),
        ("(逾期 或 成果）且(转化)", Every((Some((OVERDUE, Text("成果"))), Text("转化")))),
        ("非 逾期", Not(OVERDUE)),
        ("非逾期", Not(OVERDUE)),
        ("NOT 逾期", Not(OVERDUE)),
        ("-逾期 －成果", Every((Not(OVERDUE), Not(Text("成果"))))),
        ("非（逾期 成果）", Not(Every((OVERDUE, Text("成果"))))),
        ("非状态:已销号", Not(CLOSED)),
        ("非 非 逾期", OVERDUE),
        ("非法占地 或许 且慢", Every((Text("非法占地"), Text("或许"), Text("且慢")))),
        ("状态:整改中 状态:已销号", tree.of("状态", State.RECTIFYING, State.CLOSED)),
        ("状态:整改中、已销号", tree.of("状态", State.RECTIFYING, State.CLOSED)),
        ("状态:整改中，已销号", tree.of("状态", State.RECTIFYING, State.CLOSED)),
        ("状态:整改中 或 已销号", tree.of("状态", State.RECTIFYING, State.CLOSED)),
        ("单位:甲 且 单位:乙", Every((tree.of("单位", "甲"), tree.of("单位", "乙")))),
        ("单位:甲 成果 单位:乙", Every((tree.of("单位", "甲", "乙"), Text("成果")))),
        ("ZG-2024-0001 zg-2024-0002", tree.of("编号", "ZG-2024-0001", "ZG-2024-0002")),
        (
            "ZG-2024-0001、巡察-2024-12 逾期",
            Every((tree.of("编号", "ZG-2024-0001", "巡察-2024-12"), OVERDUE)),
        ),
        ("ZG-2024-0001 逾期", Every((Text("ZG-2024-0001"), OVERDUE))),
        ("-单位:甲 -单位:乙", Every((Not(tree.of("单位", "甲")), Not(tree.of("单位", "乙"))))),
        (
            "时限>=3月 时限<6月",
            Every(
                (
                    Comparison("时限", Sign.AT_LEAST, (When("3月"),)),
                    Comparison("时限", Sign.LESS, (When("6月"),)),
                )
            ),
        ),
    ],
)
def test_joining(line: str, query: Query) -> None:
    assert read_query(line) == query


def test_a_view_stands_for_its_query() -> None:
    views = {"欠账": "逾期 或 回炉>=1"}
    assert read_query("@欠账 单位:甲", views) == read_query("(逾期 或 回炉>=1) 单位:甲")
    assert read_query("非 ＠欠账", views) == read_query("非 (逾期 或 回炉>=1)")


@pytest.mark.parametrize(
    ("line", "said", "place"),
    [
        ("颜色:红", "筛选条件看不懂“颜色:”，可用：编号 单位", "颜色"),
        ("逾期 单味:甲", "是不是“单位”", "单味"),
        ("状态:整改", "状态没有“整改”，是不是“整改中”？可用：待挂号 整改中", "整改"),
        ("（逾期 或 状态:完事）", "状态没有“完事”，可用", "完事"),
        ("状态:整改中、完事", "状态没有“完事”", "完事"),
        ("回炉>=很多", "“回炉”要和一个数比", "很多"),
        ("时限<13月", "看不懂日期“13月”，可写 2024-12-31", "13月"),
        ("时限<2024-02-30", "看不懂日期", "2024-02-30"),
        ("时限:6月31日", "6月没有31日，最后一天是30日", "6月31日"),
        ("时限:待明确", "请写 预警:待明确", "待明确"),
        ("延期次数不少于很多", "“延期次数”要和一个数比", "很多"),
        ("预警>临期", "“预警”不能比大小", ">"),
        ("时限<3月、5月", "只能写一个值", "5月"),
        ("单位:", "缺要比较的内容", None),
        ("逾期 或", "最后缺一个条件", None),
        ("或 逾期", "“或”前面缺一个条件", "或"),
        ("（逾期", "少一个右括号", None),
        ("逾期）", "多了一个右括号", "）"),
        ("逾期 ()", "括号里没有条件", ")"),
        ("逾期 “没收尾", "引号没有收尾", "“"),
        ("状态:(整改中)", "这里要写内容", "("),
        ('单位:""', "引号里没有内容", '""'),
        ("@没有", "没有名为“没有”的视图", "@没有"),
    ],
)
def test_a_mistake_is_shown_at_its_place(line: str, said: str, place: str | None) -> None:
    with pytest.raises(
        BadQuery, match="^" + said.replace("(", r"\(") if said.startswith("筛") else said
    ) as caught:
        read_query(line)
    summary, shown, pointer = str(caught.value).split("\n")
    assert said in summary
    assert shown == f"  {line}"
    before, marked = (line, " ") if place is None else (line[: line.rindex(place)], place)
    assert pointer == "  " + " " * width(before) + "^" * width(marked)


def test_of_a_long_query_the_part_around_the_place_is_shown() -> None:
    with pytest.raises(BadQuery) as caught:
        read_query("成果转化 " * 40 + "状态:完事" + " 成果转化" * 40)
    _, shown, pointer = str(caught.value).split("\n")
    assert width(shown) <= 76
    assert shown.startswith("  …") and shown.endswith("…")
    assert width(shown[: shown.index("完事")]) == pointer.index("^")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("甲" * (LONGEST + 1), "太长"),
        ("逾期 (甲 或 " * (DEEPEST * 2) + "乙" + ")" * (DEEPEST * 2), "套得太深"),
        ("甲 " * (MOST + 1), "条件太多"),
        ("单位:" + "甲、" * MOST + "乙", "条件太多"),
        ("时限:" + "1" * 1900, "看不懂日期“1{34}…”"),
        ("甲" * 1900 + ":乙", "筛选条件看不懂“甲{17}…:”"),
    ],
)
def test_what_no_person_types_is_refused(line: str, said: str) -> None:
    with pytest.raises(BadQuery, match=said):
        read_query(line)


def test_brackets_that_say_nothing_may_be_many() -> None:
    assert read_query("(" * 500 + "逾期" + ")" * 500) == OVERDUE


PIECES = st.sampled_from(
    [
        "(",
        "）",
        "“",
        '"',
        " ",
        "　",
        "且",
        "或 ",
        " 非",
        "-",
        ":",
        "＞=",
        "、",
        "@",
        "单位",
        "状态:",
        "时限<",
        "11月底",
        "逾期",
        "甲",
    ]
)


@given(st.one_of(st.text(max_size=30), st.lists(PIECES, max_size=14).map("".join)))
def test_any_line_is_read_and_printed_or_refused(line: str) -> None:
    try:
        query = read_query(line)
    except BadQuery as refused:
        assert len(str(refused).split("\n")) == 3
        return
    assert read_query(str(query)) == query


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8) | st.sampled_from(
    [*shorthands(), "且", "非", "无", '"', "“甲”", "甲、乙", "a:b", "-甲", "@甲", "（甲）", "0", "三"]
)


def _tests() -> st.SearchStrategy[Query]:
    def of(name: str) -> st.SearchStrategy[Query]:
        field = FIELDS[name]
        signs = st.sampled_from([Sign.HAS, Sign.IS])
        match field.kind:
            case Kind.WORD:
                assert field.words is not None
                values: st.SearchStrategy[tree.Value] = st.sampled_from(list(field.words))
            case Kind.COUNT:
                values = st.integers(0, 99)
            case Kind.DATE:
                values = st.sampled_from([When("本月"), When("今天-3"), When("2024-12-31"), Presence.NONE])
            case Kind.NUMBER:
                values = st.sampled_from(["ZG-2024-0001", "ZG-2024-0002"])
            case _:
                values = TEXTS | st.sampled_from(list(Presence))
        lists = st.lists(values, min_size=1, max_size=3)
        found = st.builds(lambda sign, chosen: tree.of(name, *chosen, sign=sign), signs, lists)
        if field.kind not in (Kind.COUNT, Kind.DATE):
            return found
        ordered = st.sampled_from([Sign.LESS, Sign.AT_MOST, Sign.MORE, Sign.AT_LEAST])
        bounds = values.filter(lambda value: not isinstance(value, Presence))
        return found | st.builds(lambda sign, value: tree.of(name, value, sign=sign), ordered, bounds)

    return st.sampled_from(list(FIELDS)).flatmap(of)


QUERIES = st.recursive(
    TEXTS.map(Text) | _tests(),
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3).map(tree.every)
        | st.lists(inner, min_size=1, max_size=3).map(tree.some)
        | inner.map(tree.negation)
    ),
    max_leaves=8,
)


@given(QUERIES)
def test_a_query_is_printed_as_it_could_be_typed(query: Query) -> None:
    assert read_query(str(query)) == query


def test_no_name_means_two_fields() -> None:
    names = [name for field in FIELDS.values() for name in (field.name, *field.aliases)]
    assert len(names) == len(set(names)) == len(by_name())
