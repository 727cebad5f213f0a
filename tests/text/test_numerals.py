"""Numbers as Chinese texts write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.text.numerals import half_width, read_number

DIGITS = "零一二三四五六七八九"


def spelled(number: int) -> str:
    """The number in counted Chinese, up to 9999."""
    if number == 0:
        return "零"
    out, gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            out += ("零" if gap and out else "") + DIGITS[digit] + name
            gap = False
        else:
            gap = True
    return out


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", 12),
        ("１２", 12),
        ("1 2", 12),
        ("十", 10),
        ("十一", 11),
        ("二十", 20),
        ("三十一", 31),
        ("一百零五", 105),
        ("两", 2),
        ("两百", 200),
        ("二〇二五", 2025),
        ("二○二五", 2025),
        ("二零二五", 2025),
        ("〇", 0),
    ],
)
def test_reads(text: str, number: int) -> None:
    assert read_number(text) == number


@pytest.mark.parametrize("text", ["", "十十", "几", "一百千", "百", "1a", "12345678901", "三五十", "年"])
def test_reads_no_number(text: str) -> None:
    assert read_number(text) is None


@given(st.integers(0, 9999))
def test_counted_numbers_round_trip(number: int) -> None:
    assert read_number(spelled(number)) == number


@given(st.text(max_size=12))
def test_never_fails(text: str) -> None:
    read_number(text)
    assert len(half_width(text)) == len(text)
