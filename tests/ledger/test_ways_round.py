"""Rules that could be gone round by another command: undo, shared measures, settings, a second 挂号."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.ledger.conftest import Office
from tracker.errors import Conflict, Refusal
from tracker.ledger.actor import Actor
from tracker.ledger.commands.advancing import (
    apply_for_closing,
    close,
    pass_preliminary,
    register,
    reopen,
    return_for_more,
    stop,
)
from tracker.ledger.commands.aspects import add_aspect
from tracker.ledger.commands.campaigns import set_campaign
from tracker.ledger.commands.drafts import ItemDraft, ItemEdit, MeasureDraft, MeasureEdit
from tracker.ledger.commands.extending import approve_extension, ask_extension, refuse_extension
from tracker.ledger.commands.items import add_item, add_measure, edit_items, edit_measure, finish_measure
from tracker.ledger.commands.measures import plan_amount, record_amount, share_measure, unshare_measure
from tracker.ledger.commands.reporting import add_evidence
from tracker.ledger.commands.truths import verify
from tracker.ledger.commands.undoing import redo, undo
from tracker.ledger.filtering.reading import read_query
from tracker.ledger.history import item_history
from tracker.ledger.labels import COMMAND_LABELS
from tracker.ledger.list_rows import Deadline
from tracker.ledger.pages import item_page
from tracker.ledger.queries import list_items
from tracker.ledger.words import AmountKind, DeadlineKind, OwnerRole, Role, State, Verified

ANOTHER = Actor("赵敏", Role.REVIEWER)
LONG_OPINION = "请补充两份会议记录和制度文件"


def _date(day: dt.date) -> Deadline:
    return Deadline(f"{day:%m月%d日}前", DeadlineKind.DATE, day)


def _applied_by(office: Office, applicant: Actor) -> str:
    number = office.finished()
    apply_for_closing(
        office.ledger, applicant, number, completion="已完成", inference="已自查", today=office.today
    )
    return number


def _last(office: Office, number: str, command: str) -> int:
    return max(
        row.id for row in item_history(office.ledger, number) if row.command == COMMAND_LABELS[command]
    )


def test_undo_does_not_change_what_is_applied_for(sqlite_office: Office) -> None:
    office = sqlite_office
    number = office.applied()
    for command in ("add_evidence", "progress"):
        with pytest.raises(Refusal):
            undo(office.ledger, office.operator, action_id=_last(office, number, command), today=office.today)
    close(office.ledger, office.reviewer, number, today=office.today)
    for command in ("add_evidence", "progress"):
        with pytest.raises(Refusal):
            undo(office.ledger, office.operator, action_id=_last(office, number, command), today=office.today)


def test_the_applicant_does_not_undo_the_review(sqlite_office: Office) -> None:
    office = sqlite_office
    number = _applied_by(office, ANOTHER)
    return_for_more(office.ledger, office.reviewer, number, opinion=LONG_OPINION, today=office.today)
    with pytest.raises(Refusal):
        undo(office.ledger, ANOTHER, action_id=_last(office, number, "return"), today=office.today)


def test_the_asker_does_not_undo_the_refusal(sqlite_office: Office) -> None:
    office = sqlite_office
    number = office.registered()
    later = _date(office.today + dt.timedelta(days=40))
    ask_extension(office.ledger, ANOTHER, number, deadline=later, reason="招标延后", today=office.today)
    refuse_extension(office.ledger, office.leader, number, opinion="按期完成", today=office.today)
    with pytest.raises(Refusal):
        undo(office.ledger, ANOTHER, action_id=_last(office, number, "refuse_extension"), today=office.today)


def test_the_asker_does_not_redo_the_approval(sqlite_office: Office) -> None:
    office = sqlite_office
    number = office.registered()
    later = _date(office.today + dt.timedelta(days=40))
    ask_extension(office.ledger, ANOTHER, number, deadline=later, reason="招标延后", today=office.today)
    approve_extension(office.ledger, office.leader, number, today=office.today)
    action = _last(office, number, "approve_extension")
    undo(office.ledger, office.leader, today=office.today)
    with pytest.raises(Refusal):
        redo(office.ledger, ANOTHER, action_id=action, today=office.today)


def test_a_reopening_worked_on_is_not_undone(sqlite_office: Office) -> None:
    office = sqlite_office
    number = office.applied()
    close(office.ledger, office.reviewer, number, today=office.today)
    reopen(office.ledger, office.reviewer, number, reason="反弹", basis="督查通报", today=office.today)
    add_measure(office.ledger, office.operator, number, MeasureDraft("再抓一遍"), today=office.today)
    add_evidence(office.ledger, office.operator, number, [office.file("新.txt")], today=office.today)
    with pytest.raises(Refusal):
        undo(office.ledger, office.reviewer, action_id=_last(office, number, "reopen"), today=office.today)


def _shared_with_closed(office: Office) -> tuple[str, str]:
    closed, other = office.applied(), office.registered("另一个问题")
    close(office.ledger, office.reviewer, closed, today=office.today)
    share_measure(office.ledger, office.operator, closed, 1, [other], today=office.today)
    return closed, other


def test_the_figures_of_a_closed_items_measure_stay(sqlite_office: Office) -> None:
    office = sqlite_office
    _, other = _shared_with_closed(office)
    with pytest.raises(Refusal):
        plan_amount(
            office.ledger, office.operator, other, 3, AmountKind.MONEY, target=100, today=office.today
        )
    with pytest.raises(Refusal):
        record_amount(
            office.ledger, office.operator, other, 3, AmountKind.MONEY, achieved=100, today=office.today
        )


def test_a_shared_measure_stays_within_every_limit(sqlite_office: Office) -> None:
    office = sqlite_office
    early = office.registered(due=office.today + dt.timedelta(days=5))
    late = office.registered("另一个问题", due=office.today + dt.timedelta(days=50))
    share_measure(office.ledger, office.operator, early, 1, [late], today=office.today)
    with pytest.raises(Refusal):
        edit_measure(
            office.ledger,
            office.operator,
            late,
            3,
            MeasureEdit(deadline=_date(office.today + dt.timedelta(days=40))),
            today=office.today,
        )


def test_unsharing_leaves_an_item_on_the_books_a_measure(sqlite_office: Office) -> None:
    office = sqlite_office
    giver = office.registered()
    taker = add_item(
        office.ledger,
        office.operator,
        ItemDraft(title="另一个", target="目标", deadline=_date(office.today), owners=office.draft().owners),
        today=office.today,
    )
    share_measure(office.ledger, office.operator, giver, 1, [taker], today=office.today)
    register(office.ledger, office.operator, [taker], today=office.today)
    with pytest.raises(Refusal):
        unshare_measure(office.ledger, office.operator, giver, 1, [taker], today=office.today)


def test_one_person_does_not_review_twice_by_setting_one_step(sqlite_office: Office) -> None:
    office = sqlite_office
    number = office.planned()
    set_campaign(office.ledger, office.operator, review_steps=2, today=office.today)
    register(office.ledger, office.operator, [number], today=office.today)
    for n in (1, 2):
        finish_measure(office.ledger, office.operator, number, n, on=office.today, today=office.today)
    add_evidence(office.ledger, office.operator, number, [office.file("a.txt")], today=office.today)
    apply_for_closing(
        office.ledger,
        office.operator,
        number,
        completion="完成",
        inference="已查",
        answers={1: "合并存放"},
        today=office.today,
    )
    pass_preliminary(office.ledger, office.reviewer, number, today=office.today)
    set_campaign(office.ledger, office.reviewer, review_steps=1, today=office.today)
    with pytest.raises(Refusal):
        close(office.ledger, office.reviewer, number, today=office.today)


def test_stopping_and_taking_up_again_postpones_nothing(sqlite_office: Office) -> None:
    office = sqlite_office
    number = office.registered()
    stop(office.ledger, office.reviewer, number, reason="合并", today=office.today)
    reopen(office.ledger, office.reviewer, number, reason="仍要办", basis="批示", today=office.today)
    with pytest.raises(Refusal):
        edit_items(
            office.ledger,
            office.operator,
            [number],
            ItemEdit(deadline=_date(office.today + dt.timedelta(days=90))),
            today=office.today,
        )
    later = office.today + dt.timedelta(days=3)
    register(office.ledger, office.operator, [number], today=later)
    page = item_page(office.ledger, number, today=later)
    assert page.row.state is State.RECTIFYING
    assert page.registered_on == office.today


def test_an_immediate_measure_added_later_gets_its_days(sqlite_office: Office) -> None:
    office = sqlite_office
    number = office.planned()
    set_campaign(office.ledger, office.operator, immediate_days=10, today=office.today)
    register(office.ledger, office.operator, [number], today=office.today)
    later = office.today + dt.timedelta(days=4)
    at_once = MeasureDraft("马上清退", deadline=Deadline("立行立改", DeadlineKind.IMMEDIATE, None))
    add_measure(office.ledger, office.operator, number, at_once, today=later)
    due = item_page(office.ledger, number, today=later).measures[2].deadline
    assert due is not None
    assert due.due == later + dt.timedelta(days=10)


def test_a_new_round_at_once_gets_its_days(sqlite_office: Office) -> None:
    office = sqlite_office
    number = office.applied()
    close(office.ledger, office.reviewer, number, today=office.today)
    set_campaign(office.ledger, office.operator, immediate_days=10, today=office.today)
    reopen(
        office.ledger,
        office.reviewer,
        number,
        reason="反弹",
        basis="督查通报",
        deadline=Deadline("立行立改", DeadlineKind.IMMEDIATE, None),
        today=office.today,
    )
    page = item_page(office.ledger, number, today=office.today)
    assert page.row.deadline is not None
    assert page.row.deadline.due == office.today + dt.timedelta(days=10)
    assert page.first_deadline is not None
    assert page.first_deadline.due == page.row.deadline.due


def test_an_item_is_found_by_the_owner_of_a_measure_that_serves_it(sqlite_office: Office) -> None:
    office = sqlite_office
    giver, taker = office.registered(), office.registered("另一个问题")
    edit = MeasureEdit(owners={OwnerRole.RESPONSIBLE: ("法规处",)})
    edit_measure(office.ledger, office.operator, giver, 1, edit, today=office.today)
    share_measure(office.ledger, office.operator, giver, 1, [taker], today=office.today)
    rows = list_items(office.ledger, read_query("单位:法规处"), today=office.today)
    assert {row.number for row in rows} == {giver, taker}


def test_nobody_overwrites_a_source_or_an_aspect_unseen(sqlite_office: Office) -> None:
    office = sqlite_office
    for name in ("组织", "作风"):
        add_aspect(office.ledger, office.operator, name, today=office.today)
    number = office.planned()
    seen = item_page(office.ledger, number, today=office.today)
    theirs, mine = ItemEdit(source="群众反映", aspect="组织"), ItemEdit(source="调研发现", aspect="作风")
    edit_items(office.ledger, office.reviewer, [number], theirs, today=office.today)
    with pytest.raises(Conflict) as conflict:
        edit_items(office.ledger, office.operator, [number], mine, seen=seen, today=office.today)
    shown = {field.field: (field.theirs, field.who) for field in conflict.value.fields}
    assert shown == {"问题来源": ("群众反映", "王芳"), "方面": ("组织", "王芳")}


def test_who_finished_a_measure_does_not_verify_it(sqlite_office: Office) -> None:
    office = sqlite_office
    number = office.registered()
    finish_measure(office.ledger, office.operator, number, 1, on=office.today, today=office.today)
    note = "到现场看过"
    with pytest.raises(Refusal, match="自报人不能核实自己报的"):
        verify(
            office.ledger, office.operator, number, Verified.TRUE, note=note, measure=1, today=office.today
        )
    verify(office.ledger, office.reviewer, number, Verified.TRUE, note=note, measure=1, today=office.today)
