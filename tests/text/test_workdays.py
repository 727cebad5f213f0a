"""Working days with 调休, and the provisional count for years not published."""

import subprocess
import sys
from datetime import date

import pytest

from tracker.text.workdays import (
    DayKind,
    add_workdays,
    exceptional_days,
    is_workday,
    kind_of_day,
    workdays_before,
)


@pytest.mark.parametrize(
    ("base", "count", "day"),
    [
        (date(2024, 3, 4), 1, date(2024, 3, 5)),
        (date(2024, 3, 8), 1, date(2024, 3, 11)),
        # Ching Ming 4–6 April 2024, 7 April is a make-up Sunday.
        (date(2024, 4, 3), 1, date(2024, 4, 7)),
        # National holiday 1–7 October 2024; 29 September and 12 October are worked.
        (date(2024, 9, 28), 1, date(2024, 9, 29)),
        (date(2024, 9, 30), 5, date(2024, 10, 12)),
        (date(2024, 3, 4), 0, date(2024, 3, 4)),
    ],
)
def test_counts_by_the_published_calendar(base: date, count: int, day: date) -> None:
    found = add_workdays(base, count)
    assert (found.day, found.provisional) == (day, False)


def test_unpublished_years_are_provisional() -> None:
    found = add_workdays(date(2091, 9, 28), 2)
    assert found.provisional
    assert found.day == date(2091, 10, 5)
    assert is_workday(date(2091, 10, 1)) == (False, True)


@pytest.mark.parametrize(
    ("base", "count", "day"),
    [
        (date(2024, 3, 8), 1, date(2024, 3, 7)),
        (date(2024, 3, 11), 1, date(2024, 3, 8)),
        (date(2024, 4, 8), 1, date(2024, 4, 7)),  # a Sunday that was worked
        (date(2024, 4, 7), 1, date(2024, 4, 3)),
        (date(2024, 3, 8), 0, date(2024, 3, 8)),
    ],
)
def test_counts_backwards_too(base: date, count: int, day: date) -> None:
    assert workdays_before(base, count).day == day


def test_says_where_the_calendar_departs_from_the_week() -> None:
    holiday, worked = exceptional_days(date(2024, 4, 1), date(2024, 4, 10))
    assert (holiday.name, holiday.days) == ("清明", (date(2024, 4, 4), date(2024, 4, 5)))
    assert (worked.name, worked.days) == ("", (date(2024, 4, 7),))
    assert exceptional_days(date(2024, 3, 4), date(2024, 3, 10)) == ()
    assert [found.name for found in exceptional_days(date(2091, 9, 28), date(2091, 10, 8))] == ["国庆节"]


@pytest.mark.parametrize("count", [-1, 2001])
def test_absurd_counts_are_refused(count: int) -> None:
    with pytest.raises(OverflowError):
        add_workdays(date(2024, 1, 1), count)


def test_the_calendar_is_loaded_only_when_counting() -> None:
    code = "import sys, tracker.text.workdays; sys.exit('chinese_calendar' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        (date(2024, 6, 18), DayKind(True, False, "", False)),
        (date(2024, 6, 10), DayKind(False, True, "端午", False)),
        (date(2024, 5, 11), DayKind(True, True, "", False)),
        (date(2024, 6, 15), DayKind(False, False, "", False)),
        (date(2024, 2, 10), DayKind(False, True, "春节", False)),
        (date(2041, 10, 1), DayKind(False, True, "国庆节", True)),
    ],
)
def test_a_day_stands_as_on_the_wall_calendar(day: date, kind: DayKind) -> None:
    assert kind_of_day(day) == kind
