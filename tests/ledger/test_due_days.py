"""What falls due on which day: the load of a day counts the rows of its agenda, whatever is in the ledger."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tracker.desk.duties import next_due
from tracker.ledger.commands.advancing import close, register, stop
from tracker.ledger.commands.drafts import ItemDraft, ItemEdit, MeasureDraft
from tracker.ledger.commands.items import add_item, add_measure, edit_items, finish_measure
from tracker.ledger.commands.truths import report
from tracker.ledger.due_days import DayLoad, DueRow, Matter, agenda, day_loads
from tracker.ledger.filtering.reading import read_query
from tracker.ledger.filtering.tree import EVERYTHING
from tracker.ledger.list_rows import Deadline
from tracker.ledger.words import DeadlineKind, Light, OwnerRole, Reported

Office = Any


def _rows(office: Office, days: int = 60, **asked: Any) -> tuple[DueRow, ...]:
    first, last = office.today - dt.timedelta(days=60), office.today + dt.timedelta(days=days)
    wanted = asked.pop("wanted", EVERYTHING)
    found = agenda(
        office.ledger,
        first,
        last,
        wanted,
        today=office.today,
        next_due=next_due,
        limit=asked.pop("limit", 300),
    )
    return found.rows


def _loads(office: Office) -> dict[dt.date, DayLoad]:
    first, last = office.today - dt.timedelta(days=60), office.today + dt.timedelta(days=60)
    return dict(day_loads(office.ledger, first, last, today=office.today, next_due=next_due))


def _fill(office: Office) -> dict[str, str]:
    """Something of every sort; numbers by what they are."""
    ledger, operator = office.ledger, office.operator
    today: dt.date = office.today

    def later(days: int) -> dt.date:
        return today + dt.timedelta(days=days)

    made = {
        "overdue": office.registered(due=later(-3)),
        "near": office.registered(due=later(5)),
        "far": office.registered(due=later(40)),
        "closed": office.applied(due=later(5)),
        "stopped": office.registered(due=later(5)),
        "unsettled": office.planned(due=later(5)),
        "goes on": office.planned(due=later(6)),
    }
    close(ledger, office.reviewer, made["closed"], today=today, opinion="同意")
    stop(ledger, office.reviewer, made["stopped"], reason="并入别项", today=today)
    unsure = Deadline("近期", DeadlineKind.DATE, later(5), confirm=True)
    edit_items(ledger, operator, [made["unsettled"]], ItemEdit(deadline=unsure), today=today)
    forever = Deadline("长期坚持", DeadlineKind.CONTINUING, None)
    edit_items(ledger, operator, [made["goes on"]], ItemEdit(deadline=forever), today=today)
    register(ledger, operator, [made["goes on"]], today=today)
    report(
        ledger,
        operator,
        made["goes on"],
        Reported.CONTINUING,
        text="按季抽查",
        stage_goal="形成制度",
        next_review=later(9),
        today=today,
    )
    own = MeasureDraft(
        "清退资金",
        deadline=Deadline("两天内", DeadlineKind.DATE, later(2)),
        owners={OwnerRole.RESPONSIBLE: ("财务科",)},
    )
    add_measure(ledger, operator, made["far"], own, today=today)
    ordinal = add_measure(ledger, operator, made["far"], own, today=today)
    finish_measure(ledger, operator, made["far"], ordinal, on=today, note="", today=today)
    weekly = Deadline("每周五前", DeadlineKind.RECURRING, later(-10))
    made["weekly"] = add_item(
        ledger,
        operator,
        ItemDraft("每周调度", target="按周", deadline=weekly, measures=(MeasureDraft("开会"),)),
        today=today,
    )
    register(ledger, operator, [made["weekly"]], today=today, waiver="先挂号")
    return made


def test_each_sort_falls_on_its_day(office: Office) -> None:
    made, today = _fill(office), office.today
    rows = _rows(office)
    told = {(row.number, row.matter, row.day, row.is_done) for row in rows}
    for key, matter, days, is_done in (
        ("overdue", Matter.ITEM, -3, False),
        ("near", Matter.ITEM, 5, False),
        ("closed", Matter.ITEM, 5, True),
        ("far", Matter.MEASURE, 2, False),
        ("far", Matter.MEASURE, 2, True),
        ("goes on", Matter.REVIEW, 9, False),
        ("weekly", Matter.ITEM, -10, False),
    ):
        assert (made[key], matter, today + dt.timedelta(days=days), is_done) in told
    assert not {made["stopped"], made["unsettled"]} & {row.number for row in rows}
    fridays = [row.day for row in rows if row.matter is Matter.PERIOD]
    assert len(fridays) >= 8
    assert all(day.weekday() == 4 and day >= today for day in fridays)
    measure = next(row for row in rows if row.matter is Matter.MEASURE and not row.is_done)
    assert (measure.unit, measure.text, measure.words) == ("财务科", "清退资金", "剩余2天")
    assert list(rows) == sorted(rows, key=lambda row: (row.day, row.is_done))


def test_the_load_of_a_day_counts_its_agenda(office: Office) -> None:
    _fill(office)
    counted: dict[dt.date, DayLoad] = {}
    for row in _rows(office):
        counted.setdefault(row.day, DayLoad()).add(row.light, row.is_done)
    assert counted == _loads(office)
    assert _loads(office)[office.today - dt.timedelta(days=3)].worst is Light.OVERDUE


def test_a_query_narrows_it_and_a_limit_cuts_it(sqlite_office: Office) -> None:
    office = sqlite_office
    made = _fill(office)
    narrowed = _rows(office, wanted=read_query(f"编号:{made['near']}"))
    assert [row.number for row in narrowed] == [made["near"]]
    first, last = office.today - dt.timedelta(days=60), office.today + dt.timedelta(days=60)
    cut = agenda(office.ledger, first, last, today=office.today, next_due=next_due, limit=3)
    assert cut.is_cut
    assert cut.rows == _rows(office)[:3]


def test_a_review_left_out_is_late(sqlite_office: Office) -> None:
    office = sqlite_office
    _fill(office)
    today = office.today + dt.timedelta(days=20)
    found = agenda(office.ledger, office.today, today, today=today, next_due=next_due)
    row = next(row for row in found.rows if row.matter is Matter.REVIEW)
    assert (row.light, row.words) == (Light.OVERDUE, "长期坚持，复核已过期11天")
