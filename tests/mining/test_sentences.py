"""Where sentences begin and end, and how a piece reads without the blanks that copies leave in it."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.mining.sentences import is_bare_line, split, words_of


def pieces(text: str) -> list[str]:
    return [text[sentence.start : sentence.end] for sentence in split(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("账要清。人要齐！谁来管？", ["账要清。", "人要齐！", "谁来管？"]),
        ("他说：“账要清。”大家点头。", ["他说：“账要清。”", "大家点头。"]),
        ("\u3000\u3000账要清。 \n\n人要齐。", ["账要清。", "人要齐。"]),
        ("清账（甲所；乙站）。", ["清账（甲所；乙站）。"]),
        ("清账（甲所；", ["清账（甲所；"]),
        ("按月对账。（财务科牵头）补齐凭证。", ["按月对账。（财务科牵头）", "补齐凭证。"]),
        ("按月对账。（此件公开）", ["按月对账。", "（此件公开）"]),
        ("一、总体要求（一）管账按月对账。", ["一、总体要求", "（一）管账按月对账。"]),
        ("依照第三条第（二）项办理。", ["依照第三条第（二）项办理。"]),
        ("", []),
        (" \n ", []),
    ],
)
def test_split(text: str, expected: list[str]) -> None:
    assert pieces(text) == expected


@pytest.mark.parametrize(
    ("piece", "words"),
    [
        ("县财 政局", "县财政局"),
        ("县财\u3000政局", "县财政局"),
        ("11 月底前", "11 月底前"),
        ("use the ledger", "use the ledger"),
        ("进一步 “回头看”", "进一步“回头看”"),
    ],
)
def test_words_lose_blanks_between_chinese_signs_only(piece: str, words: str) -> None:
    assert words_of(piece, 0, len(piece)) == words


def test_a_bare_line_stands_alone_and_has_no_stop() -> None:
    text = "县财政局\n账要清。\n县财政局；"
    assert [is_bare_line(text, sentence) for sentence in split(text)] == [True, False, False]


@given(st.text(alphabet="账人。；（）(\n “”、一1.", max_size=60))
def test_nothing_is_lost_and_nothing_overlaps(text: str) -> None:
    found = split(text)
    assert "".join(pieces(text)).replace(" ", "") == text.replace("\n", "").replace(" ", "")
    assert all(before.end <= after.start for before, after in pairwise(found))
