"""Widths, cutting and Chinese line breaking, counted in terminal cells."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tracker.text.cells import NO_LINE_END, NO_LINE_START, Align, cut, pad, width, wrap, wrap_spans

TEXTS = st.text(
    alphabet=st.sampled_from(
        "整改台账，。（）“”……——、：a1-Z 9.　%e\u0301\n①👩\u200d💻🇨🇳\ufe0f☀\U0001f3fd가각"
    ),
    max_size=60,
)


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("", 0),
        ("ZG-2024-0007", 12),
        ("整改台账", 8),
        ("整改a台账1", 10),
        ("ＡＢ，", 6),
        ("e\u0301", 1),
        ("“—…①”", 5),
        ("\u200b", 0),
        ("ｱ", 1),
        ("각", 2),
        ("\u1100\u1161\u11a8", 2),
        ("👍", 2),
        ("👍🏽", 2),
        ("👩\u200d💻", 2),
        ("☀\ufe0f", 2),
        ("☀", 1),
        ("1\ufe0f\u20e3", 2),
        ("🇨🇳", 2),
        ("🇨🇳🇨🇳", 4),
        ("🇨", 1),
        ("𠮷", 2),
        ("\ue000", 1),
    ],
)
def test_width(text: str, cells: int) -> None:
    assert width(text) == cells


def test_ambiguous_signs_are_wide_where_the_terminal_says_so() -> None:
    assert width("“整改”……①", ambiguous=2) == 14
    assert cut("“整改”办", 7, ambiguous=2) == "“整…"


@given(TEXTS, TEXTS)
def test_widths_add_up(left: str, right: str) -> None:
    assert width(left + "整" + right) <= width(left) + 2 + width(right)
    assert (
        width(left + "\n" + "整" + right.replace("\ufe0f", "").replace("\U0001f3fd", "")) >= width(left) + 2
    )


@pytest.mark.parametrize(
    ("text", "cells", "align", "padded"),
    [
        ("整改", 6, "left", "整改  "),
        ("整改", 6, "right", "  整改"),
        ("整改", 7, "center", " 整改  "),
        ("整改台账", 6, "left", "整改台账"),
    ],
)
def test_pad(text: str, cells: int, align: Align, padded: str) -> None:
    assert pad(text, cells, align) == padded


@pytest.mark.parametrize(
    ("text", "cells", "short"),
    [
        ("整改台账", 8, "整改台账"),
        ("整改台账", 7, "整改台…"),
        ("整改台账", 6, "整改…"),
        ("abcdef", 4, "abc…"),
        ("整改", 1, "…"),
        ("整改", 0, ""),
        ("e\u0301e\u0301e\u0301", 2, "e\u0301…"),
        ("👩\u200d💻👩\u200d💻", 3, "👩\u200d💻…"),
    ],
)
def test_cut(text: str, cells: int, short: str) -> None:
    assert cut(text, cells) == short


@given(TEXTS, st.integers(0, 20), st.sampled_from([1, 2]))
def test_cut_and_padded_text_takes_exactly_its_cells(text: str, cells: int, ambiguous: int) -> None:
    line = text.replace("\n", "")
    short = cut(line, cells, ambiguous)
    assert width(short, ambiguous) <= cells
    assert width(pad(short, cells, "left", ambiguous), ambiguous) == cells


@pytest.mark.parametrize(
    ("text", "cells", "lines"),
    [
        ("", 10, [""]),
        ("整改落实", 4, ["整改", "落实"]),
        ("一是制度不严，执行不力。", 12, ["一是制度不", "严，执行不", "力。"]),
        ("督促（整改）落实", 6, ["督促", "（整", "改）落", "实"]),
        ("他说：“马上改”。", 8, ["他说：", "“马上", "改”。"]),
        ("编号ZG-2024-0007为准", 14, ["编号", "ZG-2024-0007为", "准"]),
        ("完成87.5%以上", 8, ["完成", "87.5%以", "上"]),
        ("read the plan", 8, ["read the", "plan"]),
        ("a  b", 1, ["a", "b"]),
        ("逐项销号——不留死角", 9, ["逐项销", "号——不留", "死角"]),
        ("首行\n\n次行", 10, ["首行", "", "次行"]),
        ("　　段首缩进两个字", 8, ["　　段首", "缩进两个", "字"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("。。。。。。", 4, ["。。", "。。", "。。"]),
        ("整", 1, ["整"]),
        ("   ", 2, [""]),
        ("末尾\n", 10, ["末尾", ""]),
    ],
)
def test_wrap(text: str, cells: int, lines: list[str]) -> None:
    assert wrap(text, cells) == lines


@given(TEXTS, st.integers(1, 24), st.sampled_from([1, 2]))
@example("　　整", 1, 1)
@settings(max_examples=200)
def test_wrap_loses_nothing_but_blanks_and_keeps_to_the_width(text: str, cells: int, ambiguous: int) -> None:
    lines = wrap(text, cells, ambiguous)
    assert "".join("".join(lines).split()) == "".join(text.split())
    for line in lines:
        assert width(line, ambiguous) <= cells or len(line.lstrip("　 ")) <= 6


@given(st.text(alphabet="整改销号，。、（）“”", max_size=60))
def test_punctuation_keeps_to_its_side_where_a_line_holds_a_word(text: str) -> None:
    lines = wrap(text, 20)
    for before, after in pairwise(lines):
        # A run of signs longer than a line has to be broken somewhere.
        if any(character in "整改销号" for character in before[1:-1]) and after[0] in "整改销号":
            assert before[-1] not in NO_LINE_END
        if before[-1] in "整改销号" and set(before) & set("整改销号") and not set(before) & NO_LINE_END:
            assert after[0] not in NO_LINE_START


@given(TEXTS, st.integers(1, 24))
def test_spans_are_the_lines(text: str, cells: int) -> None:
    spans = wrap_spans(text, cells)
    assert [text[start:end] for start, end in spans] == wrap(text, cells)
    assert spans == sorted(spans)


def test_a_long_line_wraps_in_linear_time() -> None:
    assert len(wrap("一是" * 50_000, 40)) == 5_000
