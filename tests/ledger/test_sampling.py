"""抽查: which closed items may be drawn, what is kept of a draw, and how looking at them ties to it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from tracker.errors import BadInput, NotFound, Refusal
from tracker.ledger.commands import advancing
from tracker.ledger.commands.sampling import draw_sample
from tracker.ledger.commands.undoing import undo
from tracker.ledger.filtering.reading import read_query
from tracker.ledger.sampling import sample, samples, try_draw
from tracker.ledger.words import LookBackResult

Office = Any

LATER = dt.date(2024, 9, 10)


def closed(office: Office, count: int) -> list[str]:
    numbers = [office.applied(f"第{place}个问题") for place in range(count)]
    for number in numbers:
        advancing.close(office.ledger, office.reviewer, number, today=office.today)
    return numbers


def draw(office: Office, percent: int = 50, seed: str = "甲", **named: Any) -> int:
    return draw_sample(office.ledger, office.operator, percent=percent, seed=seed, today=LATER, **named)


def test_a_draw_is_kept_and_followed_to_its_end(office: Office) -> None:
    closed(office, 3)
    office.registered("没有销号的")
    key = draw(office)
    row, items = sample(office.ledger, key)
    assert (row.population, row.drawn, row.words) == (3, 2, "已查0/2，巩固0，回炉0")
    assert all(item.result is None and item.weight == 200 for item in items), "closed on the first day"
    first, second = (item.number for item in items)

    advancing.look_back(office.ledger, office.operator, first, finding="在执行", today=LATER)
    advancing.reopen(office.ledger, office.leader, second, reason="反弹", basis="抽查", today=LATER)
    row, items = sample(office.ledger, key)
    assert row.words == "已查2/2，巩固1，回炉1"
    assert {item.number: (item.result, item.finding) for item in items} == {
        first: (LookBackResult.CONSOLIDATED, "在执行"),
        second: (LookBackResult.RETURNED, "反弹"),
    }
    undo(office.ledger, office.leader, today=LATER)
    assert samples(office.ledger)[0].words == "已查1/2，巩固1，回炉0"


def test_what_was_looked_at_in_this_round_is_drawn_again_only_when_asked(office: Office) -> None:
    first, second = closed(office, 2)
    advancing.look_back(office.ledger, office.operator, first, finding="在执行", today=LATER)
    found, population = try_draw(office.ledger, percent=100, seed="甲", today=LATER)
    assert ([one.case.number for one in found], population) == ([second], 1)
    assert try_draw(office.ledger, percent=100, seed="甲", today=LATER, again=True)[1] == 2


def test_the_same_seed_draws_the_same_and_a_dry_run_what_is_drawn(office: Office) -> None:
    closed(office, 5)
    query = read_query("单位:办公室")
    tried = [one.case.number for one in try_draw(office.ledger, percent=40, seed="甲", today=LATER)[0]]
    key = draw(office, 40, query=query)
    row, items = sample(office.ledger, key)
    assert [item.number for item in items] == tried
    assert (row.seed, row.percent, row.query) == ("甲", 40, str(query))
    with pytest.raises(Refusal, match=f"今天已经这样抽过：第{key}次抽查"):
        draw(office, 40, query=query)
    assert draw(office, 40, seed="乙", query=query) != key


def test_a_second_look_at_an_item_counts_for_no_draw(sqlite_office: Office) -> None:
    office = sqlite_office
    (number,) = closed(office, 1)
    key = draw(office)
    for finding in ("在执行", "仍在执行"):
        advancing.look_back(office.ledger, office.operator, number, finding=finding, today=LATER)
    row, (item,) = sample(office.ledger, key)
    assert (row.checked, item.finding) == (1, "在执行")


def test_what_cannot_be_drawn_is_refused(sqlite_office: Office) -> None:
    office = sqlite_office
    with pytest.raises(Refusal, match="没有可抽的已销号事项"):
        draw(office)
    closed(office, 1)
    for percent, seed, said in (
        (0, "甲", "抽查比例“0”不行"),
        (101, "甲", "“101”不行"),
        (20, " ", "种子不能为空"),
    ):
        with pytest.raises(BadInput, match=said):
            draw(office, percent, seed)
    with pytest.raises(NotFound, match="没有第1次抽查"):
        sample(office.ledger, 1)
    assert samples(office.ledger) == []
