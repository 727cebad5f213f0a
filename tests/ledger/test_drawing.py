"""The draw itself: reproducible, of the right size, and the likelier the heavier."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.ledger.drawing import NEUTRAL, Case, draw, size_of, weighed

PLAIN = Case(
    1, "ZG-2024-0001", 1, dt.date(2024, 1, 1), dt.date(2024, 4, 10), dt.date(2024, 4, 1), 0, 2, 2, 0, 0
)

GROUNDS = [
    (replace(PLAIN, closed_on=dt.date(2024, 1, 21)), 200, "销号快：时限100天，用了20天（20%）"),
    (replace(PLAIN, closed_on=dt.date(2024, 2, 20)), 150, "销号快：时限100天，用了50天（50%）"),
    (replace(PLAIN, extensions=2), 200, "延期2次"),
    (replace(PLAIN, extensions=9), 250, "延期9次"),
    (replace(PLAIN, evidence=1), 150, "佐证少：2条措施，1份佐证"),
    (replace(PLAIN, evidence=0), 200, "佐证少：2条措施，0份佐证"),
    (replace(PLAIN, round=2), 200, "回炉过1次"),
    (replace(PLAIN, ancestors=3), 300, "屡改屡犯，以前出现过3次"),
    (replace(PLAIN, returned=1), 150, "销号申请被退回1次"),
]


def many(count: int) -> list[Case]:
    return [replace(PLAIN, item_id=place, number=f"ZG-2024-{place:04d}") for place in range(1, count + 1)]


@pytest.mark.parametrize(("case", "weight", "words"), GROUNDS, ids=[row[2] for row in GROUNDS])
def test_what_speaks_for_looking_again(case: Case, weight: int, words: str) -> None:
    found = weighed(case)
    assert (found.weight, found.grounds) == (weight, (words,))


def test_nothing_speaks_for_an_ordinary_item() -> None:
    assert (weighed(PLAIN).weight, weighed(PLAIN).grounds) == (NEUTRAL, ())
    assert weighed(replace(PLAIN, began_on=None)).weight == NEUTRAL
    assert weighed(replace(PLAIN, due=None)).weight == NEUTRAL


def test_this_seed_draws_these_items_on_any_machine() -> None:
    drawn = draw(many(40), 20, "2024-06-18-整改台账")
    assert [one.case.item_id for one in drawn] == [
        7,
        16,
        17,
        21,
        23,
        25,
        26,
        40,
    ]


@settings(max_examples=40)
@given(st.integers(1, 120), st.integers(1, 100), st.text(max_size=8))
def test_the_size_is_the_ratio_rounded_up_and_the_order_of_the_cases_is_nothing(
    count: int, percent: int, seed: str
) -> None:
    drawn = draw(many(count), percent, seed)
    assert len(drawn) == size_of(count, percent) == max(1, -(-count * percent // 100))
    assert len({one.case.number for one in drawn}) == len(drawn)
    assert drawn == draw(many(count)[::-1], percent, seed)


@settings(max_examples=40)
@given(st.integers(1, 99), st.text(max_size=8))
def test_a_higher_ratio_keeps_what_a_lower_one_draws(percent: int, seed: str) -> None:
    few, more = draw(many(50), percent, seed), draw(many(50), percent + 1, seed)
    assert {one.case.item_id for one in few} <= {one.case.item_id for one in more}


def test_an_item_of_threefold_weight_is_drawn_first_three_times_as_often() -> None:
    heavy = replace(PLAIN, item_id=1, number="ZG-2024-0001", round=2, evidence=0)
    light = replace(PLAIN, item_id=2, number="ZG-2024-0002")
    assert (weighed(heavy).weight, weighed(light).weight) == (300, 100)
    times = sum(draw([heavy, light], 50, f"种子{seed}")[0].case is heavy for seed in range(2000))
    # Three in four of 2000, the standard deviation is 19.4: four of them either way.
    assert abs(times - 1500) < 78


def test_items_of_equal_weight_are_drawn_equally_often() -> None:
    counts = dict.fromkeys(range(1, 21), 0)
    for seed in range(400):
        for one in draw(many(20), 25, str(seed)):
            counts[one.case.item_id] += 1
    # Each is drawn with probability 1/4: chi-square with 19 degrees of freedom, 43.8 at 0.1 %.
    assert sum((count - 100) ** 2 / (100 * 0.75) for count in counts.values()) * 19 / 20 < 43.8
