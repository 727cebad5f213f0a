"""制度清单: planned, issued, and later looked at."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from tracker.errors import NotFound, Refusal
from tracker.ledger.commands import advancing, regulations
from tracker.ledger.filtering.reading import read_query
from tracker.ledger.queries import list_items
from tracker.ledger.regulations import regulations as listed
from tracker.ledger.words import CheckResult, RegulationAct

Office = Any


def add(office: Office, number: str, name: str = "转化办法", **more: Any) -> int:
    return regulations.add_regulation(
        office.ledger, office.operator, number, name, RegulationAct.NEW, today=office.today, **more
    )


def check(office: Office, key: int, result: CheckResult, on: dt.date, finding: str = "") -> None:
    regulations.check_regulation(
        office.ledger, office.operator, key, result, on=on, today=on, finding=finding
    )


def test_it_is_planned_issued_and_checked_after_its_item_was_closed(office: Office) -> None:
    number = office.finished()
    key = add(office, number, "《转化办法》", measure=2)
    later = office.today + dt.timedelta(days=90)
    with pytest.raises(Refusal, match="还没有印发"):
        check(office, key, CheckResult.CARRIED_OUT, later)
    name = regulations.issue_regulation(
        office.ledger,
        office.operator,
        key,
        on=office.today,
        document_number="X办发〔2024〕3号",
        today=office.today,
    )
    assert name == "转化办法"
    with pytest.raises(Refusal, match="已于"):
        regulations.issue_regulation(office.ledger, office.operator, key, on=office.today, today=office.today)
    advancing.apply_for_closing(
        office.ledger, office.operator, number, completion="好", inference="已查", today=office.today
    )
    advancing.close(office.ledger, office.reviewer, number, today=office.today)
    with pytest.raises(Refusal, match="要写明检查情况"):
        check(office, key, CheckResult.IDLE, later)
    check(office, key, CheckResult.PARTLY, later, "两个科室没有执行")
    (row,) = listed(office.ledger, today=later)
    assert (row.measure_ordinal, row.document_number) == (2, "X办发〔2024〕3号")
    assert [(one.result, one.finding) for one in row.checks] == [(CheckResult.PARTLY, "两个科室没有执行")]
    with pytest.raises(Refusal, match="已销号"):
        add(office, number)


def test_days_are_held_together(sqlite_office: Office) -> None:
    office = sqlite_office
    number = office.registered()
    tomorrow = office.today + dt.timedelta(days=1)
    with pytest.raises(Refusal, match="印发日期"):
        add(office, number, issued_on=tomorrow)
    key = add(office, number, issued_on=office.today)
    with pytest.raises(Refusal, match="须在印发"):
        check(office, key, CheckResult.CARRIED_OUT, office.today - dt.timedelta(days=1))
    for unknown in (key + 1, 0, 10**12):
        with pytest.raises(NotFound, match="制度清单里没有"):
            check(office, unknown, CheckResult.CARRIED_OUT, office.today)


def test_the_list_follows_a_query(sqlite_office: Office) -> None:
    office = sqlite_office
    first, second = office.registered("甲"), office.registered("乙")
    add(office, first, "会议办法")
    add(office, second, "调研办法")
    found = listed(office.ledger, read_query(f"编号:{second}"), today=office.today)
    assert [row.name for row in found] == ["调研办法"]
    assert [row.number for row in list_items(office.ledger, read_query("制度:会议"), today=office.today)] == [
        first
    ]
