"""Limits as people write them into the cells of a 台账, with what stands beside them."""

import datetime as dt

import pytest

from tracker.desk.deadlines import read_deadline
from tracker.exchange.importing.limits import Limit, read_limit
from tracker.ledger.words import DeadlineKind, Reported, State

BASE = dt.date(2026, 11, 22)
JUNE = dt.date(2024, 6, 30)


def limit(text: str) -> Limit:
    return read_limit(text, lambda phrase: read_deadline(phrase, base=BASE), from_1904=False)


@pytest.mark.parametrize(
    "text",
    [
        *("2024年6月底前", "2024年6月", "2024年上半年", "二〇二四年六月底", "2024年二季度"),
        *("Jun-24", "June 2024", "jun.2024", "2024年Q2", "2024Q2", "2024-q2", "2024年Q2底前"),
        *("24.6.30", "24/6/30", "24.6", "2024.6底", "2024.06底前", "2024、6、30", "2024-6-30 00:00:00"),
        *("2024年6月30日（周日）", "2024年6月30日 星期日", "2024年6月底前（已完成）", "2024年6月底(已完成)"),
        *("立行立改（2024年6月底前）", "立行立改\n2024年6月底", "立行立改，2024年6月底前"),
        *("2024年6月底前，长期坚持", "2024年3月底前完成一半，6月底前全部完成", "2024.4-2024.6"),
    ],
)
def test_a_day_is_read_in_every_dress_also_when_it_has_passed(text: str) -> None:
    found = limit(text)
    assert found.unreadable == ""
    assert found.deadline is not None
    assert (found.deadline.kind, found.deadline.due) == (DeadlineKind.DATE, JUNE)


@pytest.mark.parametrize("text", ["24-Jun", "Jun-13", "Juli", "Q5", "2024年Q0"])
def test_what_may_be_a_day_or_nothing_is_not_guessed(text: str) -> None:
    assert limit(text).unreadable == text


def test_a_quarter_without_a_year_is_of_this_one() -> None:
    deadline = limit("Q4").deadline
    assert deadline is not None
    assert deadline.due == dt.date(2026, 12, 31)


@pytest.mark.parametrize("text", ["2023年检查指出的，11月底前办完", "2019年以来的欠账12月底前清完"])
def test_the_year_of_what_happened_is_not_that_of_the_limit(text: str) -> None:
    deadline = limit(text).deadline
    assert deadline is not None
    assert deadline.due is not None
    assert deadline.due.year == BASE.year


def test_steps_that_go_back_within_the_year_are_for_a_person_to_settle() -> None:
    deadline = limit("2024年12月底前完成，3月底前复核").deadline
    assert deadline is not None
    assert deadline.confirm


@pytest.mark.parametrize("text", ["立即", "即时整改", "马上办理"])
def test_what_is_done_at_once_has_no_day(text: str) -> None:
    deadline = limit(text).deadline
    assert deadline is not None
    assert (deadline.kind, deadline.due, deadline.phrase) == (DeadlineKind.IMMEDIATE, None, text)


@pytest.mark.parametrize("text", ["常年坚持", "持续坚持", "长期抓好"])
def test_what_goes_on_has_no_day(text: str) -> None:
    deadline = limit(text).deadline
    assert deadline is not None
    assert deadline.kind is DeadlineKind.CONTINUING


def test_the_day_on_which_it_was_done_is_no_limit() -> None:
    found = limit("已于2024年5月20日完成")
    assert found.deadline is None
    assert (found.state, found.reported) == (State.RECTIFYING, Reported.DONE)


@pytest.mark.parametrize("text", ["择期", "2024.6.31"])
def test_what_names_no_day_is_told(text: str) -> None:
    assert limit(text).unreadable == text


@pytest.mark.parametrize(
    ("text", "due", "confirm"),
    [
        ("月底前\n（2026-03-31）", dt.date(2026, 3, 31), False),
        ("6月中旬前\n（2026-06-20，待明确）", dt.date(2026, 6, 20), True),
        ("6月中旬前\n（待明确）", dt.date(2027, 6, 20), True),
        ("月底前（2026-02-31）", dt.date(2026, 11, 30), False),
    ],
)
def test_the_day_that_our_own_list_prints_is_the_limits(text: str, due: dt.date, confirm: bool) -> None:
    deadline = limit(text).deadline
    assert deadline is not None
    assert (deadline.due, deadline.confirm) == (due, confirm)
