"""The log, the way back, what is in its way; what became of an item; and news of colleagues."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.ledger.conftest import Office
from tracker.errors import NotFound, Refusal
from tracker.ledger.actor import Actor
from tracker.ledger.commands.advancing import register
from tracker.ledger.commands.drafts import ItemEdit
from tracker.ledger.commands.items import add_item, edit_items
from tracker.ledger.commands.reporting import add_progress
from tracker.ledger.commands.retracing import undo_back_to, what_is_in_the_way
from tracker.ledger.commands.undoing import redo, undo
from tracker.ledger.item_changes import item_changes
from tracker.ledger.news import look
from tracker.ledger.pages import item_page
from tracker.ledger.retracing import log, told_action, way_back
from tracker.ledger.store import Ledger
from tracker.ledger.words import OwnerRole, Role

DAY = dt.timedelta(days=1)


def edited(office: Office, number: str, target: str, *, by: object = None) -> int:
    actor = by or office.operator
    edit_items(office.ledger, actor, [number], ItemEdit(target=target), today=office.today)  # type: ignore[arg-type]
    return office.ledger.head().count


def target_of(office: Office, number: str) -> str:
    return item_page(office.ledger, number, today=office.today).target


def test_the_log_says_who_did_what_to_which_item(office: Office) -> None:
    number = office.registered()
    add_progress(office.ledger, office.reviewer, number, "已开会研究", today=office.today)
    newest, registered, added = log(office.ledger)[:3]
    assert (newest.actor, newest.command, newest.numbers) == ("王芳", "登记进展", (number,))
    assert (registered.command, registered.numbers, registered.items) == ("挂号", (number,), 1)
    assert (added.numbers, added.undone) == ((number,), None)
    assert [one.id for one in log(office.ledger, before=newest.id, limit=1)] == [registered.id]
    assert {one.actor for one in log(office.ledger, only="李明")} == {"李明"}


def test_a_bulk_change_is_one_line_with_all_its_items(office: Office) -> None:
    numbers = [office.planned(f"第{n}项") for n in range(3)]
    register(office.ledger, office.operator, numbers, today=office.today)
    newest = log(office.ledger, limit=1)[0]
    assert (newest.numbers, newest.items) == (tuple(numbers), 3)
    told = told_action(office.ledger, newest.id)
    assert [number for number, _ in told.changes] == numbers
    assert any(row.field == "办理状态" and row.after == "整改中" for row in told.changes[0][1])


def test_who_took_back_an_action_is_told(office: Office) -> None:
    number = office.registered()
    action = edited(office, number, "新目标")
    undo(office.ledger, office.operator, today=office.today)
    reversal, taken = log(office.ledger, limit=2)
    assert (reversal.target, reversal.is_reversal, reversal.numbers) == (action, True, (number,))
    assert taken.undone is not None
    assert (taken.undone.action_id, taken.undone.actor) == (reversal.id, "李明")
    redo(office.ledger, office.operator, today=office.today)
    assert log(office.ledger, before=action + 1, limit=1)[0].undone is None


def test_the_way_back_takes_ones_own_steps_and_leaves_colleagues(office: Office) -> None:
    number, other = office.registered(), office.registered("另一项")
    first = edited(office, number, "甲")
    edited(office, other, "王芳的", by=office.reviewer)
    edited(office, number, "乙")
    edited(office, number, "丙")
    undo(office.ledger, office.operator, today=office.today)
    found = way_back(office.ledger, office.operator, first)
    assert [one.id for one in found.steps] == [first + 2, first]
    assert dict(found.others) == {"王芳": 1}
    done = undo_back_to(office.ledger, office.operator, first, today=office.today)
    assert ([step.action_id for step in done.steps], done.stopped) == ([first + 2, first], None)
    assert target_of(office, number) == "形成转化机制"
    assert target_of(office, other) == "王芳的"
    redo(office.ledger, office.operator, today=office.today)
    assert target_of(office, number) == "甲"


def test_the_way_back_stops_where_somebody_stands_in_it(office: Office) -> None:
    number, other = office.registered(), office.registered("另一项")
    first = edited(office, number, "甲")
    edited(office, number, "王芳的", by=office.reviewer)
    edited(office, other, "乙")
    done = undo_back_to(office.ledger, office.operator, first, today=office.today)
    assert len(done.steps) == 1
    assert done.stopped is not None
    assert "王芳" in done.stopped.reasons[0]
    assert (target_of(office, number), target_of(office, other)) == ("王芳的", "形成转化机制")
    before = office.ledger.head()
    refusal = what_is_in_the_way(office.ledger, office.operator, first, today=office.today)
    assert refusal is not None
    assert f"{number}的“整改目标”之后由王芳" in refusal.reasons[0]
    assert what_is_in_the_way(office.ledger, office.reviewer, first + 1, today=office.today) is None
    assert office.ledger.head() == before
    with pytest.raises(Refusal, match="王芳"):
        undo_back_to(office.ledger, office.operator, first, today=office.today)


def test_there_is_no_way_back_to_what_is_none(office: Office) -> None:
    number = office.registered()
    edited(office, number, "甲")
    undo(office.ledger, office.operator, today=office.today)
    for action_id in (office.ledger.head().count, 999):
        with pytest.raises(NotFound):
            undo_back_to(office.ledger, office.operator, action_id, today=office.today)
    with pytest.raises(Refusal, match="已经撤销"):
        undo_back_to(office.ledger, office.operator, office.ledger.head().count - 1, today=office.today)


def test_what_became_of_an_item_between_two_days(office: Office) -> None:
    number = office.registered()
    add_item(office.ledger, office.operator, office.draft("次日新增"), today=office.today + DAY)
    later = office.today + DAY
    for target in ("甲", "乙"):
        edit_items(
            office.ledger, office.operator, [number], ItemEdit(target=target, note="说明"), today=later
        )
    edit_items(office.ledger, office.operator, [number], ItemEdit(note=""), today=later)
    add_progress(office.ledger, office.reviewer, number, "已开会研究", today=later)
    edit_items(office.ledger, office.operator, [number], ItemEdit(target="丙"), today=later + DAY)
    found = item_changes(office.ledger, number, office.today, later)
    told = {(row.what, row.field): (row.before, row.after) for row in found.net}
    assert told[("事项", "整改目标")] == ("形成转化机制", "乙")
    assert told[("进展", "新增")] == ("", "已开会研究")
    assert ("事项", "备注") not in told
    assert [action.actor for action in found.actions] == ["李明", "李明", "李明", "王芳"]
    assert not item_changes(office.ledger, number, later + DAY, later + 2 * DAY).net


def test_news_are_what_others_wrote(office: Office) -> None:
    number = office.registered()
    seen = look(office.ledger, None)
    assert (seen.news, seen.is_new) == ((), False)
    edited(office, number, "自己改的")
    seen = look(office.ledger, seen.head)
    assert (seen.news, seen.is_new) == ((), False)
    with Ledger.open(office.ledger.location) as theirs:
        edit_items(theirs, office.reviewer, [number], ItemEdit(target="王芳的"), today=office.today)
        edited(office, number, "又改")
        mine = look(theirs, seen.head)
        assert [one.actor for one in mine.news] == ["李明"]
    seen = look(office.ledger, seen.head)
    (news,) = seen.news
    assert (news.actor, news.command, news.numbers, news.items) == ("王芳", "修改事项", (number,), 1)
    assert [(about, row.field, row.after) for about, row in news.changes] == [(number, "整改目标", "王芳的")]
    assert look(office.ledger, seen.head).is_new is False


def test_a_unit_hears_of_its_own_items_only(office: Office) -> None:
    mine, other = office.registered(), office.planned("别的单位的")
    owners = {OwnerRole.LEAD: ("信访科",)}
    edit_items(office.ledger, office.operator, [other], ItemEdit(owners=owners), today=office.today)
    with Ledger.open(office.ledger.location) as theirs:
        theirs.viewer = Actor("张三", Role.UNDERTAKER, "办公室")
        seen = look(theirs, None)
        edited(office, other, "别人的事")
        hidden = look(theirs, seen.head)
        assert (hidden.news, hidden.is_new) == ((), True)
        edited(office, mine, "自己单位的事")
        (news,) = look(theirs, hidden.head).news
        assert news.numbers == (mine,)
        assert {number for one in log(theirs) for number in one.numbers} == {mine}
