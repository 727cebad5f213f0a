"""Undo and redo where several people work: everybody their own, and never over somebody else's work."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from tracker.errors import NotFound, Refusal
from tracker.ledger.actor import Actor
from tracker.ledger.commands import items, reporting
from tracker.ledger.commands.drafts import ItemEdit
from tracker.ledger.commands.undoing import redo, undo
from tracker.ledger.pages import item_page
from tracker.ledger.verifying import verify
from tracker.ledger.words import Role

Office = Any
COLLEAGUE = Actor("赵敏", Role.OPERATOR)


def edited(office: Office, actor: Actor, number: str, **fields: str) -> None:
    items.edit_items(office.ledger, actor, [number], ItemEdit(**fields), today=office.today)


def note_of(office: Office, number: str) -> str:
    return item_page(office.ledger, number, today=office.today).note  # type: ignore[no-any-return]


def test_everybody_takes_back_their_own_last_action(office: Office) -> None:
    mine, hers = office.planned("甲"), office.planned("乙")
    edited(office, office.operator, mine, note="李明写的")
    edited(office, COLLEAGUE, hers, note="赵敏写的")
    done = undo(office.ledger, office.operator, today=office.today)
    assert (done.command, done.actor) == ("修改事项", "李明")
    assert (note_of(office, mine), note_of(office, hers)) == ("", "赵敏写的")
    undo(office.ledger, COLLEAGUE, today=office.today)
    assert note_of(office, hers) == ""
    redo(office.ledger, office.operator, today=office.today)
    assert (note_of(office, mine), note_of(office, hers)) == ("李明写的", "")
    redo(office.ledger, COLLEAGUE, today=office.today)
    assert note_of(office, hers) == "赵敏写的"
    assert verify(office.ledger) == ()


def test_who_touched_the_same_field_since_is_named(office: Office) -> None:
    number = office.planned()
    edited(office, office.operator, number, note="李明写的", target="李明的目标")
    edited(office, COLLEAGUE, number, note="赵敏写的")
    with pytest.raises(Refusal) as refusal:
        undo(office.ledger, office.operator, today=office.today)
    assert refusal.value.summary == "不能撤销李明的“修改事项”（第2条操作）："
    assert refusal.value.reasons == (
        f"ZG-2024-0001的“备注”之后由赵敏于{office.today}（第3条操作“修改事项”）改过",
    )
    undo(office.ledger, COLLEAGUE, today=office.today)
    undo(office.ledger, office.operator, today=office.today)
    assert item_page(office.ledger, number, today=office.today).target == "形成转化机制"


def test_an_item_that_others_have_worked_on_is_not_taken_away(office: Office) -> None:
    number = office.registered()
    later = office.today + dt.timedelta(days=1)
    reporting.add_progress(office.ledger, COLLEAGUE, number, "已经开会研究", today=later)
    with pytest.raises(Refusal) as refusal:
        undo(office.ledger, office.operator, today=later)
    assert refusal.value.reasons == (
        f"{number} 之后又有办理，由赵敏于{later}（第3条操作“登记进展”）记入，请先撤销那一条",
    )
    with pytest.raises(Refusal) as refusal:
        undo(office.ledger, office.operator, today=later, action_id=1)
    assert len(refusal.value.reasons) == 1
    assert item_page(office.ledger, number, today=later).progress


def test_an_action_is_taken_back_by_its_number(office: Office) -> None:
    number = office.planned()
    edited(office, office.operator, number, note="备注")
    edited(office, office.operator, number, target="新目标")
    assert undo(office.ledger, COLLEAGUE, today=office.today, action_id=2).action_id == 2
    assert note_of(office, number) == ""
    assert item_page(office.ledger, number, today=office.today).target == "新目标"
    with pytest.raises(Refusal, match="第2条操作已经撤销了"):
        undo(office.ledger, COLLEAGUE, today=office.today, action_id=2)
    with pytest.raises(Refusal, match="第3条操作没有被撤销"):
        redo(office.ledger, COLLEAGUE, today=office.today, action_id=3)
    with pytest.raises(Refusal, match="第4条操作是“撤销”第2条，请重做第2条"):
        undo(office.ledger, COLLEAGUE, today=office.today, action_id=4)
    with pytest.raises(NotFound, match="没有第99条操作"):
        undo(office.ledger, COLLEAGUE, today=office.today, action_id=99)
    redo(office.ledger, COLLEAGUE, today=office.today, action_id=2)
    assert note_of(office, number) == "备注"


def test_who_has_done_nothing_is_told_whose_action_is_the_last(office: Office) -> None:
    office.planned()
    with pytest.raises(Refusal, match=r"没有可以撤销的操作\n.*李明的“新增事项”（第1条操作）"):
        undo(office.ledger, COLLEAGUE, today=office.today)
