"""专项 side by side: settings, items that stand in several, 方面 with leaders, sources, spans."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from tracker.errors import NotFound, Refusal
from tracker.ledger import queries
from tracker.ledger.actor import Actor
from tracker.ledger.campaigns import aspects, heading_of, home_of, overviews
from tracker.ledger.commands.advancing import register
from tracker.ledger.commands.aspects import add_aspect, edit_aspect, remove_aspect
from tracker.ledger.commands.campaigns import (
    add_campaign,
    link_items,
    move_items,
    remove_campaign,
    set_campaign,
    set_default,
    unlink_items,
)
from tracker.ledger.commands.drafts import DocumentDraft, ItemEdit, MeasureDraft
from tracker.ledger.commands.intake import store_document
from tracker.ledger.commands.items import add_item, edit_items
from tracker.ledger.commands.undoing import redo, undo
from tracker.ledger.filtering.reading import read_query
from tracker.ledger.filtering.tree import EVERYTHING
from tracker.ledger.history import item_history
from tracker.ledger.list_rows import Deadline
from tracker.ledger.pages import item_page
from tracker.ledger.statistics import figures
from tracker.ledger.words import CampaignKind, DeadlineKind, Light, OwnerRole, Role

Office = Any
INSPECTION, STYLE = "2024年首轮巡察整改", "作风专项整治"


@pytest.fixture
def two(office: Office) -> Office:
    """With two campaigns, the first of them the default one."""
    add_campaign(office.ledger, office.operator, INSPECTION, number_prefix="xc", today=office.today)
    add_campaign(
        office.ledger,
        office.operator,
        STYLE,
        number_prefix="ZF",
        kind=CampaignKind.SPECIAL,
        near_days=20,
        add_sources=("信访",),
        today=office.today,
    )
    return office


@pytest.fixture
def sqlite_two(sqlite_office: Office) -> Office:
    """The same in a file."""
    for name, prefix in ((INSPECTION, "XC"), (STYLE, "ZF")):
        add_campaign(
            sqlite_office.ledger,
            sqlite_office.operator,
            name,
            number_prefix=prefix,
            today=sqlite_office.today,
        )
    return sqlite_office


def _add(office: Office, campaign: str | None = None, **more: Any) -> str:
    draft = replace(office.draft(), campaign=campaign, **more)
    return add_item(office.ledger, office.operator, draft, today=office.today)


def _numbers(office: Office, line: str) -> list[str]:
    rows = queries.list_items(office.ledger, read_query(line), today=office.today)
    return [row.number for row in rows]


def test_items_go_to_the_campaign_named_by_a_part_or_to_the_default_one(two: Office) -> None:
    first, second = _add(two), _add(two, "作风")
    assert (first, second) == (f"XC-{two.today.year}-0001", f"ZF-{two.today.year}-0001")
    assert set_default(two.ledger, two.operator, "作风", today=two.today) == STYLE
    assert _add(two) == f"ZF-{two.today.year}-0002"
    assert queries.campaign(two.ledger).name == STYLE
    assert [row.is_default for row in [one.settings for one in overviews(two.ledger)]] == [False, True]
    with pytest.raises(NotFound, match=f"没有专项“审计”，现有：{INSPECTION}、{STYLE}"):
        _add(two, "审计")
    with pytest.raises(NotFound, match="名称含“整”的专项有2个，请写全"):
        queries.campaign(two.ledger, "整")


def test_a_ledger_without_campaigns_makes_its_first_one(sqlite_office: Office) -> None:
    assert queries.campaign(sqlite_office.ledger).name == "整改台账"
    number = sqlite_office.planned()
    assert item_page(sqlite_office.ledger, number, today=sqlite_office.today).row.campaign == "整改台账"
    assert [row.settings.is_default for row in overviews(sqlite_office.ledger)] == [True]


def test_an_item_in_two_campaigns_is_one_item_with_the_lights_of_its_home(two: Office) -> None:
    number = _add(two)
    assert link_items(two.ledger, two.operator, [number], campaign="作风", today=two.today) == 1
    assert link_items(two.ledger, two.operator, [number], campaign="作风", today=two.today) == 0
    other = _add(two, "作风")
    assert _numbers(two, "专项:巡察") == [number]
    assert _numbers(two, "专项:作风") == [number, other]
    assert _numbers(two, "-专项:作风") == []
    page = item_page(two.ledger, number, today=two.today)
    assert (page.row.campaign, page.standing) == (INSPECTION, (STYLE,))
    lights = {row.number: row.light for row in queries.list_items(two.ledger, today=two.today)}
    assert lights == {number: Light.NORMAL, other: Light.NEAR}, "12 days left: 7 there, 20 here"
    assert figures(two.ledger, read_query("专项:作风"), today=two.today).items == 2
    home, style = overviews(two.ledger)
    assert (home.items, home.standing, style.items, style.standing) == (1, 0, 1, 1)
    assert home_of(two.ledger, [number, other]) == tuple(sorted((INSPECTION, STYLE)))
    with pytest.raises(Refusal, match="本来就是专项"):
        link_items(two.ledger, two.operator, [number], campaign="巡察", today=two.today)
    unlink_items(two.ledger, two.operator, [number], campaign="作风", today=two.today)
    assert _numbers(two, "专项:作风") == [other]
    undo(two.ledger, two.operator, today=two.today)
    assert _numbers(two, "专项:作风") == [number, other]
    told = [change for action in item_history(two.ledger, number) for change in action.changes]
    assert ("并入专项", STYLE) in [(change.what, change.after) for change in told]


def test_an_item_filed_wrongly_moves_to_its_campaign_under_its_old_number(two: Office) -> None:
    ledger, operator, today = two.ledger, two.operator, two.today
    add_aspect(ledger, operator, "会风文风", campaign="巡察", today=today)
    number = two.registered()
    edit_items(ledger, operator, [number], ItemEdit(aspect="会风文风"), today=today)
    link_items(ledger, operator, [number], campaign="作风", today=today)
    assert move_items(ledger, operator, [number], campaign="作风", today=today) == 1
    page = item_page(ledger, number, today=today)
    assert (page.row.campaign, page.standing, page.row.aspect) == (STYLE, (), "")
    assert (_numbers(two, "专项:作风"), _numbers(two, "专项:巡察")) == ([number], [])
    assert move_items(ledger, operator, [number], campaign="作风", today=today) == 0
    undo(ledger, operator, today=today)
    page = item_page(ledger, number, today=today)
    assert (page.row.campaign, page.standing, page.row.aspect) == (INSPECTION, (STYLE,), "会风文风")


def test_an_item_does_not_move_while_its_campaign_judges_or_times_it(two: Office) -> None:
    ledger, operator, today = two.ledger, two.operator, two.today
    applied = two.applied()
    with pytest.raises(Refusal, match="正在审核"):
        move_items(ledger, operator, [applied], campaign="作风", today=today)
    after_the_feedback = Deadline("反馈后2个月内", DeadlineKind.DATE, today, event="反馈")
    timed = _add(two, deadline=after_the_feedback)
    with pytest.raises(Refusal, match="“反馈”算起"):
        move_items(ledger, operator, [timed], campaign="作风", today=today)


def test_what_goes_out_is_headed_by_its_campaign_and_by_none_where_it_is_of_several(two: Office) -> None:
    first, _ = _add(two), _add(two, STYLE)

    def headed(line: str) -> str:
        return heading_of(two.ledger, read_query(line), today=two.today).campaign

    assert (headed(""), headed("待挂号"), headed("专项:整")) == ("", "", "")
    assert headed(first) == INSPECTION, "all that is asked for are of one"
    assert headed("专项:作风 已销号") == STYLE, "asked for by name, also where it has no such item"
    assert headed("已销号") == INSPECTION, "else the default one"


def test_lists_of_several_campaigns_are_handed_in_by_the_office_they_agree_on(two: Office) -> None:
    def handed_in_by(**units: str) -> str:
        for name, unit in units.items():
            set_campaign(two.ledger, two.operator, campaign=name, reporting_unit=unit, today=two.today)
        return heading_of(two.ledger, EVERYTHING, today=two.today).reporting_unit

    _add(two)
    _add(two, STYLE)
    assert handed_in_by(作风="某局整改办") == "某局整改办"
    assert handed_in_by(巡察="巡察办") == "巡察办", "the default one's where they do not"


MISTAKES: list[tuple[dict[str, Any], str]] = [
    ({"name": " "}, "专项名称不能为空"),
    ({"name": STYLE}, f"已有专项“{STYLE}”"),
    ({"number_prefix": "X-1"}, "编号前缀“X-1”不行"),
    ({"near_days": 2}, "0 ≤ 即将到期天数 ≤ 临期天数"),
    ({"begins": dt.date(2024, 2, 1), "ends": dt.date(2024, 1, 1)}, "结束日期2024-01-01早于"),
    ({"review_steps": 3}, "审核步数只能是 1"),
    ({"satisfaction_percent": 101}, "满意度应在 0 到 100"),
    ({"immediate_days": 400}, "立行立改天数应在 0 到 366"),
    ({"add_sources": ("群众反映",)}, "“群众反映”是通用的问题来源"),
    ({"remove_sources": ("信访",)}, "没有“信访”"),
]


@pytest.mark.parametrize(("settings", "said"), MISTAKES, ids=[said for _, said in MISTAKES])
def test_settings_that_cannot_be_are_refused(sqlite_two: Office, settings: dict[str, Any], said: str) -> None:
    before = queries.campaign(sqlite_two.ledger)
    with pytest.raises(Refusal, match=said):
        set_campaign(sqlite_two.ledger, sqlite_two.operator, today=sqlite_two.today, **settings)
    assert queries.campaign(sqlite_two.ledger) == before


def test_every_setting_is_kept_and_a_campaign_can_be_renamed(sqlite_two: Office) -> None:
    settings: dict[str, Any] = {
        "begins": dt.date(2024, 1, 1),
        "ends": dt.date(2024, 12, 31),
        "immediate_days": 30,
        "lag_percent": 15,
        "review_steps": 2,
        "publicity_days": 7,
        "satisfaction_percent": 80,
        "reporting_unit": "整改办",
    }
    set_campaign(
        sqlite_two.ledger,
        sqlite_two.operator,
        campaign="作风",
        name="作风整治",
        add_sources=("信访", "审计移交"),
        today=sqlite_two.today,
        **settings,
    )
    row = queries.campaign(sqlite_two.ledger, "作风整治")
    assert {name: getattr(row, name) for name in settings} == settings
    assert row.sources == ("信访", "审计移交")
    assert [row.name for row in [one.settings for one in overviews(sqlite_two.ledger)]] == [
        INSPECTION,
        "作风整治",
    ]


def test_only_an_empty_campaign_is_removed_and_undo_brings_it_back(two: Office) -> None:
    add_aspect(two.ledger, two.operator, "会风文风", campaign="作风", today=two.today)
    number = _add(two)
    link_items(two.ledger, two.operator, [number], campaign="作风", today=two.today)
    with pytest.raises(Refusal, match="并入专项1个"):
        remove_campaign(two.ledger, two.operator, "作风", today=two.today)
    with pytest.raises(Refusal, match="事项1个"):
        remove_campaign(two.ledger, two.operator, "巡察", today=two.today)
    unlink_items(two.ledger, two.operator, [number], campaign="作风", today=two.today)
    remove_campaign(two.ledger, two.operator, "作风", today=two.today)
    assert [row.settings.name for row in overviews(two.ledger)] == [INSPECTION]
    undo(two.ledger, two.operator, today=two.today)
    assert [row.name for row in aspects(two.ledger, "作风")] == ["会风文风"]


def test_the_default_moves_on_when_its_campaign_is_removed(sqlite_two: Office) -> None:
    remove_campaign(sqlite_two.ledger, sqlite_two.operator, "巡察", today=sqlite_two.today)
    row = queries.campaign(sqlite_two.ledger)
    assert (row.name, row.is_default) == (STYLE, True)
    remove_campaign(sqlite_two.ledger, sqlite_two.operator, "作风", today=sqlite_two.today)
    assert overviews(sqlite_two.ledger) == []
    for name in (STYLE, INSPECTION):
        undo(sqlite_two.ledger, sqlite_two.operator, today=sqlite_two.today)
        assert queries.campaign(sqlite_two.ledger).name == name


def test_a_campaign_that_was_made_is_taken_back_and_made_again(two: Office) -> None:
    add_campaign(two.ledger, two.operator, "审计整改", number_prefix="SJ", today=two.today)
    made = queries.campaign(two.ledger, "审计")
    undo(two.ledger, two.operator, today=two.today)
    with pytest.raises(NotFound):
        queries.campaign(two.ledger, "审计")
    redo(two.ledger, two.operator, today=two.today)
    assert queries.campaign(two.ledger, "审计") == made


def test_the_leader_of_an_aspect_answers_for_its_items_that_have_none(two: Office) -> None:
    add_aspect(two.ledger, two.operator, "会风文风", leader="周正", campaign="作风", today=two.today)
    add_aspect(two.ledger, two.operator, "调查研究", campaign="作风", today=two.today)
    led = _add(two, "作风", aspect="会风")
    own = _add(two, "作风", aspect="会风", owners={OwnerRole.LEADER: ("吴敏",)})
    none = _add(two, "作风", aspect="调查")
    assert _leaders(two, led, own, none) == [("周正",), ("吴敏",), ()]
    assert edit_aspect(two.ledger, two.operator, "调查", leader="郑华", campaign="作风", today=two.today) == 1
    assert _leaders(two, none) == [("郑华",)]
    assert _numbers(two, "方面:会风") == [led, own]
    assert _numbers(two, "方面:无") == []
    edit_items(two.ledger, two.operator, [own], ItemEdit(aspect=""), today=two.today)
    assert _numbers(two, "方面:无") == [own]
    edit_aspect(two.ledger, two.operator, "调查", new_name="调研", place=1, campaign="作风", today=two.today)
    rows = aspects(two.ledger, "作风")
    assert [(row.name, row.leader, row.items, row.measures) for row in rows] == [
        ("调研", "郑华", 1, 2),
        ("会风文风", "周正", 1, 2),
    ]
    with pytest.raises(Refusal, match="还有1个事项"):
        remove_aspect(two.ledger, two.operator, "会风", campaign="作风", today=two.today)
    with pytest.raises(NotFound, match="没有方面“会风”，还没有任何方面"):
        _add(two, aspect="会风")
    with pytest.raises(Refusal, match="已有方面“调研”"):
        add_aspect(two.ledger, two.operator, "调研", campaign="作风", today=two.today)


def _leaders(office: Office, *numbers: str) -> list[tuple[str, ...]]:
    pages = [item_page(office.ledger, number, today=office.today) for number in numbers]
    return [page.owner_names(OwnerRole.LEADER) for page in pages]


def test_a_source_is_a_usual_word_or_one_of_the_campaign(two: Office) -> None:
    usual, own = _add(two, source="群众反映"), _add(two, "作风", source="信访")
    with pytest.raises(Refusal, match="没有问题来源“信访”，可用：学习研讨查摆"):
        _add(two, source="信访")
    rows = queries.list_items(two.ledger, today=two.today)
    assert [row.source for row in rows] == ["群众反映", "信访"]
    assert _numbers(two, "问题来源:群众") == [usual]
    assert _numbers(two, "问题来源:信访、群众反映") == [usual, own]
    edit_items(two.ledger, two.operator, [usual], ItemEdit(source="调研发现"), today=two.today)
    assert _numbers(two, "问题来源=调研发现") == [usual]
    change = item_history(two.ledger, usual)[-1].changes[0]
    assert (change.before, change.after) == ("群众反映", "调研发现")


def test_at_registration_what_is_immediate_gets_the_days_of_its_campaign(two: Office) -> None:
    set_campaign(two.ledger, two.operator, immediate_days=30, today=two.today)
    at_once = Deadline("立行立改", DeadlineKind.IMMEDIATE, None, "immediate")
    measures = (MeasureDraft("立即改", deadline=at_once), MeasureDraft("制定办法"))
    dated = _add(two, deadline=at_once, measures=measures)
    undated = _add(two, "作风", deadline=at_once, measures=measures)
    register(two.ledger, two.operator, [dated, undated], today=two.today)
    last_day = two.today + dt.timedelta(30)
    page = item_page(two.ledger, dated, today=two.today)
    assert page.row.deadline == replace(at_once, due=last_day, rule="immediate-span")
    assert page.first_deadline is not None and page.first_deadline.due == last_day
    assert page.measures[0].deadline == page.row.deadline
    assert page.measures[1].deadline is None
    assert item_page(two.ledger, undated, today=two.today).row.deadline == at_once


def test_a_document_belongs_to_the_campaign_it_is_stored_for(two: Office) -> None:
    draft = DocumentDraft("反馈意见", "文", "a" * 64, "反馈.txt", "b" * 64, None, campaign="作风")
    first = store_document(two.ledger, two.operator, draft, (), today=two.today)
    again = store_document(two.ledger, two.operator, draft, (), today=two.today)
    other = store_document(two.ledger, two.operator, replace(draft, campaign=None), (), today=two.today)
    assert (first.is_new, again.is_new, other.is_new) == (True, False, True)


def test_who_may_not_set_up_campaigns(sqlite_two: Office) -> None:
    with pytest.raises(Refusal, match="新建专项由经办、审核、领导办理"):
        add_campaign(sqlite_two.ledger, Actor("张三", Role.UNDERTAKER), "审计整改", today=sqlite_two.today)
