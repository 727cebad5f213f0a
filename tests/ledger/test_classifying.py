"""五分类盘点: what each class demands, and what the facts propose."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from tracker.errors import Refusal
from tracker.ledger.classification import CLASSES, class_refusals, proposed_class
from tracker.ledger.commands import advancing, items, reporting, stages, truths
from tracker.ledger.commands.classifying import classify
from tracker.ledger.commands.drafts import ItemEdit
from tracker.ledger.commands.undoing import undo
from tracker.ledger.list_rows import Deadline
from tracker.ledger.pages import item_page
from tracker.ledger.rows import ItemPage
from tracker.ledger.words import Classification, DeadlineKind, OwnerRole, Reported, Term, Verified

Office = Any


def page(office: Office, number: str) -> ItemPage:
    return item_page(office.ledger, number, today=office.today)


def put(office: Office, name: Classification, *numbers: str) -> int:
    return classify(
        office.ledger, office.operator, [(number, name) for number in numbers], today=office.today
    )


def proposed(office: Office, number: str) -> Classification | None:
    found = proposed_class(page(office, number))
    return found[0] if found else None


def edit(office: Office, number: str, **fields: Any) -> None:
    items.edit_items(office.ledger, office.operator, [number], ItemEdit(**fields), today=office.today)


def found_untrue(office: Office, number: str) -> None:
    truths.report(office.ledger, office.operator, number, Reported.UNDER_WAY, today=office.today)
    truths.verify(
        office.ledger, office.reviewer, number, Verified.UNTRUE, note="没有台账", today=office.today
    )


def test_every_class_has_its_rule() -> None:
    assert [rule.name for rule in CLASSES] == list(Classification)
    assert all(rule.demands and rule.asks for rule in CLASSES)


def test_each_class_demands_its_own(office: Office) -> None:
    number = office.registered()
    missing = {rule.name: class_refusals(page(office, number), rule.name) for rule in CLASSES}
    assert missing == {
        Classification.CONSOLIDATE: ("措施1、2尚未完成",),
        Classification.SPEED_UP: (),
        Classification.ASSIGN: ("缺责任领导或责任人",),
        Classification.REDO: ("缺核实情况或回头看记录（tracker verify、look-back）",),
        Classification.LONG: ("缺阶段目标", "缺有时限的阶段（tracker stage add）"),
    }
    edit(office, number, owners={OwnerRole.PERSON: ("赵强",)})
    found_untrue(office, number)
    due = office.today + dt.timedelta(days=4)
    stages.add_stage(
        office.ledger,
        office.operator,
        number,
        "试点",
        deadline=Deadline("近日", DeadlineKind.DATE, due),
        today=office.today,
    )
    for name in (Classification.ASSIGN, Classification.REDO, Classification.LONG):
        assert class_refusals(page(office, number), name) == ()
    assert put(office, Classification.LONG, number) == 1
    assert page(office, number).truths.classification is Classification.LONG


def test_many_are_classified_as_one_action_or_none_is(office: Office) -> None:
    done, working = office.finished("甲"), office.registered("乙")
    planned = office.planned("丙")
    with pytest.raises(Refusal) as refused:
        put(office, Classification.CONSOLIDATE, done, working, planned)
    assert refused.value.reasons == (
        f"{working} 不能列入“基本完成”：措施1、2尚未完成",
        f"{planned} 不能列入“基本完成”："
        "现在是“待挂号”，只有“整改中、申请销号、已销号”的事项才能列入“基本完成”",
    )
    assert page(office, done).truths.classification is None
    assert put(office, Classification.SPEED_UP, done, working) == 2
    assert put(office, Classification.SPEED_UP, done, working) == 0
    undo(office.ledger, office.operator, today=office.today)
    assert page(office, working).truths.classification is None


def test_the_facts_propose_a_class(sqlite_office: Office) -> None:
    office = sqlite_office
    assert proposed(office, office.planned()) is None
    fresh = office.registered()
    assert proposed(office, fresh) is Classification.ASSIGN, "nothing was begun"
    reporting.add_progress(office.ledger, office.operator, fresh, "已拟稿", today=office.today)
    assert proposed(office, fresh) is Classification.SPEED_UP
    assert proposed(office, office.finished()) is Classification.CONSOLIDATE
    late = office.registered(due=office.today - dt.timedelta(days=1))
    reporting.add_progress(office.ledger, office.operator, late, "已拟稿", today=office.today)
    assert proposed(office, late) is Classification.ASSIGN
    edit(office, late, term=Term.LONG)
    assert proposed(office, late) is Classification.LONG
    found_untrue(office, late)
    assert proposed(office, late) is Classification.REDO
    closed = office.applied()
    advancing.close(office.ledger, office.reviewer, closed, today=office.today)
    assert proposed(office, closed) is Classification.CONSOLIDATE
