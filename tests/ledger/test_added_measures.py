"""Measures that units put into their forms: each once, also where two take them over at once."""

from __future__ import annotations

from typing import Any

import pytest

from tracker.errors import Refusal
from tracker.ledger.commands.added_measures import AddedMeasure, take_added_measures
from tracker.ledger.pages import item_page

Office = Any


def test_what_a_colleague_took_over_meanwhile_does_not_come_twice(office: Office) -> None:
    number = office.registered()
    lines = [AddedMeasure(number, "组织一次回访", "办公室"), AddedMeasure(number, "编印案例", "办公室")]
    take_added_measures(office.ledger, office.operator, lines[:1], source="填报表", today=office.today)
    before = office.ledger.head()
    with pytest.raises(Refusal, match="已有措施“组织一次回访”"):
        take_added_measures(office.ledger, office.operator, lines[::-1], source="填报表", today=office.today)
    assert office.ledger.head() == before
    texts = [measure.text for measure in item_page(office.ledger, number, today=office.today).measures]
    assert texts.count("组织一次回访") == 1 and "编印案例" not in texts
