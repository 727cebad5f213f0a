"""A day of the past as it is typed."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.desk.past_days import read_day_gone, read_past_day
from tracker.errors import BadInput

TODAY = dt.date(2024, 6, 18)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("上月底", "2024-05-31"),
        ("上个月末", "2024-05-31"),
        ("上月", "2024-05-31"),
        ("上月初", "2024-05-01"),
        ("月初", "2024-06-01"),
        ("本月初", "2024-06-01"),
        ("年初", "2024-01-01"),
        ("上周", "2024-06-16"),
        ("上周末", "2024-06-16"),
        ("上周五", "2024-06-14"),
        ("上旬末", "2024-06-10"),
        ("上季度末", "2024-03-31"),
        ("一季度末", "2024-03-31"),
        ("四季度", "2023-12-31"),
        ("去年四季度", "2023-12-31"),
        ("去年底", "2023-12-31"),
        ("去年12月底", "2023-12-31"),
        ("5月底", "2024-05-31"),
        ("五月", "2024-05-31"),
        ("12月", "2023-12-31"),
        ("2024年2月", "2024-02-29"),
        ("-2周", "2024-06-04"),
        ("－２周", "2024-06-04"),
        ("两周前", "2024-06-04"),
        ("三天前", "2024-06-15"),
        ("-10天", "2024-06-08"),
        ("一个月前", "2024-05-18"),
        ("-1年", "2023-06-18"),
        ("昨天", "2024-06-17"),
        ("今天", "2024-06-18"),
        ("5月31日", "2024-05-31"),
        ("12月31日", "2023-12-31"),
        ("5.31", "2024-05-31"),
        ("12-31", "2023-12-31"),
        ("2024-05-31", "2024-05-31"),
        ("２０２４年５月３１日", "2024-05-31"),
        ("20240531", "2024-05-31"),
    ],
)
def test_what_is_meant(typed: str, day: str) -> None:
    assert read_past_day(typed, base=TODAY) == dt.date.fromisoformat(day)


@pytest.mark.parametrize(
    "typed", ["", "明天", "+2周", "2024-06-19", "年底", "甲乙", "13月", "2周", "5月32日", "-9999年"]
)
def test_what_is_none(typed: str) -> None:
    with pytest.raises(BadInput):
        read_past_day(typed, base=TODAY)


@given(
    typed=st.text(alphabet="上去本月周年季度底末初天前-－0123456789一二三两.年/", max_size=8), base=st.dates()
)
def test_never_a_day_to_come_nor_another_error(typed: str, base: dt.date) -> None:
    with suppress(BadInput):
        assert read_past_day(typed, base=base) <= base


def test_a_day_to_come_is_left_to_whoever_asks() -> None:
    assert read_day_gone("上月底", base=TODAY) == dt.date(2024, 5, 31)
    assert read_day_gone("2024-6-20", base=TODAY) == dt.date(2024, 6, 20)
    with pytest.raises(BadInput, match="上月底"):
        read_day_gone("甲乙", base=TODAY)


def test_a_months_end_is_clamped() -> None:
    assert read_past_day("-1月", base=dt.date(2024, 3, 31)) == dt.date(2024, 2, 29)
