"""Days and periods of a query, seen from a Tuesday in June."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.ledger.filtering.dates import When

TODAY = dt.date(2024, 6, 18)


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("2024-12-31", "2024-12-31", "2024-12-31"),
        ("2024.12.31", "2024-12-31", "2024-12-31"),
        ("２０２４年１２月３１日", "2024-12-31", "2024-12-31"),
        ("2024年11月", "2024-11-01", "2024-11-30"),
        ("2024-11", "2024-11-01", "2024-11-30"),
        ("2023年2月底", "2023-02-28", "2023-02-28"),
        ("2023", "2023-01-01", "2023-12-31"),
        ("2023年", "2023-01-01", "2023-12-31"),
        ("11月", "2024-11-01", "2024-11-30"),
        ("11月底", "2024-11-30", "2024-11-30"),
        ("十一月末", "2024-11-30", "2024-11-30"),
        ("去年11月", "2023-11-01", "2023-11-30"),
        ("3月5日", "2024-03-05", "2024-03-05"),
        ("明年3月5号", "2025-03-05", "2025-03-05"),
        ("今天", "2024-06-18", "2024-06-18"),
        ("昨天", "2024-06-17", "2024-06-17"),
        ("今天+7", "2024-06-25", "2024-06-25"),
        ("今天＋7天", "2024-06-25", "2024-06-25"),
        ("today-30", "2024-05-19", "2024-05-19"),
        ("+2周", "2024-07-02", "2024-07-02"),
        ("-1个月", "2024-05-18", "2024-05-18"),
        ("今天+1年", "2025-06-18", "2025-06-18"),
        ("近30天", "2024-05-19", "2024-06-18"),
        ("7天内", "2024-06-18", "2024-06-25"),
        ("本周", "2024-06-17", "2024-06-23"),
        ("上周", "2024-06-10", "2024-06-16"),
        ("本月", "2024-06-01", "2024-06-30"),
        ("这个月", "2024-06-01", "2024-06-30"),
        ("上月", "2024-05-01", "2024-05-31"),
        ("下个月", "2024-07-01", "2024-07-31"),
        ("月底", "2024-06-30", "2024-06-30"),
        ("下月底", "2024-07-31", "2024-07-31"),
        ("本季度", "2024-04-01", "2024-06-30"),
        ("上季度末", "2024-03-31", "2024-03-31"),
        ("三季度", "2024-07-01", "2024-09-30"),
        ("去年四季度", "2023-10-01", "2023-12-31"),
        ("上半年", "2024-01-01", "2024-06-30"),
        ("2023年下半年", "2023-07-01", "2023-12-31"),
        ("今年", "2024-01-01", "2024-12-31"),
        ("去年", "2023-01-01", "2023-12-31"),
        ("年底", "2024-12-31", "2024-12-31"),
        ("明年底", "2025-12-31", "2025-12-31"),
    ],
)
def test_what_it_means(typed: str, first: str, last: str) -> None:
    when = When.read(typed)
    assert when is not None
    assert tuple(map(str, when.span(TODAY))) == (first, last)


@pytest.mark.parametrize(
    "typed", ["", "很快", "13月", "2024-13", "2月30日", "2024-02-30", "0000年", "五季度", "逾期"]
)
def test_what_is_no_date(typed: str) -> None:
    assert When.read(typed) is None


def test_the_leap_day_of_a_common_year_is_the_last_of_february() -> None:
    when = When.read("2月29日")
    assert when is not None
    assert when.span(dt.date(2023, 5, 1))[0] == dt.date(2023, 2, 28)


@pytest.mark.parametrize("today", [dt.date.min, dt.date.max])
@pytest.mark.parametrize(
    "typed",
    [
        "去年",
        "明年",
        "上周",
        "下周",
        "下月",
        "上月",
        "+9999年",
        "-9999天",
        "近99天",
        "9天内",
        "下季度",
        "上季度",
        "昨天",
        "明天",
    ],
)
def test_the_calendar_has_two_ends(typed: str, today: dt.date) -> None:
    when = When.read(typed)
    assert when is not None
    first, last = when.span(today)
    assert first <= last


@given(st.text("年月日上下本今天周季度半底末内近去明0123456789一十+-.个", max_size=10), st.dates())
def test_whatever_is_read_has_a_span_on_any_day(typed: str, today: dt.date) -> None:
    when = When.read(typed)
    if when is not None:
        first, last = when.span(today)
        assert first <= last
        assert When.read(str(when)) == when
