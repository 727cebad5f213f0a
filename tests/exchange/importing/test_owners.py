"""Cells that name units together with the people who answer for them there."""

import pytest

from tracker.exchange.importing.owners import units_and_people
from tracker.ledger.words import OwnerRole


@pytest.mark.parametrize(
    ("text", "units", "people"),
    [
        ("县委办（张三）", ("县委办",), ("张三",)),
        ("财政局 李四", ("财政局",), ("李四",)),
        ("住建局：张三、李四", ("住建局",), ("张三", "李四")),
        ("住建、城管", ("住建", "城管"), ()),
        ("公安（王五）、消防", ("公安", "消防"), ("王五",)),
        ("财政局 阚某某、禚某某", ("财政局",), ("阚某某", "禚某某")),
        ("张三", (), ("张三",)),
    ],
)
def test_units_are_told_from_people(text: str, units: tuple[str, ...], people: tuple[str, ...]) -> None:
    found = units_and_people(text, OwnerRole.RESPONSIBLE)
    assert found.get(OwnerRole.RESPONSIBLE, ()) == units
    assert found.get(OwnerRole.PERSON, ()) == people
