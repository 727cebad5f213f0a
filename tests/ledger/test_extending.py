"""延期: asked before the day, decided by another person, one request at a time, every date kept."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from tracker.errors import Refusal
from tracker.ledger.actor import Actor
from tracker.ledger.commands import advancing, extending
from tracker.ledger.commands.undoing import undo
from tracker.ledger.extensions import extension_requests
from tracker.ledger.list_rows import Deadline
from tracker.ledger.pages import item_page
from tracker.ledger.rows import ItemPage
from tracker.ledger.words import DeadlineKind, Light, RectificationType, RequestDecision, Role

Office = Any

CONTINUING = Deadline("长期坚持", DeadlineKind.CONTINUING, None)


def page(office: Office, number: str, day: dt.date | None = None) -> ItemPage:
    return item_page(office.ledger, number, today=day or office.today)


def later(office: Office, days: int = 40) -> Deadline:
    day = office.today + dt.timedelta(days=days)
    return Deadline(f"{day:%m月%d日}前", DeadlineKind.DATE, day)


def ask(office: Office, number: str, deadline: Deadline | None = None, **settings: Any) -> None:
    given = {"actor": office.operator, "reason": "招标流标", "today": office.today} | settings
    actor = given.pop("actor")
    extending.ask_extension(office.ledger, actor, number, deadline=deadline or later(office), **given)


def test_what_is_asked_moves_nothing_until_it_is_approved(office: Office) -> None:
    number = office.registered()
    before = page(office, number)
    ask(office, number)
    asked = page(office, number)
    assert (asked.row.deadline, asked.extension_count) == (before.row.deadline, 0)
    assert [row.number for row in extension_requests(office.ledger)] == [number]

    due = extending.approve_extension(
        office.ledger, office.leader, number, opinion="同意", today=office.today
    )
    assert due == later(office).due
    approved = page(office, number)
    assert approved.row.deadline == later(office)
    assert approved.first_deadline is not None
    assert before.row.deadline is not None
    assert approved.first_deadline.due == before.row.deadline.due
    assert (approved.extension_count, approved.row.light) == (1, Light.EXTENDED)
    (request,) = approved.requests
    assert (request.asked_by, request.approver, request.previous_due) == (
        "李明",
        "周正",
        before.row.deadline.due,
    )
    assert request.decision is RequestDecision.APPROVED
    assert extension_requests(office.ledger, number) == []
    assert extension_requests(office.ledger, number, only_open=False) == [request]
    undo(office.ledger, office.leader, today=office.today)
    undone = page(office, number)
    assert (undone.row.deadline, undone.requests) == (asked.row.deadline, asked.requests)


def test_what_was_asked_in_time_may_be_approved_when_the_day_is_past(office: Office) -> None:
    number = office.registered()
    ask(office, number)
    day = office.today + dt.timedelta(days=20)
    assert page(office, number, day).row.light is Light.OVERDUE
    extending.approve_extension(office.ledger, office.leader, number, today=day)
    assert page(office, number, day).row.light is Light.EXTENDED


def test_a_refused_or_withdrawn_request_changes_nothing(office: Office) -> None:
    number = office.registered()
    before = page(office, number).row
    ask(office, number)
    extending.refuse_extension(office.ledger, office.leader, number, opinion="抓紧办结", today=office.today)
    ask(office, number)
    with pytest.raises(Refusal, match="由申请人本人撤回"):
        extending.withdraw_extension(office.ledger, office.reviewer, number, today=office.today)
    extending.withdraw_extension(office.ledger, office.operator, number, today=office.today)
    after = page(office, number)
    assert (after.row.deadline, after.extension_count, after.row.light) == (before.deadline, 0, before.light)
    assert [row.decision for row in after.requests] == [RequestDecision.REFUSED, RequestDecision.WITHDRAWN]
    assert after.requests[0].opinion == "抓紧办结"


def test_one_open_request_at_a_time(office: Office) -> None:
    number = office.registered()
    ask(office, number)
    with pytest.raises(Refusal, match="还待批准，一次只办一个"):
        ask(office, number, later(office, 60))
    with pytest.raises(Refusal, match="还待批准，一次只办一个"):
        extending.extend(
            office.ledger,
            office.operator,
            number,
            deadline=later(office),
            reason="汛期",
            approver="周正",
            today=office.today,
        )
    extending.approve_extension(office.ledger, office.leader, number, today=office.today)
    ask(office, number, later(office, 60))
    extending.approve_extension(office.ledger, office.leader, number, today=office.today)
    assert page(office, number).extension_count == 2


def test_another_person_decides(office: Office) -> None:
    number = office.registered()
    ask(office, number, actor=Actor("周 正", Role.LEADER))
    with pytest.raises(Refusal, match="申请人不能批自己的"):
        extending.approve_extension(office.ledger, office.leader, number, today=office.today)
    with pytest.raises(Refusal, match="申请人不能批自己的"):
        extending.refuse_extension(office.ledger, office.leader, number, opinion="不", today=office.today)
    with pytest.raises(Refusal, match="同意延期由审核、领导办理"):
        extending.approve_extension(office.ledger, office.operator, number, today=office.today)
    extending.approve_extension(office.ledger, office.reviewer, number, today=office.today)
    with pytest.raises(Refusal, match="没有待批准的延期申请"):
        extending.approve_extension(office.ledger, office.reviewer, number, today=office.today)


def test_nobody_approves_at_once_what_they_ask_themselves(office: Office) -> None:
    number = office.registered()
    settings: dict[str, Any] = {"deadline": later(office), "reason": "流标", "today": office.today}
    with pytest.raises(Refusal, match="批准人不能是申请人本人"):
        extending.extend(office.ledger, office.leader, number, approver="周正", **settings)
    extending.extend(office.ledger, office.operator, number, approver="周正", **settings)
    (request,) = page(office, number).requests
    assert (request.asked_by, request.approver, request.decision) == (
        "李明",
        "周正",
        RequestDecision.APPROVED,
    )


@pytest.mark.parametrize(
    ("change", "line"),
    [
        ({"deadline": Deadline("早", DeadlineKind.DATE, dt.date(2020, 1, 1))}, "新时限须晚于现时限"),
        ({"deadline": Deadline("汛期后", DeadlineKind.MILESTONE, None, confirm=True)}, "新时限须晚于现时限"),
        (
            {"deadline": Deadline("年底前", DeadlineKind.DATE, dt.date(2099, 12, 31), confirm=True)},
            "待明确，请定下日期",
        ),
        ({"reason": " "}, "延期理由不能为空"),
        ({"today": dt.date(2098, 1, 1)}, "已过，延期须在到期前提出"),
        ({"deadline": CONTINUING, "next_review": dt.date(2099, 1, 1)}, "须写明阶段目标"),
        ({"deadline": CONTINUING, "stage_goal": "每季抽查"}, "须写明下次复核日期"),
        (
            {"deadline": CONTINUING, "stage_goal": "每季抽查", "next_review": dt.date(2020, 1, 1)},
            "须在今天",
        ),
        ({"actor": Actor("赵", Role.READER)}, "您的角色是“只读”"),
    ],
)
def test_what_cannot_be_asked(office: Office, change: dict[str, Any], line: str) -> None:
    number = office.registered()
    before = office.ledger.head()
    with pytest.raises(Refusal, match=line):
        ask(office, number, **change)
    assert office.ledger.head() == before


def test_an_extension_to_continuing_has_its_stage_goal_and_next_review(office: Office) -> None:
    number = office.registered()
    review = office.today + dt.timedelta(days=90)
    ask(office, number, CONTINUING, stage_goal="每季度抽查一次", next_review=review)
    assert extending.approve_extension(office.ledger, office.leader, number, today=office.today) is None
    extended = page(office, number)
    assert extended.row.type is RectificationType.LONG_TERM
    assert (extended.row.light, extended.extension_count) == (Light.CONTINUING, 1)
    (request,) = extended.requests
    assert (request.stage_goal, request.next_review) == ("每季度抽查一次", review)


def test_what_needs_no_more_time_leaves_no_request_waiting(office: Office) -> None:
    applied, stopped = office.finished("甲"), office.registered("乙")
    for number in (applied, stopped):
        ask(office, number)
    advancing.apply_for_closing(
        office.ledger, office.operator, applied, completion="已完成", inference="已自查", today=office.today
    )
    advancing.stop(office.ledger, office.leader, stopped, reason="机构撤并", today=office.today)
    assert extension_requests(office.ledger) == []
    assert page(office, applied).requests[0].opinion == "已申请销号"
