"""Periods by their keys and by what people call them."""

from __future__ import annotations

import datetime as dt

import pytest

from tracker.text.periods import Grain, period_of, period_words

DAY = dt.date(2024, 6, 18)


@pytest.mark.parametrize(
    ("grain", "words"),
    [
        (Grain.DAY, "6月18日"),
        (Grain.WEEK, "第25周"),
        (Grain.TEN_DAYS, "6月中旬"),
        (Grain.MONTH, "6月"),
        (Grain.QUARTER, "二季度"),
        (Grain.HALF_YEAR, "上半年"),
    ],
)
def test_a_period_in_words(grain: Grain, words: str) -> None:
    key = period_of(DAY, grain).key
    assert period_words(key, seen_from=DAY) == words
    assert period_words(key, seen_from=dt.date(2025, 1, 1)) == f"2024年{words}"


def test_a_year_and_what_is_no_key() -> None:
    assert period_words(period_of(DAY, Grain.YEAR).key, seen_from=DAY) == "2024年"
    assert period_words("第一次", seen_from=DAY) == "第一次"
