"""A quote as it reads in a list."""

import pytest

from tracker.mining.entries import entry_text


@pytest.mark.parametrize(
    ("quote", "entry"),
    [
        ("一是台账更新不及时；", "台账更新不及时"),
        ("主要表现在：一是台账更新不及时；", "台账更新不及时"),
        ("（二）抓好整改落实。", "抓好整改落实"),
        ("二要抓好整改落实。", "要抓好整改落实"),
        ("各单位要建立清单。", "各单位要建立清单"),
        ("。", "。"),
    ],
)
def test_number_and_stop_are_left_out(quote: str, entry: str) -> None:
    assert entry_text(quote) == entry
