"""A list of people, in all the ways in which people type it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.desk.person_list import listed_people, read_people
from tracker.errors import BadInput, Refusal
from tracker.ledger.actor import Actor
from tracker.ledger.commands import people as commands
from tracker.ledger.commands.people import PersonDraft
from tracker.ledger.commands.undoing import undo
from tracker.ledger.commands.units import UnitDraft, add_units
from tracker.ledger.location import Location
from tracker.ledger.people import people
from tracker.ledger.store import Ledger
from tracker.ledger.words import Role, UnitAliasKind

CLERK = Actor("李明", Role.OPERATOR)
TODAY = dt.date(2024, 6, 18)
UNITS = ("办公室", "人事科", "局机关")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("张三 办公室 副主任 88886666", ("张三", "办公室", "副主任", "88886666")),
        ("张三，办公室，副主任", ("张三", "办公室", "副主任", "")),
        ("张三、办公室、副主任", ("张三", "办公室", "副主任", "")),
        ("张三,办公室;副主任；13800138000", ("张三", "办公室", "副主任", "13800138000")),
        ("张　三　办公室　副主任", ("张三", "办公室", "副主任", "")),
        ("张三 办公室 党组成员、副局长", ("张三", "办公室", "党组成员、副局长", "")),
        ("张三 办公室 党组成员 副局长", ("张三", "办公室", "党组成员、副局长", "")),
        ("1. 张三 办公室", ("张三", "办公室", "", "")),
        ("（2）张三|人事科|科长", ("张三", "人事科", "科长", "")),
        ("12 张三 办公室", ("张三", "办公室", "", "")),
        ("办公室 张三 主任", ("张三", "办公室", "主任", "")),
        ("张三 主任 办公室", ("张三", "办公室", "主任", "")),
        ("张三 副局长", ("张三", "", "副局长", "")),
        ("张三 0571-88886666", ("张三", "", "", "0571-88886666")),
        ("张三 办公室 88886666 副主任", ("张三", "办公室", "副主任", "88886666")),
        ("张三，13800138000，办公室", ("张三", "办公室", "", "13800138000")),
        ("张三 办公室 （0571）88886666 主任", ("张三", "办公室", "主任", "0571-88886666")),
        ("张三 办公室 010 88886666", ("张三", "办公室", "", "010-88886666")),
        ("张三 办公室 6688", ("张三", "办公室", "", "6688")),
        ("张三 办公室 第2、3组组长", ("张三", "办公室", "第2、3组组长", "")),
        ("张三", ("张三", "", "", "")),
        ("张三\t办公室\t\t88886666", ("张三", "办公室", "", "88886666")),
        ("3\t张 三\t办公室", ("张三", "办公室", "", "")),
    ],
)
def test_a_line_is_read_as_it_was_meant(line: str, expected: tuple[str, ...]) -> None:
    [(_, draft)] = read_people(line, UNITS)
    assert (draft.name, draft.unit, draft.post, draft.telephone) == expected


def test_typed_headings_put_nothing_into_the_wrong_place_where_a_part_is_left_out() -> None:
    text = "序号 姓名 单位 职务 电话\n1 张三 办公室 88886666\n2 李四 人事科 科长 88887777"
    assert [draft for _, draft in read_people(text, UNITS)] == [
        PersonDraft("张三", "办公室", "", "88886666"),
        PersonDraft("李四", "人事科", "科长", "88887777"),
    ]


def test_a_first_line_of_headings_says_what_stands_below_it() -> None:
    text = "序号\t单位\t姓名\t职务\t联系电话\n1\t办公室\t张三\t\t88886666\n2\t外单位\t李四\t处长\t"
    assert [draft for _, draft in read_people(text, UNITS)] == [
        PersonDraft("张三", "办公室", "", "88886666"),
        PersonDraft("李四", "外单位", "处长", ""),
    ]
    assert [one.name for _, one in read_people("单位 姓名\n办公室 张三\n\n人事科 李四\n", UNITS)] == [
        "张三",
        "李四",
    ]


def test_a_line_without_a_name_is_named() -> None:
    with pytest.raises(BadInput, match="第2行没有姓名"):
        list(read_people("张三\n88886666", UNITS))


@given(st.text())
def test_whatever_is_pasted_is_read_or_refused(text: str) -> None:
    try:
        assert all(draft.name for _, draft in read_people(text, UNITS))
    except BadInput as refusal:
        assert "没有姓名" in str(refusal)


@pytest.fixture
def ledger(location: Location) -> Iterator[Ledger]:
    with Ledger.open(location, create=True) as opened:
        aliases = {"局办": UnitAliasKind.SHORT}
        add_units(opened, CLERK, [UnitDraft("办公室", aliases=aliases), UnitDraft("人事科")], today=TODAY)
        yield opened


def test_who_is_new_is_made_known_as_one_action(ledger: Ledger) -> None:
    commands.add_person(ledger, CLERK, PersonDraft("张三", "办公室"), today=TODAY)
    listed = listed_people(ledger, "张 三 局办 主任\n李四 人事科\n王五 局办 科员\n李四、人事科、科长")
    assert listed.known == ("张三", "李四")
    assert listed.drafts == (PersonDraft("李四", "人事科"), PersonDraft("王五", "办公室", "科员"))
    commands.add_people(ledger, CLERK, listed.drafts, today=TODAY)
    assert [row.name for row in people(ledger)] == ["张三", "王五", "李四"]
    undo(ledger, CLERK, today=TODAY)
    assert [row.name for row in people(ledger)] == ["张三"]


def test_units_that_nobody_knows_are_named_line_by_line(ledger: Ledger) -> None:
    with pytest.raises(Refusal) as refusal:
        listed_people(ledger, "张三 外办 主任\n李四 人事科 科长\n王五 信访局 局长")
    assert refusal.value.reasons == ("第1行：单位“外办”没有登记", "第3行：单位“信访局”没有登记")
    with pytest.raises(BadInput, match="一行一个"):
        listed_people(ledger, "\n 姓名 单位\n")
