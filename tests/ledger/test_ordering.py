"""The list in every order and group, on both databases."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.ledger.conftest import Office
from tracker.ledger.commands.campaigns import add_campaign
from tracker.ledger.commands.drafts import ItemDraft, MeasureDraft
from tracker.ledger.commands.items import add_item, finish_measure
from tracker.ledger.connecting import writing
from tracker.ledger.filtering.reading import read_query
from tracker.ledger.known_values import known_values
from tracker.ledger.list_rows import Deadline
from tracker.ledger.ordering import Grouping, Order, list_rows, numbers_of, ordered
from tracker.ledger.words import DeadlineKind, OwnerRole, Pace


def filled(office: Office) -> dict[str, int]:
    """Three items that differ in everything; their places by 编号."""
    office.registered("乙", due=office.today + dt.timedelta(days=3))
    late = office.registered("甲", due=office.today + dt.timedelta(days=400))
    finish_measure(office.ledger, office.operator, late, 1, on=office.today, today=office.today)
    add_campaign(office.ledger, office.operator, "第二专项", today=office.today)
    draft = ItemDraft(
        title="丙",
        category="财务",
        campaign="第二专项",
        deadline=Deadline("长期坚持", DeadlineKind.CONTINUING, None),
        owners={OwnerRole.LEAD: ("信访科",), OwnerRole.LEADER: ("周正",)},
        measures=(MeasureDraft("一"),),
    )
    add_item(office.ledger, office.operator, draft, today=office.today)
    ids = ordered(office.ledger, today=office.today).ids
    return dict(zip("乙甲丙", ids, strict=True))


@pytest.mark.parametrize("order", Order)
def test_each_order_lists_everything_both_ways(office: Office, order: Order) -> None:
    everything = set(filled(office).values())
    for descending in (False, True):
        found = ordered(office.ledger, today=office.today, order=order, descending=descending)
        assert set(found.ids) == everything
        assert found.groups == ()


def test_what_comes_first(office: Office) -> None:
    places = filled(office)

    def first(order: Order, *, descending: bool = False) -> str:
        ids = ordered(office.ledger, today=office.today, order=order, descending=descending).ids
        return next(name for name, key in places.items() if key == ids[0])

    assert first(Order.LIGHT) == "乙"
    assert first(Order.DEADLINE) == "乙"
    assert first(Order.DEADLINE, descending=True) == "丙"
    assert first(Order.MEASURES, descending=True) == "甲"
    assert first(Order.CATEGORY, descending=True) == "丙"
    assert first(Order.STATE) == "丙"
    assert first(Order.LEADER, descending=True) == "丙"


def test_groups_stand_in_the_order_of_their_ids_and_the_nameless_last(office: Office) -> None:
    places = filled(office)
    found = ordered(office.ledger, today=office.today, grouping=Grouping.LEADER)
    assert [(group.name, group.count) for group in found.groups] == [("周正", 1), ("", 2)]
    assert list(found.ids) == [places["丙"], places["乙"], places["甲"]]
    for grouping in Grouping:
        every = ordered(office.ledger, today=office.today, grouping=grouping)
        assert sum(group.count for group in every.groups) == len(every.ids) == 3


def test_the_head_of_a_list_and_a_list_nobody_wants_any_more(office: Office) -> None:
    places = filled(office)
    query = read_query("类别:财务")
    assert list(ordered(office.ledger, query, today=office.today).ids) == [places["丙"]]
    assert len(ordered(office.ledger, today=office.today, limit=2).ids) == 2
    assert len(ordered(office.ledger, today=office.today, is_wanted=lambda: False).ids) == 0


def test_rows_tell_leader_and_pace(office: Office) -> None:
    places = filled(office)
    then = office.today + dt.timedelta(days=3)
    rows = list_rows(office.ledger, list(places.values()), today=then)
    assert rows[places["乙"]].is_behind
    assert rows[places["甲"]].pace is Pace.KEPT
    assert rows[places["丙"]].pace is Pace.NONE
    assert rows[places["丙"]].leader == "周正"
    numbers = numbers_of(office.ledger, [places["丙"], 999, places["乙"]])
    assert numbers == (rows[places["丙"]].item.number, rows[places["乙"]].item.number)


def test_what_is_known_is_offered_with_initials(office: Office) -> None:
    filled(office)
    known = known_values(office.ledger)
    assert [value.text for value in known.owners[OwnerRole.LEAD]] == ["办公室", "信访科"]
    assert "xfk" in known.owners[OwnerRole.LEAD][1].initials
    assert [value.text for value in known.texts["问题类别"]] == ["财务"]
    assert "第二专项" in [value.text for value in known.texts["专项"]]


def test_ids_of_any_size(office: Office) -> None:
    places = filled(office)
    far = 5_000_000_000
    skip = {
        "sqlite": f"UPDATE sqlite_sequence SET seq = {far} WHERE name = 'item'",
        "postgresql": f"SELECT setval(pg_get_serial_sequence('item', 'id'), {far})",
    }
    with writing(office.ledger._engine).begin() as connection:
        connection.exec_driver_sql(skip[connection.dialect.name])
    office.registered("丁")
    everything = [*places.values(), far + 1]
    assert list(ordered(office.ledger, today=office.today).ids) == everything
    together = ordered(office.ledger, today=office.today, grouping=Grouping.UNIT)
    assert sorted(together.ids) == everything
    assert sum(group.count for group in together.groups) == len(everything)
