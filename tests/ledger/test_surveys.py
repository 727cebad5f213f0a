"""评估测评: rounds by indicator, their shares, and how they move."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.errors import NotFound, Refusal
from tracker.ledger.commands.surveys import Answers, add_survey, score_survey
from tracker.ledger.pages import item_page
from tracker.ledger.parts import ScoreRow
from tracker.ledger.queries import list_items
from tracker.ledger.surveys import satisfaction, scores, surveys

Office = Any


def new_round(office: Office, name: str, days: int = 0) -> None:
    day = office.today - dt.timedelta(days=days)
    add_survey(office.ledger, office.operator, name, on=day, today=office.today)


def score(office: Office, name: str, *counts: int, item: str | None = None, indicator: str = "效果") -> bool:
    return score_survey(
        office.ledger, office.operator, name, indicator, Answers(*counts), item=item, today=office.today
    )


def percent(office: Office, number: str) -> int | None:
    (row,) = [row for row in list_items(office.ledger, today=office.today) if row.number == number]
    with office.ledger.read() as connection:
        return satisfaction(connection, row.id)


def test_the_latest_round_about_an_item_says_how_content_people_are(office: Office) -> None:
    number = office.registered()
    new_round(office, "第二轮")
    new_round(office, "第一轮", days=30)
    assert percent(office, number) is None
    score(office, "第一轮", 5, 3, 0, 2, item=number)
    score(office, "二轮", 100, 0, 0, 0)
    assert percent(office, number) == 80, "what judges the whole judges no item"
    score(office, "第二轮", 50, 29, 1, 20, item=number)
    score(office, "第二轮", 799, 0, 0, 101, item=number, indicator="态度")
    assert percent(office, number) == 87, "all indicators of the round together, cut"
    (effect, attitude) = scores(office.ledger, "第二轮")[1:]
    assert (effect.change, attitude.change) == (-1, None)
    judged = item_page(office.ledger, number, today=office.today).scores
    assert [(row.survey, row.percent, row.change) for row in judged] == [
        ("第一轮", 80, None),
        ("第二轮", 79, -1),
        ("第二轮", 88, None),
    ]


def test_a_score_recorded_again_replaces_the_first(sqlite_office: Office) -> None:
    office = sqlite_office
    new_round(office, "第一轮")
    assert score(office, "第一轮", 1, 0, 0, 0) is False
    assert score(office, "第一轮", 0, 0, 0, 3) is True
    assert [row.poor for row in scores(office.ledger)] == [3]
    assert [row.scores for row in surveys(office.ledger)] == [1]


def test_what_is_refused(sqlite_office: Office) -> None:
    office = sqlite_office
    new_round(office, "第一轮")
    with pytest.raises(Refusal, match="已有测评"):
        new_round(office, "第一轮")
    with pytest.raises(Refusal, match="没有人作答"):
        score(office, "第一轮", 0, 0, 0, 0)
    with pytest.raises(NotFound, match="没有测评“第九轮”"):
        score(office, "第九轮", 1, 0, 0, 0)
    with pytest.raises(Refusal, match="测评日期"):
        new_round(office, "将来", days=-1)


COUNTS = st.integers(0, 1000)


@given(COUNTS, COUNTS, COUNTS, COUNTS)
def test_a_share_is_never_told_better_than_it_is(good: int, fair: int, average: int, poor: int) -> None:
    row = ScoreRow("", dt.date(2024, 1, 1), "", "", good, fair, average, poor)
    assert 0 <= row.percent <= 100
    assert row.percent * row.answers <= (good + fair) * 100
