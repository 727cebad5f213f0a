"""Time grows with the text, whatever the text: no pattern goes through it again and again."""

import datetime as dt
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.mining import mine

SPEECH = (Path(__file__).parent / "speech.txt").read_text(encoding="utf-8")
DAY = dt.date(2024, 3, 15)
SHORT = 4_000
TIMES = 6
"""So many times the text may take twice as many times as long; a square law would take thirty-six."""

PIECES = [
    "一是",
    "一是一是存在",
    "一要",
    "（一）",
    "1.",
    "①",
    "2024",
    "（（",
    "（",
    "）",
    "〔",
    "“",
    "《",
    "月日",
    "3月5日",
    "11月底前",
    "一二三四",
    "　",
    " ",
    "\t",
    "\n",
    "，",
    "、",
    "；",
    "：",
    "办公室、",
    "由办公室",
    "责任单位：",
    "等问题",
    "针对",
    "有的",
    "不够",
    "要在",
    "各单位要",
    "进一步加强",
    "必须才能",
    "每季度",
    "反馈后",
    "的",
    "，是",
    "1",
    "1月",
    "1月1日",
    "2025年",
    "每年",
    "。",
    "要",
    "部门、",
    "会同",
    "前",
    "年底",
    "存在",
    "不",
    "自",
    "由",
    "后",
    "各",
]


def seconds(text: str) -> float:
    begun = time.process_time()
    mine(text, DAY)
    return time.process_time() - begun


def grows_evenly(piece: str, *, short: int = SHORT) -> bool:
    text = piece * (short // len(piece))
    mine(text, DAY)
    return any(seconds(text * TIMES) < 2 * TIMES * seconds(text) + 0.05 for _ in range(3))


@pytest.mark.parametrize("piece", PIECES)
def test_time_grows_with_runs_of(piece: str) -> None:
    assert grows_evenly(piece)


def test_time_grows_with_one_endless_line() -> None:
    line = SPEECH.replace("\n", "").replace("。", "，").replace("；", "，")
    assert grows_evenly(line, short=20_000)


@settings(max_examples=6)
@given(st.lists(st.sampled_from(PIECES), min_size=2, max_size=5).map("".join))
def test_time_grows_with_runs_of_any_mixture(piece: str) -> None:
    assert grows_evenly(piece)
