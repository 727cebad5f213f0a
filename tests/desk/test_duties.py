"""Periods of recurring work: the same on every machine, missed ones stay to be seen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from tracker.desk.duties import (
    attention,
    demand_recurring,
    occurrence_meant,
    occurrences,
    periods_of,
)
from tracker.errors import BadInput, NotFound, Refusal
from tracker.ledger.actor import Actor
from tracker.ledger.commands.duties import add_duty, end_duty, finish_duty
from tracker.ledger.commands.reminding import issue_reminders
from tracker.ledger.location import Location
from tracker.ledger.models import DutyOccurrence
from tracker.ledger.store import Ledger
from tracker.ledger.words import Role

ACTOR = Actor("李明", Role.OPERATOR)
BEGIN = dt.date(2024, 6, 3)
TODAY = dt.date(2024, 6, 18)


@pytest.fixture
def ledger(location: Location) -> Iterator[Ledger]:
    """A ledger with one weekly duty."""
    with Ledger.open(location) as opened:
        add_duty(opened, ACTOR, "周调度", "每周五前", today=BEGIN)
        yield opened


@pytest.mark.parametrize(
    ("phrase", "periods"),
    [
        ("每周五前", [("2024-W23", 7), ("2024-W24", 14), ("2024-W25", 21)]),
        ("每旬", [("2024-06-上旬", 10), ("2024-06-中旬", 20)]),
        ("每月25日前", [("2024-06", 25)]),
        ("每月10日、25日前", [("2024-06-上旬", 10), ("2024-06-下旬", 25)]),
        ("每季度末", [("2024-Q2", 30)]),
        ("每半年", [("2024-H1", 30)]),
        ("每5天", [("2024-06-08", 8), ("2024-06-13", 13), ("2024-06-18", 18)]),
        ("一周一调度", [("2024-W23", 9), ("2024-W24", 16), ("2024-W25", 23)]),
    ],
)
def test_the_periods_of_a_phrase(phrase: str, periods: list[tuple[str, int]]) -> None:
    expected = tuple((key, dt.date(2024, 6, day)) for key, day in periods)
    assert periods_of(phrase, BEGIN, TODAY) == expected


@pytest.mark.parametrize("phrase", ["11月底前", "尽快", "长期坚持", "随便"])
def test_what_does_not_recur_is_no_duty(phrase: str) -> None:
    with pytest.raises(BadInput, match="不是周期性的时间"):
        demand_recurring(phrase, TODAY)


def test_missed_periods_stay_overdue_until_they_are_done(ledger: Ledger) -> None:
    rows = occurrences(ledger, today=TODAY)
    assert [(row.period, row.words) for row in rows] == [
        ("2024-W23", "已逾期11天"),
        ("2024-W24", "已逾期4天"),
        ("2024-W25", "剩余3天"),
    ]
    finish_duty(ledger, ACTOR, occurrence_meant(ledger, "周", None, today=TODAY), on=TODAY, today=TODAY)
    assert occurrences(ledger, today=TODAY)[0].words == "逾期11天补办"
    assert occurrence_meant(ledger, "周调度", None, today=TODAY).period == "2024-W24"
    with pytest.raises(Refusal, match="已于2024-06-18由李明办理"):
        done = occurrence_meant(ledger, "周调度", "2024-W23", today=TODAY)
        finish_duty(ledger, ACTOR, done, on=TODAY, today=TODAY)


def test_the_periods_to_come_are_told_up_to_a_day(ledger: Ledger) -> None:
    rows = occurrences(ledger, today=TODAY, until=TODAY + dt.timedelta(days=10))
    assert [(row.period, row.words) for row in rows[2:]] == [
        ("2024-W25", "剩余3天"),
        ("2024-W26", "剩余10天"),
    ]


def test_two_machines_that_make_a_period_make_one(ledger: Ledger) -> None:
    seen = attention(ledger, today=TODAY, near_days=7)  # both read before either writes
    for _ in range(2):
        issue_reminders(ledger, ACTOR, (), seen, today=TODAY, next_due=lambda phrase, day, last: None)
    with ledger.transaction(ACTOR, "end_duty", today=TODAY) as work:
        rows = work.session.query(DutyOccurrence).order_by(DutyOccurrence.due).all()
        assert [row.period for row in rows] == ["2024-W23", "2024-W24", "2024-W25"]


def test_an_ended_duty_asks_for_nothing_more(ledger: Ledger) -> None:
    end_duty(ledger, ACTOR, "周调度", on=dt.date(2024, 6, 10), today=TODAY)
    assert [row.period for row in occurrences(ledger, today=TODAY)] == ["2024-W23"]
    with pytest.raises(NotFound, match="没有期次“2024-W25”"):
        occurrence_meant(ledger, "周调度", "2024-W25", today=TODAY)


def test_a_day_off_says_which_working_day_comes_before(ledger: Ledger) -> None:
    add_duty(ledger, ACTOR, "月报", "每月10日前", today=BEGIN)  # 10 June 2024 is 端午节
    row = occurrence_meant(ledger, "月报", "2024-06", today=BEGIN)
    assert row.advice == "当日休息，宜在2024-06-07前办好"


def test_names_are_unique(ledger: Ledger) -> None:
    with pytest.raises(Refusal, match="已有周期工作“周调度”"):
        add_duty(ledger, ACTOR, "周调度", "每旬", today=TODAY)
