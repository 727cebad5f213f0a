"""Line ends inside sentences."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.mining import mine
from tracker.mining.wrapping import unwrap

WRAPPED = (
    "各组室要在六月底之前把历年形成的账\n目全部核对清楚并且按月向全体成员公\n开接受大家监督同时把核对中发现的差\n"
    "错登记造册逐笔说明原因不得隐瞒不得\n拖延也不得相互推诿由财务组统一汇总\n以后报请组务会议审定再行处理。\n"
) * 4


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("把账目核对清楚，\n按月公开。\n", "把账目核对清楚， 按月公开。\n"),
        (
            "会后各组分头核对，今年以来的往来账目由李明统一汇总到财务\n组办公室备查。\n",
            "会后各组分头核对，今年以来的往来账目由李明统一汇总到财务 组办公室备查。\n",
        ),
        ("关于核对账目\n的通知\n", "关于核对账目\n的通知\n"),
        ("把账目核对清楚，\n一是按月公开。\n", "把账目核对清楚，\n一是按月公开。\n"),
        ("把账目核对清楚，\n　　按月公开。\n", "把账目核对清楚，\n　　按月公开。\n"),
        ("账目，\t财务组\n核对\t李明\n", "账目，\t财务组\n核对\t李明\n"),
        ("", ""),
    ],
)
def test_line_ends_inside_sentences_become_blanks(text: str, expected: str) -> None:
    assert unwrap(text) == expected


def test_a_page_of_wrapped_lines_is_read_as_running_text() -> None:
    assert unwrap(WRAPPED).count("\n") == 4
    findings = mine(WRAPPED, date(2024, 3, 15)).findings
    assert len(findings) == 4
    assert all(WRAPPED[finding.start : finding.end] == finding.text for finding in findings)


def page(*paragraphs: str, width: int = 24, indent: str = "") -> str:
    """Paragraphs wrapped at a width, each behind an indent."""
    lines = []
    for paragraph in paragraphs:
        words = indent + paragraph
        lines += [words[start : start + width] for start in range(0, len(words), width)]
    return "\n".join(lines)


LONG = "各组室要把历年形成的账目全部核对清楚，按月向全体成员公开，接受监督，不得隐瞒，不得推诿"


def test_a_line_that_ends_with_a_sentence_goes_on_where_paragraphs_are_indented() -> None:
    first, second = "要逐笔核对历年形成的账目，不得隐瞒。", "同时把差错登记造册。"
    text = page(*[LONG + "。"] * 5, first + LONG[:4] + second, LONG + "。", indent="　　", width=20)
    assert f"{first[-6:]}\n{LONG[:4]}" not in unwrap(text)
    assert unwrap(text).count("\n") == 6


def test_full_lines_that_end_in_a_closing_quote_go_on() -> None:
    text = page(
        *[LONG + "。"] * 5, "会议提出了今年的重点是办好“三件实事“一件"[:23] + "”里的头一件，要抓好落实。"
    )
    assert "”\n" not in unwrap(text)


def test_an_ordinal_within_running_text_opens_no_paragraph() -> None:
    running = "主要有三点：一是要逐笔核对账目。二是要按月公开。三是修订制度，堵塞漏洞。四是要加强监督。"
    text = page(*[LONG + "。"] * 5, running, LONG + "。")
    assert "\n三是" not in unwrap(text)
    assert "\n四是" not in unwrap(text)


def test_a_bracket_of_owners_behind_a_full_line_belongs_to_it() -> None:
    item = "一、要把历年账目核对清楚，按月向全体成员公开账。"
    assert len(item) == 24
    text = page(*[LONG * 2 + "。"] * 5, item) + "\n（财务组负责）\n二、修订制度。"
    assert f"{item} （财务组负责）\n二、" in unwrap(text)
    assert item + "\n（财务组负责）" in [finding.text for finding in mine(text, date(2024, 3, 15)).findings]


def test_what_the_file_calls_a_heading_stays_a_line() -> None:
    text = page(*[LONG + "。"] * 5, LONG[:24], LONG + "。")
    start = text.index(LONG[:24], text.rindex(LONG[:24]) - 30)
    assert unwrap(text, ((start, 1),))[start + 24] == "\n"


PARAGRAPHS = [
    "关于核对账目的通知",
    "各组室：",
    "一、存在的问题",
    "账目核对不及时，公开不到位，没有做到按月公布，群众有意见。" * 12,
    "二、工作要求",
    "各组室要在6月底前把账目核对清楚。要按月公开，接受监督。" * 12,
    "1.财务组要修订制度。",
]


@pytest.mark.parametrize("blank", [" ", "　　", "  "])
def test_blanks_stand_for_the_line_ends_of_a_document_on_one_line(blank: str) -> None:
    text = blank.join(PARAGRAPHS)
    assert [line.strip() for line in unwrap(text).split("\n")] == PARAGRAPHS
    assert [finding.kind for finding in mine(text, date(2024, 3, 15)).findings] == [
        finding.kind for finding in mine("\n".join(PARAGRAPHS), date(2024, 3, 15)).findings
    ]


def test_blanks_strewn_by_text_recognition_part_nothing() -> None:
    text = " ".join(LONG[start : start + 7] for start in range(0, 42, 7)) * 20
    assert "\n" not in unwrap(text)


@settings(max_examples=80, deadline=None)
@given(st.text(alphabet="账，。、\n\t 　一是（）要", max_size=80))
def test_every_character_keeps_its_place(text: str) -> None:
    unwrapped = unwrap(text)
    assert len(unwrapped) == len(text)
    blanks = set(" \n\u3000")
    assert all(a == b or {a, b} <= blanks for a, b in zip(text, unwrapped, strict=True))
