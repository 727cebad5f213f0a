"""分类盘点 as a board: each number is that of a list, and a judgement says what the command says."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from tracker.errors import Refusal
from tracker.ledger.board import board, judged, unsorted_proposals
from tracker.ledger.commands.classifying import classify
from tracker.ledger.commands.drafts import ItemEdit
from tracker.ledger.commands.items import edit_items
from tracker.ledger.figures.glance import count
from tracker.ledger.words import Classification, OwnerRole

Office = Any


def _fill(office: Office) -> list[str]:
    numbers = [
        office.registered("甲", due=office.today - dt.timedelta(days=4)),
        office.finished("乙"),
        office.registered("丙", due=office.today + dt.timedelta(days=30)),
        office.planned("丁"),
    ]
    owners = {OwnerRole.LEADER: ("周健",)}
    edit_items(office.ledger, office.operator, numbers[:1], ItemEdit(owners=owners), today=office.today)
    return numbers


def test_cards_stand_in_their_class(office: Office) -> None:
    numbers = _fill(office)
    classify(office.ledger, office.operator, [(numbers[1], Classification.CONSOLIDATE)], today=office.today)
    columns = board(office.ledger, today=office.today, limit=1)
    assert [(column.word, column.count) for column in columns[:3]] == [
        ("未盘点", 2),
        ("基本完成", 1),
        ("正在整改", 0),
    ]
    assert [card.number for card in columns[0].cards] == numbers[:1]
    for column in columns:
        assert count(office.ledger, column.query, today=office.today) == column.count


def test_a_judgement_says_what_the_command_says(sqlite_office: Office) -> None:
    office = sqlite_office
    for number in _fill(office):
        found = judged(office.ledger, number, today=office.today)
        for name, lacks in found.lacks.items():
            if lacks:
                with pytest.raises(Refusal) as refused:
                    classify(office.ledger, office.operator, [(number, name)], today=office.today)
                assert [line.partition("：")[2] for line in refused.value.reasons] == list(lacks)
            else:
                assert classify(office.ledger, office.operator, [(number, name)], today=office.today) == 1


def test_what_is_ready_is_proposed(sqlite_office: Office) -> None:
    office = sqlite_office
    numbers = _fill(office)
    found = unsorted_proposals(office.ledger, today=office.today)
    assert found.ready == (
        (numbers[0], Classification.ASSIGN),
        (numbers[1], Classification.CONSOLIDATE),
    )
    assert found.lacking == 1
    classify(office.ledger, office.operator, found.ready, today=office.today)
    assert unsorted_proposals(office.ledger, today=office.today).ready == ()
