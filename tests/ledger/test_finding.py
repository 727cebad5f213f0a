"""Which items are meant: the filter line, its SQL, the order, and the figures."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.errors import BadInput, LedgerUnusable, NotFound
from tracker.ledger.commands import advancing
from tracker.ledger.commands.campaigns import set_campaign
from tracker.ledger.commands.drafts import ItemDraft, ItemEdit
from tracker.ledger.commands.intake import accept
from tracker.ledger.commands.items import add_item, edit_items
from tracker.ledger.filters import Filter, parse_filter
from tracker.ledger.history import item_history, last_actions
from tracker.ledger.pages import item_page
from tracker.ledger.queries import (
    Sort,
    campaign,
    counts,
    evidence,
    item_ids,
    items_by_id,
    list_items,
    units,
)
from tracker.ledger.rows import Deadline
from tracker.ledger.statistics import figures
from tracker.ledger.words import DeadlineKind, ItemKind, Light, OwnerRole, State

Office = Any


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("", Filter()),
        ("成果 转化", Filter(words=("成果", "转化"))),
        ("单位：组织部　状态:整改中", Filter(units=("组织部",), states=(State.RECTIFYING,))),
        ("state:closed kind:task", Filter(states=(State.CLOSED,), kinds=(ItemKind.TASK,))),
        ("逾期", Filter(lights=(Light.OVERDUE,))),
        ("未销号", Filter(states=(State.UNREGISTERED, State.RECTIFYING, State.APPLIED))),
        ("已销号", Filter(states=(State.CLOSED,))),
        ("预警:临期", Filter(lights=(Light.NEAR,))),
        ("“主体 责任”", Filter(words=("主体 责任",))),
        ('开了引号"没关', Filter(words=('开了引号"没关',))),
        ("开展“回头看”活动", Filter(words=("开展“回头看”活动",))),
        ("单位:“办公室 一科”", Filter(units=("办公室 一科",))),
        ("编号:zg-2024-0001", Filter(numbers=("ZG-2024-0001",))),
        ("“时间：10:30” “未销号”", Filter(words=("时间：10:30", "未销号"))),
        ("单位:甲：乙处", Filter(units=("甲：乙处",))),
    ],
)
def test_the_filter_line_is_read(line: str, wanted: Filter) -> None:
    assert parse_filter(line) == wanted


@pytest.mark.parametrize(("line", "said"), [("状态:完事", "待挂号"), ("颜色:红", "状态 预警 单位")])
def test_what_cannot_be_read_says_what_may_stand_there(line: str, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        parse_filter(line)


@given(st.text(max_size=30))
def test_any_line_is_read_or_refused(line: str) -> None:
    try:
        wanted = parse_filter(line)
    except BadInput:
        return
    assert isinstance(wanted, Filter)


def _titles(office: Office, line: str, **order: Any) -> list[str]:
    rows = list_items(office.ledger, parse_filter(line), today=office.today, **order)
    ids = item_ids(office.ledger, parse_filter(line), today=office.today, **order)
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
    by_state, by_light = counts(office.ledger, today=office.today)
    assert by_state == {"rectifying": 2, "unregistered": 1}
    assert by_light == {"overdue": 1, "near": 1, "unsettled": 1}
    assert units(office.ledger) == ["人事处", "办公室", "组织处"]


def test_letters_are_found_in_either_case_on_both_databases(office: Office) -> None:
    number = office.planned("GDP核算口径不一")
    for word in ("gdp核算", "GDP", number.lower()):
        assert len(item_ids(office.ledger, parse_filter(word), today=office.today)) == 1


@pytest.mark.parametrize(
    "wanted",
    [
        Filter(words=("未销号", "单位:甲", "两个 词", "成果"), units=("办公室　一科", "乙处")),
        Filter(
            states=(State.APPLIED,), lights=(Light.NEAR,), kinds=(ItemKind.TASK,), numbers=("ZG-2024-0001",)
        ),
    ],
)
def test_a_filter_is_shown_as_it_could_be_typed(wanted: Filter) -> None:
    assert parse_filter(str(wanted)) == wanted


@pytest.mark.parametrize("typed", ["\udcff", "ZG\x00", "\ud800-2024"])
def test_what_no_database_can_hold_is_just_not_found(office: Office, typed: str) -> None:
    office.planned()
    wanted = [Filter(words=(typed,)), Filter(units=(typed,)), Filter(numbers=(typed,))]
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
    assert counts(office.ledger, today=dt.date.max)[1] == {"overdue": 1}


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
    assert found.completion_rate == pytest.approx(1 / 3)
    narrow = figures(office.ledger, parse_filter("逾期"), today=office.today)
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
    found = figures(office.ledger, parse_filter(line), today=office.today)
    items = len(item_ids(office.ledger, parse_filter(line), today=office.today))
    assert (found.items, found.measures) == (items, 2 * items)
    assert items == (2 if line == "课题清单" else 1)


def test_thresholds_are_the_campaigns(office: Office) -> None:
    assert campaign(office.ledger).near_days == 7
    office.registered(due=office.today + dt.timedelta(days=12))
    set_campaign(office.ledger, office.operator, near_days=20, imminent_days=15, today=office.today)
    (row,) = list_items(office.ledger, today=office.today)
    assert row.light is Light.IMMINENT
    assert _titles(office, "预警:即将到期") == [row.title]
