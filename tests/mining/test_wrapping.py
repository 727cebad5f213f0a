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


@settings(max_examples=80, deadline=None)
@given(st.text(alphabet="账，。、\n\t 　一是（）要", max_size=80))
def test_every_character_keeps_its_place(text: str) -> None:
    unwrapped = unwrap(text)
    assert len(unwrapped) == len(text)
    assert all(a == b or (a, b) == ("\n", " ") for a, b in zip(text, unwrapped, strict=True))
