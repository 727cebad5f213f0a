"""Two people at one ledger: nothing is lost, no number given twice, no one overwritten unseen."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from tracker.errors import Conflict, LedgerUnusable, Refusal
from tracker.ledger.commands import advancing
from tracker.ledger.commands.drafts import ItemEdit, MeasureEdit
from tracker.ledger.commands.items import edit_items, edit_measure
from tracker.ledger.list_rows import Deadline
from tracker.ledger.pages import item_page
from tracker.ledger.queries import list_items
from tracker.ledger.verifying import verify
from tracker.ledger.words import DeadlineKind, OwnerRole, RectificationType, State, Term

Office = Any
TODAY = dt.date(2024, 6, 18)


def test_the_second_editor_sees_whose_change_it_is_and_both_values(office: Office) -> None:
    number = office.planned()
    seen = item_page(office.ledger, number, today=office.today)
    edit_items(
        office.ledger,
        office.reviewer,
        [number],
        ItemEdit(target="王芳的目标", owners={OwnerRole.LEAD: ("法规处",)}),
        today=office.today,
    )
    elsewhere = ItemEdit(owners={OwnerRole.LEAD: ("督查室",)})
    edit_items(office.ledger, office.leader, [office.planned("另一个")], elsewhere, today=office.today)
    mine = ItemEdit(target="李明的目标", note="顺带一记", owners={OwnerRole.LEAD: ("机关党委",)})
    with pytest.raises(Conflict) as conflict:
        edit_items(office.ledger, office.operator, [number], mine, seen=seen, today=office.today)
    shown = {field.field: field for field in conflict.value.fields}
    assert set(shown) == {"整改目标", "牵头单位"}
    target = shown["整改目标"]
    assert (target.base, target.theirs, target.mine, target.who) == (
        "形成转化机制",
        "王芳的目标",
        "李明的目标",
        "王芳",
    )
    assert shown["牵头单位"].who == "王芳"
    edit_items(
        office.ledger, office.operator, [number], ItemEdit(note="别的字段"), seen=seen, today=office.today
    )
    page = item_page(office.ledger, number, today=office.today)
    assert (page.target, page.note) == ("王芳的目标", "别的字段")


def test_two_editors_of_one_measure_see_each_other(office: Office) -> None:
    number = office.planned()
    (seen, _) = item_page(office.ledger, number, today=office.today).measures
    edit_measure(
        office.ledger, office.reviewer, number, 1, MeasureEdit(text="王芳的措施"), today=office.today
    )
    with pytest.raises(Conflict) as conflict:
        edit_measure(
            office.ledger,
            office.operator,
            number,
            1,
            MeasureEdit(text="李明的措施", standard="有清单"),
            seen=seen,
            today=office.today,
        )
    (field,) = conflict.value.fields
    assert (field.theirs, field.mine, field.who) == ("王芳的措施", "李明的措施", "王芳")


def test_the_same_change_by_two_people_is_no_conflict(office: Office) -> None:
    number = office.planned()
    seen = item_page(office.ledger, number, today=office.today)
    later = Deadline("7月底前", DeadlineKind.DATE, dt.date(2024, 7, 31))
    for actor in (office.reviewer, office.operator):
        edit_items(
            office.ledger,
            actor,
            [number],
            ItemEdit(deadline=later, title="同一个题目"),
            seen=seen,
            today=office.today,
        )


def test_close_against_return_one_wins(office: Office) -> None:
    number = office.applied()
    advancing.close(office.ledger, office.reviewer, number, today=office.today)
    with pytest.raises(Refusal, match="现在是“已销号”"):
        advancing.return_for_more(
            office.ledger, office.leader, number, opinion="请补充制度执行情况的记录", today=office.today
        )
    assert item_page(office.ledger, number, today=office.today).row.state is State.CLOSED


def test_a_lost_answer_to_commit_is_asked_for(sqlite_office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    from sqlalchemy.orm import Session

    office, commit = sqlite_office, Session.commit

    def commit_and_lose_the_line(session: Session) -> None:
        commit(session)
        raise OperationalError("COMMIT", {}, Exception("server closed"), connection_invalidated=True)

    def lose_the_line(session: Session) -> None:
        session.rollback()
        raise OperationalError("COMMIT", {}, Exception("server closed"), connection_invalidated=True)

    monkeypatch.setattr(Session, "commit", commit_and_lose_the_line)
    number = office.planned()
    monkeypatch.setattr(Session, "commit", lose_the_line)
    with pytest.raises(LedgerUnusable):
        office.planned("没有写成")
    monkeypatch.undo()
    assert [row.number for row in list_items(office.ledger, today=office.today)] == [number]
    assert verify(office.ledger) == ()


def test_term_and_owners_of_a_measure_are_told_too(office: Office) -> None:
    number = office.planned()
    seen = item_page(office.ledger, number, today=office.today)
    theirs = ItemEdit(term=Term.LONG, type=RectificationType.PHASED)
    edit_items(office.ledger, office.reviewer, [number], theirs, today=office.today)
    mine = ItemEdit(term=Term.SHORT, type=RectificationType.LONG_TERM)
    with pytest.raises(Conflict) as conflict:
        edit_items(office.ledger, office.operator, [number], mine, seen=seen, today=office.today)
    assert [(field.field, field.theirs, field.mine, field.who) for field in conflict.value.fields] == [
        ("整改类型", "分阶段整改", "长期坚持", "王芳"),
        ("短期或中长期", "中长期", "短期", "王芳"),
    ]

    first = seen.measures[0]
    for actor, name in ((office.reviewer, "法规处"), (office.operator, "督查室")):
        edit = MeasureEdit(owners={OwnerRole.RESPONSIBLE: (name,)})
        if actor is office.reviewer:
            edit_measure(office.ledger, actor, number, 1, edit, today=office.today)
            continue
        with pytest.raises(Conflict) as conflict:
            edit_measure(office.ledger, actor, number, 1, edit, seen=first, today=office.today)
        (field,) = conflict.value.fields
        assert (field.field, field.theirs, field.mine, field.who) == ("责任单位", "法规处", "督查室", "王芳")
