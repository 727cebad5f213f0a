"""Units and people: who a name means, before and after they are made known."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.errors import Conflict, NotFound, Refusal
from tracker.ledger.commands.drafts import ItemDraft, ItemEdit, MeasureDraft, MeasureEdit
from tracker.ledger.commands.handover import hand_over
from tracker.ledger.commands.items import add_item, edit_items, edit_measure, finish_measure
from tracker.ledger.commands.owners import expand_owner
from tracker.ledger.commands.people import (
    PersonDraft,
    PersonEdit,
    add_person,
    edit_person,
    remove_person,
)
from tracker.ledger.commands.undoing import redo, undo
from tracker.ledger.commands.units import (
    Recognised,
    UnitDraft,
    UnitEdit,
    add_aliases,
    add_units,
    edit_unit,
    remove_aliases,
    remove_unit,
)
from tracker.ledger.filtering.reading import read_query
from tracker.ledger.history import item_history
from tracker.ledger.naming import name_and_unit, plain_name
from tracker.ledger.near_names import WORDS, near_names, telling_part
from tracker.ledger.pages import item_page
from tracker.ledger.people import charges, people
from tracker.ledger.queries import list_items
from tracker.ledger.queries import units as known_units
from tracker.ledger.units import group_places, unit_tree, unknown_owners
from tracker.ledger.words import OwnerRole, UnitAliasKind

Office = Any

LEAD, RESPONSIBLE, LEADER, PERSON = (
    OwnerRole.LEAD,
    OwnerRole.RESPONSIBLE,
    OwnerRole.LEADER,
    OwnerRole.PERSON,
)


def _add(office: Office, title: str, *names: str, role: OwnerRole = LEAD, **more: Any) -> str:
    draft = ItemDraft(title=title, owners={role: names}, **more)
    return add_item(office.ledger, office.operator, draft, today=office.today)


def _make(office: Office, name: str, *aliases: str, **more: Any) -> int:
    kinds = dict.fromkeys(aliases, UnitAliasKind.SHORT)
    draft = UnitDraft(name, aliases=kinds, **more)
    return add_units(office.ledger, office.operator, [draft], today=office.today)[0].owners


def _titles(office: Office, line: str) -> list[str]:
    return [row.title for row in list_items(office.ledger, read_query(line), today=office.today)]


def _owners(office: Office, number: str, role: OwnerRole) -> tuple[str, ...]:
    found: tuple[str, ...] = item_page(office.ledger, number, today=office.today).owner_names(role)
    return found


@pytest.mark.parametrize(
    ("written", "name", "unit"),
    [
        ("王 芳", "王芳", ""),
        ("张三（办公室）", "张三", "办公室"),
        ("张三(办公室)", "张三", "办公室"),
        ("李明 13800001111", "李明", ""),
        ("李明（0571-88886666）", "李明", ""),
        ("李明（人事科）0571-88886666", "李明", "人事科"),
        ("ＡＢ科", "ab科", ""),
    ],
)
def test_a_person_is_read_with_unit_and_without_telephone(written: str, name: str, unit: str) -> None:
    assert name_and_unit(written) == (name, unit)


@given(st.text(max_size=20))
def test_a_plain_name_is_plain_already(text: str) -> None:
    assert plain_name(plain_name(text)) == plain_name(text)


def test_every_name_of_a_unit_finds_all_its_items(office: Office) -> None:
    _add(office, "甲", "市委办")
    _add(office, "乙", "市委　办公室", role=RESPONSIBLE)
    _add(office, "丙", "组织部")
    assert [row.name for row in unknown_owners(office.ledger)] == ["市委办", "市委　办公室", "组织部"]
    assert _make(office, "市委办公室", "市委办") == 2
    _add(office, "丁", "中共市委办")
    assert unknown_owners(office.ledger)[1].near == ("市委办", "市委办公室")
    found = add_aliases(
        office.ledger,
        office.operator,
        "市委办",
        {"中共市委办": UnitAliasKind.OTHER},
        today=office.today,
    )
    assert (found.name, found.owners) == ("市委办公室", 1)
    for line in ("单位:市委办", "单位:市委办公室", "单位=中共市委办", "单位:swbgs"):
        assert _titles(office, line) == ["甲", "乙", "丁"], line
    assert _titles(office, "牵头:市委办公室") == ["甲", "乙", "丁"], "the first 责任单位 leads"
    assert _owners(office, "ZG-2024-0004", LEAD) == ("中共市委办",), "what was written stays"
    assert [row.open_items for row in unit_tree(office.ledger)] == [3]


def test_a_unit_and_all_below_it(office: Office) -> None:
    _make(office, "市委")
    _make(office, "市委组织部", "组织部", parent="市委")
    _make(office, "干部科", parent="组织部")
    _make(office, "市政府")
    for name in ("干部科", "组织部", "市委", "市政府"):
        _add(office, f"{name}的", name)
    assert [(row.name, row.depth) for row in unit_tree(office.ledger)] == [
        ("市委", 0),
        ("市委组织部", 1),
        ("干部科", 2),
        ("市政府", 0),
    ]
    assert _titles(office, "系统:组织部") == ["干部科的", "组织部的"]
    assert _titles(office, "系统:市委") == ["干部科的", "组织部的", "市委的"]
    assert _titles(office, "系统=市政府") == ["市政府的"]
    assert _titles(office, "系统:zzb") == ["干部科的", "组织部的"]
    with pytest.raises(Refusal, match="不能作它的上级单位"):
        edit_unit(office.ledger, office.operator, "市委", UnitEdit(parent="干部科"), today=office.today)
    with pytest.raises(Refusal, match="有下级单位：干部科"):
        remove_unit(office.ledger, office.operator, "市委组织部", today=office.today)


def test_each_name_means_one_unit_only(office: Office) -> None:
    _make(office, "市委办公室", "市委办")
    for name in ("市委办", "市 委办公室"):
        with pytest.raises(Refusal, match="已经登记"):
            _make(office, name)
    with pytest.raises(Refusal, match=r"已经登记，是“市委办公室”的别名"):
        _make(office, "别的单位", "市委办")
    assert [row.name for row in unit_tree(office.ledger)] == ["市委办公室"], "nothing was half done"
    with pytest.raises(NotFound, match="没有单位“人事科”"):
        edit_unit(office.ledger, office.operator, "人事科", UnitEdit(name="x"), today=office.today)


def test_a_renamed_unit_is_still_found_by_its_former_name(office: Office) -> None:
    _make(office, "环境保护局", "环保局")
    _add(office, "甲", "环境保护局")
    edit_unit(office.ledger, office.operator, "环保局", UnitEdit(name="生态环境局"), today=office.today)
    (row,) = unit_tree(office.ledger)
    assert (row.name, [(one.name, one.kind) for one in row.aliases]) == (
        "生态环境局",
        [("环保局", UnitAliasKind.SHORT), ("环境保护局", UnitAliasKind.FORMER)],
    )
    assert _titles(office, "单位:生态环境局") == ["甲"]
    edit_unit(office.ledger, office.operator, "环保局", UnitEdit(name="环境保护局"), today=office.today)
    assert unit_tree(office.ledger)[0].name == "环境保护局"


def test_name_and_other_names_change_together_as_one_action(office: Office) -> None:
    draft = UnitDraft("环保局", aliases={"环保": UnitAliasKind.SHORT, "环": UnitAliasKind.SHORT})
    add_units(office.ledger, office.operator, [draft], today=office.today)
    edit = UnitEdit(name="生态环境局", aliases=("环保", "生态局"))
    edit_unit(office.ledger, office.operator, "环保局", edit, today=office.today)
    (unit,) = unit_tree(office.ledger)
    assert [(alias.name, alias.kind) for alias in unit.aliases] == [
        ("环保", UnitAliasKind.SHORT),
        ("生态局", UnitAliasKind.SHORT),
        ("环保局", UnitAliasKind.FORMER),
    ]
    undo(office.ledger, office.operator, today=office.today)
    (unit,) = unit_tree(office.ledger)
    assert (unit.name, len(unit.aliases)) == ("环保局", 2)


def test_what_is_taken_from_a_unit_is_unknown_again_and_undo_brings_it_back(office: Office) -> None:
    _add(office, "甲", "市委办")
    _add(office, "乙", "市委办公室")
    _make(office, "市委办公室", "市委办")
    removed = remove_aliases(office.ledger, office.operator, "市委办公室", ["市委办"], today=office.today)
    assert removed.owners == 1
    assert [row.name for row in unknown_owners(office.ledger)] == ["市委办"]
    with pytest.raises(NotFound, match="现有别名：无"):
        remove_aliases(office.ledger, office.operator, "市委办公室", ["市委办"], today=office.today)
    assert remove_unit(office.ledger, office.operator, "市委办公室", today=office.today).owners == 1
    assert unit_tree(office.ledger) == []
    undo(office.ledger, office.operator, today=office.today)
    undo(office.ledger, office.operator, today=office.today)
    assert unknown_owners(office.ledger) == []
    undo(office.ledger, office.operator, today=office.today)
    assert len(unknown_owners(office.ledger)) == 2
    redo(office.ledger, office.operator, today=office.today)
    assert unknown_owners(office.ledger) == []


def test_a_unit_made_known_is_offered_when_names_are_completed(office: Office) -> None:
    _add(office, "甲", "人事科")
    _make(office, "组织部", "组")
    assert known_units(office.ledger) == ["人事科", "组织部"]


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("发改委", "发展和改革委员会"),
        ("县发展和改革委员会", "发展和改革委员会"),
        ("组织步", "组织部"),
        ("祖织部", "组织部"),
        ("张珊", "张三"),
        ("天文台", None),
        ("河湖管理科", None),
        ("建设管埋科", "建设管理科"),
        ("建设管理股", "建设管理科"),
        ("财政科", "财政局"),
        ("北门街道办事处", None),
        ("东风街办", "东风街道办事处"),
        ("东凤街道办事处", "东风街道办事处"),
        ("局办公室", "办公室"),
        ("教研室", None),
    ],
)
def test_names_that_are_near(name: str, near: str | None) -> None:
    streets = [f"{street}街道办事处" for street in ("东风", "南门", "西湖")]
    known = ["发展和改革委员会", "组织部", "财政局", "张三", "建设管理科", "办公室", *streets]
    assert (near_names(name, known) or (None,))[0] == near


def test_every_common_ending_says_nothing_of_which_unit_it_is() -> None:
    for words in tomllib.loads(WORDS.read_text(encoding="utf-8")).values():
        assert len(set(words)) == len(words)
        assert {telling_part(f"甲乙{word}") for word in words} == {"甲乙"}


def test_people_of_one_name_are_told_apart_by_unit(office: Office) -> None:
    _make(office, "办公室")
    _make(office, "人事科")
    _add(office, "甲", "张三", role=PERSON)

    def add(unit: str) -> Recognised:
        return add_person(office.ledger, office.operator, PersonDraft("张三", unit), today=office.today)

    assert add("办公室").owners == 1
    assert add("人事科").owners == 0
    with pytest.raises(Refusal, match="已登记“张三”"):
        add("人事科")
    _add(office, "乙", "张三", role=PERSON)
    _add(office, "丙", "张三（人事科）", role=LEADER)
    (unknown,) = unknown_owners(office.ledger)
    assert (unknown.name, unknown.is_ambiguous, unknown.numbers) == ("张三", True, ("ZG-2024-0002",))
    with pytest.raises(Refusal, match="有2个“张三”，请写明单位，如 张三（办公室）"):
        edit_person(office.ledger, office.operator, "张三", PersonEdit(left=True), today=office.today)
    edit_person(office.ledger, office.operator, "张三（办公室）", PersonEdit(left=True), today=office.today)
    assert unknown_owners(office.ledger) == [], "only one is left to be meant"
    assert [(row.unit, row.left, row.open_items) for row in people(office.ledger)] == [
        ("办公室", True, 1),
        ("人事科", False, 2),
    ]
    remove_person(office.ledger, office.operator, "张三（人事科）", today=office.today)
    assert [row.times for row in unknown_owners(office.ledger)] == [1, 1]


def test_a_group_is_replaced_by_its_members_by_choice(office: Office) -> None:
    for name in ("甲县", "乙县", "丙县"):
        _make(office, name)
    first = _add(office, "一", "各县", "甲县", role=RESPONSIBLE)
    second = _add(office, "二", "各县", measures=(MeasureDraft("整改", owners={LEAD: ("各县",)}),))
    with pytest.raises(Refusal, match="还没有登记“各县”包括哪些单位"):
        group_places(office.ledger, "各县")
    _make(office, "各县", members=("甲县", "乙县", "丙县"))
    places = group_places(office.ledger, "各县")
    assert places.members == ("甲县", "乙县", "丙县")
    assert places.numbers == (first, second)
    with pytest.raises(Refusal, match="“丁县”不是“各县”的成员单位"):
        group_places(office.ledger, "各县", ["丁县"])
    chosen = group_places(office.ledger, "各县", ["甲县", "丙县"]).members
    count = expand_owner(
        office.ledger, office.operator, "各县", chosen, places.numbers, today=office.today, reason="会议议定"
    )
    assert count == 3
    assert _owners(office, first, RESPONSIBLE) == ("甲县", "丙县")
    page = item_page(office.ledger, second, today=office.today)
    assert [owner.name for owner in page.measures[0].owners] == ["甲县", "丙县"]
    assert item_history(office.ledger, second)[-1].reason == "原文“各县”，展开为甲县、丙县：会议议定"
    assert _titles(office, "单位=丙县") == ["一", "二"]
    with pytest.raises(NotFound, match="责任单位里没有“各县”"):
        expand_owner(office.ledger, office.operator, "各县", chosen, [first], today=office.today)
    undo(office.ledger, office.operator, today=office.today)
    assert _owners(office, first, RESPONSIBLE) == ("各县", "甲县")


def test_a_handover_is_one_action_with_history_on_every_item(office: Office) -> None:
    led = _add(office, "甲", "张三", role=LEADER)
    both = _add(office, "乙", "张三", "李四", role=PERSON)
    measured = office.registered("丙")
    for ordinal in (1, 2):
        edit = MeasureEdit(owners={PERSON: ("张三",)})
        edit_measure(office.ledger, office.operator, measured, ordinal, edit, today=office.today)
    finish_measure(office.ledger, office.operator, measured, 1, on=office.today, today=office.today)
    add_person(office.ledger, office.operator, PersonDraft("张三"), today=office.today)
    found = charges(office.ledger, "张三", today=office.today)
    assert [(one.number, one.measure, one.role) for one in found] == [
        (measured, 2, PERSON),
        (led, None, LEADER),
        (both, None, PERSON),
    ], "what is done stays with who did it; the nearest deadline first"
    assert found[0].light_words == "剩余12天"
    one_role = charges(office.ledger, "张三", roles=[LEADER], today=office.today)
    assert [one.number for one in one_role] == [led]
    narrowed = charges(office.ledger, "张三", wanted=read_query("问题:乙"), today=office.today)
    assert [one.number for one in narrowed] == [both]
    done = hand_over(
        office.ledger, office.operator, found, "张三", "李四", reason="调动", today=office.today, leaves=True
    )
    assert (done.entries, done.items, done.left) == (3, 3, True)
    assert _owners(office, led, LEADER) == ("李四",)
    assert _owners(office, both, PERSON) == ("李四",), "named once"
    assert people(office.ledger)[0].left
    assert charges(office.ledger, "张三", today=office.today) == []
    for number in (led, both, measured):
        last = item_history(office.ledger, number)[-1]
        assert (last.command, last.reason) == ("移交", "调动")
    with pytest.raises(Refusal, match="“张三”已登记为离任"):
        back = charges(office.ledger, "李四", today=office.today)
        hand_over(office.ledger, office.operator, back, "李四", "张三", reason="回来", today=office.today)
    undo(office.ledger, office.operator, today=office.today)
    assert len(charges(office.ledger, "张三", today=office.today)) == 3
    assert not people(office.ledger)[0].left


def test_what_changed_since_it_was_looked_at_is_not_handed_over(office: Office) -> None:
    number = _add(office, "甲", "张三", role=LEADER)
    found = charges(office.ledger, "张三", today=office.today)
    edit = ItemEdit(owners={LEADER: ("周正",)})
    edit_items(office.ledger, office.operator, [number], edit, today=office.today)
    with pytest.raises(Conflict, match="刚刚被别人改过"):
        hand_over(office.ledger, office.operator, found, "张三", "李四", reason="调动", today=office.today)
