"""Units and leaders with what stands under each: every number is that of a list."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from tracker.ledger.answering import answering, sheet
from tracker.ledger.commands.drafts import ItemEdit
from tracker.ledger.commands.items import edit_items
from tracker.ledger.commands.people import PersonDraft, PersonEdit, add_person, edit_person
from tracker.ledger.commands.units import UnitDraft, add_units
from tracker.ledger.figures.dimensions import NOBODY
from tracker.ledger.figures.glance import count
from tracker.ledger.words import Dimension, OwnerRole

Office = Any


def _fill(office: Office) -> list[str]:
    ledger, today = office.ledger, office.today
    numbers = [
        office.registered("甲", due=today - dt.timedelta(days=4)),
        office.registered("乙", due=today + dt.timedelta(days=2)),
        office.finished("丙", due=today + dt.timedelta(days=30)),
        office.registered("丁", due=today + dt.timedelta(days=60)),
    ]
    named: dict[str, dict[OwnerRole, tuple[str, ...]]] = {
        numbers[0]: {OwnerRole.LEADER: ("周健", "吴敏")},
        numbers[1]: {OwnerRole.LEADER: ("周健",)},
        numbers[3]: {OwnerRole.LEAD: ("财务科",)},
    }
    for number, owners in named.items():
        edit_items(ledger, office.operator, [number], ItemEdit(owners=owners), today=today)
    add_units(ledger, office.operator, [UnitDraft("办公室")], today=today)
    for draft in (
        PersonDraft("陈涛", "办公室", "主任", "88886666"),
        PersonDraft("周健", "办公室", "局长", "88880001"),
        PersonDraft("老何", "办公室"),
    ):
        add_person(ledger, office.operator, draft, today=today)
    return numbers


@pytest.mark.parametrize("by", [Dimension.UNIT, Dimension.LEADER])
def test_every_number_is_that_of_a_list(office: Office, by: Dimension) -> None:
    _fill(office)
    rows = answering(office.ledger, by, today=office.today)
    assert rows
    for row in rows:
        assert count(office.ledger, row.query, today=office.today) == row.items
        whole = sheet(office.ledger, by, row.name, today=office.today)
        assert whole.tally.counts["items"] == row.items
        assert whole.tally.counts["overdue"] == row.overdue
        for code, query in whole.lists.items():
            assert count(office.ledger, query, today=office.today) == whole.tally.counts[code]
        assert count(office.ledger, whole.open_query, today=office.today) == len(whole.open)


def test_the_latest_come_first(sqlite_office: Office) -> None:
    office = sqlite_office
    _fill(office)
    units = answering(office.ledger, Dimension.UNIT, today=office.today)
    assert [(row.name, row.items, row.overdue, row.near) for row in units] == [
        ("办公室", 3, 1, 1),
        ("财务科", 1, 0, 0),
    ]
    leaders = answering(office.ledger, Dimension.LEADER, today=office.today)
    assert [(row.name, row.items) for row in leaders] == [("周健", 2), ("吴敏", 1), (NOBODY, 2)]


def test_a_sheet_says_whom_to_call_and_what_is_open(sqlite_office: Office) -> None:
    office = sqlite_office
    numbers = _fill(office)
    edit_person(office.ledger, office.operator, "老何", PersonEdit(left=True), today=office.today)
    unit = sheet(office.ledger, Dimension.UNIT, "办公室", today=office.today, limit=2)
    assert [row.number for row in unit.open] == numbers[:2]
    assert unit.is_cut
    later = sheet(
        office.ledger, Dimension.UNIT, "办公室", today=office.today + dt.timedelta(days=20), limit=2
    )
    assert len(later.behind) == later.tally.counts["behind"] == 2
    assert [(row.name, row.telephone) for row in unit.people] == [
        ("陈涛", "88886666"),
        ("周健", "88880001"),
    ]
    leader = sheet(office.ledger, Dimension.LEADER, "周健", today=office.today)
    assert [row.post for row in leader.people] == ["局长"]
    assert sheet(office.ledger, Dimension.LEADER, NOBODY, today=office.today).people == ()
