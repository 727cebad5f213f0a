"""One date as a person types or writes it."""

import contextlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.errors import BadInput
from tracker.text.dates import add_months, month_end, no_such_day, parse_date


@pytest.mark.parametrize(
    "text",
    [
        "2025-03-31",
        "2025.3.31",
        "2025/3/31",
        "20250331",
        "2025年3月31日",
        "2025 年 3 月 31 日",
        "２０２５年３月３１日",
        "二〇二五年三月三十一日",
        "二○二五年三月三十一日",
        "2025年3月31号",
        " 2025-03-31 ",
    ],
)
def test_reads_a_date(text: str) -> None:
    assert parse_date(text) == date(2025, 3, 31)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2025-02-30", "不存在"),
        ("2025年13月1日", "不存在"),
        ("明天", "看不懂"),
        ("", "看不懂"),
        ("2025-03", "看不懂"),
        ("2025\n-03\x1b[31m" * 40, "看不懂"),
    ],
)
def test_refuses_what_is_no_date_in_one_line(text: str, said: str) -> None:
    with pytest.raises(BadInput, match=said) as refusal:
        parse_date(text)
    assert "\n" not in str(refusal.value)
    assert "\x1b" not in str(refusal.value)
    assert len(str(refusal.value)) < 100


@given(st.dates())
def test_written_dates_read_back(day: date) -> None:
    assert parse_date(day.isoformat()) == day
    assert parse_date(f"{day.year:04d}年{day.month}月{day.day}日") == day


@given(st.text(max_size=20))
def test_any_text_is_a_date_or_refused(text: str) -> None:
    with contextlib.suppress(BadInput):
        parse_date(text)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2025, 1, 31), 1, date(2025, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2025, 11, 30), 3, date(2026, 2, 28)),
        (date(2025, 3, 15), -3, date(2024, 12, 15)),
        (date(2025, 12, 31), 12, date(2026, 12, 31)),
    ],
)
def test_months_are_clamped(start: date, months: int, end: date) -> None:
    assert add_months(start, months) == end


def test_months_beyond_the_calendar_are_refused() -> None:
    with pytest.raises(OverflowError):
        add_months(date(9999, 12, 1), 1)


def test_month_end() -> None:
    assert month_end(2024, 2) == date(2024, 2, 29)
    assert month_end(2025, 12) == date(2025, 12, 31)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("6月31日", "6月没有31日，最后一天是30日"),
        ("六月三十一日前", "6月没有31日，最后一天是30日"),
        ("2月29日", "2月29日只有闰年才有，请写明年份"),
        ("2024年2月29日", ""),
        ("2025年2月29日", "2月没有29日，最后一天是28日"),
        ("13月1日", "没有13月"),
        ("6月30日前", ""),
        ("近期", ""),
    ],
)
def test_a_day_that_its_month_does_not_have_is_told(text: str, why: str) -> None:
    assert no_such_day(text) == why
