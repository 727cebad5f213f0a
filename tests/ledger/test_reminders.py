"""Who is chased for what: rung by rung, once each, by the day that holds now."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.desk.duties import next_due
from tracker.ledger.commands.advancing import apply_for_closing, register
from tracker.ledger.commands.drafts import ItemDraft, ItemEdit, MeasureDraft
from tracker.ledger.commands.items import add_item, add_measure, edit_items
from tracker.ledger.commands.reminding import issue_reminders
from tracker.ledger.commands.undoing import undo
from tracker.ledger.list_rows import Deadline
from tracker.ledger.models import Item
from tracker.ledger.reminders import Chase, chased_units, chasing, rung_of
from tracker.ledger.standards import USUAL
from tracker.ledger.words import DeadlineKind, OwnerRole, Rung

Office = Any
BETWEEN = USUAL.between


def _chases(office: Office, days: int = 0) -> list[Chase]:
    today = office.today + dt.timedelta(days=days)
    found = chasing(office.ledger, today=today, next_due=next_due)
    counted = chased_units(office.ledger, today=today, next_due=next_due)
    assert counted == {digest.unit: len(digest.chases) for digest in found.digests}, "named or only counted"
    return [chase for digest in found.digests for chase in digest.chases]


def _issue(office: Office, days: int = 0) -> int:
    today = office.today + dt.timedelta(days=days)
    found = chasing(office.ledger, today=today, next_due=next_due)
    return issue_reminders(office.ledger, office.operator, found.keys, today=today, next_due=next_due)


def test_the_ladder_is_climbed_rung_by_rung_and_never_twice(office: Office) -> None:
    office.registered(due=office.today + dt.timedelta(days=10))
    assert _chases(office) == []
    climbed = []
    for days in range(60):
        rungs = [chase.rung for chase in _chases(office, days)]
        if rungs:
            assert _issue(office, days) == 1
            climbed.append((days, *rungs))
            assert _chases(office, days) == []
            assert _issue(office, days) == 0
    assert climbed == [
        (3, Rung.EARLY),
        (10, Rung.DUE),
        (11, Rung.FIRST),
        (11 + BETWEEN, Rung.SECOND),
        (11 + 2 * BETWEEN, Rung.LAST),
    ]


def test_an_extension_begins_a_ladder_of_its_own(sqlite_office: Office) -> None:
    office = sqlite_office
    number = office.registered(due=office.today + dt.timedelta(days=2))
    _issue(office)
    with office.ledger.transaction(office.operator, "edit", today=office.today) as work:
        item = work.session.query(Item).filter_by(number=number).one()
        item.deadline_due = office.today + dt.timedelta(days=20)
        item.extension_count = 1
    assert _chases(office, 3) == []
    (chase,) = _chases(office, 14)
    assert (chase.rung, chase.due) == (Rung.EARLY, office.today + dt.timedelta(days=20))


def test_measures_with_their_own_limit_are_asked_of_their_unit(sqlite_office: Office) -> None:
    office = sqlite_office
    number = office.registered(due=office.today + dt.timedelta(days=60))
    due = office.today + dt.timedelta(days=3)
    draft = MeasureDraft(
        "清退资金",
        deadline=Deadline("三天内", DeadlineKind.DATE, due),
        owners={OwnerRole.RESPONSIBLE: ("财务科",), OwnerRole.COOPERATING: ("审计科",)},
    )
    add_measure(office.ledger, office.operator, number, draft, today=office.today)
    (chase,) = _chases(office)
    assert (chase.unit, chase.ordinal, chase.due) == ("财务科", 3, due)


def test_leaders_hear_of_the_higher_rungs_only(sqlite_office: Office) -> None:
    office = sqlite_office
    number = office.registered(due=office.today - dt.timedelta(days=1))
    owners = {OwnerRole.LEADER: ("周正", "吴刚"), OwnerRole.COOPERATING: ("审计科",)}
    edit_items(office.ledger, office.operator, [number], ItemEdit(owners=owners), today=office.today)
    (first,) = chasing(office.ledger, today=office.today, next_due=next_due).digests
    assert (first.unit, first.leaders) == ("办公室", ())
    _issue(office)
    later = office.today + dt.timedelta(days=BETWEEN)
    (second,) = chasing(office.ledger, today=later, next_due=next_due).digests
    assert second.leaders == ("周正", "吴刚")


def test_what_is_not_settled_is_for_the_office(sqlite_office: Office) -> None:
    office = sqlite_office
    for phrase, kind in (("尽快", DeadlineKind.DATE), ("长期坚持", DeadlineKind.CONTINUING)):
        draft = ItemDraft(
            title=phrase,
            target="好",
            deadline=Deadline(phrase, kind, None, confirm=kind is DeadlineKind.DATE),
            owners={OwnerRole.LEAD: ("办公室",)},
            measures=(MeasureDraft("改"),),
        )
        number = add_item(office.ledger, office.operator, draft, today=office.today)
        register(office.ledger, office.operator, [number], today=office.today, waiver="先挂号")
    found = chasing(office.ledger, today=office.today, next_due=next_due)
    assert [one.why for one in found.loose] == [
        "时限“尽快”待明确",
        "长期坚持，没有定下次复核的日期",
    ]
    with office.ledger.transaction(office.operator, "edit", today=office.today) as work:
        item = work.session.query(Item).filter_by(title="长期坚持").one()
        item.next_review = office.today + dt.timedelta(days=5)
    (chase,) = _chases(office)
    assert (chase.rung, chase.words) == (Rung.EARLY, "5天后复核")


@pytest.mark.parametrize(
    ("phrase", "first", "due"),
    [
        ("每月25日前", dt.date(2024, 1, 25), dt.date(2024, 6, 25)),
        ("每两周", dt.date(2024, 5, 8), dt.date(2024, 6, 19)),
    ],
)
def test_a_recurring_limit_is_chased_by_its_next_day(
    sqlite_office: Office, phrase: str, first: dt.date, due: dt.date
) -> None:
    office = sqlite_office
    draft = ItemDraft(
        title="报送",
        target="按时",
        deadline=Deadline(phrase, DeadlineKind.RECURRING, first),
        owners={OwnerRole.LEAD: ("办公室",)},
        measures=(MeasureDraft("报"),),
    )
    number = add_item(office.ledger, office.operator, draft, today=office.today)
    register(office.ledger, office.operator, [number], today=office.today)
    (chase,) = _chases(office)
    assert (chase.due, chase.rung) == (due, Rung.EARLY)


def test_nobody_is_chased_for_what_waits_for_the_office(sqlite_office: Office) -> None:
    office = sqlite_office
    office.planned(due=office.today)
    number = office.finished("已做完", due=office.today)
    apply_for_closing(
        office.ledger, office.operator, number, completion="已完成", inference="已自查", today=office.today
    )
    assert _chases(office) == []


def test_issuing_is_undone_as_one(office: Office) -> None:
    office.registered("一", due=office.today)
    office.registered("二", due=office.today)
    assert _issue(office) == 2
    undo(office.ledger, office.operator, today=office.today)
    assert len(_chases(office)) == 2


@given(
    st.integers(-90, 30),
    st.dictionaries(st.sampled_from(list(Rung)), st.integers(0, 90)),
)
def test_a_rung_is_never_skipped_nor_repeated(left: int, ago: dict[Rung, int]) -> None:
    today = dt.date(2024, 6, 18)
    issued = {rung: today - dt.timedelta(days=days) for rung, days in ago.items()}
    rung = rung_of(left, 7, issued, today, between=BETWEEN)
    assert rung not in issued
    if rung in (Rung.SECOND, Rung.LAST):
        below = Rung.FIRST if rung is Rung.SECOND else Rung.SECOND
        assert (today - issued[below]).days >= BETWEEN
    if rung in (Rung.FIRST, Rung.SECOND, Rung.LAST):
        assert left < 0


@pytest.mark.parametrize(("left", "rung"), [(8, None), (7, Rung.EARLY), (0, Rung.DUE), (-1, Rung.FIRST)])
def test_the_first_rungs_follow_the_days(left: int, rung: Rung | None) -> None:
    assert rung_of(left, 7, {}, dt.date(2024, 6, 18), between=BETWEEN) is rung
