"""Which items are found: in lists, in order, by window, and in the figures."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from tracker.errors import LedgerUnusable, NotFound
from tracker.ledger.commands import advancing
from tracker.ledger.commands.campaigns import set_campaign
from tracker.ledger.commands.drafts import ItemDraft, ItemEdit
from tracker.ledger.commands.intake import accept
from tracker.ledger.commands.items import add_item, edit_items
from tracker.ledger.filtering import tree
from tracker.ledger.filtering.reading import read_query
from tracker.ledger.history import item_history, last_actions
from tracker.ledger.list_rows import Deadline
from tracker.ledger.numbers import read_number
from tracker.ledger.pages import item_page
from tracker.ledger.queries import (
    Sort,
    campaign,
    counts_by_light,
    counts_by_state,
    evidence,
    item_ids,
    items_by_id,
    list_items,
    units,
)
from tracker.ledger.statistics import figures
from tracker.ledger.words import DeadlineKind, ItemKind, Light, OwnerRole

Office = Any


def _titles(office: Office, line: str, **order: Any) -> list[str]:
    rows = list_items(office.ledger, read_query(line), today=office.today, **order)
    ids = item_ids(office.ledger, read_query(line), today=office.today, **order)
    assert [row.id for row in rows] == ids
    return [row.title for row in rows]


def test_items_are_found_by_text_state_unit_and_light(office: Office) -> None:
    overdue = office.registered("台账更新慢", due=office.today - dt.timedelta(days=3))
    office.registered("100%_达标", due=office.today + dt.timedelta(days=5))
    add_item(
        office.ledger, office.operator, ItemDraft(title="抓整改", kind=ItemKind.TASK), today=office.today
    )
    edit_items(
        office.ledger,
        office.operator,
        [overdue],
        ItemEdit(owners={OwnerRole.LEAD: ("组织处",), OwnerRole.COOPERATING: ("人事处",)}),
        today=office.today,
    )
    assert _titles(office, "") == ["台账更新慢", "100%_达标", "抓整改"]
    assert _titles(office, "更新") == ["台账更新慢"]
    assert _titles(office, "课题清单") == ["台账更新慢", "100%_达标"], "measures are searched too"
    assert _titles(office, "%_") == ["100%_达标"], "no wildcards from outside"
    assert _titles(office, "单位:人事") == ["台账更新慢"]
    assert _titles(office, "逾期") == ["台账更新慢"]
    assert _titles(office, "预警:待明确") == ["抓整改"]
    assert _titles(office, "状态:待挂号 类别:任务") == ["抓整改"]
    assert _titles(office, overdue.lower()) == ["台账更新慢"]
    assert _titles(office, "", sort=Sort.DEADLINE)[-1] == "抓整改"
    assert _titles(office, "", sort=Sort.STATE)[0] == "抓整改"
    assert _titles(office, "", sort=Sort.LEAD)[0] == "抓整改"
    by_state = counts_by_state(office.ledger)
    by_light = counts_by_light(office.ledger, today=office.today)
    assert by_state == {"rectifying": 2, "unregistered": 1}
    assert by_light == {"overdue": 1, "near": 1, "unsettled": 1}
    assert units(office.ledger) == ["人事处", "办公室", "组织处"]


def test_letters_are_found_in_either_case_on_both_databases(office: Office) -> None:
    number = office.planned("GDP核算口径不一")
    for word in ("gdp核算", "GDP", number.lower()):
        assert len(item_ids(office.ledger, read_query(word), today=office.today)) == 1


@pytest.mark.parametrize("typed", ["\udcff", "ZG\x00", "\ud800-2024"])
def test_what_no_database_can_hold_is_just_not_found(office: Office, typed: str) -> None:
    office.planned()
    wanted = [tree.Text(typed), tree.of("单位", typed), tree.of("编号", read_number(typed))]
    assert [item_ids(office.ledger, one, today=office.today) for one in wanted] == [[], [], []]
    for look in (
        lambda: item_page(office.ledger, typed, today=office.today),
        lambda: item_history(office.ledger, typed),
        lambda: advancing.register(office.ledger, office.operator, [typed], today=office.today),
        lambda: evidence(office.ledger, [typed]),
    ):
        with pytest.raises(NotFound):
            look()


def test_numbers_no_database_can_hold_are_a_clear_line(office: Office) -> None:
    for look in (
        lambda: last_actions(office.ledger, 10**30),
        lambda: accept(office.ledger, office.operator, 10**30, today=office.today),
    ):
        with pytest.raises(LedgerUnusable, match="数字太大"):
            look()


def test_the_calendar_has_a_last_day(office: Office) -> None:
    office.planned()
    assert counts_by_light(office.ledger, today=dt.date.max) == {"overdue": 1}


def test_a_window_leaves_out_what_is_gone(office: Office) -> None:
    office.planned()
    (key,) = item_ids(office.ledger, today=office.today)
    assert set(items_by_id(office.ledger, [key, 999], today=office.today)) == {key}
    assert items_by_id(office.ledger, [], today=office.today) == {}


def test_figures_add_up(office: Office) -> None:
    closed = office.applied("甲", due=office.today)
    advancing.close(office.ledger, office.reviewer, closed, today=office.today + dt.timedelta(days=2))
    office.registered("乙", due=office.today - dt.timedelta(days=1))
    stopped = office.registered("丙")
    advancing.stop(office.ledger, office.leader, stopped, reason="撤并", today=office.today)
    long_term = office.planned("丁")
    edit_items(
        office.ledger,
        office.operator,
        [long_term],
        ItemEdit(deadline=Deadline("长期坚持", DeadlineKind.CONTINUING, None)),
        today=office.today,
    )
    advancing.register(office.ledger, office.operator, [long_term], today=office.today)
    found = figures(office.ledger, today=office.today)
    assert (found.problems, found.items, found.closed, found.rectifying) == (4, 3, 1, 1)
    assert (found.continuing, found.stopped, found.overdue, found.closed_late) == (1, 1, 1, 1)
    assert (found.measures, found.measures_done) == (6, 2), "a stopped item's measures do not count"
    narrow = figures(office.ledger, read_query("逾期"), today=office.today)
    assert (narrow.items, narrow.closed, narrow.overdue) == (1, 0, 1)


@pytest.mark.parametrize("line", ["会议", "课题清单", "单位:办公室 会议", "办公室 会议"])
def test_figures_follow_words_and_units_too(office: Office, line: str) -> None:
    office.registered("会议记录不规范")
    number = office.registered("调研走过场")
    edit_items(
        office.ledger,
        office.operator,
        [number],
        ItemEdit(owners={OwnerRole.LEAD: ("督查科",)}),
        today=office.today,
    )
    found = figures(office.ledger, read_query(line), today=office.today)
    items = len(item_ids(office.ledger, read_query(line), today=office.today))
    assert (found.items, found.measures) == (items, 2 * items)
    assert items == (2 if line == "课题清单" else 1)


def test_thresholds_are_the_campaigns(office: Office) -> None:
    assert campaign(office.ledger).near_days == 7
    office.registered(due=office.today + dt.timedelta(days=12))
    set_campaign(office.ledger, office.operator, near_days=20, imminent_days=15, today=office.today)
    (row,) = list_items(office.ledger, today=office.today)
    assert row.light is Light.IMMINENT
    assert _titles(office, "预警:即将到期") == [row.title]


def test_a_list_asked_for_again_is_of_the_settings_and_names_of_now(office: Office) -> None:
    office.registered("会议记录不规范", due=office.today + dt.timedelta(days=20))
    assert _titles(office, "预警:临期") == _titles(office, "单位:jjj") == []
    assert _titles(office, "备注:有") == _titles(office, "备注:“有”") == []
    set_campaign(office.ledger, office.operator, near_days=30, today=office.today)
    number = office.planned("调研成果转化不够")
    edit = ItemEdit(note="待办", owners={OwnerRole.COOPERATING: ("经济局",)})
    edit_items(office.ledger, office.operator, [number], edit, today=office.today)
    assert _titles(office, "单位:jjj") == _titles(office, "备注:有") == ["调研成果转化不够"]
    assert _titles(office, "备注:“有”") == []
    assert "会议记录不规范" in _titles(office, "预警:临期")
