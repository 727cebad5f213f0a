"""The first page's figures: what each counts, for whom, and that its query lists just that."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from sqlalchemy import select

from tests.ledger.conftest import Office
from tracker.ledger.actor import Actor
from tracker.ledger.commands import advancing, extending, items, truths
from tracker.ledger.commands.drafts import ItemDraft
from tracker.ledger.figures.counting import tallies
from tracker.ledger.figures.glance import count, periods, shares
from tracker.ledger.figures.waiting import ATTENTION, waiting_for
from tracker.ledger.filtering.reading import read_query
from tracker.ledger.leading import known_lead_unit
from tracker.ledger.list_rows import Deadline
from tracker.ledger.queries import item_ids, list_items
from tracker.ledger.words import DeadlineKind, Dimension, OwnerRole, Reported, Role
from tracker.text.periods import Grain

ROLES = [Actor("王芳", role, unit) for role in Role for unit in ("", "办公室")]


def _filled(office: Office) -> dict[str, str]:
    """One item for each figure, by the figure's code."""
    day, found = office.today, {}
    ledger, operator = office.ledger, office.operator
    found["unregistered"] = office.planned("待挂号的")
    found["imminent"] = office.registered("即将到期的", due=day + dt.timedelta(days=2))
    found["near"] = office.registered("临期的", due=day + dt.timedelta(days=6))
    found["applied"] = office.applied("申请销号的")
    found["ready"] = office.finished("可申请的")
    found["extensions"] = office.registered("申请延期的")
    later = Deadline("12月底前", DeadlineKind.DATE, dt.date(day.year, 12, 31))
    extending.ask_extension(ledger, operator, found["extensions"], deadline=later, reason="等批复", today=day)
    found["again"] = office.applied("退回的")
    advancing.return_for_more(
        ledger, office.reviewer, found["again"], opinion="佐证材料不全，请补签字版后再报", today=day
    )
    found["to_verify"] = office.finished("自报完成的")
    truths.report(ledger, operator, found["to_verify"], Reported.DONE, today=day)
    found["reviews"] = office.registered("到期复核的")
    extending.extend(
        ledger,
        operator,
        found["reviews"],
        deadline=Deadline("长期坚持", DeadlineKind.CONTINUING, None),
        reason="转入长期坚持",
        approver="周正",
        stage_goal="机制运转",
        next_review=day,
        today=day - dt.timedelta(days=1),
    )
    late = replace(
        office.draft("已逾期的"),
        deadline=Deadline("上月底前", DeadlineKind.DATE, day - dt.timedelta(days=3)),
        owners={OwnerRole.RESPONSIBLE: ("信访科", "办公室"), OwnerRole.LEADER: ("王芳",)},
        category="作风",
    )
    found["overdue"] = items.add_item(ledger, operator, late, today=day - dt.timedelta(days=30))
    advancing.register(ledger, operator, [found["overdue"]], today=day - dt.timedelta(days=30))
    items.add_item(ledger, operator, ItemDraft(title="什么都没有的"), today=day)
    closed = office.applied("已销号的")
    advancing.close(ledger, office.reviewer, closed, today=day, opinion="同意销号")
    return found


def test_each_figure_finds_its_item_and_lists_what_it_counts(office: Office) -> None:
    found = _filled(office)
    seen = set()
    for figure in (*ATTENTION, *(figure for actor in ROLES for figure in waiting_for(actor))):
        line = str(figure.query)
        assert read_query(line) == figure.query
        rows = list_items(office.ledger, read_query(line), today=office.today)
        assert count(office.ledger, figure.query, today=office.today) == len(rows), figure.word
        if found.get(figure.code) in [row.number for row in rows]:
            seen.add(figure.code)
    assert seen == set(found)


def test_whoever_may_only_read_has_nothing_to_do() -> None:
    assert waiting_for(Actor("甲", Role.READER)) == ()


def test_who_is_the_leader_of_it_and_who_is_not(office: Office) -> None:
    _filled(office)
    for name, expected in (("王芳", 1), ("别人", 0)):
        own = next(f for f in waiting_for(Actor(name, Role.LEADER)) if f.code == "own_overdue")
        assert count(office.ledger, own.query, today=office.today) == expected


@pytest.mark.parametrize("by", [Dimension.UNIT, Dimension.CATEGORY])
def test_shares_are_those_of_the_statistics_and_list_what_they_count(office: Office, by: Dimension) -> None:
    _filled(office)
    rows = shares(office.ledger, by, today=office.today)
    known = {row.name: row.counts for row in tallies(office.ledger, by, today=office.today)}
    assert {row.name: (row.items, row.closed) for row in rows} == {
        name: (counts["items"], counts["closed"]) for name, counts in known.items()
    }
    for row in rows:
        listed = item_ids(office.ledger, read_query(str(row.query)), today=office.today)
        assert len(listed) == row.items, row.name
    left = [row.items - row.closed for row in rows]
    assert left == sorted(left, reverse=True)


@pytest.mark.parametrize("grain", [Grain.WEEK, Grain.TEN_DAYS, Grain.MONTH])
def test_periods_list_what_they_count(office: Office, grain: Grain) -> None:
    _filled(office)
    rows = periods(office.ledger, grain, 4, today=office.today)
    assert len(rows) == 4
    assert rows[-1].closed == 1
    assert sum(row.added for row in rows) >= 9
    for row in rows:
        for number, query in ((row.added, row.added_query), (row.closed, row.closed_query)):
            listed = item_ids(office.ledger, read_query(str(query)), today=office.today)
            assert len(listed) == number, str(query)


def test_the_name_of_the_leading_unit_is_no_join() -> None:
    """Joined, PostgreSQL reads all units for each item and sorts its owners anew: three times the work."""
    assert "JOIN" not in str(select(known_lead_unit())).upper()
